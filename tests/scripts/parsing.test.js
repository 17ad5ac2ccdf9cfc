// The cases of queries that the server runs too (crates/almanac-search/tests/queries.json).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseQuery } from "../../crates/almanac-render/assets/scripts/parsing.js";

/** @import { QueryPiece } from "../../crates/almanac-render/assets/scripts/parsing.js" */

const file = new URL("../../crates/almanac-search/tests/queries.json", import.meta.url);
const { known, queries } = JSON.parse(readFileSync(file, "utf8"));

/**
 * @param {string} operator
 * @param {string} value
 */
function knownValue(operator, value) {
  const names = Object.keys(known[operator]);
  const name = names.find((one) => one.toLowerCase() === value.toLowerCase());
  return name === undefined ? null : known[operator][name];
}

/** @param {QueryPiece} piece */
function written({ text, isPhrase, isOpen, isAddress }) {
  return {
    text,
    ...(isPhrase && { phrase: true }),
    ...(isOpen && { open: true }),
    ...(isAddress && { address: true }),
  };
}

test("queries are taken apart and never fail", () => {
  for (const { query, wanted = [], excluded = [], cutOff = null, ...filters } of queries) {
    const parsed = parseQuery(query, knownValue);
    assert.deepEqual(parsed.wanted.map(written), wanted, query);
    assert.deepEqual(parsed.excluded.map(written), excluded, query);
    assert.deepEqual(parsed.filters, filters, query);
    assert.equal(parsed.cutOff, cutOff, query);
  }
});

test("of a long query only the beginning counts", () => {
  const nothing = () => null;
  const words = parseQuery(`${"a".repeat(390)} ${"b".repeat(50)}`, nothing);
  assert.deepEqual([words.wanted[0]?.text, words.cutOff], ["a".repeat(390), "a".repeat(390)]);
  const word = parseQuery("青".repeat(100_000), nothing);
  assert.deepEqual([word.wanted[0]?.text, word.wanted[0]?.isOpen], ["青".repeat(400), false]);
});
