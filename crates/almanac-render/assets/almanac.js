// What every page loads. Pages say all that they have to say without it.

import { listen as listenAsides } from "./asides.js";
import { open as openContents } from "./contents.js";
import { listen as listenKeys } from "./keys.js";
import { listen as listenSearch } from "./opener.js";
import { open as openPlace } from "./place.js";
import { listen as listenPreviews } from "./preview.js";
import { listen as listenProgress, show as showProgress } from "./progress.js";
import { closesItself, open as openSettings } from "./settings.js";

listenProgress();
showProgress();
listenKeys();
listenAsides();
listenPreviews();
if (document.querySelector("[data-ledger]") !== null) import("./ledger.js").then(({ open }) => open());
if (document.querySelector(".moves") !== null) import("./break-even.js").then(({ open }) => open());
openContents();
openPlace();
openSettings();
listenSearch();

const where = document.querySelector(".bar nav details");
if (where !== null) closesItself(where);
