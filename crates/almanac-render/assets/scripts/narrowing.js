// What results are narrowed to, and what they could be narrowed to (`rank/facets.rs` of `almanac-search`).

import { levelName } from "./document-rows.js";

/** @import { FoundDocument } from "./ranking.js" */
/** @import { DocumentRows } from "./document-rows.js" */
/** @import { FacetValue, Filters, SearchResults } from "./results.js" */
/** @import { SiteLanguage } from "./search-files.js" */

/** @typedef {{ [name in keyof Filters]: { [value: string]: string } }} Labels */

/**
 * The values of a document, by the names of the filters; `own` is what a path stands in, itself, which alone narrows nothing.
 * @param {DocumentRows} rows
 * @param {SiteLanguage[]} languages
 * @param {number} document
 * @returns {{ [name in keyof Filters]-?: string[] } & { own: string | null }}
 */
function valuesOf(rows, languages, document) {
  const { places } = rows;
  const within = places?.within[document] ?? [];
  const isPath = rows.sort(document) === "path";
  const [kind, level] = [places?.kinds[document], levelName(places?.levels[document] ?? 0)];
  return {
    kind: kind === undefined ? [] : [kind],
    level: level === null ? [] : [level],
    topic: places?.topics[document] ?? [],
    in: isPath ? [] : within,
    own: (isPath && within[0]) || null,
    language: [languages[rows.languages[document] ?? 0]?.tag ?? ""],
  };
}

/** What results can be narrowed by. @type {(keyof Filters)[]} */
export const NARROWED_BY = ["kind", "level", "topic", "in", "language"];

/** How many values of a sort are given at most, as on the server. */
const MOST_VALUES = 100;

/**
 * Counts a page for its values.
 * @param {Map<string, Set<number>> | undefined} pages
 * @param {string[]} values
 * @param {number} page
 */
function addPage(pages, values, page) {
  for (const value of values) {
    const known = pages?.get(value);
    if (known === undefined) pages?.set(value, new Set([page]));
    else known.add(page);
  }
}

/**
 * What documents are narrowed by.
 * @typedef {{ rows: DocumentRows, languages: SiteLanguage[], labels: Labels, pageIn: (slug: string) => number | undefined }} Narrowed
 */

/**
 * What tells of a document and its values the sorts in which it does not have what was chosen.
 * @param {Filters} filters
 * @param {Narrowed} site
 */
function refusing(filters, { rows, pageIn }) {
  const page = filters.in === undefined || filters.in.startsWith("path:") ? undefined : pageIn(filters.in);
  const chosen = NARROWED_BY.filter((sort) => filters[sort] !== undefined);
  return (/** @type {number} */ document, /** @type {ReturnType<typeof valuesOf>} */ values) =>
    chosen.filter((sort) => {
      const isIn = sort === "in" && (rows.subject(document) === page || values.own === filters.in);
      return !isIn && !values[sort].includes(filters[sort] ?? "");
    });
}

/**
 * Those of what was found that have all that was chosen.
 * @param {FoundDocument[]} found
 * @param {Filters} filters
 * @param {Narrowed} site
 */
export function narrow(found, filters, site) {
  const refused = refusing(filters, site);
  if (NARROWED_BY.every((sort) => filters[sort] === undefined)) return found;
  return found.filter(({ document }) => refused(document, valuesOf(site.rows, site.languages, document)).length === 0);
}

/**
 * Counts what could be narrowed to. A page counts once, at whatever depths and in whatever languages it was found; within a sort
 * the counts are as if nothing of that sort had been chosen.
 * @param {FoundDocument[]} found
 * @param {Filters} filters
 * @param {Narrowed} site
 */
export function facetsOf(found, filters, site) {
  const { rows, languages, labels } = site;
  const counts = new Map(NARROWED_BY.map((sort) => [sort, /** @type {Map<string, Set<number>>} */ (new Map())]));
  /** The paths that were found themselves. @type {Set<string>} */
  const paths = new Set();
  const refusedOf = refusing(filters, site);
  for (const { document } of found) {
    const values = valuesOf(rows, languages, document);
    const refused = refusedOf(document, values);
    if (refused.length > 1) continue;
    for (const sort of NARROWED_BY) {
      if (refused.length === 1 && refused[0] !== sort) continue;
      addPage(counts.get(sort), values[sort], rows.subject(document));
      if (sort === "in" && values.own !== null) paths.add(values.own);
    }
  }
  /** @param {keyof Filters} sort @returns {FacetValue[]} */
  const facet = (sort) => {
    const values = [...(counts.get(sort) ?? [])].map(([value, pages]) => ({
      value,
      label: labels[sort]?.[value] ?? value,
      // Whoever narrows to a path finds the path too.
      count: pages.size + (sort === "in" && paths.has(value) ? 1 : 0),
      chosen: filters[sort] === value,
    }));
    values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
    return values.filter(({ chosen }, place) => chosen || place < MOST_VALUES);
  };
  return Object.fromEntries(NARROWED_BY.map((sort) => [sort, facet(sort)]));
}

/**
 * Facets with what results are narrowed to among their values: no page may have it, and a page by which they are narrowed is
 * only in itself. All pages that were found have it.
 * @param {SearchResults["facets"]} facets
 * @param {Filters} filters
 * @param {number} total
 * @param {(sort: keyof Filters, value: string) => string} label
 * @returns {SearchResults["facets"]}
 */
export function withChosen(facets, filters, total, label) {
  const all = NARROWED_BY.map((sort) => {
    const [value, values = []] = [filters[sort], facets[sort]];
    if (value === undefined || values.some(({ chosen }) => chosen)) return [sort, values];
    return [sort, [{ value, label: label(sort, value), count: total, chosen: true }, ...values]];
  });
  return Object.fromEntries(all);
}
