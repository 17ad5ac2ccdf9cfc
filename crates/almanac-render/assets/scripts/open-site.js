// What is loaded of a site made of files, and what searches it.

import { Dictionary } from "./dictionary.js";
import { DocumentRows, LEVELS, SORTS } from "./document-rows.js";
import { fold } from "./folding.js";
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
    /** The first documents of entries and threads, by their slugs, once they are loaded. @type {Map<string, number> | null} */
    this.slugs = null;
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
      if (name === this.list.slugs) this.slugs = new Map(Object.entries(jsonOf(bytes)));
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
    if (operator === "language") return this.#language(value);
    if (operator === "level") return LEVELS.find((name) => name === wanted) ?? null;
    if (operator === "in") return this.hasValue(operator, value) ? value : null;
    const folded = fold(value);
    const labels = Object.entries(this.labels[operator] ?? {});
    const known = labels.find(([name, label]) => {
      const isKind = operator === "kind" && !SORTS.some((sort) => sort === name);
      return fold(name) === folded || ((isKind || operator === "topic") && fold(label) === folded);
    });
    return known?.[0] ?? null;
  }

  /**
   * A language as the almanac writes its tag.
   * @param {string} value
   */
  #language(value) {
    const tags = Object.keys(this.labels.language ?? {});
    const all = [...this.list.languages.map(({ tag }) => tag), ...tags];
    const isMeant = (/** @type {string} */ tag) =>
      tag.toLowerCase() === value.toLowerCase() || fold(this.labels.language?.[tag] ?? "") === fold(value);
    return all.find(isMeant) ?? null;
  }

  /**
   * The page that is an entry or thread of a slug, by its first document.
   * @param {string} slug
   */
  pageIn(slug) {
    if (this.slugs === null) this.dictionary.missing.add(this.list.slugs);
    return this.slugs?.get(slug);
  }

  /**
   * The document by which an entry or thread of a slug is named: that in the language of the interface, else the original.
   * @param {string} slug
   */
  documentOf(slug) {
    const page = this.pageIn(slug);
    if (page === undefined) return;
    const tags = [this.language, this.list.labels[0]?.language];
    const own = [...this.rows.languages.keys()].filter(
      (document) => this.rows.subject(document) === page && this.rows.depths[document] === 0,
    );
    const inTag = (/** @type {string | undefined} */ tag) =>
      own.find((document) => this.list.languages[this.rows.languages[document] ?? 0]?.tag === tag);
    return inTag(tags[0]) ?? inTag(tags[1]) ?? page;
  }

  /**
   * Whether there is anything of a value to which a filter narrows.
   * @param {keyof Filters} filter
   * @param {string} value
   */
  hasValue(filter, value) {
    if (filter === "language") return this.#language(value) !== null;
    if (filter === "level") return LEVELS.includes(value);
    if (Object.hasOwn(this.labels[filter] ?? {}, value)) return true;
    return filter === "in" && !value.startsWith("path:") && this.pageIn(value) !== undefined;
  }

  /**
   * Filters with their values as the almanac writes them.
   * @param {Filters} filters
   * @returns {Filters}
   */
  known(filters) {
    const { language } = filters;
    return language === undefined ? filters : { ...filters, language: this.#language(language) ?? language };
  }
}
