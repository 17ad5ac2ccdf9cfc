// What results are narrowed to, and what they could be narrowed to (`rank/facets.rs` of `almanac-search`).

import { levelName } from "./document-rows.js";

/** @import { FoundDocument } from "./ranking.js" */
/** @import { DocumentRows } from "./document-rows.js" */
/** @import { FacetValue, Filters } from "./results.js" */
/** @import { SiteLanguage } from "./search-files.js" */

/** @typedef {{ [name in keyof Filters]: { [value: string]: string } }} Labels */

/**
 * The values of a document, by the names of the filters.
 * @param {DocumentRows} rows
 * @param {SiteLanguage[]} languages
 * @param {number} document
 * @returns {{ [name in keyof Filters]-?: string[] }}
 */
function valuesOf(rows, languages, document) {
  const { places } = rows;
  const [kind, level] = [places?.kinds[document], levelName(places?.levels[document] ?? 0)];
  return {
    kind: kind === undefined ? [] : [kind],
    level: level === null ? [] : [level],
    topic: places?.topics[document] ?? [],
    in: places?.within[document] ?? [],
    language: [languages[rows.languages[document] ?? 0]?.tag ?? ""],
  };
}

/** What results can be narrowed by. @type {(keyof Filters)[]} */
export const NARROWED_BY = ["kind", "level", "topic", "in", "language"];

/** How many values of a sort are given at most, as on the server. */
const MOST_VALUES = 100;

/**
 * Narrows what was found, and counts what it could be narrowed to. A page counts once, at whatever depths and in whatever
 * languages it was found; within a sort the counts are as if nothing of that sort had been chosen.
 * @param {FoundDocument[]} found
 * @param {Filters} filters
 * @param {{ rows: DocumentRows, languages: SiteLanguage[], labels: Labels, pageIn: (slug: string) => number | undefined }} site
 */
export function narrow(found, filters, { rows, languages, labels, pageIn }) {
  const counts = new Map(NARROWED_BY.map((sort) => [sort, /** @type {Map<string, Set<number>>} */ (new Map())]));
  const page = filters.in === undefined || filters.in.startsWith("path:") ? undefined : pageIn(filters.in);
  const kept = found.filter(({ document }) => {
    const values = valuesOf(rows, languages, document);
    const isIn = page !== undefined && rows.subject(document) === page;
    const refused = NARROWED_BY.filter((sort) => {
      const wanted = filters[sort];
      return wanted !== undefined && !values[sort].includes(wanted) && !(sort === "in" && isIn);
    });
    // A path stands in itself, which narrows nothing.
    if (rows.sort(document) === "path") values.in = [];
    for (const sort of NARROWED_BY) {
      if (refused.some((other) => other !== sort)) continue;
      const pages = counts.get(sort);
      for (const value of values[sort]) {
        const known = pages?.get(value) ?? new Set();
        pages?.set(value, known.add(rows.subject(document)));
      }
    }
    return refused.length === 0;
  });
  /** @param {keyof Filters} sort @returns {FacetValue[]} */
  const facet = (sort) => {
    const values = [...(counts.get(sort) ?? [])].map(([value, pages]) => ({
      value,
      label: labels[sort]?.[value] ?? value,
      count: pages.size,
      chosen: filters[sort] === value,
    }));
    values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
    return values.filter(({ chosen }, place) => chosen || place < MOST_VALUES);
  };
  return { kept, facets: Object.fromEntries(NARROWED_BY.map((sort) => [sort, facet(sort)])) };
}
