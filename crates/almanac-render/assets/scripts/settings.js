// Text size and colours, as the reader chooses them: kept by the browser, for every almanac on this address.

import { say } from "./words.js";

const root = document.documentElement;

function keep(name, value) {
  try {
    if (value === "") localStorage.removeItem(`almanac:${name}`);
    else localStorage.setItem(`almanac:${name}`, value);
  } catch {
    // Where nothing is kept, the choice holds for this page.
  }
}

function choose({ name, value }) {
  if (value === "") delete root.dataset[name];
  else root.dataset[name] = value;
  keep(name, value);
}

/** What can be chosen: a name, its words, and each value with its words. An empty one is the usual. */
const choices = () => [
  [
    "size",
    say("text-size"),
    [
      ["small", say("size-small")],
      ["", say("size-usual")],
      ["large", say("size-large")],
      ["largest", say("size-largest")],
    ],
  ],
  [
    "colours",
    say("colours"),
    [
      ["", say("colours-device")],
      ["light", say("colours-light")],
      ["dark", say("colours-dark")],
    ],
  ],
];

function option(name, [value, words]) {
  const input = Object.assign(document.createElement("input"), { type: "radio", name, value });
  input.checked = value === (root.dataset[name] ?? "");
  const label = document.createElement("label");
  label.append(input, ` ${words}`);
  return label;
}

function group([name, words, values]) {
  const legend = document.createElement("legend");
  legend.textContent = words;
  const fieldset = document.createElement("fieldset");
  fieldset.append(legend, ...values.map((value) => option(name, value)));
  return fieldset;
}

/** Puts the panel of choices where it was asked for, and takes what is chosen there. */
export function open(details) {
  const panel = document.createElement("div");
  panel.className = "panel";
  panel.append(...choices().map(group));
  panel.addEventListener("change", (event) => choose(event.target));
  details.append(panel);
}
