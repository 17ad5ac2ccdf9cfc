// Pieces of passages around what matched in them. The rules are those of the server (`excerpt.rs` of `almanac-search`).

/** @import { TokenMatch } from "./passages.js" */
/** @import { Marked } from "./results.js" */

/** About how many letters an excerpt has, and how far from where it would be cut the end of a word is looked for. */
const LENGTH = 180;
const WORD_REACH = 24;

/**
 * How many words of the query stand behind the word before them as in the query.
 * @param {TokenMatch[]} matches
 */
export function sideBySideIn(matches) {
  /** @type {Set<number>} */
  const seen = new Set();
  for (const one of matches) {
    const isNext = (/** @type {TokenMatch} */ other) =>
      other.slot === one.slot + 1 && other.position === one.position + 1;
    if (!seen.has(one.slot) && matches.some(isNext)) seen.add(one.slot);
  }
  return seen.size;
}

/**
 * A stretch of a text in pieces, of which every second one matched.
 * @param {string} text
 * @param {TokenMatch[]} matches
 * @param {number} start
 * @param {number} end
 * @returns {Marked}
 */
export function piecesOf(text, matches, start, end) {
  /** @type {{ from: number, to: number }[]} */
  const marks = [];
  for (const { from, to } of matches) {
    const last = marks.at(-1);
    if (from < start || to > end) continue;
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else marks.push({ from, to });
  }
  let at = start;
  const pieces = marks.flatMap(({ from, to }) => {
    const before = text.slice(at, from);
    at = to;
    return [before, text.slice(from, to)];
  });
  if (at < end || pieces.length === 0) pieces.push(text.slice(at, end));
  if (text.slice(0, start).trim() !== "") pieces[0] = `… ${pieces[0]}`;
  if (text.slice(end).trim() !== "") {
    if (pieces.length % 2 === 1) pieces[pieces.length - 1] += " …";
    else pieces.push(" …");
  }
  return pieces;
}

/**
 * The stretch from the first to the last of the matches that an excerpt shows best: those with most of the words, side by side
 * first; of stretches that are as good, the first.
 * @param {TokenMatch[]} matches
 */
function bestStretch(matches) {
  const stretches = matches.map(({ from, to }, at) => {
    const fitting = matches.slice(at).filter((match) => match.to <= from + LENGTH);
    const near = fitting.length > 0 ? fitting : matches.slice(at, at + 1);
    const words = new Set(near.map(({ slot }) => slot)).size;
    // One number of the three: there are fewer matches and words than these.
    const worth = (words * 32 + sideBySideIn(near)) * 2 ** 20 + near.length;
    return { from, to: Math.max(to, ...near.map((match) => match.to)), worth };
  });
  const most = Math.max(...stretches.map(({ worth }) => worth));
  return stretches.find(({ worth }) => worth === most) ?? { from: 0, to: 0 };
}

/**
 * The last place up to another one that is between two letters as a reader counts them.
 * @param {string} text
 * @param {number} place
 */
function betweenLetters(text, place) {
  let at = place;
  while (at > 0 && /^(?:\p{M}|\u200d|\p{Cs})/u.test(text.slice(at, at + 1))) at -= 1;
  return at;
}

/**
 * A text around its matches in pieces, cut at words, at least between letters.
 * @param {string} text
 * @param {TokenMatch[]} matches
 */
export function excerptOf(text, matches) {
  if (text.length <= LENGTH + WORD_REACH) return piecesOf(text, matches, 0, text.length);
  const { from, to } = bestStretch(matches);
  const room = Math.max(LENGTH - (to - from), 0);
  // What does not fit on one side is shown on the other.
  const before = Math.min(Math.max(Math.floor(room / 2), room - (text.length - to)), from);
  let start = from - before;
  let end = Math.min(to + room - before, text.length);
  if (start > 0) {
    const space = text.slice(start - 1, Math.min(start + WORD_REACH, from)).search(/\s/u);
    start = space < 0 ? betweenLetters(text, start) : start + space;
  }
  if (end < text.length) {
    const least = Math.max(end - WORD_REACH, to);
    const spaces = [...text.slice(least, end + 1).matchAll(/\s/gu)];
    end = spaces.length > 0 ? least + (spaces.at(-1)?.index ?? 0) : Math.max(betweenLetters(text, end), to);
  }
  const shown = text.slice(start, end);
  start += shown.length - shown.trimStart().length;
  return piecesOf(text, matches, start, start + shown.trim().length);
}
