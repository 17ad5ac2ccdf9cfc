// Images that are pasted, dropped or chosen: each is asked about, and goes with the text when that is saved, never before.

import { make } from "./dom.js";
import { frontMatter } from "./front-matter.js";
import { number, say } from "./words.js";

/** @import { EditorView } from "./codemirror.js" */
/** @import { EditRequests, Upload } from "./edit-requests.js" */

/** The sorts of images that a page may have, by their first bytes; what a file is called says nothing of it. */
const SORTS = [
  { ending: "png", begins: /^\x89PNG/u },
  { ending: "jpg", begins: /^\xff\xd8\xff/u },
  { ending: "gif", begins: /^GIF8[79]a/u },
  { ending: "webp", begins: /^RIFF[\s\S]{4}WEBP/u },
  { ending: "avif", begins: /^[\s\S]{4}ftypavi[fs]/u },
  { ending: "svg", begins: /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/iu },
];
const FIRST_BYTES = 64;

/**
 * What sort of image a file is; null where it is none that a page may have.
 * @param {Blob} file
 */
async function sortOf(file) {
  const bytes = new Uint8Array(await file.slice(0, FIRST_BYTES).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  return SORTS.find(({ begins }) => begins.test(text))?.ending ?? null;
}

/**
 * A name for a file among the media: in small letters, with hyphens, and with the ending that says what it is.
 * @param {string} name
 * @param {string} ending
 */
export function mediaName(name, ending) {
  const stem = name
    .replace(/\.[^.]*$/u, "")
    .normalize("NFC")
    .toLowerCase();
  const words = stem.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `${words.join("-").slice(0, 80) || "image"}.${ending}`;
}

/**
 * A name with a number behind its stem.
 * @param {string} name
 * @param {number} count
 */
export const numberedName = (name, count) => name.replace(/(\.[^.]*)$/u, `-${count}$1`);

/**
 * How large a file is, in words.
 * @param {number} bytes
 */
function sizeOf(bytes) {
  const isLarge = bytes >= 1_000_000;
  const unit = isLarge ? "megabyte" : "kilobyte";
  return number(bytes / (isLarge ? 1_000_000 : 1000), { style: "unit", unit, maximumSignificantDigits: 2 });
}

/**
 * A line of the form.
 * @param {string} words
 * @param {HTMLElement} input
 */
const row = (words, input) => make("label", {}, make("span", {}, words), input);

/** A field of the form, for words. */
const field = (required = false) => make("input", { type: "text", dir: "auto", autocomplete: "off", required });

/** The images that go with a text. */
export class Uploads {
  /** @type {Map<string, Upload>} */
  #taken = new Map();
  element = make("dialog", { className: "edit-upload" });
  chooser = make("input", { type: "file", accept: "image/*", multiple: true, className: "vh", tabIndex: -1 });
  refused = make("p", { className: "edit-not-taken" });

  /**
   * @param {object} editing
   * @param {() => EditorView} editing.view
   * @param {EditRequests} editing.requests
   * @param {number} editing.most how many bytes an image may have
   * @param {string} editing.folder what the addresses of media begin with in a text
   */
  constructor({ view, requests, most, folder }) {
    this.view = view;
    this.requests = requests;
    this.most = most;
    this.folder = folder;
    this.refused.setAttribute("role", "alert");
    this.refused.hidden = true;
    // The button above it opens it.
    this.chooser.hidden = true;
    this.chooser.setAttribute("aria-label", say("editor-image"));
    this.chooser.addEventListener("change", () => {
      void this.take([...(this.chooser.files ?? [])]);
      this.chooser.value = "";
    });
  }

  /** The images that the text still shows. */
  get wanted() {
    const text = this.view().state.doc.toString();
    return [...this.#taken.values()].filter(({ name }) => text.includes(`${this.folder}${name}`));
  }

  /** What was sent is with the page now. */
  forget() {
    this.#taken.clear();
  }

  /**
   * Asks about files, one after the other.
   * @param {File[]} files
   */
  async take(files) {
    this.refused.hidden = true;
    for (const file of files) {
      const ending = await sortOf(file);
      if (ending === null) this.#refuse(say("editor-no-image", { name: file.name }));
      else if (file.size > this.most) {
        this.#refuse(
          say("editor-image-too-large", { name: file.name, size: sizeOf(file.size), most: sizeOf(this.most) }),
        );
      } else await this.#ask(file, mediaName(file.name, ending));
    }
  }

  /** @param {string} words */
  #refuse(words) {
    this.refused.textContent = words;
    this.refused.hidden = false;
  }

  /**
   * Whether a name is taken: by a file of the almanac, or by another image of this text.
   * @param {string} name
   */
  async #isTaken(name) {
    if (this.#taken.has(name)) return true;
    try {
      return (await this.requests.media(name)).taken;
    } catch {
      // The server compares again before it writes anything.
      return false;
    }
  }

  /**
   * The first name with a number behind it that is free.
   * @param {string} name
   */
  async #freeName(name) {
    let count = 2;
    while (await this.#isTaken(numberedName(name, count))) count += 1;
    return numberedName(name, count);
  }

  /**
   * Asks what an image shows, and whose it is.
   * @param {File} file
   * @param {string} name
   */
  async #ask(file, name) {
    const inputs = { name: field(true), alt: field(true), licence: field(true), attribution: field(), origin: field() };
    inputs.name.value = name;
    inputs.name.dir = "ltr";
    inputs.origin.type = "url";
    inputs.licence.placeholder = "CC-BY-4.0";
    const shown = make("img", { alt: "", src: await dataUrl(file) });
    const clash = make("fieldset", { hidden: true });
    const add = make("button", {}, say("editor-image-add"));
    const not = make("button", { type: "button", className: "plain" }, say("editor-image-not"));
    const form = make(
      "form",
      { method: "dialog" },
      make("h2", {}, say("editor-image-about")),
      make("p", { className: "facts" }, `${file.name} · ${sizeOf(file.size)}`),
      shown,
      row(say("editor-image-alt"), inputs.alt),
      row(say("editor-image-licence"), inputs.licence),
      row(say("editor-image-attribution"), inputs.attribution),
      row(say("editor-image-origin"), inputs.origin),
      row(say("editor-image-name"), inputs.name),
      clash,
      make("p", { className: "quiet" }, say("editor-image-with-text")),
      make("p", {}, add, " ", not),
    );
    not.addEventListener("click", () => this.element.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#add(file, inputs, clash);
    });
    this.element.setAttribute("aria-label", say("editor-image-about"));
    this.element.replaceChildren(form);
    this.element.showModal();
    inputs.alt.focus();
    await new Promise((resolve) => this.element.addEventListener("close", resolve, { once: true }));
    this.view().focus();
  }

  /**
   * Takes an image, unless its name is taken: then it is asked whether it replaces the other.
   * @param {File} file
   * @param {{ [name in "name" | "alt" | "licence" | "attribution" | "origin"]: HTMLInputElement }} inputs
   * @param {HTMLFieldSetElement} clash
   */
  async #add(file, inputs, clash) {
    const ending = /[^.]*$/u.exec(inputs.name.value)?.[0] ?? "";
    const name = mediaName(inputs.name.value, ending);
    const chosen = clash.dataset.name === name ? clash.querySelector("input:checked") : null;
    if (!(chosen instanceof HTMLInputElement) && (await this.#isTaken(name))) {
      this.#askWhich(clash, name);
      return;
    }
    const replace = chosen instanceof HTMLInputElement && chosen.value === "replace";
    const isBeside = chosen instanceof HTMLInputElement && chosen.value === "both";
    const [alt = "", licence = "", attribution = "", origin = ""] = [
      inputs.alt,
      inputs.licence,
      inputs.attribution,
      inputs.origin,
    ].map((input) => input.value.trim());
    this.#insert(
      { name: isBeside ? await this.#freeName(name) : name, file, licence, attribution, origin, replace },
      alt,
    );
    this.element.close();
  }

  /**
   * Asks whether an image replaces one of its name, or stands beside it.
   * @param {HTMLFieldSetElement} clash
   * @param {string} name
   */
  #askWhich(clash, name) {
    const choice = (/** @type {string} */ value, /** @type {string} */ words) =>
      make(
        "label",
        { className: "edit-switch" },
        make("input", { type: "radio", name: "clash", value, required: true }),
        make("span", {}, words),
      );
    clash.dataset.name = name;
    clash.replaceChildren(
      make("legend", {}, say("editor-image-taken", { name })),
      choice("both", say("editor-image-both")),
      choice("replace", say("editor-image-replace")),
    );
    clash.hidden = false;
    clash.querySelector("input")?.focus();
  }

  /**
   * @param {Upload} upload
   * @param {string} alt
   */
  #insert(upload, alt) {
    this.#taken.set(upload.name, upload);
    const view = this.view();
    const insert = `![${alt.replaceAll(/[[\]\\]/gu, "\\$&")}](${this.folder}${upload.name})`;
    const { doc, selection } = view.state;
    const front = frontMatter(doc.toString());
    // No picture stands in front matter: it comes to the end of the text then.
    if (front !== null && selection.main.from < front.end) {
      const behind = doc.sliceString(doc.length - 1) === "\n" ? "\n" : "\n\n";
      const at = { from: doc.length, insert: `${behind}${insert}\n` };
      const anchor = doc.length + at.insert.length;
      view.dispatch({ changes: at, selection: { anchor }, userEvent: "input.image", scrollIntoView: true });
      return;
    }
    view.dispatch(view.state.replaceSelection(insert), { userEvent: "input.image", scrollIntoView: true });
  }
}

/**
 * An image as an address that shows it here.
 * @param {Blob} file
 * @returns {Promise<string>}
 */
const dataUrl = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("loadend", () => resolve(`${reader.result ?? ""}`));
    reader.readAsDataURL(file);
  });
