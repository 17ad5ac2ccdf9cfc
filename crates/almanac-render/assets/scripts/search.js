// The page of search, where modules run: it follows what is typed, and is filled on a site made of files.

import { closest, one, oneOf } from "./dom.js";
import { keepSearch } from "./recent.js";
import { asks, queryOf, requestOf } from "./searchers.js";
import { TypedSearch } from "./typed-search.js";
import { loadWords } from "./words.js";

/** @import { SearchRequest } from "./results.js" */

/** Makes the page of search follow what is typed, and fills it where no server has. */
export async function wake() {
  const place = one("[data-found]");
  const input = oneOf(HTMLInputElement, "main form.search input[type=search]");
  const form = input?.form;
  if (place === null || input === null || !form) return;
  await loadWords();
  const request = requestOf(location.search);
  const page = form.action;
  const isOfFiles = place.dataset.here !== undefined;
  // A browser that comes back may have what was typed since.
  if (isOfFiles && input.value === "") {
    input.value = request.query;
    // Whoever is about to type does not add to it.
    if (document.activeElement === input) input.select();
  }
  const onAsk = (/** @type {SearchRequest} */ asked) => history.replaceState(history.state, "", page + queryOf(asked));
  const search = new TypedSearch({ input, place, page, isDialog: false, onAsk }, request);
  place.addEventListener("click", (event) => {
    if (closest(HTMLAnchorElement, ".found a, .answer a", event) !== null) keepSearch(search.request.query);
  });
  if (asks(request)) keepSearch(request.query);
  const typed = input.value.trim();
  const isShown = !isOfFiles && typed === request.query;
  if (!isShown) void search.change({ query: typed, page: typed === request.query ? request.page : 1 });
}
