// What a site made of files shows beside its hits: the fact that was asked for, and what is offered where nothing was found. What
// knows how is loaded when it is needed.

import { Question } from "./answers.js";
import { cut } from "./cutting.js";
import { nameWords, pagesNamed } from "./naming.js";
import { pageBlock } from "./passages.js";

/** @import { NameWord } from "./answers.js" */
/** @import { Token } from "./cutting.js" */
/** @import { OpenSite } from "./open-site.js" */
/** @import { ParsedQuery } from "./parsing.js" */
/** @import { RankedPage } from "./ranking.js" */
/** @import { Answer, Hit, Link, SearchRequest } from "./results.js" */

/**
 * What a query looks for, as it was typed, without its operators.
 * @param {ParsedQuery} parsed
 */
export const wantedWords = ({ wanted }) => wanted.map(({ text }) => text.trim()).join(" ");

/**
 * The number of the language in which the site is written, and in which its properties are named.
 * @param {OpenSite} site
 */
const ownLanguage = ({ list }) => list.languages.findIndex(({ tag }) => tag === list.labels[0]?.language);

/**
 * A text, cut by the rules of the site's own language.
 * @param {OpenSite} site
 * @param {string} text
 */
const tokensOf = (site, text) => cut(text, site.list.languages[ownLanguage(site)]?.rules ?? {});

/** @param {Token} token */
const isWord = ({ form }) => form === "word" || form === "pair";

/**
 * The question for a fact that a query may be; none where no word of it names a property.
 * @param {OpenSite} site
 * @param {SearchRequest} request
 * @param {ParsedQuery} parsed
 * @returns {Question | null}
 */
export function questionOf(site, request, parsed) {
  const { question } = site.labels;
  const isNarrowed = Object.keys({ ...parsed.filters, ...request.filters }).length > 0;
  const isPlain = parsed.excluded.length === 0 && parsed.wanted.every((piece) => !piece.isPhrase && !piece.isAddress);
  if (question === undefined || isNarrowed || !isPlain || request.page > 1) return null;
  const { dictionary, finder, rows, list } = site;
  const tokens = tokensOf(site, wantedWords(parsed));
  const words = tokens.filter(isWord).map(({ typed, folded, from, to }) => ({
    from,
    to,
    folded,
    stems: dictionary.stemsOf(typed, folded, ownLanguage(site)),
    isSmall: finder.slots.isSmall(typed, folded),
  }));
  const isNamed = (/** @type {NameWord} */ { folded, stems }) =>
    question.names.some((name) => name.folded === folded || name.stems.some((stem) => stems.includes(stem)));
  if (!words.some(isNamed)) return null;
  const reader = list.languages.findIndex(({ tag }) => tag === site.language);
  return new Question(words, {
    words: question,
    named(name) {
      const [from, to] = [Math.min(...name.map((word) => word.from)), Math.max(...name.map((word) => word.to))];
      const called = nameWords(tokens.filter((token) => from < token.to && token.from < to));
      const isThere = dictionary.has(`${called.signed} `) && dictionary.has(`${called.plain} `);
      const { same, others } = isThere ? pagesNamed(dictionary, called) : { same: [], others: [] };
      const all = same.length > 0 ? same : others;
      const states = (/** @type {number} */ document) => ["entry", "thread"].includes(rows.sort(document));
      const pages = all.filter(({ document }) => states(document));
      const titles = pages.filter(({ isTitle }) => isTitle);
      const documents = (titles.length > 0 ? titles : pages).map(({ document }) => document);
      const isOne = new Set(documents.map((document) => rows.subject(document))).size === 1;
      const own = documents.find((document) => rows.languages[document] === reader);
      return isOne ? (own ?? documents[0] ?? null) : null;
    },
    async facts(document) {
      const { name, place } = list.factsFile(document);
      const facts = (await site.json(name))[place];
      return facts === undefined ? null : withAddresses(facts, site.files.root);
    },
  });
}

/**
 * What a file says, with whole addresses.
 * @template {object} T
 * @param {T} said
 * @param {string} root of the site
 * @returns {T}
 */
function withAddresses(said, root) {
  return JSON.parse(JSON.stringify(said), (key, value) => (key === "href" ? new URL(value, root).href : value));
}

/**
 * The answer to a question that names a page; and where it names none, what looks for the answer among the hits.
 * @param {OpenSite} site
 * @param {Question | null} question
 * @returns {Promise<{ answer: Answer | null, later: ((shown: RankedPage[], hits: Hit[]) => Promise<Answer | null>) | null }>}
 */
export async function answerOf(site, question) {
  if (question === null || !question.isOne) return { answer: null, later: null };
  const { answer, isNamed } = await question.namedAnswer();
  if (isNamed || answer !== null) return { answer, later: null };
  return {
    answer,
    later(shown, hits) {
      const states = hits.flatMap(({ title, type }, at) => {
        const document = shown[at]?.document;
        if (document === undefined || !["entry", "thread"].includes(type)) return [];
        return [
          {
            document,
            title: tokensOf(site, title)
              .filter(isWord)
              .map(({ folded }) => folded),
          },
        ];
      });
      return question.answerOfBest(states, shown[0]?.document ?? -1);
    },
  };
}

/**
 * What is offered where nothing was found.
 * @param {OpenSite} site
 * @param {SearchRequest} request
 * @param {ParsedQuery} parsed
 * @returns {Promise<{ near: Link[], requested: Link[] }>}
 */
export async function offered(site, request, parsed) {
  const { files, list, labelFile, rows } = site;
  const { nearTitles, requestedPages } = await import("./nothing.js");
  const isNarrowed = Object.keys({ ...parsed.filters, ...request.filters }).length > 0;
  const wantsTitles = parsed.wanted.length > 0 && !isNarrowed;
  const [names, requested] = await Promise.all([
    wantsTitles ? site.json(list.names) : {},
    labelFile === undefined ? [] : site.json(labelFile.requested),
  ]);
  const documents = nearTitles(names, wantedWords(parsed), (document) => rows.subject(document));
  const near = documents.map(async (document) => {
    const { title, href } = pageBlock(await files.file(list.pageFile(document, 0)));
    return { title, href: href.replaceAll("%", "%25") };
  });
  const links = { near: await Promise.all(near), requested: requestedPages(requested, request.query) };
  return withAddresses(links, files.root);
}
