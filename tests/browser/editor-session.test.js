// Whoever writes with a key is signed in for a while: what they type outlives that, and is theirs alone.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fixtureCopy, PROGRAM, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";

const PAGE = "entries/hive/edit";

let keys;

async function serveCopy() {
  const { folder, remove } = await fixtureCopy();
  const git = (...words) => execFileSync("git", words, { cwd: folder });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "begin");
  const create = (name) => {
    const words = ["key", "create", name, "--role", "editor"];
    const printed = execFileSync(PROGRAM, words, { cwd: folder, encoding: "utf8" });
    return printed.trim().split("\n").at(-1);
  };
  keys = { ada: create("Ada"), grace: create("Grace") };
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveCopy);

async function signIn(page, key) {
  await page.goto("sign-in");
  await page.getByLabel("key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("You are signed in").first().waitFor();
}

async function open(page) {
  await page.goto(PAGE);
  await page.waitForFunction(() => document.documentElement.dataset.editor !== undefined);
}

async function write(page, words) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
  await page.locator(".edit-kept").filter({ hasText: "Kept as a draft" }).waitFor();
}

test("a session that ends while somebody writes takes no text with it", {}, async ({ page, context }) => {
  await signIn(page, keys.ada);
  await open(page);
  await write(page, "Written in a session.");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("You are not signed in any more").waitFor();
  await page.getByLabel("Your key").fill("no-such-key-at-all-0");
  await page.keyboard.press("Enter");
  await page.getByText("That did not work").waitFor();
  await page.getByLabel("Your key").fill(keys.ada);
  await page.keyboard.press("Enter");
  await page.locator(".edit-kept").filter({ hasText: "Saved at" }).waitFor();
  const { text } = await (await page.request.get(`${PAGE}/text`)).json();
  assert.ok(text.endsWith("Written in a session."));
});

test("a draft of one contributor is not offered to the next, and goes with who signs out", {}, async ({ page }) => {
  await signIn(page, keys.ada);
  await open(page);
  await write(page, "Of Ada alone.");
  const leave = async (answer) => {
    await page.goto("sign-in");
    const question = page.getByRole("checkbox", { name: "Remove it as you sign out?" });
    assert.equal(await question.count(), answer === undefined ? 0 : 1);
    if (answer) await question.check();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.getByLabel("key").waitFor();
  };
  await leave(false);
  await signIn(page, keys.grace);
  await open(page);
  assert.equal(await page.getByText("This browser has a draft").count(), 0);
  // Grace has none, and is asked nothing.
  await leave();
  await signIn(page, keys.ada);
  await open(page);
  await page.getByText("This browser has a draft").waitFor();
  await leave(true);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(":draft:"))), []);
});
