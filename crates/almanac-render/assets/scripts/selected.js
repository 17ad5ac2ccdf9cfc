// Words that are selected can be reported as a mistake: a link stands below them for as long as they are.

import { base, make, onceAFrame, one, oneOf } from "./dom.js";
import { addStyle } from "./style.js";
import { loadWords, say } from "./words.js";

/** How many signs of a passage are quoted, and how long an address is at most that a server takes: in some scripts a sign takes
 * nine of its bytes. */
const LONGEST = 500;
const LONGEST_ADDRESS = 1900;
/** How far below the words the link stands, and from the edges of the page, in pixels. */
const GAP = 6;

/** Where mistakes of this page are reported; a step's are those of the page that it shows. */
function formAddress() {
  const report = oneOf(HTMLAnchorElement, 'a[href*="report?page="]');
  if (report !== null) return new URL(report.href);
  const edit = oneOf(HTMLAnchorElement, '.facts a[href$="/edit"]');
  if (edit === null) return null;
  const address = new URL(`${base()}report`, location.href);
  const page = decodeURI(edit.pathname.slice(base().length, -"/edit".length));
  address.searchParams.set("page", page);
  return address;
}

/** The words that are selected in what the page says; null where none are. */
function selected() {
  const selection = getSelection();
  const main = one("main");
  if (selection === null || selection.rangeCount === 0 || main === null) return null;
  const range = selection.getRangeAt(0);
  const passage = selection.toString().replaceAll(/\s+/gu, " ").trim();
  const { endContainer: node } = range;
  const end = node instanceof Element ? node : node.parentElement;
  const isIn = main.contains(range.commonAncestorContainer) && end?.closest("form, nav") === null;
  return passage !== "" && isIn ? { range, passage, main } : null;
}

/** The link. */
class Reporting {
  #isPressed = false;
  link = make("a", { className: "report-passage" }, say("report-mistake"));

  /** @param {URL} address */
  constructor(address) {
    this.address = address;
  }

  /** Follows what is selected. */
  listen() {
    const show = onceAFrame(() => this.#show());
    document.addEventListener("selectionchange", show);
    // While somebody drags, nothing jumps after the pointer.
    addEventListener("pointerdown", ({ target }) => {
      this.#isPressed = target !== this.link;
    });
    for (const type of ["pointerup", "pointercancel"]) {
      addEventListener(type, () => {
        this.#isPressed = false;
        show();
      });
    }
    addEventListener("resize", show);
    addEventListener("keydown", (event) => this.#press(event));
    show();
  }

  /**
   * By keys the link comes next after the words, wherever a browser would begin to look.
   * @param {KeyboardEvent} event
   */
  #press(event) {
    if (!this.link.isConnected) return;
    if (event.key === "Escape") this.link.remove();
    if (event.key !== "Tab" || event.shiftKey || document.activeElement !== document.body) return;
    event.preventDefault();
    this.link.focus();
  }

  #show() {
    // To move on to the link by keys leaves the words selected or not, by browser: then it stays.
    if (this.#isPressed || document.activeElement === this.link) return;
    const found = selected();
    if (found === null) {
      this.link.remove();
      return;
    }
    const { range, passage, main } = found;
    this.link.href = this.#addressFor(passage);
    // At the end of all, as whatever stood among the words would part a heading from what it leads to.
    if (!this.link.isConnected) main.append(this.link);
    this.#place([...range.getClientRects()].at(-1) ?? range.getBoundingClientRect());
  }

  /**
   * Where a passage is reported, cut to what an address can hold.
   * @param {string} passage
   */
  #addressFor(passage) {
    const signs = [...passage].slice(0, LONGEST);
    do {
      this.address.searchParams.set("passage", signs.join(""));
      signs.length -= Math.min(signs.length, 10);
    } while (this.address.pathname.length + this.address.search.length > LONGEST_ADDRESS && signs.length > 0);
    return this.address.href;
  }

  /** @param {DOMRect} words the last line of them */
  #place({ bottom, right }) {
    const { style } = this.link;
    style.insetBlockStart = "0";
    style.left = "0";
    const at = this.link.getBoundingClientRect();
    const most = document.documentElement.clientWidth - at.width - GAP;
    style.insetBlockStart = `${bottom + GAP - at.top}px`;
    style.left = `${Math.max(GAP, Math.min(right - at.width, most)) - at.left}px`;
  }
}

/** Offers to report what is selected. */
export async function open() {
  const address = formAddress();
  if (address === null) return;
  await Promise.all([loadWords(), addStyle(new URL("./selected.css", import.meta.url).href)]);
  new Reporting(address).listen();
}
