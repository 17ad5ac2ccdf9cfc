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
  const groups = Array.from({ length: reader.number() }, () => reader.numbers(reader.number()));
  return { groups, of: reader.numbers(documents) };
}

/**
 * Something of each document that follows from its group: made once a group, as there are thousands of documents.
 * @template T
 * @param {ReturnType<typeof groupsFrom>} grouped
 * @param {(group: Uint32Array) => T} made
 */
function ofEach({ groups, of }, made) {
  const all = groups.map(made);
  const none = made(new Uint32Array());
  return Array.from(of, (group) => all[group] ?? none);
}

/** The documents of a site. */
export class DocumentRows {
  /** @param {Uint8Array} bytes nothing before they are there */
  constructor(bytes) {
    const reader = new ByteReader(bytes);
    this.count = bytes.length === 0 ? 0 : reader.number();
    const groups = bytes.length === 0 ? { groups: [], of: new Uint32Array() } : groupsFrom(reader, this.count);
    this.flags = ofEach(groups, (group) => group[0] ?? 0);
    this.languages = ofEach(groups, (group) => group[1] ?? 0);
    /** The depth of each, numbered as levels are; 0 is the original's. */
    this.depths = ofEach(groups, (group) => group[2] ?? 0);
    /** About how much each document is linked to. */
    this.linkedFrom = reader.numbers(this.count);
    this.subjects = reader.numbers(this.count);
    /** What documents can be narrowed by, once it is loaded. @type {DocumentPlaces | null} */
    this.places = null;
  }

  /** @param {Uint8Array} bytes */
  takePlaces(bytes) {
    const reader = new ByteReader(bytes);
    const values = Array.from({ length: reader.number() }, () => reader.text());
    const names = (/** @type {Uint32Array} */ numbers) => Array.from(numbers, (number) => values[number] ?? "");
    const kinds = groupsFrom(reader, this.count);
    this.places = {
      kinds: ofEach(kinds, (group) => values[group[0] ?? 0] ?? ""),
      levels: ofEach(kinds, (group) => group[1] ?? 0),
      topics: ofEach(groupsFrom(reader, this.count), names),
      within: ofEach(groupsFrom(reader, this.count), names),
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
