// What is pasted loses what nobody sees, and a table of cells is one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { completedAt } from "../../crates/almanac-render/assets/scripts/completed.js";
import { addressIn, tableIn, withoutUnseen } from "../../crates/almanac-render/assets/scripts/pasted.js";

test("signs without width go, and joiners stay", () => {
  assert.equal(withoutUnseen("a\u200bb\u00adc\u0000d\ufeff\u0007"), "abcd");
  assert.equal(withoutUnseen("می\u200cخواهم 👩\u200d🚀\tx\n"), "می\u200cخواهم 👩\u200d🚀\tx\n");
});

test("cells with tabs between them are a table, and a line with a tab is not", () => {
  assert.equal(tableIn("year\tlamp\n1846\toil | gas\n"), "| year | lamp |\n|---|---|\n| 1846 | oil \\| gas |");
  assert.equal(tableIn("one\tline"), null);
  assert.equal(tableIn("a\tb\nc"), null);
});

test("an address alone is one", () => {
  assert.equal(addressIn(" https://example.org/a?b#c \n")?.href, "https://example.org/a?b#c");
  for (const text of ["see https://example.org/", "javascript:alert(1)", "example.org", "https://", "http://a b"]) {
    assert.equal(addressIn(text), null, text);
  }
});

test("what is being typed is known by its beginning", () => {
  /** @type {[string, string, string, string][]} */
  const sorts = [
    ["see [[hug", "link", "", "hug"],
    ["![[bees", "link", "", "bees"],
    ["[[hive#Ne", "heading", "hive", "Ne"],
    ["[[#Ne", "heading", "", "Ne"],
    ["now {{vis", "fact", "", "vis"],
    ["{{hive/vis", "fact", "hive", "vis"],
    ["so.[@mus", "source", "", "mus"],
    ["so.[@a, p. 3; @b", "source", "", "b"],
    ["```ru", "language", "", "ru"],
  ];
  for (const [before, sort, of, words] of sorts) {
    const found = completedAt(before);
    assert.deepEqual([found?.sort, found?.of, found?.words], [sort, of, words], before);
  }
  for (const before of ["plain", "[[done]] and", "{{a}} b", "a@b", "[[a|words", "{{a@20", "x ```ru"]) {
    assert.equal(completedAt(before), null, before);
  }
});
