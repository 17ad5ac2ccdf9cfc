// Two texts that were made of a third: what only one of them has changed is taken from it, and where both have changed one
// place, somebody chooses. Changes of lines that touch each other are one place.

/**
 * What stands in one place of two texts of which one was made of the other.
 * @typedef {{ fromA: number, toA: number, fromB: number, toB: number }} Changed
 */

/**
 * A place that both have changed: where it is in the merged text, which has mine there, and what stands in the others.
 * @typedef {{ from: number, to: number, base: string, mine: string, theirs: string }} Disputed
 */

/** Follows the changes of one text from place to place of the one before. */
class Side {
  /** How many changes were taken. */
  taken = 0;
  /** How much further on the text is than the one before. */
  #shift = 0;

  /**
   * @param {string} text
   * @param {Changed[]} changes
   */
  constructor(text, changes) {
    this.text = text;
    this.changes = changes;
  }

  /** Where the next change begins; beyond every text if there is none. */
  get next() {
    return this.changes[this.taken]?.fromA ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Takes the changes that begin at a place or before it, and says how far they reach.
   * @param {number} place
   */
  take(place) {
    let last = place;
    while (this.next <= last) {
      const { toA, toB } = this.changes[this.taken] ?? { toA: last, toB: last };
      last = Math.max(last, toA);
      this.#shift = toB - toA;
      this.taken += 1;
    }
    return last;
  }

  /**
   * Where a place of the text before, at which nothing is changed, is in this one.
   * @param {number} place
   */
  at(place) {
    return place + this.#shift;
  }
}

/**
 * Takes the next place that somebody has changed, with all that touches it.
 * @param {string} base
 * @param {Side} my
 * @param {Side} their
 */
function nextPlace(base, my, their) {
  const begin = Math.min(my.next, their.next);
  const [myBegin, theirBegin] = [my.at(begin), their.at(begin)];
  const [myTaken, theirTaken] = [my.taken, their.taken];
  let last = begin;
  // The changes of each side may reach into those of the other.
  for (let before = -1; before !== last; ) {
    before = last;
    last = their.take(my.take(last));
  }
  return {
    begin,
    end: last,
    base: base.slice(begin, last),
    mine: my.text.slice(myBegin, my.at(last)),
    theirs: their.text.slice(theirBegin, their.at(last)),
    isMine: my.taken > myTaken,
    isTheirs: their.taken > theirTaken,
  };
}

/**
 * Merges two texts that were made of one.
 * @param {string} base
 * @param {string} mine
 * @param {string} theirs
 * @param {(before: string, after: string) => Changed[]} changesOf finds what differs, line by line, in order
 * @returns {{ text: string, disputed: Disputed[], taken: number }} `taken` counts the places that only they have changed
 */
export function merged(base, mine, theirs, changesOf) {
  const my = new Side(mine, changesOf(base, mine));
  const their = new Side(theirs, changesOf(base, theirs));
  /** @type {Disputed[]} */
  const disputed = [];
  let [text, at, taken] = ["", 0, 0];
  while (Math.min(my.next, their.next) < Number.POSITIVE_INFINITY) {
    const { begin, end, isMine, isTheirs, ...place } = nextPlace(base, my, their);
    text += base.slice(at, begin);
    if (isMine && isTheirs && place.mine !== place.theirs)
      disputed.push({ from: text.length, to: text.length + place.mine.length, ...place });
    if (!isMine) taken += 1;
    text += isMine ? place.mine : place.theirs;
    at = end;
  }
  return { text: text + base.slice(at), disputed, taken };
}
