// What the compiler says of the text, as it is typed: marks in the text, notes beside it, and a sentence on what the change
// will touch.

import { EditorSelection, EditorView, setDiagnostics } from "./codemirror.js";
import { make, onceAFrame } from "./dom.js";
import { Refused } from "./edit-requests.js";
import { showFront } from "./editor-view.js";
import { ExactText } from "./exact-text.js";
import { number, say } from "./words.js";

/** @import { Checked, EditRequests, Finding, Upload } from "./edit-requests.js" */
/** @import { Manuscript } from "./manuscript.js" */

/** How long typing pauses before the text is sent, in milliseconds; that of a long text costs the server more. */
const PAUSE = 60;
const LONG_PAUSE = 600;
/** How long before it is asked what the change will touch, for which every page is looked at. */
const TOUCHING_PAUSE = 1500;
/** From how many signs on a text is long. Its preview is made when it is asked for. */
const LONG = 150_000;
/** How many findings are shown at once. */
const SHOWN = 100;
/** How far apart notes stand beside the text, in pixels. */
const GAP = 8;

const WORDS = {
  error: () => say("severity-error"),
  warning: () => say("severity-warning"),
  remark: () => say("editor-remark"),
};
const MARKS = { error: "error", warning: "warning", remark: "info" };

/**
 * A finding at its place in the text that is edited now.
 * @typedef {Finding & { at: { from: number, to: number } | null, edits: { from: number, to: number, insert: string }[] }} Placed
 */

/**
 * What kind of finding it is, in words.
 * @param {Finding} finding
 */
const kindOf = ({ severity }) => (WORDS[severity] ?? WORDS.remark)();

/** Follows the text with what the compiler says of it. */
export class Checks {
  #waiting = 0;
  #isRunning = false;
  #isWanted = false;
  #touching = 0;
  #isHeld = false;
  /** @type {Checked | null} */
  #held = null;
  #after;
  /** @type {Placed[]} */
  found = [];
  list = make("ol", { className: "edit-notes" });
  summary = make("p", { className: "facts edit-found" });
  touches = make("p", { className: "edit-touches" });

  /**
   * @param {object} editing
   * @param {EditorView} editing.view
   * @param {Manuscript} editing.manuscript
   * @param {EditRequests} editing.requests
   * @param {() => Omit<Upload, "file">[]} editing.media the images that go with the text
   * @param {(html: string | null) => void} editing.onPreview
   * @param {() => void} editing.onFound
   */
  constructor({ view, manuscript, requests, media, onPreview, onFound }) {
    this.view = view;
    this.manuscript = manuscript;
    this.#after = manuscript.follow();
    this.requests = requests;
    this.media = media;
    this.onPreview = onPreview;
    this.onFound = onFound;
    this.summary.setAttribute("role", "status");
    this.place = onceAFrame(() => this.#place());
    view.scrollDOM.addEventListener("scroll", this.place, { passive: true });
    new ResizeObserver(this.place).observe(view.scrollDOM);
  }

  /** Whether the text is so long that its preview is made only when it is asked for. */
  get isLong() {
    return this.view.state.doc.length > LONG;
  }

  /** Has the text checked after a pause. */
  want() {
    this.#isWanted = true;
    clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => this.run(), this.isLong ? LONG_PAUSE : PAUSE);
    clearTimeout(this.#touching);
    this.#touching = window.setTimeout(() => this.#touch(), TOUCHING_PAUSE);
  }

  /** Says what the change will touch. */
  async #touch() {
    const { isChanged, text } = this.manuscript;
    try {
      this.touches.textContent = isChanged ? (await this.requests.impact(text)).touches : "";
    } catch {
      this.touches.textContent = "";
    }
  }

  /**
   * Has the text checked: one text at a time, and the newest of those that came meanwhile.
   * @param {boolean} [withPreview]
   */
  async run(withPreview = !this.isLong) {
    clearTimeout(this.#waiting);
    this.#isWanted = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#isWanted = false;
    const since = this.manuscript.follow();
    try {
      const { text } = this.manuscript;
      const checked = await this.requests.check(text, this.media());
      this.#take({ ...checked, preview: withPreview ? (checked.preview ?? "") : null }, new ExactText(text), since);
    } catch (error) {
      // What could not be checked is still written, and checked when it is saved.
      this.summary.textContent = error instanceof Refused && error.message ? error.message : say("editor-unchecked");
    } finally {
      this.manuscript.leave(since);
      this.#isRunning = false;
      if (this.#isWanted) this.want();
    }
  }

  /**
   * Takes what was found in a text that was sent, wherever that stands now.
   * @param {Checked} checked
   * @param {ExactText} sent
   * @param {{ map(place: number, side?: -1 | 1): number }} since
   */
  #take(checked, sent, since) {
    const { length } = this.view.state.doc;
    const place = (/** @type {number} */ at, /** @type {-1 | 1} */ side) =>
      Math.min(since.map(sent.plainPlace(at), side), length);
    const span = (/** @type {number} */ begin, /** @type {number} */ end) => {
      const from = place(begin, 1);
      return { from, to: Math.max(from, place(end, -1)) };
    };
    const found = checked.diagnostics.map((finding) => {
      const { from, to, file, fix } = finding;
      const edits = (fix?.edits ?? []).map((edit) => ({
        ...span(edit.from, edit.to),
        insert: edit.text.replaceAll(/\r\n?/gu, "\n"),
      }));
      return { ...finding, edits, at: from === null || file !== undefined ? null : span(from, to ?? from) };
    });
    // What is found in this text comes before what it does to others.
    this.found = [...found.filter(({ at }) => at !== null), ...found.filter(({ at }) => at === null)];
    // What is typed from here on moves what was found.
    this.manuscript.leave(this.#after);
    this.#after = this.manuscript.follow();
    // While words are put together nothing may touch the text.
    if (this.#isHeld) this.#held = checked;
    else this.#show(checked);
  }

  /** @param {Checked} checked */
  #show(checked) {
    this.#mark();
    this.#list();
    this.onFound();
    if (checked.preview !== undefined) this.onPreview(checked.preview);
  }

  /** Leaves the text alone while an input method puts words together. */
  hold() {
    this.#isHeld = true;
  }

  /** Shows what was held back. */
  release() {
    this.#isHeld = false;
    const held = this.#held;
    this.#held = null;
    if (held !== null) this.#show(held);
    this.want();
  }

  /**
   * Takes findings of an answer to a text that was to be saved.
   * @param {Finding[]} diagnostics
   * @param {string} text
   */
  refuse(diagnostics, text) {
    const still = { map: (/** @type {number} */ place) => place };
    this.#take({ diagnostics }, new ExactText(text), still);
  }

  #mark() {
    const marks = this.found.flatMap(({ at, severity, message, help, name }) =>
      at === null
        ? []
        : [
            {
              ...at,
              severity: /** @type {any} */ (MARKS[severity] ?? "info"),
              message: help ? `${message} ${help}` : message,
              source: name,
            },
          ],
    );
    this.view.dispatch(setDiagnostics(this.view.state, marks));
  }

  /** The notes beside the text, each with a way to its place. */
  #list() {
    const focused = [...this.list.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    const notes = this.found.slice(0, SHOWN).map((finding) => this.#note(finding));
    this.list.replaceChildren(...notes);
    if (focused >= 0) (this.list.querySelectorAll("button")[focused] ?? this.view.contentDOM).focus();
    const errors = this.found.filter(({ severity }) => severity === "error").length;
    const others = this.found.length - errors;
    const words = [say("editor-errors", { count: errors }), say("editor-others", { count: others })];
    const shown = this.found.length === 0 ? say("editor-nothing-found") : words.filter(Boolean).join(" ");
    if (this.summary.textContent !== shown) this.summary.textContent = shown;
    this.place();
  }

  /** @param {Placed} finding */
  #note(finding) {
    const { at, edit, file, message, help, name, severity } = finding;
    const line = at === null ? null : this.view.state.doc.lineAt(at.from).number;
    const where = line === null ? (file ?? "") : say("editor-line", { line });
    const words = make("bdi", { lang: "en" }, message);
    const note = make("li", { className: severity });
    const kind = make("span", { className: "kind" }, kindOf(finding));
    // A finding in another page leads to its editor, and leaves this one open.
    if (at === null && edit)
      note.append(make("a", { className: "where", href: edit, target: "_blank", rel: "noopener" }, where), " ");
    else if (at === null) note.append(make("span", { className: "where" }, where), " ");
    else {
      const button = make("button", { type: "button", className: "where" }, where);
      button.addEventListener("click", () => this.goTo(finding));
      note.append(button, " ");
    }
    note.append(kind, ": ", words, " ", make("span", { className: "quiet" }, `(${name})`));
    if (help)
      note.append(
        make("br"),
        make("span", { className: "quiet" }, say("help"), ": ", make("bdi", { lang: "en" }, help)),
      );
    if (finding.edits.length > 0) note.append(make("br"), this.#fixButton(finding));
    return note;
  }

  /**
   * What mends a finding when it is pressed.
   * @param {Placed} finding
   */
  #fixButton({ fix, edits }) {
    const button = make("button", { type: "button", lang: "en" }, fix?.description ?? "");
    button.addEventListener("click", () => {
      const changes = edits.map(({ from, to, insert }) => ({
        from: this.#after.map(from),
        to: this.#after.map(to, -1),
        insert,
      }));
      const isWhole = changes.every(({ from, to }) => from <= to && to <= this.view.state.doc.length);
      if (isWhole) this.view.dispatch({ changes, userEvent: "input.fix" });
      this.view.focus();
    });
    return button;
  }

  /** Puts each note beside its line, where there is room beside the text. */
  #place() {
    const isBeside = getComputedStyle(this.list).position === "absolute";
    const notes = [...this.list.children];
    const { view } = this;
    const top = view.documentTop - this.list.getBoundingClientRect().top;
    const heights = isBeside ? notes.map((note) => note.getBoundingClientRect().height) : [];
    let free = 0;
    for (const [index, note] of notes.entries()) {
      if (!(note instanceof HTMLElement)) continue;
      const at = this.found[index]?.at;
      if (!isBeside) {
        note.style.insetBlockStart = "";
        continue;
      }
      const wanted = at ? top + view.lineBlockAt(Math.min(at.from, view.state.doc.length)).top : free;
      const begin = Math.max(wanted, free);
      note.style.insetBlockStart = `${begin}px`;
      free = begin + (heights[index] ?? 0) + GAP;
    }
  }

  /**
   * Goes to the place of a finding, and says what it is.
   * @param {Placed} finding
   */
  goTo(finding) {
    if (finding.at === null) return;
    const { length } = this.view.state.doc;
    const from = Math.min(this.#after.map(finding.at.from), length);
    showFront(this.view, from);
    const to = Math.max(from, Math.min(this.#after.map(finding.at.to, -1), length));
    this.view.dispatch({
      selection: EditorSelection.range(from, to),
      effects: [EditorView.scrollIntoView(from, { y: "center" }), EditorView.announce.of(this.#spoken(finding))],
    });
    this.view.focus();
  }

  /** @param {Placed} finding */
  #spoken(finding) {
    const line = finding.at === null ? 0 : this.view.state.doc.lineAt(finding.at.from).number;
    return `${say("editor-line", { line })} ${kindOf(finding)}: ${finding.message} ${finding.help ?? ""}`;
  }

  /**
   * Goes to the next finding behind the cursor, or before it; whether there is one.
   * @param {1 | -1} way
   */
  goOn(way) {
    const placed = this.found.filter(({ at }) => at !== null);
    const { from } = this.view.state.selection.main;
    const ordered = placed.sort((one, other) => way * ((one.at?.from ?? 0) - (other.at?.from ?? 0)));
    const next = ordered.find(({ at }) => way * ((at?.from ?? 0) - from) > 0) ?? ordered[0];
    if (next !== undefined) this.goTo(next);
    return next !== undefined;
  }

  /** How much was found, in words. */
  get count() {
    return number(this.found.length);
  }
}
