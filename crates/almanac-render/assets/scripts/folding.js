// Folds words as the server does: `almanac-search` has the same function, and says why it is as it is. The same cases
// are run on both.

/** What is written for an apostrophe, and what for a hyphen within a word. */
export const APOSTROPHE = /['’‘\u0060´′ʼʻʾʿ\u05f3\uff07]/u;
export const HYPHEN = /[-\u2010\u2011\ufe63\uff0d]/u;

/** A decimal digit of any script. */
export const DIGIT = /\p{Nd}/u;

const FORMS_OF_WIDTH = /[\uff01-\uffee\ufb1d-\ufdff\ufe70-\ufefc\u3000]/gu;
const RAISED = /[¹²³⁰⁴-⁹⁺⁻]+/gu;
/** Marks on letters of Latin, Greek and Cyrillic, though not the one that makes `й` of `и`; points of Hebrew and Arabic. */
const MARKS = [
  "(?<![иИуУ])\\u0306",
  "[\\u0300-\\u0305]",
  "[\\u0307-\\u036f]",
  "[\\u0483-\\u0487]",
  "[\\u1ab0-\\u1aff]",
  "[\\u1dc0-\\u1dff]",
  "[\\u20d0-\\u20ff]",
  "[\\u0591-\\u05bd]",
  "[\\u05bf]",
  "[\\u05c1-\\u05c2]",
  "[\\u05c4-\\u05c5]",
  "[\\u05c7]",
  "[\\u0610-\\u061a]",
  "[\\u064b-\\u065f]",
  "[\\u0670]",
  "[\\u06d6-\\u06ed]",
];
/** What shortens words in Hebrew, and what is never shown. */
const HIDDEN = [
  '[\\u05f4"]',
  "[\\u00ad]",
  "[\\u200b-\\u200f]",
  "[\\u202a-\\u202e]",
  "[\\u2060-\\u206f]",
  "[\\ufe00-\\ufe0f]",
  "[\\ufeff]",
  "[\\u{e0100}-\\u{e01ef}]",
];
/** With what stretches words in Arabic. */
const LEFT_OUT = new RegExp([...MARKS, ...HIDDEN, "\\u0640"].join("|"), "gu");
const NEVER_SHOWN = new RegExp(HIDDEN.join("|"), "gu");
const APOSTROPHES = new RegExp(APOSTROPHE, "gu");
const HYPHENS = new RegExp(HYPHEN, "gu");
const ASCII = /^[\0-\x7f]*$/;
/** Kana, Han and Hangul are folded to themselves. */
const KEPT = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]*$/;

/** Words that were folded before: those of a text come again and again. */
const FOLDED = new Map();
const MOST_FOLDED = 5000;

const CAPITALS = /\p{Lu}\P{Lu}*\p{Lu}/u;
const SMALL = /\p{Ll}/u;

/** What letters, and signs, are as people type them who have no key for them. */
const PLAIN = new Map(
  Object.entries({
    ...{ ł: "l", Ł: "l", ø: "o", Ø: "o", đ: "d", Đ: "d", ð: "d", Ð: "d", ħ: "h", Ħ: "h", ŧ: "t", Ŧ: "t", ı: "i" },
    ...{ æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", þ: "th", Þ: "th", ŉ: "'n", ŀ: "l", Ŀ: "l", "·": "" },
    ...{ ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ە: "ه", ہ: "ه", ک: "ك" },
  }),
);

/**
 * What a decimal digit of any script counts. The digits of a script follow each other from zero.
 * @param {string} character
 */
export function digitOf(character) {
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/** @param {string} word */
function foldAny(word) {
  const folded = word
    .replace(FORMS_OF_WIDTH, (form) => form.normalize("NFKD"))
    .normalize("NFD")
    .replace(RAISED, (digits) => `^${digits.replaceAll("⁻", "-").normalize("NFKD")}`)
    .replace(LEFT_OUT, "")
    .replace(/[₀-₉]/gu, (digit) => digit.normalize("NFKD"))
    .replace(APOSTROPHES, "'")
    .replace(HYPHENS, "-")
    .replace(/[^\x20-\x7e]/gu, (letter) => PLAIN.get(letter) ?? (DIGIT.test(letter) ? digitOf(letter) : letter));
  // Upper and then lower case bring letters together that have the same capital, such as `ſ` and `s`, or `ß` and `ss`.
  return folded.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFC");
}

/**
 * A word in the form in which words are compared.
 * @param {string} word
 * @returns {string}
 */
export function fold(word) {
  if (ASCII.test(word)) return word.toLowerCase().replaceAll("\u0060", "'").replaceAll('"', "");
  if (KEPT.test(word)) return word;
  const known = FOLDED.get(word);
  if (known !== undefined) return known;
  const folded = foldAny(word);
  if (FOLDED.size >= MOST_FOLDED) FOLDED.clear();
  FOLDED.set(word, folded);
  return folded;
}

/**
 * A word in the spelling that stands there, as far as it tells words apart that are folded alike: in small letters,
 * unless it is of two or more letters that are all capitals, and with its accents.
 * @param {string} word
 */
export function spell(word) {
  if (KEPT.test(word)) return word;
  const plain = ASCII.test(word)
    ? word.replaceAll("\u0060", "'").replaceAll('"', "")
    : word
        .replace(FORMS_OF_WIDTH, (form) => form.normalize("NFKD"))
        .normalize("NFC")
        .replace(NEVER_SHOWN, "")
        .replace(APOSTROPHES, "'")
        .replace(HYPHENS, "-");
  if (CAPITALS.test(plain) && !SMALL.test(plain)) return plain;
  // In small letters the dotted capital would be two characters.
  return plain.replaceAll("İ", "i").toLowerCase();
}
