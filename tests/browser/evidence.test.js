// Evidence: the words of a source beside the sentence that they support, and who confirmed what.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const PAGE = `---
id: dance1
title: The waggle dance
kind: animal
level: introductory
summary: How a bee tells where the flowers are.
topics: [insects]
checked: { on: 2026-11-20, by: "Ada L." }
facts:
  weight: { value: 99, as_of: 2026-01, sources: ['[@dance-book, p. 9, "weigh some 99 milligrams each"]'], checked: { on: 2026-11-02, by: Bob } }
sources:
  - { key: dance-book, url: "https://example.org/dance", archived_url: "https://archive.example/dance", title: "The dances", accessed_date: 2026-11-20, language: fr }
  - { key: dance-paper, url: "https://example.org/paper.pdf", title: "A paper", accessed_date: 2026-11-20 }
---
A bee dances for the others of the [[hive]].[@dance-book, p. 3, "l'abeille danse pour ses sœurs, dit-on"]

They follow her.[@dance-paper, fig. 2, "the others follow her, step by step"]
`;

const ADDRESS = "entries/waggle-dance";
const WORDS = "l'abeille danse pour ses sœurs, dit-on";
const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 320, height: 720 } };

const test = siteTests(async () => {
  const copy = await fixtureCopy();
  await writeFile(join(copy.folder, "entries/waggle-dance.md"), PAGE);
  const site = await serve(copy.folder);
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
});

const inMargin = (page) => page.locator(".prose .aside .passage", { hasText: WORDS });
const atFoot = (page) => page.locator(".notes .passage, .notes li", { hasText: WORDS }).first();

test("a passage stands in the margin beside its line, letter by letter", WIDE, async ({ page }) => {
  await page.goto(ADDRESS);
  const passage = inMargin(page);
  assert.ok(await passage.isVisible());
  assert.equal(await passage.locator("i").innerText(), WORDS);
  assert.equal(await passage.locator("i").getAttribute("lang"), "fr");
  const [line, beside] = [await page.getByText("A bee dances").boundingBox(), await passage.boundingBox()];
  assert.ok(beside.x > line.x + line.width, "it stands beside the text");
  assert.ok(Math.abs(beside.y - line.y) < 120, "it stands near its line");
});

test("on a phone a passage is opened in its place by its mark", PHONE, async ({ page }) => {
  await page.goto(ADDRESS);
  assert.equal(await inMargin(page).isVisible(), false);
  await page.locator(".prose a[href='#note:1']").first().click();
  await inMargin(page).waitFor();
  assert.equal(await overflow(page), 0);
});

test("a passage leads to its words on the web, and in the archived copy", PHONE, async ({ page }) => {
  await page.goto(ADDRESS);
  const links = page.locator(".notes a[href*=':~:text=']");
  const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
  const fragment = "#:~:text=l%27abeille%20danse%20pour%20ses%20s%C5%93urs%2C%20dit%2Don";
  assert.ok(addresses.includes(`https://example.org/dance${fragment}`), addresses.join(" "));
  assert.ok(addresses.includes(`https://archive.example/dance${fragment}`), addresses.join(" "));
  assert.ok(!addresses.some((address) => address.includes("paper.pdf")));
});

test("without scripts a mark leads to the note at the foot, which has the passage", {
  ...PHONE,
  javaScriptEnabled: false,
}, async ({ page }) => {
  await page.goto(ADDRESS);
  await page.locator(".prose a[href='#note:1']").first().click();
  await page.waitForURL("**#note:1");
  assert.ok(await atFoot(page).isVisible());
});

test("a passage, its place and the day of reading are printed", WIDE, async ({ page }) => {
  await page.goto(ADDRESS);
  await page.emulateMedia({ media: "print" });
  assert.ok(await atFoot(page).isVisible());
  const note = page.locator("[id='note:1']");
  assert.match(await note.innerText(), /20 November 2026/);
});

test("who confirmed a page and a value stands with the day, in words", WIDE, async ({ page }) => {
  await page.goto(ADDRESS);
  const text = await page.locator("article").innerText();
  assert.match(text, /checked 20 Nov 2026, Ada L\./i);
  assert.match(text, /checked 2 Nov 2026, Bob/i);
  assert.doesNotMatch(text, /verified|✓/i);
});

for (const [size, options] of Object.entries({ wide: WIDE, phone: PHONE })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`evidence can be read by all, ${size} and ${colorScheme}`, { ...options, colorScheme }, async ({ page }) => {
      await page.goto(ADDRESS);
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await axeFindings(page), []);
    });
  }
}
