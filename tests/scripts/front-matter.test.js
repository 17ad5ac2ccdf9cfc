// A field of front matter is changed at its place, and all other bytes stay.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldChange, frontMatter, sourceStub } from "../../crates/almanac-render/assets/scripts/front-matter.js";

const ORDER = ["id", "title", "kind", "level", "summary", "topics", "published"];

const TEXT = `---
# what it is
id: x1
title: 'The ''old'' harbour'   # a comment
level: introductory
summary: "It says: \\"yes\\"."
topics: [quay, "a, b"]
aliases:
  - Old quay
  - 'the # one'

published: 2026-03-16
facts:
  height: [{ value: 19, as_of: 2024 }]
stub: true
---
Text: of it.
`;

const field = (/** @type {string} */ name, text = TEXT) => frontMatter(text)?.fields.find((each) => each.name === name);

/**
 * A text with a field changed.
 * @param {string} name
 * @param {string | string[]} content
 */
function changed(name, content, text = TEXT) {
  const change = fieldChange(text, name, content, ORDER);
  return change === null ? text : text.slice(0, change.from) + change.insert + text.slice(change.to);
}

test("what fields say is read, and what is more than words is left as text", () => {
  assert.equal(field("title")?.content, "The 'old' harbour");
  assert.equal(field("summary")?.content, 'It says: "yes".');
  assert.deepEqual(field("topics")?.content, ["quay", "a, b"]);
  assert.deepEqual(field("aliases")?.content, ["Old quay", "the # one"]);
  assert.equal(field("published")?.content, "2026-03-16");
  assert.equal(field("facts")?.content, null);
  for (const value of [
    "|",
    ">-",
    "&a x",
    "*a",
    "!!str x",
    "{ a: 1 }",
    "[a, [b]]",
    "a: b",
    "[{ a: 1 }]",
    '"\\x41"',
    "@a",
    "`a`",
  ]) {
    assert.equal(field("title", `---\ntitle: ${value}\n---\n`)?.content, null, value);
  }
  assert.equal(field("title", "---\ntitle: a\n  b\n---\n")?.content, null);
});

test("a field is changed at its place in the form that it has", () => {
  /** @type {[string, string | string[], string, string][]} */
  const expected = [
    ["title", "A 'new' one", "'The ''old'' harbour'", "'A ''new'' one'"],
    ["level", "advanced", "introductory", "advanced"],
    ["summary", 'He said "no".', '"It says: \\"yes\\"."', '"He said \\"no\\"."'],
    ["topics", ["quay", "tide"], '[quay, "a, b"]', "[quay, tide]"],
    ["aliases", ["Quay"], "  - Old quay\n  - 'the # one'\n", "  - Quay\n"],
    ["published", "2026-04", "2026-03-16", "2026-04"],
  ];
  for (const [name, content, before, after] of expected) {
    assert.equal(changed(name, content), TEXT.replace(before, after), name);
  }
});

test("what YAML would take for something else is put between quotation marks", () => {
  for (const value of [
    "yes",
    "null",
    "~",
    "12",
    "1.5",
    "0x1f",
    "a: b",
    "a #b",
    "- a",
    "[a]",
    "@a",
    "'a'",
    "",
    " a",
    "*a",
    "%a",
  ]) {
    const text = changed("title", value, "---\ntitle: x\n---\n");
    if (value === "") assert.equal(text, "---\n---\n");
    else assert.equal(field("title", text)?.content, value, text);
  }
  assert.equal(changed("stub", "", TEXT), TEXT.replace("stub: true\n", ""));
});

test("a field that is new stands behind those that stand before it in an order", () => {
  assert.equal(changed("kind", "place"), TEXT.replace("level:", "kind: place\nlevel:"));
  assert.equal(changed("title", "A", "---\n---\n"), "---\ntitle: A\n---\n");
  assert.equal(changed("topics", ["a"], "---\ntopics:\n---\n"), "---\ntopics: [a]\n---\n");
});

test("what says the same already is left alone, and so is what is edited as text", () => {
  assert.equal(fieldChange(TEXT, "title", "The 'old' harbour", ORDER), null);
  assert.equal(fieldChange(TEXT, "facts", "x", ORDER), null);
  assert.equal(fieldChange("no front matter", "title", "x", ORDER), null);
  assert.equal(frontMatter("---\ntitle: x\n"), null);
  assert.equal(frontMatter("+++\ntitle = 'x'\n+++\n"), null);
});

test("an address becomes a source to fill, in the list that is there", () => {
  const address = new URL("https://www.example.org/reports/2026/tides.html");
  const stub = sourceStub(TEXT, address, "2026-11-30");
  assert.equal(stub?.key, "example-tides");
  assert.equal(
    stub?.change?.insert,
    'sources:\n  - key: example-tides\n    title: ""\n    url: "https://www.example.org/reports/2026/tides.html"\n    accessed_date: 2026-11-30\n',
  );
  assert.equal(TEXT.slice(stub?.change?.from).startsWith("---\nText"), true);
  const listed =
    '---\nsources:\n- key: example-tides\n  url: https://example.org/a\n- { key: b, url: "https://example.org/b" }\n---\n';
  const second = sourceStub(listed, address, "2026-11-30");
  assert.equal(second?.key, "example-tides-2");
  assert.equal(second?.change?.insert.startsWith("- key: example-tides-2\n  title"), true);
  assert.deepEqual(sourceStub(listed, new URL("https://example.org/b"), "2026-11-30")?.key, "b");
  assert.equal(sourceStub(listed, new URL("https://example.org/b"), "2026-11-30")?.change, null);
  assert.equal(sourceStub("---\nsources: [{ key: a }]\n---\n", address, "2026-11-30"), null);
});
