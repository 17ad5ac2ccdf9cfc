// Who answers a search: the server, or what searches the files of a site that is made of them. Both answer in the form of
// results.js.

/** @import { Filters, SearchRequest, SearchResults, Searcher } from "./results.js" */

/** @type {(keyof Filters)[]} */
export const FILTERS = ["kind", "level", "topic", "in", "language"];

/**
 * What an address asks for.
 * @param {string} query
 * @returns {SearchRequest}
 */
export function requestOf(query) {
  const fields = new URLSearchParams(query);
  /** @type {Filters} */
  const filters = {};
  for (const name of FILTERS) {
    const value = fields.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const page = /^\d+$/.test(fields.get("page") ?? "") ? Number(fields.get("page")) : 1;
  return { query: fields.get("q")?.trim() ?? "", filters, page: Math.max(page, 1) };
}

/**
 * The query of the address that asks for something, with its `?`; nothing if nothing is asked for.
 * @param {SearchRequest} request
 */
export function queryOf({ query, filters, page }) {
  const fields = new URLSearchParams();
  if (query !== "") fields.set("q", query);
  for (const name of FILTERS) {
    const value = filters[name];
    if (value) fields.set(name, value);
  }
  if (page > 1) fields.set("page", `${page}`);
  return fields.size > 0 ? `?${fields}` : "";
}

/**
 * Whether anything is asked for: otherwise search says what there is.
 * @param {SearchRequest} request
 */
export const asks = ({ query, filters }) => query !== "" || FILTERS.some((name) => filters[name]);

/**
 * A way to ask for less: without a filter, with the words of phrases wherever they stand, or with those that were to be left
 * out.
 * @typedef {{ said: keyof Filters | "without-quotes" | "without-exclusions", request: SearchRequest }} Way
 */

/**
 * The ways to ask for less than a request does.
 * @param {SearchRequest} request
 * @returns {Way[]}
 */
export function waysFrom({ query, filters }) {
  /** @type {Way[]} */
  const ways = [];
  for (const name of FILTERS) {
    const { [name]: value, ...others } = filters;
    if (value !== undefined) ways.push({ said: name, request: { query, filters: others, page: 1 } });
  }
  const wordsOf = (/** @type {string} */ text) => text.split(/\p{White_Space}+/u).filter(Boolean);
  const unquoted = query.replace(/["“”„«»]/g, " ");
  if (unquoted !== query) {
    ways.push({ said: "without-quotes", request: { query: wordsOf(unquoted).join(" "), filters, page: 1 } });
  }
  const words = wordsOf(query);
  const kept = words.filter((word) => !/^-\p{Alphabetic}/u.test(word));
  if (kept.length > 0 && kept.length < words.length) {
    ways.push({ said: "without-exclusions", request: { query: kept.join(" "), filters, page: 1 } });
  }
  return ways;
}

/**
 * @param {string} address
 * @returns {Searcher}
 */
const server = (address) => ({
  async search(request, signal) {
    const response = await fetch(address + queryOf(request), { signal });
    if (!response.ok) throw new Error(response.statusText);
    return /** @type {SearchResults} */ (await response.json());
  },
});

/** Nobody can search a site that was built without what is searched. */
export class NotSearchable extends Error {}

/** Loads what searches files, and opens them. What it imports is loaded beside it and not after it. */
async function files() {
  const needed = [import("./folding.js"), import("./characters.js")];
  const [{ openFiles }] = await Promise.all([import("./static-search.js"), ...needed]);
  return openFiles();
}

/**
 * Who answers for the page of search at an address. Those of a site made of files end in a slash. What searches files is
 * loaded at once, and again with the next request if that fails.
 * @param {string} page
 * @returns {Searcher}
 */
export function searcherOf(page) {
  const { origin, pathname } = new URL(page);
  if (!pathname.endsWith("/")) return server(`${origin}${pathname}.json`);
  if (document.documentElement.dataset.unsearchable !== undefined) {
    return { search: () => Promise.reject(new NotSearchable()) };
  }
  /** @type {Promise<Searcher> | null} */
  let opening = null;
  const open = () => {
    opening ??= files();
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };
  void open();
  return { search: async (request, signal) => (await open()).search(request, signal) };
}
