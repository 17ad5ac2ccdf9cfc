// What is known of each document of a site without its text (`files/documents.rs` of `almanac-search`).

import { ByteReader } from "./bytes.js";

/** The sorts of pages, by their numbers in the files. */
export const SORTS = /** @type {const} */ (["entry", "thread", "path", "topic", "source"]);

/** The names of the levels, from the number 1 in the files. */
export const LEVELS = ["introductory", "intermediate", "advanced"];

/**
 * What documents can be narrowed by: of each its kind, or what sort of page it is, its level, its topics, and what it is in.
 * @typedef {{ kinds: string[], levels: number[], topics: string[][], within: string[][] }} DocumentPlaces
 */

/**
 * Numbers of each document, of which most have the same as others: those that there are, and then which each document has.
 * @param {ByteReader} reader
 * @param {number} documents
 */
function groupsFrom(reader, documents) {
  const numbers = (/** @type {number} */ length) => Array.from({ length }, () => reader.number());
  const groups = Array.from({ length: reader.number() }, () => numbers(reader.number()));
  return numbers(documents).map((group) => groups[group] ?? []);
}

/** The documents of a site. */
export class DocumentRows {
  /** @param {Uint8Array} bytes nothing before they are there */
  constructor(bytes) {
    const reader = new ByteReader(bytes);
    this.count = bytes.length === 0 ? 0 : reader.number();
    const column = () => Uint32Array.from({ length: this.count }, () => reader.number());
    const groups = bytes.length === 0 ? [] : groupsFrom(reader, this.count);
    this.flags = groups.map(([flags = 0]) => flags);
    this.languages = groups.map(([, language = 0]) => language);
    /** The depth of each, numbered as levels are; 0 is the original's. */
    this.depths = groups.map(([, , depth = 0]) => depth);
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
    const names = (/** @type {number[]} */ numbers) => numbers.map((number) => values[number] ?? "");
    const kinds = groupsFrom(reader, this.count);
    this.places = {
      kinds: names(kinds.map(([kind = 0]) => kind)),
      levels: kinds.map(([, level = 0]) => level),
      topics: groupsFrom(reader, this.count).map(names),
      within: groupsFrom(reader, this.count).map(names),
    };
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
