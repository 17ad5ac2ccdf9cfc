// An almanac with a theme, files and a template of its own is as accessible as any, and as strict.

import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const FONT = fileURLToPath(new URL("../../crates/almanac-render/assets/vendor/fonts/sans.woff2", import.meta.url));

const THEME = `
[theme]
accent = "#0b3d91"
second = "#5b2a86"
text-font = "Bee Text"
interface-font = "Bee Text"
logo = "static/logo.svg"
footer = "Kept by the *beekeepers*. [About them](/about/)."

[[theme.fonts]]
family = "Bee Text"
file = "static/fonts/bee text.woff2"
weight = "400 600"
`;

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M20 2 36 11v18L20 38 4 29V11Z" fill="#c98a00"/><path d="M56 2 72 11v18L56 38 40 29V11Z" fill="#0b3d91"/></svg>`;

const ENTRIES = `{% extends "built-in/entries.html" %}
{% block head %}<link rel="stylesheet" href="{{ frame.base }}ours.css">{% endblock %}
{% block main %}<p class="ours">All that we know of bees</p>{{ super() }}{% endblock %}
`;

let template;

async function serveThemed() {
  const { folder, remove } = await fixtureCopy();
  const config = join(folder, "almanac.toml");
  await writeFile(config, (await readFile(config, "utf8")) + THEME);
  await mkdir(join(folder, "static/fonts"), { recursive: true });
  await mkdir(join(folder, "static/about"));
  await mkdir(join(folder, "templates"));
  template = join(folder, "templates/entries.html");
  await Promise.all([
    copyFile(FONT, join(folder, "static/fonts/bee text.woff2")),
    writeFile(join(folder, "static/logo.svg"), LOGO),
    writeFile(join(folder, "static/ours.css"), ".ours { letter-spacing: 3px }"),
    writeFile(join(folder, "static/about/index.html"), "<!doctype html><title>About us</title><h1>About us</h1>"),
    writeFile(template, ENTRIES),
  ]);
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveThemed, { atDesk: true });

for (const colorScheme of ["light", "dark"]) {
  for (const address of ["", "entries/", "entries/honey-bee", "paths/from-bee-to-hive", "paths/from-bee-to-hive/1"]) {
    test(`axe finds nothing on /${address}, ${colorScheme}`, { colorScheme }, async ({ page }) => {
      await page.goto(address);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
}

test("links, text and logo are the theme's", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  const link = page.locator("main a[href^='/entries/']").first();
  const colour = () => link.evaluate((element) => getComputedStyle(element).textDecorationColor);
  assert.equal(await colour(), "rgb(11, 61, 145)");
  assert.equal(
    await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check("16px 'Bee Text'"))),
    true,
  );
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
  assert.ok(loaded.some((name) => name.endsWith("/fonts/bee%20text.woff2")));
  assert.ok(!loaded.some((name) => /\/assets\/(serif|sans)/.test(name)), "the built-in fonts are not asked for");
  const logo = page.getByRole("link", { name: "Bees, briefly" }).getByRole("img");
  assert.equal(await logo.evaluate((image) => image.complete && image.naturalWidth > 0), true);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await colour(), "rgb(11, 61, 145)");
  await page.getByRole("link", { name: "About them" }).click();
  await page.getByRole("heading", { name: "About us" }).waitFor();
});

test("on a narrow screen nothing runs over with a logo", { viewport: { width: 320, height: 700 } }, async ({
  page,
}) => {
  await page.goto("entries/");
  assert.equal(await overflow(page), 0);
});

test("a template of the almanac's own is used, and its fault leaves the page with a banner", {}, async ({ page }) => {
  await page.goto("entries/");
  const ours = page.getByText("All that we know of bees");
  assert.equal(await ours.evaluate((element) => getComputedStyle(element).letterSpacing), "3px");
  await writeFile(template, ENTRIES.replace("super()", "supper()"));
  const banner = page.getByRole("complementary", { name: "For the editor" });
  await banner.waitFor();
  await banner.getByText(/The compiler found 1 error/).click();
  await banner.getByText("templates/entries.html:3", { exact: false }).waitFor();
  assert.equal(await ours.count(), 0);
  await page.getByRole("heading", { level: 1, name: "Entries" }).waitFor();
  await writeFile(template, ENTRIES);
  await ours.waitFor();
  assert.equal(await banner.count(), 0);
});
