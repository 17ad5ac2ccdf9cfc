// Finds what is typed: asks the server, or looks through the data of a site that is made of files.

import { SEARCH_DATA } from "./addresses.js";
import { base, make, one, oneOf } from "./dom.js";
import { piecesOf, searcher } from "./matching.js";
import { say } from "./words.js";

/** @import { Hit, SearchedPage } from "./matching.js" */

/**
 * Finds queries in the data of a site made of files, once the site is known to be one.
 * @type {((query: string) => Hit[]) | null}
 */
let findHere = null;

/**
 * What a query finds; null where the site has no data to search.
 * @param {string} query
 * @param {AbortSignal} signal
 */
async function find(query, signal) {
  if (findHere !== null) return findHere(query);
  const response = await fetch(`${base()}${SEARCH_DATA}?q=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) return null;
  // A server answers the query; a site made of files has the same file for every query.
  /** @type {{ hits?: Hit[], pages?: SearchedPage[] }} */
  const answer = await response.json();
  if (answer.hits) return answer.hits;
  // There the addresses may begin with the way up from the file of the data.
  const pages = (answer.pages ?? []).map((page) => ({ ...page, href: new URL(page.href, response.url).href }));
  findHere = searcher(pages);
  return findHere(query);
}

/**
 * A hit as a line. What it says may be in any language, and runs its own way.
 * @param {Hit} hit
 * @param {string} query
 */
function lineOf({ title, kind, href, words }, query) {
  const pieces = piecesOf(words, query).map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text));
  return make(
    "li",
    {},
    make("a", { className: "title", href, dir: "auto" }, title),
    " ",
    make("span", { className: "facts" }, kind),
    make("p", { dir: "auto" }, ...pieces),
  );
}

/**
 * Shows in a place what was found, with how much it is.
 * @param {HTMLElement} place
 * @param {Hit[] | null} found null where nothing can be searched
 * @param {string} query
 */
function show(place, found, query) {
  const words = found === null ? say("search-not-here") : say("pages-found", { number: found.length });
  const status = make("p", { className: "facts" }, words);
  status.setAttribute("role", "status");
  place.replaceChildren(status, make("ol", { className: "found" }, ...(found ?? []).map((hit) => lineOf(hit, query))));
}

/**
 * Searches while a field is typed in. The last query wins, in whatever order answers come.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} place where what is found is shown
 */
export function follow(input, place) {
  let running = new AbortController();
  const update = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const query = input.value.trim();
    if (query === "") {
      place.replaceChildren();
      return;
    }
    const found = await find(query, signal).catch(() => null);
    if (!signal.aborted) show(place, found, query);
  };
  input.addEventListener("input", update);
  if (input.value !== "" && place.childElementCount === 0) void update();
}

/** Makes the search page of a site of files find what its address asks for. */
export function fill() {
  const place = one("[data-found]");
  const input = oneOf(HTMLInputElement, "main form.search input");
  if (place === null || input === null) return;
  if (place.childElementCount === 0) input.value = new URLSearchParams(location.search).get("q") ?? "";
  follow(input, place);
}
