// Writes what the scripts say. The words of the page's language come in a module of their own, which is loaded first
// and is made of the language's file of messages (script.rs of almanac-locale).

import { isMirrored } from "./dom.js";

/**
 * A message: texts and the places of its variables. A variable with an `other` is a choice by a number, which may
 * name numbers (`"0"`) and plural forms (`"one"`).
 * @typedef {(string | Variable)[]} Message
 * @typedef {{ $: string } & { [form in Intl.LDMLPluralRule | `${number}`]?: Message }} Variable
 */

/**
 * What a variable stands for: a number, a day, a name, or words of the page's own language.
 * @typedef {number | Date | string | { words: string }} Value
 */

/** @type {{ [id: string]: Message }} */
let messages = {};
let locale = "en";
/**
 * Tells which plural form a number takes. It is made when it is first needed, as that takes a browser a while.
 * @type {Intl.PluralRules | null}
 */
let plurals = null;

/** @type {() => Promise<unknown>} */
let more = () => Promise.resolve();

/**
 * Takes words of the page's language.
 * @param {string} language
 * @param {{ [id: string]: Message }} words
 * @param {() => Promise<unknown>} [further] loads those that few readers need
 */
export function speak(language, words, further = more) {
  locale = language;
  messages = { ...messages, ...words };
  plurals = null;
  more = further;
}

/** Loads the words that only search and what few readers do say. */
export const loadWords = () => more();

/** A letter of a script that runs from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name may be of any language: it must not turn the words around it.
 * @param {string} name
 */
function isolated(name) {
  return isMirrored() || RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/**
 * A number as the page's language writes it.
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options) {
  return value.toLocaleString(locale, options);
}

/** @param {Date} time */
function day(time) {
  return time.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/** @param {Value | undefined} value */
function written(value) {
  if (typeof value === "number") return number(value);
  if (value instanceof Date) return day(value);
  return typeof value === "object" ? value.words : isolated(value ?? "");
}

/**
 * @param {Message} message
 * @param {{ [variable: string]: Value }} values
 * @returns {string}
 */
function write(message, values) {
  const texts = message.map((part) => {
    if (typeof part === "string") return part;
    const value = values[part.$];
    if (part.other === undefined || typeof value !== "number") return written(value);
    plurals ??= new Intl.PluralRules(locale);
    return write(part[`${value}`] ?? part[plurals.select(value)] ?? part.other, values);
  });
  return texts.join("");
}

/**
 * A message with its variables filled.
 * @param {string} id
 * @param {{ [variable: string]: Value }} [values]
 */
export function say(id, values = {}) {
  return write(messages[id] ?? [], values);
}

/**
 * Why an entry counts as read.
 * @param {{ time: string, path: string | null }} event
 * @param {string | undefined} pathTitle
 */
export function because(event, pathTitle) {
  const pressed = new Date(event.time);
  if (event.path === null) return say("because-own-page", { day: pressed });
  return pathTitle
    ? say("because-path", { day: pressed, name: pathTitle })
    : say("because-other-path", { day: pressed });
}
