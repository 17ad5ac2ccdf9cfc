// Shows on every page what its reader has read, and keeps what they mark.

import { all, base, make, nameOf, onceAFrame, one, setShown, setText } from "./dom.js";
import { LearnerRecord } from "./record.js";
import { kept, NotKept } from "./storage.js";
import { because, say } from "./words.js";

/** @import { LearnerEvent, Read } from "./record.js" */

export const record = new LearnerRecord(base(), kept);

/**
 * Tells readers who listen what the tick of a title that is read shows.
 * @param {HTMLElement} element
 * @param {boolean} isRead
 */
function sayRead(element, isRead) {
  const title = one(":scope > a", element);
  if (title === null) return;
  one("[data-is-read]", title)?.remove();
  if (!isRead) return;
  const note = make("span", { className: "vh" }, ` ${say("is-read")}`);
  note.dataset.isRead = "";
  title.append(note);
}

/**
 * Whether what was read says what an element names, be it in another language.
 * @param {LearnerEvent} event
 * @param {HTMLElement} element
 */
function isSame(event, { dataset }) {
  // A record of before names files, of which nobody knows by now what they told.
  return (
    /^[0-9a-f]{32}$/.test(event.content) ||
    event.content === dataset.content ||
    (dataset.same ?? "").split(" ").includes(event.content)
  );
}

/**
 * Marks every list item and page that stands for an entry.
 * @param {Read} read
 */
function showEntries(read) {
  for (const element of all("[data-entry]")) {
    const event = read.get(nameOf(element));
    element.classList.toggle("is-read", event !== undefined);
    const note = one("[data-read]", element);
    if (note === null) {
      sayRead(element, event !== undefined);
      continue;
    }
    note.hidden = event === undefined;
    const isChanged = event !== undefined && !isSame(event, element);
    note.classList.toggle("is-changed", isChanged);
    if (event === undefined) continue;
    const day = new Date(event.time);
    note.textContent = isChanged ? say("changed-since-read", { day }) : say("read-on", { day });
  }
}

/** The page or the step that can be marked here. */
function markable() {
  const page = one("article[data-entry]");
  return page !== null && one("[data-done]", page) !== null ? page : null;
}

/**
 * The title of a path, if it stands on this page.
 * @param {string | null} id
 */
function pathTitle(id) {
  const shown = one("article[data-path]");
  const title =
    shown?.dataset.path === id ? one(".bar .out") : all("[data-member]").find((link) => link.dataset.member === id);
  return title?.textContent ?? undefined;
}

/** @param {Read} read */
function showMarkable(read) {
  const page = markable();
  if (page === null) return;
  const event = read.get(nameOf(page));
  const isChanged = event !== undefined && !isSame(event, page);
  const isDone = event !== undefined && !isChanged;
  const done = one("[data-done]", page);
  page.classList.toggle("is-done", isDone);
  setShown(one("[data-mark]", page), true);
  setShown(done, !isDone);
  setShown(one("[data-undo]", page), isDone);
  if (done !== null) {
    done.dataset.words ??= done.textContent;
    setText(done, isChanged ? say("read-new-version") : done.dataset.words);
  }
  const said = event === undefined ? [] : [because(event, pathTitle(event.path))];
  if (isChanged) said.push(say("page-changed-since"));
  setText(one("[data-said]", page), said.join(" "));
}

/** Shows what the record says, on pages of paths also how far each has been read. */
export async function showProgress() {
  const isTwice = one('[data-as], [data-steps*="|"]') !== null;
  const read = isTwice ? (await import("./twice.js")).withTexts(record) : record.read();
  showEntries(read);
  showMarkable(read);
  if (one("[data-steps], [data-end], [data-closing]") === null) return;
  const { show: showPaths } = await import("./paths.js");
  showPaths(record, read);
}

/**
 * Adds an event about a page; whether it is kept.
 * @param {string} kind
 * @param {HTMLElement} page
 */
function keep(kind, { dataset: { entry = "", content = "", path, level, as } }) {
  // Unread is the subject, but where its depths are read one by one.
  const depth = kind === "unread" && as === undefined ? undefined : level;
  try {
    record.add(kind, entry, { content, depth }, path ?? null);
    return true;
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    return false;
  }
}

/**
 * Keeps what a button says; says so where the browser keeps nothing.
 * @param {string} kind
 * @param {HTMLElement} page
 */
function mark(kind, page) {
  const isKept = keep(kind, page);
  if (!isKept) setText(one("[data-said]", page), say("not-kept"));
  return isKept;
}

/**
 * Shows what was marked, with the focus on the button that takes it back.
 * @param {HTMLElement} page
 * @param {string} button
 */
function showMarked(page, button) {
  void showProgress();
  one(button, page)?.focus();
}

/** @param {HTMLElement} page */
function markRead(page) {
  if (!mark("read", page)) return;
  const next = one("a[rel=next]", page);
  if (next === null) showMarked(page, "[data-undo]");
  else next.click();
}

/** @param {HTMLElement} page */
function markUnread(page) {
  if (mark("unread", page)) showMarked(page, "[data-done]");
}

/**
 * Remembers that a step was opened, once: from then on its path says Continue. The one opened last is kept apart, for the
 * first page to lead back there.
 * Where nothing is kept, nothing is lost that a reader would miss, and marking says it.
 * @param {HTMLElement} page
 */
function rememberOpened(page) {
  const { entry, path } = page.dataset;
  if (path === undefined) return;
  if (!record.wasOpened(path, entry)) keep("opened", page);
  const { textContent: title = "", lang = "", dir = "" } = one("h1", page) ?? {};
  kept.set(`${record.prefix}at:${path}`, JSON.stringify({ entry: nameOf(page), time: Date.now(), title, lang, dir }));
}

/** @type {(() => void)[]} */
const listeners = [() => void showProgress()];

/** A file that another tab adds to the record brings a change for each of its events: they are shown together. */
const showChanges = onceAFrame(() => {
  for (const listener of listeners) listener();
});

/**
 * Calls a function when something else than this page has changed the record.
 * @param {() => void} listener
 */
export function onChange(listener) {
  listeners.push(listener);
}

/** Takes what is marked here, and shows what is marked in other tabs. */
export function listenToProgress() {
  const page = markable();
  if (page !== null) {
    one("[data-done]", page)?.addEventListener("click", () => markRead(page));
    one("[data-undo]", page)?.addEventListener("click", () => markUnread(page));
    rememberOpened(page);
  }
  window.addEventListener("storage", (event) => {
    if (record.receive(event)) showChanges();
  });
  // A page that comes back as it was when it was left has heard of no change since.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    record.reread();
    showChanges();
  });
}
