// Asks Pagefind's own script for each query: `node search.mjs INDEX QUERIES`, a file of `[{ "ask": …, "language": … }]`.
// Prints the addresses of the first hits of each, as JSON.

import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const [folder, list] = process.argv.slice(2);
const queries = JSON.parse(await readFile(list, "utf8"));
const base = pathToFileURL(`${folder}/`);

// What the script asks a browser for: files by their address, and the language of the page that it is on. Pagefind
// searches the pages in that language.
let language = "en";
globalThis.fetch = async (input) => {
  const address = new URL(String(input.url ?? input));
  address.search = "";
  return new Response(await readFile(fileURLToPath(address)));
};
globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => language }) };
globalThis.location = { href: base.href };

// One copy of the script for each language.
const searches = new Map();
async function searchIn(tag) {
  if (!searches.has(tag)) {
    language = tag;
    const pagefind = await import(new URL(`pagefind.js?${tag}`, base).href);
    await pagefind.options({ basePath: base.href, baseUrl: "/" });
    await pagefind.init();
    searches.set(tag, pagefind);
  }
  language = tag;
  return searches.get(tag);
}

const hits = [];
for (const { ask, language: tag } of queries) {
  const pagefind = await searchIn(tag);
  const found = await pagefind.search(ask);
  const first = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
  hits.push(first.map((page) => page.url));
}
process.stdout.write(JSON.stringify(hits));
