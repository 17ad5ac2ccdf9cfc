// Marks in the list of contents the section that is being read.

import { allOf, onceAFrame } from "./dom.js";

/** The links of the list, each with the heading to which it leads. */
function sections() {
  return allOf(HTMLAnchorElement, ".contents a").flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading === null ? [] : [{ link, heading }];
  });
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
    shown = current;
  };
  update();
  addEventListener("scroll", onceAFrame(update), { passive: true });
}
