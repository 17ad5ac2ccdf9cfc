// ← and → turn to the next and the previous step of a path.

import { isMirrored, oneOf } from "./dom.js";

/**
 * Where the page runs from right to left, ← leads on.
 * @type {{ [key: string]: [string, string] | undefined }}
 */
const RELATIONS = { ArrowLeft: ["prev", "next"], ArrowRight: ["next", "prev"] };
// In these the arrows have a meaning of their own.
const OWN_ARROWS = "input, textarea, select, audio, video, [contenteditable]";

/**
 * Whether the arrows scroll what holds an element, or move something in it.
 * @param {EventTarget | null} target
 */
function hasOwnArrows(target) {
  if (!(target instanceof Element) || target.closest(OWN_ARROWS)) return true;
  for (let around = target; around !== document.body && around.parentElement; around = around.parentElement) {
    if (around.scrollWidth > around.clientWidth && /auto|scroll/.test(getComputedStyle(around).overflowX)) return true;
  }
  return false;
}

/**
 * The link that a key press asks for, if it asks for one.
 * @param {KeyboardEvent} event
 */
function wantedLink(event) {
  const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (isModified || event.defaultPrevented || event.isComposing) return null;
  const relations = RELATIONS[event.key];
  if (relations === undefined || document.documentElement.dataset.keys || hasOwnArrows(event.target)) return null;
  return oneOf(HTMLAnchorElement, `a[rel=${relations[isMirrored() ? 1 : 0]}]`);
}

/**
 * Turns to another step, unless the key has moved a caret: in caret browsing (F7) it does, which no page is told beforehand.
 * @param {KeyboardEvent} event
 * @param {Node | null | undefined} node where the caret stood when the key was pressed
 * @param {number | undefined} offset
 */
export function turn(event, node, offset) {
  const link = wantedLink(event);
  if (link === null) return;
  requestAnimationFrame(() => {
    const selection = getSelection();
    if (selection?.focusNode === node && selection?.focusOffset === offset) link.click();
  });
}
