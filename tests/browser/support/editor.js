// The editor on a page of its own, which is as it was after each test.

import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, serve } from "./almanac.js";
import { siteTests } from "./browser.js";

/** Where the page is edited. */
export const PAGE = "entries/comb/edit";
/** A file with a mark at its beginning, long ends of lines but for one, and an empty line before its text. */
export const START = [
  "\ufeff---\r\nid: comb01\r\ntitle: Comb # of wax\r\nkind: concept\r\nlevel: advanced\r\ntopics: [insects]\r\n---\r\n",
  "\r\nA comb is built of wax.\nIts cells have six sides.\r\n\r\n## Cells\r\n\r\nA [[honey-bee]] builds them.\r\n",
].join("");
/** The folder that is served, once it is. */
export let folder;
/** The commit that it begins with. */
export let first;

export const git = (...words) =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...words], {
    cwd: folder,
    encoding: "utf8",
  }).trim();
export const read = () => readFile(join(folder, "entries/comb.md"), "utf8");

async function serveCopy() {
  const copy = await fixtureCopy();
  ({ folder } = copy);
  await writeFile(join(folder, "entries/comb.md"), START);
  git("init", "--quiet");
  git("config", "core.autocrlf", "false");
  git("add", "--all");
  git("commit", "--quiet", "--message", "begin");
  first = git("rev-parse", "HEAD");
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
}

const siteTest = siteTests(serveCopy, { atDesk: true });

/** Waits until the server has read a text of the page. */
export async function served(page, text) {
  let now = "";
  while (now !== text) now = (await (await page.request.get(`${PAGE}/text`)).json()).text;
}

/** A test that may change the page, which is as it was after each. */
export function test(name, options, body) {
  siteTest(name, options, async (given) => {
    try {
      await body(given);
    } finally {
      git("reset", "--quiet", "--hard", first);
      git("clean", "--quiet", "--force", "-d", "media", "media.yaml");
      await served(given.page, START);
    }
  });
}

/** Opens the editor of the page, in its own time. */
export async function open(page, address = PAGE) {
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.editor !== undefined);
}

export const content = (page) => page.locator(".cm-content");
export const status = (page) => page.locator(".edit-kept");
export const said = (page, words) => status(page).filter({ hasText: words }).waitFor();
export const save = (page) => page.getByRole("button", { name: "Save", exact: true }).click();
export const draftKeys = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":draft:")));

export async function toEnd(page) {
  await content(page).click();
  await page.keyboard.press("Control+End");
}
