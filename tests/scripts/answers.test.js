// The fact that a query asks for on a site made of files. What the server does of this is tested in
// crates/almanac-search/tests/answer.rs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Question } from "../../crates/almanac-render/assets/scripts/answers.js";
import { nearTitles, requestedPages } from "../../crates/almanac-render/assets/scripts/nothing.js";

/** @import { PageFacts, StatedProperty } from "../../crates/almanac-render/assets/scripts/answers.js" */

const SMALL = ["when", "was", "who", "the", "of", "did"];
const word = (/** @type {string} */ folded, stems = [folded.slice(0, 5)]) => ({ folded, stems });

/**
 * @param {string} name
 * @param {StatedProperty["kind"]} kind
 * @param {[value: string, as_of: string | null][]} values
 * @returns {StatedProperty}
 */
const property = (name, kind, values) => ({
  names: [name.split(" ").map((one) => word(one))],
  kind,
  href: `https://site.example/entries/x/#fact:${name}`,
  label: name,
  now: [0],
  values: values.map(([value, as_of]) => ({
    value,
    as_of,
    applies_to: null,
    validity: null,
    sources: [],
    is_deprecated: false,
  })),
});

/** @type {PageFacts[]} */
const PAGES = [
  {
    title: "Hive Works",
    language: "en",
    properties: [
      property("founded", "time", [["2016", null]]),
      property("founders", "thing", [["Ada", null]]),
      property("members", "other", [
        ["900", "2026"],
        ["300", "2024-05"],
      ]),
    ],
  },
  { title: "Bee House", language: "en", properties: [property("members", "other", [["7", null]])] },
];
const NAMES = new Map([
  ["hive works", 0],
  ["hive", 0],
  ["bee house", 1],
]);

/** @param {string} text */
function question(text) {
  const words = [...text.matchAll(/[^ ]+/g)].map(({ 0: folded, index: from }) => ({
    ...word(folded),
    from,
    to: from + folded.length,
    isSmall: SMALL.includes(folded),
  }));
  const names = PAGES.flatMap(({ properties }) => properties.flatMap((one) => one.names.flat()));
  return new Question(words, {
    words: { asking: [["who"], ["when"], ["where"]], names },
    named: (name) => NAMES.get(name.map(({ folded }) => folded).join(" ")) ?? null,
    facts: async (document) => PAGES[document] ?? null,
  });
}

/** @param {string} text */
const answerTo = async (text) => (await question(text).namedAnswer()).answer?.values.map(({ value }) => value) ?? null;

test("a query that is a page's name and a property's is answered", async () => {
  assert.deepEqual(await answerTo("hive works founded"), ["2016"]);
  assert.deepEqual(await answerTo("when was the hive founded"), ["2016"]);
  assert.deepEqual(await answerTo("members of bee house"), ["7"]);
});

test("who founded something is not answered by a date", async () => {
  assert.deepEqual(await answerTo("who founded hive"), ["Ada"]);
});

test("a year asks for the value of that year", async () => {
  assert.deepEqual(await answerTo("hive members 2024"), ["300"]);
  assert.deepEqual(await answerTo("hive members"), ["900"]);
  assert.equal(await answerTo("hive members 1999"), null);
});

test("what has a word more, or names two pages, is not answered", async () => {
  assert.equal(await answerTo("hive members fee"), null);
  assert.equal(await answerTo("hive"), null);
  assert.equal(await answerTo("unknown members"), null);
});

test("the best hit answers where the question has the first words of its title", async () => {
  const { answer, isNamed } = await question("bee members").namedAnswer();
  assert.equal(answer, null);
  assert.equal(isNamed, false);
  const titles = [
    { document: 1, title: ["bee", "house"] },
    { document: 0, title: ["hive", "works"] },
  ];
  assert.equal((await question("bee members").answerOfBest(titles, 1))?.values[0]?.value, "7");
  assert.equal(await question("bee members").answerOfBest(titles, 0), null);
});

test("near names are offered, each page once, the nearest first", () => {
  const names = { anthropic: [3, 4], "hugging face": [1], anthology: [9] };
  const subject = (/** @type {number} */ document) => (document === 4 ? 3 : document);
  assert.deepEqual(nearTitles(names, "nthropic", subject), [3]);
  assert.deepEqual(nearTitles(names, "zz", subject), []);
});

test("requested pages have all words that were typed", () => {
  const requested = [
    { title: "Océan pacifique", href: "a" },
    { title: "Ocean", href: "b" },
  ];
  assert.deepEqual(requestedPages(requested, "PACIFIQUE ocean"), [requested[0]]);
  assert.deepEqual(requestedPages(requested, "!!"), []);
});
