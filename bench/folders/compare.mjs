// What a folder of Markdown loses on its way to a site: its words beside those that markdown-it reads in it, and its
// links, images and headings beside those that are there by Obsidian's rules.
//
//     npm install && node compare.mjs ALMANAC SOURCE [FOLDER] [--sites] [--program dendron|logseq] [--table]
//
// ALMANAC is the program, SOURCE the folder as it was, and FOLDER what was imported from it, where that is measured. With
// --sites the texts are those of a documentation site, in which notes' marks are text; --program names whose links and
// properties are meant; --table prints one line of the table in `docs/entries/folders-measured.md`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import { Graph, Vault, linksOf } from "./links.mjs";
import { missingWords, readPage, wordsOfMarkdown, wordsOfNotes } from "./words.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sites: { type: "boolean" },
    program: { type: "string" },
    show: { type: "string", default: "12" }, keep: { type: "string" },
    table: { type: "boolean" },
  },
});
const [almanac, source, folder = source] = positionals;
const show = Number(values.show);
const SKIPPED = /(^|\/)(\.[^/]+|node_modules|_drafts|templates|_templates)\//i;
const MARKDOWN = /\.(md|markdown|mdown|mdx|qmd)$/i;

const listed = (root) => {
  const items = readdirSync(root, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  const paths = items.map((item) => relative(root, join(item.parentPath, item.name)).split(sep).join("/"));
  return paths.filter((path) => !SKIPPED.test(`/${path}`) && !posix.basename(path).startsWith(".")).sort();
};

const site = values.keep ?? mkdtempSync(join(tmpdir(), "almanac-folders-"));
const began = performance.now();
const built = spawnSync(almanac, ["build", folder, "--out", site, "--allow-errors", "--json"], {
  encoding: "utf8",
  maxBuffer: 1 << 30,
});
const seconds = (performance.now() - began) / 1000;
if (built.status !== 0) process.stderr.write(`${built.stderr.slice(0, 4000)}\n`);
const report = spawnSync(almanac, ["check", folder, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 30 });
const severities = {};
const kinds = {};
for (const found of parsedReport(report.stdout)) {
  severities[found.severity] = (severities[found.severity] ?? 0) + 1;
  const name = `${found.severity} ${found.name ?? found.check}`;
  kinds[name] = (kinds[name] ?? 0) + 1;
}

// The page of each file, by what the page says of itself.
const pages = new Map();
for (const file of listed(site).filter((file) => file.endsWith(".json"))) {
  let about;
  try {
    about = JSON.parse(readFileSync(join(site, file), "utf8"));
  } catch {
    continue;
  }
  // The first page of a folder without `almanac.toml` is one of its files, which keeps its forms for programs elsewhere.
  // Where it would be else, a page leads there.
  const page = file.replace(/\.json$/, "/index.html");
  if (typeof about.file === "string") pages.set(about.file, isPage(join(site, page)) ? page : "index.html");
}

const read = new Map();
const pageAt = (place) => {
  if (!read.has(place)) read.set(place, readPage(readFileSync(join(site, place), "utf8")));
  return read.get(place);
};

const files = listed(source);
const textOf = (file) => readFileSync(join(source, file), "utf8");
const vault = values.program === "logseq" ? new Graph(files, textOf) : new Vault(files);
const placeOf = (file) => pages.get(file) ?? pages.get(`entries/${file}`);
let words = 0;
let lost = 0;
const lostIn = [];
const withoutPage = [];
const links = { worked: 0, broken: [], headings: 0, brokenHeadings: [], images: 0, brokenImages: [] };
for (const file of files.filter((file) => MARKDOWN.test(file))) {
  const text = textOf(file);
  const place = placeOf(file);
  const wanted = values.sites ? wordsOfMarkdown(text) : wordsOfNotes(text, values.program);
  if (!place) {
    withoutPage.push(file);
    continue;
  }
  const page = pageAt(place);
  const missing = missingWords(wanted, page.words);
  words += wanted.length;
  lost += missing.length;
  if (missing.length > 0) lostIn.push([missing.length, file, missing.slice(0, 12).join(" ")]);
  const reached = new Set();
  for (const address of page.addresses) {
    const [path, fragment] = address.split("#");
    if (/^[a-z][a-z0-9+.-]*:/i.test(path)) continue;
    const to = posix.join("/", path === "" ? place : posix.join(posix.dirname(place), decoded(path)));
    const target = to.endsWith("/") ? `${to}index.html` : to;
    reached.add(target);
    if (fragment) reached.add(`${target}#${decoded(fragment)}`);
  }
  for (const link of linksOf(text, values.program)) {
    const target = vault.find(link.name, file, link.isWiki);
    if (!target) continue;
    const says = `${file}: ${link.written.slice(0, 100)} → ${target}`;
    if (!MARKDOWN.test(target)) {
      links.images += 1;
      const name = posix.basename(target);
      const isThere = [...reached].some((path) => path.split("/").at(-1).split("#")[0] === name);
      if (!isThere) links.brokenImages.push(says);
      continue;
    }
    const to = placeOf(target);
    links.worked += 1;
    if (!to || (!reached.has(`/${to}`) && target !== file)) {
      links.broken.push(says);
      continue;
    }
    if (link.heading && !link.isEmbed && hasHeading(textOf(target), link.heading)) {
      const at = pageAt(to);
      const isAt = [...reached].some((path) => path.startsWith(`/${to}#`) && at.ids.has(path.split("#")[1]));
      links.headings += 1;
      if (!isAt) links.brokenHeadings.push(says);
    }
  }
}

if (values.table) {
  const per = (part, of) => (of === 0 ? "–" : `${part} of ${of}`);
  const share = ((100 * lost) / Math.max(1, words)).toFixed(3);
  const cells = [
    posix.basename(source),
    files.filter((file) => MARKDOWN.test(file)).length,
    pages.size,
    `${severities.error ?? 0} / ${severities.warning ?? 0}`,
    `${share} %`,
    per(links.broken.length, links.worked),
    per(links.brokenHeadings.length, links.headings),
    per(links.brokenImages.length, links.images),
    seconds.toFixed(1),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
const said = (what, list) => list.slice(0, show).forEach((one) => console.log(`    ${what}: ${one}`));
console.log(`${source}: ${files.length} files, ${pages.size} pages, built in ${seconds.toFixed(1)} s`);
console.log(`  report: ${JSON.stringify(severities)} ${JSON.stringify(kinds)}`);
console.log(`  without a page: ${withoutPage.length}`);
said("no page", withoutPage);
console.log(`  words: ${words}, lost ${lost} (${((100 * lost) / Math.max(1, words)).toFixed(3)} %)`);
lostIn.sort((a, b) => b[0] - a[0]);
said(
  "lost",
  lostIn.map(([count, file, example]) => `${count} of ${file}: ${example}`),
);
console.log(`  links: ${links.worked}, broken ${links.broken.length}`);
said("link", links.broken);
console.log(`  headings linked to: ${links.headings}, broken ${links.brokenHeadings.length}`);
said("heading", links.brokenHeadings);
console.log(`  images and files: ${links.images}, broken ${links.brokenImages.length}`);
said("file", links.brokenImages);
if (!values.keep) rmSync(site, { recursive: true });

/** Whether a text has what a link names behind `#`: a heading by its letters, a block by its id, or an id written by hand. */
function hasHeading(text, named) {
  const letters = (words) => words.replaceAll(/\{#[^}]*\}\s*$/g, "").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
  const last = named.split("#").at(-1);
  if (last.startsWith("^")) return text.includes(last);
  const headings = [...text.matchAll(/^[ \t>-]*#{1,6}[ \t]+(.*)$/gm)].map(([, words]) => letters(words));
  return headings.includes(letters(last)) || text.includes(`{#${last}`) || text.includes(`id="${last}"`);
}

function isPage(file) {
  return existsSync(file) && !/http-equiv="?refresh/i.test(readFileSync(file, "utf8").slice(0, 2000));
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function parsedReport(text) {
  try {
    const whole = JSON.parse(text);
    return Array.isArray(whole) ? whole : (whole.diagnostics ?? []);
  } catch {
    const lines = text.split("\n").filter((line) => line.startsWith("{"));
    return lines.map((line) => JSON.parse(line));
  }
}
