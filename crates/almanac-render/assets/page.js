// What every page does. Pages say all that they have to say without it.

import { listen as listenAsides } from "./asides.js";
import { listen as listenSearch } from "./opener.js";
import { listen as listenProgress, show as showProgress } from "./progress.js";
import { closesItself, open as openSettings } from "./settings.js";

listenProgress();
showProgress();
listenAsides();
if (document.querySelector(".contents") !== null) import("./contents.js").then(({ open }) => open());
if (document.querySelector("article[data-path]") !== null) import("./place.js").then(({ open }) => open());
if (document.querySelector("[data-ledger]") !== null) import("./ledger.js").then(({ open }) => open());
if (document.querySelector(".moves") !== null) import("./break-even.js").then(({ open }) => open());
openSettings();
listenSearch();

const where = document.querySelector(".bar nav details");
if (where !== null) closesItself(where);

// What a link leads to is shown by a module that is fetched with the first such link that is pointed at or focused.
function wake(event) {
  if (!event.target.closest?.(".prose a[href], .requires a[href], .around a[href]")) return;
  for (const type of ["pointerover", "focusin"]) document.removeEventListener(type, wake);
  import("./preview.js").then(({ listen }) => listen(event));
}
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, wake);

document.documentElement.dataset.awake = "";
