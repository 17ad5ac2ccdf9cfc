// Search on a site made of files: what it loads, and what it says where it can't.

import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { build, fixtureCopy, temporaryFolder } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { serveFiles } from "./support/files.js";

/** A word that stands only on pages that the site does not list. */
const SECRET = "xylotheque";

/** How many milliseconds an answer takes: else one may be there before the next of its round trip is asked for. */
const ROUND_TRIP = 40;

/** The built site below a path, as many hosts have it, with what it is built from. */
async function builtSite() {
  const [almanac, out] = [await fixtureCopy(), await temporaryFolder()];
  const folder = join(out.folder, "site");
  for (const hidden of ["draft: true", "unlisted: true"]) {
    const text = `---\ntitle: A ${SECRET}\n${hidden}\n---\n\nThe ${SECRET} is not for everybody.\n`;
    await writeFile(join(almanac.folder, "entries", `${hidden.split(":")[0]}-page.md`), text);
  }
  const keeper = '---\ntitle: The keeper\'s "hat"\n---\n\nIt keeps off bees.\n';
  await writeFile(join(almanac.folder, "entries", "keeper.md"), keeper);
  await build(almanac.folder, folder);
  // As many hosts do, it has browsers keep all files for a while.
  const server = await serveFiles(folder, "/some/where/", { "cache-control": "max-age=600" }, ROUND_TRIP);
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([almanac.remove(), out.remove()]);
  };
  const root = `http://127.0.0.1:${server.address().port}/some/where/`;
  return { root, folder, almanac: almanac.folder, stop };
}

const test = siteTests(builtSite);
const found = (page) => page.getByRole("main").locator(".found a.title");

/** Of each file of search that a page loaded, how manieth round trip it was part of, counted from the page itself. */
const roundTrips = (page) =>
  page.evaluate(() => {
    const isOfSearch = ({ name }) => /\/search\/.*\.bin$|static-search|folding/.test(name);
    const files = performance.getEntriesByType("resource").filter(isOfSearch);
    const trips = new Map();
    for (const file of files.sort((one, other) => one.startTime - other.startTime)) {
      const before = files.filter(({ responseEnd }) => responseEnd <= file.startTime);
      trips.set(file.name, 1 + Math.max(0, ...before.map(({ name }) => trips.get(name))));
    }
    return [...trips];
  });

test("a query is answered in three round trips, and each hit leads to its page", {}, async ({ page, site }) => {
  await page.goto("search/?q=honey bee");
  await found(page).first().waitFor();
  assert.equal(await found(page).first().innerText(), "Honey bee");
  assert.equal(
    new URL(await found(page).first().getAttribute("href"), site.root).pathname.split("#")[0],
    "/some/where/entries/honey-bee/",
  );
  const trips = await roundTrips(page);
  const last = trips.filter(([name]) => name.includes("/search/pages/"));
  assert.ok(last.length > 0);
  assert.ok(Math.max(...last.map(([, trip]) => trip)) <= 3, JSON.stringify(trips));
});

test("drafts and unlisted pages are in no file of search", {}, async ({ site }) => {
  const names = await readdir(join(site.folder, "search"), { recursive: true });
  const files = names.filter((name) => name.endsWith(".bin"));
  assert.ok(files.length > 5);
  for (const file of files) {
    const text = inflateRawSync(await readFile(join(site.folder, "search", file))).toString("latin1");
    // In the dictionary a word may stand without the beginning that it shares with the one before it.
    assert.ok(!text.includes(SECRET.slice(3)), file);
  }
});

test("a slip is forgiven, which is said", {}, async ({ page }) => {
  await page.goto("search/?q=bumblebe hony");
  await page.getByRole("main").locator(".note").first().waitFor();
  assert.match(await page.getByRole("main").locator(".note").first().innerText(), /honey/i);
});

test("what can't be loaded is no empty result", {}, async ({ page }) => {
  await page.route(/\/search\/index\.bin$/, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("search/?q=hive");
  await page.getByText("Search could not be loaded.").waitFor();
  await page.unroute(/\/search\/index\.bin$/);
  await page.getByRole("button", { name: "Try again" }).click();
  await found(page).first().waitFor();
});

test("what is typed while the page of search wakes is looked for by itself", {}, async ({ page }) => {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/search\.\w+\.js$/, (route) => held.then(() => route.continue()));
  await page.goto("search/?q=bumblebee");
  const field = page.getByRole("main").getByRole("searchbox", { name: "Search" });
  await field.focus();
  assert.equal(await field.inputValue(), "");
  release();
  await found(page).getByText("Bumblebee").first().waitFor();
  assert.equal(await field.inputValue(), "bumblebee");
  await page.keyboard.type("hive");
  await found(page).getByText("Hive").first().waitFor();
  assert.equal(await field.inputValue(), "hive");
});

test("a page that was opened before a deploy still searches after it", {}, async ({ page, site }) => {
  await page.goto("search/?q=hive");
  await found(page).first().waitFor();
  const entry = join(site.almanac, "entries", "hive.md");
  const text = await readFile(entry, "utf8");
  await writeFile(entry, `${text}\n\nA zephyrine is kept in it.\n`);
  await build(site.almanac, site.folder);
  // The files that the page knows are kept until the build after the next.
  const field = page.getByRole("main").getByRole("searchbox", { name: "Search" });
  await field.fill("bumblebee");
  await found(page).getByText("Bumblebee").first().waitFor();
  // What is new is found by those who open the page again.
  await page.reload();
  await field.fill("zephyrine");
  await found(page).getByText("Hive").first().waitFor();
});

test("a value that there is not is said, as a server says it", {}, async ({ page }) => {
  for (const filter of ["kind=nonsense", "level=expert", "topic=none", "in=path:none", "language=fr"]) {
    await page.goto(`search/?q=hive&${filter}`);
    const note = page.getByRole("main").locator(".note").last();
    await note.waitFor();
    assert.match(await note.innerText(), new RegExp(filter.split(/[=:]/).at(-1)), filter);
    const chosen = page.getByRole("main").locator(".option:has(.chosen) .number");
    assert.equal(await chosen.innerText(), "0", filter);
  }
});

test("what is in one page is found by its slug, and a language by any writing of its tag", {}, async ({ page }) => {
  for (const query of ["q=in:hive hive", "q=hive&in=hive"]) {
    await page.goto(`search/?${query}`);
    await found(page).first().waitFor();
    assert.deepEqual(await found(page).allInnerTexts(), ["Hive"]);
    // What is chosen is called by its title, and counted as what is found.
    const chosen = page.getByRole("main").locator(".option:has(.chosen)");
    assert.match(await chosen.innerText(), /^Hive\s×.*1$/s);
  }
  await page.goto("search/?q=hive&language=EN");
  await found(page).first().waitFor();
});

test("where nothing is found, all that a server offers is offered", {}, async ({ page, site }) => {
  await page.goto('search/?q="hive honeyed" -wax');
  const main = page.getByRole("main");
  await main.getByText("Nothing was found for").waitFor();
  const ways = main.locator("ul:not(.pages) a");
  assert.deepEqual(await ways.allInnerTexts(), [
    "with the words of the phrase in any place",
    "without leaving words out",
  ]);
  const all = main.getByRole("link", { name: "What is requested and not written yet" });
  assert.equal(await all.getAttribute("href"), new URL("requested/", site.root).href);
  await ways.first().click();
  await found(page).first().waitFor();
});

test("titles have the punctuation of their pages", {}, async ({ page }) => {
  await page.goto("search/?q=keeper");
  await found(page).first().waitFor();
  assert.equal(await found(page).first().innerText(), "The keeper’s “hat”");
});
