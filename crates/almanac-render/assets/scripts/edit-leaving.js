// Signing out: whoever uses this browser next is not to find drafts of others, so it is asked whether they go too.

import { base, make, oneOf } from "./dom.js";
import { Drafts } from "./drafts.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

/**
 * Asks about the drafts of whoever may sign out here.
 * @param {HTMLFormElement} form
 */
function ask(form) {
  const drafts = new Drafts(kept, base(), form.dataset.contributor ?? "");
  const keys = drafts.keys();
  if (keys.length === 0) return;
  const remove = make("input", { type: "checkbox" });
  const words = say("editor-drafts-leave", { count: keys.length });
  form.prepend(make("p", {}, make("label", { className: "choice" }, remove, " ", words)));
  form.addEventListener("submit", () => {
    if (!remove.checked) return;
    for (const key of keys) drafts.remove(key);
  });
}

const leaving = oneOf(HTMLFormElement, "form[data-contributor]");
if (leaving !== null) ask(leaving);
