// The page as it will be, beside the text: each follows the other, whichever is scrolled by its reader.

import { allOf, make, onceAFrame, one } from "./dom.js";
import { say } from "./words.js";

/** @import { EditorView, Text } from "./codemirror.js" */

const HEADINGS = "h2, h3, h4, h5, h6";
/** A line that is a heading. */
const HEADING = /^#{2,6}\s/u;

/**
 * Puts new children in the place of others, and leaves alone those that stay the same at the beginning and at the end.
 * @param {Element} parent
 * @param {Node[]} children
 */
function replaceChildren(parent, children) {
  const before = [...parent.childNodes];
  let begin = 0;
  while (begin < before.length && begin < children.length && before[begin]?.isEqualNode(children[begin] ?? null))
    begin += 1;
  let end = 0;
  const most = Math.min(before.length, children.length) - begin;
  while (end < most && before.at(-1 - end)?.isEqualNode(children.at(-1 - end) ?? null)) end += 1;
  for (const child of before.slice(begin, before.length - end)) child.remove();
  const [next = null] = before.slice(before.length - end);
  for (const child of children.slice(begin, children.length - end)) parent.insertBefore(child, next);
}

/**
 * Where something lies that is between some places of one list, in another list of places.
 * @param {number} place
 * @param {number[]} from
 * @param {number[]} to
 */
export function placeBetween(place, from, to) {
  const index = Math.max(
    1,
    from.findIndex((each) => each > place),
  );
  const last = index < 1 || from.at(-1) === undefined || place >= (from.at(-1) ?? 0) ? from.length - 1 : index;
  const [begin = 0, end = 0] = [from[last - 1], from[last]];
  const [beginTo = 0, endTo = 0] = [to[last - 1], to[last]];
  const share = end > begin ? (place - begin) / (end - begin) : 0;
  return beginTo + share * (endTo - beginTo);
}

/** The preview. */
export class Preview {
  /** @type {{ doc: Text, places: number[] } | null} */
  #found = null;
  /** Whether it is the page that its reader scrolls, and not the text. */
  #leads = false;
  article = make("article", { className: "prose" });
  again = make("button", { type: "button", className: "plain" }, say("editor-preview-now"));
  late = make("p", { className: "edit-late" }, say("editor-preview-late"), " ", this.again);
  element = make("section", { className: "edit-preview", tabIndex: 0 }, this.late, this.article);

  /** @param {EditorView} view */
  constructor(view) {
    this.view = view;
    this.late.hidden = true;
    this.element.setAttribute("aria-label", say("editor-preview"));
    this.article.lang = view.contentDOM.lang;
    this.follow = onceAFrame(() => this.#follow());
    view.scrollDOM.addEventListener("scroll", this.follow, { passive: true });
    this.lead = onceAFrame(() => this.#lead());
    this.element.addEventListener("scroll", this.lead, { passive: true });
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      this.element.addEventListener(type, () => this.#lets(true), { passive: true });
      view.dom.addEventListener(type, () => this.#lets(false), { passive: true });
    }
    // A link that is followed from here must not take the text away.
    this.article.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement)) return;
      const isHere = link.getAttribute("href")?.startsWith("#");
      if (isHere) {
        event.preventDefault();
        const id = decodeURIComponent(link.hash.slice(1));
        const target = allOf(HTMLElement, "[id]", this.article).find((each) => each.id === id);
        target?.scrollIntoView({ block: "nearest" });
      } else {
        link.target = "_blank";
        link.rel = "noopener";
      }
    });
  }

  /**
   * Shows a page, or says that it is one of before.
   * @param {string | null} html the inside of its main part
   */
  show(html) {
    this.late.hidden = html !== null;
    if (html === null) return;
    const made = new DOMParser().parseFromString(html, "text/html");
    // Beside the text there is room for the page's own text, and none for what stands around it.
    const text = one(".prose", made) ?? made.body;
    // Keys lead from the text to what is pressed, and not through all links of the page first.
    for (const reached of text.querySelectorAll("a, button, input, summary, [tabindex]")) {
      reached.setAttribute("tabindex", "-1");
    }
    replaceChildren(this.article, [...text.childNodes]);
    this.follow();
  }

  /** Where the headings of the text begin: looked for once in each text. */
  get #headings() {
    const { doc } = this.view.state;
    if (this.#found?.doc === doc) return this.#found.places;
    /** @type {number[]} */
    const places = [];
    let at = 0;
    let isCode = false;
    for (const line of doc.iterLines()) {
      if (/^\x60{3}/u.test(line)) isCode = !isCode;
      if (!isCode && HEADING.test(line)) places.push(at);
      at += line.length + 1;
    }
    this.#found = { doc, places };
    return places;
  }

  /** The tops of the headings, in the text and on the page, between its beginning and its end. */
  #places() {
    const within = allOf(HTMLElement, HEADINGS, this.article).filter(
      (each) => each.closest(".notes, .sources") === null,
    );
    const headings = this.#headings;
    const pairs = headings.length === within.length ? within : [];
    const { top } = this.article.getBoundingClientRect();
    const tops = pairs.map((_, index) => this.view.lineBlockAt(headings[index] ?? 0).top);
    const from = [0, ...tops, this.view.contentHeight];
    const to = [0, ...pairs.map((each) => each.getBoundingClientRect().top - top), this.article.scrollHeight];
    return { from, to };
  }

  /** @param {boolean} leads */
  #lets(leads) {
    this.#leads = leads;
  }

  get #isShown() {
    return this.element.offsetParent !== null && one("*", this.article) !== null;
  }

  /** Takes the text to where the page is. */
  #lead() {
    if (!this.#leads || !this.#isShown || this.view.dom.offsetParent === null) return;
    const { from, to } = this.#places();
    const { scrollTop } = this.element;
    this.view.scrollDOM.scrollTop = scrollTop === 0 ? 0 : placeBetween(scrollTop, to, from);
  }

  #follow() {
    if (this.#leads || !this.#isShown) return;
    const { from, to } = this.#places();
    const { scrollTop } = this.view.scrollDOM;
    this.element.scrollTop = scrollTop === 0 ? 0 : placeBetween(scrollTop, from, to);
  }
}
