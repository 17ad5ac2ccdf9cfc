// Search: on the page without JavaScript, in the dialog, and on a site made of files.

import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, serve, temporaryFolder } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { serveFiles } from "./support/files.js";
import { axeFindings, overflow } from "./support/measure.js";

const ALMANAC = fileURLToPath(new URL("../../almanacs/ai", import.meta.url));

/** The almanac that ships as files. */
async function files() {
  const out = await temporaryFolder();
  const folder = join(out.folder, "site");
  await build(ALMANAC, folder);
  const server = await serveFiles(folder, "/");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await out.remove();
  };
  return { root: `http://127.0.0.1:${server.address().port}/`, stop };
}

const dialog = (page) => page.getByRole("dialog", { name: "Search" });
const field = (place) => place.getByRole("searchbox", { name: "Search" });
/** The titles: below them may be links to other places of the same page. */
const results = (place) => place.getByRole("list").locator("a.title");

/** The dialog, by keys and by the pointer. */
function testDialog(test) {
  test("slash opens the dialog, Enter opens what is found first", {}, async ({ page }) => {
    await page.goto("");
    await page.keyboard.press("/");
    await page.keyboard.type("deepseek v4");
    assert.equal(await field(dialog(page)).inputValue(), "deepseek v4");
    // Until then it shows what was found for the letters so far.
    const meant = page.getByRole("link", { name: "DeepSeek V4", exact: true });
    await results(dialog(page)).first().and(meant).waitFor();
    assert.equal(await results(dialog(page)).first().innerText(), "DeepSeek V4");
    assert.deepEqual(await axeFindings(page), []);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => /\/entries\/deepseek-v4\/?$/.test(url.pathname));
  });

  test("arrows go through what is found; Escape closes and gives the focus back", {}, async ({ page }) => {
    await page.goto("paths/open-vs-closed-ai/2");
    const opener = page.getByRole("link", { name: "Search" });
    await opener.click();
    await field(dialog(page)).fill("licence");
    await results(dialog(page)).nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.ok(
      await results(dialog(page))
        .nth(1)
        .evaluate((link) => link === document.activeElement),
    );
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    assert.ok(await opener.evaluate((link) => link === document.activeElement));
  });

  test("Ctrl-K opens the dialog, and a slash that is typed stays one", {}, async ({ page }) => {
    await page.goto("");
    const own = page.getByRole("main").getByRole("searchbox", { name: "Search" });
    await own.fill("a");
    await own.press("/");
    assert.equal(await own.inputValue(), "a/");
    assert.equal(await dialog(page).count(), 0);
    await page.keyboard.press("Control+k");
    await dialog(page).waitFor();
  });
}

/** The page of results. */
function testResults(test) {
  test("numbers are exact and marks are shown", {}, async ({ page }) => {
    await page.goto("search?q=GPT-2");
    const main = page.getByRole("main");
    await results(main).first().waitFor();
    // A hyphen may be left out.
    for (const words of await main.locator("mark").allInnerTexts()) assert.match(words, /GPT-?2/i);
    assert.equal(await overflow(page), 0);
    await page.goto("search?q=GPT-999");
    await main.getByText("0 pages found").waitFor();
  });

  test("a fact that is asked for stands above the results, with its source", {}, async ({ page }) => {
    for (const query of ["mistral founded", "when was hugging face founded"]) {
      await page.goto(`search?q=${query}`);
      const answer = page.getByRole("main").locator(".answer");
      await answer.waitFor();
      assert.match(await answer.locator(".about").innerText(), /Founded/);
      assert.match(await answer.locator(".value").first().innerText(), /20(16|23)/);
      assert.ok((await answer.locator(".facts a").count()) > 0);
    }
  });

  test("where nothing is found, pages with near names are offered", {}, async ({ page }) => {
    await page.goto("search?q=nthropic");
    const main = page.getByRole("main");
    await main.getByText("0 pages found").waitFor();
    await main.getByRole("link", { name: "Anthropic", exact: true }).click();
    await page.waitForURL((url) => /\/entries\/anthropic\/?$/.test(url.pathname));
  });
}

const searches = [siteTests(() => serve()), siteTests(files)];
for (const test of searches) {
  testDialog(test);
  testResults(test);
}

const served = siteTests(() => serve());

served("without JavaScript the page finds what is asked for", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("");
  await page.getByRole("main").getByRole("searchbox", { name: "Search" }).fill("ASML");
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await results(page.getByRole("main")).getByText("Mistral AI").waitFor();
  await page.getByText("1 page found").waitFor();
});
