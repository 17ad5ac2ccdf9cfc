// The record as a file: saved, added from one, and forgotten for good.
// The format is documented in docs/entries/progress-record.md.

/** @import { LearnerRecord } from "./record.js" */

const FORMAT = "almanac-progress";
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * A time as a text that can be compared; empty if the value is none.
 * @param {unknown} value
 */
function asTime(value) {
  const isTime = typeof value === "string" && TIME.test(value) && !Number.isNaN(Date.parse(value));
  return isTime ? new Date(value).toISOString() : "";
}

/**
 * A whole record, to be saved in a file.
 * @param {LearnerRecord} record
 */
export function toSave(record) {
  const exported = new Date(record.now()).toISOString();
  return { format: FORMAT, version: 1, exported, epoch: record.epoch || null, events: record.events() };
}

/**
 * Adds to a record what a saved one holds. Events that are here already change nothing;
 * those from before an epoch, here or there, are refused.
 * Returns null if the value is no saved record. Throws NotKept if the browser keeps nothing.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
export function addSaved(record, value) {
  /** @type {{ [name: string]: unknown }} */
  const { format, version, epoch, events } = typeof value === "object" ? { ...value } : {};
  if (format !== FORMAT || version !== 1 || !Array.isArray(events)) return null;
  // Another tab may have added something of which no word has come yet.
  record.reread();
  const theirs = asTime(epoch);
  // An epoch from the future would refuse everything that is read from now on.
  if (theirs > record.epoch && Date.parse(theirs) <= record.now()) forgetUntil(record, theirs);
  const count = { added: 0, known: 0, refused: 0 };
  for (const event of events) count[record.put(event)] += 1;
  return count;
}

/**
 * @param {LearnerRecord} record
 * @param {string} epoch
 */
function forgetUntil(record, epoch) {
  const forgotten = record.events().filter((event) => event.time <= epoch);
  record.set("epoch", epoch);
  for (const { id } of forgotten) record.storage.remove(`${record.prefix}event:${id}`);
  record.reread();
}

/**
 * Forgets everything for good: an epoch refuses what is older from here on, and this device gets another name.
 * Throws NotKept if the browser keeps nothing.
 * @param {LearnerRecord} record
 */
export function forgetAll(record) {
  const { storage, prefix } = record;
  // Another tab may have added something of which no word has come yet.
  record.reread();
  const now = new Date(record.now()).toISOString();
  const latest = record.events().at(-1)?.time ?? "";
  // Another device's clock may go fast.
  // biome-ignore lint/complexity/useMathMinMax: times are texts
  record.set("epoch", latest > now ? latest : now);
  // What can't be read is somebody's record too.
  for (const kind of ["event", "at", "place"]) for (const key of storage.keys(`${prefix}${kind}:`)) storage.remove(key);
  storage.remove(`${prefix}device`);
  record.reread();
}
