// The page of one's own progress: what it lists, and what it says of a file that is added.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addFile, linesOf } from "../../crates/almanac-render/assets/scripts/ledger.js";
import { LearnerRecord } from "../../crates/almanac-render/assets/scripts/record.js";
import { forgetAll, toSave } from "../../crates/almanac-render/assets/scripts/saved.js";
import { NotKept } from "../../crates/almanac-render/assets/scripts/storage.js";
import { speak } from "../../crates/almanac-render/assets/scripts/words.js";
import { CountingStorage } from "./counting-storage.js";

Object.assign(globalThis, { document: { documentElement: { dir: "ltr" } } });
speak("en-GB", {
  "page-gone": ["A page that is gone"],
  "because-own-page": ["on its own page"],
  "because-path": ["in ", { $: "name" }],
  "because-other-path": ["in another path"],
  "no-saved-progress": ["no saved progress"],
  "records-added": [{ $: "number" }, " added, ", { $: "known" }, " here already"],
  "records-added-and-refused": [{ $: "number" }, " added, ", { $: "known" }, " here, ", { $: "refused" }, " refused"],
});

const TITLES = {
  pages: { bee001: { title: "Honey bee", href: "/entries/honey-bee" } },
  paths: { p1hive: { title: "From bee to hive" } },
};

/** A record, and its storage, in which a second passes at each look at the clock. */
function emptyRecord() {
  let now = Date.parse("2026-11-24T12:00:00Z");
  const storage = new CountingStorage();
  const clock = () => {
    now += 1000;
    return now;
  };
  return { record: new LearnerRecord("/", storage, clock), storage };
}

test("what is read is listed, the latest first, with the reason why it counts", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc", "p1hive");
  record.add("read", "gone01", "abc", "p9gone");
  record.add("read", "gone02", "abc");
  assert.deepEqual(linesOf(record, TITLES), [
    { title: "A page that is gone", href: undefined, reason: "on its own page" },
    { title: "A page that is gone", href: undefined, reason: "in another path" },
    { title: "Honey bee", href: "/entries/honey-bee", reason: "in From bee to hive" },
  ]);
});

test("without the titles, which a browser that is offline lacks, the reasons are listed", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  const [line] = linesOf(record, { pages: {}, paths: {} });
  assert.deepEqual(line, { title: "A page that is gone", href: undefined, reason: "on its own page" });
});

test("a saved file is added, once, and it is said how much of it", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  const text = JSON.stringify(toSave(record));
  const { record: other } = emptyRecord();
  assert.equal(addFile(other, text), "1 added, 0 here already");
  assert.equal(addFile(other, text), "0 added, 1 here already");
  assert.deepEqual([...other.read().keys()], ["bee001"]);
  forgetAll(other);
  assert.equal(addFile(other, text), "0 added, 0 here, 1 refused");
});

test("a file that is no record changes nothing", () => {
  const { record, storage } = emptyRecord();
  for (const text of ["", "no JSON", "{}", "null", "[]"])
    assert.equal(addFile(record, text), "no saved progress", text);
  assert.equal(storage.values.size, 0);
});

test("a file that the browser can't keep is not said to be added", () => {
  const { record, storage } = emptyRecord();
  const { record: other } = emptyRecord();
  other.add("read", "bee001", "abc");
  storage.isFull = true;
  assert.throws(() => addFile(record, JSON.stringify(toSave(other))), NotKept);
});
