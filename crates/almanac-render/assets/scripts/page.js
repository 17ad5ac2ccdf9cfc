// What every page does once it is shown: until then it says all that it has to say without a module.
// What only some pages or some readers want is fetched when it is wanted.

import { isPlain, listen as listenSearch } from "./opener.js";
import { listen as listenProgress, record, show as showProgress } from "./progress.js";

const one = (selector) => document.querySelector(selector);

/** With a margin (wide.css) asides are shown already, and a mark leads to the note itself. */
const HAS_MARGIN = window.matchMedia("(min-width: 74rem)");

/** Closes a panel when its reader turns to something else, or presses Escape. */
function closesItself(details) {
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

/** Settings are of use only where modules run. */
function offerSettings(details) {
  details.addEventListener("toggle", () => import("./settings.js").then(({ open }) => open(details)), { once: true });
  details.classList.add("is-ready");
}

/** Where there is no margin, a citation opens in place. */
function listenCitations() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('.prose .cite a[href^="#note:"]');
    if (!link || !isPlain(event) || event.defaultPrevented || HAS_MARGIN.matches) return;
    event.preventDefault();
    import("./asides.js").then(({ toggle }) => toggle(link));
  });
}

/** What a link leads to is shown once the first such link is pointed at or focused. */
function listenPreviews() {
  const types = ["pointerover", "focusin"];
  const wake = (event) => {
    if (!event.target.closest?.(".prose a[href], .requires a[href], .around a[href]")) return;
    for (const type of types) document.removeEventListener(type, wake);
    import("./preview.js").then(({ listen }) => listen(event));
  };
  for (const type of types) document.addEventListener(type, wake);
}

listenProgress();
listenSearch();
listenCitations();
listenPreviews();
for (const panel of document.querySelectorAll(".settings, .bar nav details")) closesItself(panel);
for (const details of document.querySelectorAll(".settings")) offerSettings(details);
if (one(".contents") !== null) import("./contents.js").then(({ open }) => open());
if (one("article[data-path][data-entry]") !== null) import("./place.js").then(({ open }) => open());
if (one("[data-ledger]") !== null) import("./ledger.js").then(({ open }) => open(record));
if (one(".moves") !== null) import("./break-even.js").then(({ open }) => open());
showProgress().then(() => (document.documentElement.dataset.awake = ""));
