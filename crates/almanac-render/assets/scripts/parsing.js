// Takes queries apart, as the server does (`query/parse.rs` of `almanac-search`, which says why it is as it is). The same
// cases are run on both.

import { isHebrew } from "./characters.js";

const LONGEST_QUERY = 400;
const MOST_WORDS = 32;
const LONGEST_NAME = 8;

/** Quotation marks of which each closes what another one of the same family opens. */
const FAMILIES = ['"“”„‟＂〝〞〟', "«»", "‹›", "「」", "『』"];
const OPERATORS = /** @type {const} */ (["kind", "level", "topic", "in", "language"]);

/** @typedef {typeof OPERATORS[number]} Operator */

/**
 * A part of a query: words, a phrase, or an address of the web. The last word of an open one may go on.
 * @typedef {{ text: string, isPhrase: boolean, isOpen: boolean, isAddress: boolean }} QueryPiece
 */

/**
 * A query, taken apart; `cutOff` is the last word that counts, where the query is longer than what is looked at.
 * @typedef {object} ParsedQuery
 * @property {QueryPiece[]} wanted
 * @property {QueryPiece[]} excluded
 * @property {{ [operator in Operator]?: string }} filters
 * @property {string | null} cutOff
 */

/**
 * Gives the value of an operator as filters name it, or null where there is no such value.
 * @typedef {(operator: Operator, value: string) => string | null} KnownValue
 */

/** @param {string | undefined} character */
const isSpace = (character) => /^\p{White_Space}$/u.test(character ?? "");
/** @param {string} text */
const trim = (text) => text.replace(/^\p{White_Space}+/u, "").replace(/\p{White_Space}+$/u, "");
/** @param {string | undefined} mark */
const familyOf = (mark) => (mark ? FAMILIES.find((family) => family.includes(mark)) : undefined);
/** @param {string} text */
const isAddress = (text) => /^https?:\/\/[\p{Alphabetic}\p{N}]/iu.test(text);

/**
 * As many characters of a query as are looked at, up to the end of a word, and whether that is not all.
 * @param {string} query
 */
function lookedAt(query) {
  const all = [...query.slice(0, 2 * LONGEST_QUERY + 2)];
  const kept = all.slice(0, LONGEST_QUERY);
  const isCut = /\P{White_Space}/u.test(query.slice(kept.join("").length));
  if (!isCut) return { kept, isCut };
  const space = kept.findLastIndex(isSpace);
  const isAmidWord = !isSpace(all[LONGEST_QUERY]);
  const hasWords = trim(kept.slice(0, Math.max(space, 0)).join("")) !== "";
  return { kept: isAmidWord && hasWords ? kept.slice(0, space) : kept, isCut };
}

class Parser {
  /**
   * @param {string[]} characters
   * @param {KnownValue} known
   */
  constructor(characters, known) {
    this.characters = characters;
    this.known = known;
    /** @type {ParsedQuery} */
    this.parsed = { wanted: [], excluded: [], filters: {}, cutOff: null };
    this.words = 0;
    this.last = "";
    /** @type {{ from: number, until: number } | null} */
    this.text = null;
  }

  /** Reads the pieces. Gives whether all of them count. */
  read() {
    let at = 0;
    while (at < this.characters.length) {
      if (isSpace(this.characters[at])) {
        at += 1;
      } else if (this.words === MOST_WORDS) {
        return false;
      } else {
        at = this.#readPiece(at);
      }
    }
    return true;
  }

  /** @param {number} at */
  #readPiece(at) {
    if (at === 0 || isSpace(this.characters[at - 1])) {
      const end = this.#readExcluded(at) ?? this.#readOperator(at) ?? this.#readAddress(at);
      if (end !== null) return end;
    }
    if (!this.#opensPhrase(at)) return this.#readWord(at);
    const { inner, end, isOpen } = this.#phrase(at);
    this.pushText();
    const text = trim(inner);
    if (text !== "") {
      const isOne = isAddress(text) && !/\p{White_Space}/u.test(text);
      this.parsed.wanted.push({ text, isPhrase: !isOne, isOpen: isOpen && !isOne, isAddress: isOne });
      this.#count(inner);
    }
    return end;
  }

  /** @param {number} at */
  #readWord(at) {
    let end = at + 1;
    while (end < this.characters.length && !isSpace(this.characters[end]) && !this.#opensPhrase(end)) end += 1;
    this.text = { from: this.text?.from ?? at, until: end };
    this.#count(this.#slice(at, end));
    return end;
  }

  /**
   * Reads `-word` or `-"phrase"`.
   * @param {number} at
   */
  #readExcluded(at) {
    const next = this.characters[at + 1] ?? "";
    const isPhrase = familyOf(next) !== undefined;
    if (this.characters[at] !== "-" || !(isPhrase || /^\p{Alphabetic}/u.test(next))) return null;
    const wordEnd = this.#endOfWord(at + 1);
    const { inner, end } = isPhrase ? this.#phrase(at + 1) : { inner: this.#slice(at + 1, wordEnd), end: wordEnd };
    this.pushText();
    const text = trim(inner);
    if (text !== "") {
      this.parsed.excluded.push({ text, isPhrase, isOpen: false, isAddress: false });
      this.#count(this.#slice(at, end));
    }
    return end;
  }

  /**
   * Reads an operator with its value, if both are known.
   * @param {number} at
   */
  #readOperator(at) {
    let colon = at;
    while (colon <= at + LONGEST_NAME && !/^[:：]$/.test(this.characters[colon] ?? "")) colon += 1;
    const name = this.#slice(at, colon).toLowerCase();
    const operator = OPERATORS.find((one) => one === name);
    if (colon > at + LONGEST_NAME || operator === undefined) return null;
    const wordEnd = this.#endOfWord(colon + 1);
    const isQuoted = familyOf(this.characters[colon + 1]) !== undefined;
    const { inner, end, isOpen } = isQuoted
      ? this.#phrase(colon + 1)
      : { inner: this.#slice(colon + 1, wordEnd), end: wordEnd, isOpen: false };
    const value = trim(inner);
    const filter = value === "" || isOpen ? null : this.known(operator, value);
    if (filter === null) return null;
    this.parsed.filters[operator] = filter;
    this.pushText();
    return end;
  }

  /**
   * Reads an address of the web.
   * @param {number} at
   */
  #readAddress(at) {
    const end = this.#endOfWord(at);
    const written = this.#slice(at, end);
    const text = written.replace(/^<+/, "").replace(/>+$/, "");
    if (!isAddress(text)) return null;
    this.pushText();
    this.parsed.wanted.push({ text, isPhrase: false, isOpen: false, isAddress: true });
    this.#count(written);
    return end;
  }

  /**
   * Whether a quotation begins at a character.
   * @param {number} at
   */
  #opensPhrase(at) {
    const family = familyOf(this.characters[at]);
    if (family === undefined) return false;
    if (!/^[\p{Alphabetic}\p{N}]$/u.test(this.characters[at - 1] ?? "")) return true;
    const after = this.characters[at + 1];
    if (after === undefined || isSpace(after) || this.#isWithinHebrew(at)) return false;
    return this.characters.slice(at + 1).some((character) => family.includes(character));
  }

  /** @param {number} at */
  #isWithinHebrew(at) {
    const { characters } = this;
    return characters[at] === '"' && isHebrew(characters[at - 1]) && isHebrew(characters[at + 1]);
  }

  /**
   * What stands within the quotation that begins at a character.
   * @param {number} at
   */
  #phrase(at) {
    const family = familyOf(this.characters[at]) ?? "";
    let close = at + 1;
    const isClosed = () => family.includes(this.characters[close] ?? "") && !this.#isWithinHebrew(close);
    while (close < this.characters.length && !isClosed()) close += 1;
    const isOpen = close >= this.characters.length;
    return { inner: this.#slice(at + 1, close), end: isOpen ? close : close + 1, isOpen };
  }

  /** Ends the words outside quotation marks that stand last: something else follows. */
  pushText() {
    if (this.text === null) return;
    const text = this.#slice(this.text.from, this.text.until);
    this.parsed.wanted.push({ text, isPhrase: false, isOpen: false, isAddress: false });
    this.text = null;
  }

  /** @param {string} word */
  #count(word) {
    this.words += 1;
    this.last = word;
  }

  /** @param {number} at */
  #endOfWord(at) {
    let end = at;
    while (end < this.characters.length && !isSpace(this.characters[end])) end += 1;
    return end;
  }

  /**
   * @param {number} from
   * @param {number} until
   */
  #slice(from, until) {
    return this.characters.slice(from, until).join("");
  }
}

/**
 * Takes a query apart. It never fails: what is no operator is text.
 * @param {string} query
 * @param {KnownValue} known
 */
export function parseQuery(query, known) {
  const { kept, isCut } = lookedAt(query);
  const parser = new Parser(kept, known);
  const isWhole = parser.read() && !isCut;
  parser.pushText();
  const { parsed, last } = parser;
  const isEmpty = [parsed.wanted, parsed.excluded, Object.keys(parsed.filters)].every(({ length }) => length === 0);
  const text = trim(kept.join(""));
  // A quotation of nothing is no query for all pages.
  if (isEmpty && text !== "") parsed.wanted.push({ text, isPhrase: false, isOpen: false, isAddress: false });
  if (!isWhole) return { ...parsed, cutOff: last };
  const open = parsed.wanted.at(-1);
  if (open !== undefined && !open.isPhrase && !open.isAddress) open.isOpen = true;
  return parsed;
}
