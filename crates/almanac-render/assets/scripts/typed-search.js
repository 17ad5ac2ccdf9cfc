// Searches for what is typed in a field, as it is typed.

import { allOf, make, one, setText } from "./dom.js";
import { foundElements, totalWords } from "./found.js";
import { NotSearchable, searcherOf } from "./searchers.js";
import { say } from "./words.js";

/** @import { SearchRequest, SearchResults } from "./results.js" */

/** How long typing pauses before what was typed is looked for, and how long before what was found is announced. */
const TYPING_PAUSE = 30;
const ANNOUNCING_PAUSE = 700;
/** How long an answer may take before it is said that one is waited for. */
const PATIENCE = 250;

/**
 * @typedef {object} SearchPlace
 * @property {HTMLInputElement} input
 * @property {HTMLElement} place where what was found is shown
 * @property {string} page the address of the page of search
 * @property {boolean} isDialog
 * @property {(request: SearchRequest) => void} [onAsk] is told of each new request
 * @property {(request: SearchRequest) => HTMLElement[]} [before] makes what is shown before what was found
 */

/**
 * The link in what is shown now that is the same as one that was shown before.
 * @param {Element} before
 * @param {HTMLElement} place
 */
function sameLink(before, place) {
  if (!(before instanceof HTMLAnchorElement)) return;
  const { facet } = before.dataset;
  return allOf(HTMLAnchorElement, "a", place).find((link) =>
    facet === undefined ? link.href === before.href : link.dataset.facet === facet,
  );
}

/** Asks for what is typed and shows what was found. A newer request cancels an older one, whose answer is dropped. */
export class TypedSearch {
  #running = new AbortController();
  #typing = 0;
  #announcing = 0;
  /** @type {Promise<unknown>} */
  #asked = Promise.resolve();
  /** What is said to those who don't see the page. It must be there before anything is said in it. */
  #announced = make("p", { className: "vh" });

  /**
   * @param {SearchPlace} where
   * @param {SearchRequest} request what is shown already, if anything is
   */
  constructor(where, request) {
    this.where = where;
    this.request = request;
    this.searcher = searcherOf(where.page);
    /** @type {Promise<unknown>} is done when what was typed last is shown, or can't be */
    this.newest = Promise.resolve();
    this.#announced.setAttribute("role", "status");
    where.place.after(this.#announced);
    where.input.addEventListener("input", () => this.#type());
  }

  /** Waits for a short pause, as a quick typist is not answered for each letter. */
  #type() {
    clearTimeout(this.#typing);
    const query = this.where.input.value.trim();
    // It is asked for already; what was shown for it must not be taken from under its reader's keys.
    if (query === this.request.query) {
      this.newest = this.#asked;
      return;
    }
    this.newest = new Promise((resolve) => {
      this.#typing = window.setTimeout(() => resolve(this.change({ query })), TYPING_PAUSE);
    });
  }

  /**
   * Asks for something else: its first page, if no other is named.
   * @param {Partial<SearchRequest>} change
   */
  change(change) {
    this.request = { ...this.request, page: 1, ...change };
    this.where.onAsk?.(this.request);
    this.#asked = this.#ask();
    this.newest = this.#asked;
    return this.#asked;
  }

  async #ask() {
    clearTimeout(this.#typing);
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const waiting = setTimeout(() => this.#wait(), PATIENCE);
    try {
      const results = await this.searcher.search(this.request, signal);
      if (!signal.aborted) this.#show(results);
      const whole = await results.whole;
      if (whole !== undefined && !signal.aborted) this.#show(whole);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Says that an answer is waited for, and leaves what was found before in its place. */
  #wait() {
    const { place } = this.where;
    const status = one(".status", place);
    if (status === null) place.replaceChildren(make("p", { className: "facts status" }, say("search-loading")));
    else setText(status, say("search-loading"));
  }

  /** @param {SearchResults} results */
  #show(results) {
    const { input, place, page, isDialog, before } = this.where;
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const found = foundElements(results, this.request, page, isDialog);
    place.replaceChildren(...(before?.(this.request) ?? []), ...found);
    // Whoever is at a link is at the same one again, if it is still there.
    if (focused !== null) (sameLink(focused, place) ?? input).focus();
    this.#announce(totalWords(results, this.request));
  }

  /** @param {unknown} error */
  #fail(error) {
    if (error instanceof NotSearchable) {
      this.where.place.replaceChildren(make("p", { className: "notice" }, say("search-not-built")));
      this.#announce(say("search-not-built"));
      return;
    }
    const again = make("button", { type: "button" }, say("search-again"));
    again.addEventListener("click", () => {
      this.where.input.focus();
      void this.change({ page: this.request.page });
    });
    this.where.place.replaceChildren(make("p", { className: "notice" }, say("search-failed")), again);
    this.#announce(say("search-failed"));
  }

  /** @param {string} words */
  #announce(words) {
    clearTimeout(this.#announcing);
    this.#announcing = window.setTimeout(() => setText(this.#announced, words), ANNOUNCING_PAUSE);
  }
}
