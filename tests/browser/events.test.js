// Events: their pages and lists, and what a step of a path folds.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests, tabTo } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const THREAD = `---
id: news01
title: Bees in the news
level: intermediate
summary: What was told about bees, year by year.
topics: [insects]
sources:
  - { key: bee-papers, url: "https://example.org/bee-papers", title: "Papers about bees", accessed_date: 2026-11-20 }
---
They are well, as far as anyone can tell.[@bee-papers]

## 2018 · A ban {#ban}

Some poisons were banned.[@bee-papers]

## 2020-03 · A mild winter for the [[honey-bee]] {#winter .major}

More came through than usual.[@bee-papers]

## 2020-05 · A late spring {#spring .minor}

The [[honey-bee|honey bees]] flew late.[@bee-papers]

## 2024-05-20 · A day of their own {#day .major}

The world looked at the [[honey-bee]] for a day.[@bee-papers]

## 2029 · A census of [[honey-bee|honey bees]] {#census}

All are to be counted.[@bee-papers]
`;

const STEP = "paths/from-bee-to-hive/3";
const PHONE = { viewport: { width: 320, height: 720 } };

const test = siteTests(async () => {
  const copy = await fixtureCopy();
  await writeFile(join(copy.folder, "threads/bees-in-the-news.md"), THREAD);
  const site = await serve(copy.folder);
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
});

const text = (page, words) => page.getByText(words);

test("a step folds what is not major, and opens it by a key", {}, async ({ page }) => {
  await page.goto(STEP);
  const fold = page.locator(".fold summary", { hasText: "1 more of 2020" });
  assert.equal(await page.locator(".fold").count(), 3);
  assert.ok(await text(page, "More came through").isVisible());
  assert.equal(await text(page, "flew late").isVisible(), false);
  await fold.focus();
  await page.keyboard.press("Enter");
  await text(page, "flew late").waitFor();
});

test("a link to a folded event opens it", {}, async ({ page }) => {
  await page.goto(`${STEP}#spring`);
  await text(page, "flew late").waitFor();
  assert.equal(await text(page, "Some poisons").isVisible(), false);
});

test("what is folded is printed", {}, async ({ page }) => {
  await page.goto(STEP);
  await page.emulateMedia({ media: "print" });
  assert.ok(await text(page, "flew late").isVisible());
  assert.ok(await text(page, "Some poisons").isVisible());
});

test("an event leads to its neighbours and to what is related by keys alone", { javaScriptEnabled: false }, async ({
  page,
}) => {
  await page.goto("threads/bees-in-the-news/spring");
  const related = page.locator("ol.events a");
  assert.deepEqual(await related.allInnerTexts(), ["A census of honey bees"]);
  await tabTo(page, page.getByRole("link", { name: "A day of their own" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/bees-in-the-news/day");
  assert.equal(await page.locator("h1").innerText(), "A day of their own");
});

test("events are narrowed by weight without scripts", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("events/");
  assert.equal(await page.locator(".stream li").count(), 5);
  await page.getByRole("link", { name: "major events only" }).click();
  assert.equal(await page.locator(".stream li").count(), 2);
  await page.getByRole("link", { name: "all", exact: true }).click();
  assert.equal(await page.locator(".stream li").count(), 5);
});

test("what happened to an entry stands on its page, and leads to all of it", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  const lines = page.locator(".happened li");
  assert.deepEqual(await lines.locator("a").allInnerTexts(), ["A day of their own", "A mild winter for the honey-bee"]);
  await page.getByRole("link", { name: "All 4" }).click();
  await page.waitForURL("**/entries/honey-bee/events");
  assert.equal(await page.locator(".stream li").count(), 4);
});

for (const timezoneId of ["Pacific/Honolulu", "Pacific/Kiritimati"]) {
  test(`an event has the same day in ${timezoneId}`, { timezoneId }, async ({ page }) => {
    await page.goto("threads/bees-in-the-news/day");
    const date = page.locator(".when time");
    assert.equal(await date.innerText(), "20 May 2024");
    assert.equal(await date.getAttribute("datetime"), "2024-05-20");
    await page.goto("events/2024");
    assert.equal(await page.locator(".stream time").first().innerText(), "20 May 2024");
  });
}

for (const address of [
  "events/",
  "events/2020",
  "threads/bees-in-the-news/winter",
  "entries/honey-bee",
  "topics/insects/events",
  STEP,
]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${address} can be read by all, in the ${colorScheme}`, { ...PHONE, colorScheme }, async ({ page }) => {
      await page.goto(address);
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
}
