// Content in several languages: each in its own script and direction, and a way from one to the other.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, run, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";
import { testEveryPage } from "./support/every.js";

const ARABIC = {
  "Honey bee": "نحلة العسل",
  "A bee that lives in large colonies and keeps honey for the winter.":
    "نحلة تعيش في مستعمرات كبيرة وتخزن العسل للشتاء.",
  "A worker weighs": "تزن الشغالة",
  " milligrams.[": " ملغم.[",
  "She lives in a [[hive]] with thousands of her sisters.": "تعيش في [[hive]] مع آلاف من أخواتها.",
  "## What she gathers": "## ما تجمعه",
  "| | nectar | pollen |": "| | رحيق | لقاح |",
  "| becomes | honey | bread for the young |": "| يصبح | عسلا | خبزا للصغار |",
  "The table is from a book.": "الجدول من كتاب.",
  "What happens in bad years is told in [[bees-in-the-news|a thread of its own]].":
    "ويُروى ما يحدث في السنوات السيئة في [[bees-in-the-news|سلسلة خاصة]].",
  "About how much does a worker weigh?": "كم تزن الشغالة تقريبا؟",
};

const HEBREW = {
  "Honey bee": "דבורת הדבש",
  "A worker weighs": "פועלת שוקלת",
  "She lives in a [[hive]] with thousands of her sisters.": "היא חיה ב[[hive]] עם אלפי אחיותיה.",
  "## What she gathers": "## מה היא אוספת",
};

const WALK = {
  "From the bee to the hive": "من النحلة إلى الخلية",
  "First her who lives there.": "أولا التي تعيش هناك.",
  "Then her home, which she makes as you have just read.": "ثم بيتها الذي تصنعه كما قرأت.",
  "At last what has become of both.": "وأخيرا ما آل إليه أمرهما.",
  "A short walk from one animal to the place where forty thousand live.":
    "نزهة قصيرة من حيوان واحد إلى حيث تعيش أربعون ألفا.",
  "# Closing {#closing}": "# خاتمة {#closing}",
  "You know now who lives there.": "تعرف الآن من يعيش هناك.",
};

/** Makes a translation as its translator would: begins it with the program, then writes it anew. */
async function translate(folder, name, language, file, words) {
  await run("new", "translation", name, language, "--dir", folder);
  let text = await readFile(join(folder, file), "utf8");
  for (const [original, translated] of Object.entries(words)) {
    assert.ok(text.includes(original), original);
    text = text.replace(original, translated);
  }
  await writeFile(join(folder, file), text);
}

async function start() {
  const { folder, remove } = await fixtureCopy();
  await translate(folder, "honey-bee", "ar", "entries/honey-bee.ar.md", ARABIC);
  await translate(folder, "honey-bee", "he", "entries/honey-bee.he.md", HEBREW);
  await translate(folder, "path:from-bee-to-hive", "ar", "paths/from-bee-to-hive.ar.md", WALK);
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { root: site.root, stop };
}

const PAGES = {
  "an entry in Arabic": "ar/entries/honey-bee",
  "an entry in Hebrew, in which the interface is not": "he/entries/honey-bee",
  "an entry with translations": "entries/honey-bee",
  "a path in Arabic": "ar/paths/from-bee-to-hive",
  "a step in Arabic": "ar/paths/from-bee-to-hive/1",
  "a step that is not translated": "ar/paths/from-bee-to-hive/2",
  "a closing page in Arabic": "ar/paths/from-bee-to-hive/end",
};

const test = siteTests(start);

testEveryPage(test, PAGES, [320, 390, 1280]);

test("each text runs as its script does", {}, async ({ page }) => {
  const direction = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
  await page.goto("ar/entries/honey-bee");
  assert.deepEqual([await direction("html"), await direction(".prose p")], ["rtl", "rtl"]);
  await page.goto("he/entries/honey-bee");
  // The page is Hebrew and so is what it lists. What the interface says on it in English runs as English does.
  assert.deepEqual(
    [await direction("html"), await direction("body"), await direction(".prose p"), await direction(".notes")],
    ["rtl", "ltr", "rtl", "rtl"],
  );
  assert.equal(await direction(".head .facts"), "ltr");
  await page.goto("ar/paths/from-bee-to-hive/2");
  assert.deepEqual(
    [await direction("html"), await direction(".prose p"), await direction(".why")],
    ["rtl", "ltr", "rtl"],
  );
});

test("a reader goes from one language to another and back", {}, async ({ page }) => {
  await page.goto("entries/honey-bee");
  await page.getByRole("link", { name: "العربية" }).click();
  await page.getByRole("heading", { level: 1, name: "نحلة العسل" }).waitFor();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
});

test("what is read in one language is read, and not changed, in another", {}, async ({ page }) => {
  await page.goto("ar/paths/from-bee-to-hive/1");
  await page.locator("[data-done]").click();
  await page.waitForURL("**/ar/paths/from-bee-to-hive/2");
  await page.goto("entries/");
  const mark = page.locator("li[data-entry=bee001].is-read");
  await mark.waitFor();
  await page.goto("paths/from-bee-to-hive");
  const step = page.locator("li[data-entry=bee001].is-read [data-read]");
  await step.waitFor();
  assert.equal(await step.evaluate((element) => element.classList.contains("is-changed")), false);
  await page.goto("ar/paths/from-bee-to-hive");
  assert.match(await page.locator("li[data-entry=bee001] [data-read]").textContent(), /\p{Script=Arabic}/u);
});

test("a preview runs as the page does that it is of", { viewport: { width: 1280, height: 900 } }, async ({ page }) => {
  await page.goto("ar/entries/honey-bee");
  await page.locator(".prose").getByRole("link", { name: "Hive" }).hover();
  const name = page.locator(".preview .name");
  await name.waitFor();
  assert.deepEqual(await name.evaluate(({ lang, dir }) => [lang, dir]), ["en", "ltr"]);
});
