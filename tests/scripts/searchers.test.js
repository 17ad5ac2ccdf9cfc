// What an address of search asks for: read and written as the server does (search_parameters.rs).

import assert from "node:assert/strict";
import { test } from "node:test";
import { asks, queryOf, requestOf, waysFrom } from "../../crates/almanac-render/assets/scripts/searchers.js";

test("whatever an address asks is read, and nothing of it is a fault", () => {
  const request = requestOf("?q=+two+words+&kind=model&topic=&page=3&x=1");
  assert.deepEqual(request, { query: "two words", filters: { kind: "model" }, page: 3 });
  for (const [page, number] of /** @type {[string, number][]} */ ([
    ["abc", 1],
    ["0", 1],
    ["-1", 1],
    ["", 1],
    ["2", 2],
  ])) {
    assert.equal(requestOf(`?page=${page}`).page, number, page);
  }
  assert.ok(!asks(requestOf("?page=2")));
  assert.ok(asks(requestOf("?in=path:open")));
});

test("a request is written so that it is read again", () => {
  const request = { query: "a&b «ü»", filters: { level: "advanced", in: "path:open" }, page: 2 };
  assert.deepEqual(requestOf(queryOf(request)), request);
  assert.equal(queryOf({ query: "", filters: {}, page: 1 }), "");
});

test("a query is loosened by what it asks for, as on the server", () => {
  const ways = (/** @type {string} */ query) => waysFrom(requestOf(query)).map(({ request }) => queryOf(request));
  assert.deepEqual(ways("?q=x"), []);
  assert.deepEqual(ways("?q=x&kind=model&level=advanced"), ["?q=x&level=advanced", "?q=x&kind=model"]);
  assert.deepEqual(ways("?q=%22open+weights%22+-closed"), ["?q=open+weights+-closed", "?q=%22open+weights%22"]);
  // Two minus signs and a number are text.
  assert.deepEqual(ways("?q=--all+-1"), []);
});
