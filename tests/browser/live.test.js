// A page at the desk follows every edit, and no error takes it down.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";

let entry;

async function serveCopy() {
  const { folder, remove } = await fixtureCopy();
  entry = join(folder, "entries/bumblebee.md");
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveCopy, { atDesk: true });

const banner = (page) => page.getByRole("complementary", { name: "For the editor" });

/** Waits until the server has seen an edit of the entry. */
async function served(page, words) {
  let text = "";
  while (!text.includes(words)) text = await (await page.request.get("entries/bumblebee")).text();
}

test("an edit shows at once on an open page", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.goto("entries/bumblebee");
  await writeFile(entry, before.replace("is larger than", "is much larger than"));
  await page.getByText("A bumblebee is much larger than").waitFor();
  assert.equal(await banner(page).count(), 0);
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("an edit shows where storage is forbidden too", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
    }
  });
  await page.goto("entries/bumblebee");
  await writeFile(entry, before.replace("is larger than", "is a little larger than"));
  await page.getByText("A bumblebee is a little larger than").waitFor();
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("an edit that comes before an open page listens shows too", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  const editFirst = async (route) => {
    await writeFile(entry, before.replace("is larger than", "is far larger than"));
    await served(page, "is far larger than");
    await route.continue();
  };
  await page.route("**/_live", editFirst, { times: 1 });
  await page.goto("entries/bumblebee");
  await page.getByText("A bumblebee is far larger than").waitFor();
  await writeFile(entry, before);
  await page.getByText("A bumblebee is larger than").waitFor();
});

test("a file that breaks keeps its last good page, with a banner, until it is mended", {}, async ({ page }) => {
  const before = await readFile(entry, "utf8");
  await page.goto("entries/bumblebee");
  await writeFile(entry, before.replace("title: Bumblebee", "title: [Bumblebee").replace("is larger", "is broken"));
  await banner(page).waitFor();
  await page.getByText("A bumblebee is larger than").waitFor();
  await page.getByRole("heading", { level: 1, name: "Bumblebee" }).waitFor();
  await banner(page)
    .getByText(/The compiler found 1 error/)
    .click();
  await banner(page).getByText("entries/bumblebee.md", { exact: false }).waitFor();
  await page.goto("entries/honey-bee");
  await page.getByRole("heading", { level: 1, name: "Honey bee" }).waitFor();
  await writeFile(entry, before);
  await banner(page).waitFor({ state: "detached" });
});

test("a new file is a new page", {}, async ({ page, site }) => {
  const wasp = join(entry, "../wasp.md");
  await page.goto("entries/");
  await writeFile(wasp, "---\ntitle: Wasp\nsummary: No bee.\nlevel: introductory\n---\nA wasp is no [[honey-bee]].\n");
  await page.getByRole("main").getByRole("link", { name: "Wasp" }).click();
  await page.getByText("A wasp is no").waitFor();
  assert.equal(page.url(), `${site.root}entries/wasp`);
});
