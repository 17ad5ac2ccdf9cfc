// The learner's record: events in this browser's storage, one key each.
// The format is documented in docs/entries/progress-record.md.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const KIND = /^[a-z][a-z-]{0,31}$/;
const FORMAT = "almanac-progress";

/** Says that the browser keeps nothing for this site. */
export class NotKept extends Error {
  name = "NotKept";
}

/** Makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. */
export function uuid7(milliseconds, random = crypto.getRandomValues(new Uint8Array(16))) {
  const bytes = Uint8Array.from(random);
  let rest = milliseconds;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= 200;

/** The event that a value is, with nothing else in it; null if it is none. */
export function asEvent(value) {
  if (typeof value !== "object" || value === null) return null;
  const { id, time, kind, entry, content, path = null, device } = value;
  const isEvent =
    isText(id) && UUID.test(id) && isText(time) && TIME.test(time) && !Number.isNaN(Date.parse(time)) &&
    isText(kind) && KIND.test(kind) && isText(entry) && isText(content) && isText(device) &&
    (path === null || isText(path));
  return isEvent ? { id, time: new Date(time).toISOString(), kind, entry, content, path, device } : null;
}

/** Orders events by time, then by id, so that every device orders them alike. */
function byTime(a, b) {
  const [left, right] = a.time === b.time ? [a.id, b.id] : [a.time, b.time];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The record of one almanac in a storage such as localStorage. */
export class Record {
  #storage;
  #prefix;
  #now;

  constructor(base, storage, now = () => Date.now()) {
    this.#storage = storage;
    this.#prefix = `almanac:${base}:`;
    this.#now = now;
  }

  #get(name) {
    try {
      return this.#storage.getItem(this.#prefix + name);
    } catch {
      return null;
    }
  }

  #set(name, value) {
    try {
      this.#storage.setItem(this.#prefix + name, value);
    } catch (cause) {
      throw new NotKept("this browser keeps nothing for this site", { cause });
    }
  }

  #eventKeys() {
    const start = `${this.#prefix}event:`;
    const keys = [];
    try {
      for (let index = 0; index < this.#storage.length; index += 1) {
        const key = this.#storage.key(index);
        if (key.startsWith(start)) keys.push(key.slice(this.#prefix.length));
      }
    } catch {
      return [];
    }
    return keys;
  }

  /** The time up to which everything is forgotten; empty if nothing ever was. */
  get epoch() {
    const epoch = this.#get("epoch");
    return epoch !== null && TIME.test(epoch) ? epoch : "";
  }

  #isForgotten(event) {
    return event.time <= this.epoch;
  }

  #device() {
    const known = this.#get("device");
    if (known !== null && UUID.test(known)) return known;
    const made = uuid7(this.#now());
    this.#set("device", made);
    return made;
  }

  /** All events that are not forgotten, the oldest first. */
  events() {
    const events = [];
    for (const key of this.#eventKeys()) {
      let event = null;
      try {
        event = asEvent(JSON.parse(this.#get(key)));
      } catch {
        // What can't be read is left alone: a newer version may have written it.
      }
      if (event !== null && !this.#isForgotten(event)) events.push(event);
    }
    return events.sort(byTime);
  }

  /** Adds an event and returns it. Throws NotKept if the browser keeps nothing. */
  add(kind, entry, content, path = null) {
    // An event right after forgetting would have the epoch's own time.
    const earliest = this.epoch === "" ? 0 : Date.parse(this.epoch) + 1;
    const now = Math.max(this.#now(), earliest);
    const time = new Date(now).toISOString();
    const event = { id: uuid7(now), time, kind, entry, content, path, device: this.#device() };
    this.#set(`event:${event.id}`, JSON.stringify(event));
    return event;
  }

  /** What is read: the entry's id → the event by which it counts. The latest word about an entry holds. */
  read() {
    const read = new Map();
    for (const event of this.events()) {
      if (event.kind === "read") read.set(event.entry, event);
      if (event.kind === "unread") read.delete(event.entry);
    }
    return read;
  }

  /** Whether an entry was opened in a path. */
  wasOpened(path, entry) {
    return this.events().some(
      (event) => event.kind === "opened" && event.path === path && (entry === undefined || event.entry === entry),
    );
  }

  /** The whole record, to be saved in a file. */
  export() {
    const epoch = this.epoch || null;
    return { format: FORMAT, version: 1, exported: new Date(this.#now()).toISOString(), epoch, events: this.events() };
  }

  /**
   * Adds what another record holds. Events that are here already change nothing;
   * those from before an epoch, here or there, are refused.
   * Returns null if the value is no record.
   */
  import(value) {
    const isRecord = value?.format === FORMAT && value.version === 1 && Array.isArray(value.events);
    if (!isRecord) return null;
    const count = { added: 0, known: 0, refused: 0 };
    const { epoch } = value;
    // An epoch from the future would refuse everything that is read from now on.
    const isEpoch = isText(epoch) && TIME.test(epoch) && Date.parse(epoch) <= this.#now();
    if (isEpoch && epoch > this.epoch) {
      this.#set("epoch", epoch);
      this.#removeForgotten();
    }
    for (const item of value.events) {
      const event = asEvent(item);
      if (event === null || this.#isForgotten(event)) {
        count.refused += 1;
      } else if (this.#get(`event:${event.id}`) !== null) {
        count.known += 1;
      } else {
        this.#set(`event:${event.id}`, JSON.stringify(event));
        count.added += 1;
      }
    }
    return count;
  }

  #removeForgotten() {
    for (const key of this.#eventKeys()) {
      let event = null;
      try {
        event = asEvent(JSON.parse(this.#get(key)));
      } catch {
        continue;
      }
      if (event !== null && this.#isForgotten(event)) this.#storage.removeItem(this.#prefix + key);
    }
  }

  /** Forgets everything for good: an epoch refuses what is older from here on, and this device gets another name. */
  forget() {
    const latest = this.events().at(-1)?.time ?? "";
    const now = new Date(this.#now()).toISOString();
    this.#set("epoch", latest > now ? latest : now);
    for (const key of this.#eventKeys()) this.#storage.removeItem(this.#prefix + key);
    this.#storage.removeItem(`${this.#prefix}device`);
  }
}
