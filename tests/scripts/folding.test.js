// The cases of words that the server runs too (crates/almanac-search/tests/folds.json).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold } from "../../crates/almanac-render/assets/scripts/folding.js";

const cases = new URL("../../crates/almanac-search/tests/folds.json", import.meta.url);

test("words are folded alike however they are typed", () => {
  for (const [word, folded] of JSON.parse(readFileSync(cases, "utf8"))) assert.equal(fold(word), folded, word);
});
