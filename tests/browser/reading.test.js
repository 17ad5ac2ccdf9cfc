// A reader begins the path that ships, reads every step and finishes.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { siteTests, stepTitles, tabTo } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const PATH = "paths/open-vs-closed-ai";
const STEPS = [
  "Open Weights Progress",
  "Hugging Face",
  "Mistral AI",
  "DeepSeek V4",
  "OpenAI",
  "Anthropic",
  "Google DeepMind",
];

const test = siteTests(() => serve());

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });
const done = (page) => page.getByRole("button", { name: /^Done/ });
const atEnd = (page) => page.waitForURL((url) => url.pathname.endsWith(`/${PATH}/end`));

async function readAll(page) {
  await page.goto(PATH);
  await page.getByRole("link", { name: "Begin →" }).click();
  for (const [index, title] of STEPS.entries()) {
    await page.waitForURL((url) => url.pathname.endsWith(`/${PATH}/${index + 1}`));
    await heading(page, title).waitFor();
    await done(page).click();
  }
  await atEnd(page);
}

test("the path's page says what it is, how long it takes and why each step comes", {}, async ({ page }) => {
  assert.deepEqual(await stepTitles(page, PATH), STEPS);
  const main = page.getByRole("main");
  await heading(page, "Open vs. closed AI: who ships weights, who guards them, and what’s at stake").waitFor();
  await main.getByText("Learning path", { exact: true }).waitFor();
  for (const fact of ["Mixed level", "7 steps"]) await main.getByText(fact, { exact: true }).waitFor();
  assert.match(await main.locator(".head .facts").innerText(), /~\d+ min/);
  for (const reason of await main.locator("ol.steps .why").allInnerTexts()) assert.ok(reason.length > 20);
  assert.equal(await main.locator("ol.steps .why").count(), STEPS.length);
});

for (const [width, height] of [
  [1280, 900],
  [1366, 768],
  [390, 844],
]) {
  const size = { viewport: { width, height } };
  test(`a path can be begun without scrolling at ${width} × ${height}`, size, async ({ page }) => {
    await page.goto(PATH);
    const { bottom } = await page
      .getByRole("link", { name: "Begin →" })
      .evaluate((link) => link.getBoundingClientRect());
    assert.ok(bottom < height, `the button ends at ${bottom}`);
  });
}

test("a step says where it stands, why it comes, and what is left", {}, async ({ page }) => {
  await page.goto(`${PATH}/3`);
  await heading(page, STEPS[2]).waitFor();
  await page.getByText("Step 3 of 7", { exact: true }).waitFor();
  assert.match(await page.locator(".bar .left").innerText(), /^\d+ min left$/);
  assert.ok((await page.locator(".head .why").innerText()).length > 20);
  assert.match(await page.locator("a[rel=prev]").innerText(), /Hugging Face/);
  assert.match(await page.locator("a[rel=next]").innerText(), /DeepSeek V4/);
});

test("begin, read all seven, the closing page; a reload keeps it all", {}, async ({ page }) => {
  await readAll(page);
  const all = page.getByText("You have read all 7 steps.");
  await all.waitFor();
  await page.reload();
  await all.waitFor();
  await page.goto(PATH);
  await page.getByRole("link", { name: "Read again" }).waitFor();
  assert.equal(await page.locator("ol.steps > li.is-read").count(), STEPS.length);
});

test("a path that was begun goes on at the first step that is not read", {}, async ({ page }) => {
  await page.goto(`${PATH}/1`);
  await done(page).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${PATH}/2`));
  await page.goto(PATH);
  await page.getByText("1 of 7 steps read").waitFor();
  await page.getByRole("link", { name: "Continue →" }).click();
  await heading(page, STEPS[1]).waitFor();
});

test("scrolling to the end of a step does not make it read", {}, async ({ page }) => {
  await page.goto(`${PATH}/1`);
  await page.keyboard.press("End");
  await page.waitForFunction(() => window.scrollY > 0);
  await page.goto(PATH);
  await page.getByRole("link", { name: "Continue →" }).waitFor();
  assert.equal(await page.locator("ol.steps > li.is-read").count(), 0);
});

test("the whole path by keyboard alone", {}, async ({ page }) => {
  await page.goto(PATH);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the text" });
  assert.ok(await skip.evaluate((link) => link === document.activeElement), "the first Tab leads to the text");
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("link", { name: "Begin →" }));
  await page.keyboard.press("Enter");
  for (const title of STEPS) {
    await heading(page, title).waitFor();
    await tabTo(page, done(page));
    const outline = await done(page).evaluate((button) => getComputedStyle(button).outlineStyle);
    assert.notEqual(outline, "none", "what has the focus can be seen");
    await page.keyboard.press("Enter");
  }
  await atEnd(page);
});

test("the arrow keys turn to the next and the previous step", {}, async ({ page }) => {
  await page.goto(`${PATH}/1`);
  await heading(page, STEPS[0]).waitFor();
  for (const title of STEPS.slice(1)) {
    await page.keyboard.press("ArrowRight");
    await heading(page, title).waitFor();
  }
  await page.keyboard.press("ArrowRight");
  await atEnd(page);
  await page.keyboard.press("ArrowLeft");
  await heading(page, STEPS.at(-1)).waitFor();
  await page.keyboard.press("ArrowLeft");
  await heading(page, STEPS.at(-2)).waitFor();
});

test("without JavaScript all seven steps can be read", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto(PATH);
  await page.getByRole("link", { name: "Begin →" }).click();
  for (const [index, title] of STEPS.entries()) {
    await heading(page, title).waitFor();
    assert.ok((await page.locator("article .prose").innerText()).length > 500, `${title} has a text`);
    assert.equal(await done(page).count(), 0, "a button that does nothing is not shown");
    if (index < STEPS.length - 1) await page.locator("a[rel=next]").click();
  }
  await page.locator("a[rel=next]").click();
  await atEnd(page);
  await page.getByRole("heading", { name: "What was covered" }).waitFor();
});

for (const width of [320, 390]) {
  test(`no step is wider than a screen of ${width} pixels`, { viewport: { width, height: 700 } }, async ({ page }) => {
    for (const [index, title] of STEPS.entries()) {
      await page.goto(`${PATH}/${index + 1}`);
      assert.equal(await overflow(page), 0, `${title} is wider, by so many pixels`);
    }
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on any step, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    for (const index of STEPS.keys()) {
      await page.goto(`${PATH}/${index + 1}`);
      assert.deepEqual(await axeFindings(page), []);
    }
  });
}

test("a step beyond the last is not there", {}, async ({ page }) => {
  const response = await page.goto(`${PATH}/8`);
  assert.equal(response.status(), 404);
});
