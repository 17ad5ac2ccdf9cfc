// Shows how far paths have been read: in lists of paths, on the first page, on a path's own page and at its end.

import { say } from "./words.js";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A text as nodes, its words in brackets as a link. */
function linked(text, address) {
  const [before, words, after] = text.split(/[[\]]/);
  const link = document.createElement("a");
  link.href = address;
  link.textContent = words;
  return [before, link, after];
}

/** Shows in lists of paths how far each has been read. */
function showPaths(read) {
  for (const element of all("[data-steps]")) {
    const steps = element.dataset.steps.split(" ").filter((id) => id !== "");
    const done = steps.filter((id) => read.has(id)).length;
    const note = one("[data-so-far]", element);
    note.hidden = done === 0;
    if (done === 0) continue;
    note.textContent = done === steps.length ? say("all-read") : say("number-read", { number: done, of: steps.length });
  }
}

/** The steps of a path in a list: their ids, numbers and minutes. */
function stepsOf(line) {
  const ids = line.dataset.steps.split(" ").filter((id) => id !== "");
  const turns = line.dataset.turns.split(" ");
  return ids.map((id, index) => {
    const [number, minutes] = turns[index].split(":").map(Number);
    return { id, number, minutes };
  });
}

/** Shows on the first page how to go on with the path that was read last. */
function showContinue(record, read) {
  const place = one("[data-continue]");
  if (place === null) return;
  const lines = new Map(all("[data-turns]").map((line) => [line.dataset.id, line]));
  const paths = record.events().map((event) => event.path).reverse();
  const begun = [...new Set(paths)].filter((id) => lines.has(id));
  const unread = (id) => stepsOf(lines.get(id)).filter((step) => !read.has(step.id));
  const path = begun.find((id) => unread(id).length > 0);
  place.hidden = path === undefined;
  if (path === undefined) return;
  const title = one("h2 a, h3 a", lines.get(path));
  const left = unread(path);
  const steps = stepsOf(lines.get(path));
  const link = one("[data-continue-link]", place);
  link.textContent = title.textContent;
  link.href = `${title.pathname}/${left[0].number}`;
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0);
  one("[data-continue-facts]", place).textContent = say("continue-facts", { number: left[0].number, of: steps.at(-1).number, minutes });
}

/** Makes the button of a path's page say what it does: begin, continue, read again. */
function showPath(record, read) {
  const page = one("[data-path][data-end]");
  if (page === null) return;
  const steps = all(".steps [data-entry]", page);
  const unread = steps.filter((step) => !read.has(step.dataset.entry));
  const done = steps.length - unread.length;
  const isBegun = done > 0 || record.wasOpened(page.dataset.path);
  const button = one("[data-begin]", page);
  if (button === null || steps.length === 0) return;
  const isFinished = unread.length === 0;
  button.textContent = isFinished ? say("read-again") : isBegun ? say("continue") : say("begin");
  button.href = (isFinished ? steps[0] : unread[0]).dataset.href;
  const note = one("[data-so-far]", page);
  note.hidden = done === 0;
  if (done === 0) return;
  if (isFinished) {
    note.replaceChildren(...linked(say("path-read", { number: steps.length }), page.dataset.end));
  } else {
    note.textContent = say("steps-read", { number: done, of: steps.length });
  }
}

function showClosing(read) {
  const page = one("[data-closing]");
  if (page === null) return;
  const steps = all(".covered [data-entry]", page);
  const done = steps.filter((step) => read.has(step.dataset.entry)).length;
  const note = one("[data-so-far]", page);
  note.hidden = done === 0;
  if (done === 0) return;
  note.textContent =
    done === steps.length
      ? say("you-have-read-all", { number: done })
      : say("you-have-read", { number: done, of: steps.length });
}

/** Shows what a record says, and what is read by it. */
export function show(record, read) {
  showPaths(read);
  showContinue(record, read);
  showPath(record, read);
  showClosing(read);
}
