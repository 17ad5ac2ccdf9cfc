// Marks in the list of contents, and among the years of a thread, the section that is being read.

import { allOf, onceAFrame } from "./dom.js";

/** The links of the list, each with the heading to which it leads. */
function sections() {
  return allOf(HTMLAnchorElement, ".contents a, .years a").flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading === null ? [] : [{ link, heading }];
  });
}

/**
 * Scrolls what scrolls by itself, and nothing around it, until a link within it is seen.
 * @param {HTMLElement} link
 */
function bringIntoView(link) {
  const list = link.closest(".margin, .years");
  if (list === null) return;
  const [inner, outer] = [link.getBoundingClientRect(), list.getBoundingClientRect()];
  /** @type {(start: number, end: number, from: number, to: number) => number} */
  const distance = (start, end, from, to) => Math.min(0, start - from) + Math.max(0, end - to);
  list.scrollBy(
    distance(inner.left, inner.right, outer.left, outer.right),
    distance(inner.top, inner.bottom, outer.top, outer.bottom),
  );
}

/** Follows the reader through the sections of the page. */
export function open() {
  const all = sections();
  if (all.length === 0) return;
  /** @type {HTMLElement | null} */
  let shown = null;
  const update = () => {
    // The section is that whose heading has passed the upper part of the screen last.
    const line = window.innerHeight / 4;
    const current = all.findLast(({ heading }) => heading.getBoundingClientRect().top <= line)?.link ?? null;
    if (current === shown) return;
    shown?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "location");
    if (current !== null) bringIntoView(current);
    shown = current;
  };
  update();
  addEventListener("scroll", onceAFrame(update), { passive: true });
}
