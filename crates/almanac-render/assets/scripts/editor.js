// The page on which a page is improved: the plain form, with an editor in the place of its text area. The text area stays
// what it is, and is one press away.

import { ChangeSet, EditorView, openSearchPanel, Transaction } from "./codemirror.js";
import { base, make, onceAFrame, one, oneOf } from "./dom.js";
import { EditRequests, Refused } from "./edit-requests.js";
import { Checks } from "./editor-checks.js";
import { completion } from "./editor-completion.js";
import { changesBetween } from "./editor-difference.js";
import { DraftKeeper } from "./editor-drafts.js";
import { Fields } from "./editor-fields.js";
import { Joining, ofProposal } from "./editor-joining.js";
import { Pasting } from "./editor-pasting.js";
import { Preview } from "./editor-preview.js";
import { Saving } from "./editor-saving.js";
import { Uploads } from "./editor-uploads.js";
import { changeBetween, foldFront, viewOf } from "./editor-view.js";
import { ExactText } from "./exact-text.js";
import { frontMatter } from "./front-matter.js";
import { Manuscript } from "./manuscript.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

/** @import { Draft } from "./drafts.js" */
/** @import { Finding, Proposed } from "./edit-requests.js" */
/** @import { Change } from "./editor-saving.js" */

/** Under which the choice of the plain text box is kept, and that of front matter as text. */
const PLAIN_BOX = "almanac:editor:plain";
const AS_TEXT = "almanac:editor:front";
/** How often it is looked whether somebody else has saved the page, in milliseconds. */
const LISTENING = 30_000;
/** How many bytes an image may have where the server says nothing of it. */
const MOST = 5_000_000;
/** The id of what says how the editor is used. */
const HELP = "help:editor";

/**
 * The plain form, as the server made it.
 * @typedef {object} PlainForm
 * @property {HTMLFormElement} form
 * @property {HTMLTextAreaElement} area
 * @property {HTMLInputElement} summary
 * @property {HTMLInputElement | null} base
 */

/**
 * A text as it is saved.
 * @typedef {{ base: string, text: string }} Saved
 */

/** An editor on its page. */
class Editor {
  /**
   * @param {PlainForm} plain
   * @param {{ file: string, base: string, text: string, proposal?: Proposed }} source
   * @param {EditRequests} requests
   */
  constructor(plain, source, requests) {
    const { form, summary, area } = plain;
    const { contributor = "", signIn = "", maxUpload, media, language = "" } = form.dataset;
    this.plain = plain;
    this.requests = requests;
    this.manuscript = new Manuscript(source);
    this.file = source.file;
    /** The proposal that is joined with the page, if one is. */
    this.proposal = source.proposal;
    this.uploads = new Uploads({
      view: () => this.view,
      requests,
      most: Number(maxUpload) || MOST,
      folder: media ?? "",
    });
    this.pasting = new Pasting((files) => media !== undefined && void this.uploads.take(files));
    this.joining = new Joining(() => this.#joined());
    this.tell = onceAFrame(() => this.saving.tell());
    this.view = viewOf({
      text: this.manuscript.origin.plain,
      language: language || area.lang,
      help: HELP,
      keys: this.#keys(),
      more: [
        completion(requests),
        this.pasting.extension,
        this.joining.extension,
        EditorView.updateListener.of((update) => update.docChanged && this.#changed(update.changes)),
      ],
    });
    this.preview = new Preview(this.view);
    this.checks = this.#checking();
    this.preview.again.addEventListener("click", () => void this.checks.run(true));
    this.fields = new Fields(this.view, () => this.#isFrontBroken());
    this.showFields = onceAFrame(() => this.#showFields());
    this.saving = new Saving(this.#savingPlace(signIn));
    this.drafts = new DraftKeeper({
      site: base(),
      contributor,
      page: this.proposal ? `${source.file}#${this.proposal.number}` : source.file,
      manuscript: this.manuscript,
      summary,
      take: (draft) => this.#takeDraft(draft),
      // Half a choice looks like a whole one.
      isHeld: () => this.proposal !== undefined && this.joining.isOpen,
      onKept: this.tell,
    });
    this.#build();
    this.#listen();
  }

  /** What is said of the text as it is typed. */
  #checking() {
    return new Checks({
      view: this.view,
      manuscript: this.manuscript,
      requests: this.requests,
      media: () => this.uploads.wanted.map(({ file: _, ...about }) => about),
      onPreview: (html) => this.preview.show(html),
      onFound: () => this.showFields(),
    });
  }

  /**
   * What saving needs of the rest.
   * @param {string} signIn
   */
  #savingPlace(signIn) {
    return {
      form: this.plain.form,
      summary: this.plain.summary,
      requests: this.requests,
      send: (/** @type {Change} */ change) => this.#send(change),
      signIn,
      manuscript: this.manuscript,
      media: () => this.uploads.wanted,
      onSaved: () => this.#saved(),
      onStale: (/** @type {Saved} */ theirs) => this.#takeTheirs(theirs),
      onRefused: (/** @type {Finding[]} */ found, /** @type {string} */ text) => this.checks.refuse(found, text),
      isKept: () => this.drafts.isKept,
      isJoining: () => this.joining.isOpen,
    };
  }

  #keys() {
    return [
      { key: "Mod-s", preventDefault: true, run: () => this.#save() },
      { key: "F8", run: () => this.checks.goOn(1) },
      { key: "Shift-F8", run: () => this.checks.goOn(-1) },
    ];
  }

  /** @param {Change} change */
  async #send(change) {
    if (this.proposal === undefined) return this.requests.save(change);
    const answer = await this.#accept(change, this.proposal);
    this.drafts.end();
    location.assign(answer.address);
    return answer;
  }

  /**
   * Accepts the proposal with this text, which was made of it and of what stood.
   * @param {Change} change
   * @param {Proposed} proposal
   * @returns {Promise<{ base: string, address: string, words: string }>}
   */
  async #accept(change, proposal) {
    const { revision, tip } = proposal;
    const { text, summary: words } = change;
    const { accept = "" } = this.plain.form.dataset;
    try {
      return await this.requests.accept(accept, { revision, tip, file: this.file, text, words });
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 412) throw error;
      const now = await this.requests.text(`${proposal.number}`);
      if (now.proposal?.revision !== revision) throw error;
      this.proposal = now.proposal;
      // Where only other pages have changed, what was looked at is what would be recorded.
      if (now.text === this.manuscript.saved && now.proposal.tip !== tip) return this.#accept(change, now.proposal);
      Object.assign(error.body, { base: now.base, text: now.text });
      throw error;
    }
  }

  #save() {
    void this.saving.save();
    return true;
  }

  /** Shows front matter in its form. What is to be mended there is in sight while the form waits. */
  #showFields() {
    this.fields.show();
    if (this.#isFrontBroken()) foldFront(this.view, false);
  }

  /** Whether the compiler finds an error in the front matter: then no form shows half of it. */
  #isFrontBroken() {
    const front = frontMatter(this.view.state.doc.toString());
    const end = front?.end ?? 0;
    return this.checks.found.some(
      ({ at, name }) => at !== null && at.from < end && /^(?:bad|broken|invalid|unread)/u.test(name),
    );
  }

  /** Puts the parts into the form, the text area behind them. */
  #build() {
    const { form, area } = this.plain;
    const help = make("p", { className: "quiet edit-help", id: HELP }, say("editor-help"));
    const source = make("div", { className: "edit-source" }, this.view.dom, this.checks.list);
    this.sheet = make("div", { className: "edit-sheet" }, source, this.preview.element);
    this.tools = this.#tools();
    const { joining, fields, uploads } = this;
    const above = [this.drafts.element, joining.element, this.tools, uploads.refused, fields.element];
    const label = area.closest("p") ?? area.closest("label") ?? area;
    label.before(...above, this.sheet);
    label.after(this.checks.touches, help);
    this.#buildBar();
    form.after(this.uploads.element);
    // It has a way of its own to add images.
    one(".edit-image", form)?.remove();
    form.dataset.editor = "open";
    // What it asks for is done as somebody types.
    const check = oneOf(HTMLButtonElement, "button[value=check]", form);
    if (check !== null) check.hidden = true;
    this.setPlain(kept.get(PLAIN_BOX) !== null);
    this.setFields(kept.get(AS_TEXT) === null);
  }

  /** What stays in sight at the foot of the screen: what is said of the change, what is pressed, and how it stands. */
  #buildBar() {
    const { form, summary } = this.plain;
    const said = summary.closest("p");
    const presses = form.querySelector("[type=submit]")?.closest("p");
    if (!said || !presses) return;
    const state = make("div", { className: "edit-state" }, this.saving.status, this.checks.summary);
    const line = make("div", { className: "edit-foot" }, presses, state);
    const bar = make("div", { className: "edit-bar" }, this.pasting.offer.element, this.saving.signing, said, line);
    form.append(bar);
  }

  #tools() {
    const tool = (/** @type {string} */ words, /** @type {() => void} */ action, className = "plain") => {
      const button = make("button", { type: "button", className }, words);
      button.addEventListener("click", action);
      return button;
    };
    this.asText = tool(say("editor-front-text"), () => this.setFields(this.fields.element.hidden === true));
    this.asPlain = tool(say("editor-plain"), () => this.setPlain(this.sheet?.hidden === false));
    this.turn = tool(say("editor-preview"), () => this.#turn(), "plain edit-turn");
    this.turn.setAttribute("aria-pressed", "false");
    const { media } = this.plain.form.dataset;
    const image = tool(say("editor-image"), () => this.uploads.chooser.click());
    const find = tool(say("editor-find"), () => openSearchPanel(this.view));
    // An almanac may have no folder for images.
    image.hidden = media === undefined;
    return make(
      "p",
      { className: "edit-tools" },
      this.turn,
      this.asText,
      image,
      this.uploads.chooser,
      find,
      this.asPlain,
    );
  }

  /** On a narrow screen the text or its preview is seen, one at a time. */
  #turn() {
    const isPreview = this.sheet?.dataset.shows !== "preview";
    if (this.sheet) this.sheet.dataset.shows = isPreview ? "preview" : "text";
    this.turn?.setAttribute("aria-pressed", `${isPreview}`);
    if (isPreview) this.preview.follow();
    else {
      this.view.requestMeasure();
      this.preview.lead();
    }
  }

  /**
   * Shows front matter as a form, or as text.
   * @param {boolean} isForm
   */
  setFields(isForm) {
    const hasFront = frontMatter(this.view.state.doc.toString()) !== null;
    this.fields.element.hidden = !isForm || !hasFront;
    if (this.asText) {
      this.asText.hidden = !hasFront;
      this.asText.textContent = isForm ? say("editor-front-text") : say("editor-front-form");
    }
    if (isForm) kept.remove(AS_TEXT);
    else kept.set(AS_TEXT, "true");
    foldFront(this.view, isForm);
  }

  /**
   * Shows the plain text box, or the editor.
   * @param {boolean} isPlain
   */
  setPlain(isPlain) {
    const { area } = this.plain;
    const label = area.closest("p") ?? area.closest("label") ?? area;
    if (this.sheet) this.sheet.hidden = isPlain;
    label.hidden = !isPlain;
    if (isPlain) area.value = this.view.state.doc.toString();
    if (this.asPlain) this.asPlain.textContent = isPlain ? say("editor-not-plain") : say("editor-plain");
    if (isPlain) kept.set(PLAIN_BOX, "true");
    else kept.remove(PLAIN_BOX);
    if (!isPlain) this.view.requestMeasure();
  }

  #listen() {
    const { area, form, summary } = this.plain;
    const { contentDOM } = this.view;
    contentDOM.addEventListener("compositionstart", () => this.checks.hold());
    // The editor reads what was composed after this event.
    contentDOM.addEventListener("compositionend", () => setTimeout(() => this.checks.release(), 0));
    area.addEventListener("input", () => {
      const changes = changeBetween(this.view.state.doc.toString(), area.value);
      this.view.dispatch({ changes, userEvent: "input.type" });
    });
    summary.addEventListener("input", () => this.drafts.want());
    form.addEventListener("keydown", (event) => {
      const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "s";
      if (!isSave || event.defaultPrevented) return;
      event.preventDefault();
      this.#save();
    });
    addEventListener("beforeunload", (event) => {
      this.drafts.keep();
      if (this.manuscript.isChanged && !this.drafts.isKept) event.preventDefault();
    });
    const look = () => document.visibilityState === "visible" && void this.#look();
    setInterval(look, LISTENING);
    addEventListener("focus", look);
  }

  /** @param {ChangeSet} changes */
  #changed(changes) {
    this.manuscript.take(changes);
    this.checks.want();
    this.drafts.want();
    this.tell();
    this.showFields();
  }

  /** Looks whether somebody else has saved the page. */
  async #look() {
    if (this.joining.isOpen) return;
    try {
      const newer = await this.requests.newerText(this.manuscript.base);
      if (newer !== null && newer.base !== this.theirs?.base) this.#takeTheirs(newer);
    } catch {
      // It is looked again, and compared when the text is saved.
    }
  }

  /**
   * Takes word of a text that somebody else has saved: in the place of this one, if nothing was changed in it.
   * @param {Saved} theirs
   */
  #takeTheirs(theirs) {
    this.theirs = theirs;
    const { text } = theirs;
    const { isChanged } = this.manuscript;
    if (!isChanged || text === this.manuscript.text) {
      if (!isChanged) this.#replace(text);
      this.manuscript.rebase(theirs.base, text);
      this.manuscript.restart(text);
      if (this.plain.base) this.plain.base.value = theirs.base;
      this.saving.tell();
      return;
    }
    this.setPlain(false);
    this.drafts.keep();
    this.joining.open(this.view, new ExactText(this.manuscript.saved).plain, new ExactText(text).plain);
    this.#showFront();
  }

  /** While texts are made one, all of them is seen. */
  #showFront() {
    if (this.joining.isOpen) foldFront(this.view, false);
  }

  /** Two texts have become one, which is based on what is saved now. */
  #joined() {
    this.setFields(kept.get(AS_TEXT) === null);
    if (this.theirs === undefined) return;
    const { base: newBase, text } = this.theirs;
    const { plain } = new ExactText(text);
    const changes = ChangeSet.of(changesBetween(plain, this.view.state.doc.toString()), plain.length);
    this.manuscript.rebase(newBase, text);
    // What stands in both is written as it is in the file.
    this.manuscript.restartWith(text, changes);
    if (this.plain.base) this.plain.base.value = newBase;
    this.drafts.keep();
    this.checks.want();
    this.saving.tell();
  }

  /**
   * Puts another text in the place of this one, line by line, so that it can be undone and cursors stay.
   * @param {string} exact
   */
  #replace(exact) {
    const changes = changesBetween(this.view.state.doc.toString(), new ExactText(exact).plain);
    this.view.dispatch({ changes, annotations: Transaction.addToHistory.of(true), userEvent: "input.replace" });
    if (this.sheet?.hidden) this.setPlain(true);
  }

  /**
   * Goes on with a draft. One that was begun from an older text is joined with what was saved since, so that to save it
   * takes nothing back that others wrote.
   * @param {Draft} draft
   */
  async #takeDraft({ base: begun, text, summary: words }) {
    const now = { base: this.manuscript.base, text: this.manuscript.saved };
    const former = begun === now.base ? null : await this.requests.former(begun).catch(() => null);
    this.joining.end();
    this.#replace(text);
    this.plain.summary.value ||= words;
    this.view.focus();
    if (former === null) return;
    this.manuscript.rebase(former.base, former.text);
    this.#takeTheirs(now);
  }

  #saved() {
    this.drafts.end();
    this.uploads.forget();
    this.checks.want();
    if (this.plain.base) this.plain.base.value = this.manuscript.base;
    if (this.manuscript.isChanged) this.drafts.want();
  }

  /** Takes what was typed before this was loaded, or comes back from a server that refused it. */
  async start() {
    if (this.proposal !== undefined) return this.#resolve(this.proposal);
    const { area, base: field } = this.plain;
    const typed = new ExactText(area.value).plain;
    const isSame = field === null || field.value === this.manuscript.base;
    if (isSame && typed !== this.manuscript.origin.plain) this.#replace(typed);
    this.saving.tell();
    void this.checks.run();
    this.#goToLine(Number(new URLSearchParams(location.search).get("line")));
    await this.drafts.find();
  }

  /**
   * Goes to a line that a finding in another page's editor names.
   * @param {number} number
   */
  #goToLine(number) {
    const { doc } = this.view.state;
    if (!(number >= 1 && number <= doc.lines)) return;
    const { from } = doc.line(number);
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    this.view.focus();
  }

  /**
   * Joins a proposal with the text.
   * @param {Proposed} proposal
   */
  async #resolve({ base: begun, text }) {
    const submit = oneOf(HTMLButtonElement, "[type=submit]", this.plain.form);
    if (submit !== null) submit.disabled = false;
    this.setPlain(false);
    await this.drafts.find();
    this.joining.open(this.view, new ExactText(begun).plain, new ExactText(text).plain, ofProposal());
    this.#showFront();
    this.saving.tell();
  }
}

/** Opens the editor on its page. */
async function open() {
  const form = oneOf(HTMLFormElement, "form[data-editor]");
  const area = form && oneOf(HTMLTextAreaElement, "textarea[name=text]", form);
  const summary = form && oneOf(HTMLInputElement, "input[name=summary]", form);
  if (!form || !area || !summary) return;
  const address = new URL(form.action);
  const requests = new EditRequests(address.origin + address.pathname);
  try {
    const field = oneOf(HTMLInputElement, "input[name=base]", form);
    // A page that is begun has no text to ask for: the form has what it begins with.
    const isBegun = field?.value === "" && form.dataset.proposal === undefined;
    const begun = { file: form.dataset.file ?? "", base: "", text: "" };
    const source = isBegun ? begun : await requests.text(form.dataset.proposal);
    const editor = new Editor({ form, area, summary, base: field }, source, requests);
    await editor.start();
  } catch (error) {
    // The form works as it is.
    form.prepend(make("p", { className: "notice" }, say("editor-not-loaded")));
    throw error;
  } finally {
    document.documentElement.dataset.editor = "";
  }
}

void open();
