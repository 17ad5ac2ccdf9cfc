// A first visit on a slow line is in the site's own faces, and next to nothing moves when these come.

import assert from "node:assert/strict";
import { serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";

const test = siteTests(() => serve());

// "Slow 4G" of the browser's own tools: bytes per second, and milliseconds.
const SLOW = { offline: false, downloadThroughput: 180_000, uploadThroughput: 84_375, latency: 562.5 };
/** A third of this is what one line that breaks elsewhere adds; from 0.1 on a shift is bad. */
const MOST_MOVED = 0.04;

const PAGES = {
  "the first page": "",
  "a path": "paths/open-vs-closed-ai",
  "a step": "paths/open-vs-closed-ai/1",
  "an entry": "entries/hugging-face",
};

/** Takes from the style sheet the fonts of desktops, so that what stands in is one of Android's, as on a phone. */
async function withFontsOfAndroid(context) {
  await context.route(/\/assets\/almanac\.[^/]*\.css$/, async (route) => {
    const response = await route.fetch();
    const styles = await response.text();
    await route.fulfill({
      response,
      body: styles.replaceAll(/"(Times New Roman|Arial|Liberation S[a-z]+)/g, '"No $1'),
    });
  });
}

/** Whether a face whose source is a font of the system has found it. */
const isThere = (page, face) =>
  page.evaluate(async (name) => {
    const loaded = await document.fonts.load(name).catch(() => []);
    return loaded.some(({ status }) => status === "loaded");
  }, face);

for (const [screen, width, height, prepare] of [
  ["1440 pixels", 1440, 900],
  ["390 pixels", 390, 844],
  ["390 pixels with Android's fonts", 390, 844, withFontsOfAndroid],
]) {
  for (const [name, address] of Object.entries(PAGES)) {
    test(`a first visit of ${name} at ${screen} is in the site's faces, and next to nothing moves`, {
      viewport: { width, height },
      skip: prepare !== undefined && process.env.WITHOUT_FONTS_OF_ANDROID !== undefined,
    }, async ({ page, context }) => {
      await prepare?.(context);
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", SLOW);
      await page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            window.shifts.push([value, ...sources.map(({ node }) => node?.nodeName)]);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(address, { waitUntil: "load" });
      const faces = await page.evaluate(async () => {
        await document.fonts.ready;
        // Two frames, so that what the fonts move is drawn.
        for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
        return [...document.fonts]
          .filter(({ status }) => status === "loaded")
          .map(({ family, style }) => [family, style]);
      });
      const loaded = new Set(faces.map((face) => face.join(" ").replaceAll('"', "")));
      for (const face of [
        "Almanac Serif normal",
        "Almanac Display normal",
        "Almanac Sans normal",
        "Almanac Serif italic",
      ]) {
        assert.ok(loaded.has(face), `${face} is not there: ${[...loaded]}`);
      }
      const shifts = await page.evaluate(() => window.shifts);
      const sum = shifts.reduce((total, [value]) => total + value, 0);
      assert.ok(sum < MOST_MOVED, `${sum}: ${JSON.stringify(shifts)}`);
    });
  }
}

test("what stands in for a face until it comes has as much room", {}, async ({ page }) => {
  await page.goto("");
  const pairs = [
    ["Almanac Serif", "Serif Until", "400", "normal"],
    ["Almanac Serif", "Serif Until", "600", "normal"],
    ["Almanac Serif", "Serif Until", "400", "italic"],
    ["Almanac Display", "Display Until", "400", "normal"],
    ["Almanac Sans", "Sans Until", "400", "normal"],
    ["Almanac Sans", "Sans Until", "600", "normal"],
  ];
  // Not every system has the fonts of Android.
  for (const [own, until, weight, style] of [
    ["Almanac Serif", "Serif Phone", "400", "normal"],
    ["Almanac Serif", "Serif Phone", "600", "normal"],
    ["Almanac Serif", "Serif Phone", "400", "italic"],
    ["Almanac Display", "Display Phone", "400", "normal"],
    ["Almanac Sans", "Sans Phone", "600", "normal"],
  ]) {
    if (await isThere(page, `${style} ${weight} 40px "${until}"`)) pairs.push([own, until, weight, style]);
  }
  const sizes = await page.evaluate(async (faces) => {
    const words =
      "The weights of a model may be published or withheld, and each choice has its reasons. Whoever publishes them can’t take them back.";
    const sizeIn = (family, weight, style) => {
      const probe = document.createElement("span");
      Object.assign(probe.style, {
        font: `${style} ${weight} 40px "${family}", monospace`,
        whiteSpace: "nowrap",
        position: "absolute",
        lineHeight: "normal",
      });
      probe.textContent = words;
      document.body.append(probe);
      const { width, height } = probe.getBoundingClientRect();
      probe.remove();
      return { width, height };
    };
    const found = [];
    for (const [own, until, weight, style] of faces) {
      await document.fonts.load(`${style} ${weight} 40px "${own}"`);
      await document.fonts.load(`${style} ${weight} 40px "${until}"`);
      found.push([sizeIn(own, weight, style), sizeIn(until, weight, style)]);
    }
    return found;
  }, pairs);
  for (const [index, [own, until]] of sizes.entries()) {
    const label = pairs[index].join(" ");
    assert.ok(Math.abs(until.width / own.width - 1) < 0.03, `${label}: ${until.width} for ${own.width}`);
    assert.ok(Math.abs(until.height / own.height - 1) < 0.02, `${label}: ${until.height} for ${own.height}`);
  }
});
