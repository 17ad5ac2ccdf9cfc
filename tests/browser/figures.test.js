// A reader moves what “API or your own machines?” rests on.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { siteTests, tabTo } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const PAGE = "entries/api-or-own-machines";

const test = siteTests(() => serve());

const outcome = (page) => page.locator(".figure .outcome");
const slider = (page, name) => page.getByRole("slider", { name, exact: true });
const reset = (page) => page.getByRole("button", { name: "Back to the values of the sources" });

/** What of the drawing changes with the case. */
function drawn(page) {
  return page.locator(".figure svg.wide").evaluate((svg) => {
    const part = (name, kind) => svg.querySelector(`[data-part=${name}] ${kind}`);
    const even = part("even", "circle");
    return {
      api: part("api", "polyline").getAttribute("points"),
      own: part("own", "polyline").getAttribute("points"),
      chosen: Number(part("chosen", "line").getAttribute("x1")).toFixed(1),
      even: even.parentElement.getAttribute("display") === "none" ? null : Number(even.getAttribute("cx")).toFixed(1),
      label: part("even", "text").textContent,
    };
  });
}

async function open(page) {
  await page.goto(PAGE);
  await slider(page, "Tokens a day").waitFor();
}

async function press(page, key, times) {
  for (let pressed = 0; pressed < times; pressed += 1) await page.keyboard.press(key);
}

test("without JavaScript the default case is drawn and told, and nothing is shown that does nothing", {
  javaScriptEnabled: false,
}, async ({ page }) => {
  await page.goto(PAGE);
  assert.match(
    await outcome(page).innerText(),
    /At 100 million tokens a day the API costs \$\d.*Both cost the same at \d+ million tokens a day/,
  );
  const { even, label } = await drawn(page);
  assert.notEqual(even, null);
  assert.match(label, /^same cost at \d+ million$/);
  assert.equal(await page.getByRole("slider").count(), 0);
  assert.equal(await reset(page).count(), 0);
  await page.getByText("What this rests on").click();
  const rent = page.getByRole("row", { name: /^One machine for an hour/ });
  assert.match(await rent.innerText(), /\$3\.99\s+9 November 2026/);
  await rent.getByRole("link").waitFor();
});

test("the tokens a day are moved by the keyboard, and the sentence and the drawing follow", {}, async ({ page }) => {
  await open(page);
  const [told, before] = [await outcome(page).innerText(), await drawn(page)];
  await tabTo(page, slider(page, "Tokens a day"));
  await press(page, "ArrowRight", 50);
  assert.equal(await slider(page, "Tokens a day").getAttribute("aria-valuetext"), "1 billion");
  const now = await outcome(page).innerText();
  assert.match(now, /^At 1 billion tokens a day .* 2 machines of your own .*: your own is cheaper\./);
  assert.notEqual(now, told);
  const after = await drawn(page);
  assert.ok(Number(after.chosen) > Number(before.chosen));
  assert.deepEqual({ ...after, chosen: before.chosen }, before, "the lines stay where they are");
});

test("a lower price at the API moves its line and the break-even, until there is none", {}, async ({ page }) => {
  await open(page);
  const before = await drawn(page);
  await slider(page, "Price of a million tokens at the API, sent and received").focus();
  await press(page, "ArrowLeft", 10);
  const lower = await drawn(page);
  assert.ok(Number(lower.even) > Number(before.even));
  assert.notEqual(lower.api, before.api);
  assert.equal(lower.own, before.own);
  assert.notEqual(lower.label, before.label);
  await page.keyboard.press("Home");
  assert.equal((await drawn(page)).even, null);
  assert.match(
    await outcome(page).innerText(),
    /No number of tokens makes your own cheaper: a million cost \$0\.18 .* \$0\.05 at the API\.$/,
  );
});

test("faster and dearer machines move the other line", {}, async ({ page }) => {
  await open(page);
  const before = await drawn(page);
  await slider(page, "One machine for an hour").focus();
  await page.keyboard.press("End");
  const dearer = await drawn(page);
  assert.notEqual(dearer.own, before.own);
  await slider(page, "Tokens a second on one machine").focus();
  await page.keyboard.press("End");
  assert.notEqual((await drawn(page)).own, dearer.own);
});

test("the way back leads to what the page said and drew at first", {}, async ({ page }) => {
  await open(page);
  const [told, before] = [await outcome(page).innerText(), await drawn(page)];
  await slider(page, "Tokens a day").focus();
  await page.keyboard.press("End");
  await slider(page, "One machine for an hour").focus();
  await page.keyboard.press("Home");
  assert.notEqual(await outcome(page).innerText(), told);
  await reset(page).focus();
  await page.keyboard.press("Enter");
  assert.equal(await outcome(page).innerText(), told);
  assert.deepEqual(await drawn(page), before);
  assert.equal(await slider(page, "Tokens a day").getAttribute("aria-valuetext"), "100 million");
});

test("what is told is announced, and what a slider stands at is not announced twice", {}, async ({ page }) => {
  await open(page);
  assert.equal(await outcome(page).getAttribute("aria-live"), "polite");
  for (const output of await page.locator(".moves output").all())
    assert.equal(await output.getAttribute("aria-live"), "off");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await open(page);
    assert.deepEqual(await axeFindings(page), []);
  });
}

for (const width of [320, 390]) {
  test(`nothing is wider than a screen of ${width} pixels, wherever the sliders stand`, {
    viewport: { width, height: 700 },
  }, async ({ page }) => {
    await open(page);
    for (const key of ["Home", "End"]) {
      for (const one of await page.getByRole("slider").all()) await one.press(key);
      assert.equal(await overflow(page), 0);
    }
  });
}

test("only pages with such a figure load its module", {}, async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const isLoaded = () => asked.some((url) => url.includes("/break-even."));
  await page.goto("entries/api", { waitUntil: "networkidle" });
  assert.equal(isLoaded(), false);
  await open(page);
  assert.equal(isLoaded(), true);
});
