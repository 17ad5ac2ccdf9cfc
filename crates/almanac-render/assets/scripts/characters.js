// What each character does where a text is cut into words, as on the server (`characters.rs` of `almanac-search`).

import { APOSTROPHE, DIGIT, HYPHEN } from "./folding.js";

/** A letter, mark or digit of a script that parts words. */
export const WORD = 1;
/** A letter or mark of a script that does not. */
export const UNSPACED = 2;
/** A picture: a word of its own. */
export const PICTURE = 3;
/** What stands on both sides of it is apart. */
export const BREAK = 4;
/** Any other sign. */
export const SIGN = 5;

const LETTER = /[\p{L}\p{M}\p{N}\p{Cf}\p{Cn}]/u;
const LETTER_OF_UNSPACED =
  /(?=[\p{L}\p{M}\p{Nl}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー\uff70\uff9e\uff9f\u3099\u309a〆〼]/u;
const PARTING = /[\p{Z}\p{Cc}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}\u200b",;…‥|<>=•\u05be、。・，；،؛۔।॥፡።፣፤፥፦፧]/u;
const PICTOGRAPHIC = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const TRADE_SIGN = /[©®™ℹ℗]/u;
const SYMBOL = /[\p{Sm}\p{Sc}\p{So}^]/u;
const OF_SENTENCES = /[\p{Pi}\p{Pf}\p{Pd}",;…‥、。・，；،؛۔।॥]/u;
const MARK = /(?!\u200b)[\p{M}\p{Cf}\uff9e\uff9f]/u;
/** A digit, or a Latin letter, in which names are written everywhere; and a letter that is not joined to such by nature. */
const LATIN_HAND = /[\p{Nd}\p{Script=Latin}]/u;
const OTHER_HAND =
  /(?=\p{L})[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;
const SEPARATOR = /[.,٫٬．，\u00a0\u2007\u2009\u202f]/u;

/** What else a character is, beside its kind, which has the lowest three bits. */
const KIND = 7;
const DIGITS = 8;
const CAPITALS = 16;
const SMALLS = 32;
const APOSTROPHES = 64;
const SEPARATORS = 128;
const MARKS = 256;
const ASCII_WORDS = 512;
const LATIN = 1024;
const OTHER_LETTERS = 2048;

/** What was found of characters, by their numbers; 0 if nothing yet. Regular expressions are slow to ask each time. */
const TRAITS = new Uint16Array(0x10000);

/** @param {string} character */
function findKind(character) {
  if (LETTER_OF_UNSPACED.test(character)) return UNSPACED;
  if (character !== "\u200b" && LETTER.test(character)) return WORD;
  if (PARTING.test(character) && !HYPHEN.test(character)) return BREAK;
  return PICTOGRAPHIC.test(character) && !TRADE_SIGN.test(character) ? PICTURE : SIGN;
}

/** @param {string} character */
function findTraits(character) {
  const isApostropheSign = APOSTROPHE.test(character);
  return (
    findKind(character) |
    (DIGIT.test(character) ? DIGITS : 0) |
    (/\p{Lu}/u.test(character) ? CAPITALS : 0) |
    (/\p{Ll}/u.test(character) ? SMALLS : 0) |
    (isApostropheSign ? APOSTROPHES : 0) |
    (isApostropheSign || SEPARATOR.test(character) ? SEPARATORS : 0) |
    (MARK.test(character) ? MARKS : 0) |
    (/[0-9A-Za-z]/.test(character) ? ASCII_WORDS : 0) |
    (LATIN_HAND.test(character) ? LATIN : 0) |
    (OTHER_HAND.test(character) ? OTHER_LETTERS : 0)
  );
}

/** @param {string} character */
function traitsOf(character) {
  const code = character.codePointAt(0) ?? 0;
  const known = TRAITS[code];
  if (known === undefined) return findTraits(character);
  if (known !== 0) return known;
  const found = findTraits(character);
  TRAITS[code] = found;
  return found;
}

/**
 * Whether a character, if there is one, is of a sort.
 * @param {string | undefined} character
 * @param {number} trait
 */
const is = (character, trait) => character !== undefined && (traitsOf(character) & trait) !== 0;

/** What a character does, whatever stands beside it. @param {string} character */
export const kindOf = (character) => traitsOf(character) & KIND;
/** @param {string | undefined} character */
export const isDigit = (character) => is(character, DIGITS);
/** @param {string | undefined} character */
export const isCapital = (character) => is(character, CAPITALS);
/** @param {string | undefined} character */
export const isSmall = (character) => is(character, SMALLS);
/** @param {string | undefined} character */
export const isApostrophe = (character) => is(character, APOSTROPHES);
/** What may stand between the digits of a number. @param {string | undefined} character */
export const isSeparator = (character) => is(character, SEPARATORS);
/** What belongs to the letter before it. @param {string | undefined} character */
export const isMark = (character) => is(character, MARKS);
/** A letter or digit of ASCII. @param {string | undefined} character */
export const isAsciiWord = (character) => is(character, ASCII_WORDS);
/**
 * How a letter or digit is written, as far as that parts words (`hand_of` of `characters.rs`); 0 of what belongs to either.
 * @param {string | undefined} character
 */
export const handOf = (character) => (character === undefined ? 0 : traitsOf(character) & (LATIN | OTHER_LETTERS));
/** The sign of a raised number. @param {string} character */
export const isRaisedSign = (character) => /[⁻⁺]/.test(character);

/** What of half width parts words, and the signs of money of full width, as they usually are. */
const USUAL = new Map(
  Object.entries({ "｡": "。", "｢": "「", "｣": "」", "､": "、", "･": "・", "￠": "¢", "￡": "£", "￥": "¥", "￦": "₩" }),
);

/**
 * A character of full width as it usually is: `％` is `%`.
 * @param {string} character
 */
export function ofUsualWidth(character) {
  if (character < "\uff01" || character > "\uffe6") return character;
  const code = character.charCodeAt(0);
  return code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : (USUAL.get(character) ?? character);
}

/** @param {string} character */
export const isCurrency = (character) => /\p{Sc}/u.test(character);
/** @param {string | undefined} character */
export const isHebrew = (character) => /(?=\p{Lo})\p{Script=Hebrew}/u.test(character ?? "");
/** @param {string | undefined} character */
export const isArabic = (character) => /(?=\p{Lo})\p{Script=Arabic}/u.test(character ?? "");
/** A sign that means something by itself: of mathematics, of money and the like. @param {string} sign */
export const isSymbol = (sign) => SYMBOL.test(sign);
/** A sign of sentences, which is no part of a name of signs. @param {string} sign */
export const isOfSentences = (sign) => (OF_SENTENCES.test(sign) && !HYPHEN.test(sign)) || isApostrophe(sign);

/**
 * Whether a character begins a letter as readers count them, in a script that does not part words. What joins a letter
 * below the one before it is the coeng of Khmer and the virama of Burmese; `am` of Thai and Lao is no mark to Unicode.
 * @param {string} character
 * @param {string} before
 */
export const beginsLetter = (character, before) =>
  !(isMark(character) || /[\u0e33\u0eb3]/.test(character) || /[\u17d2\u1039]/.test(before));

/**
 * Whether a character belongs to the picture that is open before it.
 * @param {string} character
 * @param {string} before
 * @param {number} length of the picture, in characters
 */
export function continuesPicture(character, before, length) {
  const isFlag = length === 1 && /^\p{Regional_Indicator}{2}$/u.test(before + character);
  const isJoined = before === "\u200d" && /\p{Extended_Pictographic}/u.test(character);
  return isMark(character) || /[\u{1f3fb}-\u{1f3ff}]/u.test(character) || isJoined || isFlag;
}
