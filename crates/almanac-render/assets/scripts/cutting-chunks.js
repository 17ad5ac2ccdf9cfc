// What stands between two spaces of a text, character by character, for search (`cut/chunk.rs` of `almanac-search`).

import {
  BREAK,
  beginsLetter,
  continuesPicture,
  isApostrophe,
  isArabic,
  isAsciiWord,
  isDigit,
  isHebrew,
  isMark,
  isRaisedSign,
  isSeparator,
  kindOf,
  ofUsualWidth,
  SIGN,
  UNSPACED,
  WORD,
} from "./characters.js";
import { plainDigits, RAISED, slice } from "./cutting-names.js";
import { isDay, plainNumber } from "./cutting-numbers.js";

/** @import { Chunk } from "./cutting-names.js" */
/** @import { WritingRules } from "./cutting.js" */

/**
 * What an apostrophe does: within a word it belongs to it, at its edges it is a quotation mark. Between digits it has its
 * kind already.
 * @param {Chunk} chunk
 * @param {number} index
 */
function kindOfApostrophe({ characters, kinds }, index) {
  const after = characters[index + 1];
  if (isDigit(after)) return isDigit(characters[index - 1]) ? 0 : BREAK;
  return kinds[index - 1] === WORD && kinds[index + 1] === WORD ? WORD : BREAK;
}

/**
 * What the sign of a raised number does: it belongs to the number.
 * @param {Chunk} chunk
 * @param {number} index
 */
const kindOfRaisedSign = ({ characters, kinds }, index) =>
  kinds[index - 1] === WORD && RAISED.test(characters[index + 1] ?? "") ? WORD : 0;

/**
 * What a character does between its neighbours, if that is not what it does elsewhere; 0 otherwise.
 * @param {Chunk} chunk
 * @param {number} index
 */
function kindBeside(chunk, index) {
  const { characters, kinds } = chunk;
  const [before, character = "", after] = [characters[index - 1], characters[index], characters[index + 1]];
  if (isApostrophe(character)) return kindOfApostrophe(chunk, index);
  if (/["\u05f4]/.test(character)) return isHebrew(before) && isHebrew(after) ? WORD : 0;
  if (character === "·") return /^[lL]{2}$/.test(`${before}${after}`) ? WORD : 0;
  if (character === "\u200c" && isArabic(before) && isArabic(after)) return SIGN;
  if (isRaisedSign(character)) return kindOfRaisedSign(chunk, index);
  return kinds[index - 1] === UNSPACED && isMark(character) ? UNSPACED : 0;
}

/**
 * Where the number that begins at a character ends, and whether it is of digits only.
 * @param {Chunk} chunk
 * @param {number} from
 */
function endOfNumber({ characters }, from) {
  let until = from + 1;
  let isPlain = true;
  while (true) {
    const isSign = isSeparator(characters[until]) && isDigit(characters[until + 1]);
    if (!(isSign || isDigit(characters[until]))) return { until, isPlain };
    isPlain &&= !isSign;
    until += 1;
  }
}

/**
 * What a separator does between digits that are not one number.
 * @param {string} separator
 * @param {boolean} isOfDay
 */
function kindOfSeparator(separator, isOfDay) {
  if (/[.．٫]/.test(separator)) return isOfDay ? SIGN : WORD;
  return isApostrophe(separator) ? SIGN : BREAK;
}

/**
 * Decides what the separators between digits do, from the first digit of a number on. Gives where it ends.
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 */
function placeNumber(chunk, rules, from) {
  const { characters, kinds } = chunk;
  const { until, isPlain } = endOfNumber(chunk, from);
  if (isPlain) return until;
  const number = plainDigits(slice(chunk, from, until));
  const isInWord = from > 0 && kinds[from - 1] === WORD;
  const isNumber = !isInWord && plainNumber(number, rules) !== null;
  const isOfDay = isDay(number);
  for (let index = from; index < until; index += 1) {
    const character = characters[index] ?? "";
    kinds[index] = isNumber || isDigit(character) ? WORD : kindOfSeparator(character, isOfDay);
  }
  return until;
}

/**
 * The characters of a chunk with what each does where it stands.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {WritingRules} rules
 * @returns {Chunk}
 */
export function chunkOf(text, from, to, rules) {
  /** @type {Chunk} */
  const chunk = { text, characters: [], kinds: [], places: [from] };
  const { characters, kinds, places } = chunk;
  let place = from;
  for (const written of text.slice(from, to)) {
    const character = ofUsualWidth(written);
    place += written.length;
    characters.push(character);
    kinds.push(kindOf(character));
    places.push(place);
  }
  let numbersUntil = 0;
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index];
    if (index >= numbersUntil && isDigit(character)) numbersUntil = placeNumber(chunk, rules, index);
    if (!isAsciiWord(character)) kinds[index] = kindBeside(chunk, index) || (kinds[index] ?? SIGN);
  }
  return chunk;
}

/**
 * The character behind the picture that begins at one.
 * @param {Chunk} chunk
 * @param {number} from
 */
export function endOfPicture({ characters }, from) {
  let until = from + 1;
  const continues = () => continuesPicture(characters[until] ?? "", characters[until - 1] ?? "", until - from);
  while (until < characters.length && continues()) until += 1;
  return until;
}

/**
 * Where each letter begins, as readers count letters, of a run of a script that does not part words, and where the run ends.
 * @param {Chunk} chunk
 * @param {number} from
 */
export function lettersOf({ characters, kinds }, from) {
  const edges = [from];
  let until = from + 1;
  for (; kinds[until] === UNSPACED; until += 1) {
    if (beginsLetter(characters[until] ?? "", characters[until - 1] ?? "")) edges.push(until);
  }
  return { edges, until };
}
