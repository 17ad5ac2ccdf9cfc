// The passages of a page that show why it was found, with what matched. The rules are those of the server (`passages.rs` and
// `rank/matcher.rs` of `almanac-search`).

import { ByteReader } from "./bytes.js";
import { countBits } from "./collecting.js";
import { cut } from "./cutting.js";
import { levelName } from "./document-rows.js";
import { excerptOf, piecesOf, sideBySideIn } from "./excerpts.js";
import { BEGINNING, NEAR } from "./slot.js";

/** @import { Token } from "./cutting.js" */
/** @import { Passage } from "./results.js" */
/** @import { Slot, Answering } from "./slot.js" */

const FIELDS = /** @type {const} */ (["title", "alias", "heading", "summary", "fact", "text", "question", "source"]);

/**
 * Where a passage stands: at an anchor of the page, or on the page of an event below it.
 * @param {string} href
 * @param {string} anchor
 */
function hrefOfPassage(href, anchor) {
  if (anchor.startsWith("/")) return href.endsWith("/") ? `${href}${anchor.slice(1)}/` : href + anchor;
  return anchor === "" ? href : `${href}#${anchor}`;
}

/**
 * A passage of a page's text.
 * @typedef {{ field: Passage["field"], anchor: string, text: string }} StoredPassage
 *
 * A block of a page's text, as its file has it, with the last heading before it.
 * @typedef {object} PageBlock
 * @property {string} title
 * @property {string} href
 * @property {string} kind of an entry
 * @property {string | null} level
 * @property {{ level: string | null, href: string }[]} depths the others of the page
 * @property {StoredPassage | null} heading
 * @property {StoredPassage[]} passages
 *
 * A word, or words side by side, that answer to a word of the query.
 * @typedef {{ slot: number, from: number, to: number, position: number, class: number }} TokenMatch
 */

/**
 * The block that a file holds.
 * @param {Uint8Array} bytes
 * @returns {PageBlock}
 */
export function pageBlock(bytes) {
  const reader = new ByteReader(bytes);
  const [title, href, kind] = [reader.text(), reader.text(), reader.text()];
  const level = levelName(reader.byte());
  const depths = Array.from({ length: reader.number() }, () => ({
    level: levelName(reader.byte()),
    href: reader.text(),
  }));
  const above = { field: /** @type {const} */ ("heading"), text: reader.text(), anchor: reader.text() };
  const anchors = reader.texts(reader.number());
  const passages = anchors.map((anchor) => ({ anchor, field: FIELDS[reader.byte()] ?? "text", text: reader.text() }));
  return { title, href, kind, level, depths, heading: above.text === "" ? null : above, passages };
}

/**
 * How each spelling answers.
 * @param {Answering[]} terms
 */
function tableOf(terms) {
  /** @type {Map<string, number>} */
  const table = new Map();
  for (const { term, class: kind } of terms) {
    if (term.typed === undefined) continue;
    const key = `${term.typed}\0${term.folded}`;
    table.set(key, Math.min(table.get(key) ?? NEAR, kind));
  }
  return table;
}

/** What is neither ASCII nor a sign of sentences. */
const NOT_PLAIN = /[^\n\x20-\x7e\u2010-\u2027]/;

/** How many letters tell well enough whether a word may be there. */
const NEEDLE = 6;

/**
 * The letters and digits of ASCII that a text has, without what stands between them.
 * @param {string} text
 */
const lettersAlone = (text) => text.replace(/[^0-9A-Za-z]+/g, "").toLowerCase();

/**
 * What a plain text has at least one of, if anything answers in it; nothing if that can't be said.
 * @param {Slot[]} slots
 */
function needlesOf(slots) {
  const all = slots.flatMap(({ terms, sequences }) => [...terms, ...sequences.flatMap(({ places }) => places.flat())]);
  const forms = all.flatMap(({ term, start }) => start ?? term.folded ?? []);
  const needles = new Set(
    forms.filter((form) => !NOT_PLAIN.test(form)).map((form) => lettersAlone(form).slice(0, NEEDLE)),
  );
  return needles.has("") ? null : [...needles];
}

/** Finds what a query looked for in texts. */
export class Matcher {
  /** The beginnings of what answers, without signs; nothing where something has no letters. @type {string[] | null} */
  #needles;

  /** @param {Slot[]} slots */
  constructor(slots) {
    this.slots = slots.map(({ terms, sequences }) => ({
      terms: tableOf(terms),
      // What is being typed may be the beginning of more terms than are loaded.
      starts: terms.flatMap(({ isWide, start }) => (isWide && start !== undefined ? [start] : [])),
      sequences: sequences.map(({ places }) => places.map(tableOf)),
    }));
    this.#needles = needlesOf(slots);
  }

  /**
   * What answers in a text that is cut by some rules, in the order of the text.
   * @param {string} text
   * @param {import("./cutting.js").WritingRules} rules
   */
  matchesIn(text, rules) {
    return this.#mayAnswer(text) ? this.matches(cut(text, rules)) : [];
  }

  /**
   * Whether something may answer in a text: to cut it takes long, and in most texts nothing does. A word of a plain text stands
   * in it letter by letter, whatever signs are between them.
   * @param {string} text
   */
  #mayAnswer(text) {
    if (this.#needles === null || NOT_PLAIN.test(text)) return true;
    const letters = lettersAlone(text);
    return this.#needles.some((needle) => letters.includes(needle));
  }

  /**
   * All that answers in a text, given in tokens, in the order of the text.
   * @param {Token[]} tokens
   * @returns {TokenMatch[]}
   */
  matches(tokens) {
    const keys = tokens.map(({ typed, folded }) => `${typed}\0${folded}`);
    const matches = this.slots.flatMap(({ terms, starts, sequences }, slot) => [
      ...tokens.flatMap((token, at) => {
        const { from, to, position, folded } = token;
        const isBeginning = starts.some((start) => folded.startsWith(start));
        const kind = terms.get(keys[at] ?? "") ?? (isBeginning ? BEGINNING : undefined);
        return kind === undefined ? [] : [{ slot, from, to, position, class: kind }];
      }),
      ...sequences.flatMap((sequence) => sideBySide(slot, sequence, tokens, keys)),
    ]);
    return matches.sort((one, other) => one.from - other.from || other.to - one.to);
  }
}

/**
 * Where a sequence stands.
 * @param {number} slot
 * @param {Map<string, number>[]} sequence
 * @param {Token[]} tokens
 * @param {string[]} keys
 * @returns {TokenMatch[]}
 */
function sideBySide(slot, sequence, tokens, keys) {
  /** @type {Map<number, number[]>} */
  const byPosition = new Map();
  for (const [at, { position }] of tokens.entries()) {
    const here = byPosition.get(position);
    if (here === undefined) byPosition.set(position, [at]);
    else here.push(at);
  }
  /** The token at a position that answers to a place, and how. */
  const answer = (/** @type {number} */ position, /** @type {Map<string, number>} */ place) => {
    const here = byPosition.get(position)?.find((at) => place.has(keys[at] ?? ""));
    const token = tokens[here ?? -1];
    return token === undefined ? [] : [{ token, kind: place.get(keys[here ?? -1] ?? "") ?? NEAR }];
  };
  return [...byPosition.keys()].flatMap((position) => {
    const found = sequence.flatMap((place, distance) => answer(position + distance, place));
    const [first] = found;
    if (first === undefined || found.length < sequence.length) return [];
    const to = Math.max(...found.map(({ token }) => token.to));
    return [{ slot, from: first.token.from, to, position, class: Math.max(...found.map(({ kind }) => kind)) }];
  });
}

/** How many passages of a page are shown at most. */
const MOST_PASSAGES = 3;

/** In which order parts of a page are shown where they are equally good. */
const ORDER = { fact: 0, text: 1, summary: 2, heading: 3, alias: 4, title: 4, question: 5, source: 5 };

/**
 * A passage with what matched in it: the words of the query that it has, a bit each, and those of the heading above it.
 * @typedef {object} Candidate
 * @property {StoredPassage} passage
 * @property {StoredPassage | null} heading
 * @property {TokenMatch[]} matches
 * @property {number} own
 * @property {number} above
 */

/** @param {TokenMatch[]} matches */
const wordsOf = (matches) => matches.reduce((words, { slot }) => words | (1 << slot), 0);

/**
 * The passages of a block in order.
 * @param {PageBlock} block
 * @param {(text: string) => TokenMatch[]} matchesIn
 * @returns {Candidate[]}
 */
function candidatesOf({ heading: first, passages }, matchesIn) {
  let heading = first;
  let inHeading = first === null ? 0 : wordsOf(matchesIn(first.text));
  return passages.map((passage) => {
    const matches = matchesIn(passage.text);
    const own = wordsOf(matches);
    const isHeading = passage.field === "heading";
    if (isHeading) [heading, inHeading] = [passage, own];
    // What stands elsewhere than under it, as notes do, has another fragment.
    const isUnder = heading?.anchor === passage.anchor;
    return { passage, heading: isUnder && !isHeading ? heading : null, matches, own, above: isUnder ? inHeading : 0 };
  });
}

/**
 * What a candidate is sorted by, the least first: it has most of the words, with its heading or without; then side by side;
 * then as they were typed.
 * @param {Candidate} candidate
 */
function worthOf({ passage, matches, own, above }) {
  const order = ORDER[passage.field];
  /** @type {Map<number, number>} */
  const classes = new Map();
  for (const { slot, class: kind } of matches) classes.set(slot, Math.min(classes.get(slot) ?? NEAR, kind));
  return [
    -countBits(own | above),
    order === 5 ? 1 : 0,
    -countBits(above),
    -countBits(own),
    -sideBySideIn(matches),
    Math.max(-1, ...classes.values()),
    order,
  ];
}

/**
 * @param {number[]} one
 * @param {number[]} other
 */
function compare(one, other) {
  const at = one.findIndex((worth, index) => worth !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/**
 * Brings the best passage at the top of the page to the front: its summary, where nothing there has matched.
 * @param {Candidate[]} best
 * @param {Candidate[]} all
 */
function broughtToFront(best, all) {
  const isTop = (/** @type {Candidate} */ { passage }) =>
    passage.anchor === "" && (passage.field === "summary" || passage.field === "text");
  const first = best.find(isTop) ?? all.find(isTop);
  return first === undefined ? best : [first, ...best.filter((candidate) => candidate !== first)];
}

/**
 * @param {Candidate} one
 * @param {Candidate} other
 */
function areAlike({ passage: one }, { passage: other }) {
  const areOfOneFact = one.field === "fact" && other.field === "fact" && one.anchor === other.anchor;
  return areOfOneFact || one.text === other.text;
}

/**
 * The best passages of a block, the best first.
 * @param {PageBlock} block
 * @param {string} href the address of the page
 * @param {Matcher} matcher
 * @param {import("./cutting.js").WritingRules} rules
 * @returns {Passage[]}
 */
export function bestPassages(block, href, matcher, rules) {
  const all = candidatesOf(block, (text) => matcher.matchesIn(text, rules));
  const shown = all.filter(({ passage, own }) => passage.field !== "title" && own !== 0);
  const worths = new Map(shown.map((candidate) => [candidate, worthOf(candidate)]));
  let best = shown.sort((one, other) => compare(worths.get(one) ?? [], worths.get(other) ?? []));
  const words = all.reduce((bits, { own }) => bits | own, 0);
  const isNamed = all.some(({ passage, own }) => /^title|^alias/.test(passage.field) && own === words);
  if (isNamed || best.length === 0) best = broughtToFront(best, all);
  /** @type {Candidate[]} */
  const kept = [];
  for (const candidate of best) {
    if (kept.length < MOST_PASSAGES && !kept.some((other) => areAlike(other, candidate))) kept.push(candidate);
  }
  return kept.map(({ passage, heading, matches }) => {
    const marked = excerptOf(passage.text, matches);
    return {
      href: hrefOfPassage(href, passage.anchor),
      field: passage.field,
      heading: heading?.text ?? null,
      words: marked.join(""),
      marked,
    };
  });
}

/**
 * A text with what matched.
 * @param {string} text
 * @param {Matcher} matcher
 * @param {import("./cutting.js").WritingRules} rules
 */
export function markedText(text, matcher, rules) {
  return piecesOf(text, matcher.matchesIn(text, rules), 0, text.length);
}
