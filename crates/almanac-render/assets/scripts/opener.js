// Opens search by `/`, by Ctrl-K and by the links to it. The field takes what is typed at once; what
// searches is loaded when it is first wanted.

import { say } from "./words.js";

const OWN_KEYS = "input, textarea, select, [contenteditable]";

const load = () => import("./search.js");

/** ↑ and ↓ go from the field through what was found. */
function walk(dialog, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const stops = [dialog.querySelector("input"), ...dialog.querySelectorAll(".found a")];
  const at = stops.indexOf(document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  stops[(at + step + stops.length) % stops.length].focus();
}

function build() {
  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", say("search"));
  const form = document.createElement("form");
  form.className = "search";
  form.action = `${document.documentElement.dataset.base}search`;
  form.setAttribute("role", "search");
  const input = document.createElement("input");
  input.type = "search";
  input.name = "q";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.setAttribute("aria-label", say("search"));
  input.placeholder = say("search-placeholder");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "plain";
  close.textContent = say("close");
  close.addEventListener("click", () => dialog.close());
  const place = document.createElement("div");
  form.append(input, close);
  dialog.append(form, place);
  dialog.addEventListener("keydown", (event) => walk(dialog, event));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Enter opens what is found first.
  form.addEventListener("submit", (event) => {
    const first = place.querySelector(".found a");
    if (first === null) return;
    event.preventDefault();
    first.click();
  });
  load().then(({ follow }) => follow(input, place));
  document.body.append(dialog);
  return dialog;
}

let dialog = null;

/** Opens the dialog, made when it is first wanted. */
function open() {
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector("input");
  input.focus();
  input.select();
}

function isWanted(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  if (event.key.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  return event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.(OWN_KEYS);
}

/** Whether a click follows a link here, and not in another tab or window. */
export function isPlain(event) {
  return event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (!isWanted(event)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-search]");
    if (!link || !isPlain(event)) return;
    event.preventDefault();
    open();
  });
  if (document.querySelector("[data-found]") !== null) load().then(({ fill }) => fill());
}
