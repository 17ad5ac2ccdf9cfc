// The documents that answer to one word, and where words stand side by side in them. The rules are those of the server
// (`rank/collect.rs`, `pairs.rs` of `almanac-search`). Its numbers have 32 bits, and so have these: else what is equally
// good to the one would not be so to the other.

import { FOLDED, NEAR, STEM, TYPED } from "./slot.js";

/** @import { Dictionary, Postings } from "./dictionary.js" */
/** @import { Answering, Sequence, Slot } from "./slot.js" */

/** What a match of each class counts beside one of the word as typed. */
const WEIGHTS = [1, 0.95, 0.6, 0.85, 0.5];

/** How many terms of a word are looked for beside its neighbour's: those that answer best. */
const MOST_TERMS = 8;
/** How far apart two words may stand and still be near each other. */
const NEAR_BY = 4;

/** A place is the number of a document, this many times, and the position in it. */
const PLACES = 2 ** 30;

/** Rounds to a number of 32 bits. */
export const round = Math.fround;

/**
 * How many bits are set.
 * @param {number} bits
 */
export function countBits(bits) {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The documents that answer to a word: how much it says about each, nothing where it does not stand, and the best class. */
export class SlotHits {
  /** @param {number} documents how many there are */
  constructor(documents) {
    this.strengths = new Float32Array(documents);
    this.classes = new Uint8Array(documents).fill(NEAR);
    /** How many documents answer. */
    this.count = 0;
  }

  /**
   * Adds that a document answers.
   * @param {number} document
   * @param {number} strength
   * @param {number} kind
   */
  add(document, strength, kind) {
    const known = this.strengths[document] ?? 0;
    if (known === 0 && strength > 0) this.count += 1;
    this.strengths[document] = round(round(known + strength) - round(known * strength));
    if (kind < (this.classes[document] ?? 0)) this.classes[document] = kind;
  }

  /**
   * Whether a document answers in a class, or in a better one.
   * @param {number} kind
   */
  hasAtMost(kind) {
    return this.strengths.some((strength, document) => strength > 0 && (this.classes[document] ?? NEAR) <= kind);
  }

  /** The documents that answer, in order. */
  documents() {
    /** @type {number[]} */
    const documents = [];
    this.strengths.forEach((strength, document) => {
      if (strength > 0) documents.push(document);
    });
    return documents;
  }
}

/** Collects documents of one site. */
export class Collector {
  /**
   * @param {Dictionary} dictionary
   * @param {ArrayLike<number>} languages the language of each document
   */
  constructor(dictionary, languages) {
    this.dictionary = dictionary;
    this.languages = languages;
  }

  /** @param {Slot} slot */
  collect(slot) {
    const hits = this.#terms(slot.terms);
    for (const sequence of slot.sequences) this.#addSequence(hits, sequence);
    for (const document of slot.documents) hits.add(document, 1, TYPED);
    return hits;
  }

  /** @param {Answering[]} terms */
  #terms(terms) {
    const hits = new SlotHits(this.languages.length);
    for (const { term, class: kind, language, isWide } of terms) {
      const { documents, impacts } = term.postings;
      const weight = round(isWide ? 1 / 256 : round(WEIGHTS[kind] ?? 0) / 256);
      for (let index = 0; index < documents.length; index += 1) {
        const document = documents[index] ?? 0;
        if (language >= 0 && this.languages[document] !== language) continue;
        hits.add(document, round((impacts[index] ?? 0) * weight), kind);
      }
    }
    return hits;
  }

  /**
   * Adds the documents in which terms stand side by side, or apart where they may.
   * @param {SlotHits} hits
   * @param {Sequence} sequence
   */
  #addSequence(hits, { places, class: best, mayBeApart }) {
    const [first, ...rest] = places.map((terms) => this.#terms(terms));
    if (first === undefined) return;
    const isWithAll = (/** @type {number} */ document) => rest.every(({ strengths }) => (strengths[document] ?? 0) > 0);
    const documents = first.documents().filter(isWithAll);
    if (documents.length === 0) return;
    const starts = this.#sideBySide(places, documents);
    const sideBySide = new Set(starts.map((place) => Math.floor(place / PLACES)));
    for (const document of documents) {
      const isSideBySide = sideBySide.has(document);
      if (!isSideBySide && !mayBeApart) continue;
      // A sequence is no better than its parts.
      const all = [first, ...rest];
      const strength = Math.min(...all.map(({ strengths }) => strengths[document] ?? 0));
      const kind = Math.max(isSideBySide ? best : STEM, ...all.map(({ classes }) => classes[document] ?? 0));
      hits.add(document, isSideBySide ? strength : round(strength / 2), kind);
    }
  }

  /**
   * Where in some documents the words of a sequence stand side by side: the place of the first.
   * @param {Answering[][]} places
   * @param {number[]} documents
   */
  #sideBySide([first = [], ...rest], documents) {
    let starts = Array.from(this.#placesOf(first, documents, true));
    for (const [at, terms] of rest.entries()) {
      const others = new Set(this.#placesOf(terms, documents, true));
      starts = starts.filter((place) => others.has(place + at + 1));
    }
    return starts;
  }

  /**
   * The places, in order, of any of several terms in some documents, which are in order. Where positions are a file of
   * their own, it is loaded only for those who must know.
   * @param {Answering[]} terms
   * @param {number[]} documents
   * @param {boolean} mustKnow
   */
  #placesOf(terms, documents, mustKnow) {
    const places = terms.flatMap(({ term }) => {
      if (mustKnow) this.dictionary.wantPositions(term);
      return placesIn(term.postings, documents);
    });
    return Float64Array.from(places).sort();
  }

  /**
   * Of each of some documents, how close two words stand: 1 side by side in the order of the query, less where they are near
   * each other.
   * @param {Slot} one
   * @param {Slot} other
   * @param {number[]} documents
   */
  closeness(one, other, documents) {
    const [ones, others] = [one, other].map((slot) => this.#placesOf(mainTerms(slot), documents, false));
    /** @type {Map<number, number>} */
    const closest = new Map();
    let next = 0;
    for (const place of ones ?? []) {
      while ((others?.[next] ?? Number.POSITIVE_INFINITY) <= place) next += 1;
      const worth = worthOfDistance(
        (others?.[next] ?? Number.POSITIVE_INFINITY) - place,
        place - (others?.[next - 1] ?? -PLACES),
      );
      const document = Math.floor(place / PLACES);
      if (worth > (closest.get(document) ?? 0)) closest.set(document, worth);
    }
    return closest;
  }

  /**
   * The positions of what answers to a word in a document, of those that are there. Of a phrase they are where its words stand side
   * by side: each of them may stand elsewhere too.
   * @param {Slot} slot
   * @param {number} document
   */
  positions({ terms, sequences }, document) {
    const own = this.#placesOf(terms, [document], false);
    const ofSequences = sequences.flatMap(({ places, mayBeApart }) => {
      const starts = this.#sideBySide(places, [document]);
      return starts.length > 0 || !mayBeApart ? starts : Array.from(this.#placesOf(places.flat(), [document], false));
    });
    return [...own, ...ofSequences].map((place) => place % PLACES);
  }
}

/**
 * Where in numbers, which are in order, the first stands that is not below a limit, looking from a place on: in steps that grow,
 * as the next is mostly near, and may be thousands away.
 * @param {Uint32Array} numbers
 * @param {number} limit
 * @param {number} from
 */
function firstFrom(numbers, limit, from) {
  let [low, high] = [from, from];
  for (let step = 1; high < numbers.length && (numbers[high] ?? 0) < limit; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, numbers.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The places of a term in some documents, which are in order.
 * @param {Postings} postings
 * @param {number[]} documents
 */
function placesIn({ documents: all, firsts, positions }, documents) {
  /** @type {number[]} */
  const places = [];
  if (positions.length === 0) return places;
  let at = 0;
  for (const document of documents) {
    at = firstFrom(all, document, at);
    if (all[at] !== document) continue;
    for (const position of positions.subarray(firsts[at], firsts[at + 1])) places.push(document * PLACES + position);
  }
  return places;
}

/**
 * What it is worth that the next word of the query stands so far behind, and so far before.
 * @param {number} behind
 * @param {number} before
 */
function worthOfDistance(behind, before) {
  if (behind === 1) return 1;
  if (behind <= NEAR_BY) return round(0.5 / behind);
  return before >= 1 && before <= NEAR_BY ? round(round(0.4) / before) : 0;
}

/**
 * The terms by which a word is looked for beside another. A word that is being typed may be the beginning of thousands, most
 * of which are not meant.
 * @param {Slot} slot
 */
function mainTerms({ terms }) {
  const inOrder = terms.toSorted((one, other) => one.class - other.class || one.term.order - other.term.order);
  const spelled = inOrder.filter((answering) => answering.class <= FOLDED).length;
  return inOrder.filter(({ isWide }) => !isWide).slice(0, Math.max(spelled, MOST_TERMS));
}
