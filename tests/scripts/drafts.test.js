// Drafts belong to a contributor, a page and a tab, and end after ninety days.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../crates/almanac-render/assets/scripts/drafts.js";
import { safeStorage } from "../../crates/almanac-render/assets/scripts/storage.js";

const DAY = 24 * 60 * 60 * 1000;
const draft = (/** @type {string} */ text, time = 0) => ({ base: "1", text, summary: "", time });

/** A storage as browsers have it. */
function storage() {
  const methods = {
    getItem: (/** @type {string} */ key) => (Object.hasOwn(browser, key) ? browser[key] : null),
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
      browser[key] = value;
    },
    removeItem: (/** @type {string} */ key) => {
      delete browser[key];
    },
    clear: () => undefined,
    key: () => null,
    length: 0,
  };
  const browser = Object.create(methods);
  return safeStorage(() => browser);
}

test("two tabs have a draft each, and both are found, the newer one first", () => {
  const drafts = new Drafts(storage(), "/", "ada");
  assert.equal(drafts.keep(drafts.key("entries/a.md", "1"), draft("one", 1)), true);
  drafts.keep(drafts.key("entries/a.md", "2"), draft("two", 2));
  drafts.keep(drafts.key("entries/a.md:b", "2"), draft("of another page", 3));
  assert.deepEqual(
    drafts.of("entries/a.md").map(({ text }) => text),
    ["two", "one"],
  );
});

test("what one contributor wrote is not offered to another, whatever they are called", () => {
  const kept = storage();
  const ada = new Drafts(kept, "/", "ada");
  ada.keep(ada.key("p", "1"), draft("of Ada"));
  for (const other of ["", "ad", "ada:p", "Ada", "ada "]) {
    assert.deepEqual(new Drafts(kept, "/", other).of("p"), [], other);
    assert.deepEqual(new Drafts(kept, "/", other).keys(), [], other);
  }
  assert.deepEqual(new Drafts(kept, "/other/", "ada").of("p"), []);
});

test("a draft ends after ninety days, whosever it is, and what is no draft goes too", () => {
  const kept = storage();
  const ada = new Drafts(kept, "/", "ada");
  ada.keep(ada.key("p", "old"), draft("old", 0));
  ada.keep(ada.key("p", "new"), draft("new", 2 * DAY));
  kept.set(ada.key("p", "broken"), "{");
  kept.set("almanac:/:event:1", "stays");
  new Drafts(kept, "/", "grace").end(91 * DAY);
  assert.deepEqual(
    ada.of("p").map(({ text }) => text),
    ["new"],
  );
  assert.deepEqual(kept.keys("almanac:").length, 2);
});
