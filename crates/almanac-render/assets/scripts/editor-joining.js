// Two texts that were made of one are made one again: what can be merged is, and at each place that both have changed the
// texts are shown side by side, to be chosen from, while the editor has the text itself, to be written.

import { Compartment, Decoration, RangeSetBuilder, Transaction, ViewPlugin } from "./codemirror.js";
import { make } from "./dom.js";
import { changedPlaces, changesBetween, differenceList, markedText } from "./editor-difference.js";
import { merged } from "./merging.js";
import { say } from "./words.js";

/** @import { EditorView } from "./codemirror.js" */
/** @import { ChangeDesc } from "@codemirror/state" */
/** @import { DecorationSet, ViewUpdate } from "@codemirror/view" */
/** @import { Disputed } from "./merging.js" */

/**
 * A place that both have changed, wherever it is in the editor now.
 * @typedef {Disputed & { isSettled: boolean }} Place
 */

/**
 * What is said while texts are made one.
 * @typedef {object} JoiningWords
 * @property {string} title
 * @property {string} how
 * @property {string} mine what the text in the editor is called
 * @property {string} theirs
 * @property {string} keep what keeps it
 * @property {string} take what takes the other one
 */

/** @returns {JoiningWords} */
const ofSomebodyElse = () => ({
  title: say("editor-join"),
  how: say("editor-join-how"),
  mine: say("editor-join-by-me"),
  theirs: say("editor-join-by-them"),
  keep: say("editor-join-mine"),
  take: say("editor-join-theirs"),
});

/** @returns {JoiningWords} */
export const ofProposal = () => ({
  title: say("editor-resolve"),
  how: say("editor-resolve-how"),
  mine: say("proposal-standing"),
  theirs: say("proposal-proposed"),
  keep: say("conflict-take-standing"),
  take: say("conflict-take-proposed"),
});

const LINE = Decoration.line({ class: "edit-disputed" });
const LINE_NOW = Decoration.line({ class: "edit-disputed is-now" });

/** What joins two texts in the editor. */
export class Joining {
  #compartment = new Compartment();
  /** @type {Place[]} */
  #places = [];
  #now = 0;
  #words = ofSomebodyElse();
  /** Whether two texts are being joined now. */
  isOpen = false;
  element = make("section", { className: "edit-joining", hidden: true });
  heading = make("h2", { tabIndex: -1, id: "joining:" });
  how = make("p", {});
  where = make("p", { className: "facts" });
  sides = make("div", { className: "edit-sides" });
  presses = make("p", { className: "edit-presses" });

  /** @param {() => void} onDone is told when there is one text again */
  constructor(onDone) {
    this.onDone = onDone;
    this.element.setAttribute("aria-labelledby", this.heading.id);
    this.where.setAttribute("role", "status");
    this.element.append(this.heading, this.how, this.where, this.sides, this.presses);
    /** @type {EditorView | undefined} */
    this.view = undefined;
  }

  /** What the editor is given. */
  get extension() {
    return this.#compartment.of([]);
  }

  /**
   * Makes one text of two. What only one of them has changed is merged; of the rest it is asked.
   * @param {EditorView} view has one of them
   * @param {string} base what both were made of
   * @param {string} theirs
   * @param {JoiningWords} [words]
   */
  open(view, base, theirs, words = ofSomebodyElse()) {
    this.view = view;
    this.#words = words;
    const mine = view.state.doc.toString();
    const { text, disputed } = merged(base, mine, theirs, changedPlaces);
    const joined = { changes: changesBetween(mine, text), userEvent: "input.replace" };
    view.dispatch({ ...joined, annotations: Transaction.addToHistory.of(true) });
    this.#places = disputed.map((place) => ({ ...place, isSettled: false }));
    this.#now = 0;
    this.isOpen = disputed.length > 0;
    this.element.hidden = false;
    this.heading.textContent = words.title;
    this.how.textContent = this.isOpen ? words.how : say("editor-join-clean");
    if (this.isOpen) {
      view.dispatch({ effects: this.#compartment.reconfigure(this.#marks()) });
      this.#show();
    } else {
      this.#showClean(differenceList(base, theirs));
      this.onDone();
    }
    this.heading.focus();
  }

  /**
   * Shows what they have changed, which is in the text already.
   * @param {HTMLElement} list
   */
  #showClean(list) {
    this.where.textContent = "";
    this.sides.replaceChildren(list);
    this.presses.replaceChildren(this.#press(say("editor-join-done"), () => this.#close()));
  }

  #close() {
    this.element.hidden = true;
    this.view?.focus();
  }

  /** Marks the lines of which it is asked. */
  #marks() {
    const joining = this;
    return ViewPlugin.fromClass(
      class {
        /** @type {DecorationSet} */
        decorations;

        /** @param {EditorView} view */
        constructor(view) {
          this.decorations = joining.#lines(view);
        }

        /** @param {ViewUpdate} update */
        update(update) {
          if (update.docChanged) joining.#follow(update.changes);
          this.decorations = joining.#lines(update.view);
        }
      },
      { decorations: (plugin) => plugin.decorations },
    );
  }

  /** @param {ChangeDesc} changes */
  #follow(changes) {
    for (const place of this.#places) {
      place.from = changes.mapPos(place.from, -1);
      place.to = changes.mapPos(place.to, 1);
    }
  }

  /** @param {EditorView} view */
  #lines({ state: { doc } }) {
    /** @type {RangeSetBuilder<Decoration>} */
    const builder = new RangeSetBuilder();
    let from = 0;
    for (const place of this.#places) {
      if (place.isSettled) continue;
      const mark = place === this.#places[this.#now] ? LINE_NOW : LINE;
      from = Math.max(from, doc.lineAt(place.from).from);
      for (let at = from; at < place.to; at = from) {
        const line = doc.lineAt(at);
        builder.add(line.from, line.from, mark);
        from = line.to + 1;
        if (from > doc.length) break;
      }
    }
    return builder.finish();
  }

  get #left() {
    return this.#places.filter(({ isSettled }) => !isSettled).length;
  }

  /**
   * @param {string} words
   * @param {() => void} action
   */
  #press(words, action) {
    const button = make("button", { type: "button", className: "plain" }, words);
    button.addEventListener("click", action);
    return button;
  }

  /** Shows the texts of the place that is asked about now. */
  #show() {
    const place = this.#places[this.#now];
    const { view } = this;
    if (place === undefined || view === undefined) return;
    const words = this.#words;
    const count = { number: this.#now + 1, of: this.#places.length };
    this.where.textContent = `${say("conflict-place", count)} · ${say("editor-join-left", { count: this.#left })}`;
    this.sides.replaceChildren(
      this.#side(
        words.mine,
        place.mine,
        place.base,
        this.#press(words.keep, () => this.#settle(place.mine)),
      ),
      this.#side(
        words.theirs,
        place.theirs,
        place.base,
        this.#press(words.take, () => this.#settle(place.theirs)),
      ),
      this.#side(say("proposal-base"), place.base, place.base),
    );
    const written = this.#press(say("editor-join-written"), () => this.#settle(null));
    const next = this.#press(say("editor-join-next"), () => this.#goOn());
    this.presses.replaceChildren(written, ...(this.#left > 1 ? [" ", next] : []));
    view.dispatch({ selection: { anchor: place.from } });
    // The texts above stay where they are.
    const { top } = view.lineBlockAt(place.from);
    view.scrollDOM.scrollTop = top - view.scrollDOM.clientHeight / 4;
  }

  /**
   * One of the texts of a place.
   * @param {string} name
   * @param {string} text
   * @param {string} base
   * @param {HTMLElement} [press] what chooses it
   */
  #side(name, text, base, press) {
    const heading = make("h3", {}, name);
    const shown =
      text === ""
        ? make("p", { className: "quiet" }, say("conflict-nothing"))
        : make("pre", { dir: "auto", tabIndex: 0, lang: this.view?.contentDOM.lang ?? "" }, ...markedText(base, text));
    const side = make("section", {}, heading, shown);
    side.setAttribute("aria-label", name);
    if (press !== undefined) side.append(make("p", {}, press));
    return side;
  }

  /**
   * Settles the place that is asked about, and goes on.
   * @param {string | null} text what is to stand there; null for what stands in the editor
   */
  #settle(text) {
    const place = this.#places[this.#now];
    const { view } = this;
    if (place === undefined || view === undefined) return;
    place.isSettled = true;
    const { from, to } = place;
    if (text !== null && view.state.sliceDoc(from, to) !== text)
      view.dispatch({ changes: { from, to, insert: text }, userEvent: "input.replace" });
    if (this.#left === 0) this.end();
    else this.#goOn();
  }

  /** Goes on to the next place that is not settled. */
  #goOn() {
    const { length } = this.#places;
    for (let step = 1; step <= length; step += 1) {
      const next = (this.#now + step) % length;
      if (this.#places[next]?.isSettled) continue;
      this.#now = next;
      break;
    }
    this.#show();
    this.heading.focus({ preventScroll: true });
  }

  /** Goes on with the text as it stands in the editor. */
  end() {
    const { view } = this;
    if (!this.isOpen || view === undefined) return;
    this.isOpen = false;
    view.dispatch({ effects: this.#compartment.reconfigure([]) });
    this.#close();
    this.onDone();
  }
}
