// Shows on every page what its reader has read, and keeps what they mark.

import { NotKept, Record } from "./record.js";
import { because, say } from "./words.js";

const root = document.documentElement;

/** The browser's storage; even asking for it may be forbidden. */
function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export const record = new Record(root.dataset.base, storage());

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function setHidden(element, isHidden) {
  if (element) element.hidden = isHidden;
}

function said(event, isChanged) {
  const day = new Date(event.time);
  return isChanged ? say("changed-since-read", { day }) : say("read-on", { day });
}

/** Tells readers who listen what the tick of a title that is read shows. */
function sayRead(element, isRead) {
  const title = one(":scope > a", element);
  if (title === null) return;
  one("[data-is-read]", title)?.remove();
  if (!isRead) return;
  const note = document.createElement("span");
  note.className = "vh";
  note.dataset.isRead = "";
  note.textContent = ` ${say("is-read")}`;
  title.append(note);
}

/** Whether what was read says what an element names, be it in another language. */
function isSame(event, { dataset }) {
  return event.content === dataset.content || (dataset.same ?? "").split(" ").includes(event.content);
}

/** Marks every list item and page that stands for an entry. */
function showEntries(read) {
  for (const element of all("[data-entry]")) {
    const event = read.get(element.dataset.entry);
    element.classList.toggle("is-read", event !== undefined);
    const mark = one("[data-read]", element);
    if (mark === null) {
      sayRead(element, event !== undefined);
      continue;
    }
    mark.hidden = event === undefined;
    const isChanged = event !== undefined && !isSame(event, element);
    mark.classList.toggle("is-changed", isChanged);
    if (event) mark.textContent = said(event, isChanged);
  }
}

/** The page or the step that can be marked here. */
function markable() {
  const page = one("article[data-entry]");
  return page !== null && one("[data-done]", page) !== null ? page : null;
}

/** The title of a path, if it stands on this page. */
function pathTitle(id) {
  const shown = one("article[data-path]");
  if (shown?.dataset.path === id) return one(".bar .out")?.textContent;
  return all("[data-member]").find((link) => link.dataset.member === id)?.textContent;
}

function showMarkable(read) {
  const page = markable();
  if (page === null) return;
  const event = read.get(page.dataset.entry);
  setHidden(one("[data-mark]", page), false);
  setHidden(one("[data-done]", page), event !== undefined);
  setHidden(one("[data-undo]", page), event === undefined);
  const isChanged = event !== undefined && !isSame(event, page);
  const words = event ? because(event, pathTitle(event.path)) + (isChanged ? ` ${say("page-changed-since")}` : "") : "";
  one("[data-said]", page).textContent = words;
}

/** Shows what the record says, on pages of paths also how far each has been read. */
export async function show() {
  const read = record.read();
  showEntries(read);
  showMarkable(read);
  if (one("[data-steps], [data-end], [data-closing]") === null) return;
  const { show: showPaths } = await import("./paths.js");
  showPaths(record, read);
}

/** Keeps what was marked; says so where the browser keeps nothing. */
function keep(kind, page) {
  const { entry, content, path } = page.dataset;
  try {
    record.add(kind, entry, content, path ?? null);
    return true;
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    one("[data-said]", page).textContent = say("not-kept");
    return false;
  }
}

function markRead(page) {
  if (!keep("read", page)) return;
  const next = one("a[rel=next]", page);
  if (next !== null) {
    next.click();
    return;
  }
  show();
  one("[data-undo]", page).focus();
}

function markUnread(page) {
  if (!keep("unread", page)) return;
  show();
  one("[data-done]", page).focus();
}

/** Remembers that a step was opened, once: from then on its path says Continue. */
function rememberOpened(page) {
  const { entry, content, path } = page.dataset;
  if (path === undefined || record.wasOpened(path, entry)) return;
  try {
    record.add("opened", entry, content, path);
  } catch (error) {
    // Nothing is lost that a reader would miss; marking says it if nothing is kept.
    if (!(error instanceof NotKept)) throw error;
  }
}

export function listen() {
  const page = markable();
  if (page !== null) {
    one("[data-done]", page).addEventListener("click", () => markRead(page));
    one("[data-undo]", page).addEventListener("click", () => markUnread(page));
    rememberOpened(page);
  }
  // Another tab may mark something, and a page may come back as it was when it was left.
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) show();
  });
}
