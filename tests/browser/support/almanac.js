// Starts the real `almanac` program, as its user would.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
export const PROGRAM = process.env.ALMANAC ?? here("../../../target/debug/almanac");
// The day is fixed, so that no fact grows stale while nobody touches the tests.
const TODAY = "2026-11-24";

export const FIXTURE = here("../fixture");

/** Serves a folder, or the almanac inside the program if none is given. */
export async function serve(folder) {
  const words = ["serve", "--addr", "127.0.0.1:0", "--today", TODAY];
  // From a folder that is no almanac, so that it is the one inside the program that is served.
  const server = spawn(PROGRAM, folder ? [...words, folder] : words, {
    cwd: tmpdir(),
    env: { ...process.env, XDG_DATA_HOME: join(tmpdir(), "almanac-browser-data") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (text) => {
    said += text;
  });
  const ended = once(server, "exit");
  const address = await Promise.race([
    firstLine(server.stdout),
    ended.then(([code]) => Promise.reject(new Error(`almanac serve ended with ${code}: ${said}`))),
  ]);
  const desk = address.replace("localhost", "127.0.0.1");
  return {
    /** The address of the site, with a slash at its end. */
    root: desk.split("?")[0],
    /** The address that opens the desk. */
    desk,
    async stop() {
      server.kill("SIGTERM");
      const [code] = await ended;
      if (code !== 0) throw new Error(`almanac serve ended with ${code}: ${said}`);
    },
  };
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  return new Promise(() => undefined);
}

/** Runs the program to its end. */
export async function run(...words) {
  const program = spawn(PROGRAM, words, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  program.stderr.on("data", (text) => {
    said += text;
  });
  const [code] = await once(program, "exit");
  if (code !== 0) throw new Error(`almanac ${words[0]} ended with ${code}: ${said}`);
}

/** Builds a folder's site into another folder. */
export const build = (folder, out) => run("build", folder, "--out", out, "--today", TODAY);

/** An empty folder, and the way to be rid of it. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "almanac-browser-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A copy of the fixture that a test may edit. */
export async function fixtureCopy() {
  const { folder, remove } = await temporaryFolder();
  await cp(FIXTURE, folder, { recursive: true });
  return { folder, remove };
}
