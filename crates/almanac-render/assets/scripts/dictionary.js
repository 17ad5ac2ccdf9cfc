// The dictionary of a site's files, of which a browser has some pieces. What is looked up in a piece that is not there is
// noted: it is loaded, and the search begins anew. So the rules read as those of the server, which has all of it at hand.

import { ByteReader } from "./bytes.js";
import { isBefore, pieceOf } from "./search-files.js";

/** @import { FileList, SiteLanguage } from "./search-files.js" */

/**
 * A word as it stands in documents.
 * @typedef {object} Term
 * @property {string} typed its spelling
 * @property {string} folded the form in which words are compared
 * @property {boolean} isPair whether it is two letters side by side of a script that does not part words
 * @property {Stem[]} stems those of the languages in which others have them
 * @property {number} order in the dictionary
 * @property {Postings} postings
 *
 * A stem of a term with its language, as one text; the term is found by it if it stands in a text of that language.
 * @typedef {{ key: string, language: number, isMember: boolean }} Stem
 *
 * Where a term stands: documents in order, what the term says about each, and the positions in all of them, one after
 * the other; `firsts` has where those of each document begin. Without positions, `long` names their file.
 * @typedef {object} Postings
 * @property {Uint32Array} documents
 * @property {Uint8Array} impacts
 * @property {Uint32Array} firsts
 * @property {Uint32Array} positions
 * @property {string} long
 *
 * A name of pages, in some of the forms in which names are compared, a bit each.
 * @typedef {{ forms: number, documents: { document: number, isTitle: boolean }[] }} PageName
 */

/** The forms of names: as it is written, its words, and those of a name that has signs without them. */
export const EXACT = 1;
export const LOOSE = 2;
export const WITHOUT_SIGNS = 4;

/** How many pieces of a beginning are loaded: of one with more there is a list for itself. */
const MOST_PIECES = 10;

/** How many pieces a site has of which not all is loaded that would be looked up where all is at hand. */
const LARGE = 80;

const NONE = new Uint32Array();

/**
 * The positions of a term in so many documents.
 * @param {ByteReader} reader
 * @param {number} documents
 */
function positionsFrom(reader, documents) {
  const firsts = new Uint32Array(documents + 1);
  for (let index = 0; index < documents; index += 1) firsts[index + 1] = (firsts[index] ?? 0) + reader.number();
  const positions = new Uint32Array(firsts[documents] ?? 0);
  for (let index = 0; index < documents; index += 1) {
    let position = 0;
    for (let at = firsts[index] ?? 0; at < (firsts[index + 1] ?? 0); at += 1) {
      position += reader.number();
      positions[at] = position;
    }
  }
  return { firsts, positions };
}

/** A piece of the dictionary. */
class DictionaryPiece {
  /**
   * @param {Uint8Array} bytes
   * @param {number} order the place of its first term among all
   */
  constructor(bytes, order) {
    const reader = new ByteReader(bytes);
    const words = reader.texts(reader.number());
    const spellings = words.map((word) => reader.text() || word);
    const flags = reader.raw(words.length);
    const stems = words.map((word) => stemsFrom(reader, word));
    /** The other pieces in which terms have a stem. */
    this.elsewhere = elsewhereFrom(reader);
    const counts = words.map(() => reader.number());
    const documents = counts.map((count) => reader.ascending(count));
    const impacts = counts.map((count) => reader.raw(count));
    /** @type {Term[]} */
    this.terms = words.map((folded, index) => {
      const count = counts[index] ?? 0;
      const flag = flags[index] ?? 0;
      const long = (flag & 2) === 2 ? reader.piece() : "";
      const where = long === "" ? positionsFrom(reader, count) : { firsts: NONE, positions: NONE };
      return {
        typed: spellings[index] ?? folded,
        folded,
        isPair: (flag & 1) === 1,
        stems: stems[index] ?? [],
        order: order + index,
        postings: { documents: documents[index] ?? NONE, impacts: impacts[index] ?? new Uint8Array(), long, ...where },
      };
    });
    this.beginnings = beginningsFrom(reader);
    this.names = namesFrom(reader);
    const addresses = reader.texts(reader.number());
    /** The documents that cite a work. */
    this.addresses = new Map(addresses.map((address) => [address, reader.ascending(reader.number())]));
  }
}

/** @param {number} language @param {string} stem */
const stemKey = (language, stem) => `${language} ${stem}`;

/**
 * What the stem of a form may be in a language, by the endings that others have; none of a form with digits.
 * @param {string} folded
 * @param {SiteLanguage} language
 */
function stemsByEndings(folded, { stems, shortestStem }) {
  if (/\p{N}/u.test(folded)) return [];
  const endings = stems.filter(([ending]) => folded.endsWith(ending));
  const likely = endings.map(([ending, stem]) => folded.slice(0, folded.length - ending.length) + stem);
  return [folded, ...likely].filter((stem) => stem.length >= shortestStem);
}

/**
 * The stems of a word.
 * @param {ByteReader} reader
 * @param {string} word
 * @returns {Stem[]}
 */
function stemsFrom(reader, word) {
  return Array.from({ length: reader.number() }, () => {
    const flags = reader.byte();
    const language = flags >> 1;
    return { key: stemKey(language, reader.textAfter(word)), language, isMember: (flags & 1) === 1 };
  });
}

/** @param {ByteReader} reader */
function elsewhereFrom(reader) {
  /** @type {Map<string, number[]>} */
  const elsewhere = new Map();
  for (let count = reader.number(); count > 0; count -= 1) {
    const key = stemKey(reader.byte(), reader.text());
    const pieces = Array.from({ length: reader.number() }, () => reader.number());
    elsewhere.set(key, pieces);
  }
  return elsewhere;
}

/** @param {ByteReader} reader */
function beginningsFrom(reader) {
  /** @type {Map<string, Postings>} */
  const beginnings = new Map();
  for (let count = reader.number(); count > 0; count -= 1) {
    const start = reader.text();
    const length = reader.number();
    const documents = reader.ascending(length);
    beginnings.set(start, { documents, impacts: reader.raw(length), firsts: NONE, positions: NONE, long: "" });
  }
  return beginnings;
}

/** @param {ByteReader} reader */
function namesFrom(reader) {
  /** @type {Map<string, PageName[]>} */
  const names = new Map();
  for (const key of reader.texts(reader.number())) {
    const forms = reader.byte();
    const documents = Array.from({ length: reader.number() }, () => {
      const number = reader.number();
      return { document: number >>> 1, isTitle: (number & 1) === 1 };
    });
    names.set(key, [...(names.get(key) ?? []), { forms, documents }]);
  }
  return names;
}

/** The pieces of the dictionary that are there. */
export class Dictionary {
  /** @type {Map<number, DictionaryPiece>} */
  #pieces = new Map();
  /** @type {Map<string, Term[]>} */
  #members = new Map();
  /** What awaits its positions, by the name of their file. @type {Map<string, Set<Postings>>} */
  #awaited = new Map();
  /** The files that were looked up and are not there. @type {Set<string>} */
  missing = new Set();

  /** @param {FileList} list */
  constructor({ words, languages, partedStems }) {
    this.list = words;
    this.partedStems = partedStems;
    this.languages = languages;
    this.isLarge = words.count >= LARGE;
  }

  /**
   * Takes a file, if it is a piece of the dictionary.
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  take(name, bytes) {
    for (const postings of this.#awaited.get(name) ?? []) this.#takePositions(postings, bytes);
    this.#awaited.delete(name);
    const number = this.list.numberOf(name);
    if (number === undefined || this.#pieces.has(number)) return;
    const piece = new DictionaryPiece(bytes, number * 2 ** 16);
    this.#pieces.set(number, piece);
    for (const term of piece.terms) {
      for (const { key, isMember } of term.stems) {
        if (isMember) this.#members.set(key, [...(this.#members.get(key) ?? []), term]);
      }
    }
  }

  /**
   * Whether the piece is there in which a text is.
   * @param {string} text
   */
  has(text) {
    return this.#pieces.has(pieceOf(this.list, text));
  }

  /** @param {number} number */
  #piece(number) {
    const piece = this.#pieces.get(number);
    if (piece === undefined) this.missing.add(this.list.nameOf(number));
    return piece;
  }

  /** @param {string} text */
  #pieceOf(text) {
    return this.#piece(pieceOf(this.list, text));
  }

  /**
   * The terms of a folded form.
   * @param {string} folded
   * @returns {Term[]}
   */
  withFolded(folded) {
    return this.#pieceOf(folded)?.terms.filter((term) => term.folded === folded) ?? [];
  }

  /**
   * The term of a spelling, if its piece is there.
   * @param {string} typed
   * @param {string} folded
   */
  find(typed, folded) {
    const piece = this.#pieces.get(pieceOf(this.list, folded));
    return piece?.terms.find((term) => term.folded === folded && term.typed === typed);
  }

  /**
   * The terms from a folded form to before another.
   * @param {string} from
   * @param {string} to
   */
  between(from, to) {
    const [first, last] = [pieceOf(this.list, from), pieceOf(this.list, to)];
    /** @type {Term[]} */
    const terms = [];
    for (let number = first; number <= Math.min(last, first + MOST_PIECES - 1); number += 1) {
      const found = this.#piece(number)?.terms ?? [];
      terms.push(...found.filter(({ folded }) => !isBefore(folded, from) && isBefore(folded, to)));
    }
    return terms;
  }

  /**
   * The terms that begin with a text; where they are too many, what stands for all of them but those that are the text itself.
   * @param {string} start
   * @returns {{ terms: Term[], together: Postings | undefined }}
   */
  beginningWith(start) {
    const end = `${start}\u{10ffff}`;
    const count = pieceOf(this.list, end) - pieceOf(this.list, start) + 1;
    if (count > 2) {
      const key = `${start}\0`;
      const together = this.#pieceOf(key)?.beginnings.get(start);
      if (together !== undefined) return { terms: this.withFolded(start), together };
      if (!this.has(key)) return { terms: this.withFolded(start), together };
    }
    return { terms: this.between(start, end), together: undefined };
  }

  /**
   * The stems of a word in a language, as far as they are known here.
   * @param {string} typed
   * @param {string} folded
   * @param {number} language
   */
  stemsOf(typed, folded, language) {
    const all = this.has(folded) ? this.withFolded(folded) : [];
    const same = all.filter((term) => term.typed === typed);
    const known = (same.length > 0 ? same : all).flatMap((term) => term.stems.map(({ key }) => key));
    const keys = all.length > 0 ? known : this.#likelyStems(folded).map(([key]) => key);
    const start = stemKey(language, "");
    return keys.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  }

  /**
   * The terms with a stem of a word that was typed, each with its language.
   * @param {string} typed
   * @param {string} folded
   */
  withStemOf(typed, folded) {
    for (const word of this.partedStems.get(folded) ?? []) this.#pieceOf(word);
    const piece = this.#pieceOf(folded);
    const all = piece?.terms.filter((term) => term.folded === folded) ?? [];
    const same = all.filter((term) => term.typed === typed);
    const known = (same.length > 0 ? same : all).flatMap((term) => term.stems);
    const stems = new Map(known.map(({ key, language }) => [key, language]));
    if (piece !== undefined && all.length === 0) {
      this.#wantLikelyStems(folded);
      for (const [key, language] of this.#likelyStems(folded)) stems.set(key, language);
    }
    return [...stems].flatMap(([key, language]) => {
      for (const { elsewhere } of this.#pieces.values())
        for (const number of elsewhere.get(key) ?? []) this.#piece(number);
      return (this.#members.get(key) ?? []).map((term) => ({ term, language }));
    });
  }

  /**
   * Has the pieces loaded in which forms may stand whose stem a form has that stands on no page: a frequent one fills a piece of
   * its own, `founded` beside `founding`.
   * @param {string} folded
   */
  #wantLikelyStems(folded) {
    for (const stem of new Set(this.languages.flatMap((language) => stemsByEndings(folded, language))))
      this.#pieceOf(stem);
  }

  /**
   * The stems of a form that stands on no page: in each language the longest that others have, by the endings that stems of the
   * language have in the place of others.
   * @param {string} folded
   * @returns {[key: string, language: number][]}
   */
  #likelyStems(folded) {
    return this.languages.flatMap((rules, language) => {
      const known = stemsByEndings(folded, rules).filter((stem) => this.#members.has(stemKey(language, stem)));
      const [longest] = known.toSorted((one, other) => other.length - one.length);
      return longest === undefined ? [] : [[stemKey(language, longest), language]];
    });
  }

  /**
   * The documents that bear a name.
   * @param {string} name
   * @param {number} form
   */
  named(name, form) {
    const names = this.#pieceOf(`${name} `)?.names.get(`${name} `) ?? [];
    const fitting = names.filter(({ forms }) => (forms & form) !== 0);
    return fitting.flatMap(({ documents }) => documents);
  }

  /**
   * The documents that cite a work.
   * @param {string} address
   */
  citing(address) {
    return this.#pieceOf(address)?.addresses.get(address) ?? NONE;
  }

  /** The names of pages in the pieces that are there. */
  names() {
    return [...this.#pieces.values()].flatMap(({ names }) => [...names]);
  }

  /** The words of the pieces that are there, each with the number of documents in which it stands. */
  *words() {
    for (const { terms } of this.#pieces.values()) {
      for (const { folded, isPair, postings } of terms) {
        if (!isPair) yield/** @type {[string, number]} */ ([folded, postings.documents.length]);
      }
    }
  }

  /**
   * Has the positions of a term loaded, if they are a file of their own.
   * @param {{ postings: Postings }} term
   */
  wantPositions({ postings }) {
    if (postings.long === "") return;
    this.#awaited.set(postings.long, (this.#awaited.get(postings.long) ?? new Set()).add(postings));
    this.missing.add(postings.long);
  }

  /**
   * Takes the positions of a term.
   * @param {Postings} postings
   * @param {Uint8Array} bytes
   */
  #takePositions(postings, bytes) {
    Object.assign(postings, positionsFrom(new ByteReader(bytes), postings.documents.length), { long: "" });
  }
}
