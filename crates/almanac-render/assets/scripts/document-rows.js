// What is known of each document of a site without its text (`files/documents.rs` of `almanac-search`).

import { ByteReader } from "./bytes.js";

/** The sorts of pages, by their numbers in the files. */
const SORTS = /** @type {const} */ (["entry", "thread", "path", "topic", "source"]);

/** The names of the levels, from the number 1 in the files. */
export const LEVELS = ["introductory", "intermediate", "advanced"];

/**
 * What documents can be narrowed by: of each its kind, or what sort of page it is, its level, its topics, and what it is in.
 * @typedef {{ kinds: string[], levels: Uint32Array, topics: string[][], within: string[][] }} DocumentPlaces
 */

/** The documents of a site. */
export class DocumentRows {
  /** @param {Uint8Array} bytes nothing before they are there */
  constructor(bytes) {
    const reader = new ByteReader(bytes);
    this.count = bytes.length === 0 ? 0 : reader.number();
    const column = () => Uint32Array.from({ length: this.count }, () => reader.number());
    this.flags = column();
    this.languages = column();
    /** The depth of each, numbered as levels are; 0 is the original's. */
    this.depths = column();
    /** About how much each document is linked to. */
    this.linkedFrom = column();
    this.subjects = column();
    /** What documents can be narrowed by, once it is loaded. @type {DocumentPlaces | null} */
    this.places = null;
  }

  /** @param {Uint8Array} bytes */
  takePlaces(bytes) {
    const reader = new ByteReader(bytes);
    const values = Array.from({ length: reader.number() }, () => reader.text());
    const names = (/** @type {Uint32Array} */ numbers) => Array.from(numbers, (number) => values[number] ?? "");
    const column = () => Uint32Array.from({ length: this.count }, () => reader.number());
    const [kinds, levels] = [names(column()), column()];
    const lists = () => {
      const lengths = column();
      return Array.from(lengths, (length) => names(Uint32Array.from({ length }, () => reader.number())));
    };
    this.places = { kinds, levels, topics: lists(), within: lists() };
  }

  /**
   * Whether a page is yet to be written.
   * @param {number} document
   */
  isStub(document) {
    return ((this.flags[document] ?? 0) & 1) === 1;
  }

  /**
   * What sort of page a document is.
   * @param {number} document
   */
  sort(document) {
    return SORTS[(this.flags[document] ?? 0) >> 2] ?? "entry";
  }

  /**
   * The page of a document: the number of its first document.
   * @param {number} document
   */
  subject(document) {
    return document - (this.subjects[document] ?? 0);
  }
}

/**
 * The name of a level, by its number in the files.
 * @param {number} number
 */
export const levelName = (number) => LEVELS[number - 1] ?? null;
