// Every sort of page: nothing sticks out on a phone, and everyone can use it.

import assert from "node:assert/strict";
import { FIXTURE, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { testEveryPage } from "./support/every.js";

const PAGES = {
  home: "",
  "all paths": "paths/",
  path: "paths/from-bee-to-hive",
  reader: "paths/from-bee-to-hive/1",
  "reader of a thread": "paths/from-bee-to-hive/3",
  "closing page": "paths/from-bee-to-hive/end",
  "all entries": "entries/",
  entry: "entries/honey-bee",
  "entry with code and math": "entries/hive",
  thread: "threads/bees-in-the-news",
  topic: "topics/insects",
  sources: "sources/",
  source: "sources/bee-book",
  requested: "requested",
  progress: "progress",
  404: "entries/honey-be",
};

const test = siteTests(() => serve(FIXTURE));

testEveryPage(test, PAGES, [320, 390]);

test("a page that is not there suggests the nearest", {}, async ({ page }) => {
  const response = await page.goto("entries/honey-be");
  assert.equal(response.status(), 404);
  await page.getByRole("main").getByRole("link", { name: "Honey bee" }).click();
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
});

test("a citation leads to its source and back", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  await page.locator(".prose .cite a").first().click();
  const note = page.locator(".notes li:target");
  await note.getByRole("link", { name: "An atlas of bees" }).waitFor();
  await note
    .getByRole("link", { name: /back to the text/ })
    .first()
    .click();
  await page.waitForFunction(() => location.hash !== "" && document.querySelector(":target")?.closest(".prose"));
});

test("a link leads from page to page, and back by what links here", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  await page.locator(".prose").getByRole("link", { name: "hive" }).click();
  await page.getByRole("heading", { level: 1, name: "Hive" }).waitFor();
  const around = page.getByRole("region", { name: "Around this page" });
  await around.getByRole("link", { name: "Honey bee" }).click();
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
});

test("a fact is shown with its unit, its date and its source", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  const row = page.getByRole("row", { name: /^Weight/, includeHidden: true });
  const words = await row.textContent();
  assert.match(words, /about 100/);
  assert.match(words, /milligrams/);
  assert.match(words, /2024/);
  assert.ok((await row.locator(".cite a").count()) >= 1);
});
