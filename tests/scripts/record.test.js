// The record of what was read: what it keeps, how two records merge, and that it is read from the storage once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { asEvent, LearnerRecord, uuid7 } from "../../crates/almanac-render/assets/scripts/record.js";
import { addSaved, forgetAll, numberForgottenBy, toSave } from "../../crates/almanac-render/assets/scripts/saved.js";
import { NotKept } from "../../crates/almanac-render/assets/scripts/storage.js";
import { CountingStorage } from "./counting-storage.js";

const NOON = Date.parse("2026-11-24T12:00:00Z");

/** A record in an empty storage, and a clock that goes on by a second at each look. */
function emptyRecord(storage = new CountingStorage(), start = NOON) {
  let now = start;
  const clock = () => {
    now += 1000;
    return now;
  };
  return { record: new LearnerRecord("/", storage, clock), storage };
}

/**
 * What one tab tells the others of a change of the storage.
 * @param {CountingStorage} storage
 * @param {string} key
 */
const changeOf = (storage, key) => ({ key, newValue: storage.values.get(key) ?? null });

/** @param {LearnerRecord} record */
const readEntries = (record) => [...record.read().keys()];

test("an id holds the time in milliseconds, the version and the variant", () => {
  const id = uuid7(0x01_23_45_67_89_ab, new Uint8Array(10).fill(0xff));
  assert.equal(id, "01234567-89ab-7fff-bfff-ffffffffffff");
  assert.equal(uuid7(0, new Uint8Array(10)), "00000000-0000-7000-8000-000000000000");
  assert.match(uuid7(NOON), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("an event is taken without what is not documented, and a value that is none is refused", () => {
  const id = uuid7(NOON);
  const event = {
    id,
    time: "2026-11-24T12:00:00Z",
    kind: "read",
    entry: "bee001",
    content: "abc",
    device: uuid7(NOON),
  };
  const taken = { ...event, time: "2026-11-24T12:00:00.000Z", path: null };
  assert.deepEqual(asEvent({ ...event, colour: "red" }), taken);
  const refused = [
    null,
    "read",
    [],
    { ...event, id: "1" },
    { ...event, time: "yesterday" },
    { ...event, time: "2026-13-24T12:00:00Z" },
    { ...event, kind: "Read it!" },
    { ...event, entry: "" },
    { ...event, content: "x".repeat(201) },
    { ...event, path: 7 },
    { ...event, device: undefined },
  ];
  for (const value of refused) assert.equal(asEvent(value), null, JSON.stringify(value));
});

test("the latest word about an entry holds", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  record.add("read", "hive01", "abc");
  assert.deepEqual(readEntries(record), ["bee001", "hive01"]);
  record.add("unread", "bee001", "abc");
  assert.deepEqual(readEntries(record), ["hive01"]);
  record.add("read", "bee001", "def", "p1hive");
  assert.equal(record.read().get("bee001")?.content, "def");
});

test("events are in the order of their times, whichever was kept first", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  const earlier = emptyRecord(new CountingStorage(), NOON - 60_000).record;
  earlier.add("unread", "bee001", "abc");
  addSaved(record, toSave(earlier));
  assert.deepEqual(
    record.events().map(({ kind }) => kind),
    ["unread", "read"],
  );
  assert.deepEqual(readEntries(record), ["bee001"]);
});

test("the storage is read once, however often the record is asked", () => {
  const { record: first, storage } = emptyRecord();
  for (let index = 0; index < 50; index += 1) first.add("read", `entry${index}`, "abc", "p1hive");
  const { record } = emptyRecord(storage);
  assert.equal(record.read().size, 50);
  storage.reads = 0;
  for (let times = 0; times < 10; times += 1) {
    record.read();
    record.events();
    record.wasOpened("p1hive", "entry7");
  }
  assert.equal(storage.reads, 0);
});

test("what is added here shows at once, and is in the storage", () => {
  const { record, storage } = emptyRecord();
  assert.equal(record.wasOpened("p1hive"), false);
  record.add("opened", "bee001", "abc", "p1hive");
  assert.equal(record.wasOpened("p1hive"), true);
  assert.equal(record.wasOpened("p1hive", "hive01"), false);
  assert.equal(emptyRecord(storage).record.wasOpened("p1hive", "bee001"), true);
});

test("what another tab adds comes by its change, and nothing else is read", () => {
  const storage = new CountingStorage();
  const { record: here } = emptyRecord(storage);
  const { record: there } = emptyRecord(storage);
  assert.deepEqual(readEntries(here), []);
  there.add("read", "bee001", "abc");
  const [key = ""] = storage.keys("almanac:/:event:");
  storage.reads = 0;
  assert.equal(here.receive(changeOf(storage, key)), true);
  assert.deepEqual(readEntries(here), ["bee001"]);
  assert.ok(storage.reads <= 1, "only the epoch is looked up");
});

test("places, settings and other almanacs are no changes of the record", () => {
  const { record, storage } = emptyRecord();
  record.add("read", "bee001", "abc");
  record.read();
  storage.reads = 0;
  for (const key of ["almanac:/:place:bee001", "almanac:size", "almanac:/:device", "almanac:/b/:event:x", "other"]) {
    assert.equal(record.receive({ key, newValue: "x" }), false, key);
  }
  assert.deepEqual(readEntries(record), ["bee001"]);
  assert.equal(storage.reads, 0);
});

test("what another tab forgets is forgotten here, and a storage that is cleared is empty", () => {
  const storage = new CountingStorage();
  const { record: here } = emptyRecord(storage);
  const { record: there } = emptyRecord(storage);
  here.add("read", "bee001", "abc");
  forgetAll(there);
  assert.equal(here.receive(changeOf(storage, "almanac:/:epoch")), true);
  assert.deepEqual(readEntries(here), []);
  here.add("read", "bee001", "abc");
  storage.values.clear();
  assert.equal(here.receive({ key: null, newValue: null }), true);
  assert.deepEqual(readEntries(here), []);
});

test("merging is the union: it does not matter in which order, or how often", () => {
  const one = emptyRecord().record;
  const other = emptyRecord(new CountingStorage(), NOON + 500).record;
  one.add("read", "bee001", "abc");
  other.add("read", "hive01", "abc");
  const [left, right] = [toSave(one), toSave(other)];
  assert.deepEqual(addSaved(one, right), { added: 1, known: 0, refused: 0 });
  assert.deepEqual(addSaved(one, right), { added: 0, known: 1, refused: 0 });
  assert.deepEqual(addSaved(other, left), { added: 1, known: 0, refused: 0 });
  assert.deepEqual(one.events(), other.events());
});

test("a kind that is not known is kept and passed on", () => {
  const { record } = emptyRecord();
  record.add("annotated", "bee001", "abc");
  const { record: other } = emptyRecord();
  addSaved(other, JSON.parse(JSON.stringify(toSave(record))));
  assert.equal(other.events()[0]?.kind, "annotated");
});

test("a value that is no record is refused as a whole", () => {
  const { record } = emptyRecord();
  const saved = toSave(record);
  for (const value of [null, [], "x", {}, { ...saved, version: 2 }, { ...saved, events: {} }]) {
    assert.equal(addSaved(record, value), null);
  }
});

test("what is forgotten stays forgotten, and what is read from then on is kept", () => {
  const { record, storage } = emptyRecord();
  record.add("read", "bee001", "abc");
  const saved = toSave(record);
  const device = storage.values.get("almanac:/:device");
  forgetAll(record);
  assert.deepEqual(readEntries(record), []);
  assert.deepEqual(addSaved(record, saved), { added: 0, known: 0, refused: 1 });
  record.add("read", "hive01", "abc");
  assert.deepEqual(readEntries(record), ["hive01"]);
  assert.notEqual(storage.values.get("almanac:/:device"), device);
});

test("an event right after forgetting is not refused by its own epoch", () => {
  const storage = new CountingStorage();
  const record = new LearnerRecord("/", storage, () => NOON);
  record.add("read", "bee001", "abc");
  forgetAll(record);
  record.add("read", "hive01", "abc");
  assert.deepEqual(readEntries(record), ["hive01"]);
  assert.deepEqual(readEntries(new LearnerRecord("/", storage, () => NOON)), ["hive01"]);
});

test("the epoch of another record forgets here too, but not one from the future", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  const saved = { ...toSave(record), events: [] };
  addSaved(record, { ...saved, epoch: "2999-01-01T00:00:00Z" });
  assert.deepEqual(readEntries(record), ["bee001"]);
  addSaved(record, { ...saved, epoch: "2026-11-24T12:00:30Z" });
  // The clock has not come so far: the epoch is still to come.
  assert.deepEqual(readEntries(record), ["bee001"]);
  addSaved(record, { ...saved, epoch: record.events()[0]?.time });
  assert.deepEqual(readEntries(record), []);
});

/** @param {string} time */
const eventAt = (time) => ({
  id: uuid7(NOON, new Uint8Array(10).fill(time.length)),
  time,
  kind: "read",
  entry: "bee001",
  content: "abc",
  path: null,
  device: uuid7(NOON),
});

test("an event of a time to come is refused, and one in the storage counts for nothing", () => {
  const { record, storage } = emptyRecord();
  for (const time of ["9999-12-31T23:59:59Z", "9999-12-31T24:00:00.000Z", "2026-11-26T12:00:00Z"]) {
    const event = eventAt(time);
    const saved = { ...toSave(record), events: [event] };
    assert.deepEqual(addSaved(record, saved), { added: 0, known: 0, refused: 1 }, time);
    storage.values.set(`almanac:/:event:${event.id}`, JSON.stringify(event));
    record.reread();
    assert.deepEqual(readEntries(record), []);
  }
  record.add("read", "bee001", "abc");
  assert.deepEqual(readEntries(record), ["bee001"]);
  record.add("unread", "bee001", "abc");
  assert.deepEqual(readEntries(record), []);
});

test("an event of a device whose clock goes fast is taken, and what is marked here is later", () => {
  const { record } = emptyRecord();
  const saved = { ...toSave(record), events: [eventAt("2026-11-24T18:00:00Z")] };
  assert.deepEqual(addSaved(record, saved), { added: 1, known: 0, refused: 0 });
  assert.deepEqual(readEntries(record), ["bee001"]);
  record.add("unread", "bee001", "abc");
  assert.deepEqual(readEntries(record), []);
  record.add("read", "bee001", "abc");
  assert.deepEqual(readEntries(record), ["bee001"]);
});

test("an epoch of a time to come counts for nothing, and what is read from then on is kept", () => {
  const { record, storage } = emptyRecord();
  for (const epoch of ["9999-12-31T23:59:59Z", "+010000-01-01T00:00:00.000Z", "9999-99-99T00:00:00Z", "x", ""]) {
    storage.values.set("almanac:/:epoch", epoch);
    record.reread();
    record.add("read", "bee001", "abc");
    assert.deepEqual(readEntries(new LearnerRecord("/", storage, () => NOON + 3_600_000)), ["bee001"], epoch);
  }
  const event = eventAt("9999-12-31T23:59:59Z");
  storage.values.set(`almanac:/:event:${event.id}`, JSON.stringify(event));
  record.reread();
  forgetAll(record);
  record.add("read", "hive01", "abc");
  assert.deepEqual(readEntries(record), ["hive01"]);
});

test("it can be told before how much a saved record forgets", () => {
  const { record } = emptyRecord();
  record.add("read", "bee001", "abc");
  record.add("read", "hive01", "abc");
  const saved = { ...toSave(record), events: [] };
  const [first, last] = record.events();
  assert.equal(numberForgottenBy(record, saved), 0);
  assert.equal(numberForgottenBy(record, { ...saved, epoch: first?.time }), 1);
  assert.equal(numberForgottenBy(record, { ...saved, epoch: last?.time }), 2);
  assert.equal(numberForgottenBy(record, { ...saved, epoch: "9999-12-31T00:00:00Z" }), 0);
  assert.equal(numberForgottenBy(record, { epoch: last?.time }), 0);
  assert.equal(numberForgottenBy(record, null), 0);
  assert.deepEqual(readEntries(record), ["bee001", "hive01"]);
});

test("what an almanac keeps is forgotten where the storage is full too", () => {
  const { record, storage } = emptyRecord();
  record.add("read", "bee001", "abc");
  storage.values.set("almanac:/:place:bee001", "hive 1");
  storage.room = [...storage.values].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  forgetAll(record);
  assert.deepEqual([...storage.values.keys()], ["almanac:/:epoch"]);
});

test("what a newer version has written is left alone, but goes when everything is forgotten", () => {
  const { record, storage } = emptyRecord();
  const key = `almanac:/:event:${uuid7(NOON)}`;
  storage.values.set(key, '{"version":9}');
  record.add("read", "bee001", "abc");
  assert.deepEqual(readEntries(record), ["bee001"]);
  assert.equal(storage.values.get(key), '{"version":9}');
  forgetAll(record);
  assert.deepEqual([...storage.values.keys()], ["almanac:/:epoch"]);
});

test("two almanacs on one address do not mix", () => {
  const storage = new CountingStorage();
  const [one, other] = [new LearnerRecord("/a/", storage), new LearnerRecord("/b/", storage)];
  one.add("read", "bee001", "abc");
  assert.deepEqual(readEntries(other), []);
});

test("where nothing is kept, marking says so and the record shows nothing that will be gone", () => {
  const { record, storage } = emptyRecord();
  record.add("read", "bee001", "abc");
  storage.isFull = true;
  assert.throws(() => record.add("read", "hive01", "abc"), NotKept);
  assert.throws(() => forgetAll(record), NotKept);
  assert.deepEqual(readEntries(record), ["bee001"]);
});
