// The depths at which a subject is told: the switch between them keeps its reader's place, and what they choose there is
// followed by the links of paths. An address shows its own text all the same.

import { all, allOf, one, setText } from "./dom.js";
import { say } from "./words.js";

/** @import { LearnerRecord } from "./record.js" */

/** How far below the top of the window a heading may stand and still be that of what is read, in pixels. */
const READING_LINE = 160;

/**
 * The id of the heading that is read and that the other text has too, else of the nearest one above it; empty at the top.
 * @param {string} shared the ids that both texts have
 */
function placeOf(shared) {
  const headings = shared.split(" ").map((id) => document.getElementById(id));
  const above = headings.filter((heading) => heading !== null && heading.getBoundingClientRect().top < READING_LINE);
  return above.at(-1)?.id ?? "";
}

/**
 * The address of a step at a level; the path's own has none behind it.
 * @param {string} step
 * @param {string} level
 */
function addressAt(step, level) {
  if (level === "") return step;
  // In a site made of files it ends with a slash.
  return step.endsWith("/") ? `${step}${level}/` : `${step}/${level}`;
}

/**
 * A depth of a step: what stands behind the step's address, its minutes, and both in words.
 * @typedef {{ name: string, behind: string, minutes: number, words: string }} Depth
 */

/**
 * The depths of a step in a list (views.rs).
 * @param {HTMLElement} line
 * @returns {Depth[]}
 */
const depthsOf = ({ dataset: { levels = "" } }) =>
  levels.split(";").map((level) => {
    const [name = "", behind = "", minutes = "", words = ""] = level.split("|");
    return { name, behind, minutes: Number(minutes), words };
  });

/**
 * Has a step in a list be shown at a depth.
 * @param {HTMLElement} line
 * @param {Depth} depth
 */
function showAt(line, { behind, words }) {
  if (line.dataset.href !== undefined) line.dataset.href = addressAt(line.dataset.href, behind);
  setText(one("[data-at]", line), words);
}

/**
 * Leads the links to steps to the level that their reader has chosen, where a step has that, and says how long it takes.
 * @param {string} chosen
 */
function follow(chosen) {
  /** @type {Map<string, string>} */
  const addresses = new Map();
  const lines = all(".where li");
  const here = lines.findIndex((line) => one("[aria-current]", line) !== null);
  let more = 0;
  for (const line of all("[data-levels]")) {
    const depths = depthsOf(line);
    const own = depths.find(({ behind }) => behind === "");
    const depth = depths.find(({ name }) => name === chosen);
    const link = allOf(HTMLAnchorElement, "a", line)[0];
    if (depth === undefined || depth === own || link === undefined) continue;
    addresses.set(link.href, addressAt(link.href, depth.behind));
    showAt(line, depth);
    if (lines.indexOf(line) > here) more += depth.minutes - (own?.minutes ?? depth.minutes);
  }
  lead(addresses);
  for (const line of all("[data-facts]")) showFacts(line, chosen);
  const left = one("[data-left]");
  if (left === null || more === 0) return;
  const minutes = Number(left.dataset.left) + more;
  left.dataset.left = String(minutes);
  setText(left, say("minutes-left", { number: minutes }));
}

/**
 * Says of a path what it is at a level.
 * @param {HTMLElement} line
 * @param {string} chosen
 */
function showFacts(line, chosen) {
  const levels = line.dataset.facts?.split(";").map((level) => level.split("|")) ?? [];
  const [, ...facts] = levels.find(([name]) => name === chosen) ?? [];
  const words = all(":scope > span:not(.dot, [data-so-far])", line);
  // A path whose steps say no level has one fact less.
  if (facts.length === words.length) for (const [at, fact] of facts.entries()) setText(words[at] ?? null, fact);
}

/**
 * Has links to steps lead elsewhere. Those of the text, and those between depths, say themselves where they lead.
 * @param {ReadonlyMap<string, string>} addresses
 */
function lead(addresses) {
  for (const link of allOf(HTMLAnchorElement, ".bar a, main a")) {
    const address = addresses.get(link.href);
    if (address !== undefined && link.closest(".depths, .further, .prose") === null) link.href = address;
  }
}

/**
 * Keeps the depth that a link of the switch leads to, and has the link lead to what its reader has before them.
 * @param {LearnerRecord} record
 * @param {HTMLAnchorElement} link
 */
export function choose({ storage, prefix }, link) {
  // A choice that can't be kept holds for the page that it leads to.
  storage.set(`${prefix}depth`, link.dataset.depth ?? "");
  link.hash = placeOf(link.dataset.ids ?? "");
}

/** @param {LearnerRecord} record */
export function open({ storage, prefix }) {
  follow(storage.get(`${prefix}depth`) ?? "");
}
