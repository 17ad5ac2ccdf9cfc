// Two texts that were made of one become one: nothing that somebody wrote is lost, and nothing is guessed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { merged } from "../../crates/almanac-render/assets/scripts/merging.js";

/** @param {string} text */
const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];

/**
 * How many lines the ends of two texts have in common, from each line on.
 * @param {string[]} one
 * @param {string[]} other
 */
function commonLines(one, other) {
  /** @type {Map<string, number>} */
  const table = new Map();
  /** @param {number} a @param {number} b */
  const common = (a, b) => table.get(`${a} ${b}`) ?? 0;
  for (const a of [...one.keys()].reverse()) {
    for (const b of [...other.keys()].reverse()) {
      const count = one[a] === other[b] ? common(a + 1, b + 1) + 1 : Math.max(common(a + 1, b), common(a, b + 1));
      table.set(`${a} ${b}`, count);
    }
  }
  return common;
}

/**
 * Where the next line that both have in common is, from a line of each on.
 * @param {string[]} one
 * @param {string[]} other
 * @param {(a: number, b: number) => number} common
 * @param {[number, number]} from
 * @returns {[number, number]}
 */
function nextCommon(one, other, common, from) {
  let [a, b] = from;
  while (a < one.length && b < other.length && one[a] !== other[b]) {
    if (common(a, b + 1) >= common(a + 1, b)) b += 1;
    else a += 1;
  }
  return a < one.length && b < other.length ? [a, b] : [one.length, other.length];
}

/**
 * Where two texts differ, line by line: the longest lines in common, found the slow way.
 * @param {string} before
 * @param {string} after
 */
function changesOf(before, after) {
  const one = linesOf(before);
  const other = linesOf(after);
  const common = commonLines(one, other);
  /** @param {string[]} lines @param {number} index */
  const placeOf = (lines, index) => lines.slice(0, index).join("").length;
  const changes = [];
  let a = 0;
  let b = 0;
  while (a < one.length || b < other.length) {
    const [toA, toB] = nextCommon(one, other, common, [a, b]);
    const change = {
      fromA: placeOf(one, a),
      toA: placeOf(one, toA),
      fromB: placeOf(other, b),
      toB: placeOf(other, toB),
    };
    if (toA > a || toB > b) changes.push(change);
    [a, b] = [Math.min(toA + 1, one.length), Math.min(toB + 1, other.length)];
  }
  return changes;
}

/** @param {string} base @param {string} mine @param {string} theirs */
const merge = (base, mine, theirs) => merged(base, mine, theirs, changesOf);

test("what only one has changed is taken", () => {
  assert.deepEqual(merge("a\nb\nc\nd\n", "a\nb!\nc\nd\n", "a\nb\nc\nD\ne\n"), {
    text: "a\nb!\nc\nD\ne\n",
    disputed: [],
    taken: 1,
  });
});

test("what both have changed is asked about, and mine stands until then", () => {
  const { text, disputed } = merge("# A\na\n\n# B\nb\n", "# A\nmine\n\n# B\nb\n", "# A\ntheirs\n\n# B\nb\nmore\n");
  assert.equal(text, "# A\nmine\n\n# B\nb\nmore\n");
  assert.deepEqual(disputed, [{ from: 4, to: 9, base: "a\n", mine: "mine\n", theirs: "theirs\n" }]);
});

test("lines that touch are one place", () => {
  const { disputed } = merge("a\nb\nc\n", "A\nb\nc\n", "a\nB\nc\n");
  assert.deepEqual(disputed, [{ from: 0, to: 4, base: "a\nb\n", mine: "A\nb\n", theirs: "a\nB\n" }]);
});

test("equal changes are no dispute, and what one removed and the other changed is one", () => {
  assert.deepEqual(merge("a\nb\n", "a\nx\n", "a\nx\n").disputed, []);
  const { text, disputed } = merge("a\nb\nc\n", "a\nc\n", "a\nb!\nc\n");
  assert.equal(text, "a\nc\n");
  assert.deepEqual(disputed, [{ from: 2, to: 2, base: "b\n", mine: "", theirs: "b!\n" }]);
});

/**
 * The merged text where theirs is taken at each place.
 * @param {ReturnType<typeof merged>} merged
 */
function takingTheirs({ text, disputed }) {
  let taken = text;
  for (const { from, to, theirs } of [...disputed].reverse()) taken = taken.slice(0, from) + theirs + taken.slice(to);
  return taken;
}

const SOME = ["", "a\n", "a\nb\n", "b\na\n", "\n\n", "a\nc\nb\n", "c\n", "a\nb\nc\nd\n", "a\nx\nc\ny\n", "a"];
const three = SOME.flatMap((base) => SOME.flatMap((mine) => SOME.map((theirs) => ({ base, mine, theirs }))));

test("of any three texts each change is in the merged one, or asked about", () => {
  for (const { base, mine, theirs } of three) {
    const made = merge(base, mine, theirs);
    if (base === theirs || mine === theirs) assert.equal(made.text, mine);
    if (base === mine) assert.equal(made.text, theirs);
    for (const { from, to, mine: there } of made.disputed) assert.equal(made.text.slice(from, to), there);
    // Whoever takes theirs at each place has all of theirs, and what only mine has changed.
    assert.equal(takingTheirs(made), merge(base, theirs, mine).text);
  }
});
