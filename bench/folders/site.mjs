// What the site of a generator loses on its way into an almanac: the generator's own output beside the site that is built
// from the import of the same source.
//
//     npm install && node site.mjs ALMANAC SOURCE OUTPUT [--content SELECTOR] [--from PROGRAM] [--table]
//
// ALMANAC is the program, SOURCE the folder that the generator reads, and OUTPUT the folder of HTML that it wrote. A page
// of the generator is one that has an element of CONTENT; --skip names those that no file stands behind (lists of tags and
// the like). --table prints one line of the table in `docs/entries/folders-measured.md`.
//
// Words that our pages lack are of two kinds: those that stand in the page's own file, or in one that it puts in, are lost
// by us. All others are put in by the site's own code: components, templates and data, of which nothing is run here.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { parseArgs } from "node:util";
import { Places } from "./places.mjs";
import { missingWords, wordsOf } from "./words.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    content: { type: "string", default: "main,article,[role=main]" },
    skip: { type: "string", default: "^(404|print|toc|search)\\.html$" },
    without: { type: "string", default: "" },
    base: { type: "string", default: "/" },
    from: { type: "string" },
    keep: { type: "string" },
    show: { type: "string", default: "12" },
    name: { type: "string" },
    table: { type: "boolean" },
  },
});
const [almanac, source, output] = positionals;
const show = Number(values.show);
const scratch = values.keep ?? mkdtempSync(join(tmpdir(), "almanac-site-"));
const imported = join(scratch, "imported");
const site = join(scratch, "site");

const from = values.from ? ["--from", values.from] : [];
const began = performance.now();
ran(["import", source, imported, ...from]);
const seconds = (performance.now() - began) / 1000;
ran(["build", imported, "--out", site, "--allow-errors", "--only", "pages", "--base-url", "http://localhost/"]);
const kinds = {};
const severities = {};
for (const found of reported()) {
  severities[found.severity] = (severities[found.severity] ?? 0) + 1;
  const name = `${found.severity} ${found.name ?? found.check}`;
  kinds[name] = (kinds[name] ?? 0) + 1;
}

const theirs = new Places(output, { content: values.content.split(","), base: values.base, without: values.without.split(",") });
const ours = new Places(site, { content: ["main"], base: "/", without: [] });
const skipped = new RegExp(values.skip);
const pages = theirs.files.filter((file) => !skipped.test(file) && theirs.isPage(file));
const isOfText = (file) => /(^|\/)(entries|threads)\/./.test(file);
const candidates = ours.files.filter((file) => isOfText(file) && ours.isPage(file));
const partners = partnersOf(pages);

const sources = sourcesOf();
const lost = { words: 0, of: 0, own: 0, at: [] };
const links = { worked: 0, broken: [], anchors: 0, brokenAnchors: [], images: 0, brokenImages: [] };
const kept = { addresses: 0, ids: 0, lostIds: [] };
const without = pages.filter((file) => !partners.has(file));
for (const file of pages.filter((file) => partners.has(file))) compare(file, partners.get(file).page);

function share(count) {
  return `${((100 * count) / Math.max(1, lost.of)).toFixed(3)} %`;
}

if (values.table) {
  const per = (part, of) => (of === 0 ? "–" : `${part} of ${of}`);
  const cells = [
    values.name ?? posix.basename(source),
    `${pages.length - without.length} of ${pages.length}`,
    `${severities.error ?? 0} / ${severities.warning ?? 0}`,
    share(lost.own),
    share(lost.words - lost.own),
    per(links.broken.length, links.worked),
    per(links.brokenAnchors.length, links.anchors),
    per(links.brokenImages.length, links.images),
    per(kept.lostIds.length, kept.ids),
    per(pages.length - kept.addresses, pages.length),
    seconds.toFixed(1),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
const said = (what, list) => list.slice(0, show).forEach((one) => console.log(`    ${what}: ${one}`));
console.log(`${source}: ${pages.length} pages, imported in ${seconds.toFixed(1)} s`);
console.log(`  report: ${JSON.stringify(severities)} ${JSON.stringify(kinds)}`);
console.log(`  without a page: ${without.length}`);
said("no page", without);
console.log(`  old addresses that arrive: ${kept.addresses} of ${pages.length}`);
said("address", pages.filter((file) => partners.has(file) && !partners.get(file).isByAddress));
console.log(`  words: ${lost.of}, lost ${lost.own} (${share(lost.own)}), computed there ${lost.words - lost.own}`);
lost.at.sort((a, b) => b[0] - a[0]);
said("lost", lost.at.map(([count, file, to, example]) => `${count} of ${file} → ${to}: ${example}`));
console.log(`  links: ${links.worked}, broken ${links.broken.length}`);
said("link", links.broken);
console.log(`  links to places: ${links.anchors}, broken ${links.brokenAnchors.length}`);
said("place", links.brokenAnchors);
console.log(`  images and files: ${links.images}, broken ${links.brokenImages.length}`);
said("file", links.brokenImages);
console.log(`  ids of headings: ${kept.ids}, lost ${kept.lostIds.length}`);
said("id", kept.lostIds);
if (!values.keep) rmSync(scratch, { recursive: true });

/** Counts what a page of the generator has and ours has not. */
function compare(file, to) {
  const their = theirs.read(file);
  const our = ours.read(to);
  if (partners.get(file).isByAddress || file === "index.html") kept.addresses += 1;
  const missing = missingWords(their.words, our.words);
  lost.words += missing.length;
  lost.of += their.words.length;
  const own = ofSource(missing, our.words, sources.get(to) ?? []);
  lost.own += own.length;
  const example = own.length > 0 ? own : missing.map((word) => `(${word})`);
  if (missing.length > 0) lost.at.push([own.length, file, to, `${missing.length} in all: ${example.slice(0, 14).join(" ")}`]);
  for (const id of their.headings.keys()) {
    kept.ids += 1;
    if (!our.ids.has(id)) kept.lostIds.push(`${file}#${id}`);
  }
  const reached = ours.reachedBy(to);
  for (const link of their.links) {
    const found = theirs.placeOf(file, link.address);
    if (!found) continue;
    const says = `${file}: “${link.words.slice(0, 50)}” ${link.address}`;
    if (!partners.has(found.file)) {
      if (!theirs.isPage(found.file)) checkFile(found.file, reached, says);
      continue;
    }
    const target = partners.get(found.file).page;
    links.worked += 1;
    if (target !== to && !reached.has(target)) links.broken.push(`${says} → ${target}`);
    const heading = found.id && theirs.read(found.file).places.get(found.id);
    if (heading === undefined) continue;
    links.anchors += 1;
    // The title of a page is the page.
    if (heading === theirs.read(found.file).title && (target === to || reached.has(target))) continue;
    if (!isReached(reached, target, found.id, heading)) links.brokenAnchors.push(`${says} → ${target}`);
  }
  for (const address of their.images) {
    const found = theirs.placeOf(file, address);
    if (found) checkFile(found.file, reached, `${file}: ${address}`);
  }
}

/** Of the words that a page lacks, those that its source says more often than it does. */
function ofSource(missing, ours, said) {
  const left = countsOf(said);
  for (const word of ours) left.set(word, (left.get(word) ?? 0) - 1);
  return missing.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  });
}

/** The words of the source of each of our pages: of its own file, and of the files that it puts in. */
function sourcesOf() {
  const read = (path) => readFileSync(join(source, path), "utf8");
  const isText = (path) => existsSync(join(source, path)) && statSync(join(source, path)).isFile() && statSync(join(source, path)).size < 1e6;
  const found = new Map();
  const lines = readFileSync(join(imported, ".almanac-import"), "utf8").split("\n");
  for (const line of lines.filter((line) => line.includes('"source"'))) {
    const file = JSON.parse(line.replace(/,$/, "").replace(/\]\}?$/, ""));
    const page = pageOf(file.path);
    if (!page || !isText(file.source)) continue;
    const text = read(file.source);
    const puts = text.split("\n").filter((line) => /<<<|include|@\[code|--8<--|\.mdx?['"]/.test(line)).join("\n");
    const named = [...puts.matchAll(/[@~]?[\w./-]*[\w-]\.[a-z]{1,5}\b/g)].map(([path]) => path);
    const places = [...new Set(named)].flatMap((path) => [
      posix.join(posix.dirname(file.source), path),
      posix.normalize(path.replace(/^[@~]?\/?/, "")),
      posix.join("src", path.replace(/^[@~]\//, "")),
    ]);
    const texts = [...new Set(places)].filter((path) => path !== file.source && !path.startsWith("..") && isText(path)).map(read);
    found.set(page, wordsOf([text, ...texts].join(" ")));
  }
  return found;
}

/** Our page of a file of the import: the one to which an old address of it leads, else the one of its name. */
function pageOf(path) {
  if (!/\.mdx?$/.test(path)) return undefined;
  const text = readFileSync(join(imported, path), "utf8");
  const aliases = text.match(/^aliases: \[(.*)\]$/m)?.[1] ?? "";
  const addresses = [...aliases.matchAll(/"([^"]*)"|([^\s,"]+)/g)].map(([, quoted, bare]) => (quoted ?? bare).replace(/^\//, ""));
  const [, name, language] = posix.basename(path).match(/^(.*?)(?:\.([a-z]{2,3}(?:-[A-Za-z]+)?))?\.mdx?$/);
  const places = addresses.flatMap((address) => [address, `${address}.html`, posix.join(address, "index.html")]);
  const arrived = places.map((place) => ours.arrivesAt(place)).find(Boolean);
  const named = [language, "entries", name.toLowerCase(), "index.html"].filter(Boolean).join("/");
  return arrived ?? (ours.exists(named) ? named : undefined);
}

/** Whether one of our links leads to the heading that an id of the generator's names. */
function isReached(reached, target, id, heading) {
  const at = ours.read(target);
  const named = [...(reached.get(target) ?? [])];
  return named.some((ours) => ours === id ? at.ids.has(id) : at.places.has(ours) && at.places.get(ours) === heading);
}

/** Whether a file that a page shows or links to is there, by what is in it, else by its name. */
function checkFile(file, reached, says) {
  links.images += 1;
  const name = posix.basename(file).replace(/[-.][\w-]{6,}(?=\.\w+$)/, "");
  const same = [...reached.keys()].some((to) => {
    if (posix.basename(to) === posix.basename(file) || posix.basename(to) === name) return true;
    return ours.exists(to) && !to.endsWith(".html") && ours.hashOf(to) === theirs.hashOf(file);
  });
  if (!same) links.brokenImages.push(says);
}

/** Which of our pages stands for each page of the generator's: the one that its address leads to, else the likest. */
function partnersOf(pages) {
  const found = new Map();
  const taken = new Set();
  for (const file of pages) {
    const page = ours.arrivesAt(file);
    if (!page || !isOfText(page)) continue;
    found.set(file, { page, isByAddress: true });
    taken.add(page);
  }
  const free = candidates.filter((page) => !taken.has(page)).map((page) => [page, countsOf(ours.read(page).words)]);
  for (const file of pages.filter((file) => !found.has(file))) {
    const wanted = theirs.read(file).words;
    let best = [0.6, undefined];
    for (const [page, counts] of free) {
      const both = [...countsOf(wanted)].reduce((sum, [word, count]) => sum + Math.min(count, counts.get(word) ?? 0), 0);
      const of = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const share = both / Math.max(1, wanted.length);
      const likeness = share - 0.05 * Math.abs(1 - of / Math.max(1, wanted.length));
      if (likeness > best[0]) best = [likeness, page];
    }
    if (best[1]) found.set(file, { page: best[1], isByAddress: false });
  }
  return found;
}

function countsOf(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function ran(parameters) {
  const done = spawnSync(almanac, parameters, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (done.status !== 0) process.stderr.write(`${done.stderr.slice(0, 4000)}\n`);
  return done.stdout;
}

function reported() {
  const text = ran(["check", imported, "--format", "json"]);
  const whole = JSON.parse(text);
  return Array.isArray(whole) ? whole : (whole.diagnostics ?? []);
}
