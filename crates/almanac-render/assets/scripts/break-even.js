// “API or your own machines?”: lets the reader move what a break-even rests on. Without it the figure shows the default case.
//
// The formula, as in figures/break_even/formula.rs. With T tokens a day, a price P of a million tokens at the API,
// a cost H of one machine an hour and S tokens a second from one machine:
//   the API costs T ÷ 1,000,000 × P a day;
//   one machine can do C = S × 86,400 tokens a day, so it takes N = T ÷ C machines, rounded up and at least one;
//   they cost N × H × 24 a day;
//   both cost the same at B = H × 24 ÷ P × 1,000,000 tokens a day if B ≤ C, and at no volume else.

import { number, say } from "./words.js";

const PLACES = 200;
const STEPS = 300;

/** What follows from a case, for any number of tokens. */
function worked({ price, hour, speed }) {
  const capacity = speed * 86_400;
  const day = hour * 24;
  const even = (day / price) * 1e6;
  const machines = (tokens) => Math.max(1, Math.ceil(tokens / capacity));
  return {
    capacity,
    day,
    machines,
    even: even <= capacity ? even : null,
    full: (day / capacity) * 1e6,
    api: (tokens) => (tokens / 1e6) * price,
    own: (tokens) => machines(tokens) * day,
  };
}

const rounded = (value, digits) => Number(value.toPrecision(digits));

function short(value) {
  const size = rounded(value, value < 1e6 ? 4 : 3);
  if (size >= 1e12) return { words: say("trillion", { number: size / 1e12 }) };
  if (size >= 1e9) return { words: say("billion", { number: size / 1e9 }) };
  if (size >= 1e6) return { words: say("million", { number: size / 1e6 }) };
  return { words: number(size) };
}

function sentence(moved, money) {
  const { tokens, price } = moved;
  const { capacity, machines, even, full, api, own } = worked(moved);
  const count = say("break-even-machines", { number: machines(tokens) });
  const values = { tokens: short(tokens), api: money(api(tokens)), machines: { words: count }, own: money(own(tokens)) };
  const isApi = api(tokens) < own(tokens);
  const compared = isApi ? say("break-even-api-cheaper", values) : say("break-even-own-cheaper", values);
  const same =
    even === null
      ? say("break-even-never", { full: money(full), price: money(price) })
      : say("break-even-at", { tokens: short(even), share: rounded((even / capacity) * 100, 2) });
  return `${compared} ${same}`;
}

function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}

const pointed = (points) => points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/** Draws a case anew, by the rules of figures/break_even/drawing.rs. */
function draw(plot, moved) {
  const [left, right, top, bottom, first, last, low, high] = plot.dataset.plot.split(" ").map(Number);
  const { capacity, day, machines, even, api, own } = worked(moved);
  const share = (from, to, value) => Math.min(1, Math.max(0, Math.log(value / from) / Math.log(to / from)));
  const at = (tokens, cost) => [left + share(first, last, tokens) * (right - left), bottom - share(low, high, cost) * (bottom - top)];
  const part = (name, kind) => plot.querySelector(`[data-part=${name}] ${kind}`);
  const place = (name, kind, [x, y]) => set(part(name, kind), kind === "circle" ? { cx: x, cy: y } : { x, y });
  const { tokens } = moved;

  const [x] = at(tokens, low);
  set(part("chosen", "line"), { x1: x, x2: x });

  const ends = [Math.max(first, low / api(1)), Math.min(last, high / api(1))].map((end) => at(end, api(end)));
  set(part("api", "polyline"), { points: pointed(ends) });
  place("api", "circle", at(tokens, api(tokens)));
  const along = (axis) => ends[0][axis] + (ends[1][axis] - ends[0][axis]) * 0.12;
  place("api", "text", [along(0) + 8, along(1) + 16]);

  const steps = [];
  let start = first;
  for (let count = machines(first); start < last && steps.length < 2 * STEPS; count += 1) {
    const end = Math.min(count * capacity, last);
    steps.push(at(start, count * day), at(end, count * day));
    start = end;
  }
  if (start < last) steps.push(at(last, own(last)));
  set(part("own", "polyline"), { points: pointed(steps) });
  place("own", "circle", at(tokens, own(tokens)));
  place("own", "text", [steps[0][0] + 6, steps[0][1] + 18]);

  const crossing = plot.querySelector("[data-part=even]");
  if (even === null || even < first || even > last) return set(crossing, { display: "none" });
  crossing.removeAttribute("display");
  const [evenX, evenY] = at(even, day);
  const isRight = evenX > (left + right) / 2;
  place("even", "circle", [evenX, evenY]);
  place("even", "text", isRight ? [evenX - 10, evenY - 12] : [evenX + 10, evenY + 24]);
  set(part("even", "text"), { "text-anchor": isRight ? "end" : "start" });
  part("even", "text").textContent = say("break-even-mark", { tokens: short(even) });
}

function enhance(form) {
  const figure = form.closest("figure");
  const sliders = [...form.querySelectorAll("input")];
  const defaults = Object.fromEntries(sliders.map((slider) => [slider.name, Number(slider.dataset.value)]));
  let moved = { ...defaults };

  const money = (value) => {
    const digits = value < 100 ? 2 : 0;
    const amount = number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return { words: form.dataset.money.replace("#", () => amount) };
  };
  const show = () => {
    for (const slider of sliders) {
      const isMoney = ["price", "hour"].includes(slider.name);
      const { words } = (isMoney ? money : short)(moved[slider.name]);
      slider.setAttribute("aria-valuetext", words);
      form.querySelector(`output[for="${slider.id}"]`).textContent = words;
    }
    figure.querySelector(".outcome").textContent = sentence(moved, money);
    for (const plot of figure.querySelectorAll("[data-plot]")) draw(plot, moved);
  };

  form.addEventListener("input", ({ target }) => {
    const [from, to] = [target.dataset.from, target.dataset.to].map(Number);
    moved[target.name] = rounded(from * (to / from) ** (target.value / PLACES), 3);
    show();
  });
  form.addEventListener("reset", () => {
    moved = { ...defaults };
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}

/** Shows the sliders of every such figure on the page, and listens to them. */
export function open() {
  document.querySelectorAll(".moves").forEach(enhance);
}
