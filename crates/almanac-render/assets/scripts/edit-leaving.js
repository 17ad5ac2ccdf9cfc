// Signing out: whoever uses this browser next is not to find drafts of others, so it is asked whether they go too.

import { base, oneOf } from "./dom.js";
import { Drafts } from "./drafts.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

const form = oneOf(HTMLFormElement, "form[data-contributor]");
form?.addEventListener("submit", () => {
  const drafts = new Drafts(kept, base(), form.dataset.contributor ?? "");
  const keys = drafts.keys();
  if (keys.length === 0 || !confirm(say("editor-drafts-leave", { count: keys.length }))) return;
  for (const key of keys) drafts.remove(key);
});
