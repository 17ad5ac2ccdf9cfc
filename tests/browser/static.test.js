// `almanac build` writes the same pages as files, which any web server can serve, below a path too: one that `base_url`
// names, or one that nobody named.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, fixtureCopy, temporaryFolder } from "./support/almanac.js";
import { awake, siteTests } from "./support/browser.js";
import { serveFiles } from "./support/files.js";

const PREFIX = "/some/sub/";

/** Builds the fixture with a line of its own in `almanac.toml`, and serves it. */
async function start(line) {
  const [copy, out] = await Promise.all([fixtureCopy(), temporaryFolder()]);
  const config = join(copy.folder, "almanac.toml");
  await writeFile(config, line + (await readFile(config, "utf8")));
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

/** Asks that nothing the page asks for is answered by sending it on. */
function refuseRedirects(page) {
  page.on("response", (response) => {
    assert.ok(response.status() < 300 || response.status() > 399, `${response.url()} is sent on`);
  });
}

for (const [where, line] of [
  ["base_url", `base_url = "https://example.org${PREFIX}"\n`],
  ["no base_url", ""],
]) {
  const siteTest = siteTests(() => start(line));
  const test = (name, options, body) => siteTest(`${where}: ${name}`, options, body);

  test("a path is read to its end, and gone on with", {}, async ({ page, site }) => {
    refuseRedirects(page);
    await page.goto("paths/large-and-small/");
    await page.getByRole("link", { name: "Begin →" }).click();
    await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
    await awake(page);
    await page.goto("./");
    await page.locator("[data-continue-link]").click();
    for (const title of ["Honey bee", "Bumblebee"]) {
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await awake(page);
      await page.getByRole("button", { name: /^Done/ }).click();
    }
    await page.getByText("You have read all 2 steps.").waitFor();
    assert.ok(page.url().startsWith(site.root));
    // What was read is known on pages at any depth, and its titles lead to their pages.
    await page.goto("progress/");
    await page.locator("[data-list] a", { hasText: "Honey bee" }).click();
    await page.waitForURL(`${site.root}entries/honey-bee/`);
    await page.locator("[data-undo]").waitFor();
    const keys = await page.evaluate(() => Object.keys(localStorage));
    assert.deepEqual(new Set(keys.map((key) => key.split(":")[1])), new Set([PREFIX]));
  });

  test("every link on every page leads somewhere, and at once", {}, async ({ page, site }) => {
    refuseRedirects(page);
    const waiting = [site.root];
    const seen = new Set(waiting);
    while (waiting.length > 0) {
      const address = waiting.pop();
      const response = await page.goto(address);
      assert.equal(response.status(), 200, address);
      const links = await page.evaluate(() =>
        [...document.querySelectorAll("a[href], area[href], link[href]")].map((link) => link.href),
      );
      for (const link of links.map((href) => href.split("#")[0])) {
        const isOurs = link.startsWith(site.root);
        assert.ok(isOurs || !link.startsWith(new URL(site.root).origin), `${address} leads to ${link}`);
        if (!isOurs || seen.has(link)) continue;
        seen.add(link);
        const isPage = link.endsWith("/");
        if (isPage) waiting.push(link);
        else assert.equal((await page.request.get(link, { maxRedirects: 0 })).status(), 200, link);
      }
    }
    assert.ok(seen.size > 15, `${seen.size} pages`);
  });

  test("search finds, from a page at any depth and on its own page", {}, async ({ page, site }) => {
    refuseRedirects(page);
    for (const from of ["./", "paths/large-and-small/1/"]) {
      await page.goto(from);
      await page.keyboard.press("/");
      await page.getByRole("dialog").getByRole("searchbox").fill("hive");
      await page.getByRole("dialog").getByRole("link", { name: "Hive", exact: true }).click();
      await page.waitForURL(`${site.root}entries/hive/`);
    }
    await awake(page);
    await page.keyboard.press("/");
    await page.getByRole("dialog").getByRole("searchbox").fill("nothing-of-this-name");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.root}search/?q=nothing-of-this-name`);
    await page.goto("search/?q=hive");
    await page.locator(".found").getByRole("link", { name: "Hive", exact: true }).click();
    await page.waitForURL(`${site.root}entries/hive/`);
  });

  test("a link shows what it leads to", {}, async ({ page }) => {
    refuseRedirects(page);
    await page.goto("entries/honey-bee/");
    await page.locator(".prose a[href$='entries/hive/']").first().focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await page.locator("#preview .name", { hasText: "Hive" }).waitFor();
  });

  test("a former name leads on with the section and the query that were asked for", {}, async ({ page, site }) => {
    await page.goto("entries/worker-bee/?from=here#sources");
    await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
    assert.equal(page.url(), `${site.root}entries/honey-bee/?from=here#sources`);
  });

  test("without scripts a former name leads on too", { javaScriptEnabled: false }, async ({ page, site }) => {
    await page.goto("entries/worker-bee/");
    await page.waitForURL(/honey-bee/);
    assert.equal(page.url(), `${site.root}entries/honey-bee/`);
  });

  test("the address of a source without a page leads on to where it is shown", {}, async ({ page, site }) => {
    await page.goto("sources/bee-hives");
    await page.waitForURL(/entries\/hive\/#/);
    const note = new URL(page.url()).hash.slice(1);
    await page.locator(`[id="${note}"]`, { hasText: "On hives" }).waitFor();
    assert.ok(page.url().startsWith(site.root));
  });

  test("what is not there is said at any depth, with ways on", {}, async ({ page, site }) => {
    for (const address of ["no-such", "sources/no-such-source", "entries/a/b/c/d/e/f/g/h/", "a//b"]) {
      const response = await page.goto(address);
      assert.equal(response.status(), 404);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const styled = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
      assert.match(styled, /Almanac/, address);
      const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.href));
      assert.ok(links.length > 2);
      for (const link of links) assert.ok(link.startsWith(site.root), `${address} leads to ${link}`);
      assert.ok(links.includes(`${site.root}entries/`), links.join(" "));
      // The way to the text stays on this page.
      assert.ok(
        links.some((link) => link === `${page.url()}#main:`),
        links.join(" "),
      );
      await page.keyboard.press("/");
      await page.getByRole("dialog").getByRole("searchbox").fill("hive");
      await page.getByRole("dialog").getByRole("link", { name: "Hive", exact: true }).click();
      await page.waitForURL(`${site.root}entries/hive/`);
    }
  });

  if (line !== "") {
    test("without scripts the address of a source without a page names the list", { javaScriptEnabled: false }, async ({
      page,
      site,
    }) => {
      await page.goto("sources/bee-hives");
      const links = await page.evaluate(() => [...document.querySelectorAll("main a[href]")].map((link) => link.href));
      assert.ok(links.includes(`${site.root}sources/`), links.join(" "));
    });
  }
}
