// Opens search by `/`, by Ctrl-K and by the links to it. The field takes what is typed at once; what
// searches is loaded when it is first wanted.

import { SEARCH } from "./addresses.js";
import { allOf, base, closest, make, one, oneOf } from "./dom.js";
import { say } from "./words.js";

const TYPED_IN = "input, textarea, select, [contenteditable]";

const loadSearch = () => import("./search.js");

/**
 * ↑ and ↓ go from the field through what was found.
 * @param {HTMLElement[]} stops
 * @param {KeyboardEvent} event
 */
function walk(stops, event) {
  const at = stops.findIndex((stop) => stop.matches(":focus"));
  if (at < 0 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const step = event.key === "ArrowDown" ? 1 : -1;
  event.preventDefault();
  stops.at((at + step) % stops.length)?.focus();
}

function buildDialog() {
  const input = make("input", { type: "search", name: "q", dir: "auto", autocomplete: "off", spellcheck: false });
  input.setAttribute("aria-label", say("search"));
  input.placeholder = say("search-placeholder");
  const close = make("button", { type: "button", className: "plain" }, say("close"));
  const action = oneOf(HTMLAnchorElement, "a[data-search]")?.href ?? base() + SEARCH;
  const form = make("form", { className: "search", action }, input, close);
  form.setAttribute("role", "search");
  const place = make("div");
  const dialog = make("dialog", { className: "search" }, form, place);
  dialog.setAttribute("aria-label", say("search"));
  const links = () => allOf(HTMLAnchorElement, ".found a", place);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => walk([input, ...links()], event));
  // A click beside the dialog is one on its backdrop, which is the dialog itself.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Enter opens what is found first.
  form.addEventListener("submit", (event) => {
    const [first] = links();
    if (first === undefined) return;
    event.preventDefault();
    first.click();
  });
  void loadSearch().then(({ follow }) => follow(input, place));
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

/** Opens search whenever it is asked for, and wakes the search page of a site of files. */
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
  if (one("[data-found]") !== null) void loadSearch().then(({ fill }) => fill());
}
