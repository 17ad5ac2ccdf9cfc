// How long `almanac serve` takes until the first page of a folder is there, with nothing kept from before.
//
//     node first-page.mjs ALMANAC FOLDER [PATH]
//
// PATH is the address of a page besides the first one, which is fetched too.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [almanac, folder, path = "/entries/"] = process.argv.slice(2);
const home = mkdtempSync(join(tmpdir(), "almanac-first-page-"));
const port = 20_000 + (process.pid % 20_000);
const address = `127.0.0.1:${port}`;
const began = performance.now();
const server = spawn(almanac, ["serve", folder, "--public", "--addr", address], {
  env: { ...process.env, XDG_CACHE_HOME: join(home, "cache"), XDG_DATA_HOME: join(home, "data") },
  stdio: "ignore",
});
try {
  for (const place of ["/", path]) {
    console.log(`${place} after ${Math.round(await answer(place))} ms`);
  }
} finally {
  server.kill();
  rmSync(home, { recursive: true, force: true });
}

/** When a page has come, in milliseconds since the server was started. */
async function answer(place) {
  for (;;) {
    const response = await fetch(`http://${address}${place}`).catch(() => undefined);
    if (response?.ok) {
      await response.text();
      return performance.now() - began;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
