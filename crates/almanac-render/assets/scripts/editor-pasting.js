// Pasting and dropping: words come plain, and what more could be made of them is offered: markup, a table, a source to cite.
// Images are asked about (editor-uploads.js).

import { EditorView } from "./codemirror.js";
import { make } from "./dom.js";
import { EMPTY_TITLE, sourceStub } from "./front-matter.js";
import { addressIn, markdownOf, tableIn, withoutUnseen } from "./pasted.js";
import { say } from "./words.js";

/** @import { SourceStub } from "./front-matter.js" */

/**
 * @typedef {{ from: number, to: number }} Place
 */

/**
 * What was pasted.
 * @typedef {object} Pasted
 * @property {Place} place where it stands
 * @property {string} text
 * @property {string} selected what was in its place before
 * @property {string} html the same as markup, if it came as such
 */

/** What more can be made of what was pasted. */
class Offer {
  element = make("p", { className: "edit-offer" });

  constructor() {
    this.element.hidden = true;
    this.element.setAttribute("role", "status");
  }

  /**
   * Offers something.
   * @param {string} words
   * @param {string} press
   * @param {() => void} action
   */
  show(words, press, action) {
    const button = make("button", { type: "button", className: "plain" }, press);
    const not = make("button", { type: "button", className: "plain" }, say("close"));
    button.addEventListener("click", () => {
      this.end();
      action();
    });
    not.addEventListener("click", () => this.end());
    this.element.replaceChildren(words, " ", button, " ", not);
    this.element.hidden = false;
  }

  end() {
    this.element.hidden = true;
  }
}

/** The day, as dates are written here. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ part) => `${part}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Takes what is pasted. */
export class Pasting {
  offer = new Offer();

  /** @param {(files: File[]) => void} onImages */
  constructor(onImages) {
    this.onImages = onImages;
  }

  /** What the editor is given. */
  get extension() {
    return [
      EditorView.domEventHandlers({
        paste: (event, view) => this.#take(event.clipboardData, view, event),
        drop: (event, view) => this.#drop(event, view),
      }),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        const isPaste = transactions.some((transaction) => transaction.isUserEvent("input.paste"));
        if (docChanged && !isPaste) this.offer.end();
      }),
    ];
  }

  /**
   * @param {DragEvent} event
   * @param {EditorView} view
   */
  #drop(event, view) {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return false;
    event.preventDefault();
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (at !== null) view.dispatch({ selection: { anchor: at } });
    this.onImages(files);
    return true;
  }

  /**
   * @param {DataTransfer | null} data
   * @param {EditorView} view
   * @param {Event} event
   */
  #take(data, view, event) {
    if (data === null || view.state.readOnly) return false;
    const text = withoutUnseen(data.getData("text/plain").replaceAll(/\r\n?/gu, "\n"));
    const files = [...data.files];
    // Programs for texts put a picture of the words beside them.
    if (files.length > 0 && text === "") {
      event.preventDefault();
      this.onImages(files);
      return true;
    }
    if (text === "") return false;
    event.preventDefault();
    const { from, to } = view.state.selection.main;
    const selected = view.state.sliceDoc(from, to);
    view.dispatch(view.state.replaceSelection(text), { userEvent: "input.paste", scrollIntoView: true });
    const place = { from, to: from + text.length };
    this.#offer(view, { place, text, selected, html: data.getData("text/html") });
    return true;
  }

  /**
   * Offers what more can be made of what was pasted.
   * @param {EditorView} view
   * @param {Pasted} pasted
   */
  #offer(view, pasted) {
    const { place, text, html } = pasted;
    const address = addressIn(text);
    if (address !== null) {
      this.#offerAddress(view, pasted, address);
      return;
    }
    const table = tableIn(text);
    const markup = html === "" ? null : markdownOf(html);
    if (markup !== null && markup.markdown !== text) {
      const words =
        markup.images > 0 ? say("editor-pasted-images", { count: markup.images }) : say("editor-pasted-plain");
      this.offer.show(words, say("editor-paste-markup"), () => replace(view, place, markup.markdown));
    } else if (table !== null) {
      this.offer.show(say("editor-pasted-plain"), say("editor-paste-table"), () => replace(view, place, table));
    }
  }

  /**
   * An address that is pasted over words is their link. Another may become a source to cite.
   * @param {EditorView} view
   * @param {Pasted} pasted
   * @param {URL} address
   */
  #offerAddress(view, { place, selected }, address) {
    if (selected.trim() !== "" && !selected.includes("\n")) {
      replace(view, place, `[${selected}](${address.href})`);
      return;
    }
    const stub = sourceStub(view.state.doc.toString(), address, today());
    // Within the front matter an address is a value.
    if (stub === null || stub.end > place.from) return;
    this.offer.show(say("editor-pasted-address"), say("editor-paste-source"), () => cite(view, place, stub));
  }
}

/**
 * Puts something else in the place of what was pasted.
 * @param {EditorView} view
 * @param {Place} place
 * @param {string} insert
 */
function replace(view, place, insert) {
  const selection = { anchor: place.from + insert.length };
  view.dispatch({ changes: { ...place, insert }, selection, userEvent: "input.paste", scrollIntoView: true });
  view.focus();
}

/**
 * Cites a work in the place of its address, and lists it among the page's sources, with its title to be filled.
 * @param {EditorView} view
 * @param {Place} place
 * @param {SourceStub} stub
 */
function cite(view, place, { key, change }) {
  const isBehindSpace = view.state.sliceDoc(Math.max(0, place.from - 1), place.from) === " ";
  const cited = { from: place.from - (isBehindSpace ? 1 : 0), to: place.to, insert: `[@${key}]` };
  view.dispatch({ changes: change === null ? [cited] : [change, cited], userEvent: "input.paste" });
  if (change !== null) {
    const title = change.from + change.insert.indexOf(EMPTY_TITLE) + EMPTY_TITLE.length - 1;
    view.dispatch({ selection: { anchor: title }, effects: EditorView.scrollIntoView(title, { y: "center" }) });
  }
  view.focus();
}
