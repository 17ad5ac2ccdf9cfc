// What a break-even comes to. The cases are those of figures/break_even/formula.rs: both work out the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  layOut,
  sentence,
  short,
  valueAt,
  workOut,
} from "../../crates/almanac-render/assets/scripts/break-even-case.js";
import { speak } from "../../crates/almanac-render/assets/scripts/words.js";

/** A machine for 48 a day that does 86.4 million tokens, and an API that asks 1 for a million. */
const CASE = { tokens: 10e6, price: 1, hour: 2, speed: 1000 };
/** A drawing in which a power of ten is 100 wide and 100 high. */
const PLOT = { left: 0, right: 500, top: 0, bottom: 400, first: 1e5, last: 1e10, low: 0.1, high: 1000 };

speak("en-GB", {
  million: [{ $: "number" }, " million"],
  billion: [{ $: "number" }, " billion"],
  trillion: [{ $: "number" }, " trillion"],
  "break-even-machines": [{ $: "number", one: ["1 machine"], other: [{ $: "number" }, " machines"] }],
  "break-even-api-cheaper": [
    "API: ",
    { $: "tokens" },
    ", ",
    { $: "api" },
    ", ",
    { $: "machines" },
    ", ",
    { $: "own" },
    ".",
  ],
  "break-even-own-cheaper": [
    "Own: ",
    { $: "tokens" },
    ", ",
    { $: "api" },
    ", ",
    { $: "machines" },
    ", ",
    { $: "own" },
    ".",
  ],
  "break-even-at": ["Same at ", { $: "tokens" }, ", ", { $: "share" }, "%."],
  "break-even-never": ["Never: ", { $: "full" }, " and ", { $: "price" }, "."],
});

/** @param {number} value */
const money = (value) => ({ words: `$${value.toFixed(2)}` });

test("both cost the same where the lines cross", () => {
  const { even, api, own } = workOut(CASE);
  assert.equal(even, 48e6);
  assert.equal(api(48e6), own(48e6));
  assert.ok(api(47e6) < own(47e6));
  assert.ok(api(49e6) > own(49e6));
});

test("machines come whole and there is at least one", () => {
  const { machines, own } = workOut(CASE);
  assert.deepEqual([0, 1, 86.4e6, 86.5e6, 200e6].map(machines), [1, 1, 1, 2, 3]);
  assert.equal(own(86.5e6), 96);
});

test("below what a full machine costs an API is always cheaper", () => {
  const { even, full, api, own } = workOut({ ...CASE, price: 0.5 });
  assert.equal(even, null);
  assert.ok(full > 0.5);
  for (const tokens of [1e6, 86.4e6, 1e9, 1e12]) assert.ok(api(tokens) < own(tokens), String(tokens));
});

test("the sentence says which is cheaper, and where both cost the same", () => {
  assert.equal(sentence(CASE, money), "API: 10 million, $10.00, 1 machine, $48.00. Same at 48 million, 56%.");
  const large = { ...CASE, tokens: 100e6 };
  assert.equal(sentence(large, money), "Own: 100 million, $100.00, 2 machines, $96.00. Same at 48 million, 56%.");
  const cheap = { ...CASE, price: 0.5 };
  assert.equal(sentence(cheap, money), "API: 10 million, $5.00, 1 machine, $48.00. Never: $0.56 and $0.50.");
});

test("large numbers are short", () => {
  const said = [999_999, 1_234_567, 9.999e8, 2.5e9, 7e12].map((value) => short(value).words);
  assert.deepEqual(said, ["1 million", "1.23 million", "1 billion", "2.5 billion", "7 trillion"]);
});

test("a slider goes through powers, and ends where it should", () => {
  assert.equal(valueAt(0, 1e5, 1e9), 1e5);
  assert.equal(valueAt(0.5, 1e5, 1e9), 1e7);
  assert.equal(valueAt(1, 1e5, 1e9), 1e9);
});

test("lines run where the numbers lie, and cross where both cost the same", () => {
  const { chosen, api, own, crossing } = layOut(PLOT, CASE);
  assert.equal(Math.round(chosen), 200);
  assert.deepEqual(api.mark.map(Math.round), [200, 200]);
  // The API's line enters at its cost of 100,000 tokens, and leaves where it costs 1,000.
  assert.deepEqual(
    api.line.map((point) => point.map(Math.round)),
    [
      [0, 400],
      [400, 0],
    ],
  );
  assert.deepEqual(
    own.line.slice(0, 2).map((point) => point.map(Math.round)),
    [
      [0, 132],
      [294, 132],
    ],
  );
  assert.deepEqual(crossing?.mark.map(Math.round), [268, 132]);
});

test("lines that cross nowhere in the drawing have no mark", () => {
  assert.equal(layOut(PLOT, { ...CASE, price: 0.5 }).crossing, null);
  assert.equal(layOut({ ...PLOT, last: 1e7 }, CASE).crossing, null);
});

test("of very many machines the steps are bounded, and the line still ends at the edge", () => {
  const { own } = layOut({ ...PLOT, high: 1e9 }, { ...CASE, speed: 1 });
  assert.ok(own.line.length <= 601);
  assert.equal(own.line.at(-1)?.[0], 500);
});
