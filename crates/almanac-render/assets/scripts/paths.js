// Shows how far paths have been read: in lists of paths, on the first page, on a path's own page and at its end.

import { all, make, nameOf, one, oneOf, setShown, setText } from "./dom.js";
import { say } from "./words.js";

/** @import { LearnerRecord, Read } from "./record.js" */

/**
 * A step of a path in a list: its id, its number, its minutes, and what stands behind its address, at the depth that its reader
 * chose where the step has that.
 * @typedef {{ id: string, number: number, minutes: number, level: string }} Turn
 */

/**
 * The address of a step of a path, by a link to the path.
 * @param {HTMLAnchorElement} path
 * @param {Pick<Turn, "number" | "level">} step
 */
export function stepAddress({ pathname }, { number, level }) {
  const step = level === "" ? `${number}` : `${number}/${level}`;
  // In a site made of files both end with a slash.
  return pathname.endsWith("/") ? `${pathname}${step}/` : `${pathname}/${step}`;
}

/**
 * Says in a note on the page how far something has been read; a note of nothing is not shown.
 * @param {ParentNode} page
 * @param {number} done
 * @param {() => string} words
 */
function showNote(page, done, words) {
  const note = one("[data-so-far]", page);
  setShown(note, done > 0);
  if (done > 0) setText(note, words());
}

/**
 * The ids of a path's steps, as a line of a list of paths has them.
 * @param {HTMLElement} line
 */
const idsOf = ({ dataset: { steps = "" } }) => steps.split(" ").filter((id) => id !== "");

/**
 * Shows in lists of paths how far each has been read.
 * @param {Read} read
 */
function showList(read) {
  for (const line of all("[data-steps]")) {
    const ids = idsOf(line);
    const number = ids.filter((id) => read.has(id)).length;
    showNote(line, number, () =>
      number === ids.length ? say("all-read") : say("number-read", { number, of: ids.length }),
    );
  }
}

/**
 * The steps of a path in a list (views.rs), those of them that are written.
 * @param {LearnerRecord} record
 * @param {DOMStringMap} line the data of the line
 * @returns {Turn[]}
 */
export function stepsOf({ storage, prefix }, { steps = "", turns = "" }) {
  const chosen = storage.get(`${prefix}depth`) ?? "";
  const numbered = turns.split(" ");
  const written = steps.split(" ").map((id, index) => {
    const [number, minutes, levels = ""] = numbered[index]?.split(":") ?? [];
    const others = levels.split(",").map((other) => other.split("="));
    const [level, own = minutes] = others.find(([depth]) => depth === chosen) ?? [];
    return { id, number: Number(number ?? 0), minutes: Number(own ?? 0), level: level ?? "" };
  });
  return written.filter(({ id }) => id !== "");
}

/**
 * The step of a path that was opened last on this device (progress.js).
 * @typedef {{ entry: string, time: number, title: string, lang: string, dir: string }} LastStep
 */

/**
 * What is kept may be of another version, or anybody's: what is no step is none, and one of a time to come was not the last.
 * @param {LearnerRecord} record
 * @param {string} path
 * @returns {LastStep | null}
 */
function lastStep({ storage, prefix, now }, path) {
  try {
    const { entry, time, title, lang, dir } = JSON.parse(storage.get(`${prefix}at:${path}`) ?? "null");
    const isStep = [entry, title, lang, dir].every((text) => typeof text === "string") && Number.isFinite(time);
    return isStep ? { entry, time: Math.min(time, now()), title, lang, dir } : null;
  } catch {
    return null;
  }
}

/**
 * Gives a link the title of what it leads to.
 * @param {HTMLElement} link
 * @param {{ title: string, lang: string, dir: string }} named
 */
function name(link, { title, lang, dir }) {
  link.textContent = title;
  if (lang !== "") link.lang = lang;
  link.dir = dir || "auto";
}

/**
 * Shows on the first page how to go on with the path in which something happened last, and of which steps are left.
 * @param {LearnerRecord} record
 * @param {Read} read
 */
function showContinue(record, read) {
  const place = one("[data-continue]");
  if (place === null) return;
  const times = new Map(record.events().map(({ path, time }) => [path, Date.parse(time)]));
  /** @param {HTMLElement} line */
  const lastTime = ({ dataset: { id = "" } }) => Math.max(times.get(id) ?? 0, lastStep(record, id)?.time ?? 0);
  const begun = all("[data-turns]").filter(({ dataset }) => times.has(dataset.id ?? null));
  begun.sort((a, b) => lastTime(b) - lastTime(a));
  /** @param {HTMLElement} path */
  const unread = (path) => stepsOf(record, path.dataset).filter(({ id }) => !read.has(id));
  const line = begun.find((path) => unread(path).length > 0);
  setShown(place, line !== undefined);
  if (line === undefined) return;
  const title = oneOf(HTMLAnchorElement, "h2 a, h3 a", line);
  const link = oneOf(HTMLAnchorElement, "[data-continue-link]", place);
  const left = unread(line);
  const last = lastStep(record, line.dataset.id ?? "");
  const steps = stepsOf(record, line.dataset);
  const opened = steps.find(({ id }) => id === last?.entry);
  const next = opened ?? left[0] ?? { number: 0, level: "" };
  const { number } = next;
  const of = steps.at(-1)?.number ?? 0;
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0);
  const facts = one("[data-continue-facts]", place);
  setText(facts, say("continue-facts", { number, of, minutes }));
  if (title === null || link === null) return;
  // The step that was open is named, and what is left is said of its path; else the path is named.
  const { textContent: words, lang, dir } = title;
  name(link, opened && last ? last : { title: words, lang, dir });
  const heading = record.storage.get(`${record.prefix}place:${opened?.id.split("|")[0]}`)?.split(" ")[0];
  link.href = stepAddress(title, next) + (heading ? `#${encodeURIComponent(heading)}` : "");
  if (opened !== undefined) facts?.prepend(make("bdi", { lang: lang || line.lang }, words), " · ");
}

/**
 * Makes the button of a path's page say what it does: begin, continue, read again.
 * @param {LearnerRecord} record
 * @param {Read} read
 */
function showPath(record, read) {
  const page = one("[data-path][data-end]");
  const button = page && oneOf(HTMLAnchorElement, "[data-begin]", page);
  if (page === null || button === null) return;
  const steps = all(".steps [data-entry]", page);
  const unread = steps.filter((step) => !read.has(nameOf(step)));
  const next = unread[0] ?? steps[0];
  if (next === undefined) return;
  const of = steps.length;
  const number = of - unread.length;
  const isBegun = number > 0 || record.wasOpened(page.dataset.path);
  const whatIsLeft = isBegun ? say("continue") : say("begin");
  button.textContent = number === of ? say("read-again") : whatIsLeft;
  button.href = next.dataset.href ?? "";
  showNote(page, number, () => say("steps-read", { number, of }));
  if (number < of) return;
  const [before = "", words = "", after = ""] = say("path-read", { number }).split(/[[\]]/);
  const link = make("a", { href: page.dataset.end ?? "" }, words);
  one("[data-so-far]", page)?.replaceChildren(before, link, after);
}

/**
 * Says on a path's closing page how much of it was read.
 * @param {Read} read
 */
function showClosing(read) {
  const page = one("[data-closing]");
  if (page === null) return;
  const steps = all(".covered [data-entry]", page);
  const unread = steps.filter((step) => !read.has(nameOf(step)));
  const of = steps.length;
  const number = of - unread.length;
  const line = oneOf(HTMLProgressElement, ".bar progress");
  if (line !== null) line.value = number;
  const left = one("[data-unread]", page);
  setShown(left, number > 0 && number < of);
  const links = unread.map((step) => one("a", step)?.cloneNode(true) ?? "");
  one("ol", left ?? page)?.replaceChildren(...links.map((link) => make("li", {}, link)));
  showNote(page, number, () =>
    number === of ? say("you-have-read-all", { number }) : say("you-have-read", { number, of }),
  );
}

/**
 * Shows what a record says of paths.
 * @param {LearnerRecord} record
 * @param {Read} read
 */
export function show(record, read) {
  showList(read);
  showContinue(record, read);
  showPath(record, read);
  showClosing(read);
}
