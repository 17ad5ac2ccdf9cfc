// What results can be narrowed to, a line for each filter, as the page of search has them.

import { make } from "./dom.js";
import { filterLabel, typedWord } from "./labels.js";
import { asks, FILTERS, queryOf } from "./searchers.js";
import { number, say } from "./words.js";

/** @import { FacetValue, Filters, SearchRequest, SearchResults } from "./results.js" */

/** As `SHOWN_VALUES` and `MOST_VALUES` of the page. */
const SHOWN_VALUES = 6;
const MOST_VALUES = 60;

/**
 * The values of a facet that help, those that are chosen FIRST.
 * @param {keyof Filters} name
 * @param {FacetValue[]} values
 */
function helpfulValues(name, values) {
  /**
   * Every page stands in itself: only what several stand in narrows anything.
   * @param {FacetValue} facet
   */
  const isHelpful = ({ value, count }) => count > 1 || (count > 0 && name !== "in") || value.startsWith("path:");
  const chosen = values.filter((facet) => facet.chosen);
  const others = values.filter((facet) => !facet.chosen && isHelpful(facet));
  return [...chosen, ...others].slice(0, MOST_VALUES);
}

/**
 * The words of a query without the operator of a filter.
 * @param {string} query
 * @param {keyof Filters} name
 */
function wordsWithout(query, name) {
  const words = query.split(/\s+/).filter((word) => !word.toLowerCase().startsWith(`${name}:`));
  return words.join(" ");
}

/**
 * @param {keyof Filters} name
 * @param {FacetValue} value
 * @param {SearchRequest} request
 * @param {string} page
 */
function facetLink(name, { value, label, count, chosen }, request, page) {
  const filters = { ...request.filters };
  // What is chosen by no filter was typed as an operator.
  let { query } = request;
  if (!chosen) filters[name] = value;
  else if (filters[name] === undefined) query = wordsWithout(query, name);
  else delete filters[name];
  const link = make("a", { href: page + queryOf({ query, filters, page: 1 }), rel: "nofollow" }, typedWord(label));
  link.dataset.facet = `${name}:${value}`;
  if (chosen) {
    link.className = "chosen";
    link.setAttribute("aria-current", "true");
    const sign = make("span", {}, " ×");
    sign.setAttribute("aria-hidden", "true");
    link.append(sign, make("span", { className: "vh" }, ` (${say("search-take-off")})`));
  }
  const option = make(
    "span",
    { className: "option" },
    link,
    "\u00a0",
    make("span", { className: "number" }, number(count)),
  );
  return [" ", option];
}

/**
 * The facets that help, each a line; where there are results, all but the FIRST and those that are chosen are folded.
 * @param {SearchResults} results
 * @param {SearchRequest} request
 * @param {string} page
 */
export function facetLines({ facets }, request, page) {
  /** @type {HTMLElement[]} */
  const shown = [];
  /** @type {HTMLElement[]} */
  const folded = [];
  for (const name of FILTERS) {
    const values = helpfulValues(name, facets[name] ?? []);
    const isChosen = values.some((facet) => facet.chosen);
    if (values.length < 2 && !isChosen) continue;
    const links = values.map((value) => facetLink(name, value, request, page));
    const heading = make("span", { className: "name" }, filterLabel(name));
    const line = make("div", { className: "facet" }, heading, ...links.slice(0, SHOWN_VALUES).flat());
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", filterLabel(name));
    const further = links.slice(SHOWN_VALUES);
    if (further.length > 0) {
      const summary = make("summary", {}, say("search-more-values", { number: further.length }));
      line.append(" ", make("details", {}, summary, ...further.flat()));
    }
    const isInView = !asks(request) || shown.length === 0 || isChosen;
    (isInView ? shown : folded).push(line);
  }
  if (shown.length === 0) return [];
  const all = make("div", { className: "facets" }, ...shown);
  if (folded.length > 0) {
    const summary = make("summary", {}, say("search-narrow"));
    all.append(make("details", { className: "further" }, summary, ...folded));
  }
  return [all];
}
