// Narrows a long list to the lines that have the words that are typed.

import { all, onceAFrame, one, oneOf, setShown, setText } from "./dom.js";
import { fold } from "./folding.js";

/** Shows the box, and follows what is typed in it. */
export function open() {
  const box = one("[data-filter]");
  const input = box && oneOf(HTMLInputElement, "input", box);
  if (box === null || input === null) return;
  // Read once: a list may have a thousand lines, and is looked through with every letter.
  const lines = all("[data-lines] > li").map((line) => ({ line, words: fold(line.textContent ?? "") }));
  const groups = all("[data-lines]").map((list) => list.closest("section") ?? list);
  const output = one("[role=status]", box);
  const update = onceAFrame(() => {
    const terms = fold(input.value).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const { line, words } of lines) {
      line.hidden = !terms.every((term) => words.includes(term));
      if (!line.hidden) number += 1;
    }
    // What nothing is left of is not shown either, nor are the headings of such.
    for (const group of groups) {
      const isLeft = all("[data-lines] > li", group).some((line) => !line.hidden);
      setShown(group, isLeft);
    }
    const found = number > 0 ? `${number}` : box.dataset.none;
    setText(output, terms.length > 0 ? (found ?? "") : "");
  });
  setShown(box, true);
  input.addEventListener("input", update);
  update();
}
