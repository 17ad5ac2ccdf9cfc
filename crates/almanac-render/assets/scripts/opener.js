// Opens search by `/`, by Ctrl-K and by the links to it. The field takes what is typed at once; what
// searches is loaded when it is first wanted.

import { SEARCH } from "./addresses.js";
import { base, closest, make, one, oneOf } from "./dom.js";
import { say } from "./words.js";

const TYPED_IN = "input, textarea, select, [contenteditable]";

function buildDialog() {
  const input = make("input", { type: "search", name: "q", dir: "auto", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", say("search"));
  input.placeholder = say("search-placeholder");
  const close = make("button", { type: "button", className: "plain" }, say("close"));
  const action = oneOf(HTMLAnchorElement, "a[data-search]")?.href ?? base() + SEARCH;
  // Where the rest can't be loaded, the form leads to the page of search.
  const form = make("form", { className: "search", action }, input, close);
  form.setAttribute("role", "search");
  const place = make("div");
  const dialog = make("dialog", { className: "search" }, form, place);
  dialog.setAttribute("aria-label", say("search"));
  close.addEventListener("click", () => dialog.close());
  // A click beside the dialog is one on its backdrop, which is the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  void import("./dialog.js").then(
    ({ searchIn }) => searchIn({ dialog, form, input, place }),
    () => place.replaceChildren(make("p", {}, say("search-failed"))),
  );
  document.body.append(dialog);
  return { dialog, input };
}

/** @type {ReturnType<typeof buildDialog> | null} */
let built = null;

/** Opens the dialog, made when it is first wanted. */
export function openDialog() {
  built ??= buildDialog();
  const { dialog, input } = built;
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
}

/** @param {KeyboardEvent} event */
function isWanted(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  if (event.key.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (document.documentElement.dataset.keys) return false;
  return event.key === "/" && !event.ctrlKey && !event.metaKey && closest(Element, TYPED_IN, event) === null;
}

/**
 * Whether a click follows a link here, and not in another tab or window.
 * @param {MouseEvent} event
 */
export function isPlain(event) {
  return event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

/** Opens search whenever it is asked for, and wakes the search page. */
export function listenToSearch() {
  document.addEventListener("keydown", (event) => {
    if (!isWanted(event)) return;
    event.preventDefault();
    openDialog();
  });
  document.addEventListener("click", (event) => {
    if (closest(HTMLAnchorElement, "a[data-search]", event) === null || !isPlain(event)) return;
    event.preventDefault();
    openDialog();
  });
  if (one("[data-found]") !== null) void import("./search.js").then(({ wake }) => wake());
}
