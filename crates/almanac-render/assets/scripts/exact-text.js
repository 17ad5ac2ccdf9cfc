// A text as its file has it, beside the same text as it is edited: there every line ends with one sign, and no mark of the
// order of bytes stands before it. What is written again has the file's own signs wherever nothing was changed.

/** How a line may end. */
const ENDING = /\r\n?|\n/gu;
/** The mark of the order of bytes. */
const MARK = "\ufeff";

/**
 * What has changed since a text was begun, as CodeMirror tells it: places before, places after, and what stands there.
 * @typedef {object} Changes
 * @property {(tell: (from: number, to: number, fromNow: number, toNow: number, text: { toString(): string }) => void) => void} iterChanges
 */

/**
 * How most lines of a text end.
 * @param {string} text
 */
function usualEnding(text) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [ending] of text.matchAll(ENDING)) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first?.[0] ?? "\n";
}

/** Puts pieces behind each other, so that each end of a line stays one of its own. */
class Pieces {
  text = "";

  /** @param {string} piece */
  push(piece) {
    // Two ends of lines, of which each is one sign, would be read as one.
    const wouldJoin = this.text.endsWith("\r") && piece.startsWith("\n");
    this.text += wouldJoin ? `\r${piece}` : piece;
  }
}

/** A text of a file, and the same as it is edited. */
export class ExactText {
  /** @type {number[] | null} the places, as edited, of ends of lines that are two signs in the file */
  #long = null;

  /** @param {string} exact the text, with all its signs */
  constructor(exact) {
    this.exact = exact;
    this.mark = exact.startsWith(MARK) ? MARK : "";
    /** The text as it is edited. */
    this.plain = exact.slice(this.mark.length).replaceAll(ENDING, "\n");
    /** What is written for a new line. */
    this.ending = usualEnding(exact);
  }

  /** The ends of lines that are two signs, found when they are first asked for. */
  get #longEndings() {
    if (this.#long === null) {
      this.#long = [];
      const isMixed = this.exact.length - this.mark.length !== this.plain.length;
      let at = this.mark.length;
      while (isMixed) {
        at = this.exact.indexOf("\r\n", at);
        if (at < 0) break;
        this.#long.push(at - this.mark.length - this.#long.length);
        at += 2;
      }
    }
    return this.#long;
  }

  /**
   * How many of some places, which are in order, `isBefore` holds for.
   * @param {(place: number, index: number) => boolean} isBefore
   */
  #countLong(isBefore) {
    const places = this.#longEndings;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(places[middle] ?? 0, middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * A place of the file's text as one of the text that is edited, both in units of UTF-16.
   * @param {number} place
   */
  plainPlace(place) {
    const behind = Math.max(0, place - this.mark.length);
    const long = this.#countLong((at, index) => at + index + 1 < behind);
    return Math.min(behind - long, this.plain.length);
  }

  /**
   * A place of the text that is edited as one of the file's.
   * @param {number} place
   */
  exactPlace(place) {
    return this.mark.length + place + this.#countLong((at) => at < place);
  }

  /**
   * The file's text after changes of the one that is edited.
   * @param {Changes} changes
   */
  written(changes) {
    const pieces = new Pieces();
    pieces.push(this.mark);
    let from = 0;
    const keep = (/** @type {number} */ to) => {
      const begin = from === 0 ? this.mark.length : this.exactPlace(from);
      pieces.push(this.exact.slice(begin, this.exactPlace(to)));
    };
    changes.iterChanges((fromBefore, toBefore, ...[, , inserted]) => {
      keep(fromBefore);
      pieces.push(inserted.toString().replaceAll("\n", this.ending));
      from = toBefore;
    });
    keep(this.plain.length);
    return pieces.text;
  }
}
