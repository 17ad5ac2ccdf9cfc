// A part of a query, and what answers to it: a word, a name, a phrase.

import { NO_WORDS } from "./naming.js";

/** @import { Postings, Term } from "./dictionary.js" */
/** @import { NameWords } from "./naming.js" */

/** How a term answers to a word of a query. The order is that of worth. */
export const TYPED = 0;
export const FOLDED = 1;
export const BEGINNING = 2;
export const STEM = 3;
export const NEAR = 4;

/** All languages. */
export const ANY = -1;

/** How many parts of a query are looked at. */
export const MOST_SLOTS = 32;

/**
 * A term that answers to a word: how, and in texts of which language. What stands for all terms of a beginning has no
 * spelling.
 * @typedef {{ term: { postings: Postings, order: number } & Partial<Term>, class: number, language: number, isWide?: boolean, start?: string }} Answering
 *
 * Terms side by side; `mayBeApart` where they also answer, as a stem does, if they are not.
 * @typedef {{ places: Answering[][], class: number, mayBeApart: boolean }} Sequence
 *
 * A word of a query, or what is looked for as one.
 * @typedef {object} Slot
 * @property {string} typed
 * @property {NameWords} name its words as names are compared
 * @property {string} nearTo its folded form, where near ones may be taken for it; else nothing
 * @property {Answering[]} terms
 * @property {Sequence[]} sequences
 * @property {Uint32Array} documents that answer whatever their words
 * @property {boolean} isSmall whether it only makes a question or holds it together
 * @property {boolean} isPassedOver whether it is small and was not looked up
 * @property {boolean} isUnknown whether no page has it as a word or as the beginning of one
 * @property {boolean} isSigns
 * @property {boolean} isWord
 * @property {Slot[]} pairs of a long run of letters of a script without spaces, looked for where no page has the run
 * @property {number} overlap how many letters of it the pair before it ends with
 */

/** @param {string} typed @returns {Slot} */
export const emptySlot = (typed) => ({
  typed,
  name: NO_WORDS,
  nearTo: "",
  terms: [],
  sequences: [],
  documents: new Uint32Array(),
  isSmall: false,
  isPassedOver: false,
  isUnknown: false,
  isSigns: false,
  isWord: false,
  pairs: [],
  overlap: 0,
});

/**
 * Each term once, with its best class.
 * @param {Answering[]} terms
 */
export function tidy(terms) {
  terms.sort((one, other) => one.term.order - other.term.order || one.class - other.class);
  /** @type {Answering[]} */
  const kept = [];
  for (const answering of terms) {
    const before = kept.at(-1);
    // The same stem in two languages answers in both.
    const isOfOtherLanguage = before?.class === answering.class && before.language !== answering.language;
    const isKnown = before?.term === answering.term && (before.language === ANY || !isOfOtherLanguage);
    if (!isKnown) kept.push(answering);
  }
  return kept;
}

/**
 * A sequence of one place is a word.
 * @param {Slot} slot
 */
export function singlePlacesToTerms(slot) {
  const single = slot.sequences.filter(({ places }) => places.length === 1);
  slot.sequences = slot.sequences.filter(({ places }) => places.length > 1);
  slot.terms = tidy([...slot.terms, ...single.flatMap(({ places }) => places[0] ?? [])]);
}

/**
 * Lets a slot be answered by whatever answers to another one, or to others side by side.
 * @param {Slot} slot
 * @param {Slot[]} others
 */
export function answerAsWell(slot, others) {
  const [one] = others;
  if (others.length === 1 && one !== undefined) {
    slot.terms.push(...one.terms);
    slot.sequences.push(...one.sequences);
  } else if (others.length > 1 && others.every(({ terms }) => terms.length > 0)) {
    slot.sequences.push({ places: others.map(({ terms }) => terms), class: FOLDED, mayBeApart: false });
  }
}
