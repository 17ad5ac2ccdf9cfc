// The documents that answer to a query as a whole, in order. The rules are those of the server (`rank/found.rs` and
// `rank/order.rs` of `almanac-search`), in its numbers of 32 bits.

import { Collector, countBits, round } from "./collecting.js";
import { LOOSE_ALIAS, LOOSE_TITLE, NO_NAME, namedBy, namedParts, OTHER_SIGNS } from "./naming.js";
import { BEGINNING, FOLDED, MOST_SLOTS, NEAR, TYPED } from "./slot.js";
import { SlotMaker } from "./slots.js";

/** @import { SlotHits } from "./collecting.js" */
/** @import { Dictionary } from "./dictionary.js" */
/** @import { NamedPart } from "./naming.js" */
/** @import { NearWords } from "./near-words.js" */
/** @import { ParsedQuery } from "./parsing.js" */
/** @import { Note } from "./results.js" */
/** @import { DocumentRows } from "./document-rows.js" */
/** @import { SiteLanguage } from "./search-files.js" */
/** @import { Slot } from "./slot.js" */

/**
 * What it counts that two words of a query stand side by side, beside what one of the words counts. Of a longer query words may
 * stand side by side by chance.
 */
const SIDE_BY_SIDE = 0.8;
const SIDE_BY_SIDE_IN_SENTENCE = 0.1;
/** How many words a query has that is longer than that. */
const MANY_WORDS = 4;
/** Which share of the pages has a word that may be missing, of how many pages at least, and what it counts. */
const FREQUENT_SHARE = 0.3;
const FEWEST_DOCUMENTS = 20;
const OPTIONAL_WEIGHT = 0.25;

/**
 * What it counts that a part of the query is a page's title, another name of it, or one of both but for signs, beside what its
 * words count.
 */
const ALIAS_IN_QUERY = 1.2;
/** @type {Record<number, number>} */
const SHARES = { [LOOSE_TITLE]: 1.5, [OTHER_SIGNS]: 1 };
/**
 * How many words must be there for a query to be a sentence, of which pages that it names need not have all; and how large a
 * share of its weight the name must have.
 */
const SENTENCE = 3;
const NAMED_SHARE = 0.4;
/**
 * How many words must be there for a query to be so long that pages are found that have much of it, and which share of what
 * the best of them has.
 */
const LONG_SENTENCE = 6;
const MUCH_OF_BEST = 0.3;

/** What a page is worth by its sort. */
const PAGE = 0;
const SOURCE = 1;
const STUB = 2;

/**
 * A document that answers to a query: the words that it has, a bit each, the class in which the rarest of those answers that
 * must be there, whether one of them is only near to what was typed, and how well it answers beside documents of the same class.
 * @typedef {{ document: number, words: number, class: number, isNear: boolean, score: number }} FoundDocument
 *
 * A page that was found: the document that answers best, and those at other depths and in other languages.
 * @typedef {{ document: number, others: number[], place: number[], score: number, isNamed: boolean }} RankedPage
 */

/**
 * How rare a word is: the inverse document frequency of BM25.
 * @param {number} documents
 * @param {number} withWord
 */
const rarity = (documents, withWord) =>
  round(Math.log(round(1 + round(Math.max(documents - withWord + 0.5, 0) / (withWord + 0.5)))));

/** Finds documents of one site. */
export class Finder {
  /**
   * @param {Dictionary} dictionary
   * @param {NearWords} near
   * @param {DocumentRows} rows
   * @param {SiteLanguage[]} languages
   */
  constructor(dictionary, near, rows, languages) {
    this.dictionary = dictionary;
    this.near = near;
    this.rows = rows;
    this.languages = languages;
    this.slots = new SlotMaker(dictionary, languages, rows.count);
    this.collector = new Collector(dictionary, rows.languages);
  }

  /**
   * All documents that answer to all pieces of a query, or, where none does, those that answer to most.
   * @param {ParsedQuery} query
   */
  find({ wanted, excluded }) {
    const slots = this.#withPairsOfRuns(this.slots.slotsOf(wanted));
    /** @type {Note[]} */
    const notes = [];
    if (slots.length === 0) {
      const isOpen = wanted.length === 0 && excluded.length === 0;
      return { slots, documents: isOpen ? this.#all() : [], notes };
    }
    const lists = slots.map((slot) => this.#collectOrNear(slot, notes));
    const optional = this.#optionalWords(slots, lists);
    const weights = this.#weights(lists, optional);
    const parts = namedParts(this.dictionary, slots);
    let documents = this.#putTogether(lists, weights, optional);
    const all = 2 ** slots.length - 1;
    // Where no page has any of the words that must be there, the others are all that can be looked for.
    const isAny = documents.some(({ words }) => (words & all & ~optional) !== 0);
    const required = isAny ? all & ~optional : all;
    documents = mostComplete(documents, { required, weights, parts });
    addNames(documents, parts, weights);
    for (const slot of this.slots.slotsOf(excluded)) {
      // Only what was typed is left out, and not what has its stem.
      slot.terms = slot.terms.filter((answering) => answering.class <= FOLDED);
      const { strengths } = this.collector.collect(slot);
      documents = documents.filter(({ document }) => (strengths[document] ?? 0) === 0);
    }
    // While something is still to be loaded, the search begins anew, and nobody sees this order.
    if (this.dictionary.missing.size === 0) this.#addCloseness(slots, documents);
    notes.push(...notesOnMissing(slots, documents, optional));
    return { slots, documents, notes };
  }

  /**
   * The slots with the pairs of a long run in its place, where no page has the run as a whole: it may be a sentence.
   * @param {Slot[]} slots
   */
  #withPairsOfRuns(slots) {
    const parted = slots.flatMap((slot) => {
      const isWhole = slot.pairs.length === 0 || this.collector.collect(slot).count > 0;
      return isWhole ? [slot] : slot.pairs;
    });
    return parted.slice(0, MOST_SLOTS);
  }

  /** @returns {FoundDocument[]} */
  #all() {
    return Array.from({ length: this.rows.count }, (_, document) => ({
      document,
      words: 0,
      class: TYPED,
      isNear: false,
      score: 0,
    }));
  }

  /**
   * The documents of a word; where no page has it as a word, those of near words too.
   * @param {Slot} slot
   * @param {Note[]} notes
   */
  #collectOrNear(slot, notes) {
    const hits = this.collector.collect(slot);
    if (slot.nearTo === "") return hits;
    this.near.withSameEnd(slot.nearTo);
    // Whether some page has the word is known when its piece is there.
    if (!this.dictionary.has(slot.nearTo) || hits.hasAtMost(BEGINNING)) return hits;
    slot.isUnknown = true;
    const near = this.near.nearest(slot.nearTo).flatMap((word) => this.dictionary.withFolded(word));
    const terms = near.filter((term) => !slot.terms.some((answering) => answering.term === term));
    if (terms.length === 0) return hits;
    notes.push({ type: "near-words", typed: slot.typed, taken: [...new Set(terms.map(({ typed }) => typed))] });
    slot.terms.push(...terms.map((term) => ({ term, class: NEAR, language: -1 })));
    return this.collector.collect(slot);
  }

  /**
   * The words that may be missing, a bit each. Where all are such, none may: somebody looks for The Who.
   * @param {Slot[]} slots
   * @param {SlotHits[]} lists
   */
  #optionalWords(slots, lists) {
    const { count } = this.rows;
    let optional = 0;
    for (const [number, slot] of slots.entries()) {
      const often = lists[number]?.count ?? 0;
      const isFrequent = slot.isWord && count >= FEWEST_DOCUMENTS && often > round(count * round(FREQUENT_SHARE));
      if (slot.isSigns || slot.isSmall || isFrequent) optional |= 1 << number;
    }
    return countBits(optional) === slots.length ? 0 : optional;
  }

  /**
   * What each word counts: the rarer, the more; little if it may be missing, and nothing if no page has it.
   * @param {SlotHits[]} lists
   * @param {number} optional
   */
  #weights(lists, optional) {
    return lists.map((list, number) => {
      const { count } = list;
      if (count === 0) return 0;
      const own = rarity(this.rows.count, count);
      return (optional >> number) & 1 ? round(OPTIONAL_WEIGHT * own) : own;
    });
  }

  /**
   * The documents of any word, with what each has.
   * @param {SlotHits[]} lists
   * @param {number[]} weights
   * @param {number} optional
   */
  #putTogether(lists, weights, optional) {
    const isRequired = (/** @type {number} */ number) => ((optional >> number) & 1) === 0;
    // A word that no page has says nothing about pages.
    const says = lists.flatMap((list, number) => (isRequired(number) && list.count > 0 ? [number] : []));
    const rarest = says.reduce(
      (best, number) => ((weights[number] ?? 0) >= (weights[best] ?? 0) ? number : best),
      says[0] ?? -1,
    );
    /** @type {FoundDocument[]} */
    const documents = [];
    for (let document = 0; document < this.rows.count; document += 1) {
      if (lists.every(({ strengths }) => strengths[document] === 0)) continue;
      /** @type {FoundDocument} */
      const found = { document, words: 0, class: TYPED, isNear: false, score: 0 };
      for (const [number, hits] of lists.entries()) {
        const kind = addHit(found, number, hits, weights[number] ?? 0);
        if (kind === null) continue;
        found.isNear ||= isRequired(number) && kind === NEAR;
        if (number === rarest) found.class = kind;
      }
      documents.push(found);
    }
    return documents;
  }

  /**
   * Adds what it counts that words of the query stand side by side.
   * @param {Slot[]} slots
   * @param {FoundDocument[]} documents
   */
  #addCloseness(slots, documents) {
    const numbers = documents.map(({ document }) => document);
    const share = round(slots.length >= MANY_WORDS ? SIDE_BY_SIDE_IN_SENTENCE : SIDE_BY_SIDE);
    for (const [number, other] of slots.entries()) {
      const one = slots[number - 1];
      if (!one?.isWord || !other.isWord) continue;
      const closeness = this.collector.closeness(one, other, numbers);
      const sideBySide = [...closeness.values()].filter((close) => close >= 1).length;
      const weight = round(share * rarity(this.rows.count, sideBySide));
      for (const found of documents) {
        const close = closeness.get(found.document) ?? 0;
        found.score = round(found.score + round(weight * close));
      }
    }
  }

  /**
   * The pages of what was found, in order. A page at several depths or in several languages is one.
   * @param {FoundDocument[]} found
   * @param {string} query
   * @param {Slot[]} slots
   * @param {string} reader the language that the reader prefers
   */
  inOrder(found, query, slots, reader) {
    const named = namedBy(this.dictionary, query, slots);
    const isSource = (/** @type {number} */ document) => this.rows.sort(document) === "source";
    // The page of a thing comes before the source that has its name.
    const ofPages = [...named].filter(([document]) => !isSource(document));
    const bestOfPages = Math.min(NO_NAME, ...ofPages.map(([, name]) => name));
    const hasAddress = slots.some(({ documents }) => documents.length > 0);
    const preferred = this.languages.findIndex(({ tag }) => tag === reader);
    const ranked = found.map(({ document, class: kind, isNear, score }) => {
      const name = named.get(document) ?? NO_NAME;
      const isTitle = name <= LOOSE_TITLE || name === OTHER_SIGNS;
      const isAskedFor = hasAddress || (isTitle && bestOfPages > Math.max(name, LOOSE_ALIAS));
      const worth = isSource(document) && !isAskedFor ? SOURCE : PAGE;
      const isNamed = name < NO_NAME;
      return {
        document,
        others: [],
        place: [this.rows.isStub(document) ? STUB : worth, name, Number(isNear), kind],
        score,
        isNamed,
      };
    });
    const pages = this.#byPage(ranked, preferred);
    const { linkedFrom } = this.rows;
    return pages.sort((one, other) => {
      const links = (linkedFrom[other.document] ?? 0) - (linkedFrom[one.document] ?? 0);
      // Documents are numbered in the order of their titles.
      return comparePlaces(one, other) || other.score - one.score || links || one.document - other.document;
    });
  }

  /**
   * One for each page: the document that answers best, or that of the preferred language where it answers as well. Where a page
   * is named, its own text is as good an answer as any other depth of it.
   * @param {RankedPage[]} ranked
   * @param {number} preferred
   */
  #byPage(ranked, preferred) {
    /** @type {Map<number, RankedPage>} */
    const pages = new Map();
    for (const next of ranked) {
      const subject = this.rows.subject(next.document);
      const known = pages.get(subject);
      if (known === undefined) {
        pages.set(subject, next);
        continue;
      }
      const place = comparePlaces(next, known);
      const isBetter = place < 0 || (place === 0 && this.#isPreferred(next, known, preferred));
      const [best, other] = isBetter ? [next, known] : [known, next];
      best.others.push(other.document, ...other.others);
      best.score = Math.max(best.score, other.score);
      pages.set(subject, best);
    }
    return [...pages.values()];
  }

  /**
   * Whether of two documents of a page, which are in one place, the first is to be shown.
   * @param {RankedPage} next
   * @param {RankedPage} known
   * @param {number} preferred the language
   */
  #isPreferred(next, known, preferred) {
    const { languages, depths } = this.rows;
    const [isIn, wasIn] = [next, known].map(({ document }) => languages[document] === preferred);
    if (isIn !== wasIn) return isIn === true;
    const [depth, other] = [depths[next.document], depths[known.document]];
    const isEven = next.isNamed || next.score === known.score;
    return depth !== other && isEven ? depth === 0 : next.score > known.score;
  }
}

/**
 * Adds that a word stands in a document, if it does, and gives the class in which it answers.
 * @param {FoundDocument} found
 * @param {number} number of the word
 * @param {SlotHits} hits
 * @param {number} weight
 */
function addHit(found, number, { strengths, classes }, weight) {
  const strength = strengths[found.document] ?? 0;
  if (strength === 0) return null;
  found.words |= 1 << number;
  found.score = round(found.score + round(strength * weight));
  return classes[found.document] ?? TYPED;
}

/**
 * @param {RankedPage} one
 * @param {RankedPage} other
 */
function comparePlaces(one, other) {
  const at = one.place.findIndex((place, index) => place !== other.place[index]);
  return at < 0 ? 0 : (one.place[at] ?? 0) - (other.place[at] ?? 0);
}

/**
 * What some words count together.
 * @param {number[]} weights
 * @param {number} words
 */
const weightOf = (weights, words) =>
  weights.reduce((sum, weight, number) => ((words >> number) & 1 ? round(sum + weight) : sum), 0);

/**
 * The documents that have all words that must be there; where none has, those that have most of them. Of a sentence also those
 * of which a large part of it is the name, and of a long one all that have much of it, whose score alone then decides.
 * @param {FoundDocument[]} documents
 * @param {{ required: number, weights: number[], parts: Map<number, NamedPart> }} wanted
 */
function mostComplete(documents, { required, weights, parts }) {
  const weight = (/** @type {number} */ words) => weightOf(weights, words & required);
  const has = (/** @type {FoundDocument} */ { words }) => countBits(words & required);
  const all = weight(required);
  const count = countBits(required);
  const most = documents.reduce((largest, found) => Math.max(largest, has(found)), 0);
  const best = documents.reduce((largest, { words }) => Math.max(largest, weight(words)), 0);
  const [named, much] = [round(all * round(NAMED_SHARE)), round(best * round(MUCH_OF_BEST))];
  const isLong = count >= LONG_SENTENCE;
  const kept = documents.filter((found) => {
    if (most > 0 && has(found) === most) return true;
    if (isLong && weight(found.words) >= much) return true;
    const part = count >= SENTENCE ? parts.get(found.document) : undefined;
    return part !== undefined && weight(part.words) >= named;
  });
  for (const found of kept) {
    if (isLong || has(found) < count) found.class = TYPED;
    found.isNear &&= !isLong;
  }
  return kept;
}

/**
 * Adds what it counts that a part of the query is the name of a page.
 * @param {FoundDocument[]} documents
 * @param {Map<number, NamedPart>} parts
 * @param {number[]} weights
 */
function addNames(documents, parts, weights) {
  for (const found of documents) {
    const part = parts.get(found.document);
    if (part === undefined) continue;
    const share = round(SHARES[part.name] ?? ALIAS_IN_QUERY);
    found.score = round(found.score + round(weightOf(weights, part.words) * share));
  }
}

/**
 * What is to be said about words that the documents do not have.
 * @param {Slot[]} slots
 * @param {FoundDocument[]} documents
 * @param {number} optional
 */
function notesOnMissing(slots, documents, optional) {
  /** @type {Note[]} */
  const notes = [];
  if (documents.length === 0) return notes;
  const all = 2 ** slots.length - 1;
  const onAll = documents.reduce((words, found) => words & found.words, all);
  const onAny = documents.reduce((words, found) => words | found.words, 0);
  const typed = (/** @type {number} */ wanted) => {
    /** @type {string[]} */
    const words = [];
    for (const [number, slot] of slots.entries()) {
      if (!((wanted >> number) & 1)) continue;
      // Pairs of letters that overlap are one piece of what was typed.
      const isBefore = number > 0 && ((wanted >> (number - 1)) & 1) === 1;
      if (isBefore && slot.overlap > 0) words.push(words.pop() + slot.typed.slice(slot.overlap));
      else words.push(slot.typed);
    }
    return words;
  };
  const missing = all & ~onAll;
  const required = missing & ~optional;
  const must = all & ~optional;
  const isComplete = documents.some(({ words }) => (words & must) === must);
  // Where different documents lack different words, all of those are named that one of them lacks.
  const nowhere = required & ~onAny;
  const leftOut = isComplete ? 0 : nowhere || required;
  const mayBeMissing = isComplete ? missing : missing & optional;
  if (leftOut !== 0) notes.push({ type: "left-out", words: typed(leftOut) });
  if (mayBeMissing !== 0) notes.push({ type: "may-be-missing", words: typed(mayBeMissing) });
  return notes;
}
