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
  /** For how many letters there is room. */
  room = Number.POSITIVE_INFINITY;
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
    const others = [...this.values].filter(([other]) => this.room < Number.POSITIVE_INFINITY && other !== key);
    const taken = others.reduce((sum, [name, kept]) => sum + name.length + kept.length, key.length + value.length);
    const fits = !this.isFull && taken <= this.room;
    if (fits) this.values.set(key, value);
    return fits;
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
