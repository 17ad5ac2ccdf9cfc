// Images of all types say how large they are, as the browser will find them, so that no text moves when they come.

import assert from "node:assert/strict";
import { cp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fixtureCopy, serve } from "./support/almanac.js";
import { siteTests } from "./support/browser.js";

const IMAGES = fileURLToPath(new URL("../../crates/almanac-compile/tests/images/", import.meta.url));
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M0 0h60v40H0z"/></svg>`;

async function serveImages() {
  const { folder, remove } = await fixtureCopy();
  await cp(IMAGES, join(folder, "media"), { recursive: true });
  await writeFile(join(folder, "media", "drawing.svg"), DRAWING);
  const names = [...(await readdir(IMAGES)), "drawing.svg"];
  const shown = names.map(
    (name) => `![${name}](../media/${name})\n\n<p><img src="../media/${name}" alt="${name}"></p>`,
  );
  const front = "---\ntitle: Images\nkind: insect\nstub: true\n---\n";
  const own = `<p><img src="../media/drawing.svg" alt="own" width="30"></p>`;
  await writeFile(join(folder, "entries", "images.md"), `${front}${shown.join("\n\n")}\n\n${own}\n`);
  const site = await serve(folder);
  const stop = async () => {
    await site.stop();
    await remove();
  };
  return { ...site, stop };
}

const test = siteTests(serveImages);

test("images say how large they are shown", {}, async ({ page }) => {
  await page.goto("entries/images", { waitUntil: "networkidle" });
  const images = await page.evaluate(() =>
    [...document.querySelectorAll(".prose img")].map((image) => ({
      name: image.alt,
      said: [image.getAttribute("width"), image.getAttribute("height")].map(Number),
      found: [image.naturalWidth, image.naturalHeight],
    })),
  );
  assert.equal(images.length, 2 * 9 + 1);
  for (const { name, said, found } of images) {
    assert.deepEqual(said, name === "own" ? [30, 0] : found, name);
  }
});
