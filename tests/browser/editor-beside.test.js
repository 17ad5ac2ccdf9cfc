// What stands beside the text: what somebody else saved, the page as it will be, and findings of other pages. And lines that run
// the other way.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { content, folder, open, read, START, said, save, served, test, toEnd } from "./support/editor.js";

/** Another tab saves words of its own at the end of the first line. */
async function saveElsewhere(context, words) {
  const other = await context.newPage();
  await open(other);
  await content(other).getByText("A comb is built of wax.").click();
  await other.keyboard.press("End");
  await other.keyboard.type(words);
  await save(other);
  await said(other, "Saved at");
  return other;
}

test("two people at once: what each changed elsewhere is joined", {}, async ({ page, context }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("Mine.");
  await saveElsewhere(context, " Theirs.");
  await save(page);
  await page.getByRole("heading", { name: "Somebody else has saved this page" }).waitFor();
  await page.locator(".edit-joining ins").filter({ hasText: "Theirs." }).waitFor();
  await page.getByRole("button", { name: "Go on with this text" }).click();
  await page.keyboard.press("Control+s");
  await said(page, "Saved at");
  assert.equal(await read(), `${START.replace("of wax.\n", "of wax. Theirs.\n")}Mine.`);
});

test("two people at once: where both changed one place, it is asked", {}, async ({ page, context }) => {
  await open(page);
  await content(page).getByText("A comb is built of wax.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Mine.");
  await saveElsewhere(context, " Theirs.");
  await save(page);
  const joining = page.getByRole("region", { name: "Somebody else has saved this page" });
  await joining.getByText("1 place to choose").waitFor();
  for (const [side, words] of Object.entries({ Mine: " Mine.", Theirs: " Theirs." }))
    assert.equal(await joining.getByRole("region", { name: side }).locator("ins").innerText(), words);
  // Nothing is saved before it is chosen, wherever the key is pressed.
  await page.keyboard.press("Control+s");
  await said(page, "first choose at each place");
  await content(page).getByText("A comb is built of wax. Mine.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" And theirs.");
  await joining.getByRole("button", { name: "As I wrote it in the text" }).click();
  await page.keyboard.press("Control+s");
  await said(page, "Saved at");
  assert.equal(await read(), START.replace("of wax.\n", "of wax. Mine. And theirs.\n"));
});

test("the text and its preview are scrolled along with each other", {}, async ({ page }) => {
  const parts = Array.from({ length: 30 }, (_, part) => `## Part ${part}\r\n\r\n${"Words of it.\r\n\r\n".repeat(4)}`);
  const long = START + parts.join("");
  await writeFile(join(folder, "entries/comb.md"), long);
  await served(page, long);
  await open(page);
  const preview = page.locator(".edit-preview");
  await preview.getByRole("heading", { name: "Part 29" }).waitFor();
  /** How far down each of them is, from 0 to 1. */
  const shares = () =>
    page.evaluate(() =>
      [".cm-scroller", ".edit-preview"].map((name) => {
        const { scrollTop, scrollHeight, clientHeight } = document.querySelector(name);
        return scrollTop / (scrollHeight - clientHeight);
      }),
    );
  const near = (which, least) =>
    page.waitForFunction(
      ([name, share]) => {
        const { scrollTop, scrollHeight, clientHeight } = document.querySelector(name);
        return scrollTop / (scrollHeight - clientHeight) > share;
      },
      [which, least],
    );
  await page.locator(".cm-scroller").hover();
  await page.mouse.wheel(0, 2000);
  await near(".edit-preview", 0.2);
  await preview.hover();
  await page.mouse.wheel(0, 100_000);
  await near(".cm-scroller", 0.6);
  await page.mouse.wheel(0, -100_000);
  await page.waitForFunction(() => document.querySelector(".cm-scroller").scrollTop === 0);
  assert.deepEqual(await shares(), [0, 0]);
});

test("a finding in another page leads to its place in the editor of that", {}, async ({ page, context }) => {
  const hive = join(folder, "entries/hive.md");
  await writeFile(hive, `${await readFile(hive, "utf8")}\nOf its [[comb#cells]].\n`);
  let shown = "";
  while (!shown.includes("Of its")) shown = await (await page.request.get("entries/hive")).text();
  await open(page);
  await content(page).getByText("## Cells").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" and rooms");
  const link = page.locator(".edit-notes a.where").filter({ hasText: "entries/hive.md" });
  await link.waitFor();
  const opened = context.waitForEvent("page");
  await link.click();
  const other = await opened;
  await other.locator(".cm-activeLine, .cm-content:focus").first().waitFor();
  assert.match(other.url(), /entries\/hive\/edit\?line=\d+$/u);
});

/** Waits until the cursor, which is drawn with the next frame, is between two places on the screen. */
const cursorIsBetween = (page, least, most) =>
  page.waitForFunction(
    ([from, to]) => {
      const { x } = document.querySelector(".cm-cursor-primary").getBoundingClientRect();
      return from < x && x < to;
    },
    [least, most],
  );

test("Home, End and selections keep to the direction of a line", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  const words = "خلية {{wax}} و `code` من [[honey-bee]] شمع";
  await page.keyboard.type(`\n${words}`);
  await page.keyboard.press("Escape");
  const line = page.locator('.cm-line[dir="rtl"]');
  const box = await line.boundingBox();
  const right = box.x + box.width;
  // The beginning of a line is on its right, and its end is where its words end.
  await page.keyboard.press("Home");
  await cursorIsBetween(page, right - 8, right + 8);
  await page.keyboard.press("End");
  await cursorIsBetween(page, box.x, right - 100);
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  const selected = () => page.evaluate(() => getSelection().toString());
  assert.equal(await selected(), words);
  // To the left is onwards, through code and keys too.
  await page.keyboard.press("Home");
  const places = [];
  for (const _ of words) {
    await page.keyboard.press("Shift+ArrowLeft");
    places.push((await selected()).length);
  }
  // What runs the other way is gone through as it is seen, and never left half way.
  assert.equal(places.at(-1), words.length);
  assert.equal(new Set(places).size, words.length);
  for (const part of ["{{wax}}", "`code`", "[[honey-bee]]"]) {
    const from = words.indexOf(part);
    const within = places.flatMap((place, step) => (place > from && place < from + part.length ? [step] : []));
    assert.equal(within.at(-1) - within[0], within.length - 1, part);
  }
});

test("lines run as their own words do", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("خلية [[honey-bee]] من شمع");
  await page.locator('.cm-line[dir="rtl"]').waitFor();
});
