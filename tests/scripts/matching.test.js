// What search finds on a site made of files. The cases of words and terms are those of search.rs: both find the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, searcher, termsOf } from "../../crates/almanac-render/assets/scripts/matching.js";

/** @import { SearchedPage } from "../../crates/almanac-render/assets/scripts/matching.js" */

/**
 * A page of which only some parts matter.
 * @param {Partial<SearchedPage>} parts
 * @returns {SearchedPage}
 */
function page(parts) {
  const href = `/entries/${parts.title ?? "x"}`;
  return { title: "X", kind: "Concept", href, aliases: [], headings: [], summary: null, text: "", ...parts };
}

/**
 * The titles of what a query finds.
 * @param {SearchedPage[]} pages
 * @param {string} query
 */
const found = (pages, query) => searcher(pages)(query).map(({ title }) => title);

test("numbers are exact and words found by their beginning, without case and diacritics", () => {
  /** @type {[text: string, query: string, isFound: boolean][]} */
  const cases = [
    ["GPT-4 and GPT-5", "gpt-4", true],
    ["GPT-40", "gpt-4", false],
    ["GPT-4o", "gpt-4", false],
    ["open weights", "weigh", true],
    ["overweight", "weight", false],
    ["Café Müller", "cafe muller", true],
    ["open weights", '"open weights"', true],
    ["weights that are open", '"open weights"', false],
    ["The world’s models", "world's", true],
    ["人工智能模型", "智能", true],
    ["C++ (and C#)", "c++", true],
    ["a.b", "a*b", false],
  ];
  for (const [text, query, isFound] of cases) {
    assert.equal(found([page({ text })], query).length === 1, isFound, `${query} in ${text}`);
  }
});

test("a query is cut into words and phrases, each once, and bounded", () => {
  assert.deepEqual(termsOf('Open  "Model Card" open!'), ["open", "model card"]);
  assert.deepEqual(termsOf(' "" … '), []);
  assert.equal(termsOf("a b c d e f g h i j k l m n").length, 12);
});

test("a query without words finds nothing", () => {
  assert.deepEqual(found([page({ text: "a" })], " … "), []);
});

test("all words must be found, wherever they are in the page", () => {
  const pages = [page({ title: "Mistral", text: "A company in Paris." }), page({ title: "Paris", text: "A city." })];
  assert.deepEqual(found(pages, "mistral paris"), ["Mistral"]);
});

test("the page of the name comes first, then titles, other names, headings, summaries and texts", () => {
  const pages = [
    page({ title: "In the text", text: "An open model." }),
    page({ title: "In the summary", summary: "An open model." }),
    page({ title: "In a heading", headings: [["Open model", "open-model"]] }),
    page({ title: "By another name", aliases: ["The open model"] }),
    page({ title: "An open model, at length" }),
    page({ title: "Open models" }),
    page({ title: "Named so too", aliases: ["Open model"] }),
    page({ title: "Open model" }),
  ];
  assert.deepEqual(found(pages, "open model"), [
    "Open model",
    "Named so too",
    "Open models",
    "An open model, at length",
    "By another name",
    "In a heading",
    "In the summary",
    "In the text",
  ]);
});

test("the address leads to the heading that bears a word which the title does not", () => {
  /** @type {[string, string][]} */
  const headings = [
    ["History", "history"],
    ["Licence", "licence"],
  ];
  const pages = [page({ title: "Mistral", href: "/entries/mistral", headings, text: "Its history." })];
  const address = (/** @type {string} */ query) => searcher(pages)(query)[0]?.href;
  assert.equal(address("mistral licence"), "/entries/mistral#licence");
  assert.equal(address("mistral"), "/entries/mistral");
});

test("the words around the place are shown: of the summary, else of the text, with signs of what is left out", () => {
  const text = `${"Before it there is much. ".repeat(20)}Here is the needle. ${"Behind it there is more. ".repeat(20)}`;
  const words = (/** @type {Partial<SearchedPage>} */ parts) => searcher([page(parts)])("needle")[0]?.words;
  assert.equal(words({ summary: "A needle.", text }), "A needle.");
  assert.match(words({ summary: "A summary.", text }) ?? "", /^… .*the needle.* …$/);
  assert.equal(words({ title: "Needle", summary: "A summary.", text: "" }), "A summary.");
  assert.equal(words({ title: "Needle", text: "Nothing." }), "");
});

test("no more than thirty pages are found", () => {
  const pages = Array.from({ length: 40 }, (_, index) => page({ title: `Model ${index}`, text: "open" }));
  assert.equal(found(pages, "open").length, 30);
});

test("words that are looked for are marked, without the signs at their edges", () => {
  const pieces = piecesOf("“Weights”, openly: GPT-4 and GPT-40.", "weights gpt-4");
  const marked = pieces.filter(({ isMarked }) => isMarked);
  assert.deepEqual(
    marked.map(({ text }) => text),
    ["Weights", "GPT-4"],
  );
  const all = pieces.map(({ text }) => text).join("");
  assert.equal(all, "“Weights”, openly: GPT-4 and GPT-40.", "nothing is lost");
});
