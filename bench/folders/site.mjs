// What the site of a generator loses on its way into an almanac: the generator's own output beside the site that is built
// from the import of the same source.
//
//     npm install && node site.mjs ALMANAC SOURCE OUTPUT [--content SELECTOR] [--from PROGRAM] [--table]
//
// ALMANAC is the program, SOURCE the folder that the generator reads, and OUTPUT the folder of HTML that it wrote. A page
// of the generator is one that has an element of CONTENT; --skip names those that no file stands behind (lists of tags and
// the like). --table prints one line of the table in `docs/entries/folders-measured.md`.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { parseArgs } from "node:util";
import { Places } from "./places.mjs";
import { missingWords } from "./words.mjs";

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

const lost = { words: 0, of: 0, at: [] };
const links = { worked: 0, broken: [], anchors: 0, brokenAnchors: [], images: 0, brokenImages: [] };
const kept = { addresses: 0, ids: 0, lostIds: [] };
const without = pages.filter((file) => !partners.has(file));
for (const file of pages.filter((file) => partners.has(file))) compare(file, partners.get(file).page);

if (values.table) {
  const per = (part, of) => (of === 0 ? "–" : `${part} of ${of}`);
  const cells = [
    values.name ?? posix.basename(source),
    `${pages.length - without.length} of ${pages.length}`,
    `${severities.error ?? 0} / ${severities.warning ?? 0}`,
    `${((100 * lost.words) / Math.max(1, lost.of)).toFixed(3)} %`,
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
console.log(`  words: ${lost.of}, lost ${lost.words} (${((100 * lost.words) / Math.max(1, lost.of)).toFixed(3)} %)`);
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
  if (missing.length > 0) lost.at.push([missing.length, file, to, missing.slice(0, 14).join(" ")]);
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
