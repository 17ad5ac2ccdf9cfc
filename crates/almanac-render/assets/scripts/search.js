// Finds what is typed: asks the server, or looks through the data of a site that is made of files.

import { say } from "./words.js";

const base = document.documentElement.dataset.base;
const ADDRESS = `${base}search.json`;
const MOST_FOUND = 30;
const SNIPPET = 160;

/** The data of a site made of files, once it is known to be one. */
let pages = null;

const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .toLowerCase();

/** The words and phrases of a query, folded. */
function termsOf(query) {
  const parts = query.split(/["“”]/).map(fold);
  const words = parts.flatMap((part, index) => (index % 2 === 1 ? [part.trim()] : part.split(/\s+/)));
  return [...new Set(words.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter((word) => word !== ""))].slice(0, 12);
}

/** What finds a term: where words begin, and a number where it ends. */
function finder(term) {
  const plain = term.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const before = /^[\p{L}\p{N}]/u.test(term) && term.codePointAt(0) < 0x2e80 ? "(?<![\\p{L}\\p{N}])" : "";
  const after = /\d$/.test(term) ? "(?![\\p{L}\\p{N}])" : "";
  return new RegExp(before + plain + after, "u");
}

/** How well a page answers, and the heading that bears a word; null if a word is nowhere. */
function rate(page, finders, whole) {
  const title = fold(page.title);
  const aliases = page.aliases.map(fold);
  const headings = page.headings.map(([words]) => fold(words));
  const [summary, text] = [fold(page.summary ?? ""), fold(page.text)];
  let score = 0;
  let heading = null;
  for (const find of finders) {
    const at = headings.findIndex((words) => find.test(words));
    const inTitle = find.test(title);
    const points = inTitle ? 200 : aliases.some((alias) => find.test(alias)) ? 120 : at >= 0 ? 60 : find.test(summary) ? 30 : find.test(text) ? 10 : 0;
    if (points === 0) return null;
    score += points;
    if (heading === null && at >= 0 && !inTitle) heading = page.headings[at][1];
  }
  if (title === whole) score += 2000;
  else if (aliases.includes(whole)) score += 1500;
  else if (title.startsWith(whole)) score += 500;
  return { page, score, heading };
}

function snippetOf({ summary, text }, finders) {
  const bears = (words) => finders.some((find) => find.test(fold(words)));
  if (text === "" || bears(summary ?? "")) return summary ?? "";
  const stretches = text.match(new RegExp(`[\\s\\S]{1,${SNIPPET}}\\S*\\s*`, "g")) ?? [];
  const at = stretches.findIndex(bears);
  if (at < 0) return summary ?? "";
  return `${at > 0 ? "… " : ""}${stretches[at].trim()}${at + 1 < stretches.length ? " …" : ""}`;
}

/** What is found in the data of a site made of files. */
function findIn(query) {
  const terms = termsOf(query);
  if (terms.length === 0) return [];
  const finders = terms.map(finder);
  const whole = fold(query.trim());
  const hits = pages.map((page) => rate(page, finders, whole)).filter((hit) => hit !== null);
  hits.sort((one, other) => other.score - one.score);
  return hits.slice(0, MOST_FOUND).map(({ page, heading }) => ({
    title: page.title,
    kind: page.kind,
    href: heading === null ? page.href : `${page.href}#${heading}`,
    words: snippetOf(page, finders),
    finders,
  }));
}

/** What a query finds; null where the site has no data to search. */
async function find(query, signal) {
  if (pages === null) {
    const response = await fetch(`${ADDRESS}?q=${encodeURIComponent(query)}`, { signal });
    if (!response.ok) return null;
    const answer = await response.json();
    if (answer.hits) return answer.hits.map((hit) => ({ ...hit, finders: termsOf(query).map(finder) }));
    pages = answer.pages;
  }
  return findIn(query);
}

/** A text with the words marked that were looked for. */
function marked(words, finders) {
  return words.split(/(\s+|(?<=\s|^)[^\p{L}\p{M}\p{N}\s]+|[^\p{L}\p{M}\p{N}\s]+(?=\s|$))/u).map((word) => {
    if (!finders.some((find) => find.test(fold(word)))) return word;
    const mark = document.createElement("mark");
    mark.textContent = word;
    return mark;
  });
}

function lineOf({ title, kind, href, words, finders }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "title";
  link.href = href;
  link.textContent = title;
  const facts = document.createElement("span");
  facts.className = "facts";
  facts.textContent = kind;
  const text = document.createElement("p");
  text.append(...marked(words, finders));
  item.append(link, " ", facts, text);
  return item;
}

/** Shows what was found in a place, with how much it is. */
function show(place, found) {
  const status = document.createElement("p");
  status.className = "facts";
  status.setAttribute("role", "status");
  status.textContent = found === null ? say("search-not-here") : say("pages-found", { number: found.length });
  const list = document.createElement("ol");
  list.className = "found";
  list.append(...(found ?? []).map(lineOf));
  place.replaceChildren(status, list);
}

/** Searches while a field is typed in, the last query winning. */
export function follow(input, place) {
  let running = null;
  const update = async () => {
    running?.abort();
    running = new AbortController();
    const query = input.value.trim();
    if (query === "") {
      place.replaceChildren();
      return;
    }
    try {
      show(place, await find(query, running.signal));
    } catch (error) {
      if (error.name !== "AbortError") show(place, null);
    }
  };
  input.addEventListener("input", update);
  if (input.value !== "" && place.childElementCount === 0) update();
}

/** Makes the search page of a site of files find what its address asks for. */
export function fill() {
  const place = document.querySelector("[data-found]");
  const input = document.querySelector("main form.search input");
  if (place === null || input === null) return;
  if (place.childElementCount === 0) input.value = new URLSearchParams(window.location.search).get("q") ?? "";
  follow(input, place);
}
