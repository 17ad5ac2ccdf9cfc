// What axe can't see: that what has the focus is seen, that what is pressed is large enough, and where things stand.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";

const test = siteTests(() => serve());

const WIDE = { viewport: { width: 1440, height: 900 } };
const NARROW = { viewport: { width: 390, height: 844 } };

const PAGES = {
  "the first page": "",
  "the list of paths": "paths/",
  "a path": "paths/open-vs-closed-ai",
  "a step": "paths/open-vs-closed-ai/1",
  "a closing page": "paths/open-vs-closed-ai/end",
  "the list of entries": "entries/",
  "an entry": "entries/hugging-face",
  "a thread": "threads/open-weights-progress",
  "the list of sources": "sources/",
  search: "search?q=weights",
  progress: "progress",
  changes: "changes",
  "what is requested": "requested",
  "a page that is not there": "entries/nothing-here",
};

/** Of what has the focus: its name, and whether any of it is seen. At the end of a page nothing has it. */
function focused() {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  // Of a drawing, what is drawn counts: a link's label may stand far from its point.
  const parts = element.closest("svg") === null ? [element] : [...element.querySelectorAll("text, circle, rect")];
  const isSeen = parts
    .flatMap((part) => [...part.getClientRects()])
    .some((box) => {
      const across = [0.1, 0.5, 0.9].map((share) => box.left + share * box.width);
      const down = [0.1, 0.5, 0.9].map((share) => box.top + share * box.height);
      const points = across.flatMap((x) => down.map((y) => [x, y]));
      return points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (element.contains(top) || top.contains(element));
      });
    });
  return { name: element.outerHTML.slice(0, 120), isSeen };
}

/** How often Tab is pressed at most: some lists have thousands of links. */
const MOST_STOPS = 50;

for (const options of [WIDE, NARROW]) {
  const screen = `${options.viewport.width} pixels`;
  test(`what has the focus is seen at ${screen} (WCAG 2.4.11)`, options, async ({ page }) => {
    for (const [name, address] of Object.entries(PAGES)) {
      await page.goto(address);
      let stops = 0;
      for (const key of ["Tab", "Shift+Tab"]) {
        const presses = key === "Tab" ? MOST_STOPS : Math.min(stops, 15);
        for (let press = 0; press < presses; press += 1) {
          await page.keyboard.press(key);
          const found = await page.evaluate(focused);
          if (found === null) break;
          stops += 1;
          assert.ok(found.isSeen, `on ${name}, ${key} leads to what is not seen: ${found.name}`);
        }
      }
      assert.ok(stops > 5, `${name} has ${stops} stops`);
    }
  });

  test(
    `what can be pressed is 24 pixels large, or as far from the next, at ${screen} (WCAG 2.5.8)`,
    options,
    async ({ page }) => {
      for (const [name, address] of Object.entries(PAGES)) {
        await page.goto(address);
        assert.deepEqual(await page.evaluate(smallTargets), [], name);
      }
    },
  );
}

/** What can be pressed and is too small, with nothing that excuses it. */
function smallTargets() {
  const LEAST = 24;
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")];
  // Points of figures lie where their values do; the table below each figure has the same links.
  const shown = all.filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("svg, .vh"),
  );
  const boxes = new Map(shown.map((element) => [element, element.getBoundingClientRect()]));
  const targets = shown.filter((element) => boxes.get(element).width > 1 && boxes.get(element).height > 1);
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const isSmall = (element) => Math.min(boxes.get(element).width, boxes.get(element).height) < LEAST - 0.5;
  // Within a sentence or a line of words, size follows from the line.
  const isInLine = (element) => {
    if (getComputedStyle(element).display !== "inline" || element.tagName !== "A") return false;
    const words = (node) => node.textContent.replaceAll(/\s+/g, " ").trim().length;
    let around = element.parentElement;
    while (getComputedStyle(around).display === "inline") around = around.parentElement;
    const links = [...around.querySelectorAll("a")].reduce((sum, link) => sum + words(link), 0);
    return words(around) - links > 3;
  };
  const touches = (element, other) => {
    const [x, y] = middle(boxes.get(element));
    const box = boxes.get(other);
    const away = Math.hypot(
      x - Math.max(box.left, Math.min(x, box.right)),
      y - Math.max(box.top, Math.min(y, box.bottom)),
    );
    const [otherX, otherY] = middle(box);
    return away < LEAST / 2 - 0.5 || (isSmall(other) && Math.hypot(x - otherX, y - otherY) < LEAST - 0.5);
  };
  const isNested = (element, other) => element.contains(other) || other.contains(element);
  return targets
    .filter((element) => isSmall(element) && !isInLine(element))
    .filter((element) => targets.some((other) => !isNested(element, other) && touches(element, other)))
    .map((element) => {
      const { width, height } = boxes.get(element);
      return `${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`;
    });
}

for (const options of [WIDE, NARROW]) {
  const screen = `${options.viewport.width} pixels`;
  test(`the list of steps opens below its button at ${screen}`, options, async ({ page }) => {
    await page.goto("paths/open-vs-closed-ai/2");
    const button = page.locator("nav details summary").first();
    await button.click();
    const list = page.locator("nav details[open] ol").first();
    await list.waitFor();
    const [above, below] = await Promise.all([button.boundingBox(), list.boundingBox()]);
    assert.ok(below.y >= above.y + above.height - 2, "it lies over the button");
    assert.ok(below.y <= above.y + above.height + 40, "it begins far below the button");
    const overlap = Math.min(above.x + above.width, below.x + below.width) - Math.max(above.x, below.x);
    assert.ok(overlap > 0, "it opens on another side");
  });

  test(`previous and next stand at one height at ${screen}`, options, async ({ page }) => {
    for (const number of [1, 2, 3, 7]) {
      await page.goto(`paths/open-vs-closed-ai/${number}`);
      const tops = await page.evaluate(() =>
        [...document.querySelectorAll(".turn .kicker")].map((kicker) => kicker.getBoundingClientRect().top),
      );
      assert.equal(tops.length, 2);
      assert.ok(Math.abs(tops[0] - tops[1]) < 1, `on step ${number} they stand at ${tops}`);
    }
  });
}

test("no date in the margin is broken over two lines", WIDE, async ({ page }) => {
  let seen = 0;
  for (const address of [PAGES["an entry"], PAGES["a thread"], "paths/open-vs-closed-ai/1"]) {
    await page.goto(address);
    const dates = await page.evaluate(datesInMargin);
    for (const { words, lines } of dates) assert.equal(lines, 1, `${words} on ${address}`);
    seen += dates.length;
  }
  assert.ok(seen > 5, `${seen} dates`);
});

/** The dates of the margin, each with the number of lines that it takes. Their parts are joined by spaces that don't break. */
function datesInMargin() {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const dates = [];
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.parentElement.closest("small.aside, .as-of") === null || !text.parentElement.checkVisibility()) continue;
    for (const { 0: words, index } of text.data.matchAll(/[^ \n]*\u00a0[^ \n]*/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + words.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      dates.push({ words, lines: tops.size });
    }
  }
  return dates;
}

for (const colorScheme of ["light", "dark"]) {
  test(`in forced colours marks and buttons can be read, ${colorScheme}`, {
    forcedColors: "active",
    colorScheme,
  }, async ({ page }) => {
    await page.goto(PAGES.search);
    const found = await page.evaluate(contrasts);
    assert.ok(found.length > 3, `${found.length} marks and buttons`);
    for (const { words, contrast } of found) assert.ok(contrast >= 4.5, `${words}: ${contrast}`);
  });
}

/** How far the words of marks and buttons stand out, as WCAG measures it. */
function contrasts() {
  const luminance = (colour) => {
    const parts = colour
      .match(/[\d.]+/g)
      .slice(0, 3)
      .map((part) => Number(part) / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** What lies behind words: the first of all around them that can't be seen through. */
  const backgroundOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    const isClear = /, 0\)$/.test(backgroundColor) && element.parentElement !== null;
    return isClear ? backgroundOf(element.parentElement) : backgroundColor;
  };
  return [...document.querySelectorAll("main mark, main .button, main button")]
    .filter((element) => element.checkVisibility())
    .map((element) => {
      const { color } = getComputedStyle(element);
      const backgroundColor = backgroundOf(element);
      const [dark, light] = [luminance(color), luminance(backgroundColor)].sort((one, other) => one - other);
      return { words: element.textContent, contrast: (light + 0.05) / (dark + 0.05) };
    });
}

for (const width of [320, 768]) {
  test(`the bar of a step breaks no word at ${width} pixels`, { viewport: { width, height: 700 } }, async ({
    page,
  }) => {
    await page.goto("paths/open-vs-closed-ai/1");
    const heights = await page.evaluate(() =>
      [...document.querySelectorAll(".bar .settings > summary, .bar nav summary")].map((part) => part.clientHeight),
    );
    assert.equal(heights.length, 2);
    for (const height of heights) assert.ok(height < 40, `${heights}`);
  });
}
