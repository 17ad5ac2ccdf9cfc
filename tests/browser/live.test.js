// A page at the desk follows every edit, and no error takes it down.

import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./support/almanac.js";
import { awaiting, siteTests } from "./support/browser.js";

let entry;

async function serveCopy() {
  const { folder, remove } = await fixtureCopy();
  entry = join(folder, "entries/bumblebee.md");
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const siteTest = siteTests(serveCopy, { atDesk: true });

/** A test that may edit the entry, which is as it was after each. */
function test(name, options, body) {
  siteTest(name, options, async (given) => {
    const before = await readFile(entry, "utf8");
    try {
      await body(given);
    } finally {
      await writeFile(entry, before);
    }
  });
}

const banner = (page) => page.getByRole("complementary", { name: "For the editor" });

/** Waits until the server has seen an edit of the entry. */
async function served(page, words) {
  let text = "";
  while (!text.includes(words)) text = await (await page.request.get("entries/bumblebee")).text();
}

test("an edit shows at once on an open page", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.goto("entries/bumblebee");
  await writeFile(entry, before.replace("is larger than", "is much larger than"));
  await page.getByText("A bumblebee is much larger than").waitFor();
  assert.equal(await banner(page).count(), 0);
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

/** Forbids all that a browser keeps or passes on between tabs. */
function forbidStorage() {
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "BroadcastChannel"]) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  }
}

/** Keeps nothing more, as a storage that is full does. */
function fillStorage() {
  Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}

/** That an edit shows, and that what was done on the page is there still, where something was done to the storage. */
const followsWith =
  (spoil) =>
  async ({ page }) => {
    const before = await readFile(entry, "utf8");
    await page.addInitScript(spoil);
    await page.goto("entries/bumblebee");
    await page.evaluate(() => document.querySelector("details.cite-page").setAttribute("open", ""));
    await page.keyboard.press("/");
    await page.keyboard.type("honey");
    await writeFile(entry, before.replace("is larger than", "is larger, I say, than"));
    await page.locator(".prose").getByText("A bumblebee is larger, I say, than").waitFor();
    const dialog = page.getByRole("dialog");
    await page.waitForFunction(() => document.activeElement?.matches("dialog[open] input"));
    assert.equal(await dialog.getByRole("searchbox").inputValue(), "honey");
    await dialog.getByRole("link", { name: "Honey bee" }).waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("details.cite-page").open), true);
  };

test("what is typed and unfolded stays as an edit shows, where storage is forbidden", {}, followsWith(forbidStorage));
test("what is typed and unfolded stays as an edit shows, where storage is full", {}, followsWith(fillStorage));

const isStream = (request) => request.url().endsWith("/_live");

/** Tells how many streams the pages of a context hold. */
function streamCounter(context) {
  const streams = new Set();
  context.on("request", (request) => {
    if (isStream(request)) streams.add(request);
  });
  for (const end of ["requestfailed", "requestfinished"]) context.on(end, (request) => streams.delete(request));
  // Of a page that is closed no end is told.
  return () => [...streams].filter((request) => !request.frame().page().isClosed()).length;
}

test("eight tabs share one stream, all follow, and another listens when the one that did is closed", {}, async ({
  page,
  context,
}) => {
  const before = await readFile(entry, "utf8");
  const streams = streamCounter(context);
  const tabs = [page];
  while (tabs.length < 8) tabs.push(awaiting(await context.newPage()));
  for (const tab of tabs) await tab.goto("entries/bumblebee");
  assert.equal(streams(), 1);
  await writeFile(entry, before.replace("is larger than", "is twice larger than"));
  for (const tab of tabs) await tab.getByText("A bumblebee is twice larger than").waitFor();
  assert.equal(streams(), 1);
  // One after the other, so that each in turn is the one that listens.
  const last = tabs.pop();
  for (const tab of tabs) await tab.close();
  await writeFile(entry, before);
  await last.getByText("A bumblebee is larger than").waitFor();
  // The page that shows the text may not listen yet.
  if (streams() === 0) await context.waitForEvent("request", isStream);
  assert.equal(streams(), 1);
});

test("a tab that is not seen holds no stream, and follows when it is seen again", {}, async ({ page, context }) => {
  const before = await readFile(entry, "utf8");
  const streams = streamCounter(context);
  await page.addInitScript(() => {
    let state = "visible";
    Object.defineProperty(document, "visibilityState", { get: () => state });
    window.setSeen = (next) => {
      state = next;
      document.dispatchEvent(new Event("visibilitychange"));
    };
  });
  await page.goto("entries/bumblebee");
  assert.equal(streams(), 1);
  const ended = context.waitForEvent("requestfailed", isStream);
  await page.evaluate(() => window.setSeen("hidden"));
  await ended;
  assert.equal(streams(), 0);
  await writeFile(entry, before.replace("is larger than", "is thrice larger than"));
  await served(page, "is thrice larger than");
  assert.equal(await page.getByText("is thrice larger than").count(), 0);
  await page.evaluate(() => window.setSeen("visible"));
  await page.getByText("A bumblebee is thrice larger than").waitFor();
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("a page is not loaded again for an edit that does not change it", {}, async ({ page, context }) => {
  const hive = join(entry, "../hive.md");
  const before = await readFile(hive, "utf8");
  await page.goto("entries/bumblebee");
  await page.evaluate(() => {
    window.isSame = true;
  });
  const asked = context.waitForEvent("request", (request) => request.method() === "HEAD");
  await writeFile(hive, `${before}\nOne line more.\n`);
  const answer = await (await asked).response();
  assert.equal(answer.status(), 200);
  // What the page does with the answer comes before the next edit, which changes it.
  assert.equal(await page.evaluate(() => window.isSame), true);
  await writeFile(hive, before);
  await (await context.waitForEvent("request", (request) => request.method() === "HEAD")).response();
  assert.equal(await page.evaluate(() => window.isSame), true);
});

test("a page that is not there is loaded again once it is", {}, async ({ page }) => {
  const file = join(entry, "../hornet.md");
  await page.goto("entries/hornet");
  await writeFile(
    file,
    "---\ntitle: Hornet\nsummary: No bee.\nlevel: introductory\n---\nA hornet is no [[honey-bee]].\n",
  );
  await page.getByRole("heading", { level: 1, name: "Hornet" }).waitFor();
  await rm(file);
  await page.getByRole("heading", { level: 1, name: "Hornet" }).waitFor({ state: "detached" });
});

test("the words of an input method are not broken off", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.goto("entries/bumblebee");
  await page.keyboard.press("/");
  await page.evaluate(() => document.dispatchEvent(new CompositionEvent("compositionstart")));
  const asked = page.waitForResponse((answer) => answer.request().method() === "HEAD");
  await writeFile(entry, before.replace("is larger than", "is still larger than"));
  await asked;
  assert.equal(await page.getByText("is still larger than").count(), 0);
  await page.evaluate(() => document.dispatchEvent(new CompositionEvent("compositionend")));
  await page.getByText("A bumblebee is still larger than").waitFor();
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("an edit that comes before an open page listens shows too", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  const editFirst = async (route) => {
    await writeFile(entry, before.replace("is larger than", "is far larger than"));
    await served(page, "is far larger than");
    await route.continue();
  };
  await page.route("**/_live", editFirst, { times: 1 });
  await page.goto("entries/bumblebee");
  await page.getByText("A bumblebee is far larger than").waitFor();
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("a file that breaks keeps its last good page, with a banner, until it is mended", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.goto("entries/bumblebee");
  await writeFile(entry, before.replace("title: Bumblebee", "title: [Bumblebee").replace("is larger", "is broken"));
  await banner(page).waitFor();
  await page.getByText("A bumblebee is larger than").waitFor();
  await page.getByRole("heading", { level: 1, name: "Bumblebee" }).waitFor();
  await banner(page)
    .getByText(/The compiler found 1 error/)
    .click();
  await banner(page).getByText("entries/bumblebee.md", { exact: false }).waitFor();
  await page.goto("entries/honey-bee");
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
  await writeFile(entry, before);
  await banner(page).waitFor({ state: "detached" });
});

test("a new file is a new page", {}, async ({ page, site }) => {
  const wasp = join(entry, "../wasp.md");
  await page.goto("entries/");
  await writeFile(wasp, "---\ntitle: Wasp\nsummary: No bee.\nlevel: introductory\n---\nA wasp is no [[honey-bee]].\n");
  await page.getByRole("main").getByRole("link", { name: "Wasp" }).click();
  await page.getByText("A wasp is no").waitFor();
  assert.equal(page.url(), `${site.root}entries/wasp`);
});
