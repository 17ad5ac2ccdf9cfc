// Cuts texts and queries into words, as the server does: `almanac-search` has the same function, and says why it is as
// it is. The same cases are run on both.

import {
  BREAK,
  isCurrency,
  isOfSentences,
  isSymbol,
  ofUsualWidth,
  PICTURE,
  SIGN,
  UNSPACED,
  WORD,
} from "./characters.js";
import { chunkOf, endOfPicture, lettersOf } from "./cutting-chunks.js";
import {
  isAbbreviation,
  partsOf,
  placeOf,
  segmentsOf,
  signOfAmount,
  slice,
  wholeOf,
  withoutUmlauts,
  withSigns,
} from "./cutting-names.js";
import { beginsWithGroup } from "./cutting-numbers.js";
import { fold, spell } from "./folding.js";

/** @import { Chunk, Part, Segment } from "./cutting-names.js" */

const LONGEST_PLAIN = 60;
const MOST_PARTS_OF_WHOLE = 8;
const LONGEST_WHOLE = 64;
const LONGEST_TYPED = 128;
const MOST_SIGNS = 8;
const MOST_GROUPED_DIGITS = 15;
const CHUNK = /[^ \t\n\r\f]+/g;
const PLAIN = /^([(["]*)([A-Za-z][a-z]*|[A-Z]+|[0-9]+)[,;.:?)\]"]*$/;

/** @typedef {"word" | "whole" | "signed" | "pair" | "spelling"} TokenForm */

/**
 * A word of a text: where it stands (in UTF-16 units), the how manieth it is, how it was got, as it is typed, and folded.
 * @typedef {{ from: number, to: number, position: number, form: TokenForm, typed: string, folded: string }} Token
 */

/**
 * What a language writes differently from others: what stands between groups of digits and before a fraction, how many
 * digits a group has that is not the last, the articles that an apostrophe joins to a word, whether umlauts are also
 * written by two letters, whether an apostrophe parts endings from names. What is left out is as in English.
 * @typedef {{ group?: string | null, decimal?: string, digitsInGroup?: number, elided?: string[], hasUmlauts?: boolean, hasEndingsApart?: boolean }} WritingRules
 */

/** How many characters a text has, up to more than anybody asks for. @param {string} text */
const letters = (text) => [...text.slice(0, 2 * LONGEST_TYPED + 2)].length;

/** Cuts a text chunk by chunk: what stands between two spaces. */
class Cutter {
  /**
   * @param {string} text
   * @param {WritingRules} rules
   */
  constructor(text, rules) {
    this.text = text;
    this.rules = rules;
    /** @type {Token[]} */
    this.tokens = [];
    this.position = 0;
    this.#forgetNeighbours();
  }

  cut() {
    for (const { 0: chunk, index } of this.text.matchAll(CHUNK)) {
      if (!this.#pushPlain(chunk, index)) this.#pushChunk(index, index + chunk.length);
    }
    return this.tokens;
  }

  /**
   * Pushes a chunk of ASCII letters or digits only, if it is of that sort.
   * @param {string} chunk
   * @param {number} at
   */
  #pushPlain(chunk, at) {
    const [, before = "", word = ""] = PLAIN.exec(chunk) ?? [];
    if (word === "" || word.length > LONGEST_PLAIN) return false;
    const from = at + before.length;
    const token = this.tokens.length;
    const folded = word.toLowerCase();
    const typed = word.length > 1 && word === word.toUpperCase() ? word : folded;
    this.#push([from, from + word.length], "word", typed, folded);
    this.position += 1;
    if (/^[0-9]/.test(word)) this.#followNumber(token, from + word.length);
    else this.#forgetNeighbours();
    return true;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #pushChunk(from, to) {
    const chunk = chunkOf(this.text, from, to, this.rules);
    if (chunk.kinds.every((kind) => kind === BREAK || kind === SIGN)) {
      this.#pushLoneSigns(from, to);
      return;
    }
    let index = 0;
    while (index < chunk.kinds.length) {
      const kind = chunk.kinds[index];
      if (kind === BREAK) index += 1;
      else if (kind === PICTURE) index = this.#pushPicture(chunk, index);
      else if (kind === UNSPACED) index = this.#pushPairs(chunk, index);
      else index = this.#pushName(chunk, index);
    }
  }

  /**
   * @param {Chunk} chunk
   * @param {number} from
   */
  #pushPicture(chunk, from) {
    const until = endOfPicture(chunk, from);
    this.#pushWritten(chunk.places[from] ?? 0, chunk.places[until] ?? 0, "word");
    this.position += 1;
    this.#forgetNeighbours();
    return until;
  }

  /**
   * Pushes each two letters of a run of a script that does not part words.
   * @param {Chunk} chunk
   * @param {number} from
   */
  #pushPairs(chunk, from) {
    const { edges, until } = lettersOf(chunk, from);
    for (const [index, edge] of edges.entries()) {
      this.#pushWritten(chunk.places[edge] ?? 0, chunk.places[edges[index + 2] ?? until] ?? 0, "pair");
      this.position += 1;
    }
    this.#forgetNeighbours();
    return until;
  }

  /**
   * Pushes a run of letters, digits and signs: its parts, its wholes, and these with the signs at their edges.
   * @param {Chunk} chunk
   * @param {number} from
   */
  #pushName(chunk, from) {
    const { kinds, places } = chunk;
    let until = from;
    while (kinds[until] === WORD || kinds[until] === SIGN) until += 1;
    const parts = partsOf(chunk, this.rules, from, until);
    if (parts.length === 0) {
      this.#followSign(places[from] ?? 0, places[until] ?? 0);
      return until;
    }
    const token = this.tokens.length;
    const segments = segmentsOf(chunk, parts, from, until);
    for (const segment of segments) this.#pushSegment(chunk, segment, segments.length > 1 ? parts : []);
    const [part] = parts;
    const [start, end] = segments.at(-1)?.behind ?? [];
    const isNumber = parts.length === 1 && /^[0-9]/.test(part?.folded ?? "") && start === end;
    if (isNumber) this.#followNumber(token, places[part?.full[1] ?? 0] ?? 0);
    else this.#forgetNeighbours();
    return until;
  }

  /**
   * Pushes some parts of a name; behind the first its whole, and that of all parts if that is the first.
   * @param {Chunk} chunk
   * @param {Segment} segment
   * @param {Part[]} all
   */
  #pushSegment(chunk, segment, all) {
    for (const [at, part] of segment.parts.entries()) {
      const before = segment.parts[at - 1];
      this.#pushPart(chunk, part);
      if (part === all[0]) this.#pushWhole(chunk, all);
      if (before === undefined) this.#pushSigned(chunk, segment);
      else this.#pushAmount(chunk, before, part);
      this.position += 1;
    }
  }

  /**
   * Pushes a part of a name, in each way in which it is written.
   * @param {Chunk} chunk
   * @param {Part} part
   */
  #pushPart(chunk, { full, word, typed, folded, isJoined, isRaised }) {
    const place = placeOf(chunk, ...word);
    this.#push(place, "word", typed, folded);
    if (this.rules.hasUmlauts === true) this.#push(place, "spelling", typed, withoutUmlauts(typed));
    const whole = placeOf(chunk, ...full);
    const written = this.text.slice(...whole);
    if (isRaised) {
      this.#push(whole, "whole", spell(written), fold(written));
      this.#push(whole, "spelling", spell(written), fold(written).replaceAll("^", ""));
    } else if (isJoined) {
      this.#push(whole, "whole", spell(written), fold(written).replaceAll("'", ""));
    }
  }

  /**
   * Pushes an amount of money that stands amid a name with the sign before it: `$12` of `US$12`.
   * @param {Chunk} chunk
   * @param {Part} before
   * @param {Part} number
   */
  #pushAmount(chunk, before, number) {
    const sign = signOfAmount(chunk, before, number);
    if (sign === null) return;
    const written = slice(chunk, ...sign);
    const place = placeOf(chunk, sign[0], number.word[1]);
    this.#push(place, "signed", spell(written) + number.typed, withSigns(written, number.folded, ""));
  }

  /**
   * Pushes a segment's whole, and it with the signs at its edges.
   * @param {Chunk} chunk
   * @param {Segment} segment
   */
  #pushSigned(chunk, { parts, before, behind }) {
    const whole = this.#pushWhole(chunk, parts);
    const isPlain = before[0] === before[1] && behind[0] === behind[1];
    if (isPlain || letters(whole) > LONGEST_WHOLE) return;
    const [signsBefore, signsBehind] = [slice(chunk, ...before), slice(chunk, ...behind)];
    const name = slice(chunk, parts[0]?.full[0] ?? 0, parts.at(-1)?.full[1] ?? 0);
    const typed = spell(signsBefore + name + signsBehind);
    const place = placeOf(chunk, before[0], behind[1]);
    this.#push(place, "signed", typed, withSigns(signsBefore, whole, signsBehind));
  }

  /**
   * Pushes several parts as one word, unless they are too many, and gives that word folded.
   * @param {Chunk} chunk
   * @param {Part[]} parts
   */
  #pushWhole(chunk, parts) {
    const whole = wholeOf(chunk, parts);
    if (parts.length < 2 || parts.length > MOST_PARTS_OF_WHOLE || letters(whole) > LONGEST_WHOLE) return whole;
    const place = placeOf(chunk, parts[0]?.word[0] ?? 0, parts.at(-1)?.word[1] ?? 0);
    const written = this.text.slice(...place);
    const typed = spell(isAbbreviation(chunk, parts) ? written.replaceAll(".", "") : written);
    this.#push(place, "whole", typed, whole);
    return whole;
  }

  /**
   * Pushes a chunk of signs only, unless it is what ends or joins sentences, or belongs to the number before it.
   * @param {number} start
   * @param {number} end
   */
  #pushLoneSigns(start, end) {
    let [from, to] = [start, end];
    while (this.text[from] === "(" && from < end) from += 1;
    while (to > from && /[),;:.]/.test(this.text[to - 1] ?? "")) to -= 1;
    if (from === to) [from, to] = [start, end];
    const signs = this.text.slice(from, to);
    if (letters(signs) === 1) {
      this.#pushLoneSign(from, to, ofUsualWidth(signs));
      return;
    }
    this.#forgetNeighbours();
    if (letters(signs) <= MOST_SIGNS && ![...signs].some(isOfSentences)) this.#pushWritten(from, to, "signed");
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {string} sign
   */
  #pushLoneSign(from, to, sign) {
    if (this.#joinSign(from, to, sign)) return;
    this.#forgetNeighbours();
    const hasToken = /[&#%@*§\\/¶]/.test(sign) || isSymbol(sign);
    if (hasToken) this.#pushWritten(from, to, "signed");
    this.sign = { from, to, sign, hasToken };
  }

  /**
   * Takes note of a sign beside which no name stands within a chunk.
   * @param {number} from
   * @param {number} to
   */
  #followSign(from, to) {
    const sign = ofUsualWidth(this.text.slice(from, to));
    if (letters(sign) === 1 && this.#joinSign(from, to, sign)) return;
    this.#forgetNeighbours();
    if (letters(sign) === 1) this.sign = { from, to, sign, hasToken: false };
  }

  /**
   * Joins a sign to the number before it, as in `50 %`. Gives whether there is one.
   * @param {number} from
   * @param {number} to
   * @param {string} sign
   */
  #joinSign(from, to, sign) {
    const { number } = this;
    if (number === null || !(/[%‰°]/.test(sign) || isCurrency(sign)) || !this.#isOneSpace(number.to, from))
      return false;
    const typed = spell(this.text.slice(number.from, number.to)) + spell(sign);
    const folded = withSigns("", number.folded, sign);
    const { from: start, position } = number;
    this.tokens.splice(number.token + 1, 0, { from: start, to, position, form: "signed", typed, folded });
    this.#forgetNeighbours();
    return true;
  }

  /**
   * Joins a number to the sign or to the digits before it, and takes note of it.
   * @param {number} at where its word stands among the tokens
   * @param {number} end
   */
  #followNumber(at, end) {
    const { sign } = this;
    const start = this.tokens[at]?.from;
    this.sign = null;
    if (start === undefined) {
      // A number that is too long to be looked for has no token.
      this.#forgetNeighbours();
      return;
    }
    const isBefore = sign !== null && (/[§¶№]/.test(sign.sign) || isCurrency(sign.sign));
    const isSigned = isBefore && this.#isOneSpace(sign.to, start);
    const token = isSigned ? this.#joinNumber(sign, at) : this.#joinDigits(at, end);
    const { from, position, folded } = this.tokens[token] ?? { from: 0, position: 0, folded: "" };
    this.number = { token, from, to: end, position, folded };
  }

  /**
   * Joins a number to the sign before it, and gives the token of the number.
   * @param {{ from: number, sign: string, hasToken: boolean }} sign
   * @param {number} token
   */
  #joinNumber(sign, token) {
    this.run = null;
    const word = this.tokens[token];
    if (word === undefined) return token;
    const [typed, folded] = [spell(sign.sign) + word.typed, withSigns(sign.sign, word.folded, "")];
    const signed = { ...word, from: sign.from, form: /** @type {const} */ ("signed"), typed, folded };
    this.tokens.splice(token + 1, 0, signed);
    if (sign.hasToken) this.tokens.splice(token - 1, 1);
    return sign.hasToken ? token - 1 : token;
  }

  /**
   * Joins three digits to those before them, as in `10 000`. Gives the token of the number.
   * @param {number} token
   * @param {number} end
   */
  #joinDigits(token, end) {
    const { run } = this;
    const { from: start = 0, folded: digits = "" } = this.tokens[token] ?? {};
    const isPlain = /^[0-9]+$/.test(digits);
    const isNext = run !== null && this.text.slice(run.to, start) === " " && beginsWithGroup(digits);
    if (!isNext || run.folded.length >= MOST_GROUPED_DIGITS) {
      const beginsRun = isPlain && digits.length <= 3 && !digits.startsWith("0");
      this.run = beginsRun ? { token, to: end, folded: digits, groups: 1 } : null;
      return token;
    }
    const whole = { ...run, to: end, folded: run.folded + digits, groups: run.groups + 1 };
    const { from, position } = this.tokens[run.token] ?? { from: 0, position: 0 };
    const typed = spell(this.text.slice(from, end));
    const wholeToken = { from, to: end, position, form: /** @type {const} */ ("whole"), typed, folded: whole.folded };
    this.tokens.splice(run.token + 1, whole.groups > 2 ? 1 : 0, wholeToken);
    this.run = isPlain ? whole : null;
    return run.token + 1;
  }

  /** Forgets what stood before, because something else stands there now. */
  #forgetNeighbours() {
    /** @type {{ token: number, from: number, to: number, position: number, folded: string } | null} */
    this.number = null;
    /** @type {{ from: number, to: number, sign: string, hasToken: boolean } | null} */
    this.sign = null;
    /** @type {{ token: number, to: number, folded: string, groups: number } | null} */
    this.run = null;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #isOneSpace(from, to) {
    return /^\p{White_Space}$/u.test(this.text.slice(from, to));
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {TokenForm} form
   */
  #pushWritten(from, to, form) {
    const written = this.text.slice(from, to);
    this.#push([from, to], form, spell(written), fold(written));
  }

  /**
   * @param {[from: number, to: number]} place
   * @param {TokenForm} form
   * @param {string} typed
   * @param {string} folded
   */
  #push([from, to], form, typed, folded) {
    const isLong = typed.length > LONGEST_TYPED && letters(typed) > LONGEST_TYPED;
    if (folded !== "" && !isLong) this.tokens.push({ from, to, position: this.position, form, typed, folded });
  }
}

/**
 * Cuts a text into words and folds them. A query is cut by the same rules.
 * @param {string} text
 * @param {WritingRules} [rules]
 */
export function cut(text, rules = {}) {
  return new Cutter(text, rules).cut();
}
