// Drafts that this browser keeps of texts that are not saved yet: each belongs to a contributor, a page and a tab, and knows
// the text that it was begun from. None is ever written over by another tab, and each ends after ninety days.

/** @import { safeStorage } from "./storage.js" */

/** For how many milliseconds a draft is kept. */
const LIFETIME = 90 * 24 * 60 * 60 * 1000;

/**
 * A draft as it is kept.
 * @typedef {object} Draft
 * @property {string} base the hash of the text that it was begun from
 * @property {string} text
 * @property {string} summary
 * @property {number} time when it was kept, in milliseconds since 1970
 */

/**
 * What is kept under a key, where that is a draft.
 * @param {string | null} value
 * @returns {Draft | null}
 */
function read(value) {
  try {
    const { base, text, summary, time } = JSON.parse(value ?? "null");
    const isDraft = [base, text, summary].every((part) => typeof part === "string") && typeof time === "number";
    return isDraft ? { base, text, summary, time } : null;
  } catch {
    return null;
  }
}

/** The drafts of a contributor in this browser. */
export class Drafts {
  #storage;
  #prefix;

  /**
   * @param {ReturnType<typeof safeStorage>} storage
   * @param {string} site the path that the almanac is served from
   * @param {string} contributor whose drafts they are
   */
  constructor(storage, site, contributor) {
    this.#storage = storage;
    this.#prefix = `almanac:${site}:draft:${encodeURIComponent(contributor)}:`;
    /** What the keys of all drafts of the site begin with. */
    this.all = `almanac:${site}:draft:`;
  }

  /**
   * The key of the draft that a tab has of a page.
   * @param {string} page
   * @param {string} tab
   */
  key(page, tab) {
    return `${this.#prefix}${encodeURIComponent(page)}:${tab}`;
  }

  /**
   * Keeps a draft; whether it is kept now.
   * @param {string} key
   * @param {Draft} draft
   */
  keep(key, draft) {
    return this.#storage.set(key, JSON.stringify(draft));
  }

  /** @param {string} key */
  remove(key) {
    this.#storage.remove(key);
  }

  /** The keys of all drafts of the contributor. */
  keys() {
    return this.#storage.keys(this.#prefix);
  }

  /**
   * The contributor's drafts of a page, the newest first.
   * @param {string} page
   */
  of(page) {
    const keys = this.#storage.keys(`${this.#prefix}${encodeURIComponent(page)}:`);
    const drafts = keys.flatMap((key) => {
      const draft = read(this.#storage.get(key));
      return draft === null ? [] : [{ key, ...draft }];
    });
    return drafts.sort((one, other) => other.time - one.time);
  }

  /**
   * Removes those drafts of the site, whosever they are, that have had their time, and what can't be read as one.
   * @param {number} now
   */
  end(now) {
    for (const key of this.#storage.keys(this.all)) {
      const draft = read(this.#storage.get(key));
      if (draft === null || now - draft.time > LIFETIME) this.#storage.remove(key);
    }
  }
}
