// Two people at once, each in a browser of their own: one proposes, the other decides.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fixtureCopy, PROGRAM, serve } from "./support/almanac.js";
import { awaiting, siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const PAGE = "entries/hive";

let folder;
let keys;
let first;

const git = (...words) => execFileSync("git", words, { cwd: folder, encoding: "utf8" }).trim();
const read = (file = "entries/hive.md") => readFile(join(folder, file), "utf8");
const program = (...words) => execFileSync(PROGRAM, words, { cwd: folder, encoding: "utf8" });
const create = (name, role) =>
  program("key", "create", name, "--role", role, "--scope", "review").trim().split("\n").at(-1);

async function serveCopy() {
  const copy = await fixtureCopy();
  ({ folder } = copy);
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "begin");
  first = git("rev-parse", "HEAD");
  keys = { edith: create("Edith", "editor"), wim: create("Wim", "writer") };
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await copy.remove();
  };
  return { ...site, stop };
}

const siteTest = siteTests(serveCopy);

/** A test with two people, after which the pages are as they were. */
const test = (name, options, body) =>
  siteTest(name, options, async ({ page, browser, site }) => {
    const context = await browser.newContext({ baseURL: site.root, ...options });
    try {
      const wim = awaiting(await context.newPage(), options);
      await begin(page, keys.edith);
      await begin(wim, keys.wim);
      await body({ edith: page, wim });
    } finally {
      await context.close();
      git("reset", "--quiet", "--hard", first);
    }
  });

/** The cookies of those who have signed in, by their keys: who signs in too often is told to wait. */
const sessions = new Map();

/** Lets somebody go on as they are signed in, or signs them in. */
async function begin(page, key) {
  if (sessions.has(key)) return page.context().addCookies(sessions.get(key));
  await signIn(page, key);
  sessions.set(key, await page.context().cookies());
}

async function signIn(page, key) {
  await page.goto("sign-in");
  await page.getByLabel("key").fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("You are signed in").first().waitFor();
}

async function open(page, address = `${PAGE}/edit`) {
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.editor !== undefined);
}

const content = (page) => page.locator(".cm-content");

/** Writes at the end of the text, and sends it. */
async function write(page, words, press) {
  await open(page);
  await content(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
  await page.getByLabel("What did you change").fill("Say more");
  await page.getByRole("button", { name: press, exact: true }).click();
  await page.locator('.edit-kept[data-state="saved"]').waitFor();
}

test("what one has written another sees in the history, and it is undone", {}, async ({ edith, wim }) => {
  const before = await read();
  await write(edith, "\nHives are built by bears.\n", "Save");
  await wim.goto(`${PAGE}/history`);
  await wim.getByRole("link", { name: "Say more" }).first().click();
  await wim.locator("ins").filter({ hasText: "Hives are built by bears." }).waitFor();
  await edith.goto(`${PAGE}/history`);
  await edith.getByRole("link", { name: "undo" }).first().click();
  // What would become of the page is shown before anything is done.
  await edith.locator("del").filter({ hasText: "Hives are built by bears." }).waitFor();
  await edith.getByLabel("Why is it taken back?").fill("Bees build them");
  await edith.getByRole("button", { name: "Undo" }).click();
  await edith.waitForURL((url) => !url.pathname.endsWith("/undo"));
  assert.equal(await read(), before);
  assert.equal(git("log", "-1", "--format=%an %s"), "Edith Bees build them");
  await wim.reload();
  await wim.goto(`${PAGE}/history`);
  await wim.getByRole("link", { name: "Bees build them" }).waitFor();
});

/** Wim proposes an end for the page, and Edith writes another meanwhile. */
async function disagree({ edith, wim }) {
  await write(wim, "\nIt is Wim’s.\n", "Propose");
  const proposal = await wim.locator(".edit-kept a").getAttribute("href");
  await write(edith, "\nIt is Edith’s.\n", "Save");
  return proposal;
}

test("a proposal is discussed, its conflict resolved in the editor, and its author told", {}, async ({
  edith,
  wim,
}) => {
  const proposal = await disagree({ edith, wim });
  await edith.goto(proposal);
  await edith.getByLabel("Say something about it").fill("Is this so?");
  await edith.getByRole("button", { name: "Comment" }).click();
  await edith.getByText("Is this so?").waitFor();
  await wim.goto(proposal);
  await wim.getByText("Is this so?").waitFor();
  await wim.getByLabel("Say something about it").fill("It is.");
  await wim.getByRole("button", { name: "Comment" }).click();
  await edith.goto(proposal);
  await edith.getByText("It is.", { exact: true }).waitFor();
  await edith.getByRole("link", { name: "Join the texts in the editor" }).click();
  const joining = edith.getByRole("region", { name: "The proposal and the page have changed in the same places" });
  await joining.getByText("1 place to choose").waitFor();
  const proposed = await joining.getByRole("region", { name: "As proposed" }).locator("ins").innerText();
  assert.equal(proposed.trim(), "It is Wim’s.");
  assert.deepEqual(await axeFindings(edith), []);
  await joining.getByRole("button", { name: "Take what is proposed" }).click();
  await edith.getByRole("button", { name: "Accept with this text" }).click();
  await edith.getByText("accepted").first().waitFor();
  assert.ok((await read()).endsWith("\nIt is Wim’s.\n"));
  const log = git("log", "-1", "--format=%an%n%B");
  assert.match(log, /^Wim\nSay more\n.*Accepted by Edith\. Conflicts resolved by Edith\./su);
  await wim.goto("proposals/");
  await wim.getByRole("heading", { name: "What became of yours" }).waitFor();
});

test("without scripts a conflict is chosen or written in a form", { javaScriptEnabled: false }, async ({
  edith,
  wim,
}) => {
  for (const [page, words, press] of [
    [wim, "\r\nIt is Wim’s.\r\n", "Propose"],
    [edith, "\r\nIt is Edith’s.\r\n", "Save"],
  ]) {
    await page.goto(`${PAGE}/edit`);
    const box = page.locator("textarea[name=text]");
    await box.fill(`${await box.inputValue()}${words}`);
    await page.getByRole("button", { name: press, exact: true }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  }
  await edith.goto("proposals/");
  await edith.getByRole("link", { name: "Hive" }).first().click();
  assert.equal(await overflow(edith), 0);
  const place = edith.getByRole("group", { name: "Place 1 of 1" });
  await place.getByText("It is Wim’s.").first().waitFor();
  await place.getByText("It is Edith’s.").first().waitFor();
  // What is not chosen is not guessed.
  await edith.getByRole("button", { name: "Accept with these choices" }).click();
  assert.equal(await place.getByLabel("Keep what stands").evaluate((radio) => radio.validity.valueMissing), true);
  await place.getByLabel("Take these words").check();
  await place.locator("textarea").fill("It is of both.");
  await edith.getByRole("button", { name: "Accept with these choices" }).click();
  await edith.getByText("accepted").first().waitFor();
  assert.ok((await read()).endsWith("It is of both.\n"));
});

/** Selects the words of an element as somebody does who drags over them. */
async function drag(page, element) {
  const { x, y, width, height } = await element.boundingBox();
  await page.mouse.move(x + 1, y + height / 4);
  await page.mouse.down();
  await page.mouse.move(x + width / 3, y + height / 4, { steps: 4 });
  await page.mouse.move(x + width / 2, y + height / 4, { steps: 4 });
  await page.mouse.up();
}

const selection = (page) => page.evaluate(() => getSelection().toString());
const reporting = (page) => page.locator("a.report-passage");

/** Says what is wrong in the form that is open, and gives what is quoted there. */
async function report(page, words) {
  const quoted = await page.locator("blockquote.passage").innerText();
  await page.getByLabel("What is wrong?").fill(words);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Editors read it from now on").waitFor();
  return quoted;
}

test("words are reported from a step by the pointer, and answered with a change", {}, async ({
  edith,
  wim: reader,
}) => {
  await reader.context().clearCookies();
  await reader.goto("paths/from-bee-to-hive/2");
  await drag(reader, reader.locator(".prose p").first());
  const words = (await selection(reader)).trim();
  assert.ok(words.length > 10, words);
  assert.deepEqual(await axeFindings(reader), []);
  await reporting(reader).click();
  assert.equal(await report(reader, "Not of wax alone."), words);
  await edith.goto("reports/");
  await edith.getByText(words).waitFor();
  await edith.getByText("Not of wax alone.").waitFor();
  await edith.getByRole("link", { name: "Answer with a change" }).click();
  await edith.waitForFunction(() => document.documentElement.dataset.editor !== undefined);
  await content(edith).click();
  await edith.keyboard.press("Control+End");
  await edith.keyboard.type("\nIt has more in it.\n");
  await edith.getByRole("button", { name: "Save", exact: true }).click();
  await edith.locator('.edit-kept[data-state="saved"]').waitFor();
  assert.match(git("log", "-1", "--format=%B"), /Answers report \d+\./u);
  await edith.goto("reports/");
  await edith.getByText("No report waits").waitFor();
});

for (const [sort, address] of Object.entries({ entry: PAGE, thread: "threads/bees-in-the-news" })) {
  test(`words of ${sort} are selected and reported by keys alone`, {}, async ({ edith, wim: reader }) => {
    await reader.goto(address);
    // Outside of caret browsing, which no page can turn on, keys go on from words that are selected.
    await reader.evaluate(() => {
      getSelection().collapse(document.querySelector(".prose p").firstChild, 0);
      getSelection().modify("extend", "forward", "word");
    });
    for (let words = 0; words < 3; words += 1) await reader.keyboard.press("Control+Shift+ArrowRight");
    const words = (await selection(reader)).trim();
    await reporting(reader).waitFor();
    let presses = 0;
    while (!(await reporting(reader).evaluate((link) => link === document.activeElement))) {
      assert.ok(presses < 10, "the link is near");
      presses += 1;
      await reader.keyboard.press("Tab");
    }
    await reader.keyboard.press("Enter");
    assert.equal(await report(reader, `Wrong in ${sort}.`), words);
    await edith.goto("reports/");
    await edith.getByText(`Wrong in ${sort}.`).waitFor();
  });
}

test("a key that is exchanged ends other sessions with their next request, and no text", {}, async ({ wim }) => {
  await open(wim);
  await content(wim).click();
  await wim.keyboard.press("Control+End");
  await wim.keyboard.type("\nWritten before it ended.\n");
  await wim.locator(".edit-kept").filter({ hasText: "Kept as a draft" }).waitFor();
  keys.wim = program("key", "rotate", "Wim").trim().split("\n").at(-1);
  await wim.getByRole("button", { name: "Propose", exact: true }).click();
  await wim.getByText("You are not signed in any more").waitFor();
  assert.match(await content(wim).innerText(), /Written before it ended\./u);
  await wim.getByLabel("Your key").fill(keys.wim);
  await wim.keyboard.press("Enter");
  await wim.locator('.edit-kept[data-state="saved"]').waitFor();
  const place = await wim.locator(".edit-kept a").getAttribute("href");
  await wim.goto(place);
  await wim.getByText("Written before it ended.").waitFor();
});

test("to sign out everywhere ends other browsers' sessions, and no text", {}, async ({ edith, wim }) => {
  // The same person in two browsers.
  await edith.context().clearCookies();
  await signIn(edith, keys.wim);
  await open(wim);
  await content(wim).click();
  await wim.keyboard.press("Control+End");
  await wim.keyboard.type("\nStill there.\n");
  await wim.locator(".edit-kept").filter({ hasText: "Kept as a draft" }).waitFor();
  await edith.goto("sign-in");
  await edith.getByRole("button", { name: "Sign out everywhere" }).click();
  await edith.getByLabel("key").waitFor();
  await wim.getByRole("button", { name: "Propose", exact: true }).click();
  await wim.getByText("You are not signed in any more").waitFor();
  assert.match(await content(wim).innerText(), /Still there\./u);
  sessions.delete(keys.wim);
  await wim.getByLabel("Your key").fill(keys.wim);
  await wim.keyboard.press("Enter");
  await wim.locator('.edit-kept[data-state="saved"]').waitFor();
});

const IMAGE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Fills the form of an image, and sends it with its text. */
async function sendImage(page, file) {
  await page.goto(`${PAGE}/edit`);
  await page.getByText("Add an image").click();
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByLabel("What it shows").fill("A hive");
  await page.getByLabel("Licence").fill("CC0-1.0");
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

test("without scripts an image goes with its text, and none that runs", { javaScriptEnabled: false }, async ({
  edith,
}) => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>');
  await sendImage(edith, { name: "x.svg", mimeType: "image/svg+xml", buffer: script });
  await edith.getByText("is more than a picture: it has a script (line 1)").waitFor();
  assert.equal(await edith.getByLabel("What it shows").inputValue(), "A hive");
  await sendImage(edith, { name: "x.png", mimeType: "image/png", buffer: Buffer.from("<html><script>x()</script>") });
  await edith.getByText("is no image that a page can show").waitFor();
  await sendImage(edith, { name: "My Hive.PNG", mimeType: "image/png", buffer: IMAGE });
  await edith.getByRole("img", { name: "A hive" }).waitFor();
  assert.ok((await read()).endsWith("\n\n![A hive](media/my-hive.png)\n"));
  assert.deepEqual(await readFile(join(folder, "media/my-hive.png")), IMAGE);
  // Another of its name takes its place only where that is said.
  await sendImage(edith, { name: "my hive.png", mimeType: "image/png", buffer: IMAGE });
  await edith.getByText("Nothing was saved").waitFor();
});

/** Goes on by keys alone until something of a name has the focus, and does as a reader would. */
async function tabTo(page, name) {
  const here = () => {
    const { activeElement: at } = document;
    return at?.getAttribute("aria-label") ?? at?.labels?.[0]?.textContent ?? at?.textContent ?? "";
  };
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(here)).trim().startsWith(name)) return;
  }
  assert.fail(`no key leads to ${name}`);
}

test("a proposal is made, discussed and accepted by keys alone", {}, async ({ edith, wim }) => {
  await open(wim);
  await tabTo(wim, "Text of the page");
  await wim.keyboard.press("Control+End");
  await wim.keyboard.type("\nWritten by keys alone.\n");
  await tabTo(wim, "What did you change");
  await wim.keyboard.type("By keys");
  await tabTo(wim, "Propose");
  await wim.keyboard.press("Enter");
  await wim.locator('.edit-kept[data-state="saved"]').waitFor();
  const proposal = await wim.locator(".edit-kept a").getAttribute("href");
  await edith.goto(proposal);
  await tabTo(edith, "Say something about it");
  await edith.keyboard.type("Fine by me.");
  await tabTo(edith, "Comment");
  await edith.keyboard.press("Enter");
  await edith.getByText("Fine by me.", { exact: true }).waitFor();
  await tabTo(edith, "Accept");
  await edith.keyboard.press("Enter");
  await edith.getByText("accepted").first().waitFor();
  assert.ok((await read()).endsWith("Written by keys alone.\n"));
});

/** A comment is sent after its session has ended, and again once its author has signed in. */
async function outliveSession({ edith, wim }, javaScriptEnabled) {
  let proposal;
  if (javaScriptEnabled) {
    await write(wim, "\nOutlives.\n", "Propose");
    proposal = await wim.locator(".edit-kept a").getAttribute("href");
  } else {
    await wim.goto(`${PAGE}/edit`);
    await wim.getByLabel("Text of the page").fill(`${await read()}\nOutlives.\n`);
    await wim.getByRole("button", { name: "Propose", exact: true }).click();
    await wim.waitForURL(/proposals/u);
    proposal = wim.url();
  }
  await edith.goto(proposal);
  await edith.getByLabel("Say something about it").fill("<b>It</b> is\nkept & sent");
  await edith.context().clearCookies();
  await edith.getByRole("button", { name: "Comment" }).click();
  await edith.getByRole("heading", { name: "Not sent" }).waitFor();
  assert.equal(await edith.getByLabel("What you wrote").inputValue(), "<b>It</b> is\nkept & sent");
  if (javaScriptEnabled) {
    assert.deepEqual(await axeFindings(edith), []);
    assert.equal(await overflow(edith), 0);
  }
  const [tab] = await Promise.all([
    edith.context().waitForEvent("page"),
    edith.getByRole("link", { name: "Sign in, in another tab" }).click(),
  ]);
  await tab.getByLabel("key").fill(keys.edith);
  await tab.getByRole("button", { name: "Sign in" }).click();
  await tab.getByText("You are signed in").first().waitFor();
  await tab.close();
  await edith.getByRole("button", { name: "Send again" }).click();
  await edith.locator(".message").filter({ hasText: "kept & sent" }).waitFor();
  assert.ok(edith.url().endsWith(new URL(proposal, edith.url()).pathname));
}

test("a comment outlives its session", {}, (people) => outliveSession(people, true));

test("a comment outlives its session without scripts", { javaScriptEnabled: false }, (people) =>
  outliveSession(people, false),
);
