// What is being written: the text that it was begun from, what has changed since, and what of that is saved.

import { ExactText } from "./exact-text.js";

/** @import { ChangeSet } from "@codemirror/state" */

/** Follows what changes from now on, so that places of a text that was sent elsewhere can be found in the text of today. */
class Followed {
  /** @type {ChangeSet | null} what has changed; null where nothing has */
  changes = null;

  /** @param {ChangeSet} changes */
  take(changes) {
    this.changes = this.changes?.compose(changes) ?? changes;
  }

  /**
   * Where a place is now.
   * @param {number} place
   * @param {-1 | 1} [side]
   */
  map(place, side = 1) {
    return this.changes?.mapPos(place, side) ?? place;
  }
}

/** A text that is being written, beside what is saved of it. */
export class Manuscript {
  /** @type {Set<Followed>} */
  #followers = new Set();
  #since = new Followed();

  /**
   * @param {object} begun
   * @param {string} begun.base the hash of the text that is saved
   * @param {string} begun.text the text that is saved, with all its signs
   */
  constructor({ base, text }) {
    this.base = base;
    this.saved = text;
    this.origin = new ExactText(text);
  }

  /** Follows what changes from now on. */
  follow() {
    const followed = new Followed();
    this.#followers.add(followed);
    return followed;
  }

  /** @param {Followed} followed */
  leave(followed) {
    this.#followers.delete(followed);
  }

  /**
   * Takes a change of the text that is edited.
   * @param {ChangeSet} changes
   */
  take(changes) {
    for (const followed of [this.#since, ...this.#followers]) followed.take(changes);
  }

  /** The text as it is to be saved: as the file has it, but for what was changed. */
  get text() {
    const { changes } = this.#since;
    return changes === null ? this.origin.exact : this.origin.written(changes);
  }

  /** Whether there is something to save. */
  get isChanged() {
    return this.#since.changes !== null && this.text !== this.saved;
  }

  /**
   * From here on a text is what changes are counted from, with what has changed since it was taken.
   * @param {string} exact
   * @param {Followed} [since]
   */
  restart(exact, since = new Followed()) {
    this.origin = new ExactText(exact);
    this.#since = since;
    this.#followers.delete(since);
  }

  /**
   * From here on a text is what changes are counted from, of which the one that is edited differs by some.
   * @param {string} exact
   * @param {ChangeSet} changes
   */
  restartWith(exact, changes) {
    const since = new Followed();
    since.take(changes);
    this.restart(exact, since);
  }

  /**
   * Takes word of what is saved now.
   * @param {string} base
   * @param {string} text
   */
  rebase(base, text) {
    this.base = base;
    this.saved = text;
  }
}
