// Shows what was found, as the page of search has it (search.html).

import { make } from "./dom.js";
import { facetLines } from "./facets.js";
import { filterLabel, typedWord } from "./labels.js";
import { asks, queryOf, waysFrom } from "./searchers.js";
import { say } from "./words.js";

/** @import { Answer, Hit, Link, Marked, Note, Passage, SearchRequest, SearchResults } from "./results.js" */
/** @import { Way } from "./searchers.js" */

/** As `FURTHER_PASSAGES` of the page. */
const FURTHER_PASSAGES = 2;

/** Where elements take the place of variables in a message: characters of private use, which no message has. */
const PLACES = ["\ue000", "\ue001"];
const [FIRST = "", SECOND = ""] = PLACES.map((words) => ({ words }));

/**
 * A message with elements where its variables were.
 * @param {string} text
 * @param {(Node | string)[]} parts
 */
function filled(text, ...parts) {
  const pieces = text.split(new RegExp(`([${PLACES.join("")}])`));
  return pieces.map((piece) => parts[PLACES.indexOf(piece)] ?? piece);
}

/** @param {string[]} words */
function typedWords(words) {
  const all = make("span");
  all.append(...words.flatMap((word, at) => (at > 0 ? [say("list-separator"), typedWord(word)] : [typedWord(word)])));
  return all;
}

const dot = () => make("span", { className: "dot" }, "·");

/**
 * Parts with a dot between them.
 * @param {(Node | string)[]} parts
 */
const dotted = (parts) => parts.flatMap((part, at) => (at > 0 ? [" ", dot(), " ", part] : [part]));

/**
 * Gives an element the language of what it holds, and lets it run as that does.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {string} language
 */
function inLanguage(element, language) {
  element.lang = language;
  try {
    /** @type {Intl.Locale & { textInfo?: { direction: string }, getTextInfo?: () => { direction: string } }} */
    const locale = new Intl.Locale(language);
    element.dir = (locale.getTextInfo?.() ?? locale.textInfo)?.direction ?? "auto";
  } catch {
    element.dir = "auto";
  }
  return element;
}

/** @param {Marked} pieces */
const markedNodes = (pieces) => pieces.map((piece, at) => (at % 2 === 1 ? make("mark", {}, piece) : piece));

/**
 * A query with another word where one was typed, as `with_word` of the page of search has it.
 * @param {string} query
 * @param {string} typed
 * @param {string} word
 */
function withWord(query, typed, word) {
  const escaped = typed.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const alone = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u");
  const at = typed === "" ? -1 : (alone.exec(query)?.index ?? query.indexOf(typed));
  return at < 0 ? word : query.slice(0, at) + word + query.slice(at + typed.length);
}

/**
 * The words that were taken for one, each leading to the same search with it in place of what was typed.
 * @param {string} typed
 * @param {string[]} taken
 * @param {SearchRequest} request
 * @param {string} page
 */
function takenWords(typed, taken, request, page) {
  const all = make("span");
  taken.forEach((word, at) => {
    const href = page + queryOf({ ...request, query: withWord(request.query, typed, word), page: 1 });
    all.append(at > 0 ? say("list-separator") : "", make("a", { href, rel: "nofollow" }, typedWord(word)));
  });
  return all;
}

/**
 * @param {Note} note
 * @param {SearchRequest} request
 * @param {string} page
 */
function noteWords(note, request, page) {
  switch (note.type) {
    case "near-words":
      return filled(
        say("note-near-words", { typed: FIRST, taken: SECOND }),
        typedWord(note.typed),
        takenWords(note.typed, note.taken, request, page),
      );
    case "left-out":
      return filled(say("note-left-out", { words: FIRST }), typedWords(note.words));
    case "may-be-missing":
      return filled(say("note-may-be-missing", { words: FIRST }), typedWords(note.words));
    case "only-exclusions":
      return [say("note-only-exclusions")];
    case "cut-off":
      return filled(say("note-cut-off", { last: FIRST }), typedWord(note.last));
    case "unknown-value":
      return filled(
        say("note-unknown-value", { filter: FIRST, value: SECOND }),
        filterLabel(note.name),
        typedWord(note.value),
      );
    default:
      return [];
  }
}

/** @param {string | null} level */
function levelLabel(level) {
  switch (level) {
    case "introductory":
      return say("level-introductory");
    case "intermediate":
      return say("level-intermediate");
    case "advanced":
      return say("level-advanced");
    default:
      return say("whole-text");
  }
}

/** @param {string} language */
function ownName(language) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** @param {Answer} answer */
function answerBox({ href, title, language, label, values }) {
  const link = inLanguage(make("a", { href }, title), language);
  const box = make("div", { className: "answer" }, make("p", { className: "about" }, ...dotted([link, label])));
  for (const { value, applies_to, validity, sources } of values) {
    box.append(make("p", { className: "value" }, typedWord(value)));
    const links = sources.map((source) => make("a", { href: source.href }, source.title));
    const facts = [applies_to, validity].flatMap((words) => (words ? [words] : []));
    if (facts.length + links.length > 0) {
      box.append(make("p", { className: "facts" }, ...dotted([...facts, ...links])));
    }
  }
  return box;
}

/**
 * Where on its page a passage stands.
 * @param {Passage} passage
 */
function placeOf({ field, heading }) {
  if (field === "fact") return say("facts");
  if (field === "question") return say("questions");
  if (field === "source") return say("sources");
  return field === "heading" ? null : heading;
}

/** @param {Passage} passage */
function passageWords({ field, marked: pieces }) {
  const all = make("span", {}, ...markedNodes(pieces));
  return field === "alias" ? filled(say("also-called", { name: FIRST }), all) : [all];
}

/**
 * In which other languages a page was found, as they call themselves.
 * @param {string[]} languages
 */
function alsoIn(languages) {
  const names = languages.map((tag) => make("bdi", { lang: tag }, ownName(tag)));
  const all = make("span", {}, ...names.flatMap((name, at) => (at > 0 ? [say("list-separator"), name] : [name])));
  return make("span", {}, ...filled(say("also-in", { names: FIRST }), all));
}

/** @param {Hit} hit */
function hitLine({ href, label, level, language, languages, depths, marked_title, passages }) {
  const [best, ...others] = passages;
  // The title stands above already.
  const shown = best?.field === "title" ? undefined : best;
  const place = shown && placeOf(shown);
  const facts = [
    label,
    ...(place ? [inLanguage(make("span", {}, place), language)] : []),
    ...(level ? [levelLabel(level)] : []),
    ...depths.map((other) => make("a", { href: other.href }, levelLabel(other.level))),
    ...(languages.length > 0 ? [alsoIn(languages)] : []),
  ];
  const title = inLanguage(make("a", { className: "title", href }, ...markedNodes(marked_title)), language);
  const item = make("li", {}, title, " ", make("p", { className: "facts" }, ...dotted(facts)));
  if (shown) item.append(inLanguage(make("p", { className: "words" }, ...passageWords(shown)), language));
  for (const passage of others.slice(0, FURTHER_PASSAGES)) {
    const among = placeOf(passage);
    const link = among === null ? [] : [make("a", { href: passage.href }, among), " "];
    const further = make("p", { className: "words further" }, ...link, ...passageWords(passage));
    item.append(inLanguage(further, language));
  }
  return item;
}

/** @param {Link[]} links */
function linkList(links) {
  const lines = links.map(({ title, href }) =>
    make("li", {}, make("a", { className: "title", href }, typedWord(title))),
  );
  return make("ul", { className: "pages" }, ...lines);
}

/** @param {Node | string} words */
const kicker = (words) => make("p", { className: "kicker" }, words);

/**
 * A way to ask for less, in words.
 * @param {Way["said"]} said
 * @param {SearchRequest} request
 * @param {SearchResults["facets"]} facets
 */
function wayWords(said, { filters }, facets) {
  if (said === "without-quotes") return [say("search-without-quotes")];
  if (said === "without-exclusions") return [say("search-without-exclusions")];
  const value = filters[said] ?? "";
  const label = facets[said]?.find((facet) => facet.value === value)?.label ?? value;
  return filled(say("search-without", { filter: FIRST, value: SECOND }), filterLabel(said), typedWord(label));
}

/**
 * What is offered where nothing was found.
 * @param {SearchResults} results
 * @param {SearchRequest} request
 * @param {string} page
 */
function nothingFound({ near, requested, begin, facets }, request, page) {
  const { query } = request;
  const words =
    query === "" ? [say("nothing-with-filters")] : filled(say("nothing-found-for", { query: FIRST }), typedWord(query));
  const ways = waysFrom(request).map(({ said, request: asked }) =>
    make("li", {}, make("a", { href: page + queryOf(asked) }, ...wayWords(said, request, facets))),
  );
  const all = make("a", { href: new URL(page.endsWith("/") ? "../requested/" : "requested", page).href });
  all.append(say("search-requested"));
  return [
    make("p", { className: "notice" }, ...words),
    ...(near.length > 0 ? [kicker(say("did-you-mean")), linkList(near)] : []),
    ...(ways.length > 0 ? [kicker(say("search-loosen")), make("ul", {}, ...ways)] : []),
    ...(begin ? [make("p", {}, make("a", { href: begin, rel: "nofollow" }, say("begin-page", { name: query })))] : []),
    kicker(all),
    ...(requested.length > 0 ? [linkList(requested)] : []),
  ];
}

/**
 * The way to the other pages of results.
 * @param {SearchResults} results
 * @param {SearchRequest} request
 * @param {string} page
 */
function turnBar({ pages }, request, page) {
  if (pages < 2) return [];
  const at = request.page;
  /** @param {number} part */
  const to = (part) => page + queryOf({ ...request, page: part });
  const bar = make("nav", { className: "parts" });
  bar.setAttribute("aria-label", say("search-pages"));
  if (at > 1) bar.append(make("a", { href: to(at - 1), rel: "prev" }, `← ${say("previous")}`), " ");
  bar.append(make("span", {}, say("list-part-of", { number: at, of: pages })));
  if (at < pages) bar.append(" ", make("a", { href: to(at + 1), rel: "next" }, `${say("next")} →`));
  return [bar];
}

/**
 * How many pages were found or, before anything is asked for, can be.
 * @param {SearchResults} results
 * @param {SearchRequest} request
 */
export const totalWords = ({ total }, request) =>
  asks(request) ? say("pages-found", { number: total }) : say("pages-to-search", { number: total });

/**
 * All that a request found, as elements.
 * @param {SearchResults} results
 * @param {SearchRequest} request
 * @param {string} page the address of the page of search
 * @param {boolean} isDialog whether more than what is shown is on that page
 */
export function foundElements(results, request, page, isDialog) {
  const { total, pages, notes, answer, hits } = results;
  const isAsked = asks(request);
  const isBeyond = isAsked && total > 0 && hits.length === 0;
  const list = make("ol", { className: "found", start: (request.page - 1) * 20 + 1 }, ...hits.map(hitLine));
  const all = make("a", { href: page + queryOf(request) }, say("search-all-results", { number: total }));
  return [
    ...notes.map((note) => make("p", { className: "note" }, ...noteWords(note, request, page))),
    ...(answer ? [answerBox(answer)] : []),
    make("p", { className: "facts status" }, totalWords(results, request)),
    ...facetLines(results, request, page),
    ...(isAsked && hits.length > 0 ? [list] : []),
    ...(isBeyond
      ? [
          make(
            "p",
            { className: "notice" },
            make(
              "a",
              { href: page + queryOf({ ...request, page: pages }) },
              say("search-beyond").replace(/[[\]]/g, ""),
            ),
          ),
        ]
      : []),
    ...(isAsked && total === 0 ? nothingFound(results, request, page) : []),
    ...(isDialog && isAsked && total > 0 ? [make("p", { className: "all" }, all)] : []),
    ...(isDialog || isBeyond || !isAsked ? [] : turnBar(results, request, page)),
  ];
}
