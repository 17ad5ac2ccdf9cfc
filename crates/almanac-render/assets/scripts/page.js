// What every page does once it is shown: until then it says all that it has to say without a module.
// What only some pages or some readers want is fetched when it is wanted.

import { all, allOf, closest, one } from "./dom.js";
import { isPlain, listenToSearch } from "./opener.js";
import { listenToProgress, onChange, record, showProgress } from "./progress.js";

/** With a margin (wide.css) asides are shown already, and a mark leads to the note itself. */
const HAS_MARGIN = window.matchMedia("(min-width: 74rem)");

/**
 * Closes a panel when its reader turns to something else, or presses Escape.
 * @param {HTMLDetailsElement} details
 */
function closeItself(details) {
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !details.contains(target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    one("summary", details)?.focus();
  });
}

/**
 * Settings are of use only where scripts run.
 * @param {HTMLElement} details
 */
function offerSettings(details) {
  details.addEventListener("toggle", () => void import("./settings.js").then(({ open }) => open(details)), {
    once: true,
  });
  details.classList.add("is-ready");
}

/**
 * Whether a finger or a pen clicked, which point at nothing before.
 * @param {MouseEvent} event
 */
const isTap = (event) => event instanceof PointerEvent && event.pointerType === "touch";

/** By a tap, a point of a figure first says what it is. */
function listenToPoints() {
  document.addEventListener("click", (event) => {
    const point = closest(SVGAElement, ".figure a", event);
    if (point === null || !isTap(event)) return;
    event.preventDefault();
    void import("./preview.js").then(({ tap }) => tap(point));
  });
}

/** Where there is no margin, a citation opens in place. */
function listenToCitations() {
  document.addEventListener("click", (event) => {
    const link = closest(HTMLAnchorElement, '.prose .cite a[href^="#note:"]', event);
    if (link === null || !isPlain(event) || event.defaultPrevented || (HAS_MARGIN.matches && !isTap(event))) return;
    event.preventDefault();
    void import("./asides.js").then(({ toggle }) => toggle(link));
  });
}

/** What a link leads to is shown once the first such link is pointed at or focused. */
function listenToLinks() {
  const types = ["pointerover", "focusin"];
  /** @param {Event} event */
  const wake = (event) => {
    if (closest(Element, ".prose a[href], .requires a[href], .around a[href]", event) === null) return;
    for (const type of types) document.removeEventListener(type, wake);
    void import("./preview.js").then(({ listen }) => listen(event));
  };
  for (const type of types) document.addEventListener(type, wake);
}

/** What a reader chooses in the switch between depths is kept, and with it their place on the page. */
function listenToDepths() {
  document.addEventListener("click", (event) => {
    const link = closest(HTMLAnchorElement, ".depths a[data-depth]", event);
    if (link === null) return;
    const isHere = isPlain(event);
    if (isHere) event.preventDefault();
    const chosen = import("./depths.js").then(({ choose }) => choose(record, link));
    // Without the module the link leads where it leads without scripts.
    void chosen.catch(() => undefined).then(() => isHere && location.assign(link.href));
  });
}

/** What is chosen in another tab (settings.js) holds here too. Without a key, everything there was cleared. */
function listenToSettings() {
  const { dataset } = document.documentElement;
  addEventListener("storage", ({ key, newValue }) => {
    for (const name of ["size", "colours", "keys"]) {
      if (key !== null && key !== `almanac:${name}`) continue;
      if (newValue) dataset[name] = newValue;
      else delete dataset[name];
    }
  });
}

/** What is printed says on each page what it is, where it is from, and of which day (print.css). */
function listenToPrinting() {
  const { dataset, lang } = document.documentElement;
  addEventListener("beforeprint", () => {
    dataset.printedTitle = document.title;
    dataset.printedFrom = `${location.href} · ${new Date().toLocaleDateString(lang, { dateStyle: "long" })}`;
  });
}

listenToSettings();
listenToPrinting();
listenToProgress();
listenToDepths();
listenToSearch();
listenToCitations();
listenToLinks();
listenToPoints();
for (const panel of allOf(HTMLDetailsElement, ".settings, .bar nav details")) closeItself(panel);
for (const details of all(".settings")) offerSettings(details);
// Whoever has not scrolled is at the top.
if (one(".contents, .years") !== null) {
  addEventListener("scroll", () => void import("./contents.js").then(({ open }) => open()), { once: true });
}
// What is wrong with some words can be said of them once they are selected.
if (one('a[href$="/edit"]') !== null) {
  document.addEventListener("selectionchange", () => void import("./selected.js").then(({ open }) => open()), {
    once: true,
  });
}

/** What this page alone has, and what it shows of the reader's record. */
const waking = [showProgress()];
// Without a choice there is nothing to follow.
const follows = one("[data-levels], [data-facts]") !== null && record.storage.get(`${record.prefix}depth`);
const depths = follows ? import("./depths.js").then(({ open }) => open(record)) : Promise.resolve();
waking.push(depths);
/** @param {() => Promise<unknown>} open */
const wake = (open) => waking.push(open().then(() => undefined));
if (one("article[data-path][data-entry]") !== null)
  wake(async () => {
    const [{ open }] = await Promise.all([import("./place.js"), depths]);
    open();
  });
if (one("[data-filter]") !== null) wake(() => import("./filter.js").then(({ open }) => open()));
if (one("[data-ledger]") !== null) wake(() => import("./ledger.js").then(({ open }) => open(record, onChange)));
if (one("pre") !== null) wake(() => import("./code.js").then(({ open }) => open()));
if (document.querySelector('math[display="block"]')) wake(() => import("./formulas.js").then(({ open }) => open()));
if (one(".moves") !== null) wake(() => import("./break-even.js").then(({ open }) => open()));
// A page is awake once it listens to all that it offers: what could not be loaded keeps the rest from nothing.
void Promise.allSettled(waking).then(() => {
  document.documentElement.dataset.awake = "";
});
