// Pages of which a query, or a part of it, is a name. The rules are those of the server (`rank/names.rs` of
// `almanac-search`).

import { EXACT, LOOSE, WITHOUT_SIGNS } from "./dictionary.js";
import { distance } from "./near-words.js";

/** @import { Token } from "./cutting.js" */
/** @import { Dictionary, PageName } from "./dictionary.js" */
/** @import { Slot } from "./slot.js" */

/** How a query names a page. A smaller one is better. */
const TITLE = 0;
export const LOOSE_TITLE = 1;
const ALIAS = 2;
export const LOOSE_ALIAS = 3;
/** Only one of both has signs: `C` and `C++`. */
export const OTHER_SIGNS = 4;
const TITLE_IN_QUESTION = 5;
const ALIAS_IN_QUESTION = 6;
const OTHER_SIGNS_IN_QUESTION = 7;
const NEAR_NAME = 8;
export const NO_NAME = 9;

/** How many letters a name has for which a near one is taken, and from which two slips are forgiven. */
const SHORTEST_NAME = 4;
const LONG_NAME = 8;

/**
 * The words of a name, folded: with the signs that belong to them, and without. Without words it has no signs either.
 * @typedef {{ signed: string, plain: string }} NameWords
 *
 * A part of a query that is a name of a page: the words that it is made of, a bit each, and which name it is.
 * @typedef {{ words: number, length: number, name: number }} NamedPart
 */

/** @type {NameWords} */
export const NO_WORDS = { signed: "", plain: "" };

/**
 * The words of some tokens, as names are compared. A name with its signs stands in the place of the words within it.
 * @param {Token[]} tokens
 * @returns {NameWords}
 */
export function nameWords(tokens) {
  const words = tokens.filter(({ form }) => form === "word" || form === "pair");
  const names = tokens.filter(({ form }) => form === "signed");
  const within = words.map((word) => names.find(({ from, to }) => from <= word.from && word.to <= to));
  const signed = words.flatMap(({ folded }, at) => {
    const name = within[at];
    // One name may have several words.
    return name !== undefined && name === within[at - 1] ? [] : [name?.folded ?? folded];
  });
  return { signed: signed.join(" "), plain: words.map(({ folded }) => folded).join(" ") };
}

/**
 * The words of slots as those of one name.
 * @param {Slot[]} slots
 * @returns {NameWords}
 */
function wordsOfSlots(slots) {
  const names = slots.map(({ name }) => name).filter(({ plain }) => plain !== "");
  return {
    signed: names.map(({ signed }) => signed).join(" "),
    plain: names.map(({ plain }) => plain).join(" "),
  };
}

/**
 * The pages with a name of some words, and those that have the same words where either these or the name have signs.
 * @param {Dictionary} dictionary
 * @param {NameWords} words
 */
export function pagesNamed(dictionary, { signed, plain }) {
  if (plain === "") return { same: [], others: [] };
  const others = dictionary.named(plain, signed === plain ? WITHOUT_SIGNS : LOOSE);
  return { same: dictionary.named(signed, LOOSE), others };
}

/**
 * The documents that a query names, each in the best way.
 * @param {Dictionary} dictionary
 * @param {string} query
 * @param {Slot[]} slots
 */
export function namedBy(dictionary, query, slots) {
  /** @type {Map<number, number>} */
  const named = new Map();
  /** @type {(names: PageName["documents"], title: number, alias: number) => void} */
  const add = (names, title, alias) => {
    for (const { document, isTitle } of names) {
      named.set(document, Math.min(named.get(document) ?? NO_NAME, isTitle ? title : alias));
    }
  };
  const exact = query
    .split(/\p{White_Space}+/u)
    .filter(Boolean)
    .join(" ")
    .toLowerCase();
  if (exact !== "") add(dictionary.named(exact, EXACT), TITLE, ALIAS);
  const [all, large] = [wordsOfSlots(slots), wordsOfSlots(slots.filter(({ isSmall }) => !isSmall))];
  const { same, others } = pagesNamed(dictionary, all);
  add(same, LOOSE_TITLE, LOOSE_ALIAS);
  add(others, OTHER_SIGNS, OTHER_SIGNS);
  if (large.plain !== all.plain) {
    const inQuestion = pagesNamed(dictionary, large);
    add(inQuestion.same, TITLE_IN_QUESTION, ALIAS_IN_QUESTION);
    add(inQuestion.others, OTHER_SIGNS_IN_QUESTION, OTHER_SIGNS_IN_QUESTION);
  }
  if (slots.some(({ isUnknown }) => isUnknown)) {
    for (const document of nearNames(dictionary, large.plain)) if (!named.has(document)) named.set(document, NEAR_NAME);
  }
  return named;
}

/**
 * The runs of words of a query, each with the pages of which it is a name. None is looked up that begins with a word which is
 * not.
 * @param {Dictionary} dictionary
 * @param {Slot[]} slots
 */
function runsOf(dictionary, slots) {
  return slots.flatMap(({ isPassedOver }, start) => {
    const end = slots.findIndex(({ name }, at) => at >= start && name.plain === "");
    const run = isPassedOver ? [] : slots.slice(start, end < 0 ? slots.length : end);
    return run.map((_, at) => {
      const named = pagesNamed(dictionary, wordsOfSlots(run.slice(0, at + 1)));
      return { words: (2 ** (at + 1) - 1) * 2 ** start, length: at + 1, ...named };
    });
  });
}

/**
 * The parts of a query, of words side by side, that are names of pages; of each page the longest.
 * @param {Dictionary} dictionary
 * @param {Slot[]} slots
 */
export function namedParts(dictionary, slots) {
  /** @type {Map<number, NamedPart>} */
  const parts = new Map();
  for (const { words, length, same, others } of runsOf(dictionary, slots)) {
    /** @type {(document: number, name: number) => void} */
    const add = (document, name) => {
      const known = parts.get(document) ?? { length: 0, name: NO_NAME };
      // A later part that is as long is no better, unless the name is.
      const isBetter = length > known.length || (length === known.length && name < known.name);
      if (isBetter) parts.set(document, { words, length, name });
    };
    for (const { document, isTitle } of same) add(document, isTitle ? LOOSE_TITLE : LOOSE_ALIAS);
    for (const { document } of others) add(document, OTHER_SIGNS);
  }
  return parts;
}

/**
 * The documents with a name that differs from some words by a letter, or by two where it is long. Digits are the same. They
 * are looked for in the pieces that are there: a name begins with a word that is looked up, or with one near to it.
 * @param {Dictionary} dictionary
 * @param {string} words
 */
function nearNames(dictionary, words) {
  const letters = [...words];
  if (letters.length < SHORTEST_NAME) return [];
  const most = letters.length >= LONG_NAME ? 2 : 1;
  const digits = words.replace(/[^0-9]/g, "");
  return dictionary.names().flatMap(([key, names]) => {
    const name = [...key.slice(0, -1)];
    const isNear = name[0] === letters[0] && distance(name, letters, most) <= most;
    if (!isNear || key.replace(/[^0-9]/g, "") !== digits) return [];
    return names
      .filter(({ forms }) => (forms & (LOOSE | WITHOUT_SIGNS)) !== 0)
      .flatMap(({ documents }) => documents.map(({ document }) => document));
  });
}
