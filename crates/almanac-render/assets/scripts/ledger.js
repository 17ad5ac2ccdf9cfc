// The page of one's own progress: what is read and why it counts, save, add, forget.

import { because, say } from "./words.js";

/** The record that is shown. */
let record = null;

const one = (selector, within = document) => within.querySelector(selector);

function item(event, titles) {
  const known = titles.pages[event.entry];
  const line = document.createElement("li");
  const title = document.createElement(known ? "a" : "span");
  title.className = "title";
  title.textContent = known?.title ?? say("page-gone");
  if (known) title.href = known.href;
  const reason = document.createElement("p");
  reason.textContent = because(event, titles.paths[event.path]?.title);
  line.append(title, reason);
  return line;
}

async function fetchTitles(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.json();
  } catch {
    // Offline, the reasons are shown without titles.
  }
  return { pages: {}, paths: {} };
}

function showList(page, titles) {
  const read = [...record.read().values()].reverse();
  one("[data-list]", page).replaceChildren(...read.map((event) => item(event, titles)));
  one("[data-read-section]", page).hidden = read.length === 0;
  one("[data-empty]", page).hidden = read.length > 0;
}

function save() {
  const text = JSON.stringify(record.export(), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "almanac-progress.json";
  link.click();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Adds what a file holds, and says what came of it. */
async function add(file) {
  let value = null;
  try {
    value = JSON.parse(await file.text());
  } catch {
    // It is said below.
  }
  const counts = record.import(value);
  if (counts === null) return say("no-saved-progress");
  const values = { number: counts.added, known: counts.known, refused: counts.refused };
  return counts.refused > 0 ? say("records-added-and-refused", values) : say("records-added", values);
}

/** Does something that may fail as the browser keeps nothing, and says what came of it. */
async function attempt(page, action) {
  const said = one("[data-said]", page);
  try {
    said.textContent = await action();
  } catch (error) {
    if (error.name !== "NotKept") throw error;
    said.textContent = say("not-kept");
  }
}

function listenForget(page, refresh) {
  const ask = one("[data-forget]", page);
  const sure = one("[data-forget-sure]", page);
  const not = one("[data-forget-not]", page);
  const toggle = (isAsking) => {
    ask.hidden = isAsking;
    sure.hidden = !isAsking;
    not.hidden = !isAsking;
    (isAsking ? not : ask).focus();
  };
  ask.addEventListener("click", () => toggle(true));
  not.addEventListener("click", () => toggle(false));
  sure.addEventListener("click", () => {
    toggle(false);
    attempt(page, () => {
      record.forget();
      refresh();
      return say("everything-forgotten");
    });
  });
}

/** Shows a record, and does with it what is asked for. */
export async function open(shown) {
  record = shown;
  const page = one("[data-ledger]");
  if (page === null) return;
  page.hidden = false;
  const titles = await fetchTitles(page.dataset.titles);
  const refresh = () => showList(page, titles);
  refresh();
  window.addEventListener("storage", refresh);
  one("[data-export]", page).addEventListener("click", save);
  one("[data-import]", page).addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file === undefined) return;
    attempt(page, async () => {
      const said = await add(file);
      refresh();
      event.target.value = "";
      return said;
    });
  });
  listenForget(page, refresh);
}
