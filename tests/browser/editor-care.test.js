// The editor takes care: no answer but the almanac's own says that a text is saved, what is pressed stays in sight, and nothing
// that others wrote is taken back by a draft of before.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { content, folder, open, PAGE, read, START, said, save, served, test, toEnd } from "./support/editor.js";

const IMAGE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const ANSWERS = {
  "the page on which a network asks to sign in": {
    status: 200,
    contentType: "text/html",
    body: "<html>Sign in</html>",
  },
  "an answer without a word": { status: 204, body: "" },
  "something else in JSON": { status: 200, contentType: "application/json", body: "{}" },
  "nothing in JSON": { status: 200, contentType: "application/json", body: "null" },
};

for (const [name, answer] of Object.entries(ANSWERS)) {
  test(`${name} is no word that a text is saved`, {}, async ({ page }) => {
    await open(page);
    await toEnd(page);
    await page.keyboard.type("Mine.");
    await said(page, "Kept as a draft");
    await page.route(`**/${PAGE}`, (route) =>
      route.request().method() === "POST" ? route.fulfill(answer) : route.continue(),
    );
    await save(page);
    await said(page, "Not saved: the server can’t be reached");
    assert.equal(await read(), START);
    await page.unroute(`**/${PAGE}`);
    await save(page);
    await said(page, "Saved at");
    assert.equal(await read(), `${START}Mine.`);
  });
}

test("what else answers when it is looked for newer texts changes nothing", {}, async ({ page }) => {
  await open(page);
  await page.route(`**/${PAGE}/text`, (route) => route.fulfill(ANSWERS["something else in JSON"]));
  const asked = page.waitForResponse(`**/${PAGE}/text`);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await asked;
  await said(page, "Nothing changed yet");
  assert.match(await content(page).innerText(), /builds them\.\s*$/u);
});

/** A draft of this browser, and a text that was saved since it was begun. */
async function draftAndNewer(page, draft, newer) {
  await open(page);
  await toEnd(page);
  await page.keyboard.type(draft);
  await said(page, "Kept as a draft");
  // Pages of the desk reload by themselves.
  await page.goto("about:blank", { awake: false });
  await writeFile(join(folder, "entries/comb.md"), newer);
  await served(page, newer);
  await open(page);
  await page.getByText("The page has been changed since it was begun").waitFor();
  await page.getByRole("button", { name: "Go on with the draft" }).click();
}

test("a draft of before is joined with what was saved since", {}, async ({ page }) => {
  const newer = START.replace("six sides", "exactly six sides");
  await draftAndNewer(page, "Mine.", newer);
  await page.getByText("Their changes and yours are at different places").waitFor();
  await content(page).getByText("exactly six sides").waitFor();
  await content(page).getByText("Mine.").waitFor();
});

test("where a draft of before and the saved text disagree it is asked", {}, async ({ page }) => {
  const newer = `${START}Theirs.`;
  await draftAndNewer(page, "Mine.", newer);
  await page.getByRole("heading", { name: "Somebody else has saved this page" }).waitFor();
  await save(page);
  await said(page, "first choose at each place");
  assert.equal(await read(), newer);
});

const BROKEN = {
  "a quotation mark that never closes": 'title: "Comb\r\n',
  "a tab": "title: Comb\r\n\tkind: concept\r\n",
};

for (const [name, lines] of Object.entries(BROKEN)) {
  test(`${name} in front matter is seen in the text, and the form waits`, {}, async ({ page }) => {
    const text = START.replace("title: Comb # of wax\r\n", lines);
    await writeFile(join(folder, "entries/comb.md"), text);
    // The page is served as it last was without the error; its text is asked for as it stands.
    await served(page, text);
    await open(page);
    await page.locator(".edit-notes li.error").first().waitFor();
    await page.getByText("The front matter can’t be read yet").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "title" }).isVisible(), false);
    await content(page).getByText("comb01").waitFor();
  });
}

test("an image comes to the end of the text where the cursor is in front matter", {}, async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Front matter as text" }).click();
  await content(page).click();
  await page.keyboard.press("Control+Home");
  await page.locator("input[type=file]").setInputFiles({ name: "comb.png", mimeType: "image/png", buffer: IMAGE });
  await page.getByLabel("What it shows").fill("A comb");
  await page.getByLabel("Licence").fill("CC0-1.0");
  await page.getByRole("button", { name: "Put it into the text" }).click();
  await content(page).getByText("![A comb](media/comb.png)").waitFor();
  assert.match(await content(page).innerText(), /builds them\.\s+!\[A comb\]\(media\/comb\.png\)\s*$/u);
});

test("what is found in the page itself comes before what it does to others", {}, async ({ page }) => {
  await open(page);
  await toEnd(page);
  await page.keyboard.type("Of {{nothing}} and [[honney-bee]].");
  await page.locator(".edit-notes li.error").waitFor();
  const places = await page.locator(".edit-notes .where").allInnerTexts();
  const first = places.findIndex((place) => !place.startsWith("line "));
  assert.ok(first === -1 || places.slice(first).every((place) => !place.startsWith("line ")), places.join(", "));
});

const SCREENS = {
  "a wide screen": { viewport: { width: 1280, height: 800 } },
  "a telephone": { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true },
};

/** Whether an element is on the screen as a whole, with nothing over it. */
const isInSight = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top >= 0 && bottom <= innerHeight && element.contains(at);
  });

for (const [name, screen] of Object.entries(SCREENS)) {
  test(`what is pressed and how the text stands stay in sight on ${name}`, screen, async ({ page }) => {
    await open(page);
    const button = page.getByRole("button", { name: "Save", exact: true });
    const state = page.locator(".edit-kept");
    for (const place of [0, 300, 100_000]) {
      await page.evaluate((y) => scrollTo(0, y), place);
      assert.ok(await isInSight(button), `the button, scrolled by ${place}`);
      assert.ok(await isInSight(state), `the state, scrolled by ${place}`);
    }
  });
}

test("what could be made of a pasted address is in sight", SCREENS["a wide screen"], async ({ page }) => {
  await open(page);
  await toEnd(page);
  await content(page).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "https://example.org/tides");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  const offer = page.getByRole("button", { name: "Cite it as a source" });
  await offer.waitFor();
  assert.ok(await isInSight(offer));
});

test("a keyboard that replaces a word replaces it once", SCREENS["a telephone"], async ({ page }) => {
  await open(page);
  await content(page).getByText("builds them.").tap();
  await page.keyboard.press("End");
  await page.keyboard.type(" teh cat");
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector(".cm-content"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const at = node.data.indexOf("teh");
      if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 3);
    }
  });
  // As a browser does it for a correction that is chosen: it says so, and puts the word in the place of what is selected.
  await page.evaluate(() => document.execCommand("insertText", false, "the"));
  await content(page).getByText("builds them. the cat").waitFor();
  await said(page, "Not saved");
});

test("keys lead from the text to what is pressed, past the links of the preview", {}, async ({ page }) => {
  await open(page);
  await page.locator(".edit-preview a").first().waitFor();
  await toEnd(page);
  const summary = page.getByLabel("What did you change");
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    if (await summary.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.type("By keys alone");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Save");
});
