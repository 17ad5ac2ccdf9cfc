// Searches a site that is made of files, in the browser, by the rules of the server.

import { base } from "./dom.js";
import { answerOf, offered, questionOf, wantedWords } from "./further.js";
import { facetsOf, NARROWED_BY, narrow, withChosen } from "./narrowing.js";
import { OpenSite } from "./open-site.js";
import { parseQuery } from "./parsing.js";
import { bestPassages, Matcher, markedText, pageBlock } from "./passages.js";
import { FileGone, SearchFiles } from "./search-files.js";

/** @import { PageBlock } from "./passages.js" */
/** @import { RankedPage } from "./ranking.js" */
/** @import { Filters, Hit, SearchRequest, SearchResults, Searcher } from "./results.js" */
/** @import { Slot } from "./slot.js" */

const HITS_PER_PAGE = 20;

/** How often more is loaded for a query: words lead to their stems, and words that no page has to near ones. */
const MOST_ROUNDS = 8;

/** Where so few pages are found, words are looked for in other ways of writing them too. */
const FEW_PAGES = 5;

/** @param {OpenSite} site */
const narrowedOf = (site) => ({
  rows: site.rows,
  languages: site.list.languages,
  labels: site.labels,
  pageIn: (/** @type {string} */ slug) => site.pageIn(slug),
});

/**
 * @param {OpenSite} site
 * @param {SearchRequest} request
 */
function findIn(site, { query, filters }) {
  const parsed = parseQuery(query, (operator, value) => site.knownValue(operator, value));
  const together = site.known({ ...parsed.filters, ...filters });
  const { slots, documents, notes } = site.finder.find(parsed);
  const kept = narrow(documents, together, narrowedOf(site));
  const ranked = site.finder.inOrder(kept, wantedWords(parsed), slots, site.language);
  if (parsed.cutOff !== null) notes.push({ type: "cut-off", last: parsed.cutOff });
  if (parsed.wanted.length === 0 && parsed.excluded.length > 0) notes.push({ type: "only-exclusions" });
  for (const name of NARROWED_BY) {
    const value = filters[name];
    const isUnknown = kept.length === 0 && value !== undefined && !site.hasValue(name, value);
    if (isUnknown) notes.push({ type: "unknown-value", name, value });
  }
  const isNarrowed = Object.keys(together).some((name) => name !== "language");
  return { parsed, slots, documents, ranked, notes, isNarrowed, filters: together };
}

/**
 * Whether too little was found. On a large site that is so only where nothing answers to a word, not even a near one, as much is
 * loaded then.
 * @param {OpenSite} site
 * @param {ReturnType<typeof findIn>} found
 */
const wantsMore = ({ dictionary }, { ranked, slots, notes }) =>
  dictionary.isLarge
    ? slots.some(({ isUnknown, terms }) => isUnknown && terms.length === 0)
    : ranked.length < FEW_PAGES || notes.some(({ type }) => type === "left-out");

/**
 * Finds what is asked for, and loads what is needed for that as long as something is.
 * @param {OpenSite} site
 * @param {SearchRequest} request
 */
async function findLoading(site, request) {
  const { slots } = site.finder;
  slots.looksFurther = false;
  for (let round = 0; ; round += 1) {
    site.dictionary.missing.clear();
    site.finder.slots.looksFurther = slots.looksFurther;
    const found = findIn(site, request);
    const missing = [...site.dictionary.missing];
    for (const name of site.others.keys()) {
      if (name !== site.list.places || found.isNarrowed) missing.push(name);
    }
    if (missing.length === 0 && !slots.looksFurther && wantsMore(site, found)) slots.looksFurther = true;
    else if (missing.length === 0 || round >= MOST_ROUNDS) return found;
    await site.load(missing);
  }
}

/** How many positions a passage has at most in which words of a query are looked for together. */
const PASSAGE = 60;

/**
 * The block of a document that has the best passage: in which the most words of the query stand within a few lines. A page that is
 * named is shown from its top.
 * @param {OpenSite} site
 * @param {Slot[]} slots
 * @param {RankedPage} page
 */
function bestBlock(site, slots, { document, isNamed }) {
  if (isNamed) return 0;
  const width = 2 ** site.list.bitsOfPositions;
  const { collector } = site.finder;
  const places = slots.flatMap((slot, word) =>
    collector.positions(slot, document).map((position) => ({ word, position, block: Math.floor(position / width) })),
  );
  places.sort((one, other) => one.position - other.position);
  let [best, most] = [0, 0];
  let from = 0;
  for (const [at, { position, block }] of places.entries()) {
    while (places[from]?.block !== block || position - (places[from]?.position ?? 0) > PASSAGE) from += 1;
    const words = new Set(places.slice(from, at + 1).map(({ word }) => word)).size;
    if (words > most) [best, most] = [block, words];
  }
  return best;
}

/**
 * @param {OpenSite} site
 * @param {RankedPage} page
 * @param {PageBlock} block
 * @param {Matcher} matcher
 * @returns {Hit}
 */
function hitOf({ files, list, rows, labels }, { document, others }, block, matcher) {
  const language = list.languages[rows.languages[document] ?? 0];
  const rules = language?.rules ?? {};
  const whole = (/** @type {string} */ address) => new URL(address.replaceAll("%", "%25"), files.root).href;
  const href = whole(block.href);
  const passages = bestPassages(block, href, matcher, rules);
  const [best] = passages;
  const type = rows.sort(document);
  const kind = type === "entry" ? block.kind : type;
  return {
    href: best?.href ?? href,
    type,
    kind: type === "entry" ? kind : null,
    label: labels.kind?.[kind] ?? kind,
    level: block.level,
    title: block.title,
    marked_title: markedText(block.title, matcher, rules),
    language: language?.tag ?? "",
    languages: [...new Set(others.map((other) => list.languages[rows.languages[other] ?? 0]?.tag ?? ""))].filter(
      (tag) => tag !== language?.tag,
    ),
    depths: block.depths.map((other) => ({ level: other.level, href: whole(other.href) })),
    words: best?.words ?? "",
    passages,
  };
}

/**
 * The title of the entry or thread in which results are looked for; nothing where there is none.
 * @param {OpenSite} site
 * @param {Filters} filters
 */
async function titleWithin(site, { in: within }) {
  const document = within === undefined || within.startsWith("path:") ? undefined : site.documentOf(within);
  return document === undefined ? null : pageBlock(await site.files.file(site.list.pageFile(document, 0))).title;
}

/**
 * What a query finds in a site.
 * @param {OpenSite} site
 * @param {SearchRequest} request
 * @returns {Promise<SearchResults>}
 */
async function searchIn(site, request) {
  const { parsed, slots, ranked, notes, ...found } = await findLoading(site, request);
  const page = Math.max(request.page, 1);
  const shown = ranked.slice((page - 1) * HITS_PER_PAGE, page * HITS_PER_PAGE);
  const blocks = shown.map(async (hit) => {
    const name = site.list.pageFile(hit.document, bestBlock(site, slots, hit));
    return pageBlock(await site.files.file(name));
  });
  const isNothing = ranked.length === 0 && (request.query !== "" || found.isNarrowed);
  const [texts, title, { answer, later }, { near, requested }] = await Promise.all([
    Promise.all(blocks),
    titleWithin(site, found.filters),
    answerOf(site, questionOf(site, request, parsed)),
    isNothing ? offered(site, request, parsed) : { near: [], requested: [] },
  ]);
  const matcher = new Matcher(slots);
  const hits = shown.flatMap((hit, at) => {
    const block = texts[at];
    return block === undefined ? [] : [hitOf(site, hit, block, matcher)];
  });
  const pages = Math.ceil(ranked.length / HITS_PER_PAGE);
  const results = { total: ranked.length, page, pages, hits, notes, answer, near, requested };
  const { places } = site.list;
  const isWhole = !site.others.has(places);
  const label = (/** @type {keyof Filters} */ sort, /** @type {string} */ value) =>
    (sort === "in" ? title : null) ?? site.labels[sort]?.[value] ?? value;
  // What documents have is counted only once it is there.
  const facets = () => {
    const counted = site.others.has(places) ? {} : facetsOf(found.documents, found.filters, narrowedOf(site));
    return withChosen(counted, found.filters, ranked.length, label);
  };
  if (isWhole && later === null) return { ...results, facets: facets() };
  // What they can be narrowed to takes longer, and nobody need wait for it.
  const rest = Promise.all([isWhole ? undefined : site.load([places]), later?.(shown, hits) ?? answer]);
  const whole = rest.then(
    ([, last]) => ({ ...results, answer: last, facets: facets() }),
    () => ({ ...results, facets: facets() }),
  );
  return { ...results, facets: facets(), whole };
}

/**
 * Opens the files by which the site of a search page is searched.
 * @returns {Promise<Searcher>}
 */
export function openFiles() {
  const files = new SearchFiles(new URL(base(), document.baseURI).href);
  return searcherOfFiles(files, document.documentElement.lang);
}

/**
 * What searches files.
 * @param {SearchFiles} files
 * @param {string} language of the interface
 * @returns {Promise<Searcher>}
 */
export async function searcherOfFiles(files, language) {
  let site = new OpenSite(files, await files.list(), language);
  return {
    async search(request, signal) {
      const results = await searchIn(site, request).catch(async (error) => {
        if (!(error instanceof FileGone)) throw error;
        // The site has been built anew since its list was loaded.
        site = new OpenSite(files, await files.list(), language);
        return searchIn(site, request);
      });
      signal.throwIfAborted();
      return results;
    },
  };
}
