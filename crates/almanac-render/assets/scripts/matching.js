// Finds words in the pages of a site that is made of files, by the rules by which the server finds them (search.rs).

import { fold } from "./folding.js";

const MOST_FOUND = 30;
const MOST_TERMS = 12;
/** How many letters a snippet has, about. */
const SNIPPET = 160;

/**
 * A page of the data by which a site made of files is searched.
 * @typedef {object} SearchedPage
 * @property {string} title
 * @property {string} kind
 * @property {string} href
 * @property {string[]} aliases
 * @property {[words: string, anchor: string][]} headings
 * @property {string | null} summary
 * @property {string} text
 */

/**
 * A page that was found, with the words around the place.
 * @typedef {{ title: string, kind: string, href: string, words: string }} Hit
 */

/**
 * The words and phrases of a query, folded, each once.
 * @param {string} query
 */
export function termsOf(query) {
  const parts = query.split(/["“”]/).map(fold);
  // Every second part stands between quotation marks.
  const words = parts.flatMap((part, index) => (index % 2 === 1 ? [part.trim()] : part.split(/\s+/)));
  const bare = words.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return [...new Set(bare.filter((word) => word !== ""))].slice(0, MOST_TERMS);
}

/**
 * What finds a term in a folded text: where words begin, and a number where it ends.
 * @param {string} term
 */
function finder(term) {
  const plain = term.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  // In scripts without spaces, which begin at U+2E80, words begin anywhere.
  const isSpaced = /^[\p{L}\p{N}]/u.test(term) && (term.codePointAt(0) ?? 0) < 0x2e80;
  const before = isSpaced ? "(?<![\\p{L}\\p{N}])" : "";
  const after = /\d$/.test(term) ? "(?![\\p{L}\\p{N}])" : "";
  return new RegExp(before + plain + after, "u");
}

/** @param {SearchedPage} page */
function folded(page) {
  return {
    page,
    title: fold(page.title),
    aliases: page.aliases.map(fold),
    headings: page.headings.map(([words, anchor]) => ({ words: fold(words), anchor })),
    summary: fold(page.summary ?? ""),
    text: fold(page.text),
  };
}

/**
 * What it is worth that a term stands in a page, by the weightiest part in which it does; 0 if it does not.
 * @param {ReturnType<typeof folded>} parts
 * @param {RegExp} term
 */
function weigh({ title, aliases, headings, summary, text }, term) {
  if (term.test(title)) return 200;
  if (aliases.some((alias) => term.test(alias))) return 120;
  if (headings.some(({ words }) => term.test(words))) return 60;
  if (term.test(summary)) return 30;
  return term.test(text) ? 10 : 0;
}

/**
 * What it is worth that a page bears, or begins with, the whole query as its name.
 * @param {ReturnType<typeof folded>} parts
 * @param {string} query
 */
function weighName({ title, aliases }, query) {
  if (title === query) return 2000;
  if (aliases.includes(query)) return 1500;
  return title.startsWith(query) ? 500 : 0;
}

/**
 * The words around the first place of a term: in the summary, if it bears one, else in the text.
 * @param {SearchedPage} page
 * @param {RegExp[]} terms
 */
function snippetOf({ summary, text }, terms) {
  /** @param {string} words */
  const bears = (words) => terms.some((term) => term.test(fold(words)));
  if (text === "" || bears(summary ?? "")) return summary ?? "";
  const stretches = text.match(new RegExp(`[\\s\\S]{1,${SNIPPET}}\\S*\\s*`, "g")) ?? [];
  const at = stretches.findIndex(bears);
  const stretch = stretches[at];
  if (stretch === undefined) return summary ?? "";
  return `${at > 0 ? "… " : ""}${stretch.trim()}${at + 1 < stretches.length ? " …" : ""}`;
}

/**
 * Makes what finds queries in pages. The pages are folded once, as a query comes with every letter that is typed.
 * @param {SearchedPage[]} pages
 * @returns {(query: string) => Hit[]} gives the pages that bear all words of a query, the best first
 */
export function searcher(pages) {
  const all = pages.map(folded);
  return (query) => {
    const terms = termsOf(query).map(finder);
    if (terms.length === 0) return [];
    const whole = fold(query.trim());
    const found = all.flatMap((parts) => {
      const weights = terms.map((term) => weigh(parts, term));
      if (weights.includes(0)) return [];
      return [{ parts, score: weights.reduce((sum, weight) => sum + weight, weighName(parts, whole)) }];
    });
    found.sort((one, other) => other.score - one.score);
    return found.slice(0, MOST_FOUND).map(({ parts }) => hitOf(parts, terms));
  };
}

/**
 * A page that was found. Its address leads to the first heading that bears a word which the title does not.
 * @param {ReturnType<typeof folded>} parts
 * @param {RegExp[]} terms
 * @returns {Hit}
 */
function hitOf({ page, title, headings }, terms) {
  const missing = terms.filter((term) => !term.test(title));
  const anchors = missing.flatMap((term) => headings.find(({ words }) => term.test(words))?.anchor ?? []);
  const [anchor] = anchors;
  const href = anchor === undefined ? page.href : `${page.href}#${anchor}`;
  return { title: page.title, kind: page.kind, href, words: snippetOf(page, terms) };
}

/**
 * A text in pieces: its words and what is between them, with those marked that a query looks for.
 * @param {string} words
 * @param {string} query
 */
export function piecesOf(words, query) {
  const terms = termsOf(query).map(finder);
  // Signs at a word's edges are pieces of their own, and are not marked.
  const pieces = words.split(/(\s+|(?<=\s|^)[^\p{L}\p{M}\p{N}\s]+|[^\p{L}\p{M}\p{N}\s]+(?=\s|$))/u);
  return pieces.map((text) => ({ text, isMarked: terms.some((term) => term.test(fold(text))) }));
}
