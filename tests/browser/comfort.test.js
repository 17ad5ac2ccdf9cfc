// What makes long reading pleasant: the reader's own settings, their place, notes in the margin, contents that follow.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { awaiting, siteTests } from "./support/browser.js";
import { axeFindings, overflow } from "./support/measure.js";

const STEP = "paths/open-vs-closed-ai/5";
const PHONE = { viewport: { width: 390, height: 844 } };
const WIDE = { viewport: { width: 1440, height: 900 } };

const test = siteTests(() => serve());

const fontSize = (page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const settings = (page) => page.locator("summary", { hasText: "Text size and colours" });

test("a text size that was chosen holds on every page, from the first moment", {}, async ({ page }) => {
  await page.goto("");
  const usual = await fontSize(page);
  await settings(page).click();
  await page.getByLabel("largest").check();
  assert.ok((await fontSize(page)) > usual * 1.3);
  await page.goto(STEP);
  assert.ok((await fontSize(page)) > usual * 1.3);
  assert.equal(await overflow(page), 0);
  await settings(page).click();
  assert.ok(await page.getByLabel("largest").isChecked());
  await page.getByLabel("usual").check();
  await page.reload();
  assert.equal(await fontSize(page), usual);
});

test("colours can be chosen against those of the device", { colorScheme: "light" }, async ({ page }) => {
  await page.goto("");
  const light = await background(page);
  await settings(page).click();
  await page.getByLabel("dark", { exact: true }).check();
  assert.notEqual(await background(page), light);
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByLabel("dark", { exact: true }).isVisible(), false);
});

test("what is chosen in one tab is seen in another", { colorScheme: "light" }, async ({ page, context }) => {
  await page.goto("");
  const light = await background(page);
  const other = awaiting(await context.newPage());
  await other.goto("");
  await settings(other).click();
  await other.getByLabel("dark", { exact: true }).check();
  await page.waitForFunction((colour) => getComputedStyle(document.body).backgroundColor !== colour, light);
});

/** Opens a step whose module comes only when the function returned is called. */
async function asleep(page) {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(/\/page\.\w+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(STEP, { awake: false });
  return release;
}

test("what is pressed before a page listens is done once it does", {}, async ({ page }) => {
  const release = await asleep(page);
  await page.keyboard.press("Control+k");
  release();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("bee");
  assert.equal(await page.getByRole("dialog").getByRole("searchbox").inputValue(), "bee");
});

test("keys without a modifier can be turned off", {}, async ({ page }) => {
  await page.goto(STEP);
  await settings(page).click();
  await page.getByLabel("Keys without Ctrl").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(new URL(page.url()).pathname.endsWith(STEP), true);
  await settings(page).click();
  assert.equal(await page.locator("[name=shortcut-keys]").isChecked(), false);
  await page.locator("[name=shortcut-keys]").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowRight");
  await page.waitForURL((url) => !url.pathname.endsWith(STEP));
});

test("an arrow that moves the caret or scrolls turns no page", {}, async ({ page }) => {
  await page.goto(STEP);
  // As caret browsing (F7) does: the key moves the caret before anything else happens.
  await page.evaluate(() => {
    const words = document.createTreeWalker(document.querySelector(".prose p"), NodeFilter.SHOW_TEXT).nextNode();
    getSelection().collapse(words, 0);
    addEventListener("keydown", () => getSelection().collapse(words, getSelection().focusOffset + 1));
  });
  await page.keyboard.press("ArrowRight");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok(new URL(page.url()).pathname.endsWith(STEP));
  await page.reload();
  await page.evaluate(() => {
    const wide = document.createElement("div");
    wide.style.cssText = "overflow-x: auto; width: 5rem";
    const within = wide.appendChild(document.createElement("p"));
    within.style.width = "40rem";
    within.tabIndex = 0;
    document.querySelector(".prose").prepend(wide);
    within.focus();
  });
  await page.keyboard.press("ArrowRight");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok(new URL(page.url()).pathname.endsWith(STEP));
});

test("the bar counts the minutes down, and leads back to one's place", {}, async ({ page }) => {
  await page.goto(STEP);
  const left = async () => Number.parseInt(await page.locator(".bar .left").innerText(), 10);
  const before = await left();
  await page
    .locator(".prose h2")
    .nth(3)
    .evaluate((heading) => heading.scrollIntoView());
  await page.waitForFunction(
    (minutes) => Number.parseInt(document.querySelector(".bar .left").innerText, 10) < minutes,
    before,
  );
  const place = await page.locator(".prose h2").nth(3).getAttribute("id");
  await page.waitForFunction(
    (id) => Object.entries(localStorage).some(([key, value]) => key.includes(":place:") && value.startsWith(`${id} `)),
    place,
  );
  await page.goto("paths/open-vs-closed-ai");
  await page.goto(STEP);
  const back = page.getByRole("link", { name: "where you were" });
  await back.click();
  await page.waitForURL((url) => url.hash === `#${place}`);
  await back.waitFor({ state: "hidden" });
});

/** Counts what the scripts of every page ask of the storage, and the changes by other tabs that they hear of. */
function countStorage(context) {
  return context.addInitScript(() => {
    globalThis.storageUse = { reads: 0, writes: 0, changes: 0 };
    const count = (kind, method) => {
      const original = Storage.prototype[method];
      Storage.prototype[method] = function (...words) {
        globalThis.storageUse[kind] += 1;
        return original.apply(this, words);
      };
    };
    count("reads", "getItem");
    count("writes", "setItem");
    count("writes", "removeItem");
    addEventListener("storage", () => {
      globalThis.storageUse.changes += 1;
    });
  });
}

test("scrolling is written once, when it ends, and no other tab does anything for it", {}, async ({
  page,
  context,
}) => {
  await countStorage(context);
  await page.goto(STEP);
  const other = awaiting(await context.newPage());
  await other.goto("paths/open-vs-closed-ai");
  const unused = await other.evaluate(() => {
    globalThis.storageUse = { reads: 0, writes: 0, changes: 0 };
    return globalThis.storageUse;
  });
  await page.bringToFront();
  const { scrolls, writes } = await page.evaluate(() => {
    globalThis.storageUse.writes = 0;
    const seen = { scrolls: 0, writes: 0 };
    addEventListener("scroll", () => {
      seen.scrolls += 1;
      seen.writes = globalThis.storageUse.writes;
    });
    const top = document.querySelectorAll(".prose h2")[3].offsetTop;
    return new Promise((resolve) => {
      addEventListener("scrollend", () => resolve(seen), { once: true });
      scrollTo({ top, behavior: "smooth" });
    });
  });
  assert.ok(scrolls > 5, `${scrolls} steps of scrolling`);
  assert.equal(writes, 0);
  await page.waitForFunction(() => globalThis.storageUse.writes > 0);
  await other.waitForFunction(() => globalThis.storageUse.changes > 0);
  assert.equal(await page.evaluate(() => globalThis.storageUse.writes), 1);
  await other.bringToFront();
  await other.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.deepEqual(await other.evaluate(() => globalThis.storageUse), { ...unused, changes: 1 });
});

test("a page that is left while it scrolls keeps its place", {}, async ({ page }) => {
  // The end of scrolling is hidden from the page, so that only leaving it can have kept the place.
  await page.addInitScript(() => addEventListener("scrollend", (event) => event.stopImmediatePropagation(), true));
  await page.goto(STEP);
  await page
    .locator(".prose h2")
    .nth(3)
    .evaluate((heading) => heading.scrollIntoView());
  await page.waitForFunction(() => document.querySelector(".bar progress").value > 4.1);
  await page.goto("paths/open-vs-closed-ai");
  await page.goto(STEP);
  await page.getByRole("link", { name: "where you were" }).waitFor();
});

test("where storage is forbidden, every page does what it can without", {}, async ({ page }) => {
  await page.addInitScript(() => {
    const forbidden = {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    };
    Object.defineProperty(window, "localStorage", forbidden);
    Object.defineProperty(window, "sessionStorage", forbidden);
  });
  await page.goto(STEP);
  await page.mouse.wheel(0, 2000);
  await page.waitForFunction(() => document.querySelector(".bar progress").value > 4.1);
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.getByText(/keeps nothing for this site/).waitFor();
  await page.goto("progress");
  await page.getByText("Nothing yet", { exact: false }).first().waitFor();
  await page.goto("");
  await settings(page).click();
  await page.getByLabel("largest").check();
});

test("on a wide screen a source stands beside the line that cites it", WIDE, async ({ page }) => {
  await page.goto("entries/openai");
  // Those below it may be pushed down by one another, where they are longer than what they stand beside.
  const aside = page.locator(".prose .aside[data-note]").first();
  const number = await aside.getAttribute("data-note");
  const mark = page.locator(`.prose .cite a[href='#note:${number}']`).first();
  const [asideBox, markBox, text] = await Promise.all([
    aside.boundingBox(),
    mark.boundingBox(),
    page.locator(".prose").boundingBox(),
  ]);
  assert.ok(asideBox.x >= text.x + text.width, "it stands outside of the text");
  assert.ok(Math.abs(asideBox.y - markBox.y) < 40, "it stands beside its line");
  assert.equal(await overflow(page), 0);
});

test("on a phone a citation opens its source in place, each time it is cited", {
  viewport: { width: 390, height: 844 },
}, async ({ page }) => {
  await page.goto("entries/openai");
  const marks = page.locator(".prose > p .cite a[href='#note:1']");
  await marks.last().click();
  const opened = page.locator(".prose .aside.is-open");
  await opened.getByRole("link").waitFor();
  assert.equal(new URL(page.url()).hash, "");
  assert.equal(await overflow(page), 0);
  assert.deepEqual(await axeFindings(page), []);
  await marks.last().click();
  await opened.waitFor({ state: "detached" });
});

test("no notes in the margin lie over each other", WIDE, async ({ page }) => {
  for (const path of ["entries/openai", "threads/open-weights-progress", STEP]) {
    await page.goto(path);
    const boxes = await page
      .locator(".prose .aside:visible")
      .evaluateAll((all) => all.map((aside) => aside.getBoundingClientRect().toJSON()));
    assert.ok(boxes.length > 5);
    for (const [index, box] of boxes.entries()) {
      if (index > 0) assert.ok(box.top >= boxes[index - 1].bottom - 1, `${path}: note ${index}`);
    }
  }
});

test("a link shows what it leads to on hover and on focus, and Escape puts it away", WIDE, async ({ page }) => {
  await page.goto("entries/openai");
  const link = page.locator(".prose a[href$='/entries/gpt-2']").first();
  const panel = page.getByRole("tooltip");
  await link.hover();
  await panel.getByText("that began the debate about open weights").waitFor();
  const [box, line] = await Promise.all([panel.boundingBox(), link.boundingBox()]);
  const isApart = box.x >= line.x + line.width || box.y >= line.y + line.height || box.y + box.height <= line.y;
  assert.ok(isApart, "it does not stand on the link");
  await panel.hover();
  assert.ok(await panel.isVisible(), "it can be pointed at");
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  await link.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await panel.waitFor();
  assert.equal(await link.getAttribute("aria-describedby"), await panel.getAttribute("id"));
});

test("the list of contents says where one is", WIDE, async ({ page }) => {
  await page.goto("entries/openai");
  const section = page.locator(".prose h2").nth(2);
  await section.evaluate((heading) => heading.scrollIntoView());
  const here = page.locator(".contents a[aria-current]");
  await here.waitFor();
  assert.equal(await here.getAttribute("href"), `#${await section.getAttribute("id")}`);
  assert.ok(await here.isVisible(), "the list has followed");
});

test("the list of contents is in view with the first line, whatever the facts", WIDE, async ({ page }) => {
  await page.goto("entries/hugging-face");
  const last = page.locator(".contents a").last();
  const { bottom } = await last.evaluate((link) => link.getBoundingClientRect());
  assert.ok(bottom < 900, `the contents end at ${bottom}`);
});

test("the years of a thread follow, and the one that is read is marked", {}, async ({ page }) => {
  await page.goto("threads/open-weights-progress");
  await page.locator(".years a").last().click();
  const here = page.locator(".years a[aria-current]");
  await here.waitFor();
  assert.match(await here.innerText(), /^202\d$/);
  const { top } = await here.evaluate((link) => link.getBoundingClientRect());
  assert.ok(top >= 0 && top < 100, `the years stand at ${top}`);
});

test("on a phone no year is broken, and the one that is read is in view", PHONE, async ({ page }) => {
  await page.goto("threads/open-weights-progress");
  await page.locator(".thread .event").last().scrollIntoViewIfNeeded();
  await page.locator(".years a[aria-current]", { hasText: "2026" }).waitFor();
  const years = await page.locator(".years a").evaluateAll((links) =>
    links.map((link) => {
      const { left, right } = link.getBoundingClientRect();
      const isInView = left >= 0 && right <= window.innerWidth;
      return { lines: link.getClientRects().length, isInView };
    }),
  );
  assert.deepEqual(new Set(years.map(({ lines }) => lines)), new Set([1]));
  assert.ok(years.at(-1)?.isInView, "the year that is read");
});

test("a long list is narrowed by the words that are typed", {}, async ({ page }) => {
  await page.goto("sources/");
  const lines = page.locator("[data-lines] > li:visible");
  const all = await lines.count();
  await page.getByLabel("Only those with").fill("MISTRAL docu");
  await page.waitForFunction(
    (before) => document.querySelectorAll("[data-lines] > li:not([hidden])").length < before,
    all,
  );
  for (const words of await lines.allInnerTexts()) assert.match(words, /mistral/i);
  await page.getByLabel("Only those with").fill("no such words");
  await page.getByText("Nothing bears all of these words").waitFor();
  assert.equal(await page.locator("main h2:visible").count(), 1);
  assert.deepEqual(await axeFindings(page), []);
});

test("a thread leads to each of its years", {}, async ({ page }) => {
  await page.goto("threads/open-weights-progress");
  await page.getByRole("navigation", { name: "Jump to a year" }).getByRole("link", { name: "2024" }).click();
  const event = page.locator(":target").locator("xpath=ancestor-or-self::*[contains(@class, 'event')]");
  assert.match(await event.locator(".date").innerText(), /2024/);
});

test("forced colours and reduced motion change nothing that can be read", {
  forcedColors: "active",
  reducedMotion: "reduce",
}, async ({ page }) => {
  await page.goto("paths/open-vs-closed-ai");
  assert.ok(await page.getByRole("link", { name: "Begin →" }).isVisible());
  const border = await page
    .getByRole("link", { name: "Begin →" })
    .evaluate((link) => getComputedStyle(link).borderStyle);
  assert.equal(border, "solid");
  await page.goto(STEP);
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
});

/** What a screen reader meets of a page, in its order: the roles that structure it, with their names. */
const heard = async (page) => {
  const tree = await page.locator("body").ariaSnapshot();
  const marks =
    /^\s*- (banner|navigation|main|article|complementary|contentinfo|search|heading)\b(?: "([^"]*)")?(?: \[level=(\d)\])?/;
  const lines = tree
    .split("\n")
    .map((line) => marks.exec(line))
    .filter((found) => found !== null);
  return lines.map(([, role, name, level]) => [role, level, name].filter(Boolean).join(" "));
};

test("an entry is heard in the order in which it is read", WIDE, async ({ page }) => {
  await page.goto("entries/openai");
  const order = await heard(page);
  const at = (what) => order.findIndex((line) => line.startsWith(what));
  assert.deepEqual(order.slice(0, 5), ["banner", "navigation Site", "main", "article", "heading 1 OpenAI"]);
  assert.ok(at("navigation On this page") > at("heading 1"), "contents come behind the title");
  assert.ok(at("heading 2") > at("navigation On this page"), "and before the text");
  assert.ok(at("heading 2 Sources") > at("heading 2"), "sources come behind it");
  assert.equal(order.at(-1), "contentinfo");
  const levels = order
    .map((line) => /^heading (\d)/.exec(line))
    .filter(Boolean)
    .map(([, level]) => Number(level));
  for (const [index, level] of levels.slice(1).entries()) assert.ok(level <= levels[index] + 1, "no level is left out");
});

test("a step is heard from the way out to Done and next", WIDE, async ({ page }) => {
  await page.goto("paths/open-vs-closed-ai/2");
  const order = await heard(page);
  assert.deepEqual(order.slice(0, 2), ["banner", "navigation Path"]);
  assert.ok(order.includes("heading 1 Hugging Face"));
  const [done, next] = [page.getByRole("button", { name: /^Done/ }), page.locator("a[rel=next]")];
  const follows = await done.evaluate(
    (button, link) => Boolean(button.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING),
    await next.elementHandle(),
  );
  assert.ok(follows, "next comes behind Done");
});

test("the next step begins at its top, for eyes and keyboard alike", WIDE, async ({ page }) => {
  await page.goto("paths/open-vs-closed-ai/1");
  await page.getByRole("button", { name: /^Done/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/2"));
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  await page.keyboard.press("Tab");
  assert.ok(
    await page.getByRole("link", { name: "Skip to the text" }).evaluate((link) => link === document.activeElement),
  );
});

/** How many bytes come over the wire for a page, by what they are for, once the server has compressed it all for good. */
async function transferred(context, page, address) {
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  let visit;
  network.on("Network.responseReceived", ({ requestId, type, response }) => {
    visit.kinds.set(requestId, type);
    visit.isFinal &&= response.headers["content-encoding"] !== "gzip";
    if (type === "Document") visit.isFinal &&= /-brd"$/.test(response.headers.etag);
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = visit.kinds.get(requestId);
    visit.bytes.all += encodedDataLength;
    if (kind in visit.bytes) visit.bytes[kind] += encodedDataLength;
  });
  // A server that has just started answers by the quicker gzip until its files are compressed by Brotli, and a page that
  // is asked for again is compressed once more, as hard as can be.
  for (let visits = 0; visits < 60; visits += 1) {
    visit = { kinds: new Map(), bytes: { Font: 0, Script: 0, all: 0 }, isFinal: true };
    await page.goto(address, { waitUntil: "networkidle" });
    if (visit.isFinal) return visit.bytes;
  }
  return assert.fail("the server goes on answering by what is quick to make");
}

for (const address of [
  "paths/open-vs-closed-ai",
  "paths/open-vs-closed-ai/1",
  "paths/open-vs-closed-ai/2",
  "entries/hugging-face",
]) {
  test(`little is sent for ${address}`, WIDE, async ({ page, context }) => {
    const { Font, Script, all } = await transferred(context, page, address);
    assert.ok(Script > 0 && Script <= 15_000, `${Script} bytes of script`);
    assert.ok(all - Font <= 40_000, `${all - Font} bytes without fonts`);
  });
}
