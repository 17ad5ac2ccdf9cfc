// A storage that is forbidden, blocked or full breaks nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { kept, safeStorage } from "../../crates/almanac-render/assets/scripts/storage.js";

const fail = () => {
  throw new Error("blocked");
};

test("where asking for the storage is forbidden, nothing is there and nothing is kept", () => {
  const storage = safeStorage(fail);
  assert.equal(storage.get("a"), null);
  assert.equal(storage.set("a", "1"), false);
  assert.doesNotThrow(() => storage.remove("a"));
  assert.deepEqual(storage.keys(""), []);
});

test("a storage that is full says that nothing was kept, and can still be read", () => {
  const full = { getItem: () => "1", setItem: fail, removeItem: fail, clear: fail, key: fail, length: 0 };
  const storage = safeStorage(() => full);
  assert.equal(storage.set("a", "2"), false);
  assert.equal(storage.get("a"), "1");
});

test("keys are found by how they begin", () => {
  // As in browsers, what is kept is a property of its own, and a method is not.
  const methods = { getItem: fail, setItem: fail, removeItem: fail, clear: fail, key: fail, length: 0 };
  const browserStorage = Object.assign(Object.create(methods), { "almanac:a": "1", other: "2" });
  assert.deepEqual(safeStorage(() => browserStorage).keys("almanac:"), ["almanac:a"]);
});

test("without a browser there is no storage, and asking does no harm", () => {
  assert.equal(kept.get("a"), null);
});
