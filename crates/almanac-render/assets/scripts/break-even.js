// “API or your own machines?”: lets the reader move what a break-even rests on. Without it the figure shows the default
// case.

import { layOut, sentence, short, valueAt } from "./break-even-case.js";
import { all, allOf, one, setText } from "./dom.js";
import { addStyle } from "./style.js";
import { number, say } from "./words.js";

/** @import { Case } from "./break-even-case.js" */

/** How many places a slider has; controls.rs says the same. */
const PLACES = 200;

/**
 * @param {Element | null} element
 * @param {{ [name: string]: string | number }} values
 */
function setAttributes(element, values) {
  for (const [name, value] of Object.entries(values)) element?.setAttribute(name, String(value));
}

/**
 * Draws a case anew.
 * @param {SVGElement} drawing
 * @param {Case} moved
 */
function draw(drawing, moved) {
  const edges = (drawing.dataset.plot ?? "").split(" ").map(Number);
  const [left = 0, right = 0, top = 0, bottom = 0, first = 0, last = 0, low = 0, high = 0] = edges;
  const { chosen, api, own, crossing } = layOut({ left, right, top, bottom, first, last, low, high }, moved);
  /**
   * @param {string} name
   * @param {string} shape
   */
  const part = (name, shape) => drawing.querySelector(`[data-part=${name}] ${shape}`);
  setAttributes(part("chosen", "line"), { x1: chosen, x2: chosen });
  for (const [key, { line, mark, name }] of Object.entries({ api, own })) {
    const points = line.map((point) => point.map((length) => length.toFixed(1)).join(","));
    setAttributes(part(key, "polyline"), { points: points.join(" ") });
    setAttributes(part(key, "circle"), { cx: mark[0], cy: mark[1] });
    setAttributes(part(key, "text"), { x: name[0], y: name[1] });
  }
  const even = drawing.querySelector("[data-part=even]");
  if (crossing === null) {
    even?.setAttribute("display", "none");
    return;
  }
  even?.removeAttribute("display");
  const [x, y] = crossing.mark;
  setAttributes(part("even", "circle"), { cx: x, cy: y });
  // Its words stand on the side where there is room.
  const isRight = x > (left + right) / 2;
  const place = isRight ? { x: x - 10, y: y - 12 } : { x: x + 10, y: y + 24 };
  const words = part("even", "text");
  setAttributes(words, { ...place, "text-anchor": isRight ? "end" : "start" });
  setText(words, say("break-even-mark", { tokens: short(crossing.tokens) }));
}

/**
 * Shows the sliders of a figure, and redraws the figure as they are moved.
 * @param {HTMLElement} form
 */
function enhance(form) {
  const figure = form.closest("figure") ?? form;
  const sliders = allOf(HTMLInputElement, "input", form);
  /** @type {{ [name: string]: number }} */
  const defaults = Object.fromEntries(sliders.map((slider) => [slider.name, Number(slider.dataset.value)]));
  let moved = { ...defaults };

  /** @param {number} value */
  const money = (value) => {
    const digits = value < 100 ? 2 : 0;
    const amount = number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return { words: (form.dataset.money ?? "#").replace("#", () => amount) };
  };
  const show = () => {
    const { tokens = 0, price = 0, hour = 0, speed = 0 } = moved;
    for (const slider of sliders) {
      const isMoney = slider.name === "price" || slider.name === "hour";
      const { words } = (isMoney ? money : short)(moved[slider.name] ?? 0);
      slider.setAttribute("aria-valuetext", words);
      setText(one(`output[for="${slider.id}"]`, form), words);
    }
    const shown = { tokens, price, hour, speed };
    setText(one(".outcome", figure), sentence(shown, money));
    for (const drawing of allOf(SVGElement, "[data-plot]", figure)) draw(drawing, shown);
  };

  /** @param {HTMLInputElement} slider */
  const take = ({ name, value, dataset: { from, to } }) => {
    moved[name] = valueAt(Number(value) / PLACES, Number(from), Number(to));
  };
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    take(target);
    show();
  });
  form.addEventListener("reset", () => {
    moved = { ...defaults };
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  // A browser puts sliders back where they were when a page is loaded again.
  const displaced = sliders.filter((slider) => slider.value !== slider.defaultValue);
  for (const slider of displaced) take(slider);
  if (displaced.length > 0) show();
}

/** Shows the sliders of every such figure on the page, and listens to them. */
export async function open() {
  await addStyle(new URL("./moves.css", import.meta.url).href);
  for (const form of all(".moves")) enhance(form);
}
