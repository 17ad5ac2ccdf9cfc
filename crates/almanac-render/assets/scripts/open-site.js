// What is loaded of a site made of files, and what searches it.

import { Dictionary } from "./dictionary.js";
import { DocumentRows, LEVELS } from "./document-rows.js";
import { NearWords } from "./near-words.js";
import { Finder } from "./ranking.js";

/** @import { Labels } from "./narrowing.js" */
/** @import { Filters } from "./results.js" */
/** @import { FileList, SearchFiles } from "./search-files.js" */

/** @typedef {Labels & { question?: import("./answers.js").QuestionWords }} SiteLabels */

/** @param {Uint8Array} bytes */
const jsonOf = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** What is loaded of a site's files. */
export class OpenSite {
  /**
   * @param {SearchFiles} files
   * @param {FileList} list
   * @param {string} language of the interface
   */
  constructor(files, list, language) {
    this.files = files;
    this.list = list;
    this.language = language;
    this.dictionary = new Dictionary(list);
    this.near = new NearWords(list, this.dictionary);
    this.rows = new DocumentRows(new Uint8Array());
    /** @type {SiteLabels} */
    this.labels = {};
    /** What is said in the language of the interface. */
    this.labelFile = list.labels.find((file) => file.language === language) ?? list.labels[0];
    this.finder = this.#newFinder();
    /** Files that are not of the dictionary, and what is done with each when it is there. */
    this.others = new Map([[list.rows, (/** @type {Uint8Array} */ bytes) => this.#takeRows(bytes)]]);
    this.others.set(list.places, (bytes) => this.rows.takePlaces(bytes));
    if (this.labelFile !== undefined) this.others.set(this.labelFile.name, (bytes) => this.#takeLabels(bytes));
  }

  #newFinder() {
    return new Finder(this.dictionary, this.near, this.rows, this.list.languages);
  }

  /** @param {Uint8Array} bytes */
  #takeRows(bytes) {
    this.rows = new DocumentRows(bytes);
    this.finder = this.#newFinder();
  }

  /** @param {Uint8Array} bytes */
  #takeLabels(bytes) {
    this.labels = jsonOf(bytes);
  }

  /**
   * What a file of JSON holds.
   * @param {string} name
   */
  async json(name) {
    return jsonOf(await this.files.file(name));
  }

  /**
   * Loads files and takes what is in them.
   * @param {Iterable<string>} names
   */
  async load(names) {
    const loads = [...new Set(names)].map(async (name) => ({ name, bytes: await this.files.file(name) }));
    const loaded = await Promise.all(loads);
    // The rows come before what is added to them.
    loaded.sort((one, other) => Number(other.name === this.list.rows) - Number(one.name === this.list.rows));
    for (const { name, bytes } of loaded) {
      this.dictionary.take(name, bytes);
      this.near.take(name, bytes);
      this.others.get(name)?.(bytes);
      this.others.delete(name);
    }
  }

  /**
   * The value of an operator as filters name it.
   * @param {keyof Filters} operator
   * @param {string} value
   */
  knownValue(operator, value) {
    const wanted = value.toLowerCase();
    if (operator === "language") {
      return this.list.languages.find(({ tag }) => tag.toLowerCase() === wanted)?.tag ?? null;
    }
    if (operator === "level") return LEVELS.find((name) => name === wanted) ?? null;
    const labels = Object.entries(this.labels[operator] ?? {});
    const known = labels.find(([name, label]) => name.toLowerCase() === wanted || label.toLowerCase() === wanted);
    return known?.[0] ?? null;
  }
}
