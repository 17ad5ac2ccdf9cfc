// Text size and colours, as the reader chooses them: kept by the browser, for every almanac on this address.
// early.js shows them before the page is drawn.

import { make } from "./dom.js";
import { kept } from "./storage.js";
import { addStyle } from "./style.js";
import { loadWords, say } from "./words.js";

const root = document.documentElement;

/**
 * @typedef {{ value: string, words: string }} Option an empty value is the usual
 * @typedef {{ name: string, words: string, options: Option[] }} Choice
 */

/** @returns {Choice[]} */
const choices = () => [
  {
    name: "size",
    words: say("text-size"),
    options: [
      { value: "small", words: say("size-small") },
      { value: "", words: say("size-usual") },
      { value: "large", words: say("size-large") },
      { value: "largest", words: say("size-largest") },
    ],
  },
  {
    name: "colours",
    words: say("colours"),
    options: [
      { value: "", words: say("colours-device") },
      { value: "light", words: say("colours-light") },
      { value: "dark", words: say("colours-dark") },
    ],
  },
];

/**
 * Shows this page as it was chosen, and all that follow. Where nothing is kept, the choice holds for this page.
 * @param {{ name: string, value: string }} chosen
 */
function choose({ name, value }) {
  if (value === "") {
    delete root.dataset[name];
    kept.remove(`almanac:${name}`);
  } else {
    root.dataset[name] = value;
    kept.set(`almanac:${name}`, value);
  }
}

/** The keys without a modifier can be turned off, as who speaks to the device may press them unawares (WCAG 2.1.4). */
function shortcutKeys() {
  const input = make("input", { type: "checkbox", name: "shortcut-keys", checked: !root.dataset.keys });
  input.addEventListener("change", () => choose({ name: "keys", value: input.checked ? "" : "off" }));
  return make("fieldset", {}, make("label", {}, input, ` ${say("shortcut-keys")}`));
}

/** @param {Choice} choice */
function fieldset({ name, words, options }) {
  const chosen = root.dataset[name] ?? "";
  const labels = options.map((option) => {
    const input = make("input", { type: "radio", name, value: option.value, checked: option.value === chosen });
    return make("label", {}, input, ` ${option.words}`);
  });
  return make("fieldset", {}, make("legend", {}, words), ...labels);
}

/**
 * Puts the panel of choices where it was asked for, and takes what is chosen there.
 * @param {HTMLElement} details
 */
export async function open(details) {
  await Promise.all([loadWords(), addStyle(new URL("./panel.css", import.meta.url).href)]);
  const panel = make("div", { className: "panel" }, ...choices().map(fieldset), shortcutKeys());
  panel.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") choose(target);
  });
  details.append(panel);
}
