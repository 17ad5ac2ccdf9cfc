// Names in texts, for search: runs of letters, digits and signs, with their parts (`cut/names.rs` of `almanac-search`).

import { handOf, isApostrophe, isCapital, isCurrency, isDigit, isSeparator, isSmall, WORD } from "./characters.js";
import { plainNumber } from "./cutting-numbers.js";
import { digitOf, fold, spell } from "./folding.js";

/** @import { WritingRules } from "./cutting.js" */

const LONGEST_WORD = 100;
const MOST_BEFORE = 2;
const MOST_BEHIND = 3;
const MOST_PARTS = 8;

const JOINTS = /[-_./:'&\\·\u200c]/gu;
const SEPARATORS = /[/@\\]/;
const BEFORE = /[.#@\-+/&~*_°§¶№\p{Sc}]/u;
const BEHIND = /[+#%°!*_‰\p{Sc}]/u;
/** Behind an apostrophe, of names that have so many letters at least. */
const SHORTEST_BEFORE_ENDING = 3;
export const RAISED = /[¹²³⁰⁴-⁹⁺⁻]/;

/**
 * What stands between two spaces: its characters, what each does, and where each begins; one more place is its end.
 * @typedef {{ text: string, characters: string[], kinds: number[], places: number[] }} Chunk
 */

/**
 * A part of a name, by characters of the chunk: `full` with the article before it and the `'s` behind it.
 * @typedef {object} Part
 * @property {[from: number, until: number]} full
 * @property {[from: number, until: number]} word
 * @property {string} typed
 * @property {string} folded
 * @property {boolean} isJoined whether it is also compared in full, without its apostrophes
 * @property {boolean} isRaised whether raised digits stand at its end
 */

/**
 * Parts of a name that stand together, with the signs at their edges.
 * @typedef {{ parts: Part[], before: [number, number], behind: [number, number] }} Segment
 */

/**
 * What stands from one character of a chunk to before another.
 * @param {Chunk} chunk
 * @param {number} from
 * @param {number} until
 */
export function slice(chunk, from, until) {
  return chunk.text.slice(...placeOf(chunk, from, until));
}

/**
 * Where a text stands from one character of a chunk to before another.
 * @param {Chunk} chunk
 * @param {number} from
 * @param {number} until
 * @returns {[from: number, to: number]}
 */
export function placeOf({ places }, from, until) {
  return [places[from] ?? 0, places[until] ?? 0];
}

/**
 * Digits of any script as those of ASCII.
 * @param {string} number
 */
export const plainDigits = (number) => number.replace(/(?![0-9])\p{Nd}/gu, digitOf);

/**
 * The parts of a name, cut again where a capital begins a word, as in `readLine`.
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 * @param {number} until
 */
export function partsOf(chunk, rules, from, until) {
  /** @type {Part[]} */
  const parts = [];
  let open = -1;
  for (let index = from; index <= until; index += 1) {
    const isWord = index < until && chunk.kinds[index] === WORD;
    if (open >= 0 && (!isWord || beginsHump(chunk, open, index, until) || changesHand(chunk, open, index))) {
      const part = partOf(chunk, rules, open, index);
      if (part.folded !== "") parts.push(part);
      open = -1;
    }
    if (isWord && open < 0) open = index;
  }
  return parts;
}

/**
 * Whether letters of another script begin here, as the particle of `GPT-4를` does.
 * @param {Chunk} chunk
 * @param {number} start
 * @param {number} index
 */
function changesHand({ characters }, start, index) {
  const hand = handOf(characters[index]);
  let before = index - 1;
  // A mark is written as the letter that it stands on.
  const isNone = () => handOf(characters[before]) === 0 && !isApostrophe(characters[before]);
  while (hand !== 0 && before > start && isNone()) before -= 1;
  const other = handOf(characters[before]);
  return hand !== 0 && other !== 0 && other !== hand;
}

/**
 * Whether a capital begins another word here.
 * @param {Chunk} chunk
 * @param {number} start
 * @param {number} index
 * @param {number} end
 */
function beginsHump({ characters }, start, index, end) {
  if (index === start || !isCapital(characters[index])) return false;
  const isSmallAt = (/** @type {number} */ at) => at < end && isSmall(characters[at]);
  if (isSmallAt(index - 1)) return true;
  // Behind the digits of a word another may begin: `Word2Vec`. `10Gb` is a number with its unit.
  if (isDigit(characters[index - 1])) return !isDigit(characters[start]) && isSmallAt(index + 1);
  return isCapital(characters[index - 1]) && isSmallAt(index + 1) && isSmallAt(index + 2);
}

/**
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 * @param {number} until
 * @returns {Part}
 */
function partOf(chunk, rules, from, until) {
  const { characters } = chunk;
  const ending = endingFrom(chunk, rules, from, until);
  const { start, hasApostrophe } = withoutArticle(chunk, rules, from, ending);
  let isJoined = hasApostrophe || ending < until;
  let end = ending;
  if (end - start > 2 && isApostrophe(characters[end - 2]) && /^[sS]$/.test(characters[end - 1] ?? "")) {
    end -= 2;
    isJoined = true;
  }
  let raised = end;
  while (raised > start && RAISED.test(characters[raised - 1] ?? "")) raised -= 1;
  const isRaised = raised < end && raised > start && !isDigit(characters[raised - 1]);
  if (isRaised) end = raised;
  return { full: [from, until], word: [start, end], ...wordOf(chunk, rules, start, end), isJoined, isRaised };
}

/**
 * Where the ending of a word begins that an apostrophe parts from it: `2024'te`.
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 * @param {number} until
 */
function endingFrom({ characters }, rules, from, until) {
  const isNumber = isDigit(characters[from]);
  let apostrophe = from;
  // Between the digits of a number it groups them.
  const isEnding = () => isApostrophe(characters[apostrophe]) && !(isNumber && isDigit(characters[apostrophe + 1]));
  while (apostrophe < until && !isEnding()) apostrophe += 1;
  const isOfName = rules.hasEndingsApart === true && apostrophe - from >= SHORTEST_BEFORE_ENDING;
  return isNumber || isOfName ? apostrophe : until;
}

/**
 * Where a word begins behind the article that an apostrophe joins to it, and whether it is also compared with what stands
 * before that.
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 * @param {number} until
 */
function withoutArticle(chunk, rules, from, until) {
  const { characters } = chunk;
  let apostrophe = isDigit(characters[from]) ? until : from;
  while (apostrophe < until && !isApostrophe(characters[apostrophe])) apostrophe += 1;
  if (apostrophe === until) return { start: from, hasApostrophe: false };
  const isElided = rules.elided?.includes(fold(slice(chunk, from, apostrophe))) ?? false;
  // A name is looked for with its article too.
  const hasApostrophe = !isElided || isCapital(characters[apostrophe + 1]);
  return { start: isElided ? apostrophe + 1 : from, hasApostrophe };
}

/**
 * A word as it is typed, and folded; of a number without what groups its digits, of a version without its `v`.
 * @param {Chunk} chunk
 * @param {WritingRules} rules
 * @param {number} from
 * @param {number} until
 */
function wordOf(chunk, rules, from, until) {
  const end = Math.min(until, from + LONGEST_WORD);
  const written = slice(chunk, from, end);
  const typed = spell(written);
  const folded = fold(written);
  let length = from;
  while (length < end && (isDigit(chunk.characters[length]) || isSeparator(chunk.characters[length]))) length += 1;
  if (length === from) return { typed, folded: /^v[0-9.]*\.[0-9.]*$/.test(folded) ? folded.slice(1) : folded };
  const number = plainDigits(slice(chunk, from, length));
  const plain = /^[0-9]+$/.test(number) ? null : plainNumber(number, rules);
  return { typed, folded: plain === null ? folded : plain + fold(slice(chunk, length, end)) };
}

/**
 * A name cut at the signs that join names which are looked for by themselves: `C/C++`, `ada@lab.example`.
 * @param {Chunk} chunk
 * @param {Part[]} parts
 * @param {number} from
 * @param {number} until
 */
export function segmentsOf(chunk, parts, from, until) {
  const isSeparatorAt = (/** @type {number} */ at) => SEPARATORS.test(chunk.characters[at] ?? "");
  /** @type {Segment[]} */
  const segments = [];
  let first = 0;
  let start = from;
  for (const [index, { full }] of parts.entries()) {
    const [, end] = full;
    const next = parts[index + 1]?.full[0] ?? until;
    let separator = end;
    while (separator < next && !isSeparatorAt(separator)) separator += 1;
    if (separator === next && index + 1 < parts.length) continue;
    const before = signsBefore(chunk, start, parts[first]?.full[0] ?? start);
    segments.push({ parts: parts.slice(first, index + 1), before, behind: signsBehind(chunk, end, separator) });
    first = index + 1;
    start = next;
    while (start > end && !isSeparatorAt(start - 1)) start -= 1;
    if (start === end) start = next;
  }
  return segments;
}

/**
 * The signs before a name that belong to it, if they are few and all do.
 * @param {Chunk} chunk
 * @param {number} from
 * @param {number} until
 * @returns {[number, number]}
 */
function signsBefore({ characters }, from, until) {
  const signs = characters.slice(from, until);
  return signs.length <= MOST_BEFORE && signs.every((sign) => BEFORE.test(sign)) ? [from, until] : [until, until];
}

/**
 * The signs behind a name that belong to it.
 * @param {Chunk} chunk
 * @param {number} from
 * @param {number} until
 * @returns {[number, number]}
 */
function signsBehind({ characters }, from, until) {
  let end = from;
  while (end < Math.min(until, from + MOST_BEHIND) && BEHIND.test(characters[end] ?? "")) end += 1;
  return [from, end];
}

/**
 * Parts without the signs that join them, except for those between two digits, and those of a power.
 * @param {Chunk} chunk
 * @param {Part[]} parts
 */
export function wholeOf(chunk, parts) {
  let whole = "";
  for (const [index, { word, folded }] of parts.slice(0, MOST_PARTS + 1).entries()) {
    const before = parts[index - 1];
    if (before !== undefined) {
      const joint = fold(slice(chunk, before.word[1], word[0]));
      const isKept = (/[0-9]$/.test(whole) && /^[0-9]/.test(folded)) || joint.startsWith("^");
      whole += isKept ? joint : joint.replace(JOINTS, "");
    }
    whole += folded;
  }
  return whole;
}

/**
 * Whether parts are single letters, joined by points: `U.S`.
 * @param {Chunk} chunk
 * @param {Part[]} parts
 */
export function isAbbreviation(chunk, parts) {
  const isLetter = (/** @type {Part} */ { word, full }) => full[1] - full[0] === 1 && word[1] - word[0] === 1;
  const isAfterPoint = (/** @type {Part} */ { word }, /** @type {number} */ index) =>
    index === 0 || slice(chunk, parts[index - 1]?.word[1] ?? 0, word[0]) === ".";
  return parts.every(isLetter) && parts.every(isAfterPoint);
}

/**
 * A name with its signs, folded. The sign of a currency stands before its number, on whichever side it was written.
 * @param {string} before
 * @param {string} name
 * @param {string} behind
 */
export function withSigns(before, name, behind) {
  const isMoney = before === "" && /^\p{Sc}*$/u.test(behind) && /^[0-9]/.test(name);
  return isMoney ? fold(behind) + name : fold(before) + name + fold(behind);
}

/**
 * The sign of an amount of money that stands amid a name, `$12` of `US$12`, by the characters of the chunk.
 * @param {Chunk} chunk
 * @param {Part} before
 * @param {Part} number
 * @returns {[from: number, until: number] | null}
 */
export function signOfAmount({ characters }, before, number) {
  const [from, until] = [before.full[1], number.full[0]];
  const isSign = until - from === 1 && isCurrency(characters[from] ?? "");
  return isSign && /^[0-9]/.test(number.folded) ? [from, until] : null;
}

/**
 * A word with its umlauts written by two letters; nothing if it has none.
 * @param {string} typed
 */
export function withoutUmlauts(typed) {
  if (!/[äöüÄÖÜ]/.test(typed)) return "";
  return fold(typed.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue"));
}
