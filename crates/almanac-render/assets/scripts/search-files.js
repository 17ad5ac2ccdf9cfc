// Loads the files by which a site without a server is searched: the list of them, and then what a query needs.
//
// All but the list are named by their hashes. Where one is gone, the site has been built anew since: then the list is
// loaded again, once, and the search begins anew.

import { ByteReader, inflated } from "./bytes.js";

const FORMAT = 5;

/** A file is gone that the list names. */
export class FileGone extends Error {}

/** Search files of a format that is not ours, or none at all. */
export class Unsearchable extends Error {}

/**
 * The pieces of something that is in order: the text with which each begins, and its name.
 * @typedef {{ starts: string[], names: string[] }} Pieces
 *
 * A language of the site: what it writes differently, as `cutting.js` takes it, its words that pages need not have, and which
 * endings its stems have in the place of others.
 * @typedef {object} SiteLanguage
 * @property {string} tag
 * @property {import("./cutting.js").WritingRules} rules
 * @property {string} smallWords
 * @property {[ending: string, stem: string][]} stems
 * @property {number} shortestStem how many letters a stem has at least that is guessed by them
 *
 * A folder of pages, with the number of the first document in it.
 * @typedef {{ name: string, first: number }} PageFolder
 *
 * What is said in a language of the interface: the labels of what results are narrowed to, and the requested pages.
 * @typedef {{ language: string, name: string, requested: string }} LabelFile
 */

/**
 * The order of texts in the files: by code points. Strings of JavaScript are compared by units, in which what is beyond
 * the first plane comes too early.
 * @param {string} one
 * @param {string} other
 */
export function isBefore(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [unit, otherUnit] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (unit === otherUnit) continue;
    const areHalves = unit >= 0xd800 && otherUnit >= 0xd800;
    const rank = (/** @type {number} */ half) => (half >= 0xe000 ? half - 0x800 : half + 0x2000);
    return areHalves ? rank(unit) < rank(otherUnit) : unit < otherUnit;
  }
  return one.length < other.length;
}

/**
 * The number of the piece in which a text is, if it is in any.
 * @param {Pieces} pieces
 * @param {string} text
 */
export function pieceOf({ starts }, text) {
  let [from, to] = [0, starts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(text, starts[middle] ?? "")) to = middle;
    else from = middle + 1;
  }
  return Math.max(from - 1, 0);
}

/**
 * Folders, each with how many there are of what it holds.
 * @param {ByteReader} reader
 */
const foldersFrom = (reader) =>
  Array.from({ length: reader.number() }, () => ({ name: reader.hash(), count: reader.number() }));

/** @param {ByteReader} reader */
function piecesFrom(reader) {
  const starts = reader.texts(reader.number());
  const names = foldersFrom(reader).flatMap(({ name, count }) =>
    Array.from({ length: count }, (_, place) => `pieces/${name}/${place}`),
  );
  return { starts, names };
}

/** The list of the files. */
export class FileList {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== FORMAT) throw new Unsearchable("another format");
    this.documents = reader.number();
    this.bitsOfPositions = reader.number();
    /** @type {SiteLanguage[]} */
    this.languages = Array.from({ length: reader.number() }, () => JSON.parse(reader.text()));
    this.rows = reader.piece();
    this.places = reader.piece();
    /** @type {LabelFile[]} */
    this.labels = Array.from({ length: reader.number() }, () => ({
      language: reader.text(),
      name: reader.piece(),
      requested: reader.piece(),
    }));
    /** All names of pages, for where nothing was found. */
    this.names = reader.piece();
    /** The slugs of entries and threads, for those who look for what is in one. */
    this.slugs = reader.piece();
    let first = 0;
    /** @type {PageFolder[]} */
    this.folders = foldersFrom(reader).map(({ name, count }) => {
      const folder = { name, first };
      first += count;
      return folder;
    });
    /** @type {Pieces} */
    this.words = piecesFrom(reader);
    /** Of words whose stem others have in other pieces, all that have it. @type {Map<string, string[]>} */
    this.partedStems = new Map();
    for (let count = reader.number(); count > 0; count -= 1) {
      const words = reader.texts(reader.number());
      for (const word of words) this.partedStems.set(word, [...(this.partedStems.get(word) ?? []), ...words]);
    }
    /** @type {Pieces} */
    this.near = piecesFrom(reader);
  }

  /**
   * The folder of a document, and its place there.
   * @param {number} document
   */
  #folderOf(document) {
    let [from, to] = [0, this.folders.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.folders[middle]?.first ?? 0) <= document) from = middle + 1;
      else to = middle;
    }
    const folder = this.folders[from - 1];
    return { name: folder?.name ?? "", place: document - (folder?.first ?? 0) };
  }

  /**
   * The file of a block of a document's text.
   * @param {number} document
   * @param {number} block
   */
  pageFile(document, block) {
    const { name, place } = this.#folderOf(document);
    return `pages/${name}/${block === 0 ? place : `${place}-${block}`}`;
  }

  /**
   * The file of what the documents of a folder state, and the place of a document in it.
   * @param {number} document
   */
  factsFile(document) {
    const { name, place } = this.#folderOf(document);
    return { name: `pages/${name}/facts`, place };
  }
}

/**
 * The list's bytes. What the browser has is used if it is still the same.
 * @param {string} address
 */
async function listBytes(address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (!response.ok || response.body === null) throw new Unsearchable(response.statusText);
  return inflated(response.body);
}

/** Loads the files of a site. */
export class SearchFiles {
  /** @type {Map<string, Promise<Uint8Array>>} */
  #loading = new Map();

  /** @param {string} root the address of the site's root, with a slash at its end */
  constructor(root) {
    this.root = root;
  }

  /** The list, as it is now. */
  async list() {
    const address = `${this.root}search/index.bin`;
    const bytes = await listBytes(address);
    // The page has it loaded early, and a browser gives what it kept of it then: that may be older than the site.
    const isKept = performance.getEntriesByName(address).at(-1)?.toJSON().transferSize === 0;
    return new FileList(isKept ? await listBytes(address) : bytes);
  }

  /**
   * The bytes of a file, loaded once.
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  file(name) {
    const known = this.#loading.get(name);
    if (known !== undefined) return known;
    const loading = this.#load(name);
    this.#loading.set(name, loading);
    // What failed is tried again when it is wanted again.
    loading.catch(() => this.#loading.delete(name));
    return loading;
  }

  /** @param {string} name */
  async #load(name) {
    const response = await fetch(`${this.root}search/${name}.bin`);
    if (response.status === 404 || response.status === 410) throw new FileGone(name);
    if (!response.ok || response.body === null) throw new Error(response.statusText);
    return inflated(response.body).catch(() => {
      // Some hosts send a page for whatever is not there.
      throw new FileGone(name);
    });
  }
}
