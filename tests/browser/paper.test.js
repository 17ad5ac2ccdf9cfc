// What is copied, printed and looked at closely: marks and formulas as text, code with a button, pages on paper, points of
// figures, notes that are cited again, the colours that a device forces.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests, tabTo } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const WIDE = { viewport: { width: 1440, height: 900 } };

const TEXT = `---
title: Works
kind: concept
level: introductory
summary: A works.
topics: [insects]
facts:
  weight: [{ value: 33, as_of: 2026-01, sources: [work-one, work-two] }]
sources:
  - { key: work-one, url: "https://example.org/one", title: "The first work", accessed_date: 2026-11-20 }
  - { key: work-two, url: "https://example.org/two", title: "The second work", accessed_date: 2026-11-20 }
---
It employs 450[@work-one] and grew by 3[@work-one; see @work-two, p. 4].[^more] [@work-two]

## Section 1

Let $x^2+y_1$ be.[@work-one]

$$\\frac{a}{b}$$

$$${Array.from({ length: 80 }, (_, index) => `z_{${index}}`).join("+")}$$

\`\`\`toml
# the first line
name = "${"very-long-".repeat(12)}end" # here
size = 12
\`\`\`

| ${Array.from({ length: 14 }, (_, index) => `column${index}`).join(" | ")} |
|${"---|".repeat(14)}
| ${Array.from({ length: 14 }, (_, index) => `value${index}`).join(" | ")} |

\`\`\`figure
type: bar
title: Weights
property: weight
entries: [works, honey-bee]
\`\`\`

[^more]: More.
`;

async function serveWorks() {
  const { folder, remove } = await fixtureCopy();
  const settings = await readFile(join(folder, "almanac.toml"), "utf8");
  await writeFile(
    join(folder, "almanac.toml"),
    settings.replace('kinds = ["animal"]', 'kinds = ["animal", "concept"]'),
  );
  await writeFile(join(folder, "entries/works.md"), TEXT);
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveWorks);

/** What the clipboard has once an element is selected and copied. */
async function copied(page, selector) {
  await page
    .locator(selector)
    .first()
    .evaluate((element) => getSelection().selectAllChildren(element));
  await page.keyboard.press("ControlOrMeta+c");
  return page.evaluate(() => navigator.clipboard.readText());
}

const CLIPBOARD = { ...WIDE, permissions: ["clipboard-read", "clipboard-write"] };

test("marks, headings and formulas are copied as text that can be told apart", CLIPBOARD, async ({ page }) => {
  await page.goto("entries/works");
  const lines = async (selector) => (await copied(page, selector)).split("\n").map((line) => line.trim());
  const [first] = await lines(".prose > p");
  assert.equal(first, "It employs 450[1] and grew by 3[1, see 2, p. 4].[a] [2]");
  assert.deepEqual(await lines(".prose h2"), ["Section 1"]);
  assert.deepEqual(await lines(".prose h2 + p"), ["Let", "x^2+y_1", "be.[1]"]);
  assert.match(await copied(page, ".infobox td"), /^33 milligrams\s*\[1, 2\]/);
});

test("without JavaScript the same is selected", { ...WIDE, javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("entries/works");
  const text = await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector(".prose"));
    return getSelection().toString();
  });
  assert.match(text, /It employs 450\[1\] and grew by 3\[1, see 2, p\. 4\]/);
  assert.match(text, /^Section 1$/m);
  assert.match(text, /^\\frac\{a\}\{b\}$/m);
});

test("code is copied by a button, with the keyboard, and it is said", CLIPBOARD, async ({ page }) => {
  await page.goto("entries/works");
  const button = page.getByRole("button", { name: "Copy" });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Copied").waitFor({ state: "attached" });
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^# the first line\nname = "very-long-.*end" # here\nsize = 12\n$/);
  assert.deepEqual(await axeFindings(page), []);
});

test("where there is no clipboard, code is selected and copied the old way", WIDE, async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto("entries/works");
  await page.getByRole("button", { name: "Copy" }).click();
  await page.waitForFunction(() => getSelection().toString().startsWith("# the first line"));
});

test("wide code takes the margin, and on a telephone it scrolls by itself", WIDE, async ({ page }) => {
  await page.goto("entries/works");
  const block = page.locator(".prose .code pre");
  await block.waitFor();
  const wider = await page.evaluate(() => {
    const width = (selector) => document.querySelector(selector).getBoundingClientRect().width;
    return width(".prose .code") - width(".prose > p");
  });
  assert.ok(wider > 100, `wider by ${wider} pixels`);
  assert.equal(await overflow(page), 0);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.equal(await overflow(page), 0);
  assert.ok(await block.evaluate((element) => element.scrollWidth > element.clientWidth));
});

test("TOML is highlighted", {}, async ({ page }) => {
  await page.goto("entries/works");
  const texts = (selector) => page.locator(`.language-toml ${selector}`).allInnerTexts();
  assert.deepEqual(
    (await texts(".c-name")).map((text) => text.trim()),
    ["name", "size"],
  );
  assert.deepEqual(await texts(".c-constant"), ["12"]);
  assert.equal((await texts(".c-comment")).length, 2);
});

test("a note that is cited again is shown beside its line, by pointer and by keyboard", WIDE, async ({ page }) => {
  await page.goto("entries/works");
  const again = page.locator('.cite a[id="ref:1.2"]');
  const panel = page.getByRole("tooltip");
  await again.hover();
  await panel.getByText("The first work").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await tabTo(page, again);
  await panel.getByText("The first work").waitFor();
  assert.equal(await again.getAttribute("aria-describedby"), "preview");
  assert.deepEqual(await axeFindings(page), []);
});

test("a note that stands beside its line is not shown twice", WIDE, async ({ page }) => {
  await page.goto("entries/works");
  await page.locator('.cite a[id="ref:1.1"]').hover();
  await page.locator('.cite a[id="ref:1.2"]').hover();
  await page.getByRole("tooltip").getByText("The first work").waitFor();
  assert.equal(await page.locator("#preview").count(), 1);
});

test("on a wide screen without a pointer a tap puts the note beside its line", {
  ...WIDE,
  hasTouch: true,
}, async ({ page }) => {
  await page.goto("entries/works");
  await page.locator('.cite a[id="ref:1.2"]').tap();
  await page.locator('.aside.is-open[data-note="1"]').waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

test(
  "a point of a figure says its name, value, date and sources, by pointer and by keyboard",
  WIDE,
  async ({ page }) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto("entries/works");
    const point = page.locator(".figure svg.wide a").first();
    const panel = page.getByRole("tooltip");
    const isSaid = async () => {
      await panel.getByText(/^Works: 33 \(January 2026\)$/).waitFor();
      await panel.getByText("The first work · The second work").waitFor();
    };
    await point.hover();
    await isSaid();
    await page.keyboard.press("Escape");
    await tabTo(page, point);
    await isSaid();
    assert.deepEqual(
      asked.filter((address) => address.includes("object")),
      [],
    );
  },
);

test("a tap on a point says what it is, and the next one follows it", {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
}, async ({ page }) => {
  await page.goto("entries/works");
  const point = page.locator(".figure svg.narrow a").first();
  await point.tap();
  await page
    .getByRole("tooltip")
    .getByText(/^Works: 33 /)
    .waitFor();
  const before = page.url();
  await point.tap();
  await page.waitForURL((url) => url.href !== before);
});

/** How many pages a PDF has. */
const pages = (pdf) => (pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length;

test("nothing is cut off on paper, and each page says what it is, where from, and its number", {}, async ({ page }) => {
  await page.goto("entries/works");
  await page.emulateMedia({ media: "print" });
  // As wide as the text of a page of A4.
  await page.setViewportSize({ width: 627, height: 900 });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await overflow(page), 0);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll("pre, .table, math")]
      .filter((element) => {
        const { right } = element.getBoundingClientRect();
        const inner = Math.max(...[...element.querySelectorAll("*")].map((it) => it.getBoundingClientRect().right));
        return element.scrollWidth > element.clientWidth + 1 && Math.max(right, inner) > innerWidth;
      })
      .map(({ localName }) => localName),
  );
  assert.deepEqual(cut, []);
  const said = await page.evaluate(() => {
    const styles = getComputedStyle(document.documentElement);
    return [styles.getPropertyValue("--printed-title"), styles.getPropertyValue("--printed-from")];
  });
  assert.match(said[0], /^"Works · Bees, briefly"$/);
  assert.match(said[1], /^"http.*\/entries\/works · .* 20\d\d"$/);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  assert.ok(pages(pdf) >= 2);
});

test("without JavaScript paper says what it is", { javaScriptEnabled: false }, async ({ page }) => {
  await page.goto("entries/works");
  await page.emulateMedia({ media: "print" });
  const isShown = await page.locator("head title").evaluate((title) => title.getBoundingClientRect().height > 0);
  assert.ok(isShown);
});

test("labels of figures have the device's colours where it forces them, whatever was chosen", {
  forcedColors: "active",
  colorScheme: "light",
}, async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("almanac:colours", "dark"));
  await page.goto("entries/works");
  const colours = await page.evaluate(() => {
    const probe = document.createElement("p");
    probe.style.color = "CanvasText";
    document.body.append(probe);
    const fills = [...document.querySelectorAll(".figure svg text")].map((text) => getComputedStyle(text).fill);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return { fills: [...new Set(fills)], wanted };
  });
  assert.deepEqual(colours.fills, [colours.wanted]);
});
