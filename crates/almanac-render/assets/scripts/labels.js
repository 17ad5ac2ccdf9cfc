// What search calls things.

import { make } from "./dom.js";
import { say } from "./words.js";

/** @import { Filters } from "./results.js" */

/**
 * Words that somebody typed: they run their own way.
 * @param {string} words
 */
export const typedWord = (words) => make("bdi", {}, words);

/**
 * What a filter is called.
 * @param {keyof Filters} name
 */
export function filterLabel(name) {
  switch (name) {
    case "kind":
      return say("search-kind");
    case "level":
      return say("search-level");
    case "topic":
      return say("topic");
    case "in":
      return say("search-in");
    default:
      return say("search-language");
  }
}
