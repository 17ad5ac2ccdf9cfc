// What programs find in pages and beside them: it must be well formed, and the browser must not object to it.

import assert from "node:assert/strict";
import { FIXTURE, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const test = siteTests(() => serve(FIXTURE));

const PAGES = [
  "",
  "paths/",
  "paths/from-bee-to-hive",
  "paths/from-bee-to-hive/1",
  "paths/from-bee-to-hive/end",
  "entries/",
  "entries/honey-bee",
  "threads/bees-in-the-news",
  "topics/",
  "sources/",
  "requested",
  "progress",
];

test("every page says what it is, and the content security policy lets it", {}, async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.violations.push(event.violatedDirective),
    );
  });
  for (const address of PAGES) {
    await page.goto(address);
    const data = await page.locator("script[type='application/ld+json']").textContent();
    assert.equal(JSON.parse(data)["@context"], "https://schema.org", address);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), [], address);
  }
});

test("feeds are well-formed Atom", {}, async ({ page }) => {
  await page.goto("threads/bees-in-the-news");
  const feeds = await page.evaluate(() => {
    const links = [...document.querySelectorAll("link[type='application/atom+xml']")];
    return Promise.all(
      links.map(async (link) => {
        const response = await fetch(link.href);
        const feed = new DOMParser().parseFromString(await response.text(), "application/xml");
        const all = (name) => [...feed.getElementsByTagNameNS("http://www.w3.org/2005/Atom", name)];
        return {
          type: response.headers.get("content-type"),
          root: feed.documentElement.localName,
          ids: all("id").map((id) => id.textContent),
          dated: all("updated").length,
        };
      }),
    );
  });
  assert.equal(feeds.length, 2);
  for (const { type, root, ids, dated } of feeds) {
    assert.equal(type, "application/atom+xml; charset=utf-8");
    assert.equal(root, "feed");
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(dated, ids.length);
  }
  assert.ok(feeds[0].ids.length > 1, "the thread's own feed comes first, and has its events");
});

test("the manifest and its icons are there", {}, async ({ page }) => {
  await page.goto("");
  const sizes = await page.evaluate(async () => {
    const manifest = await (await fetch(document.querySelector("link[rel='manifest']").href)).json();
    const touch = document.querySelector("link[rel='apple-touch-icon']").href;
    const load = async (src) => {
      const icon = new Image();
      icon.src = src;
      await icon.decode();
      return icon.naturalWidth;
    };
    const pngs = manifest.icons.filter((icon) => icon.type === "image/png");
    return Promise.all([touch, ...pngs.map((icon) => icon.src)].map(load));
  });
  assert.deepEqual(sizes, [180, 192, 512, 512]);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a page says how it is cited, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, {
    javaScriptEnabled,
    viewport: { width: 320, height: 640 },
  }, async ({ page }) => {
    for (const address of ["entries/honey-bee", "threads/bees-in-the-news", "paths/from-bee-to-hive"]) {
      await page.goto(address);
      const bibtex = page.getByText("@misc{");
      assert.equal(await bibtex.isVisible(), false);
      await page.getByText("Cite this page").click();
      assert.equal(await bibtex.isVisible(), true);
      assert.equal(await overflow(page), 0);
    }
  });
}

test("the citation can be read by everyone", {}, async ({ page }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.goto("entries/honey-bee");
    assert.deepEqual(await axeFindings(page), []);
  }
});
