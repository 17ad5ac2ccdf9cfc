// The fact that a query asks for, on a site made of files. The rules are those of the server, which says why they are as they
// are (`answer.rs` of `almanac-search`). Of dates a question may name years only.

/** @import { Answer, AnswerValue } from "./results.js" */

/** How many words a question has at most. */
const LONGEST = 16;
const YEAR = /^[12]\d{3}$/;

/**
 * A word of a question, with its place there, or of the name of a property: its folded form, and what its stems are known by.
 * @typedef {{ folded: string, stems: string[] }} NameWord
 * @typedef {NameWord & { isSmall: boolean, from: number, to: number }} QuestionWord
 *
 * What all questions need: the words that ask for somebody, for a time, for a place, and the words of all names of properties.
 * @typedef {{ asking: string[][], names: NameWord[] }} QuestionWords
 *
 * A property that a page states. Its values are in order, the one that counts most first; `now` has the places of those that
 * are the answer where no date is named.
 * @typedef {object} StatedProperty
 * @property {NameWord[][]} names
 * @property {"time" | "thing" | "other" | null} kind nothing where the almanac does not declare it
 * @property {string} href
 * @property {string} label
 * @property {number[]} now
 * @property {(AnswerValue & { as_of: string | null, is_deprecated: boolean })[]} values
 *
 * @typedef {{ title: string, language: string, properties: StatedProperty[] }} PageFacts
 *
 * What is left of a question without the name of a page.
 * @typedef {{ asked: QuestionWord[], small: QuestionWord[], year: string | null }} Rest
 *
 * What a question needs of the site. `named` gives the entry or thread that alone bears a name, by one of its documents.
 * @typedef {object} QuestionSite
 * @property {QuestionWords} words
 * @property {(words: QuestionWord[]) => number | null} named
 * @property {(document: number) => Promise<PageFacts | null>} facts
 */

/**
 * @param {NameWord} one
 * @param {NameWord} other
 */
const haveOneStem = (one, other) => one.stems.some((stem) => other.stems.includes(stem));

/**
 * How words are like a name of a property: 0 the same, 1 with the same stems, 2 not at all. Each is one of its words, and no
 * word of it is left.
 * @param {NameWord[]} asked
 * @param {NameWord[]} name
 */
function likeness(asked, name) {
  const left = [...name];
  if (left.length !== asked.length) return 2;
  let worst = 0;
  for (const word of asked) {
    let place = left.findIndex(({ folded }) => folded === word.folded);
    if (place < 0) {
      worst = 1;
      place = left.findIndex((other) => haveOneStem(word, other));
    }
    if (place < 0) return 2;
    left.splice(place, 1);
  }
  return worst;
}

/** A question, cut into words. */
export class Question {
  /**
   * @param {QuestionWord[]} words
   * @param {QuestionSite} site
   */
  constructor(words, site) {
    this.words = words;
    this.site = site;
  }

  /** Whether what is asked for may be a fact at all. */
  get isOne() {
    return this.words.length > 0 && this.words.length <= LONGEST;
  }

  /**
   * What is left without the words from one place to before another.
   * @param {number} from
   * @param {number} to
   * @returns {Rest}
   */
  #without(from, to) {
    const left = this.words.filter((_, at) => at < from || at >= to);
    const year = left.find(({ folded }) => YEAR.test(folded));
    const words = left.filter((word) => word !== year);
    return {
      asked: words.filter(({ isSmall }) => !isSmall),
      small: words.filter(({ isSmall }) => isSmall),
      year: year?.folded ?? null,
    };
  }

  /**
   * Whether words may name a property of some page: only then are its facts loaded.
   * @param {Rest} rest
   */
  #mayAsk({ asked }) {
    const { names } = this.site.words;
    const isOfName = (/** @type {NameWord} */ word) =>
      names.some((name) => name.folded === word.folded || haveOneStem(name, word));
    return asked.length > 0 && asked.every(isOfName);
  }

  /**
   * Whether a property may answer to the words that make the question: who founded it, no date says.
   * @param {StatedProperty} property
   * @param {Rest} rest
   */
  #mayAnswer({ kind }, { small }) {
    if (kind === null) return true;
    const [person, time, place] = this.site.words.asking.map((words) =>
      small.some(({ folded }) => words.includes(folded)),
    );
    return (!time || kind === "time") && (!(person || place) || kind === "thing");
  }

  /**
   * The answer of a page to what is left of the question.
   * @param {number} document
   * @param {Rest} rest
   * @returns {Promise<Answer | null>}
   */
  async #answerOf(document, rest) {
    if (!this.#mayAsk(rest)) return null;
    const facts = await this.site.facts(document);
    const named = (facts?.properties ?? []).flatMap((property) => {
      const like = Math.min(...property.names.map((name) => likeness(rest.asked, name)));
      return like < 2 && this.#mayAnswer(property, rest) ? [{ property, like }] : [];
    });
    const best = Math.min(...named.map(({ like }) => like));
    const [first, second] = named.filter(({ like }) => like === best);
    if (facts === null || first === undefined || second !== undefined) return null;
    const { href, label } = first.property;
    const values = statedValues(first.property, rest.year);
    return values.length === 0 ? null : { href, title: facts.title, language: facts.language, label, values };
  }

  /**
   * The answer of the page that some words of the question name, of the longest name that has one. `isNamed` tells whether
   * any words are a name.
   */
  async namedAnswer() {
    let isNamed = false;
    for (let length = this.words.length - 1; length > 0; length -= 1) {
      /** @type {Map<number, Answer>} */
      const answers = new Map();
      for (let from = 0; from + length <= this.words.length; from += 1) {
        const name = this.words.slice(from, from + length);
        const document = this.site.named(name);
        if (document === null) continue;
        isNamed ||= !name.every(({ isSmall }) => isSmall);
        const answer = await this.#answerOf(document, this.#without(from, from + length));
        if (answer !== null) answers.set(document, answer);
      }
      // Where two pages are named, the question may be for either.
      if (answers.size > 0) return { isNamed, answer: answers.size === 1 ? ([...answers.values()][0] ?? null) : null };
    }
    return { isNamed, answer: null };
  }

  /**
   * The answer of the best hit, if the question has the words with which its title begins, and no other hit answers.
   * @param {{ document: number, title: string[] }[]} hits entries and threads that were found, with the words of their titles
   * @param {number} best the document that was found first
   */
  async answerOfBest(hits, best) {
    /** @type {{ document: number, answer: Answer }[]} */
    const answers = [];
    for (const { document, title } of hits) {
      const [from, length] = this.#beginningOf(title);
      if (length === 0) continue;
      const answer = await this.#answerOf(document, this.#without(from, from + length));
      if (answer !== null) answers.push({ document, answer });
    }
    const [first, second] = answers;
    return first?.document === best && second === undefined ? first.answer : null;
  }

  /**
   * The place and the number of the most words of the question with which a title begins.
   * @param {string[]} title
   * @returns {[from: number, length: number]}
   */
  #beginningOf(title) {
    /** @type {[number, number]} */
    let longest = [0, 0];
    for (const from of this.words.keys()) {
      const rest = this.words.slice(from);
      const end = rest.findIndex(({ folded }, at) => folded !== title[at]);
      const length = end < 0 ? rest.length : end;
      const isName = rest.slice(0, length).some(({ isSmall }) => !isSmall);
      // Of several as long the last counts.
      if (isName && length >= longest[1]) longest = [from, length];
    }
    return longest;
  }
}

/**
 * The values of a property that hold now, or held in a year.
 * @param {StatedProperty} property
 * @param {string | null} year
 * @returns {AnswerValue[]}
 */
function statedValues({ values, now }, year) {
  if (year === null) return now.flatMap((place) => values[place] ?? []);
  const ofYear = values.filter(({ as_of }) => as_of?.startsWith(year));
  const fact = ofYear.find(({ applies_to }) => applies_to === null) ?? ofYear[0];
  return ofYear.filter(
    ({ as_of, applies_to, is_deprecated }) =>
      !is_deprecated && as_of === fact?.as_of && (applies_to === null) === (fact?.applies_to === null),
  );
}
