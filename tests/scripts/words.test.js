// Messages are written in the page's language, with its numbers, days and plural forms.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { because, number, say, speak } from "../../crates/almanac-render/assets/scripts/words.js";

const DAY = new Date("2026-11-24T12:00:00Z");

/** @param {"ltr" | "rtl"} dir */
function pageRuns(dir) {
  Object.assign(globalThis, { document: { documentElement: { dir } } });
}

beforeEach(() => {
  pageRuns("ltr");
  speak("en-GB", {
    begin: ["Begin"],
    named: ["About ", { $: "name" }, "."],
    read: ["Read on ", { $: "day" }],
    steps: [
      { $: "number", 0: ["no steps"], one: [{ $: "number" }, " step"], other: [{ $: "number" }, " steps"] },
      " of ",
      { $: "of" },
    ],
    "because-own-page": ["own ", { $: "day" }],
    "because-path": ["path ", { $: "name" }],
    "because-other-path": ["another path"],
  });
});

test("variables are filled: names, numbers, days, and words of the language itself", () => {
  assert.equal(say("begin"), "Begin");
  assert.equal(say("named", { name: "Bees" }), "About Bees.");
  assert.equal(say("named", { name: { words: "2 steps" } }), "About 2 steps.");
  assert.equal(say("read", { day: DAY }), "Read on 24 November 2026");
  assert.equal(number(1234.5), "1,234.5");
});

test("a number chooses its own form, else its plural form, else the other", () => {
  const said = [0, 1, 2, 1000].map((count) => say("steps", { number: count, of: 7 }));
  assert.deepEqual(said, ["no steps of 7", "1 step of 7", "2 steps of 7", "1,000 steps of 7"]);
});

test("plural forms are those of the language that is spoken last", () => {
  assert.equal(say("steps", { number: 2, of: 7 }), "2 steps of 7");
  speak("cs", { steps: [{ $: "number", one: ["krok"], few: ["kroky"], other: ["kroků"] }] });
  assert.equal(say("steps", { number: 2 }), "kroky");
});

test("a name does not turn the words around it where these run from right to left", () => {
  pageRuns("rtl");
  assert.equal(say("named", { name: "Bees" }), "About \u2068Bees\u2069.");
  assert.equal(say("named", { name: { words: "2" } }), "About 2.");
});

test("a name that runs from right to left is isolated on every page", () => {
  assert.equal(say("named", { name: "א!" }), "About \u2068א!\u2069.");
  assert.equal(say("named", { name: "نحل (1)" }), "About \u2068نحل (1)\u2069.");
  assert.equal(say("named", { name: "模型" }), "About 模型.");
});

test("the interface may run another way than the language of the page", () => {
  Object.assign(globalThis, { document: { body: { dir: "ltr" }, documentElement: { dir: "rtl" } } });
  assert.equal(say("named", { name: "Bees" }), "About Bees.");
});

test("a message that is not there is empty, and breaks nothing", () => {
  assert.equal(say("no-such-message", { name: "Bees" }), "");
});

test("the reason why a page counts as read names where it was marked", () => {
  const time = DAY.toISOString();
  assert.equal(because({ time, path: null }, undefined), "own 24 November 2026");
  assert.equal(because({ time, path: "p1hive" }, "From bee to hive"), "path From bee to hive");
  assert.equal(because({ time, path: "p1hive" }, undefined), "another path");
});
