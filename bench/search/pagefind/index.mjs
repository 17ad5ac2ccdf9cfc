// Indexes pages of a built site by Pagefind: `node index.mjs PACKAGE SITE OUT PAGES`. PACKAGE is the folder of Pagefind's
// package, PAGES a file with the addresses of the pages, without the slash before them, as JSON.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, site, out, list] = process.argv.slice(2);
const { close, createIndex } = await import(pathToFileURL(path.join(folder, "lib/index.js")).href);
const pages = JSON.parse(await readFile(list, "utf8"));
// What stands around the text of a page is no part of it.
const { index, errors } = await createIndex({ rootSelector: "main" });
if (!index) throw new Error(errors.join("\n"));
for (const page of pages) {
  const content = await readFile(path.join(site, page, "index.html"), "utf8");
  const added = await index.addHTMLFile({ url: `/${page}`, content });
  if (added.errors.length) throw new Error(added.errors.join("\n"));
}
const written = await index.writeFiles({ outputPath: out });
if (written.errors.length) throw new Error(written.errors.join("\n"));
await close();
