// Wide formulas: those that scroll can be reached by the keyboard, and on paper they are so small that all of them is there.

import { allOf } from "./dom.js";

/** How wide the text is on paper, in pixels: `main` in print.css, which is 40rem of 9.5pt. */
const PAPER = 40 * 9.5 * (96 / 72);

/** Takes a stop at each formula that scrolls, and says how large a formula may be on paper, which print.css takes. */
function measure() {
  for (const formula of allOf(MathMLElement, 'math[display="block"]')) {
    const size = Number.parseFloat(getComputedStyle(formula).fontSize);
    // Else it would be a stop of the Tab key for nothing.
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
    formula.style.setProperty("--fit", `${(PAPER * size) / Math.max(formula.scrollWidth, 1)}px`);
  }
}

/** Measures formulas, and again where there may be more or less room for them. */
export function open() {
  for (const type of ["beforeprint", "resize"]) addEventListener(type, measure);
  measure();
}
