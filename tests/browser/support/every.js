// The tests that every page passes: nothing sticks out, and everyone can use it.

import assert from "node:assert/strict";
import { axeFindings, overflow } from "./measure.js";

/** Tests the pages at some addresses, by their names, on screens of some widths. */
export function testEveryPage(test, pages, widths) {
  for (const width of widths) {
    test(`nothing is wider than a screen of ${width} pixels`, { viewport: { width, height: 700 } }, async ({
      page,
    }) => {
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(address);
        assert.equal(await overflow(page), 0, `${name} is wider, by so many pixels`);
      }
    });
  }
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, address] of Object.entries(pages)) {
      test(`axe finds nothing on ${name}, ${colorScheme}`, { colorScheme }, async ({ page }) => {
        await page.goto(address);
        assert.deepEqual(await axeFindings(page), []);
      });
    }
  }
}
