// A text that is edited is written as its file has it, byte for byte but for what was changed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { ExactText } from "../../crates/almanac-render/assets/scripts/exact-text.js";
import { Manuscript } from "../../crates/almanac-render/assets/scripts/manuscript.js";

/** @import { ChangeSpec } from "@codemirror/state" */

/**
 * What a text becomes by changes of the one that is edited, one after the other.
 * @param {string} exact
 * @param {...ChangeSpec} edits
 */
function edited(exact, ...edits) {
  const manuscript = new Manuscript({ base: "1", text: exact });
  let state = EditorState.create({ doc: manuscript.origin.plain });
  for (const changes of edits) {
    const transaction = state.update({ changes });
    manuscript.take(transaction.changes);
    state = transaction.state;
  }
  return { manuscript, state };
}

const SIGNS = ["a", "é", "e\u0301", "🐝", "ع", "\n", "\r\n", "\r", " "];

/**
 * Numbers that look random and are the same each time.
 * @param {number} seed
 */
function numbers(seed) {
  let state = seed;
  return (/** @type {number} */ most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % most;
  };
}

test("a text without an edit is the file, whatever its lines end with", () => {
  for (const exact of [
    "",
    "\n",
    "\r\n\r\n",
    "a\r\nb\nc\rd",
    "\ufeff\r\n---\r\ntitle: x",
    "\n\nfirst line is empty",
    "no end",
  ]) {
    const text = new ExactText(exact);
    assert.equal(text.plain.includes("\r"), false);
    const { manuscript } = edited(exact, { from: 0, insert: "x" }, { from: 0, to: 1 });
    assert.equal(manuscript.text, exact);
    assert.equal(manuscript.isChanged, false);
  }
});

test("what is typed ends its lines as most lines of the file do", () => {
  assert.equal(edited("a\r\nb\r\n", { from: 1, insert: "\nnew" }).manuscript.text, "a\r\nnew\r\nb\r\n");
  assert.equal(edited("a\nb\n", { from: 1, insert: "\nnew" }).manuscript.text, "a\nnew\nb\n");
  assert.equal(edited("\ufeffa\rb\r", { from: 3, insert: "\nnew" }).manuscript.text, "\ufeffa\rb\rnew\r");
  // The one line that ends otherwise keeps its end.
  assert.equal(edited("a\nb\r\nc\r\n", { from: 4, insert: "d" }).manuscript.text, "a\nb\r\ndc\r\n");
});

test("whatever is edited, the lines of the file are those that were edited", () => {
  const next = numbers(7);
  for (let round = 0; round < 500; round += 1) {
    const exact = Array.from({ length: next(30) }, () => SIGNS[next(SIGNS.length)]).join("");
    const edits = [];
    let { length } = new ExactText(exact).plain;
    for (let count = next(6); count > 0; count -= 1) {
      const from = next(length + 1);
      const to = from + next(length - from + 1);
      const insert = Array.from({ length: next(4) }, () => ["x", "\n", "🐝"][next(3)]).join("");
      edits.push({ from, to, insert });
      length += insert.length - (to - from);
    }
    const { manuscript, state } = edited(exact, ...edits);
    assert.equal(new ExactText(manuscript.text).plain, state.doc.toString(), JSON.stringify({ exact, edits }));
  }
});

test("places of the file are found in the text that is edited, and the other way round", () => {
  const exact = "\ufeffé🐝\r\nb\nc\rd\r\n\r\ne";
  const text = new ExactText(exact);
  for (const word of ["é", "🐝", "b", "c", "d", "e"]) {
    assert.equal(text.plainPlace(exact.indexOf(word)), text.plain.indexOf(word), word);
    assert.equal(text.exactPlace(text.plain.indexOf(word)), exact.indexOf(word), word);
  }
  assert.equal(text.plainPlace(exact.length), text.plain.length);
  assert.equal(text.exactPlace(text.plain.length), exact.length);
});

test("what was saved is what the next edit is counted from, with what was typed meanwhile", () => {
  const { manuscript, state } = edited("a\r\nb\r\n", { from: 0, insert: "x" });
  const sent = manuscript.text;
  const since = manuscript.follow();
  const meanwhile = state.update({ changes: { from: 4, insert: "\ny" } });
  manuscript.take(meanwhile.changes);
  manuscript.rebase("2", sent);
  manuscript.restart(sent, since);
  assert.equal(manuscript.base, "2");
  assert.equal(manuscript.text, "xa\r\nb\r\ny\r\n");
  assert.equal(manuscript.isChanged, true);
});
