// What was searched for lately: kept in this browser, sent nowhere.

import { base } from "./dom.js";
import { kept } from "./storage.js";

/** How many searches are kept, and how long one may be. */
const MOST_KEPT = 8;
const LONGEST_KEPT = 200;

/** A host may have several almanacs. */
const key = () => `almanac:${base()}:searches`;

/** @returns {string[]} the newest first */
export function recentSearches() {
  try {
    const all = JSON.parse(kept.get(key()) ?? "[]");
    return Array.isArray(all) ? all.filter((query) => typeof query === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Keeps what was searched for, once it led somewhere.
 * @param {string} query
 */
export function keepSearch(query) {
  if (query === "" || query.length > LONGEST_KEPT) return;
  const others = recentSearches().filter((other) => other !== query);
  kept.set(key(), JSON.stringify([query, ...others].slice(0, MOST_KEPT)));
}

export const forgetSearches = () => kept.remove(key());
