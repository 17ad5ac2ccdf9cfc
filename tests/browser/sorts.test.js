// Every sort of page, with words and addresses that are longer than a telephone is wide: nothing sticks out, and axe finds
// nothing. A new sort of page without an address here is a failure.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { testEveryPage } from "./support/every.js";
import { longWords, PAGES } from "./support/long-words.js";

const SOURCES = fileURLToPath(new URL("../../crates/almanac-render/src/pages/", import.meta.url));

async function serveLongWords() {
  const { folder, remove } = await longWords();
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveLongWords);

/** The sorts of pages that the program makes: each has a frame that names it. */
async function sortsOfPages() {
  // The file of entries and threads names the sort by a variable.
  const sorts = new Set(["entry", "thread"]);
  for (const name of await readdir(SOURCES)) {
    const text = await readFile(`${SOURCES}${name}`, "utf8");
    const frames = text.split("Frame::new(").slice(1);
    for (const frame of frames) {
      const sort = /^\s*&?[\w.]+,\s*(?:"([a-z-]+)"|sort),/.exec(frame);
      assert.ok(sort, `${name} makes a frame whose sort can't be told: ${frame.slice(0, 60)}`);
      if (sort[1] !== undefined) sorts.add(sort[1]);
    }
  }
  return sorts;
}

test("every sort of page is among those that are tested", {}, async ({ page }) => {
  const seen = new Set();
  for (const address of Object.values(PAGES)) {
    await page.goto(address);
    seen.add(await page.evaluate(() => document.body.dataset.page));
  }
  assert.deepEqual(seen, await sortsOfPages());
});

testEveryPage(test, PAGES, [320, 768, 1440]);
