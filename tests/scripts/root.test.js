// The script by which a page finds the root of its site stands in the page itself: the policy names it by its hash.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const RENDER = new URL("../../crates/almanac-render/", import.meta.url);

test("the policy names the script by the hash that it has", async () => {
  const script = await readFile(new URL("assets/scripts/root.js", RENDER));
  const policy = await readFile(new URL("src/policy.rs", RENDER), "utf8");
  const hash = createHash("sha256").update(script).digest("base64");
  assert.ok(policy.includes(`"${hash}"`), `write ${hash} to ROOT_SCRIPT_HASH in src/policy.rs`);
});
