// What was read is kept in the browser, counts everywhere, and belongs to its reader.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { FIXTURE, serve } from "./support/almanac.js";
import { awaiting, awake, siteTests } from "./support/browser.js";

const FIRST = "paths/from-bee-to-hive";
const SECOND = "paths/large-and-small";

const test = siteTests(() => serve(FIXTURE));

const done = (page) => page.getByRole("button", { name: /^Done/ });

async function readStep(page, path, number) {
  await page.goto(`${path}/${number}`);
  await done(page).click();
  await page.waitForURL((url) => !url.pathname.endsWith(`/${number}`));
  // Only then is it kept that the next step was opened.
  await awake(page);
}

/** Saves the record as a file; its bytes. */
async function save(page) {
  await page.goto("progress");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save to a file" }).click(),
  ]);
  return readFile(await download.path());
}

async function add(page, buffer) {
  await page.goto("progress");
  const file = { name: "almanac-progress.json", mimeType: "application/json", buffer };
  await page.getByLabel("Add from a file").setInputFiles(file);
}

const listed = (page) => page.locator("[data-list] > li .title").allInnerTexts();

test("an entry that was read in one path is read in another", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  await page.goto(SECOND);
  await page.getByText("1 of 2 steps read").waitFor();
  assert.deepEqual(await page.locator("ol.steps > li.is-read h3").allInnerTexts(), ["Honey bee"]);
  await page.getByRole("link", { name: "Continue →" }).click();
  await page.getByRole("heading", { level: 1, name: "Bumblebee" }).waitFor();
});

test("the page of progress shows how far each path is, and what is next in it", {}, async ({ page }) => {
  await page.goto("progress");
  assert.equal(await page.locator("[data-paths]").isVisible(), false);
  await readStep(page, FIRST, 1);
  await page.goto("progress");
  const path = page.locator("[data-paths] li:visible", { hasText: "From the bee to the hive" });
  await path.getByText("1 of 3 read").waitFor();
  await path.getByRole("link", { name: "Hive", exact: true }).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${FIRST}/2`));
});

test("the end of a path names what is left", {}, async ({ page }) => {
  await page.goto(`${FIRST}/end`);
  assert.equal(await page.locator("[data-unread]").isVisible(), false);
  await readStep(page, FIRST, 2);
  await page.goto(`${FIRST}/end`);
  await page.getByText("You have read 1 of 3 steps.").waitFor();
  assert.deepEqual(await page.locator("[data-unread] a").allInnerTexts(), ["Honey bee", "Bees in the news"]);
  assert.equal(await page.locator(".bar progress").evaluate((line) => line.value), 1);
});

test("a step says why it counts as read, and can be unread", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  await page.goto(`${FIRST}/1`);
  await page.getByText(/^Read: you pressed Done on .* in the path “From the bee to the hive”\.$/).waitFor();
  await page.getByRole("button", { name: "Mark as unread" }).click();
  await done(page).waitFor();
  await page.goto(FIRST);
  await page.getByRole("link", { name: "Continue →" }).waitFor();
  assert.equal(await page.locator("ol.steps > li.is-read").count(), 0);
});

test("an entry that was read on its own page counts in its paths", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByText(/^Read: you pressed Mark as read on .* on its own page\.$/).waitFor();
  await page.goto(FIRST);
  await page.getByText("1 of 3 steps read").waitFor();
});

test("an event has the form that is documented", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.includes(":event:")));
  const events = kept.map(([name, value]) => ({ key: name, event: JSON.parse(value) }));
  const { key, event } = events.find((one) => one.event.kind === "read");
  assert.equal(key, `almanac:/:event:${event.id}`);
  assert.match(event.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(event.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  assert.equal(event.entry, "bee001");
  assert.equal(event.path, "p1hive");
  assert.ok(event.content.length > 8);
  assert.ok(event.device.length > 8);
});

test("a saved record restores what was read in another browser, and adds nothing twice", {}, async ({
  page,
  browser,
  site,
}) => {
  await readStep(page, FIRST, 1);
  await readStep(page, FIRST, 2);
  const file = await save(page);
  const other = await browser.newContext({ baseURL: site.root });
  try {
    const theirs = awaiting(await other.newPage());
    await add(theirs, file);
    await theirs.getByText(/records? added, 0 here already\.$/).waitFor();
    assert.deepEqual((await listed(theirs)).sort(), ["Hive", "Honey bee"]);
    await add(theirs, file);
    await theirs.getByText(/^0 records added/).waitFor();
    await theirs.goto(FIRST);
    await theirs.getByText("2 of 3 steps read").waitFor();
  } finally {
    await other.close();
  }
});

test("what is forgotten stays forgotten, even if an old file is added", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  const file = await save(page);
  assert.deepEqual(await listed(page), ["Honey bee"]);
  await page.getByRole("button", { name: "Forget everything", exact: true }).click();
  await page.getByRole("button", { name: "Yes, forget everything" }).click();
  await page.getByText("Everything is forgotten.").waitFor();
  assert.deepEqual(await listed(page), []);
  await add(page, file);
  await page.getByText(/refused as forgotten/).waitFor();
  await page.goto(FIRST);
  await page.getByRole("link", { name: "Begin →" }).waitFor();
  // What is read from now on is kept as ever.
  await readStep(page, FIRST, 1);
  await page.goto(FIRST);
  await page.getByText("1 of 3 steps read").waitFor();
});

test("a file that is no record changes nothing and says so", {}, async ({ page }) => {
  await add(page, Buffer.from("{}"));
  await page.getByText("That file is no saved progress. Nothing was changed.").waitFor();
});

test("what is read in one tab shows in another", {}, async ({ page, context }) => {
  await page.goto(FIRST);
  const other = await context.newPage();
  await readStep(other, FIRST, 1);
  await page.getByText("1 of 3 steps read").waitFor();
});

test("where the browser keeps nothing, the page says so and reading goes on", {}, async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto(`${FIRST}/1`);
  await done(page).click();
  await page.getByText(/keeps nothing for this site/).waitFor();
  await page.locator("a[rel=next]").click();
  await page.getByRole("heading", { level: 1, name: "Hive" }).waitFor();
});

test("the first page leads on to where its reader was, and moves nothing", {}, async ({ page }) => {
  await page.goto("");
  const section = page.getByRole("region", { name: "Continue where you were" });
  assert.equal(await section.isVisible(), false);
  await readStep(page, FIRST, 1);
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("");
  await section.getByText(/^From the bee to the hive · step 2 of \d/).waitFor();
  assert.equal(await page.evaluate(() => window.shifts), 0);
  await section.getByRole("link", { name: "Hive" }).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${FIRST}/2`));
});

test("the first page leads to the step that was open last, the path to the first that is unread", {}, async ({
  page,
}) => {
  await page.goto(`${FIRST}/2`);
  await page.goto(`${FIRST}/3`);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.goto("");
  const section = page.getByRole("region", { name: "Continue where you were" });
  const link = section.getByRole("link", { name: title });
  await link.waitFor();
  assert.match(await link.getAttribute("href"), new RegExp(`/${FIRST}/3$`));
  await page.goto(FIRST);
  const begin = page.getByRole("link", { name: "Continue →" });
  assert.match(await begin.getAttribute("href"), new RegExp(`/${FIRST}/1$`));
});

test("after Done the way on is the button, and what is required is ticked", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  await page.goto(`${FIRST}/1`);
  const next = page.locator(".turn .next");
  const undo = page.getByRole("button", { name: "Mark as unread" });
  await undo.waitFor();
  const colour = (element) => element.evaluate((found) => getComputedStyle(found).backgroundColor);
  assert.notEqual(await colour(next), await colour(undo));
  assert.equal(await done(page).isVisible(), false);
});

test("a new version of what was read is read with one press", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.includes(":event:")) continue;
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), content: "another" }));
    }
  });
  await page.goto("entries/honey-bee");
  const press = page.getByRole("button", { name: "I have read the new version" });
  await page.getByText("The page has changed since.").waitFor();
  await press.click();
  await press.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Mark as unread" }).click();
  await page.getByRole("button", { name: "Mark as read", exact: true }).waitFor();
});

test("a file that forgets what is here is added only once that is confirmed", {}, async ({ page }) => {
  await readStep(page, FIRST, 1);
  const epoch = await page.evaluate(() => new Date().toISOString());
  const saved = { format: "almanac-progress", version: 1, exported: epoch, epoch, events: [] };
  const buffer = Buffer.from(JSON.stringify(saved));
  await add(page, buffer);
  const status = page.getByRole("status");
  await status.getByText(/Adding it forgets records here too: \d\./).waitFor();
  assert.deepEqual(await listed(page), ["Honey bee"]);
  await page.getByRole("button", { name: "Change nothing" }).click();
  await status.getByRole("button").first().waitFor({ state: "detached" });
  assert.deepEqual(await listed(page), ["Honey bee"]);
  await add(page, buffer);
  await page.getByRole("button", { name: "Add it, and forget these" }).click();
  await page.getByText(/^Nothing yet\./).waitFor();
  assert.deepEqual(await listed(page), []);
});

test("a file of twenty thousand records is added or refused as a whole, and pages can be marked after it", {}, async ({
  page,
}) => {
  const hex = (index) => index.toString(16).padStart(12, "0");
  const events = Array.from({ length: 20_000 }, (_, index) => ({
    id: `019ac4e2-61f0-7d3a-9c41-${hex(index)}`,
    time: "2025-11-24T14:33:30.976Z",
    kind: "read",
    entry: `entry${index}`,
    content: "329d2531d9783fb21b9c56e5fddde061",
    path: null,
    device: "019ac4df-02b1-70c4-85d6-51e12623c610",
  }));
  const saved = { format: "almanac-progress", version: 1, exported: "2025-11-24T15:00:00Z", epoch: null, events };
  await add(page, Buffer.from(JSON.stringify(saved)));
  await page.getByRole("status").getByText("This browser has no room for that file. Nothing was changed.").waitFor();
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":event:")).length);
  assert.equal(await kept(), 0);
  await page.goto("entries/honey-bee");
  await page.getByRole("button", { name: "Mark as read", exact: true }).click();
  await page.getByRole("button", { name: "Mark as unread" }).waitFor();
  assert.equal(await kept(), 1);
});
