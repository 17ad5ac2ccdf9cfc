// A page is improved in the browser: nothing that is typed is lost, and nothing that isn't touched is changed.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { tabTo } from "./support/browser.js";
import {
  content,
  draftKeys,
  first,
  folder,
  git,
  open,
  PAGE,
  read,
  START,
  said,
  save,
  served,
  test,
  toEnd,
} from "./support/editor.js";
import { axeFindings, overflow } from "./support/measure.js";

const IMAGE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("what is saved without an edit makes no commit", {}, async ({ page }) => {
  await open(page);
  await save(page);
  await said(page, "Saved at");
  assert.equal(git("rev-parse", "HEAD"), first);
  assert.equal(await read(), START);
});

test("what is typed is checked, previewed and recorded, and all other bytes stay", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("🐝 é See [[honney-bee]].\nMore");
  await page.locator(".edit-notes li").filter({ hasText: "not written yet" }).waitFor();
  // Places are counted alike on both sides, whatever stands before them.
  assert.equal(await page.locator(".cm-lintRange").innerText(), "honney-bee");
  await page.locator(".edit-preview").getByText("More").waitFor();
  await said(page, "Kept as a draft in this browser");
  await page.getByText("It also touches").or(page.getByText("It touches no other page")).waitFor();
  await page.getByLabel("What did you change").fill("Say more of combs");
  await page.keyboard.press("Enter");
  await said(page, "Saved at");
  assert.equal(await read(), `${START}🐝 é See [[honney-bee]].\r\nMore`);
  assert.equal(git("log", "-1", "--format=%s"), "Say more of combs");
  assert.deepEqual(await draftKeys(page), []);
  // To go on is no conflict with oneself.
  await toEnd(page);
  await page.keyboard.type("!");
  await said(page, "Not saved");
  await page.keyboard.press("Control+s");
  await said(page, "Saved at");
  assert.equal(await read(), `${START}🐝 é See [[honney-bee]].\r\nMore!`);
});

test("a page that is begun is written in the editor, from its template", {}, async ({ page }) => {
  await page.goto("new?kind=concept&title=Royal%20jelly");
  await content(page).getByText('title: "Royal jelly"').waitFor();
  await said(page, "Not saved");
  await toEnd(page);
  await page.keyboard.type("\nBees feed it to queens.");
  await page.getByLabel("What did you change").fill("Begin royal jelly");
  await page.keyboard.press("Enter");
  await said(page, "Saved at");
  assert.match(await readFile(join(folder, "entries/royal-jelly.md"), "utf8"), /Bees feed it to queens\.\s*$/u);
  assert.equal(git("log", "-1", "--format=%s"), "Begin royal jelly");
});

test("undo ends at the text that was loaded", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("abc");
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press("Control+z");
  assert.match(await content(page).innerText(), /builds them\.\s*$/u);
  await said(page, "Nothing changed yet");
});

test("by keys alone: to a finding, out of the text, and to saving", {}, async ({ page }) => {
  await open(page);
  await tabTo(page, content(page));
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Of {{nothing}}.");
  await page.locator(".edit-notes li.error").waitFor();
  await page.keyboard.press("Control+Home");
  const spoken = page.locator(".cm-announced");
  for (let findings = await page.locator(".edit-notes li").count(); findings > 0; findings -= 1) {
    await page.keyboard.press("F8");
    if ((await spoken.innerText()).includes("has no fact")) break;
  }
  assert.match(await spoken.innerText(), /line 15 error: .* has no fact/u);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".cm-content")), null);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+s");
  await said(page, "the text has errors");
  assert.equal(await read(), START);
});

test("while words are put together nothing touches the text", {}, async ({ page, context }) => {
  await open(page);
  await toEnd(page);
  const session = await context.newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "[[ni{{x}}", selectionStart: 4, selectionEnd: 4 });
  const checked = page.waitForResponse((answer) => answer.url().endsWith("/check"));
  await session.send("Input.imeSetComposition", { text: "你好{{x}}", selectionStart: 2, selectionEnd: 2 });
  await checked;
  assert.equal(await page.locator(".cm-tooltip-autocomplete").count(), 0);
  assert.equal(await page.locator(".cm-lintRange").count(), 0);
  await session.send("Input.insertText", { text: "你好{{x}}" });
  await page.locator(".cm-lintRange").first().waitFor();
  assert.match(await content(page).innerText(), /builds them\.\s*你好\{\{x\}\}\s*$/u);
});

test("a draft is asked about, with what differs, and can be undone", {}, async ({ page, context }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("words of a draft");
  await said(page, "Kept as a draft");
  await page.reload();
  await page.getByText("This browser has a draft of this page").waitFor();
  assert.equal((await content(page).innerText()).includes("words of a draft"), false);
  await page.getByText("What differs from the saved text").click();
  await page.locator(".edit-difference ins").filter({ hasText: "words of a draft" }).waitFor();
  await page.getByRole("button", { name: "Go on with the draft" }).click();
  await content(page).getByText("words of a draft").waitFor();
  await page.keyboard.press("Control+z");
  assert.equal((await content(page).innerText()).includes("words of a draft"), false);
  await page.keyboard.press("Control+Shift+z");
  await said(page, "Kept as a draft");
  // Another tab has one of its own.
  const other = await context.newPage();
  await open(other);
  await other.getByText("Another tab has a draft of this page open").waitFor();
  await toEnd(other);
  await other.keyboard.type("words of another");
  await said(other, "Kept as a draft");
  assert.equal((await draftKeys(other)).length, 2);
});

test("a draft that was removed can be had back", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("words of a draft");
  await said(page, "Kept as a draft");
  await page.reload();
  await page.getByRole("button", { name: "Remove the draft" }).click();
  await page.getByText("The draft is removed.").waitFor();
  assert.deepEqual(await draftKeys(page), []);
  // The keys go on where the button was.
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Undo");
  await page.keyboard.press("Enter");
  await page.getByText("This browser has a draft of this page").waitFor();
  assert.equal((await draftKeys(page)).length, 1);
  await page.getByRole("button", { name: "Go on with the draft" }).click();
  await content(page).getByText("words of a draft").waitFor();
});

test("who has changed nothing yet sees what somebody else saved", {}, async ({ page }) => {
  await open(page);
  const text = `${START}Theirs.\r\n`;
  await writeFile(join(folder, "entries/comb.md"), text);
  await served(page, text);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await content(page).getByText("Theirs.").waitFor();
  await said(page, "Nothing changed yet");
});

const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };

test(
  "on a phone the text or its preview is seen, and what a keyboard corrects is taken once",
  PHONE,
  async ({ page }) => {
    await open(page);
    await content(page).getByText("builds them.").tap();
    await page.keyboard.press("End");
    await page.keyboard.type(" Teh");
    // A keyboard that corrects a word takes it away and puts in another.
    for (let letter = 0; letter < 3; letter += 1) await page.keyboard.press("Backspace");
    await page.keyboard.insertText("The end.");
    await page
      .locator(".cm-line")
      .filter({ hasText: /builds them\. The end\.$/u })
      .waitFor();
    await page.getByRole("button", { name: "Preview", exact: true }).tap();
    await page.locator(".edit-preview").getByText("builds them. The end.").waitFor();
    assert.equal(await content(page).isVisible(), false);
  },
);

test("a text that could not be sent is not saved, and is sent again under its name", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("Once.");
  const sent = [];
  await page.route(`**/${PAGE}`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent.push(route.request().postDataJSON().id);
    // It arrives, and its answer is lost.
    if (sent.length > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await save(page);
  await said(page, "the server can’t be reached");
  await save(page);
  await said(page, "Saved at");
  assert.equal(sent[0], sent[1]);
  assert.equal(git("rev-list", "--count", `${first}..HEAD`), "1");
});

test("the plain text box is one press away, and remembered", {}, async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Plain text box" }).click();
  const box = page.locator("textarea[name=text]");
  await box.press("Control+End");
  await box.pressSequentially("plain");
  await page.reload();
  await box.waitFor();
  await page.getByRole("button", { name: "Go on with the draft" }).click();
  await save(page);
  await said(page, "Saved at");
  assert.equal(await read(), `${START}plain`);
});

test("a field of the form is changed at its place", {}, async ({ page }) => {
  await open(page);
  await page.getByRole("textbox", { name: "title" }).fill("Comb: a house");
  await page.getByRole("textbox", { name: "summary" }).fill("What bees build.");
  await save(page);
  await said(page, "Saved at");
  const expected = START.replace("Comb #", '"Comb: a house" #').replace(
    "level: advanced\r\n",
    "level: advanced\r\nsummary: What bees build.\r\n",
  );
  assert.equal(await read(), expected);
});

/** Pastes what programs put on the clipboard. */
const paste = (page, types) =>
  content(page).evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, types);

test("what is pasted is plain, and more is made of it where it is asked for", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  const html = '<p><b>Bold</b>, <a href="https://example.org/a">a link</a><script>x</script></p>';
  await paste(page, { "text/plain": "Bold\u200b, a link", "text/html": html });
  await content(page).getByText("Bold, a link").waitFor();
  await page.getByRole("button", { name: "Keep its links" }).click();
  await page.keyboard.type(" ");
  await paste(page, { "text/plain": "https://example.org/tides" });
  await page.getByRole("button", { name: "Cite it as a source" }).click();
  await page.keyboard.type("Tides");
  await save(page);
  await said(page, "Saved at");
  const text = await read();
  assert.ok(text.endsWith("**Bold**, [a link](https://example.org/a)[@example-tides]"), text);
  assert.match(
    text,
    /sources:\r\n {2}- key: example-tides\r\n {4}title: "Tides"\r\n {4}url: "https:\/\/example.org\/tides"/u,
  );
});

test("names of pages are offered where a link is begun", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("[[bumb");
  await page.locator(".cm-tooltip-autocomplete li").filter({ hasText: "Bumblebee" }).waitFor();
  // A list that opens under the keys takes none of them for 75 ms, by the clock of the page.
  await page.waitForFunction(() => document.querySelector(".cm-tooltip-autocomplete [aria-selected]") !== null);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await content(page).getByText("[[bumblebee]]").waitFor();
});

test("an image goes with its text, is asked about, and is none that only says so", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  const choose = page.locator("input[type=file]");
  await choose.setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
  await page.getByText("is no image that a page can show").waitFor();
  await choose.setInputFiles({ name: "My Comb.PNG", mimeType: "image/png", buffer: IMAGE });
  await page.getByLabel("What it shows").fill("A comb");
  await page.getByLabel("Licence").fill("CC0-1.0");
  await page.getByRole("button", { name: "Put it into the text" }).click();
  await content(page).getByText("![A comb](media/my-comb.png)").waitFor();
  await page
    .locator(".edit-found")
    .filter({ hasText: /Nothing|errors/u })
    .waitFor();
  await save(page);
  await said(page, "Saved at");
  assert.deepEqual(await readFile(join(folder, "media/my-comb.png")), IMAGE);
  assert.match(await readFile(join(folder, "media.yaml"), "utf8"), /"my-comb.png": \{ licence: "CC0-1.0" \}/u);
  assert.equal(git("rev-list", "--count", `${first}..HEAD`), "1");
  // Another of its name is not put in its place without a word.
  await choose.setInputFiles({ name: "my comb.png", mimeType: "image/png", buffer: IMAGE });
  await page.getByLabel("What it shows").fill("Another");
  await page.getByLabel("Licence").fill("CC0-1.0");
  await page.getByRole("button", { name: "Put it into the text" }).click();
  await page.getByLabel("Keep both").check();
  await page.getByRole("button", { name: "Put it into the text" }).click();
  await content(page).getByText("media/my-comb-2.png").waitFor();
});

test("a drawing that runs something is refused with its reason, and the text stays", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><path d="M0 0"/></svg>');
  await page.locator("input[type=file]").setInputFiles({ name: "comb.svg", mimeType: "image/svg+xml", buffer });
  await page.getByLabel("What it shows").fill("A comb");
  await page.getByLabel("Licence").fill("CC0-1.0");
  await page.getByRole("button", { name: "Put it into the text" }).click();
  await content(page).getByText("![A comb](media/comb.svg)").waitFor();
  await save(page);
  await said(page, "is more than a picture: it has an event handler (line 1)");
  assert.equal(await read(), START);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on the editor, ${colorScheme}`, { colorScheme }, async ({ page }) => {
    await open(page);
    await toEnd(page);
    await page.keyboard.type("See [[honney-bee]] and {{nothing}}.");
    await page.locator(".edit-notes li.error").waitFor();
    assert.deepEqual(await axeFindings(page), []);
  });
}

for (const width of [320, 390, 1280, 1600]) {
  test(`the editor fits a screen of ${width} pixels`, { viewport: { width, height: 700 } }, async ({ page }) => {
    await open(page);
    await page.locator(".edit-preview, .edit-turn").first().waitFor({ state: "attached" });
    assert.equal(await overflow(page), 0);
  });
}

test("the scripts of the editor are small, and on its page alone", {}, async ({ page, context }) => {
  let bytes = 0;
  const names = [];
  page.on("response", async (answer) => {
    if (!answer.url().endsWith(".js")) return;
    names.push(answer.url());
    bytes += gzipSync(await answer.body(), { level: 9 }).length;
  });
  await open(page);
  assert.ok(names.some((name) => name.includes("codemirror")));
  assert.ok(bytes <= 200_000, `${bytes} bytes`);
  const other = await context.newPage();
  const others = [];
  other.on("request", (request) => others.push(request.url()));
  await other.goto("entries/comb");
  assert.deepEqual(
    others.filter((name) => /codemirror|editor/u.test(name)),
    [],
  );
});

/** A long text, the same each time. */
function wordsOf(count) {
  const some = ["comb", "wax", "cell", "bee", "hive", "honey", "queen", "winter"];
  return Array.from({ length: count }, (_, index) => some[(index * 7 + (index >> 3)) % some.length]).join(" ");
}

const LONG = {
  "a page of a megabyte": `${wordsOf(90)}.\n\n`.repeat(2200),
  "a line of 5,000 words": `${wordsOf(5000)}.\n`,
};

/** Tests that typing in a text is never held up. */
function testTyping(name, text) {
  test(`typing in ${name} holds up no frame`, {}, async ({ page, context }) => {
    const long = START + text;
    await writeFile(join(folder, "entries/comb.md"), long);
    await served(page, long);
    await open(page);
    await content(page).click({ position: { x: 60, y: 200 } });
    const session = await context.newCDPSession(page);
    // What the page's thread itself works, so that other programs on the machine don't count.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const worked = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      const of = (wanted) => metrics.find((metric) => metric.name === wanted)?.value ?? 0;
      return 1000 * (of("ScriptDuration") + of("LayoutDuration") + of("RecalcStyleDuration"));
    };
    const times = [];
    for (let letter = 0; letter < 40; letter += 1) {
      const before = await worked();
      await page.keyboard.type("combs "[letter % 6]);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
      times.push((await worked()) - before);
    }
    assert.ok(Math.max(...times) < 50, `the longest took ${Math.max(...times)} ms`);
  });
}

for (const [name, text] of Object.entries(LONG)) testTyping(name, text);
