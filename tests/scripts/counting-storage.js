// A storage for the record, without a browser.

/** @import { RecordStorage } from "../../crates/almanac-render/assets/scripts/record.js" */

/**
 * A storage that counts what is read of it, and that can be full.
 * @implements {RecordStorage}
 */
export class CountingStorage {
  /** @type {Map<string, string>} */
  values = new Map();
  /** @type {boolean} */
  isFull = false;
  /** How many values were read. */
  reads = 0;

  /** @param {string} key */
  get(key) {
    this.reads += 1;
    return this.values.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  set(key, value) {
    if (!this.isFull) this.values.set(key, value);
    return !this.isFull;
  }

  /** @param {string} key */
  remove(key) {
    this.values.delete(key);
  }

  /** @param {string} prefix */
  keys(prefix) {
    return [...this.values.keys()].filter((key) => key.startsWith(prefix));
  }
}
