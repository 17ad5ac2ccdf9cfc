// Where there is no margin, the source of a citation opens in place, behind the line that cites it.

import { allOf, one } from "./dom.js";

/**
 * The aside of a note that stands right behind a mark.
 * @param {Element} mark
 * @param {string} number
 */
function asideBehind(mark, number) {
  for (let next = mark.nextElementSibling; next?.matches(".aside"); next = next.nextElementSibling) {
    if (next instanceof HTMLElement && next.dataset.note === number) return next;
  }
  return null;
}

/**
 * Puts a copy of the aside of a note behind a mark; the page has one, behind the first mark.
 * @param {Element} mark
 * @param {string} number
 */
function copyBehind(mark, number) {
  const copy = one(`.aside[data-note="${number}"]`)?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) return null;
  copy.classList.remove("is-open");
  // The passages support what stands before their own mark.
  for (const passage of allOf(HTMLElement, ".passage", copy)) passage.remove();
  mark.after(copy);
  return copy;
}

/**
 * @param {HTMLElement} aside
 * @param {HTMLElement} link
 * @param {boolean} isOpen
 */
function setOpen(aside, link, isOpen) {
  aside.classList.toggle("is-open", isOpen);
  link.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) aside.removeAttribute("aria-hidden");
  else aside.setAttribute("aria-hidden", "true");
  for (const inner of allOf(HTMLAnchorElement, "a", aside)) inner.tabIndex = isOpen ? 0 : -1;
}

/**
 * Opens the source that a citation names, or closes it.
 * @param {HTMLAnchorElement} link
 */
export function toggle(link) {
  const mark = link.closest(".cite") ?? link;
  const number = link.hash.slice("#note:".length);
  const aside = asideBehind(mark, number) ?? copyBehind(mark, number);
  if (aside === null) location.hash = link.hash;
  else setOpen(aside, link, !aside.classList.contains("is-open"));
}
