// Narrows a list of events by weight where no server does it.

import { allOf, one } from "./dom.js";

const narrowing = one("[data-weights]");
const stream = one(".stream");

if (narrowing !== null && stream !== null && one(".major", stream) !== null) {
  const buttons = allOf(HTMLButtonElement, "[data-weight]", narrowing);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      stream.classList.toggle("only-major", button.dataset.weight === "major");
      for (const other of buttons) other.ariaPressed = String(other === button);
    });
  }
  narrowing.hidden = false;
}
