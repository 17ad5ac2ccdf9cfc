// Words near to one that no page has. The rules are those of the server (`rank/near.rs` of `almanac-search`).

import { ByteReader } from "./bytes.js";
import { pieceOf } from "./search-files.js";

/** @import { Dictionary } from "./dictionary.js" */
/** @import { FileList } from "./search-files.js" */

/** How many letters a word has from which near ones are taken for it, and from which two slips are forgiven. */
const SHORTEST_WORD = 4;
const LONG_WORD = 8;
/** The same in scripts that write few vowels. */
const SHORTEST_WITHOUT_VOWELS = 5;

/** How many words are taken in the place of one. */
const MOST_NEAR_WORDS = 3;

const UNCORRECTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WITHOUT_VOWELS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const CODE = /\p{N}|(?!['\p{L}])[\0-\x7f]/u;

/**
 * The letters of a word as readers count them.
 * @param {string} word
 */
const readLetters = (word) => word.match(/\P{M}\p{M}*/gu) ?? [];

/**
 * How many slips are forgiven in a word; none where it is too short to say, or holds a digit.
 * @param {string} word
 */
function slipsIn(word) {
  if (CODE.test(word) || UNCORRECTED.test(word)) return 0;
  const letters = readLetters(word).length;
  if (letters < (WITHOUT_VOWELS.test(word) ? SHORTEST_WITHOUT_VOWELS : SHORTEST_WORD)) return 0;
  return letters >= LONG_WORD ? 2 : 1;
}

/**
 * By how many letters two words differ. Letters that changed places are one slip.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = [...other.keys(), other.length];
  for (const row of one.keys()) {
    const now = rowOfDistances(one, other, row, [before, last]);
    if (Math.min(...now) > most) return most + 1;
    [before, last] = [last, now];
  }
  return last[other.length] ?? 0;
}

/**
 * The distances of a beginning of one word to all beginnings of the other, from those of the two beginnings before it.
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} row
 * @param {[number[], number[]]} rows
 */
function rowOfDistances(one, other, row, [before, last]) {
  const now = [row + 1];
  for (const [at, letter] of other.entries()) {
    const changed = (last[at] ?? 0) + (one[row] === letter ? 0 : 1);
    const isSwapped = row > 0 && at > 0 && one[row] === other[at - 1] && one[row - 1] === letter;
    const swapped = isSwapped ? (before[at - 1] ?? 0) + 1 : changed;
    now.push(Math.min((last[at + 1] ?? 0) + 1, (now[at] ?? 0) + 1, changed, swapped));
  }
  return now;
}

/**
 * The order in which words are looked through for near ones: their first letter, and then the others from the end.
 * @param {string} word
 */
function keyOf(word) {
  const [first = "", ...others] = word;
  return first + others.reverse().join("");
}

/** The words of a site's files that may be taken for others. */
export class NearWords {
  /** Words with the numbers of documents in which they stand, by piece. @type {Map<number, Map<string, number>>} */
  #pieces = new Map();

  /**
   * @param {FileList} list
   * @param {Dictionary} dictionary
   */
  constructor({ near }, dictionary) {
    this.list = near;
    this.dictionary = dictionary;
  }

  /**
   * Takes a file, if it is a piece of these words.
   * @param {string} name
   * @param {Uint8Array} bytes
   */
  take(name, bytes) {
    const number = this.list.numberOf(name);
    if (number === undefined) return;
    const reader = new ByteReader(bytes);
    const keys = reader.texts(reader.number());
    this.#pieces.set(number, new Map(keys.map((key) => [keyOf(key), reader.number()])));
  }

  /**
   * The words of the pieces from one key to another.
   * @param {string} from
   * @param {string} to
   */
  #between(from, to) {
    /** @type {[string, number][]} */
    const words = [];
    for (let number = pieceOf(this.list, from); number <= pieceOf(this.list, to); number += 1) {
      const piece = this.#pieces.get(number);
      if (piece === undefined) this.dictionary.missing.add(this.list.nameOf(number));
      else words.push(...piece);
    }
    return words;
  }

  /**
   * The words that end as one does. They are loaded with the word itself, before it is known whether some page has it.
   * @param {string} word
   */
  withSameEnd(word) {
    if (slipsIn(word) === 0) return [];
    const key = keyOf(word).slice(0, Math.ceil(word.length / 2) + 1);
    return this.#between(key, `${key}\u{10ffff}`);
  }

  /**
   * The folded words nearest to one, the most frequent first.
   * @param {string} word
   */
  nearest(word) {
    const most = slipsIn(word);
    if (most === 0) return [];
    const [first = ""] = word;
    // With one slip either the beginning of the word is as it should be, or its end.
    const near = nearestOf(word, 1, [...this.dictionary.words(), ...this.withSameEnd(word)]);
    const found =
      near.length > 0 || most === 1 ? near : nearestOf(word, most, this.#between(first, `${first}\u{10ffff}`));
    return found.slice(0, MOST_NEAR_WORDS);
  }
}

/**
 * The nearest of some words to one, the most frequent first.
 * @param {string} word
 * @param {number} most how far they may be
 * @param {Iterable<[string, number]>} words
 */
function nearestOf(word, most, words) {
  const letters = readLetters(word);
  /** @type {Map<string, number>} */
  let nearest = new Map();
  let best = most;
  for (const [other, frequency] of words) {
    if (other[0] !== word[0] || other === word || CODE.test(other)) continue;
    const apart = distance(letters, readLetters(other), best);
    if (apart > best) continue;
    if (apart < best) nearest = new Map();
    best = apart;
    nearest.set(other, Math.max(nearest.get(other) ?? 0, frequency));
  }
  const inOrder = [...nearest].sort(
    ([one, often], [other, otherOften]) => otherOften - often || (one < other ? -1 : 1),
  );
  return inOrder.map(([other]) => other);
}
