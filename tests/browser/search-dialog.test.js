// The dialog of search and its page, with answers made by hand: what is shown, said and done of them.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const test = siteTests(() => serve());

const dialog = (page) => page.getByRole("dialog", { name: "Search" });
const field = (place) => place.getByRole("searchbox", { name: "Search" });
const titles = (place) => place.locator(".found a.title");

const passage = (words, more = {}) => ({
  href: "/entries/hugging-face#the-hub",
  field: "text",
  heading: "The Hub",
  words,
  marked: [words],
  ...more,
});

const hit = (title, more = {}) => ({
  href: "/entries/hugging-face#the-hub",
  type: "entry",
  kind: "organisation",
  label: "Organisation",
  level: "introductory",
  title,
  marked_title: [title],
  language: "en",
  languages: [],
  depths: [],
  words: "It hosts models.",
  passages: [passage("It hosts models.")],
  ...more,
});

const NOTHING = {
  total: 0,
  page: 1,
  pages: 0,
  hits: [],
  facets: { kind: [], level: [], topic: [], in: [], language: [] },
  notes: [],
  answer: null,
  near: [],
  requested: [],
};

const value = (name, label, count, chosen = false) => ({ value: name, label, count, chosen });

const FACETS = {
  kind: [value("model", "Model", 100), value("licence", "Licence", 25)],
  level: [value("introductory", "introductory", 70), value("advanced", "advanced", 55)],
  topic: Array.from({ length: 9 }, (_, at) => value(`t${at}`, `Topic ${at}`, 9 - at)),
  in: [value("path:p", "A path", 7), value("one", "One", 1)],
  language: [],
};

/** Answers each search by what a function gives for what is asked; it may be slow, or fail. */
async function answer(page, results) {
  const asked = [];
  await page.route(/\/search\.json/, async (route) => {
    const { searchParams } = new URL(route.request().url());
    const query = searchParams.get("q") ?? "";
    asked.push(query);
    const json = await results(query, searchParams);
    const body = json === null ? "no JSON" : JSON.stringify(json);
    // A request that was cancelled meanwhile can't be answered.
    await route.fulfill({ contentType: "application/json", body }).catch(() => undefined);
  });
  return asked;
}

const found = (...hits) => ({ ...NOTHING, total: hits.length, pages: 1, hits });

async function open(page) {
  await page.goto("entries/hugging-face");
  await page.keyboard.press("Control+k");
}

test("arrows, Home and End go through what is found, and a letter goes on with the query", {}, async ({ page }) => {
  await answer(page, (query) => (query === "" ? NOTHING : found(hit("One"), hit("Two"), hit("Three"))));
  await open(page);
  await page.keyboard.type("mod");
  await titles(dialog(page)).nth(2).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const keys = [
    ["ArrowDown", "One"],
    ["ArrowDown", "Two"],
    ["End", "Three"],
    ["Home", "One"],
    ["ArrowUp", ""],
    ["ArrowUp", "Three"],
  ];
  for (const [key, title] of keys) {
    await page.keyboard.press(key);
    assert.equal(await focused(), title, key);
  }
  await page.keyboard.type("e");
  assert.equal(await field(dialog(page)).inputValue(), "mode");
  assert.ok(await field(dialog(page)).evaluate((input) => input === document.activeElement));
});

test("Escape closes the dialog and keeps the query", {}, async ({ page }) => {
  await answer(page, () => found(hit("One")));
  await open(page);
  await page.keyboard.type("model");
  await titles(dialog(page)).first().waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await page.keyboard.press("Control+k");
  assert.equal(await field(dialog(page)).inputValue(), "model");
  assert.equal(await titles(dialog(page)).count(), 1);
});

test("no key is ours while something is composed", {}, async ({ page, context }) => {
  await answer(page, () => found(hit("One")));
  await open(page);
  await page.keyboard.type("gang");
  await titles(dialog(page)).first().waitFor();
  const input = await context.newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "港", selectionStart: 1, selectionEnd: 1 });
  const areOurs = await field(dialog(page)).evaluate((element) => {
    const signs = [{ isComposing: true }, { keyCode: 229 }];
    const presses = ["Escape", "ArrowDown", "Enter"].flatMap((key) => signs.map((sign) => ({ key, ...sign })));
    return presses.map((press) => {
      const pressed = new KeyboardEvent("keydown", { ...press, bubbles: true, cancelable: true });
      return !element.dispatchEvent(pressed);
    });
  });
  assert.deepEqual(areOurs, [false, false, false, false, false, false]);
  assert.ok(await dialog(page).isVisible());
  assert.match(page.url(), /entries\/hugging-face$/);
});

test("an older answer never replaces a newer one", {}, async ({ page }) => {
  let release;
  const slow = new Promise((resolve) => {
    release = resolve;
  });
  const asked = await answer(page, async (query) => {
    if (query === "a") await slow;
    return query === "" ? NOTHING : found(hit(`For ${query}`));
  });
  await open(page);
  await page.keyboard.type("a");
  while (!asked.includes("a")) await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.keyboard.type("b");
  await titles(dialog(page)).getByText("For ab").waitFor();
  release();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  assert.deepEqual(await titles(dialog(page)).allInnerTexts(), ["For ab"]);
});

test("the count is announced after a pause, and so is that there is none", {}, async ({ page }) => {
  await answer(page, (query) => {
    if (query === "") return NOTHING;
    return query === "none" ? NOTHING : { ...found(hit("One")), total: 125, pages: 7 };
  });
  await open(page);
  await page.keyboard.type("model");
  const said = dialog(page).locator("[role=status]");
  await said.getByText("125 pages found").waitFor();
  await field(dialog(page)).fill("none");
  await said.getByText("0 pages found").waitFor();
  await dialog(page).getByText("Nothing was found for none.").waitFor();
});

test("failing is said and can be tried again, and never taken for nothing found", {}, async ({ page }) => {
  let isBroken = true;
  await answer(page, (query) => (query !== "" && isBroken ? null : found(hit("One"))));
  await open(page);
  await page.keyboard.type("model");
  await dialog(page).getByText("Search could not be loaded.").first().waitFor();
  assert.equal(await dialog(page).getByText("Nothing was found").count(), 0);
  isBroken = false;
  await dialog(page).getByRole("button", { name: "Try again" }).click();
  await titles(dialog(page)).first().waitFor();
});

test("waiting is said", {}, async ({ page }) => {
  await answer(page, (query) => (query === "" ? NOTHING : new Promise(() => undefined)));
  await open(page);
  await page.keyboard.type("model");
  await dialog(page).getByText("Loading").waitFor();
});

test("facets narrow in the dialog, and what is chosen is taken off again", {}, async ({ page }) => {
  await answer(page, (query, fields) => {
    if (query === "") return { ...NOTHING, total: 9, facets: FACETS };
    const isNarrowed = fields.get("kind") === "licence";
    const kind = FACETS.kind.map((one) => ({ ...one, chosen: isNarrowed && one.value === "licence" }));
    return { ...found(hit(isNarrowed ? "A licence" : "A model")), facets: { ...FACETS, kind } };
  });
  await open(page);
  await page.keyboard.type("open");
  await titles(dialog(page)).getByText("A model").waitFor();
  const facet = dialog(page).getByRole("group", { name: "Kind" });
  await facet.getByRole("link", { name: "Licence" }).click();
  await titles(dialog(page)).getByText("A licence").waitFor();
  const chosen = facet.getByRole("link", { name: "Licence" });
  assert.equal(await chosen.getAttribute("aria-current"), "true");
  assert.ok(await chosen.evaluate((link) => link === document.activeElement));
  // The other facets are folded, and what one page alone stands in is none.
  await dialog(page).getByText("Narrow further").click();
  assert.equal(await dialog(page).getByRole("link", { name: "One", exact: true }).count(), 0);
  await dialog(page).getByText("3 more").click();
  await dialog(page).getByRole("link", { name: "Topic 8" }).waitFor();
  await page.keyboard.press("Enter");
  await chosen.click();
  await titles(dialog(page)).getByText("A model").waitFor();
  assert.match(page.url(), /entries\/hugging-face$/);
});

test("all results are on the page, and Enter with nothing found leads there", {}, async ({ page }) => {
  await answer(page, (query) => (query === "zz" ? NOTHING : { ...found(hit("One")), total: 125, pages: 7 }));
  await open(page);
  await page.keyboard.type("model");
  const all = dialog(page).getByRole("link", { name: "All 125 results" });
  await all.and(page.locator('[href$="/search?q=model"]')).waitFor();
  await field(dialog(page)).fill("zz");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=zz$/);
});

test("what led somewhere is kept in this browser, offered again and forgotten", {}, async ({ page }) => {
  await answer(page, (query) => (query === "" ? NOTHING : found(hit("One"))));
  await open(page);
  await page.keyboard.type("open weights");
  await titles(dialog(page)).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#the-hub$/);
  await page.goto("paths/");
  await page.keyboard.press("Control+k");
  await dialog(page).getByText("kept in this browser only").waitFor();
  await dialog(page).getByRole("link", { name: "open weights" }).click();
  assert.equal(await field(dialog(page)).inputValue(), "open weights");
  await titles(dialog(page)).first().waitFor();
  await field(dialog(page)).fill("");
  await dialog(page).getByRole("button", { name: "Clear" }).click();
  assert.equal(await dialog(page).getByRole("link", { name: "open weights" }).count(), 0);
  const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("searches")));
  assert.deepEqual(keys, []);
});

test("what runs from right to left does so among what does not", {}, async ({ page }) => {
  const arabic = hit("نماذج مفتوحة", {
    language: "ar",
    languages: ["de"],
    marked_title: ["", "نماذج", " مفتوحة"],
    passages: [passage("كل نموذج هنا", { marked: ["كل ", "نموذج", " هنا"], heading: "القسم" })],
  });
  await answer(page, (query) => {
    const notes = [
      { type: "near-words", typed: "نمذج", taken: ["نموذج", "model"] },
      { type: "left-out", words: ["<b>x</b>"] },
    ];
    return query === "" ? NOTHING : { ...found(arabic), notes };
  });
  await open(page);
  await page.keyboard.type("model");
  const title = titles(dialog(page)).first();
  assert.deepEqual([await title.getAttribute("lang"), await title.getAttribute("dir")], ["ar", "rtl"]);
  const words = dialog(page).locator(".words");
  assert.equal(await words.getAttribute("dir"), "rtl");
  assert.deepEqual(await words.locator("mark").allInnerTexts(), ["نموذج"]);
  const note = dialog(page).locator(".note");
  assert.deepEqual(await note.first().locator("bdi").allInnerTexts(), ["نمذج", "نموذج", "model"]);
  // Each word that was taken leads to a search for it.
  const asked = await note
    .first()
    .locator("a")
    .evaluateAll((links) => links.map((link) => new URL(link.href).searchParams.get("q")));
  assert.deepEqual(asked, ["نموذج", "model"]);
  assert.match(await note.nth(1).innerText(), /lack <b>x<\/b>\./);
  assert.match(await dialog(page).locator(".found .facts").innerText(), /also: Deutsch/);
  assert.deepEqual(await axeFindings(page), []);
});

test("the word that was taken for another leads to the whole query with it", {}, async ({ page }) => {
  await answer(page, (query) => {
    const notes = [{ type: "near-words", typed: "opne", taken: ["open"] }];
    return query === "" ? NOTHING : { ...found(hit("Open weights")), notes };
  });
  await open(page);
  await page.keyboard.type("opnely opne (weights)");
  const link = dialog(page).locator(".note a");
  const isWhole = async () => new URL(await link.evaluate(({ href }) => href)).searchParams.get("q");
  await page.waitForFunction(() => document.querySelector(".note a")?.href.includes("weights"));
  assert.equal(await isWhole(), "opnely open (weights)");
});

test("the answer stands above the results, with its source", {}, async ({ page }) => {
  const values = [
    {
      value: "28 April 2023",
      applies_to: null,
      validity: "as of May 2023",
      sources: [{ title: "The register", href: "/sources/x" }],
    },
  ];
  const fact = {
    href: "/entries/mistral-ai#fact:founded",
    title: "Mistral AI",
    language: "en",
    label: "Founded",
    values,
  };
  await answer(page, (query) => (query === "" ? NOTHING : { ...found(hit("Mistral AI")), answer: fact }));
  await open(page);
  await page.keyboard.type("mistral founded");
  const box = dialog(page).locator(".answer");
  await box.waitFor();
  assert.equal(await box.locator(".value").innerText(), "28 April 2023");
  assert.match(await box.innerText(), /as of May 2023 · The register/);
  const isAbove = await box.evaluate((element) => {
    const list = document.querySelector("dialog .found");
    return (element.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  assert.ok(isAbove);
});

test("typing on the page replaces the address; back and reload show the same", {}, async ({ page }) => {
  await answer(page, (query) => ({ ...found(hit(`For ${query}`)), total: 125, pages: 7 }));
  await page.goto("paths/");
  await page.goto("search?q=model&kind=licence");
  const input = page.getByRole("main").getByRole("searchbox", { name: "Search" });
  await input.fill("weights");
  await titles(page).getByText("For weights").waitFor();
  await page.waitForURL(/\/search\?q=weights&kind=licence$/);
  const next = page.getByRole("link", { name: "Next" });
  assert.match(await next.getAttribute("href"), /\/search\?q=weights&kind=licence&page=2$/);
  await titles(page).first().click();
  await page.waitForURL(/#the-hub$/);
  await page.goBack();
  await page.waitForURL(/\/search\?q=weights&kind=licence$/);
  assert.equal(await input.inputValue(), "weights");
  await page.reload();
  assert.equal(await input.inputValue(), "weights");
  await page.goBack();
  await page.waitForURL(/\/paths\/$/);
});

for (const width of [320, 390, 1280]) {
  test(`the page and the dialog fit ${width} pixels`, { viewport: { width, height: 800 } }, async ({ page }) => {
    await answer(page, () => ({ ...found(hit("A title of some length, as titles are")), facets: FACETS }));
    await page.goto("search?q=model");
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await axeFindings(page), []);
    await page.goto("search");
    assert.equal(await overflow(page), 0);
    await open(page);
    await page.keyboard.type("model");
    await titles(dialog(page)).first().waitFor();
    assert.equal(await overflow(page), 0);
  });
}
