// What the dialog of search does beyond taking what is typed (opener.js).

import { allOf, closest, make } from "./dom.js";
import { forgetSearches, keepSearch, recentSearches } from "./recent.js";
import { asks, queryOf, requestOf } from "./searchers.js";
import { addStyle } from "./style.js";
import { TypedSearch } from "./typed-search.js";
import { loadWords, say } from "./words.js";

/** @import { SearchRequest } from "./results.js" */

/**
 * Whether a key is one that the input method takes: then none is ours.
 * @param {KeyboardEvent} event
 */
const isComposing = (event) => event.isComposing || event.keyCode === 229;

/**
 * The arrows go from the field through what was found, Home and End to its first and last; a letter goes on with the query.
 * @param {HTMLInputElement} input
 * @param {HTMLElement[]} links
 * @param {KeyboardEvent} event
 */
function walk(input, links, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [input, ...links];
  const at = stops.findIndex((stop) => stop.matches(":focus"));
  if (at < 0) return;
  /** @type {{ [key: string]: HTMLElement | undefined }} */
  const ways = { ArrowDown: stops[at + 1] ?? input, ArrowUp: stops.at(at - 1) };
  // In the field they are those of what is typed there.
  if (at > 0) Object.assign(ways, { Home: stops[1], End: stops.at(-1) });
  const way = ways[event.key];
  if (way !== undefined) {
    event.preventDefault();
    way.focus();
  } else if (at > 0 && event.key.length === 1 && event.key !== " ") {
    input.focus();
  }
}

/**
 * What was searched for lately, where nothing is typed yet.
 * @param {SearchRequest} request
 * @param {string} page
 * @param {HTMLInputElement} input
 */
function recentList(request, page, input) {
  const searches = asks(request) ? [] : recentSearches();
  if (searches.length === 0) return [];
  const lines = searches.map((query) => {
    const link = make("a", { href: page + queryOf({ query, filters: {}, page: 1 }), dir: "auto" }, query);
    link.dataset.recent = query;
    return make("li", {}, link);
  });
  const clear = make("button", { type: "button", className: "plain" }, say("search-recent-clear"));
  const head = make("p", { className: "facts" }, say("search-recent"), " · ", say("search-recent-kept"), " ", clear);
  const list = make("div", { className: "recent" }, head, make("ul", {}, ...lines));
  clear.addEventListener("click", () => {
    forgetSearches();
    list.remove();
    input.focus();
  });
  return [list];
}

/**
 * Makes the dialog search.
 * @param {object} parts
 * @param {HTMLDialogElement} parts.dialog
 * @param {HTMLFormElement} parts.form
 * @param {HTMLInputElement} parts.input
 * @param {HTMLElement} parts.place
 */
export async function searchIn({ dialog, form, input, place }) {
  await Promise.all([loadWords(), addStyle(new URL("./results.css", import.meta.url).href)]);
  const page = form.action;
  const before = (/** @type {SearchRequest} */ request) => recentList(request, page, input);
  const search = new TypedSearch({ input, place, page, isDialog: true, before }, requestOf(""));
  const links = () => allOf(HTMLAnchorElement, ".found a.title", place);
  dialog.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      // A browser would empty the field first.
      event.preventDefault();
      dialog.close();
    } else {
      walk(input, links(), event);
    }
  });
  // Enter opens what is found first for what is typed now, or the page of search where nothing is.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void search.newest.then(() => {
      const [first] = links();
      if (first === undefined) location.assign(page + queryOf(search.request));
      else first.click();
    });
  });
  place.addEventListener("click", (event) => {
    const link = closest(HTMLAnchorElement, "a[href]", event);
    if (link === null) return;
    if (link.matches(".found a, .all a, .answer a")) keepSearch(search.request.query);
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!(isPlain && link.matches("[data-facet], [data-recent]"))) return;
    event.preventDefault();
    const { query, filters } = requestOf(new URL(link.href).search);
    // A filter may have been typed, and is taken out of the words then.
    if (query !== input.value.trim()) input.value = query;
    if (link.dataset.recent !== undefined) input.focus();
    void search.change({ query, filters });
  });
  void search.change({ query: input.value.trim() });
}
