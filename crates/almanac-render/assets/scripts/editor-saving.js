// Saving: what is said of it is said after the answer. Whatever the answer is, the text stays where it is.

import { make, oneOf, setText } from "./dom.js";
import { Refused } from "./edit-requests.js";
import { say } from "./words.js";

/** @import { Finding, EditRequests, Upload } from "./edit-requests.js" */
/** @import { Manuscript } from "./manuscript.js" */

/** Answers by which a server says that it is busy. */
const BUSY = [429, 502, 503, 504];

/**
 * What saving needs of the editor.
 * @typedef {object} SavingPlace
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} summary
 * @property {Manuscript} manuscript
 * @property {EditRequests} requests
 * @property {(change: Change) => Promise<{ base: string, address: string, words: string }>} send saves, or proposes, or accepts
 * @property {string} signIn the address at which somebody signs in
 * @property {() => Upload[]} media
 * @property {() => void} onSaved
 * @property {(theirs: { base: string, text: string }) => void} onStale
 * @property {(found: Finding[], text: string) => void} onRefused
 * @property {() => boolean} isKept whether this browser keeps a draft of the text
 * @property {() => boolean} isJoining whether two texts are being joined
 */

const timeOf = (/** @type {Date} */ time) =>
  time.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

/**
 * What is sent.
 * @typedef {Parameters<EditRequests["save"]>[0]} Change
 */

/** Saves, and says how it stands. */
export class Saving {
  #isRunning = false;
  /** What was sent last, with its name: the same text is sent again under the same, so that it is recorded once. */
  #last = { content: "", id: "" };
  #when = "";
  /** The text that was refused last: what was said of it stands until another is written. */
  #refused = "";
  status = make("p", { className: "edit-kept" });
  more = make("span", {});
  signing = make("div", { className: "edit-signing", hidden: true });

  /** @param {SavingPlace} place */
  constructor(place) {
    this.place = place;
    this.status.setAttribute("role", "status");
    place.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    this.#buildSigning();
  }

  /** Says that there is something to save, or that there is not. */
  tell() {
    if (this.#isRunning) return;
    const { isChanged, text } = this.place.manuscript;
    if (this.#refused !== "" && this.#refused === text) return;
    this.#refused = "";
    if (isChanged)
      this.#state("not-saved", this.place.isKept() ? say("editor-not-saved-kept") : say("editor-not-saved"));
    else
      this.#state(
        "saved",
        this.#when === "" ? say("editor-unchanged") : say("editor-saved-at", { time: { words: this.#when } }),
      );
  }

  /**
   * @param {string} state
   * @param {string} words
   * @param {...(Node | string)} more
   */
  #state(state, words, ...more) {
    this.status.dataset.state = state;
    if (more.length > 0) this.status.replaceChildren(words, " ", ...more);
    else if (this.status.textContent !== words) setText(this.status, words);
  }

  /** The name of what is sent: another for another text. */
  #id(/** @type {string} */ content) {
    if (this.#last.content !== content) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      this.#last = { content, id: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
    }
    return this.#last.id;
  }

  /** Sends the text, and takes the answer. */
  async save() {
    const { manuscript, send, summary, media } = this.place;
    if (this.#isRunning) return;
    if (this.place.isJoining()) {
      this.#state("not-saved", say("editor-join-first"));
      return;
    }
    const { text, base } = manuscript;
    if (text.includes("\0")) {
      this.#state(
        "not-saved",
        say("editor-nul", { line: text.slice(0, text.indexOf("\0")).split(/\r\n?|\n/u).length }),
      );
      return;
    }
    this.#isRunning = true;
    this.#state("saving", say("editor-saving"));
    const since = manuscript.follow();
    const uploads = media();
    const content = JSON.stringify([text, base, summary.value, uploads.map(({ name }) => name)]);
    try {
      const id = this.#id(content);
      const report = oneOf(HTMLInputElement, "input[name=report]", this.place.form)?.value ?? "";
      const answer = await send({ text, base, summary: summary.value, id, report, media: uploads });
      manuscript.rebase(answer.base, text);
      manuscript.restart(text, since);
      this.#saved(answer);
    } catch (error) {
      manuscript.leave(since);
      this.#isRunning = false;
      this.#refused = text;
      this.#fail(error, text);
    }
  }

  /** @param {{ address?: string, words?: string }} answer */
  #saved({ address, words }) {
    this.#isRunning = false;
    this.#last = { content: "", id: "" };
    this.#when = timeOf(new Date());
    this.signing.hidden = true;
    this.place.summary.value = "";
    this.place.onSaved();
    const said = `${words || say("editor-saved")} ${say("editor-at", { time: { words: this.#when } })}`;
    if (this.place.manuscript.isChanged) this.tell();
    else if (address) this.#state("saved", said, make("a", { href: address }, say("editor-to-page")));
    else this.#state("saved", said);
  }

  /**
   * @param {unknown} error
   * @param {string} text
   */
  #fail(error, text) {
    const kept = this.place.isKept() ? say("editor-kept-here") : say("editor-kept-nowhere");
    if (!(error instanceof Refused)) {
      this.#state("not-saved", say("editor-unreachable"), kept);
      return;
    }
    const { status, body, message } = error;
    if (status === 412 && body.base !== undefined && body.text !== undefined) {
      this.#state("not-saved", say("editor-stale"), kept);
      this.place.onStale({ base: body.base, text: body.text });
      return;
    }
    if (status === 422 && body.diagnostics !== undefined) this.place.onRefused(body.diagnostics, text);
    if (status === 401) this.#askForKey();
    const words = BUSY.includes(status) ? say("editor-busy") : message;
    this.#state(
      "not-saved",
      say("editor-refused"),
      words || say("editor-refused-why", { status: { words: `${status}` } }),
      " ",
      kept,
    );
  }

  /** Signing in beside the text, which stays as it is. */
  #buildSigning() {
    const key = make("input", { type: "password", autocomplete: "current-password", dir: "ltr" });
    const enter = make("button", { type: "button" }, say("editor-sign-in"));
    const said = make("p", { className: "edit-not-taken" });
    said.setAttribute("role", "alert");
    const submit = async () => {
      try {
        await this.place.requests.signIn(this.place.signIn, key.value.trim());
        key.value = "";
        said.textContent = "";
        this.signing.hidden = true;
        await this.save();
      } catch (error) {
        // That a key is none, we say in the page's language; why else not, the server says.
        const isKey =
          !(error instanceof Refused) || error.status === 401 || error.status === 403 || error.message === "";
        said.textContent = isKey ? say("editor-sign-in-failed") : error.message;
      }
    };
    enter.addEventListener("click", () => void submit());
    key.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      void submit();
    });
    const label = make("label", {}, make("span", {}, say("editor-key")), key);
    this.signing.append(make("p", {}, say("editor-sign-in-why")), label, " ", enter, said);
  }

  #askForKey() {
    if (this.place.signIn === "") return;
    this.signing.hidden = false;
    this.signing.querySelector("input")?.focus();
  }
}
