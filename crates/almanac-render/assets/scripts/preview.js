// Shows what a link leads to, on hover and on focus: of a page its title, what it is and its summary, of a citation its
// source, of a point of a figure its name, value, date and sources (by a tap too).
// The panel can be pointed at, is dismissed by Escape, and never stands on the link.

import { AREAS } from "./addresses.js";
import { allOf, base, closest, isMirrored, make, one, oneOf, setShown } from "./dom.js";
import { addStyle } from "./style.js";

const LINKS = ".prose a[href], .requires a[href], .around a[href]"; // as in page.js
/** For how many milliseconds a pointer rests on a link before it is previewed, and the panel stays when it has left. */
const REST = 250;
const LEAVE = 300;
/** How many pixels are left between the panel and the margin's text, and between it and the edge of the screen. */
const GAP = 24;
const EDGE = 8;

/** A page in an area, in the almanac's own language or another: `entries/x`, `de/threads/y/`. */
const PAGE = new RegExp(`^([a-z]{2,3}(-[A-Za-z0-9]+)*/)?(${AREAS.join("|")})/[^/.]+/?$`);

/**
 * What the panel says of a page.
 * @typedef {object} Preview
 * @property {string} title
 * @property {string} kind
 * @property {string} facts
 * @property {string} summary
 * @property {HTMLElement} around has the language of the site's own words
 * @property {HTMLElement} text has the language of the page's words
 */

/** @type {Map<string, Promise<Preview | null>>} */
const cache = new Map();
/** @type {HTMLElement | null} */
let panel = null;
/**
 * A link of the text, or of a drawing, whose address is no text but an object that holds one.
 * @typedef {HTMLAnchorElement | SVGAElement} Link
 */

/** @type {Link | null} */
let shownFor = null;
let timer = 0;
/** @type {Promise<unknown> | null} */
let styled = null;

const byPointer = window.matchMedia("(hover: hover) and (pointer: fine)");

/**
 * The page that a link leads to, if it is an entry, a thread or a path of this site, and not this page.
 * @param {HTMLAnchorElement} link
 */
function target(link) {
  const url = new URL(link.href, location.href);
  const isOurs = url.origin === location.origin && url.pathname.startsWith(base());
  const isPage = PAGE.test(url.pathname.slice(base().length));
  return isOurs && isPage && url.pathname !== location.pathname ? url.pathname : null;
}

/**
 * @param {string} address
 * @returns {Promise<Preview | null>}
 */
async function fetchPreview(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  /** @param {string} selector */
  const words = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const around = page.body.lang ? page.body : page.documentElement;
  return {
    title: words("h1"),
    kind: words(".head .kicker"),
    facts: words(".head .facts").split("·").slice(0, 2).join("·").trim(),
    summary: oneOf(HTMLMetaElement, "meta[name=description]", page)?.content ?? "",
    around,
    text: one("article[lang]", page) ?? around,
  };
}

/** @param {string} address */
function previewOf(address) {
  const known = cache.get(address);
  if (known !== undefined) return known;
  const fetched = fetchPreview(address).catch(() => null);
  cache.set(address, fetched);
  return fetched;
}

/**
 * Says in which language what is in an element is, and which way it runs.
 * @param {HTMLElement} element
 * @param {HTMLElement} like
 */
function speakLike(element, { lang, dir }) {
  Object.assign(element, { lang, dir });
}

/**
 * @param {HTMLElement} made
 * @param {Preview} preview
 */
function fill(made, { title, kind, facts, summary, around, text }) {
  const name = make("p", { className: "name" }, title);
  const about = make("p", { className: "summary" }, summary);
  const what = make("p", { className: "kicker" }, kind);
  made.replaceChildren(what, name, make("p", { className: "facts" }, facts), about);
  speakLike(made, around);
  for (const part of [name, about]) speakLike(part, text);
}

/**
 * The source of a citation, as it stands at the foot of the page; null where its note is shown beside the line already.
 * @param {Link} link
 */
function noteOf(link) {
  const hash = link.getAttribute("href") ?? "";
  if (!hash.startsWith("#note:")) return null;
  // Behind a mark stand the asides of all that it cites for the first time.
  let beside = link.closest(".cite")?.nextElementSibling;
  while (beside?.matches(".aside") && `#note:${beside.getAttribute("data-note")}` !== hash)
    beside = beside.nextElementSibling;
  const aside = beside instanceof HTMLElement && beside.matches(".aside") ? beside : null;
  const note = document.getElementById(hash.slice(1));
  if (note === null || (aside !== null && aside.offsetParent !== null)) return null;
  // The passages support what stands before their own mark, and the note has those of all marks.
  const isCommon = (/** @type {Node} */ part) => !(part instanceof Element && part.matches(".ways, .passage"));
  const passages = aside === null ? [] : allOf(HTMLElement, ".passage", aside);
  const parts = [...[...note.childNodes].filter(isCommon), ...passages];
  // The browser's own words for the link would stand over the panel.
  link.removeAttribute("title");
  const copies = parts.map((part) => part.cloneNode(true));
  // By the keyboard they are reached in the note itself.
  const holder = make("div", {});
  holder.append(...copies);
  for (const anchor of allOf(HTMLAnchorElement, "a", holder)) anchor.tabIndex = -1;
  return copies;
}

/**
 * What a point of a figure is, and by which sources.
 * @param {Link} link
 */
function pointOf(link) {
  if (link instanceof HTMLAnchorElement) return null;
  link.querySelector("title")?.remove();
  const name = make("p", { className: "summary", dir: "auto" }, link.getAttribute("aria-label") ?? "");
  const { sources } = link.dataset;
  return sources ? [name, make("p", { className: "facts", dir: "auto" }, sources)] : [name];
}

/**
 * What the panel says of a link; null if it says nothing.
 * @param {Link} link
 * @returns {((made: HTMLElement) => unknown) | null}
 */
function contentOf(link) {
  const parts = pointOf(link) ?? noteOf(link);
  if (parts !== null) {
    return (made) => made.replaceChildren(...parts);
  }
  const address = link instanceof HTMLAnchorElement ? target(link) : null;
  if (address === null) return null;
  return async (made) => {
    const preview = await previewOf(address);
    if (preview !== null) fill(made, preview);
    return preview !== null;
  };
}

/**
 * Puts the panel beside the link: in the margin if there is one, else below the line, or above it near the end of the
 * screen.
 * @param {HTMLElement} made
 * @param {Link} link
 */
function place(made, link) {
  const line = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const text = (link.closest(".prose, .requires, .around") ?? link).getBoundingClientRect();
  made.style.maxHeight = "";
  const { offsetWidth: width, offsetHeight: height } = made;
  const end = document.documentElement.clientWidth - EDGE;
  const mirrored = isMirrored();
  const beside = mirrored ? text.left - GAP - width : text.right + GAP;
  const isInText = link instanceof HTMLAnchorElement;
  const hasMargin = isInText && (mirrored ? beside >= EDGE : beside + width <= end);
  const left = hasMargin ? beside : Math.max(EDGE, Math.min(line.left, end - width));
  // Where there is no margin it stands above or below the line, on the side with more room if it fits on neither: it never
  // covers the link itself.
  const [above, below] = [line.top - 6 - EDGE, window.innerHeight - EDGE - line.bottom - 6];
  const isBelow = height <= below || below >= above;
  const beyond = isBelow ? line.bottom + 6 : Math.max(EDGE, line.top - 6 - height);
  // The lowest place at which all of the panel can be seen.
  const lowest = window.innerHeight - EDGE - height;
  const top = hasMargin ? Math.max(EDGE, Math.min(line.top - EDGE, lowest)) : beyond;
  if (!hasMargin) made.style.maxHeight = `${isBelow ? below : above}px`;
  made.style.left = `${left + window.scrollX}px`;
  made.style.top = `${top + window.scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  setShown(panel, false);
}

/**
 * @param {Link} link
 * @param {boolean} [isTapped]
 */
async function show(link, isTapped = false) {
  styled ??= addStyle(new URL("./preview.css", import.meta.url).href);
  const content = contentOf(link);
  // What comes late is made apart from what is shown meanwhile.
  const made = make("div");
  if (content === null || (await content(made)) === false) return;
  await styled;
  const isWanted = link.isConnected && (isTapped || link.matches(":hover") || link === document.activeElement);
  if (!isWanted) return;
  panel ??= build();
  hide();
  panel.replaceChildren(...made.childNodes);
  // What is of the page's own language says none.
  for (const name of ["lang", "dir"]) panel.removeAttribute(name);
  if (made.lang !== "") speakLike(panel, made);
  panel.hidden = false;
  place(panel, link);
  shownFor = link;
  link.setAttribute("aria-describedby", panel.id);
}

/**
 * Shows what a point of a figure is when it is tapped, and follows it when it is tapped again.
 * @param {SVGAElement} link
 */
export function tap(link) {
  if (shownFor === link) location.href = link.href.baseVal;
  else void show(link, true);
}

function build() {
  const made = make("div", { id: "preview", className: "preview" });
  made.setAttribute("role", "tooltip");
  made.addEventListener("pointerenter", () => clearTimeout(timer));
  made.addEventListener("pointerleave", leave);
  one("main")?.append(made);
  return made;
}

function leave() {
  clearTimeout(timer);
  timer = setTimeout(hide, LEAVE);
}

/**
 * The link at which something happens, if something can be shown of it.
 * @param {Event} event
 * @returns {Link | null}
 */
function linkOf(event) {
  const link = closest(HTMLAnchorElement, LINKS, event);
  const isShown = link !== null && (link.hash.startsWith("#note:") || target(link) !== null);
  return isShown ? link : closest(SVGAElement, ".figure a", event);
}

/** @param {Event} event */
function point(event) {
  const isMouse = event instanceof PointerEvent && event.pointerType === "mouse" && byPointer.matches;
  const wanted = isMouse ? linkOf(event) : null;
  if (wanted === null) return;
  clearTimeout(timer);
  if (wanted === shownFor) return;
  timer = setTimeout(() => void show(wanted), REST);
  wanted.addEventListener("pointerleave", leave, { once: true });
}

/** @param {Event} event */
function focus(event) {
  const focused = event.target instanceof Element ? event.target : null;
  const wanted = focused?.matches(":focus-visible") ? linkOf(event) : null;
  // The panel must not lie over what has the focus next (WCAG 2.4.11).
  if (shownFor !== null && shownFor !== wanted && !panel?.contains(focused)) hide();
  if (wanted !== null) void show(wanted);
}

/**
 * Begins with the event for which this module was fetched.
 * @param {Event} first
 */
export function listen(first) {
  if (first.type === "focusin") focus(first);
  else point(first);
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", focus);
  document.addEventListener("focusout", leave);
  document.addEventListener("click", (event) => {
    if (shownFor !== null && event.target instanceof Node && !shownFor.contains(event.target)) leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownFor !== null) hide();
  });
}
