// The page of one's own progress: what it lists, and what it says of a file that is added.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addFile, changedOf, linesOf, nextOf } from "../../crates/almanac-render/assets/scripts/ledger.js";
import { LearnerRecord } from "../../crates/almanac-render/assets/scripts/record.js";
import { forgetAll, toSave } from "../../crates/almanac-render/assets/scripts/saved.js";
import { speak } from "../../crates/almanac-render/assets/scripts/words.js";
import { CountingStorage } from "./counting-storage.js";

Object.assign(globalThis, { document: { documentElement: { dir: "ltr" } } });
speak("en-GB", {
  "page-gone": ["A page that is gone"],
  "changed-since-read": ["changed since"],
  "because-own-page": ["on its own page"],
  "because-path": ["in ", { $: "name" }],
  "because-other-path": ["in another path"],
  "no-saved-progress": ["no saved progress"],
  "no-room-for-file": ["no room"],
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

test("what has changed since it was read is told from what says the same in another language", () => {
  const { record } = emptyRecord();
  const page = { title: "Honey bee", href: "/entries/honey-bee", content: "new", same: ["neu"] };
  for (const { content, number } of [
    { content: "old", number: 1 },
    { content: "new", number: 0 },
    { content: "neu", number: 0 },
  ]) {
    record.add("read", "bee001", content);
    assert.equal(changedOf(record, { pages: { bee001: page }, paths: {} }).length, number, content);
  }
});

test("of a path the next step is the first that is not read, and what is left is reckoned", () => {
  const { record } = emptyRecord();
  const line = { steps: "bee001 hive01 news01", turns: "1:5 2:4 4:3" };
  assert.deepEqual(nextOf(record, line), { id: "bee001", number: 1, of: 4, minutes: 12, level: "" });
  record.add("read", "bee001", "abc");
  assert.deepEqual(nextOf(record, line), { id: "hive01", number: 2, of: 4, minutes: 7, level: "" });
  record.add("read", "hive01", "abc");
  record.add("read", "news01", "abc");
  assert.equal(nextOf(record, line), null);
});

test("what is left of a path is reckoned at the depth that its reader chose, where a step has that", () => {
  const { record } = emptyRecord();
  const line = { steps: "bee001 hive01 news01", turns: "1:5:introductory=2,advanced=9 2:4 4:3:advanced=6" };
  const left = () => nextOf(record, line);
  assert.deepEqual([left()?.minutes, left()?.level], [12, ""]);
  record.storage.set(`${record.prefix}depth`, "introductory");
  assert.deepEqual([left()?.minutes, left()?.level], [9, "introductory"]);
  record.storage.set(`${record.prefix}depth`, "advanced");
  assert.deepEqual([left()?.minutes, left()?.level], [19, "advanced"]);
  record.add("read", "bee001", "abc");
  // The second step has no such depth.
  assert.deepEqual([left()?.minutes, left()?.level], [10, ""]);
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

test("a file for which the browser has no room is refused as a whole, and what fits is said to be added", () => {
  const { record, storage } = emptyRecord();
  const { record: other } = emptyRecord();
  for (let index = 0; index < 1000; index += 1) other.add("read", `entry${index}`, "abc");
  const text = JSON.stringify(toSave(other));
  record.add("read", "bee001", "abc");
  const before = [...storage.values];
  // There is room for most of it, for nearly all of it, and for all but what is marked afterwards.
  for (const room of [100_000, 200_000, 300_000]) {
    storage.room = room;
    assert.equal(addFile(record, text), "no room", String(room));
    assert.deepEqual([...storage.values], before);
    assert.deepEqual([...record.read().keys()], ["bee001"]);
  }
  storage.room = 400_000;
  assert.equal(addFile(record, text), "1,000 added, 0 here already");
  assert.equal(record.read().size, 1001);
});
