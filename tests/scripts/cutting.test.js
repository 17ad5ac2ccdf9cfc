// The cases of cutting that the server runs too (crates/almanac-search/tests/cuts.json).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cut } from "../../crates/almanac-render/assets/scripts/cutting.js";

/** @import { TokenForm } from "../../crates/almanac-render/assets/scripts/cutting.js" */

const file = new URL("../../crates/almanac-search/tests/cuts.json", import.meta.url);
const { rules, cuts } = JSON.parse(readFileSync(file, "utf8"));

test("texts are cut into the words that people look for", () => {
  for (const { text, language = "en", typed, ...expected } of cuts) {
    const tokens = cut(text, rules[language]);
    /** @type {[TokenForm, string][]} */
    const forms = [
      ["word", "words"],
      ["whole", "wholes"],
      ["signed", "signed"],
      ["pair", "pairs"],
      ["spelling", "spellings"],
    ];
    for (const [form, name] of forms) {
      const folded = tokens.filter((token) => token.form === form).map((token) => token.folded);
      assert.deepEqual(folded, expected[name] ?? [], `${name} of ${text}`);
    }
    if (typed) {
      assert.deepEqual(
        tokens.map((token) => token.typed),
        typed,
        text,
      );
    }
    for (const { from, to } of tokens) assert.ok(from < to && to <= text.length, text);
  }
});

test("English is what a text is cut by if nothing is said", () => {
  assert.deepEqual(cut("10,000"), cut("10,000", rules.en));
});
