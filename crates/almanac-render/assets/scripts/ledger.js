// The page of one's own progress: what is read and why it counts, save, add, forget.

import { all, make, one, oneOf, setShown } from "./dom.js";
import { stepAddress, stepsOf } from "./paths.js";
import { addSaved, forgetAll, LARGEST_FILE, laterEpoch, numberForgottenBy, toSave } from "./saved.js";
import { NotKept } from "./storage.js";
import { because, say } from "./words.js";

/** @import { LearnerRecord } from "./record.js" */

/** @typedef {{ title: string, href: string, content?: string, same?: string[] }} TitledPage */

/**
 * The titles of pages and paths by their permanent ids, as the site gives them.
 * @typedef {object} Titles
 * @property {{ [id: string]: TitledPage | undefined }} pages
 * @property {{ [id: string]: { title: string } | undefined }} paths
 */

/**
 * What is read, the latest first: the title of each and why it counts. A page that is gone has no address.
 * @param {LearnerRecord} record
 * @param {Titles} titles
 */
export function linesOf(record, titles) {
  const events = [...record.read().values()].reverse();
  return events.map((event) => {
    const page = titles.pages[event.entry];
    const path = titles.paths[event.path ?? ""];
    return { title: page?.title ?? say("page-gone"), href: page?.href, reason: because(event, path?.title) };
  });
}

/**
 * What says something else now than what was read of it, the latest read first.
 * @param {LearnerRecord} record
 * @param {Titles} titles
 */
export function changedOf(record, titles) {
  return [...record.read().values()].reverse().flatMap((event) => {
    const page = titles.pages[event.entry];
    const isSame = [page?.content, ...(page?.same ?? [])].includes(event.content);
    if (page?.content === undefined || isSame) return [];
    return [{ title: page.title, href: page.href, reason: say("changed-since-read", { day: new Date(event.time) }) }];
  });
}

/**
 * The next step of a path, and how much is left of the path; null if all of it is read.
 * @param {LearnerRecord} record
 * @param {DOMStringMap} line the data of a line of a list of paths
 */
export function nextOf(record, line) {
  const read = record.read();
  const steps = stepsOf(record, line);
  const left = steps.filter(({ id }) => !read.has(id));
  const [first] = left;
  if (first === undefined) return null;
  const of = steps.at(-1)?.number ?? 0;
  return { ...first, of, minutes: left.reduce((sum, { minutes }) => sum + minutes, 0) };
}

/**
 * Shows the paths that were begun, each with its next step.
 * @param {HTMLElement} page
 * @param {LearnerRecord} record
 * @param {Titles} titles
 */
function showPaths(page, record, titles) {
  const section = one("[data-paths]", page);
  const lines = section === null ? [] : all("[data-steps]", section);
  const read = record.read();
  for (const line of lines) {
    const { id = "", steps = "" } = line.dataset;
    line.hidden = !record.wasOpened(id) && !steps.split(" ").some((step) => read.has(step));
    one("[data-next]", line)?.remove();
    const next = nextOf(record, line.dataset);
    const path = oneOf(HTMLAnchorElement, "h3 a", line);
    if (next === null || path === null) continue;
    const title = titles.pages[next.id]?.title ?? path.textContent ?? "";
    const link = make("a", { href: stepAddress(path, next), className: "title", dir: "auto" }, title);
    const facts = make("span", { className: "facts" }, say("continue-facts", next));
    const shown = make("p", {}, "→ ", link, facts);
    shown.dataset.next = "";
    line.append(shown);
  }
  setShown(
    section,
    lines.some((line) => !line.hidden),
  );
}

/**
 * The value that a file holds; null if it is no JSON, and so no record either.
 * @param {string} text
 * @returns {unknown}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Adds what a file holds to a record, and says what came of it.
 * @param {LearnerRecord} record
 * @param {unknown} value
 */
function addValue(record, value) {
  try {
    const counts = addSaved(record, value);
    if (counts === null) return say("no-saved-progress");
    const values = { number: counts.added, known: counts.known, refused: counts.refused };
    return counts.refused > 0 ? say("records-added-and-refused", values) : say("records-added", values);
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    return say("no-room-for-file");
  }
}

/**
 * The same of the text of a file.
 * @param {LearnerRecord} record
 * @param {string} text
 */
export const addFile = (record, text) => addValue(record, parse(text));

/**
 * @param {string} address
 * @returns {Promise<Titles>}
 */
async function fetchTitles(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.json();
  } catch {
    // Offline, the reasons are shown without titles.
  }
  return { pages: {}, paths: {} };
}

/**
 * The lines of a list.
 * @param {ReturnType<typeof linesOf>} lines
 */
function itemsOf(lines) {
  return lines.map(({ title, href, reason }) => {
    const name = href === undefined ? make("span", { dir: "auto" }, title) : make("a", { href, dir: "auto" }, title);
    name.className = "title";
    return make("li", {}, name, make("p", {}, reason));
  });
}

/**
 * @param {HTMLElement} page
 * @param {LearnerRecord} record
 * @param {Titles} titles
 */
function showAll(page, record, titles) {
  const [lines, changed] = [linesOf(record, titles), changedOf(record, titles)];
  showPaths(page, record, titles);
  one("[data-changed]", page)?.replaceChildren(...itemsOf(changed));
  setShown(one("[data-changed-section]", page), changed.length > 0);
  one("[data-list]", page)?.replaceChildren(...itemsOf(lines));
  setShown(one("[data-read-section]", page), lines.length > 0);
  setShown(one("[data-empty]", page), lines.length === 0);
}

/** @param {LearnerRecord} record */
function save(record) {
  const text = JSON.stringify(toSave(record), null, 1);
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  make("a", { href, download: "almanac-progress.json" }).click();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/**
 * Does something that may fail as the browser keeps nothing, and says what came of it.
 * @param {HTMLElement} page
 * @param {() => string | Promise<string>} action
 */
async function attempt(page, action) {
  const said = one("[data-said]", page);
  if (said === null) return;
  try {
    said.textContent = await action();
  } catch (error) {
    if (!(error instanceof NotKept)) throw error;
    said.textContent = say("not-kept");
  }
}

/**
 * Forgets everything when it was asked for and confirmed.
 * @param {HTMLElement} page
 * @param {() => void} forget
 */
function listenForget(page, forget) {
  const ask = one("[data-forget]", page);
  const sure = one("[data-forget-sure]", page);
  const not = one("[data-forget-not]", page);
  /** @param {boolean} isAsking */
  const setAsking = (isAsking) => {
    setShown(ask, !isAsking);
    setShown(sure, isAsking);
    setShown(not, isAsking);
    (isAsking ? not : ask)?.focus();
  };
  ask?.addEventListener("click", () => setAsking(true));
  not?.addEventListener("click", () => setAsking(false));
  sure?.addEventListener("click", () => {
    setAsking(false);
    void attempt(page, () => {
      forget();
      return say("everything-forgotten");
    });
  });
}

/**
 * Asks in the place where it is said what came of things, and takes the answer.
 * @param {HTMLElement} said
 * @param {{ question: string, yes: string, no: string }} words
 * @returns {Promise<boolean>}
 */
async function isConfirmed(said, { question, yes, no }) {
  const buttons = [make("button", { type: "button" }, yes), make("button", { type: "button" }, no)];
  const [sure, not] = buttons;
  for (const button of buttons) button.className = button === sure ? "button" : "button plain";
  /** @type {Promise<boolean>} */
  const answer = new Promise((resolve) => {
    for (const button of buttons) button.addEventListener("click", () => resolve(button === sure));
  });
  const place = make("span", { className: "buttons" }, ...buttons);
  said.replaceChildren(`${question} `, place);
  not?.focus();
  return await answer;
}

/**
 * Adds a file. Where that forgets what is here, as everything was forgotten where it was saved, it asks before.
 * @param {HTMLElement} said
 * @param {LearnerRecord} record
 * @param {File} file
 */
async function addAsked(said, record, file) {
  if (file.size > LARGEST_FILE) return say("no-room-for-file");
  const value = parse(await file.text());
  const number = numberForgottenBy(record, value);
  if (number > 0) {
    const day = new Date(laterEpoch(record, value));
    const words = { question: say("file-forgets", { number, day }), yes: say("add-and-forget"), no: say("add-not") };
    if (!(await isConfirmed(said, words))) return "";
  }
  return addValue(record, value);
}

/**
 * Adds the file that is chosen.
 * @param {HTMLElement} page
 * @param {LearnerRecord} record
 * @param {() => void} show
 */
function listenAdd(page, record, show) {
  const field = oneOf(HTMLInputElement, "[data-import]", page);
  const said = one("[data-said]", page);
  if (field === null || said === null) return;
  const addChosen = () => {
    const file = field.files?.[0];
    if (file === undefined) return;
    void attempt(page, async () => {
      const outcome = await addAsked(said, record, file);
      show();
      // So that the same file can be chosen again.
      field.value = "";
      return outcome;
    });
  };
  field.addEventListener("change", addChosen);
  // A file may have been chosen before this module was there to listen.
  addChosen();
}

/**
 * Shows a record, and does with it what is asked for.
 * @param {LearnerRecord} record
 * @param {(listener: () => void) => void} onChange calls a function when another tab has changed the record
 */
export async function open(record, onChange) {
  const page = one("[data-ledger]");
  if (page === null) return;
  page.hidden = false;
  const titles = await fetchTitles(page.dataset.titles ?? "");
  const show = () => showAll(page, record, titles);
  show();
  onChange(show);
  one("[data-export]", page)?.addEventListener("click", () => save(record));
  listenAdd(page, record, show);
  listenForget(page, () => {
    forgetAll(record);
    show();
  });
}
