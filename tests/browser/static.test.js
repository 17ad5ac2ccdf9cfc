// `almanac build` writes the same pages as files, which any web server can serve, under a path too.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, fixtureCopy, temporaryFolder } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { serveFiles } from "./support/files.js";

const PREFIX = "/library/bees/";

async function start() {
  const [copy, out] = await Promise.all([fixtureCopy(), temporaryFolder()]);
  const config = join(copy.folder, "almanac.toml");
  const text = await readFile(config, "utf8");
  await writeFile(config, `base_url = "https://example.org${PREFIX}"\n${text}`);
  const bee = join(copy.folder, "entries/honey-bee.md");
  await writeFile(bee, (await readFile(bee, "utf8")).replace("aliases: [", "aliases: [worker-bee, "));
  const folder = join(out.folder, "site");
  await build(copy.folder, folder);
  const server = await serveFiles(folder, PREFIX);
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await Promise.all([copy.remove(), out.remove()]);
  };
  return { root: `http://127.0.0.1:${server.address().port}${PREFIX}`, stop };
}

const test = siteTests(start);

test("a path is read to its end from files", {}, async ({ page, site }) => {
  await page.goto("paths/large-and-small");
  await page.getByRole("link", { name: "Begin →" }).click();
  for (const title of ["Honey bee", "Bumblebee"]) {
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("button", { name: /^Done/ }).click();
  }
  await page.getByText("You have read all 2 steps.").waitFor();
  assert.ok(page.url().startsWith(site.root));
});

test("every link on every page leads somewhere", {}, async ({ page, site }) => {
  const waiting = [site.root];
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const address = waiting.pop();
    const response = await page.goto(address);
    assert.equal(response.status(), 200, address);
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.href));
    for (const link of links.map((href) => href.split("#")[0])) {
      const isOurs = link.startsWith(new URL(site.root).origin);
      if (isOurs && !seen.has(link)) {
        seen.add(link);
        waiting.push(link);
      }
    }
  }
  assert.ok(seen.size > 15, `${seen.size} pages`);
});

test("a former name leads on with the section and the query that were asked for", {}, async ({ page, site }) => {
  await page.goto("entries/worker-bee/?from=here#sources");
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
  assert.equal(page.url(), `${site.root}entries/honey-bee?from=here#sources`);
});

test("without scripts a former name leads on too", { javaScriptEnabled: false }, async ({ page, site }) => {
  await page.goto("entries/worker-bee/");
  await page.waitForURL(/honey-bee/);
  assert.ok(page.url().startsWith(`${site.root}entries/honey-bee`));
});

test("the address of a source without a page leads on to where it is shown", {}, async ({ page, site }) => {
  await page.goto("sources/bee-hives");
  await page.waitForURL(/entries\/hive\/?#/);
  const note = new URL(page.url()).hash.slice(1);
  await page.locator(`[id="${note}"]`, { hasText: "On hives" }).waitFor();
  assert.ok(page.url().startsWith(site.root));
});

test("what is not there is said, with ways on", {}, async ({ page }) => {
  const response = await page.goto("sources/no-such-source");
  assert.equal(response.status(), 404);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.ok((await page.getByRole("link").count()) > 2);
});

test("without scripts the address of a source without a page names the list", { javaScriptEnabled: false }, async ({
  page,
  site,
}) => {
  await page.goto("sources/bee-hives");
  const links = await page.evaluate(() => [...document.querySelectorAll("main a[href]")].map((link) => link.href));
  assert.ok(links.includes(`${site.root}sources/`), links.join(" "));
});
