// Two texts side by side: as a list of what differs, and in the editor itself, to make one of them place by place.

import {
  acceptChunk,
  Chunk,
  Compartment,
  EditorView,
  getChunks,
  goToNextChunk,
  rejectChunk,
  Text,
  unifiedMergeView,
} from "./codemirror.js";
import { make } from "./dom.js";
import { ExactText } from "./exact-text.js";
import { say } from "./words.js";

/** @import { ChangeSpec } from "@codemirror/state" */

/** How many places a list of differences shows, and how much of each. */
const SHOWN_PLACES = 40;
const SHOWN_LENGTH = 2000;
/** How long two texts are compared. */
const COMPARING = { scanLimit: 5000, timeout: 200 };

/** @param {string} text */
const textOf = (text) => Text.of(text.split("\n"));

/**
 * What makes one text of another, line by line: so that a cursor, and what others say of places, stay where they are.
 * @param {string} before
 * @param {string} after
 * @returns {ChangeSpec[]}
 */
export function changesBetween(before, after) {
  const [one, other] = [textOf(before), textOf(after)];
  return Chunk.build(one, other, COMPARING).map(({ fromA, toA, fromB, toB }) => ({
    from: Math.min(fromA, one.length),
    to: Math.min(toA, one.length),
    // A last line has no end of a line behind it: the one before it goes with it.
    insert: other.slice(Math.min(fromB, other.length), Math.min(toB, other.length)),
  }));
}

/**
 * What differs between two texts, as lines that went and lines that came.
 * @param {string} before
 * @param {string} after
 */
export function differenceList(before, after) {
  const [one, other] = [textOf(before), textOf(after)];
  const chunks = Chunk.build(one, other, COMPARING);
  const cut = (/** @type {string} */ text) => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)} …` : text);
  const items = chunks.slice(0, SHOWN_PLACES).map(({ fromA, toA, fromB, toB }) => {
    const gone = one.sliceString(fromA, Math.min(toA, one.length)).trimEnd();
    const come = other.sliceString(fromB, Math.min(toB, other.length)).trimEnd();
    const item = make(
      "li",
      {},
      make(
        "span",
        { className: "where" },
        say("editor-line", { line: other.lineAt(Math.min(fromB, other.length)).number }),
      ),
    );
    if (gone !== "") item.append(make("del", { dir: "auto" }, cut(gone)));
    if (come !== "") item.append(make("ins", { dir: "auto" }, cut(come)));
    return item;
  });
  const list = make("ol", { className: "edit-difference" }, ...items);
  if (chunks.length > SHOWN_PLACES)
    list.append(make("li", {}, say("editor-difference-more", { count: chunks.length - SHOWN_PLACES })));
  return list;
}

/** What joins two texts in the editor: theirs is shown beside each place where it differs. */
export class Joining {
  #place = new Compartment();
  /** Whether two texts are being joined now. */
  isOpen = false;
  count = make("span", { className: "count" });
  element = make("section", { className: "edit-joining", hidden: true });

  /** @param {() => void} onDone is told when there is one text again */
  constructor(onDone) {
    this.onDone = onDone;
    const press = (/** @type {string} */ words, /** @type {(view: EditorView) => void} */ action) => {
      const button = make("button", { type: "button", className: "plain" }, words);
      button.addEventListener("click", () => this.view !== undefined && action(this.view));
      return button;
    };
    const done = make("button", { type: "button" }, say("editor-join-done"));
    done.addEventListener("click", () => this.end());
    this.heading = make("h2", { tabIndex: -1 }, say("editor-join"));
    this.element.append(
      this.heading,
      make("p", {}, say("editor-join-how")),
      make(
        "p",
        { className: "edit-presses" },
        this.count,
        " ",
        press(say("editor-join-next"), (view) => this.#next(view)),
        " ",
        press(say("editor-join-theirs"), (view) => this.#settle(view, rejectChunk)),
        " ",
        press(say("editor-join-mine"), (view) => this.#settle(view, acceptChunk)),
        " ",
        done,
      ),
    );
    this.element.setAttribute("aria-label", say("editor-join"));
    this.count.setAttribute("role", "status");
    /** @type {EditorView | undefined} */
    this.view = undefined;
  }

  /** What the editor is given. */
  get extension() {
    return [
      this.#place.of([]),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        if (this.isOpen && (docChanged || transactions.length > 0)) this.#count();
      }),
    ];
  }

  /**
   * Shows what another text has that this one has not, and the other way round.
   * @param {EditorView} view
   * @param {string} theirs
   */
  open(view, theirs) {
    this.view = view;
    this.isOpen = true;
    const original = textOf(new ExactText(theirs).plain);
    view.dispatch({
      effects: this.#place.reconfigure(
        unifiedMergeView({
          original,
          mergeControls: false,
          gutter: false,
          diffConfig: COMPARING,
          collapseUnchanged: { margin: 3, minSize: 8 },
        }),
      ),
    });
    this.element.hidden = false;
    this.#count();
    this.heading.focus();
  }

  #count() {
    if (this.view === undefined) return;
    const left = getChunks(this.view.state)?.chunks.length ?? 0;
    const words = say("editor-join-left", { count: left });
    if (this.count.textContent !== words) this.count.textContent = words;
  }

  /** @param {EditorView} view */
  #next(view) {
    goToNextChunk(view);
    const chunk = this.#chunkAt(view);
    view.focus();
    if (chunk === null) return;
    const theirs = getChunks(view.state) === null ? "" : this.#theirs(view, chunk);
    view.dispatch({ effects: EditorView.announce.of(say("editor-join-theirs-is", { text: { words: theirs } })) });
  }

  /**
   * What the other text has at a place.
   * @param {EditorView} view
   * @param {Chunk} chunk
   */
  #theirs(view, chunk) {
    const deleted = view.contentDOM.querySelectorAll(".cm-deletedChunk");
    const index = getChunks(view.state)?.chunks.indexOf(chunk) ?? -1;
    return deleted[index]?.textContent ?? "";
  }

  /** @param {EditorView} view */
  #chunkAt(view) {
    const { head } = view.state.selection.main;
    const chunks = getChunks(view.state)?.chunks ?? [];
    return chunks.find((chunk) => chunk.fromB <= head && chunk.endB >= head) ?? null;
  }

  /**
   * Settles the place at the cursor, or the next one, and goes on.
   * @param {EditorView} view
   * @param {(view: EditorView) => boolean} settle
   */
  #settle(view, settle) {
    if (this.#chunkAt(view) === null) goToNextChunk(view);
    settle(view);
    if ((getChunks(view.state)?.chunks.length ?? 0) === 0) this.end();
    else this.#next(view);
  }

  /** Goes on with the text as it stands in the editor. */
  end() {
    const { view } = this;
    if (!this.isOpen || view === undefined) return;
    this.isOpen = false;
    view.dispatch({ effects: this.#place.reconfigure([]) });
    this.element.hidden = true;
    view.focus();
    this.onDone();
  }
}
