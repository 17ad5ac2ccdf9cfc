// What is asked of search and what it answers, as `/search.json` has it. The server answers in this form, and so does what
// searches a site made of files: the dialog and the page show either alike. Only types: it is not sent.

/**
 * What results are narrowed to: each is a value that a facet names.
 * @typedef {{ kind?: string, level?: string, topic?: string, in?: string, language?: string }} Filters
 *
 * @typedef {object} SearchRequest
 * @property {string} query what was typed, operators included
 * @property {Filters} filters
 * @property {number} page from 1
 *
 * @typedef {object} SearchResults
 * @property {number} total how many pages were found, on all pages of results together
 * @property {number} page which page of the results this is
 * @property {number} pages how many pages of results there are
 * @property {Hit[]} hits
 * @property {{ [name in keyof Filters]: FacetValue[] }} facets
 * @property {Promise<SearchResults>} [whole] the same with its facets, where these take longer
 * @property {Note[]} notes what was done to the query
 * @property {Answer | null} answer
 * @property {Link[]} near pages whose titles are near to what was typed, where nothing was found
 * @property {string} [begin] where a page of that name is begun, where nothing was found and pages can be
 * @property {Link[]} requested pages that are linked to and not written, whose names have what was typed, where nothing was found
 *
 * @typedef {object} Hit
 * @property {string} href where it leads: to the best passage
 * @property {"entry" | "thread" | "path" | "event" | "topic" | "source"} type
 * @property {string | null} kind of an entry, as the filter names it
 * @property {string} label what it is, in a word of the interface: `Organisation`
 * @property {string | null} level
 * @property {string} title
 * @property {Marked} marked_title
 * @property {string} language of the title and the passages
 * @property {string[]} languages the others in which the page was found too
 * @property {{ level: string | null, href: string }[]} depths the other depths of the page in that language
 * @property {string} words the best passage
 * @property {Passage[]} passages the best first
 *
 * A text in pieces: every second one, from the second on, is what matched.
 * @typedef {string[]} Marked
 *
 * @typedef {object} Passage
 * @property {string} href
 * @property {"title" | "alias" | "heading" | "summary" | "fact" | "text" | "question" | "source"} field
 * @property {string | null} heading the heading above it
 * @property {string} words the passage, with `…` where something is left out
 * @property {Marked} marked the same in pieces
 *
 * @typedef {object} FacetValue
 * @property {string} value as the filter names it
 * @property {string} label as people read it
 * @property {number} count how many pages would be found
 * @property {boolean} chosen
 *
 * @typedef {{ type: "near-words", typed: string, taken: string[] }
 *   | { type: "left-out", words: string[] }
 *   | { type: "may-be-missing", words: string[] }
 *   | { type: "only-exclusions" }
 *   | { type: "cut-off", last: string }
 *   | { type: "unknown-value", name: keyof Filters, value: string }} Note
 *
 * @typedef {object} Answer the fact that was asked for
 * @property {string} href the page that states it, at the fact
 * @property {string} title of that page
 * @property {string} language
 * @property {string} label `Founded`
 * @property {AnswerValue[]} values several where sources disagree
 *
 * @typedef {object} AnswerValue
 * @property {string} value with its unit
 * @property {string | null} applies_to
 * @property {string | null} validity when it is or was true: `as of August 2026`
 * @property {{ title: string, href: string }[]} sources
 *
 * @typedef {{ href: string, title: string, language?: string }} Link
 */

/**
 * What answers requests: the server, or the files of a site that is made of them. It fails where it can't be reached, and
 * where its request was cancelled.
 * @typedef {object} Searcher
 * @property {(request: SearchRequest, signal: AbortSignal) => Promise<SearchResults>} search
 */

export {};
