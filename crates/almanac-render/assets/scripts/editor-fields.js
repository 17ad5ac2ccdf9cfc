// Front matter as a form: ruled lines, one a field. A field is changed at its place in the text, and nothing else with it.

import { make } from "./dom.js";
import { fieldChange, frontMatter } from "./front-matter.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

/** @import { EditorView } from "./codemirror.js" */
/** @import { FrontMatter } from "./front-matter.js" */

/** Under which it is kept that the form is folded. */
const FOLDED = "almanac:editor:folded";
/** The fields that a form has, in their order in a page that has none of them yet. */
const FIELDS = ["title", "kind", "level", "summary", "aliases", "topics", "authors", "published"];
const LISTS = ["aliases", "topics", "authors"];
const LEVELS = ["", "introductory", "intermediate", "advanced"];
const SWITCHES = ["stub", "draft", "unlisted"];
const ORDER = ["id", ...FIELDS, ...SWITCHES];

/** What its own line of the form is called. */
const LABELS = {
  title: () => say("editor-field-title"),
  kind: () => say("editor-field-kind"),
  level: () => say("editor-field-level"),
  summary: () => say("editor-field-summary"),
  aliases: () => say("editor-field-aliases"),
  topics: () => say("editor-field-topics"),
  authors: () => say("editor-field-authors"),
  published: () => say("editor-field-published"),
  stub: () => say("editor-field-stub"),
  draft: () => say("editor-field-draft"),
  unlisted: () => say("editor-field-unlisted"),
};

/**
 * The words for a field.
 * @param {string} name
 */
const labelOf = (name) => LABELS[/** @type {keyof typeof LABELS} */ (name)]();

/**
 * An input for a field.
 * @param {string} name
 */
function inputOf(name) {
  if (SWITCHES.includes(name)) return make("input", { type: "checkbox" });
  if (name !== "level")
    return make("input", {
      type: "text",
      dir: "auto",
      autocomplete: "off",
      spellcheck: name === "summary",
      // What a page is that does not say it.
      placeholder: name === "kind" ? "concept" : "",
    });
  return make("select", {}, ...LEVELS.map((level) => make("option", { value: level }, level || "–")));
}

/** The form of a text's front matter. */
export class Fields {
  /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
  #inputs = new Map();
  #text = "";
  element = make("details", { className: "edit-fields" }, make("summary", {}, say("editor-front")));
  lines = make("div", {});
  waits = make("p", { className: "quiet" }, say("editor-fields-wait"));

  /**
   * @param {EditorView} view
   * @param {() => boolean} isBroken whether the compiler says that the front matter can't be read
   */
  constructor(view, isBroken) {
    this.view = view;
    this.isBroken = isBroken;
    for (const name of [...FIELDS, ...SWITCHES]) this.#add(name);
    this.element.append(this.lines, this.waits);
    // A phone shows the text first, and so does a wide screen for those who have folded the form there.
    this.element.open = matchMedia("(min-width: 64rem)").matches && kept.get(FOLDED) === null;
    this.element.addEventListener("toggle", () => {
      if (this.element.open) kept.remove(FOLDED);
      else kept.set(FOLDED, "true");
    });
    this.show();
  }

  /** @param {string} name */
  #add(name) {
    const input = inputOf(name);
    input.name = "";
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#write(name, input);
    });
    input.addEventListener("compositionend", () => this.#write(name, input));
    const isSwitch = SWITCHES.includes(name);
    const words = make("span", {}, labelOf(name));
    const label = make(
      "label",
      { className: isSwitch ? "edit-switch" : "" },
      ...(isSwitch ? [input, words] : [words, input]),
    );
    this.#inputs.set(name, input);
    this.lines.append(label);
  }

  /** The beginning of the text, which holds its front matter. */
  get #front() {
    return this.view.state.doc.toString();
  }

  /**
   * Writes what a field says into the text.
   * @param {string} name
   * @param {HTMLInputElement | HTMLSelectElement} input
   */
  #write(name, input) {
    const change = fieldChange(this.#front, name, this.#content(name, input), ORDER);
    if (change !== null) this.view.dispatch({ changes: change, userEvent: "input.field" });
  }

  /**
   * What an input says.
   * @param {string} name
   * @param {HTMLInputElement | HTMLSelectElement} input
   */
  #content(name, input) {
    if (input instanceof HTMLInputElement && input.type === "checkbox") return input.checked ? "true" : "";
    const value = input.value.trim();
    if (!LISTS.includes(name)) return value;
    return value.split(/[,،、，]/u).flatMap((item) => item.trim() || []);
  }

  /** Shows what the text says now. */
  show() {
    const text = this.#front;
    const front = frontMatter(text);
    const head = front === null ? "" : text.slice(0, front.end);
    const isReady = front !== null && !this.isBroken();
    this.waits.hidden = isReady;
    // Half of what can't be read is not shown.
    this.lines.hidden = !isReady;
    for (const [name, input] of this.#inputs) {
      const isField = front !== null && this.#isField(front, name);
      this.#allow(input, isReady && isField, isReady);
      if (isReady && isField && head !== this.#text) this.#fill(front, name, input);
    }
    this.#text = head;
  }

  /**
   * Lets a field be changed, or says that it is one to be edited as text.
   * @param {HTMLInputElement | HTMLSelectElement} input
   * @param {boolean} isAllowed
   * @param {boolean} isReady whether any field may be changed
   */
  #allow(input, isAllowed, isReady) {
    if (input.disabled === isAllowed) input.disabled = !isAllowed;
    const { parentElement: label } = input;
    if (label !== null) label.title = isReady && !isAllowed ? say("editor-field-as-text") : "";
  }

  /**
   * Whether a field is one that the form can change: it is not there yet, or says what the form can show.
   * @param {FrontMatter} front
   * @param {string} name
   */
  #isField(front, name) {
    const [field, ...others] = front.fields.filter((each) => each.name === name);
    if (field === undefined) return true;
    if (others.length > 0 || field.content === null) return false;
    const isList = Array.isArray(field.content);
    return field.content === "" || isList === LISTS.includes(name);
  }

  /**
   * @param {FrontMatter} front
   * @param {string} name
   * @param {HTMLInputElement | HTMLSelectElement} input
   */
  #fill(front, name, input) {
    const content = front.fields.find((field) => field.name === name)?.content ?? "";
    if (input instanceof HTMLInputElement && input.type === "checkbox") {
      input.checked = content === "true";
      return;
    }
    // Whoever is typing there is not interrupted: a space at the end is the beginning of the next word.
    const isSame = JSON.stringify(this.#content(name, input)) === JSON.stringify(content);
    if (isSame && input === document.activeElement) return;
    const words = Array.isArray(content) ? content.join(", ") : content;
    if (input instanceof HTMLSelectElement && ![...input.options].some(({ value }) => value === words)) {
      input.append(make("option", { value: words }, words));
    }
    if (input.value !== words) input.value = words;
  }
}
