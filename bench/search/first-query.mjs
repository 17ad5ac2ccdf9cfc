// Asks a built site for queries in a browser that has nothing of it yet: `node first-query.mjs PLAYWRIGHT CHROMIUM SITE QUERIES`.
// PLAYWRIGHT is the folder of its package, QUERIES a file with what is typed, as JSON. Prints for each query, as JSON, the
// bytes that were sent, in how many round trips, how many hits were shown, and how long scripts were at work.
//
// The site is served as hosts serve it: texts and scripts compressed by gzip, all else as it is, each after a while, as what
// comes over a network does. Without it files would be there before the next of the same round trip are asked for.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [playwright, executablePath, site, list] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(playwright, "index.mjs")).href);
const queries = JSON.parse(await readFile(list, "utf8"));

const TYPES = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** How many milliseconds a round trip takes. */
const ROUND_TRIP = 40;

const compressed = new Map();

async function answerTo(pathname) {
  let file = join(site, decodeURIComponent(pathname));
  if ((await stat(file)).isDirectory()) file = join(file, "index.html");
  const type = TYPES[extname(file)];
  if (type === undefined) return { type: "application/octet-stream", bytes: await readFile(file) };
  if (!compressed.has(file)) compressed.set(file, gzipSync(await readFile(file)));
  return { type, bytes: compressed.get(file), coding: "gzip" };
}

const server = createServer(async (request, response) => {
  try {
    const wait = new Promise((resolve) => setTimeout(resolve, ROUND_TRIP));
    const [{ type, bytes, coding }] = await Promise.all([answerTo(new URL(request.url, "http://localhost").pathname), wait]);
    const headers = { "content-type": type, "content-length": bytes.length, "cache-control": "max-age=600" };
    if (coding !== undefined) headers["content-encoding"] = coding;
    response.writeHead(200, headers).end(bytes);
  } catch {
    response.writeHead(404, { "content-length": 0 }).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const root = `http://127.0.0.1:${server.address().port}/`;

/**
 * In the page: what was loaded for search, and how manieth round trip the last of the texts was that results show, counted
 * from the page itself. Facts, for the answer above them, and what results can be narrowed to come after.
 */
function loaded() {
  const isOfSearch = ({ name }) => /\.js$|\/search\/.*\.bin$|\/results\..*\.css$/.test(name);
  const files = performance.getEntriesByType("resource").filter(isOfSearch);
  files.sort((one, other) => one.startTime - other.startTime);
  const needed = files.filter(({ name }) => /\.bin$|\/(static-search|folding|characters)\./.test(name));
  const trips = new Map();
  for (const file of needed) {
    const before = needed.filter(({ responseEnd }) => responseEnd <= file.startTime);
    trips.set(file.name, 1 + Math.max(0, ...before.map(({ name }) => trips.get(name))));
  }
  const texts = [...trips].filter(([name]) => /\/search\/pages\/.*\d\.bin$/.test(name)).map(([, trip]) => trip);
  const sizes = files.map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize]);
  return { sizes, trips: Math.max(0, ...texts) };
}

/** What a browser calls it when scripts are at work, what follows a promise included. */
const SCRIPTS = new Set([
  "EvaluateScript",
  "FunctionCall",
  "RunMicrotasks",
  "TimerFire",
  "EventDispatch",
  "FireAnimationFrame",
  "MinorGC",
  "MajorGC",
  "v8.compile",
  "v8.compileModule",
  "v8.evaluateModule",
]);

/** For how many milliseconds something of these names was at work on the page's own thread. */
function spent(events, isCounted) {
  const isMain = ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain";
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid}:${tid}`));
  const sums = [...threads].map((thread) => {
    const own = events.filter(({ pid, tid, ph, name }) => ph === "X" && `${pid}:${tid}` === thread && isCounted(name));
    let [sum, until] = [0, 0];
    for (const { ts, dur } of own.sort((one, other) => one.ts - other.ts)) {
      sum += Math.max(0, ts + dur - Math.max(ts, until));
      until = Math.max(until, ts + dur);
    }
    return sum / 1000;
  });
  return Math.max(0, ...sums);
}

/** Until hits are shown, or that there are none. */
const isWhole = () => document.querySelector("main .found, main .notice") !== null;

const answers = [];
for (const query of queries) {
  // A browser of its own, so that nothing is kept of what was compiled before.
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ baseURL: root });
  await browser.startTracing(page, { categories: ["devtools.timeline", "v8", "__metadata"] });
  await page.goto(`search/?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(isWhole);
  await page.waitForLoadState("networkidle");
  const trace = JSON.parse((await browser.stopTracing()).toString());
  const { sizes, trips } = await page.evaluate(loaded);
  const hits = await page.locator("main .found > li").count();
  answers.push({
    query,
    hits,
    trips,
    sizes,
    scripts: spent(trace.traceEvents, (name) => SCRIPTS.has(name)),
  });
  await browser.close();
}
server.close();
process.stdout.write(JSON.stringify(answers));
