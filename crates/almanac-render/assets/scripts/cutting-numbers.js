// Numbers as languages write them, for search (`cut/numbers.rs` of `almanac-search`).

import { isApostrophe } from "./characters.js";

/** @import { WritingRules } from "./cutting.js" */

/** @param {string} separator */
function usual(separator) {
  if (separator === "．") return ".";
  if (separator === "，") return ",";
  return isApostrophe(separator) ? "'" : separator;
}

/**
 * Reads the groups of digits behind the first one. Gives the digits and what follows; null where a group is none.
 * @param {string[]} rest separators and digits in turn
 * @param {WritingRules} rules
 */
function readGroups(rest, { group = ",", digitsInGroup = 3 }) {
  let digits = "";
  let last = 3;
  let at = 0;
  for (; at < rest.length; at += 2) {
    const sign = usual(rest[at] ?? "");
    const isGroup = /['٬\u00a0\u2007\u2009\u202f]/.test(sign) || sign === group;
    if (!isGroup || rest[at] !== rest[0]) break;
    const next = rest[at + 1] ?? "";
    last = next.length;
    if (last !== 3 && last !== digitsInGroup) return null;
    digits += next;
  }
  return last === 3 ? { digits, rest: rest.slice(at) } : null;
}

/**
 * A number with ASCII digits and without what groups them, its fraction behind a point; null if it is no number of the
 * language, such as a version.
 * @param {string} number with the digits of ASCII
 * @param {WritingRules} rules
 */
export function plainNumber(number, rules) {
  const [first = "", ...others] = number.split(/([^0-9])/);
  const groups = readGroups(others, rules);
  if (groups === null || (groups.digits !== "" && !/^[1-9][0-9]{0,2}$/.test(first))) return null;
  const [sign, fraction = "", ...rest] = groups.rest;
  if (sign === undefined) return first + groups.digits;
  const isDecimal = usual(sign) === "٫" || usual(sign) === (rules.decimal ?? ".");
  return isDecimal && fraction !== "" && rest.length === 0 ? `${first}${groups.digits}.${fraction}` : null;
}

/**
 * Whether a number is a day written with points: its year is looked for alone.
 * @param {string} number
 */
export const isDay = (number) => /^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}$/.test(number);

/**
 * Whether a number is one group of three digits, with or without a fraction.
 * @param {string} number
 */
export const beginsWithGroup = (number) => /^[0-9]{3}(\.[0-9]*)?$/.test(number);
