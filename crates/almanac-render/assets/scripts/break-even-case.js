// Works out a case of a break-even: what it costs, what is said of it, and where its lines run.
//
// The formula, as in figures/break_even/formula.rs. With T tokens a day, a price P of a million tokens at the API,
// a cost H of one machine an hour and S tokens a second from one machine:
//   the API costs T ÷ 1,000,000 × P a day;
//   one machine can do C = S × 86,400 tokens a day, so it takes N = T ÷ C machines, rounded up and at least one;
//   they cost N × H × 24 a day;
//   both cost the same at B = H × 24 ÷ P × 1,000,000 tokens a day if B ≤ C, and at no volume else.

import { number, say } from "./words.js";

/** More steps of the machines' line than these can't be told from a line. */
const MOST_STEPS = 300;
/** How far along its line the name of the API's stands. */
const NAME_AT = 0.12;

/**
 * What a reader may move.
 * @typedef {object} Case
 * @property {number} tokens a day
 * @property {number} price of a million tokens at the API
 * @property {number} hour what one machine costs an hour
 * @property {number} speed tokens that one machine does in a second
 */

/**
 * What follows from a case, for any number of tokens a day.
 * @param {Omit<Case, "tokens">} moved
 */
export function workOut({ price, hour, speed }) {
  const capacity = speed * 86_400;
  const day = hour * 24;
  const even = (day / price) * 1e6;
  /** @param {number} tokens */
  const machines = (tokens) => Math.max(1, Math.ceil(tokens / capacity));
  return {
    /** How many tokens one machine can do in a day, and what that day costs. */
    capacity,
    day,
    machines,
    /** The tokens a day at which both cost the same; null if there is no such number. */
    even: even <= capacity ? even : null,
    /** What a million tokens cost on a machine that is never idle. */
    full: (day / capacity) * 1e6,
    /** @param {number} tokens */
    api: (tokens) => (tokens / 1e6) * price,
    /** @param {number} tokens */
    own: (tokens) => machines(tokens) * day,
  };
}

/**
 * A number with so many digits that count.
 * @param {number} value
 * @param {number} digits
 */
const rounded = (value, digits) => Number(value.toPrecision(digits));

/**
 * The value of a slider that stands at a share of its way. Its scale is logarithmic.
 * @param {number} fraction from 0 to 1
 * @param {number} from
 * @param {number} to
 */
export const valueAt = (fraction, from, to) => rounded(from * (to / from) ** fraction, 3);

/**
 * A large number in words: `1.5 million`.
 * @param {number} value
 */
export function short(value) {
  const size = rounded(value, value < 1e6 ? 4 : 3);
  if (size >= 1e12) return { words: say("trillion", { number: size / 1e12 }) };
  if (size >= 1e9) return { words: say("billion", { number: size / 1e9 }) };
  if (size >= 1e6) return { words: say("million", { number: size / 1e6 }) };
  return { words: number(size) };
}

/**
 * What is said of a case, as figures/break_even/words.rs says it of the first.
 * @param {Case} moved
 * @param {(value: number) => { words: string }} money
 */
export function sentence(moved, money) {
  const { tokens, price } = moved;
  const { capacity, machines, even, full, api, own } = workOut(moved);
  const count = say("break-even-machines", { number: machines(tokens) });
  const costs = { api: money(api(tokens)), own: money(own(tokens)) };
  const values = { tokens: short(tokens), machines: { words: count }, ...costs };
  const isApi = api(tokens) < own(tokens);
  const compared = isApi ? say("break-even-api-cheaper", values) : say("break-even-own-cheaper", values);
  const same =
    even === null
      ? say("break-even-never", { full: money(full), price: money(price) })
      : say("break-even-at", { tokens: short(even), share: rounded((even / capacity) * 100, 2) });
  return `${compared} ${same}`;
}

/** @typedef {[x: number, y: number]} Point */

/**
 * The room of a drawing: its edges, and the tokens a day and the costs that these stand for. Both scales are logarithmic.
 * @typedef {object} Plot
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} first tokens a day at the left edge
 * @property {number} last tokens a day at the right edge
 * @property {number} low the cost at the bottom
 * @property {number} high the cost at the top
 */

/**
 * How far along a logarithmic scale a value lies, from 0 to 1.
 * @param {number} from
 * @param {number} to
 * @param {number} value
 */
const share = (from, to, value) => Math.min(1, Math.max(0, Math.log(value / from) / Math.log(to / from)));

/**
 * Where everything of a case lies, by the rules of figures/break_even/drawing.rs.
 * @param {Plot} plot
 * @param {Case} moved
 */
export function layOut(plot, moved) {
  const { left, right, top, bottom, first, last, low, high } = plot;
  const { day, even, api, own } = workOut(moved);
  const { tokens } = moved;
  /**
   * @param {number} volume tokens a day
   * @param {number} cost
   */
  const at = (volume, cost) =>
    point(left + share(first, last, volume) * (right - left), bottom - share(low, high, cost) * (bottom - top));
  // The line of the API is straight, from where it enters the drawing to where it leaves it.
  const ends = [Math.max(first, low / api(1)), Math.min(last, high / api(1))];
  const apiLine = ends.map((end) => at(end, api(end)));
  const ownLine = steps(plot, moved).map(([volume, cost]) => at(volume, cost));
  const [ownX, ownY] = at(first, own(first));
  const hasCrossing = even !== null && even >= first && even <= last;
  return {
    chosen: at(tokens, low)[0],
    api: { line: apiLine, mark: at(tokens, api(tokens)), name: nameAlong(apiLine) },
    own: { line: ownLine, mark: at(tokens, own(tokens)), name: point(ownX + 6, ownY + 18) },
    /** Where the lines cross; null if that is nowhere in the drawing. */
    crossing: hasCrossing ? { tokens: even, mark: at(even, day) } : null,
  };
}

/**
 * @param {number} x
 * @param {number} y
 * @returns {Point}
 */
const point = (x, y) => [x, y];

/** @param {Point[]} line */
function nameAlong([[x, y] = [0, 0], [endX, endY] = [0, 0]]) {
  return point(x + (endX - x) * NAME_AT + 8, y + (endY - y) * NAME_AT + 16);
}

/**
 * What one's own machines cost: flat as long as they do, then a step up for one more.
 * @param {Plot} plot
 * @param {Case} moved
 */
function steps({ first, last }, moved) {
  const { capacity, day, machines, own } = workOut(moved);
  /** @type {[tokens: number, cost: number][]} */
  const points = [];
  let start = first;
  for (let count = machines(first); start < last && points.length < 2 * MOST_STEPS; count += 1) {
    const end = Math.min(count * capacity, last);
    points.push([start, count * day], [end, count * day]);
    start = end;
  }
  if (start < last) points.push([last, own(last)]);
  return points;
}
