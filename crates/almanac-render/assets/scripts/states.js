// What a reader has done to a page, kept while it is loaded again: where it is scrolled to, what is unfolded, what is
// typed, where the focus is. It is kept in the entry of the browser's history, which is there where storage is blocked.

import { allOf, one } from "./dom.js";

const KEY = "almanac";
const FIELDS = "input, textarea, select";
/** The panel of settings shows what is kept elsewhere. */
const SET_ELSEWHERE = ".settings *, [type=file], [type=password], [type=hidden]";

/**
 * @typedef {object} Field
 * @property {string} value
 * @property {boolean} isChecked
 *
 * @typedef {object} States
 * @property {string} address
 * @property {number} top
 * @property {[name: string, isOpen: boolean][]} folds
 * @property {string[]} notes the citations whose notes are open in place
 * @property {boolean} isSearching
 * @property {[name: string, field: Field][]} fields
 * @property {string} focus
 * @property {(number | null)[]} selection what is selected in the field that has the focus
 */

/**
 * What tells an element from most others, also in the next version of its page.
 * @param {Element} element
 */
function nameOf(element) {
  const around = element.closest("[id], aside[aria-label]");
  // What the compiler found is said in other words each time.
  const words = around === element || around?.matches("aside") ? "" : one("summary", element)?.textContent;
  const parts = ["id", "name", "href", "type"].map((name) => element.getAttribute(name));
  return [element.localName, around?.id, words, ...parts].join(" ");
}

/**
 * Elements of a type by their names, the second of a name with its number.
 * @template {Element} T
 * @param {new () => T} type
 * @param {string} selector
 */
function named(type, selector) {
  /** @type {Map<string, T>} */
  const found = new Map();
  for (const element of allOf(type, selector)) {
    const name = nameOf(element);
    let numbered = name;
    for (let number = 2; found.has(numbered); number += 1) numbered = `${name} ${number}`;
    found.set(numbered, element);
  }
  return [...found];
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} FieldElement */

/** @returns {[string, FieldElement][]} */
function fields() {
  const all = named(HTMLElement, FIELDS).filter(([, field]) => !field.matches(SET_ELSEWHERE));
  return /** @type {[string, FieldElement][]} */ (all);
}

/** @param {Element} field */
const isChecked = (field) => field instanceof HTMLInputElement && field.checked;

const FOCUSABLE = `a[href], button, summary, ${FIELDS}`;

/** @returns {States} */
function present() {
  const active = document.activeElement;
  const hasSelection = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  return {
    address: location.href,
    top: window.scrollY,
    folds: named(HTMLDetailsElement, "details").map(([name, { open }]) => [name, open]),
    notes: named(HTMLAnchorElement, '.cite a[aria-expanded="true"]').map(([name]) => name),
    isSearching: one("dialog.search[open]") !== null,
    fields: fields().map(([name, field]) => [name, { value: field.value, isChecked: isChecked(field) }]),
    focus: named(HTMLElement, FOCUSABLE).find(([, element]) => element === active)?.[0] ?? "",
    selection: hasSelection ? [active.selectionStart, active.selectionEnd] : [],
  };
}

/** Keeps what the page is like, for the page that comes in its place. */
export function keepStates() {
  try {
    history.replaceState({ ...history.state, [KEY]: present() }, "");
  } catch {
    // A browser may refuse too many of these at a time: then the page begins anew.
  }
}

/**
 * Writes again what was typed, as if it were typed now, for those who follow it.
 * @param {Map<string, Field>} typed
 */
function restoreFields(typed) {
  for (const [name, field] of fields()) {
    const was = typed.get(name);
    if (was === undefined || (was.value === field.value && was.isChecked === isChecked(field))) continue;
    if (field instanceof HTMLInputElement) field.checked = was.isChecked;
    field.value = was.value;
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
}

/**
 * Does what needs the page's modules: opens search, and the notes that were open in place.
 * @param {States} states
 */
async function restoreModules({ isSearching, notes, fields: typed, focus, selection }) {
  if (isSearching) {
    const { openDialog } = await import("./opener.js");
    openDialog();
  }
  restoreFields(new Map(typed));
  if (notes.length > 0) {
    const { toggle } = await import("./asides.js");
    // A note that is copied behind its mark brings no mark: the names stay as they are.
    for (const [name, link] of named(HTMLAnchorElement, ".cite a")) if (notes.includes(name)) toggle(link);
  }
  const focused = named(HTMLElement, FOCUSABLE).find(([name]) => name === focus)?.[1];
  focused?.focus({ preventScroll: true });
  const [start, end] = selection;
  const isText = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  if (isText && typeof start === "number") focused.setSelectionRange(start, end ?? start);
}

/** Makes the page again what it was before it was reloaded. */
export function restoreStates() {
  /** @type {States | undefined} */
  const states = history.state?.[KEY];
  if (states === undefined) return;
  history.replaceState({ ...history.state, [KEY]: undefined }, "");
  if (states.address !== location.href) return;
  const folds = new Map(states.folds);
  for (const [name, details] of named(HTMLDetailsElement, "details")) details.open = folds.get(name) ?? details.open;
  const goBack = () => scrollTo({ top: states.top, behavior: "instant" });
  goBack();
  // What takes its place late, such as images, must not move the page.
  void restoreModules(states).then(goBack);
}
