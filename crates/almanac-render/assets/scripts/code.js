// A button that copies a block of code.

import { all, make } from "./dom.js";
import { addStyle } from "./style.js";
import { say } from "./words.js";

/** For how many milliseconds a button says what came of it. */
const SAID = 3000;

/**
 * Copies a text; whether that could be done. Pages that came neither by HTTPS nor from this machine have no clipboard, but
 * for what is selected.
 * @param {HTMLElement} code
 */
async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return document.execCommand("copy");
  }
}

/** @param {HTMLElement} block */
function addButton(block) {
  const button = make("button", { type: "button", className: "plain copy" }, say("copy"));
  const status = make("span", { className: "vh" });
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    // Where it can't be copied, it is selected, and the reader's own keys do the rest.
    if (!(await copied(block))) return;
    status.textContent = say("copied");
    button.textContent = say("copied");
    setTimeout(() => {
      status.textContent = "";
      button.textContent = say("copy");
    }, SAID);
  });
  const place = make("div", { className: "code" });
  block.replaceWith(place);
  place.append(block, button, status);
}

/** Where a block has no button: what is cited is selected by a click already, and texts side by side are chosen between. */
const WITHOUT = ".cite-page, .conflict";

/** Gives each block of code a button. */
export async function open() {
  await addStyle(new URL("./copy.css", import.meta.url).href);
  for (const block of all("pre")) if (block.closest(WITHOUT) === null) addButton(block);
}
