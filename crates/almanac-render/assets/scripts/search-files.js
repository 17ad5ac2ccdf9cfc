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
 * A language of the site: what it writes differently, as `cutting.js` takes it, its words that pages need not have, and which
 * endings its stems have in the place of others.
 * @typedef {object} SiteLanguage
 * @property {string} tag
 * @property {import("./cutting.js").WritingRules} rules
 * @property {string} smallWords
 * @property {[ending: string, stem: string][]} stems
 * @property {number} shortestStem how many letters a stem has at least that is guessed by them
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

/** Folders of what is numbered: a name is made when it is asked for, as there are thousands. */
class Folders {
  /** @type {{ name: string, first: number }[]} */
  #folders = [];
  /** How many there are of what they hold. */
  count = 0;

  /** @param {ByteReader} reader */
  constructor(reader) {
    for (let folders = reader.number(); folders > 0; folders -= 1) {
      this.#folders.push({ name: reader.hash(), first: this.count });
      this.count += reader.number();
    }
  }

  /**
   * The folder of a number, and its place there.
   * @param {number} number
   */
  of(number) {
    let [from, to] = [0, this.#folders.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#folders[middle]?.first ?? 0) <= number) from = middle + 1;
      else to = middle;
    }
    const folder = this.#folders[from - 1];
    return { name: folder?.name ?? "", place: number - (folder?.first ?? 0) };
  }

  /**
   * The number of what is at a place of a folder.
   * @param {string} name
   * @param {number} place
   */
  numberOf(name, place) {
    const folder = this.#folders.find((one) => one.name === name);
    return folder === undefined ? undefined : folder.first + place;
  }
}

/** The pieces of something that is in order: the text with which each begins, and its name. */
export class Pieces {
  #folders;

  /** @param {ByteReader} reader */
  constructor(reader) {
    this.starts = reader.texts(reader.number());
    this.#folders = new Folders(reader);
  }

  /** How many there are. */
  get count() {
    return this.starts.length;
  }

  /**
   * The name of a piece.
   * @param {number} number
   */
  nameOf(number) {
    const { name, place } = this.#folders.of(number);
    return `pieces/${name}/${place}`;
  }

  /**
   * The number of a piece, if it is one of these.
   * @param {string} name
   */
  numberOf(name) {
    const [, folder = "", place] = name.split("/");
    return place === undefined ? undefined : this.#folders.numberOf(folder, Number(place));
  }
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
    this.pages = new Folders(reader);
    this.words = new Pieces(reader);
    /** Of words whose stem others have in other pieces, all that have it. @type {Map<string, string[]>} */
    this.partedStems = new Map();
    for (let count = reader.number(); count > 0; count -= 1) {
      const words = reader.texts(reader.number());
      for (const word of words) this.partedStems.set(word, [...(this.partedStems.get(word) ?? []), ...words]);
    }
    this.near = new Pieces(reader);
  }

  /**
   * The file of a block of a document's text.
   * @param {number} document
   * @param {number} block
   */
  pageFile(document, block) {
    const { name, place } = this.pages.of(document);
    return `pages/${name}/${block === 0 ? place : `${place}-${block}`}`;
  }

  /**
   * The file of what the documents of a folder state, and the place of a document in it.
   * @param {number} document
   */
  factsFile(document) {
    const { name, place } = this.pages.of(document);
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
