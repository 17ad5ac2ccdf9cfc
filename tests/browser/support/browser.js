// A browser for each test, and the rules that hold on every page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

// How long to wait for what should come at once, in milliseconds: much longer than any machine needs.
const PATIENCE = 15_000;

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Declares the tests of a site: `start` serves it, and each test that is
 * declared with the function returned gets a page of a fresh browser profile.
 * At the desk it has opened the address with the token.
 * After each test nothing may have been written to the console as an error,
 * and nothing asked of another origin.
 */
export function siteTests(start, { atDesk = false } = {}) {
  let site;
  let browser;
  before(async () => {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    [site, browser] = await Promise.all([start(), chromium.launch({ executablePath, args: FLAGS })]);
  });
  after(async () => {
    await browser?.close();
    await site?.stop();
  });
  return (name, { skip = false, ...options }, body) => {
    test(name, { skip }, async () => {
      const context = await browser.newContext({ baseURL: site.root, ...options });
      context.setDefaultTimeout(PATIENCE);
      try {
        if (atDesk) await context.request.get(site.desk);
        const faults = watch(context, site.root);
        await body({ page: awaiting(await context.newPage(), options), context, browser, site });
        assert.deepEqual(faults, []);
      } finally {
        await context.close();
      }
    });
  };
}

/** The page, which goes to an address until its modules listen: they are fetched once it is shown. */
export function awaiting(page, options = {}) {
  const go = page.goto.bind(page);
  page.goto = async (address, { awake: waits = true, ...words } = {}) => {
    const answer = await go(address, words);
    if (waits && options.javaScriptEnabled !== false) await awake(page);
    return answer;
  };
  return page;
}

/** Waits until the modules of the page that is open listen. */
export function awake(page) {
  return page.waitForFunction(() => {
    const hasModules = document.querySelector('script[type="module"]') !== null;
    return !hasModules || document.documentElement.dataset.awake !== undefined;
  });
}

/** Collects what breaks the rules, as it happens. */
function watch(context, root) {
  const faults = [];
  const { origin } = new URL(root);
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin || url.protocol === "blob:" || url.protocol === "data:";
    if (!isOurs) faults.push(`asked for ${url}`);
  });
  context.on("console", (message) => {
    // A page that is not there is one, and so is a text that is not taken: the browser calls that an error.
    const isAnswer = /status of (?:401|403|404|409|412|422)|ERR_FAILED/.test(message.text());
    if (message.type() === "error" && !isAnswer) faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`error: ${error.error().message}`));
  return faults;
}

/** The pages of a path's steps, read from its page. */
export async function stepTitles(page, path) {
  await page.goto(path);
  return page.locator("ol.steps > li h3").allInnerTexts();
}

/** Presses Tab until an element has the focus; fails if the end of the page comes first. */
export async function tabTo(page, locator) {
  const target = await locator.elementHandle();
  for (let presses = 0; presses < 500; presses += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      return { isThere: focused === wanted, isNowhere: focused === document.body };
    }, target);
    if (where.isThere) return;
    if (where.isNowhere && presses > 0) break;
  }
  assert.fail(`${locator} can't be reached by the Tab key`);
}
