// Paths that read one subject at two depths: each of these steps is done by its own depth.

import { all } from "./dom.js";

/** @import { LearnerEvent, LearnerRecord, Read } from "./record.js" */

/** The names of such steps on this page: the entry, the level and, behind an original, a bar (pages/depths.rs). */
function names() {
  const listed = all("[data-steps]").flatMap(({ dataset: { steps = "" } }) => steps.split(" "));
  const shown = all("[data-as]").map(({ dataset: { as = "" } }) => as);
  return [...listed, ...shown].filter((name) => name.includes("|"));
}

/**
 * By entry and depth, the events by which texts count as read. The latest word about a text holds; what is said without a depth
 * is said of all.
 * @param {LearnerRecord} record
 */
function readTexts(record) {
  /** @type {Map<string, LearnerEvent>} */
  const read = new Map();
  for (const event of record.events()) {
    const { kind, entry, depth } = event;
    const name = `${entry}|${depth ?? ""}`;
    if (kind === "read") read.set(name, event);
    if (kind !== "unread") continue;
    for (const known of [...read.keys()]) {
      if (depth === undefined ? known.startsWith(name) : known === name) read.delete(known);
    }
  }
  return read;
}

/**
 * What is read, these steps among it by their names.
 * @param {LearnerRecord} record
 * @returns {Read}
 */
export function withTexts(record) {
  const texts = readTexts(record);
  const read = new Map(record.read());
  for (const name of names()) {
    const [entry, level, end] = name.split("|");
    // What was read before there was another depth was the original.
    const before = end === "" ? texts.get(`${entry}|`) : undefined;
    const event = texts.get(`${entry}|${level}`) ?? before;
    if (event !== undefined) read.set(name, event);
  }
  return read;
}
