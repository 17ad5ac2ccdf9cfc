// Shows what a link to another page leads to, on hover and on focus: its title, what it is, its summary.
// The panel can be pointed at, is dismissed by Escape, and never stands on the link.

const LINKS = ".prose a[href], .requires a[href], .around a[href]"; // as in page.js
/** How long a pointer rests on a link before it is previewed, and how long the panel stays when it has left. */
const REST = 250;
const LEAVE = 300;

const cache = new Map();
let panel = null;
let shownFor = null;
let timer = 0;

const byPointer = window.matchMedia("(hover: hover) and (pointer: fine)");

/** The page that a link leads to, if it is an entry, a thread or a path of this site, and not this page. */
function target(link) {
  const url = new URL(link.href, window.location.href);
  const base = document.documentElement.dataset.base;
  const isOurs = url.origin === window.location.origin && url.pathname.startsWith(base);
  const isPage = /^([a-z]{2,3}(-[A-Za-z0-9]+)*\/)?(entries|threads|paths)\/[^/.]+\/?$/.test(url.pathname.slice(base.length));
  return isOurs && isPage && url.pathname !== window.location.pathname ? url.pathname : null;
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const words = (selector) => page.querySelector(selector)?.textContent.trim() ?? "";
  const summary = page.querySelector("meta[name=description]")?.content ?? "";
  const [kind, facts] = [words(".head .kicker"), words(".head .facts").split("·").slice(0, 2).join("·").trim()];
  const around = page.documentElement;
  return { title: words("h1"), kind, facts, summary, around, text: page.querySelector("article[lang]") ?? around };
}

function known(address) {
  if (!cache.has(address)) cache.set(address, read(address).catch(() => null));
  return cache.get(address);
}

function element(name, className, words) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

/** Says in which language what is in an element is, and which way it runs. */
function speak(element, { lang, dir }) {
  Object.assign(element, { lang, dir });
}

function fill({ title, kind, facts, summary, around, text }) {
  const [name, about] = [element("p", "name", title), element("p", "summary", summary)];
  panel.replaceChildren(element("p", "kicker", kind), name, element("p", "facts", facts), about);
  speak(panel, around);
  for (const part of [name, about]) speak(part, text);
}

/** Puts the panel beside the link: in the margin if there is one, else below the line, or above it near the end of the screen. */
function place(link) {
  const line = link.getClientRects()[0];
  const text = link.closest(".prose, .requires, .around").getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const isMirrored = document.documentElement.dir === "rtl";
  const gap = 24;
  const beside = isMirrored ? text.left - gap - width : text.right + gap;
  const hasMargin = isMirrored ? beside >= 8 : beside + width <= document.documentElement.clientWidth - 8;
  const left = hasMargin ? beside : Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
  const below = hasMargin ? line.top - 8 : line.bottom + 6;
  const isLow = below + height > window.innerHeight - 8;
  const top = hasMargin ? Math.min(below, window.innerHeight - height - 8) : isLow ? line.top - height - 6 : below;
  panel.style.left = `${left + window.scrollX}px`;
  panel.style.top = `${Math.max(8, top) + window.scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  if (panel !== null) panel.hidden = true;
}

async function show(link, address) {
  const page = await known(address);
  if (page === null || !link.isConnected || !(link.matches(":hover") || link === document.activeElement)) return;
  panel ??= build();
  hide();
  fill(page);
  panel.hidden = false;
  place(link);
  shownFor = link;
  link.setAttribute("aria-describedby", panel.id);
}

function build() {
  const made = document.createElement("div");
  made.id = "preview";
  made.className = "preview";
  made.setAttribute("role", "tooltip");
  made.addEventListener("pointerenter", () => clearTimeout(timer));
  made.addEventListener("pointerleave", leave);
  document.querySelector("main").append(made);
  return made;
}

function leave() {
  clearTimeout(timer);
  timer = setTimeout(hide, LEAVE);
}

function linkOf(event) {
  const link = event.target.closest?.(LINKS);
  const address = link ? target(link) : null;
  return address === null ? null : { link, address };
}

function point(event) {
  const wanted = event.pointerType === "mouse" && byPointer.matches ? linkOf(event) : null;
  if (wanted === null || wanted.link === shownFor) {
    if (wanted !== null) clearTimeout(timer);
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(() => show(wanted.link, wanted.address), REST);
  wanted.link.addEventListener("pointerleave", leave, { once: true });
}

function focus(event) {
  const wanted = event.target.matches?.(":focus-visible") ? linkOf(event) : null;
  if (wanted !== null) show(wanted.link, wanted.address);
  else if (shownFor !== null && !panel.contains(event.target)) hide();
}

/** Begins with the event for which this module was fetched. */
export function listen(first) {
  if (first.type === "focusin") focus(first);
  else point(first);
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", focus);
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownFor !== null) hide();
  });
}
