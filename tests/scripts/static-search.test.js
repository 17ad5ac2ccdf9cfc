// The search of a static site finds what the server finds: the cases of `almanac-search` are run on both. Cargo makes the
// files of each case, and the scripts search them as a browser does.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { cut } from "../../crates/almanac-render/assets/scripts/cutting.js";
import { SearchFiles } from "../../crates/almanac-render/assets/scripts/search-files.js";
import { searcherOfFiles } from "../../crates/almanac-render/assets/scripts/static-search.js";

/** @import { SearchResults } from "../../crates/almanac-render/assets/scripts/results.js" */

/**
 * What a query is to find: exactly these pages in this order, those in brackets in any order, and from the place `free` on in
 * any; or some of them, or one of them first, at a depth: `own` is the original's.
 * @typedef {object} CaseQuery
 * @property {string} query
 * @property {(string | string[])[]} [finds]
 * @property {number} [free]
 * @property {string} [first]
 * @property {string} [at]
 * @property {string[]} [has]
 * @property {string[]} [lacks]
 * @property {boolean} [near]
 * @property {string[]} [leftOut]
 * @property {boolean} [onlyExclusions]
 * @typedef {{ row: string, queries: CaseQuery[] }} Case
 */

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const CASES = here("../../crates/almanac-search/tests/cases");
const SITE = "https://site.example/";

let folder = "";
/** The bytes that were sent since it was last emptied, by file. @type {Map<string, number>} */
const sent = new Map();
/** What is said to be gone. @type {Set<string>} */
const gone = new Set();
const realFetch = globalThis.fetch;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "almanac-search-"));
  const words = ["run", "--quiet", "-p", "almanac-search", "--example", "case_files", "--", folder];
  await promisify(execFile)(process.env.CARGO ?? "cargo", words, { cwd: here("../..") });
  globalThis.fetch = async (address) => {
    const name = decodeURIComponent(`${address}`.slice(SITE.length));
    const bytes = gone.has(name) ? null : await readFile(join(folder, name)).catch(() => null);
    if (bytes === null) return new Response("", { status: 404 });
    sent.set(name, bytes.length);
    return new Response(bytes);
  };
});

after(async () => {
  globalThis.fetch = realFetch;
  await rm(folder, { recursive: true });
});

/**
 * @param {string} place of a case below the folder
 * @param {string} query
 */
async function search(place, query) {
  const searcher = await searcherOfFiles(new SearchFiles(`${SITE}${place}/`), "en");
  return searcher.search({ query, filters: {}, page: 1 }, new AbortController().signal);
}

/**
 * The pages of some results, by their ids.
 * @param {string} place
 * @param {SearchResults} results
 */
const ids = (place, { hits }) =>
  hits.map(({ href }) => decodeURIComponent(href.slice(`${SITE}${place}/`.length)).replace(/#.*/, ""));

/** The depths behind the ids of pages. */
const DEPTH = /\/(introductory|intermediate|advanced)$/;

/**
 * Whether exactly the pages that a case names were found, in its order as far as that matters.
 * @param {CaseQuery} query
 * @param {string[]} found
 */
function isAsExpected({ finds = [], free }, found) {
  /** @type {string[][]} */
  const groups = [];
  for (const [place, one] of finds.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && free !== undefined && place > free) last.push(...[one].flat());
    else groups.push([one].flat());
  }
  let at = 0;
  const areThere = groups.every((group) => {
    const next = found.slice(at, at + group.length);
    at += group.length;
    return next.toSorted().join("\0") === group.toSorted().join("\0");
  });
  return areThere && at === found.length;
}

/**
 * What is wrong with what a query found.
 * @param {CaseQuery} query
 * @param {string[]} found
 * @param {SearchResults["notes"]} notes
 */
function faultsOf(query, found, notes) {
  const { finds, first, has = [], lacks = [], near = false, leftOut, onlyExclusions } = query;
  const note = (/** @type {string} */ type) => notes.find((one) => one.type === type);
  const omitted = note("left-out");
  return [
    ...(finds === undefined || isAsExpected(query, found) ? [] : [`finds ${JSON.stringify(finds)}`]),
    ...(first === undefined || found[0] === first ? [] : [`first ${first}`]),
    ...has.filter((id) => !found.includes(id)).map((id) => `has ${id}`),
    ...lacks.filter((id) => found.includes(id)).map((id) => `lacks ${id}`),
    ...(near === (note("near-words") !== undefined) ? [] : [`near words: ${near}`]),
    ...(leftOut === undefined || (omitted?.type === "left-out" && `${omitted.words}` === `${leftOut}`)
      ? []
      : [`left out ${leftOut}`]),
    ...(onlyExclusions && note("only-exclusions") === undefined ? ["only exclusions"] : []),
  ];
}

for (const file of await readdir(CASES)) {
  if (!file.endsWith(".json")) continue;
  const name = file.slice(0, -".json".length);
  test(`every case of ${name} is found on a static site as on a server`, async () => {
    /** @type {Case[]} */
    const cases = JSON.parse(await readFile(join(CASES, file), "utf8"));
    const wrong = [];
    for (const [number, { row, queries }] of cases.entries()) {
      const place = `${name}/${number}`;
      for (const query of queries) {
        const results = await search(place, query.query);
        const addresses = ids(place, results);
        const found = addresses.map((address) => address.replace(DEPTH, ""));
        const faults = faultsOf(query, found, results.notes);
        const at = DEPTH.exec(addresses[0] ?? "")?.[1] ?? "own";
        if (query.at !== undefined && query.at !== at) faults.push(`at ${query.at}`);
        if (faults.length > 0) wrong.push(`${row}: ${query.query} expected ${faults.join(", ")}, got ${found}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}

test("texts made at random are cut on a static site as on a server", async () => {
  const cases = new URL("../../crates/almanac-search/tests/cuts.json", import.meta.url);
  const { rules } = JSON.parse(await readFile(cases, "utf8"));
  const wrong = [];
  for (const { text, language, tokens } of JSON.parse(await readFile(join(folder, "cuts.json"), "utf8"))) {
    const own = cut(text, rules[language]).map(({ from, to, ...token }) => ({
      ...token,
      written: text.slice(from, to),
    }));
    if (!isDeepStrictEqual(own, tokens)) wrong.push({ text, language, own, tokens });
  }
  assert.deepEqual(wrong.slice(0, 3), []);
});

test("a phrase is found by positions that are a file of their own", async () => {
  assert.deepEqual(ids("long", await search("long", '"the tide"')), ["beside"]);
  assert.equal((await search("long", "tide")).total, 2);
});

test("a large site says that it passed over small words, which answer to nothing else", async () => {
  const { total, notes } = await search("large", "is heron");
  assert.equal(total, 1);
  assert.deepEqual(notes, [{ type: "may-be-missing", words: ["is"] }]);
});

test("a form that stands on no page finds the others, whose piece is a different one", async () => {
  const { total, notes } = await search("large", "founding");
  assert.equal(total, 400);
  assert.deepEqual(notes, []);
});

test("a hit for a phrase shows where its words stand side by side", async () => {
  const { hits } = await search("large", '"mixture of experts"');
  assert.match(hits[0]?.words ?? "", /a mixture of experts/);
});

test("a hit shows the passage in which most words stand together", async () => {
  const { hits } = await search("large", "grey heron");
  assert.match(hits[0]?.words ?? "", /grey heron/);
});

test("search fails where files are gone, and works again when they are there", async () => {
  const place = "typing/0";
  sent.clear();
  await search(place, "light");
  for (const name of sent.keys()) if (!name.endsWith("index.bin")) gone.add(name);
  await assert.rejects(search(place, "light"));
  gone.clear();
  assert.ok((await search(place, "light")).total > 0);
});

test("where a file is gone the list is loaded again, once", async () => {
  const place = "typing/0";
  let lists = 0;
  const fetchFile = globalThis.fetch;
  globalThis.fetch = (address, options) => {
    const isList = `${address}`.endsWith("index.bin");
    if (isList) lists += 1;
    // What the first list names is gone: the site has been built anew.
    const isGone = !isList && lists === 1;
    return isGone ? Promise.resolve(new Response("", { status: 404 })) : fetchFile(address, options);
  };
  try {
    assert.ok((await search(place, "light")).total > 0);
    assert.equal(lists, 2);
  } finally {
    globalThis.fetch = fetchFile;
  }
});
