// The learner's record: events in this browser's storage, one key each. What only its own page does with it is in saved.js.
// The format is documented in docs/entries/progress-record.md.

import { NotKept } from "./storage.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const KIND = /^[a-z][a-z-]{0,31}$/;
const LONGEST_TEXT = 200;
/** By how many milliseconds the clocks of two devices may differ: a time that is later than this is no time of anything read. */
const CLOCKS_DIFFER = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} LearnerEvent
 * @property {string} id a UUIDv7
 * @property {string} time in UTC, as `Date.toISOString` writes it
 * @property {string} kind such as `read`, `unread`, `opened`
 * @property {string} entry the permanent id of the entry or thread
 * @property {string} content the hash of the text that was shown
 * @property {string | null} path the permanent id of the path in which it happened
 * @property {string} device the random name of the browser
 * @property {string} [depth] the level of the text that was shown
 */

/**
 * What is read: the entry's id → the event by which it counts. An element without an id finds none.
 * @typedef {ReadonlyMap<string | undefined, LearnerEvent>} Read
 */

/**
 * Where a record is kept; storage.js has it.
 * @typedef {object} RecordStorage
 * @property {(key: string) => string | null} get
 * @property {(key: string, value: string) => boolean} set whether the value is kept now
 * @property {(key: string) => void} remove
 * @property {(prefix: string) => string[]} keys
 */

/**
 * Makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits.
 * @param {number} milliseconds
 * @param {Uint8Array} random 10 bytes
 */
export function uuid7(milliseconds, random = crypto.getRandomValues(new Uint8Array(10))) {
  /**
   * @param {number} value
   * @param {number} digits
   */
  const hex = (value, digits) => value.toString(16).padStart(digits, "0");
  const time = hex(milliseconds, 12);
  const rest = [...random].map((byte) => hex(byte, 2)).join("");
  // The third group begins with the version, and the fourth with two bits for the variant.
  const variant = "89ab".charAt((random[9] ?? 0) % 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(3, 6)}-${rest.slice(6, 18)}`;
}

/**
 * A time as a text that can be compared, in UTC and with milliseconds; empty if the value is none.
 * @param {unknown} value
 */
function asTime(value) {
  if (typeof value !== "string" || !TIME.test(value) || Number.isNaN(Date.parse(value))) return "";
  const time = new Date(value).toISOString();
  // The last midnight of the year 9999 belongs to a year that is written with a sign.
  return TIME.test(time) ? time : "";
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= LONGEST_TEXT;

/**
 * The event that a value is, with nothing else in it; null if it is none.
 * @param {unknown} value
 * @returns {LearnerEvent | null}
 */
export function asEvent(value) {
  if (typeof value !== "object") return null;
  /** @type {{ [name: string]: unknown }} */
  const { id, kind, entry, content, path = null, device, depth, ...others } = { ...value };
  const time = asTime(others.time);
  if (!isText(id) || !UUID.test(id) || time === "") return null;
  if (!isText(kind) || !KIND.test(kind)) return null;
  if (!isText(entry) || !isText(content) || !isText(device) || !(path === null || isText(path))) return null;
  return { id, time, kind, entry, content, path, device, ...(isText(depth) && { depth }) };
}

/**
 * The event that a text holds. What can't be read is left alone: a newer version may have written it.
 * @param {string | null} text
 */
function parseEvent(text) {
  try {
    return asEvent(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

/**
 * Orders events by time, then by id, so that every device orders them alike.
 * @param {LearnerEvent} a
 * @param {LearnerEvent} b
 */
const byTime = (a, b) => (a.time + a.id < b.time + b.id ? -1 : 1);

/**
 * The record of one almanac. It is read from the storage once, when it is first wanted, and kept;
 * what other tabs change comes by `receive`.
 */
export class LearnerRecord {
  /**
   * The events that are not forgotten, by id; null until they are read.
   * @type {Map<string, LearnerEvent> | null}
   */
  #events = null;
  /**
   * What follows from the events, until they change.
   * @type {{ inOrder: LearnerEvent[], read: Map<string, LearnerEvent> } | null}
   */
  #derived = null;

  /**
   * @param {string} base the path that the almanac is served from
   * @param {RecordStorage} storage
   * @param {() => number} now the time in milliseconds
   */
  constructor(base, storage, now = Date.now) {
    this.storage = storage;
    this.prefix = `almanac:${base}:`;
    this.now = now;
  }

  /**
   * Keeps a value beside the events. Throws NotKept if the browser keeps nothing.
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    if (!this.storage.set(this.prefix + name, value)) throw new NotKept();
  }

  /**
   * A time as a text that can be compared; empty if the value is none.
   * @param {unknown} value
   */
  timeOf(value) {
    return asTime(value);
  }

  /**
   * Whether a time lies further ahead than a clock can go fast. Events and epochs of such a time count for nothing: one event
   * would hold against all that is marked from now on, and one epoch would refuse all of it.
   * @param {string} time
   */
  isToCome(time) {
    return Date.parse(time) > this.now() + CLOCKS_DIFFER;
  }

  /** The time up to which everything is forgotten; empty if nothing ever was. */
  get epoch() {
    const epoch = this.timeOf(this.storage.get(`${this.prefix}epoch`));
    return this.isToCome(epoch) ? "" : epoch;
  }

  /**
   * Whether an event counts.
   * @param {LearnerEvent} event
   * @param {string} epoch
   */
  #counts({ time }, epoch = this.epoch) {
    return time > epoch && !this.isToCome(time);
  }

  #device() {
    const device = this.storage.get(`${this.prefix}device`);
    if (isText(device)) return device;
    const made = uuid7(this.now());
    this.set("device", made);
    return made;
  }

  #loadedEvents() {
    if (this.#events === null) {
      this.#events = new Map();
      const { epoch } = this;
      for (const key of this.storage.keys(`${this.prefix}event:`)) {
        const event = parseEvent(this.storage.get(key));
        if (event !== null && this.#counts(event, epoch)) this.#events.set(event.id, event);
      }
    }
    return this.#events;
  }

  #derive() {
    if (this.#derived === null) {
      const inOrder = [...this.#loadedEvents().values()].sort(byTime);
      const read = new Map();
      for (const event of inOrder) {
        if (event.kind === "read") read.set(event.entry, event);
        if (event.kind === "unread") read.delete(event.entry);
      }
      this.#derived = { inOrder, read };
    }
    return this.#derived;
  }

  /**
   * Writes an event first, so that what is kept here is never more than what the storage has.
   * @param {LearnerEvent} event
   */
  #keep(event) {
    this.set(`event:${event.id}`, JSON.stringify(event));
    this.#events?.set(event.id, event);
    this.#derived = null;
  }

  /** Reads the storage again when the record is next wanted: something may have changed it unseen. */
  reread() {
    this.#events = null;
    this.#derived = null;
  }

  /**
   * Takes a change of the storage by another tab, as a `storage` event tells of it; whether it changed the record.
   * Places in texts and settings are kept in the same storage, and are none of the record.
   * @param {{ key: string | null, newValue: string | null }} change
   */
  receive({ key, newValue }) {
    // Without a key the whole storage was cleared.
    if (key === null || key === `${this.prefix}epoch`) {
      this.reread();
      return true;
    }
    const start = `${this.prefix}event:`;
    if (!key.startsWith(start)) return false;
    const event = parseEvent(newValue);
    if (event === null) this.#events?.delete(key.slice(start.length));
    else if (this.#counts(event)) this.#events?.set(event.id, event);
    this.#derived = null;
    return true;
  }

  /**
   * All events that are not forgotten, the oldest first.
   * @returns {readonly LearnerEvent[]}
   */
  events() {
    return this.#derive().inOrder;
  }

  /**
   * What is read: the entry's id → the event by which it counts. The latest word about an entry holds.
   * @returns {Read}
   */
  read() {
    return this.#derive().read;
  }

  /**
   * Whether an entry was opened in a path; without an entry, whether any was.
   * @param {string | undefined} path
   * @param {string} [entry]
   */
  wasOpened(path, entry) {
    return this.events().some(
      (event) => event.kind === "opened" && event.path === path && (entry === undefined || event.entry === entry),
    );
  }

  /**
   * Adds an event, which is the latest word about its entry. Throws NotKept if the browser keeps nothing.
   * @param {string} kind
   * @param {string} entry
   * @param {string | { content: string, depth: string | undefined }} shown the hash of the text that was shown, with its level
   * if it is one of several
   * @param {string | null} path
   */
  add(kind, entry, shown, path = null) {
    const { content, depth } = typeof shown === "string" ? { content: shown, depth: "" } : shown;
    // An event right after forgetting would have the epoch's own time, and one from a device whose clock goes fast would be later.
    // What isn't there has no number.
    const earlier = [this.epoch, this.events().findLast((event) => event.entry === entry)?.time ?? ""];
    const now = Math.max(this.now(), ...earlier.map((past) => Date.parse(past) + 1 || 0));
    const time = new Date(now).toISOString();
    this.#keep({ id: uuid7(now), time, kind, entry, content, path, device: this.#device(), ...(depth && { depth }) });
  }

  /**
   * Adds an event of another record. Throws NotKept if the browser keeps nothing.
   * @param {unknown} value
   * @param {string} [epoch] the time up to which everything was forgotten in that record
   * @returns {"added" | "known" | "refused"} what is no event is refused, what is forgotten, and what is of a time to come
   */
  put(value, epoch = "") {
    const event = asEvent(value);
    if (event === null || event.time <= epoch || !this.#counts(event)) return "refused";
    if (this.storage.get(`${this.prefix}event:${event.id}`) !== null) return "known";
    this.#keep(event);
    return "added";
  }

  /**
   * Takes events away again that were added by mistake or in vain.
   * @param {readonly string[]} ids
   */
  remove(ids) {
    for (const id of ids) this.storage.remove(`${this.prefix}event:${id}`);
    this.reread();
  }
}
