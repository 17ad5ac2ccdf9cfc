// One subject at several depths: the switch between them, what its reader chose, and what a path says in short at its end.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serve, temporaryFolder } from "./support/almanac.js";
import { siteTests, tabTo } from "./support/browser.js";

const WORDS = "The sea rises and falls twice a day on most shores.[@book]\n\n".repeat(30);
const SOURCE = 'sources:\n  - { key: book, title: A book, url: "https://book.example" }\n';

const FILES = {
  "almanac.toml": 'title = "Sea"\n',
  "entries/tide.md": `---\nid: t1\ntitle: Tide\nlevel: advanced\nsummary: The sea.\ntakeaways: ["The moon pulls.[@book]", "The sun pulls too.[@book]"]\n${SOURCE}---\n${WORDS}## Spring tides {#spring}\n\n${WORDS}## Only here {#only}\n\n${WORDS}`,
  "entries/tide.introductory.md": `---\ntitle: "The tide, simply"\nsummary: Water.\n---\n${WORDS}## Spring tides {#spring}\n\n${WORDS}`,
  "entries/moon.md": `---\nid: m1\ntitle: Moon\nlevel: introductory\nsummary: Round.\n${SOURCE}---\n${WORDS}`,
  "paths/sea.md":
    "---\nid: p1\ntitle: To the sea\nsummary: Water.\nsteps:\n  - { read: moon, why: First. }\n  - { read: tide, why: Then. }\n---\nGo.\n",
  "paths/both.md":
    "---\nid: p2\ntitle: Twice\nsummary: Water.\nsteps:\n  - { read: tide, depth: introductory, why: First. }\n  - { read: tide, why: Then. }\n---\nGo.\n",
};

async function start() {
  const { folder, remove } = await temporaryFolder();
  await Promise.all(["entries", "paths"].map((name) => mkdir(join(folder, name))));
  await Promise.all(Object.entries(FILES).map(([file, text]) => writeFile(join(folder, file), text)));
  const site = await serve(folder);
  return {
    ...site,
    async stop() {
      await site.stop();
      await remove();
    },
  };
}

const test = siteTests(start);

const chosen = (page) => page.getByRole("main").locator(".depths a");
const pathOf = (page) => new URL(page.url()).pathname;

test("by keyboard a reader goes to another depth, at the heading that both have", {}, async ({ page }) => {
  await page.goto("entries/tide");
  const link = chosen(page);
  assert.match(await link.innerText(), /^introductory \d+ min$/);
  await tabTo(page, link);
  await page.evaluate(() => document.getElementById("only")?.scrollIntoView());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  assert.equal(new URL(page.url()).hash, "#spring");
});

test("at the top of a text a reader comes to the top of the other", {}, async ({ page }) => {
  await page.goto("entries/tide");
  await chosen(page).click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

test("links in paths follow what was chosen, and an address shows its own text", {}, async ({ page }) => {
  await page.goto("entries/tide");
  await chosen(page).click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  await page.goto("paths/sea");
  await page.locator('ol.steps a[href$="/paths/sea/2/introductory"]').waitFor();
  await page.locator("span[data-at]", { hasText: "introductory · " }).waitFor();
  await page.goto("paths/sea/1");
  await page.locator('a[rel=next][href$="/paths/sea/2/introductory"]').click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  // To follow a link or to open an address chooses nothing.
  await page.goto("paths/sea/2");
  await page.getByRole("heading", { level: 1, name: "Tide", exact: true }).waitFor();
  await page.goto("paths/sea");
  await page.locator('ol.steps a[href$="/paths/sea/2/introductory"]').waitFor();
});

test("the record says at which depth a subject was read", {}, async ({ page }) => {
  await page.goto("entries/tide/introductory");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await page.getByRole("button", { name: "Mark as unread" }).waitFor();
  const events = await page.evaluate(() => {
    const keys = Object.keys(localStorage).filter((key) => key.includes(":event:"));
    return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? ""));
  });
  assert.deepEqual(
    events.map(({ kind, entry, depth }) => ({ kind, entry, depth })),
    [{ kind: "read", entry: "t1", depth: "introductory" }],
  );
  // Reading one depth counts as having read the subject, and nothing has changed by it.
  await page.goto("entries/tide");
  await page.getByRole("button", { name: "Mark as unread" }).waitFor();
  assert.equal(await page.locator(".is-changed").count(), 0);
});

test("without JavaScript the switch leads to the other text", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("paths/sea/2");
  await chosen(page).click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  assert.equal(pathOf(page), "/paths/sea/2/introductory");
  await page.getByText("Read the rest:").waitFor();
});

test("where nothing can be kept the switch still leads to the other text", {}, async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new Error("refused");
      },
    });
  });
  await page.goto("entries/tide");
  await chosen(page).click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  await page.goto("paths/sea");
  await page.locator('ol.steps a[href$="/paths/sea/2"]').waitFor();
});

test("what a page says in short is folded on phones, and stands there on wide screens", {}, async ({ page }) => {
  const lines = page.locator(".in-short li");
  const [first, line] = [lines.first(), lines.last()];
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("entries/tide");
  await line.waitFor({ state: "visible" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("entries/tide");
  assert.deepEqual([await first.isVisible(), await line.isVisible()], [true, false]);
  await page.locator(".in-short summary").click();
  await line.waitFor({ state: "visible" });
});

test("the end of a path gathers what its steps say in short, with a tick for those that were read", {}, async ({
  page,
}) => {
  await page.goto("paths/sea/2");
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/end"));
  const step = page.locator(".covered > li", { hasText: "The moon pulls." });
  await step.and(page.locator(".is-read")).waitFor();
  assert.deepEqual(
    (await step.locator(".takeaways > li").allInnerTexts()).map((text) => text.replace(/\[.*/, "").trim()),
    ["The moon pulls.", "The sun pulls too."],
  );
});

test("what is said of a path follows what was chosen", {}, async ({ page }) => {
  await page.goto("paths/sea");
  const facts = page.locator(".title-page .facts").first();
  assert.match(await facts.innerText(), /^Mixed level/);
  const minutes = async () => Number(/~(\d+) min/.exec(await facts.innerText())?.[1]);
  const before = await minutes();
  await page.goto("entries/tide");
  await chosen(page).click();
  await page.getByRole("heading", { level: 1, name: "The tide, simply" }).waitFor();
  await page.goto("paths/sea");
  await facts.getByText("Introductory level").waitFor();
  assert.ok((await minutes()) < before);
  await page.goto("paths/");
  await page.locator("li", { hasText: "To the sea" }).getByText("Introductory level").waitFor();
  // The steps of a path that reads both stay as they are.
  await page.goto("paths/both");
  await page.locator('ol.steps a[href$="/paths/both/2"]').waitFor();
});

test("where a path reads a subject at two depths, each step is done by its own", {}, async ({ page }) => {
  await page.goto("paths/both/1");
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.getByRole("heading", { level: 1, name: "Tide", exact: true }).waitFor();
  await page.getByRole("button", { name: /^Done/ }).waitFor();
  await page.goto("paths/both");
  const steps = page.locator("ol.steps > li");
  await steps.nth(0).and(page.locator(".is-read")).waitFor();
  assert.equal(await steps.nth(1).and(page.locator(".is-read")).count(), 0);
  await page.getByRole("link", { name: "Continue" }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/paths/both/2"));
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/end"));
  await page.locator(".covered > li.is-read").nth(1).waitFor();
  // To take one back leaves the other.
  await page.goto("paths/both/1");
  await page.getByRole("button", { name: "Mark as unread" }).click();
  await page.getByRole("button", { name: /^Done/ }).waitFor();
  await page.goto("paths/both");
  await steps.nth(1).and(page.locator(".is-read")).waitFor();
  assert.equal(await steps.nth(0).and(page.locator(".is-read")).count(), 0);
  // Elsewhere the subject was read, and another path has no second step of it.
  await page.goto("paths/both/1");
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.goto("paths/sea");
  await page.locator("ol.steps > li.is-read", { hasText: "Tide" }).waitFor();
});
