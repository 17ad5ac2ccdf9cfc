// What every page loads. Pages say all that they have to say without it.

import { listen as listenKeys } from "./keys.js";
import { open as openLedger } from "./ledger.js";
import { listen as listenProgress, show as showProgress } from "./progress.js";

listenProgress();
showProgress();
listenKeys();
openLedger();

/** Closes the list of steps when its reader turns to something else. */
const where = document.querySelector(".bar details");
if (where !== null) {
  document.addEventListener("click", (event) => {
    if (!where.contains(event.target)) where.open = false;
  });
  where.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !where.open) return;
    where.open = false;
    where.querySelector("summary").focus();
  });
}
