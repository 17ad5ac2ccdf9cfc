// Keeps a draft of what is written, and asks before one of before is taken up again.

import { make } from "./dom.js";
import { Drafts } from "./drafts.js";
import { differenceList } from "./editor-difference.js";
import { ExactText } from "./exact-text.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

/** @import { Draft } from "./drafts.js" */
/** @import { Manuscript } from "./manuscript.js" */

/** How long typing pauses before what was typed is kept, in milliseconds; that of a long text takes a browser longer. */
const KEEPING_PAUSE = 400;
const LONG_KEEPING_PAUSE = 3000;
const LONG_DRAFT = 200_000;

/** What the lock of a tab is called that is writing a draft. */
const lockOf = (/** @type {string} */ key) => `draft ${key}`;

/** The drafts that are being written in tabs that are open. */
async function openDrafts() {
  try {
    const { held } = await navigator.locks.query();
    return new Set((held ?? []).map(({ name }) => name));
  } catch {
    // Where a page came by plain HTTP, browsers have no locks: all drafts are shown.
    return new Set();
  }
}

/**
 * When something was, in words.
 * @param {number} time
 */
const whenOf = (time) =>
  new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

/** The draft of this tab, and those that were found. */
export class DraftKeeper {
  #waiting = 0;
  #tab = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  /** Whether what is written is kept in this browser. */
  isKept = false;
  element = make("section", { className: "edit-drafts", hidden: true });

  /**
   * @param {object} editing
   * @param {string} editing.site
   * @param {string} editing.contributor
   * @param {string} editing.page
   * @param {Manuscript} editing.manuscript
   * @param {HTMLInputElement} editing.summary
   * @param {(draft: Draft) => Promise<void>} editing.take
   * @param {() => boolean} editing.isHeld whether the text is none that somebody could go on with
   * @param {() => void} editing.onKept
   */
  constructor({ site, contributor, page, manuscript, summary, take, isHeld, onKept }) {
    this.drafts = new Drafts(kept, site, contributor);
    this.drafts.end(Date.now());
    this.page = page;
    this.key = this.drafts.key(page, this.#tab);
    this.manuscript = manuscript;
    this.summary = summary;
    this.take = take;
    this.isHeld = isHeld;
    this.onKept = onKept;
    this.element.setAttribute("aria-label", say("editor-drafts"));
    // Held for as long as the page is open: by it other tabs know that this draft is being written.
    void navigator.locks?.request(lockOf(this.key), () => new Promise(() => undefined)).catch(() => undefined);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.keep());
    addEventListener("pagehide", () => this.keep());
  }

  /** Has the draft kept after a pause. */
  want() {
    clearTimeout(this.#waiting);
    const pause = this.manuscript.origin.exact.length > LONG_DRAFT ? LONG_KEEPING_PAUSE : KEEPING_PAUSE;
    this.#waiting = window.setTimeout(() => this.keep(), pause);
  }

  /** Keeps the draft now; a text that is saved needs none. */
  keep() {
    clearTimeout(this.#waiting);
    if (this.isHeld()) return;
    const { base, isChanged, text } = this.manuscript;
    if (isChanged)
      this.isKept = this.drafts.keep(this.key, { base, text, summary: this.summary.value, time: Date.now() });
    else this.end();
    this.onKept();
  }

  /** Removes the draft: its text is saved. */
  end() {
    clearTimeout(this.#waiting);
    this.isKept = false;
    this.drafts.remove(this.key);
  }

  /** Looks for drafts of this page that no open tab writes, and asks about each. */
  async find() {
    const open = await openDrafts();
    const found = this.drafts.of(this.page).filter(({ key }) => key !== this.key);
    const { base, saved } = this.manuscript;
    for (const draft of found) {
      if (draft.text === saved && !open.has(lockOf(draft.key))) this.drafts.remove(draft.key);
      else this.element.append(this.#question(draft, open.has(lockOf(draft.key)), draft.base === base));
    }
    this.element.hidden = this.element.childElementCount === 0;
  }

  /**
   * What is asked about a draft.
   * @param {Draft & { key: string }} draft
   * @param {boolean} isOpen whether another tab is writing it
   * @param {boolean} isCurrent whether it was begun from the text that is saved now
   */
  #question(draft, isOpen, isCurrent) {
    const when = { words: whenOf(draft.time) };
    const part = make("div", { className: "draft" });
    if (isOpen) {
      part.append(make("p", {}, say("editor-draft-elsewhere", { time: when })));
      return part;
    }
    const difference = make("details", {}, make("summary", {}, say("editor-draft-difference")));
    difference.addEventListener("toggle", () => {
      if (difference.querySelector("ol") !== null) return;
      difference.append(differenceList(new ExactText(this.manuscript.saved).plain, new ExactText(draft.text).plain));
    });
    const end = () => {
      part.remove();
      this.element.hidden = this.element.childElementCount === 0;
    };
    const take = make("button", { type: "button" }, say("editor-draft-take"));
    take.addEventListener("click", async () => {
      end();
      await this.take(draft);
      this.keep();
      // The draft of before goes once the one of this tab is kept.
      if (this.isKept) this.drafts.remove(draft.key);
    });
    const remove = make("button", { type: "button", className: "plain" }, say("editor-draft-remove"));
    remove.addEventListener("click", () => {
      this.drafts.remove(draft.key);
      part.replaceWith(this.#removed(draft, isCurrent));
    });
    const words = say("editor-draft", { time: when });
    part.append(
      make("p", {}, isCurrent ? words : `${words} ${say("editor-draft-older")}`),
      difference,
      make("p", {}, take, " ", remove),
    );
    return part;
  }

  /**
   * What stands in place of a draft that was removed, for as long as the page is open: the way to have it back.
   * @param {Draft & { key: string }} draft
   * @param {boolean} isCurrent whether it was begun from the text that is saved now
   */
  #removed(draft, isCurrent) {
    const { key, ...content } = draft;
    const part = make("div", { className: "draft" });
    const back = make("button", { type: "button", className: "plain" }, say("editor-draft-back"));
    back.addEventListener("click", () => {
      this.drafts.keep(key, content);
      const question = this.#question(draft, false, isCurrent);
      part.replaceWith(question);
      question.querySelector("button")?.focus();
    });
    const words = make("p", {}, say("editor-draft-removed"), " ", back);
    words.setAttribute("role", "status");
    part.append(words);
    // The button that was pressed is gone, and whoever uses keys stands where it was.
    queueMicrotask(() => back.focus());
    return part;
  }
}
