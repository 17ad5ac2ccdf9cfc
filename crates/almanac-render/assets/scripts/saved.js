// The record as a file: saved, added from one, and forgotten for good.
// The format is documented in docs/entries/progress-record.md.

/** @import { LearnerRecord } from "./record.js" */

import { NotKept } from "./storage.js";

const FORMAT = "almanac-progress";
/** How many bytes a saved file may have: more than any browser keeps for a site. */
export const LARGEST_FILE = 32 << 20;
/** How many letters must still have room when a file is added, so that pages can be marked afterwards: about 200 marks. */
const ROOM_LEFT = 64 << 10;

/**
 * A whole record, to be saved in a file.
 * @param {LearnerRecord} record
 */
export function toSave(record) {
  const exported = new Date(record.now()).toISOString();
  return { format: FORMAT, version: 1, exported, epoch: record.epoch || null, events: record.events() };
}

/**
 * What a saved file holds, read but not yet believed; null if the value is no saved record.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
function contentOf(record, value) {
  /** @type {{ [name: string]: unknown }} */
  const { format, version, epoch, events } = typeof value === "object" ? { ...value } : {};
  if (format !== FORMAT || version !== 1 || !Array.isArray(events)) return null;
  return { epoch: record.timeOf(epoch), events };
}

/**
 * When everything was forgotten in a saved record, if that is later than it was here; else empty.
 * An epoch from the future would refuse everything that is read from now on: it is no epoch.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
export function laterEpoch(record, value) {
  const epoch = contentOf(record, value)?.epoch ?? "";
  return epoch > record.epoch && Date.parse(epoch) <= record.now() ? epoch : "";
}

/**
 * How many events adding a saved record forgets here.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
export function numberForgottenBy(record, value) {
  const epoch = laterEpoch(record, value);
  // Another tab may have added something of which no word has come yet.
  record.reread();
  return record.events().filter(({ time }) => time <= epoch).length;
}

/**
 * Adds to a record what a saved one holds: all of it, or nothing. Events that are here already change nothing; those from
 * before an epoch, here or there, are refused, and those of a time to come.
 * Returns null if the value is no saved record. Throws NotKept if the browser has no room for it.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
export function addSaved(record, value) {
  const content = contentOf(record, value);
  if (content === null) return null;
  record.reread();
  const epoch = laterEpoch(record, value);
  const count = { added: 0, known: 0, refused: 0 };
  /** @type {string[]} */
  const added = [];
  try {
    for (const event of content.events) {
      const outcome = record.put(event, epoch);
      count[outcome] += 1;
      if (outcome === "added") added.push(event.id);
    }
    if (added.length > 0) makeSureOfRoom(record);
    if (epoch !== "") forgetUntil(record, epoch);
  } catch (error) {
    record.remove(added);
    throw error;
  }
  return count;
}

/**
 * Throws NotKept if nothing could be marked any more.
 * @param {LearnerRecord} record
 */
function makeSureOfRoom({ storage, prefix }) {
  const hasRoom = storage.set(`${prefix}room`, "x".repeat(ROOM_LEFT));
  storage.remove(`${prefix}room`);
  if (!hasRoom) throw new NotKept();
}

/**
 * @param {LearnerRecord} record
 * @param {string} epoch
 */
function forgetUntil(record, epoch) {
  const forgotten = record.events().filter((event) => event.time <= epoch);
  record.set("epoch", epoch);
  record.remove(forgotten.map(({ id }) => id));
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
  /** @param {string} kind */
  const removeAll = (kind) => {
    for (const key of storage.keys(prefix + kind)) if (key !== `${prefix}epoch`) storage.remove(key);
  };
  // These make room for the epoch where the storage is full.
  for (const kind of ["at:", "place:", "device"]) removeAll(kind);
  // Another device's clock may go fast.
  // biome-ignore lint/complexity/useMathMinMax: times are texts
  record.set("epoch", latest > now ? latest : now);
  // What can't be read is somebody's record too.
  removeAll("");
  record.reread();
}
