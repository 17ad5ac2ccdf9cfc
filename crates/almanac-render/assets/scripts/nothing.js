// What is offered where a site made of files has nothing that was looked for: pages whose names are near, and pages that are
// requested. The rules are those of the server (`near_titles.rs` of `almanac-search`, `nothing.rs` of `almanac-render`).

import { fold } from "./folding.js";

/** @import { Link } from "./results.js" */

/** How many names and requests are offered. */
const MOST_OFFERED = 5;
/** How alike a name must be, from 0 to 1: the share of the pairs of letters that both have. */
const LEAST_ALIKE = 0.4;
/** How many letters are compared: a sentence is near to no name. */
const LONGEST = 80;

/**
 * The pairs of letters of a text, with how often each stands there.
 * @param {string} text
 */
function pairsOf(text) {
  const letters = [...text.replace(/\p{White_Space}/gu, "")];
  /** @type {Map<string, number>} */
  const pairs = new Map();
  for (const [at, letter] of letters.entries()) {
    if (at === 0) continue;
    const pair = letters[at - 1] + letter;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, count: Math.max(letters.length - 1, 0) };
}

/**
 * The coefficient of Sørensen and Dice: twice the pairs that both have, by those of each.
 * @param {ReturnType<typeof pairsOf>} one
 * @param {ReturnType<typeof pairsOf>} other
 */
function alikeness(one, other) {
  let shared = 0;
  for (const [pair, count] of one.pairs) shared += Math.min(count, other.pairs.get(pair) ?? 0);
  return one.count + other.count === 0 ? 0 : (2 * shared) / (one.count + other.count);
}

/**
 * The documents with the names nearest to some words, the nearest first, one of each page.
 * @param {{ [name: string]: number[] }} names each with the documents that bear it
 * @param {string} words
 * @param {(document: number) => number} subject the page of a document
 */
export function nearTitles(names, words, subject) {
  const wanted = pairsOf([...fold(words)].slice(0, LONGEST).join(""));
  const alike = Object.entries(names).flatMap(([name, documents]) => {
    const likeness = alikeness(wanted, pairsOf(name));
    return likeness < LEAST_ALIKE ? [] : documents.map((document) => ({ likeness, document }));
  });
  alike.sort((one, other) => other.likeness - one.likeness || one.document - other.document);
  /** @type {Map<number, number>} */
  const pages = new Map();
  for (const { document } of alike) if (!pages.has(subject(document))) pages.set(subject(document), document);
  return [...pages.values()].slice(0, MOST_OFFERED);
}

/**
 * The requested pages whose names have all words that were typed.
 * @param {Link[]} requested
 * @param {string} query
 */
export function requestedPages(requested, query) {
  const words = fold(query)
    .split(/[^\p{Alphabetic}\p{N}]+/u)
    .filter(Boolean);
  if (words.length === 0) return [];
  const named = requested.filter(({ title }) => {
    const folded = fold(title);
    return words.every((word) => folded.includes(word));
  });
  return named.slice(0, MOST_OFFERED);
}
