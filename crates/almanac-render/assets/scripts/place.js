// Keeps the reader's place within a step: the bar fills as they read, says how many
// minutes are left, and leads back to where they were when they come again.

import { say } from "./words.js";

const root = document.documentElement;
const PREFIX = `almanac:${root.dataset.base}:place:`;
/** How many places are kept, so that a long life of reading does not fill the browser's storage. */
const MOST_KEPT = 200;

const one = (selector) => document.querySelector(selector);

/** The blocks of the text, in the order in which they are read. */
function blocks() {
  return [...document.querySelectorAll(".prose > *, .prose .event > *, .prose .state > *")];
}

function bar() {
  return one(".bar")?.getBoundingClientRect().bottom ?? 0;
}

/** How far the text has been scrolled through, from 0 to 1. */
function fraction(text) {
  const { top, height } = text.getBoundingClientRect();
  const room = height - (window.innerHeight - bar());
  return room <= 0 ? 1 : Math.min(1, Math.max(0, (bar() - top) / room));
}

/** The line that a heading comes to when it is led to: what is above has been read. */
function line() {
  return Number.parseFloat(getComputedStyle(root).scrollPaddingBlockStart) + 4;
}

/** The heading under which a block stands. */
function headingOf(all, index) {
  for (let at = index; at >= 0; at -= 1) {
    const heading = all[at].matches("h2, h3") ? all[at] : all[at].querySelector(":scope > h2, :scope > h3");
    if (heading?.id) return heading;
  }
  return null;
}

/** Forgets the oldest places beyond what is kept. */
function prune(storage) {
  const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
  if (keys.length <= MOST_KEPT) return;
  const time = (key) => Number(storage.getItem(key).split(" ")[1] ?? 0);
  keys.sort((one, other) => time(one) - time(other));
  keys.slice(0, keys.length - MOST_KEPT).forEach((key) => storage.removeItem(key));
}

function save(key, heading) {
  try {
    if (heading === null) localStorage.removeItem(key);
    else localStorage.setItem(key, `${heading.id} ${Date.now()}`);
    prune(localStorage);
  } catch {
    // Where nothing is kept, the page opens at its beginning.
  }
}

function saved(key) {
  try {
    return localStorage.getItem(key)?.split(" ")[0] ?? null;
  } catch {
    return null;
  }
}

/** Offers the way back to where the reader was. */
function offer(key, link) {
  const id = saved(key);
  const heading = id === null ? null : document.getElementById(id);
  if (link === null || heading === null || window.location.hash !== "" || window.scrollY > 0) return;
  link.href = `#${encodeURIComponent(id)}`;
  link.hidden = false;
  link.addEventListener("click", () => (link.hidden = true));
}

export function open() {
  const page = one("article[data-path][data-entry]");
  const text = one(".prose");
  if (page === null || text === null) return;
  const key = PREFIX + page.dataset.entry;
  const link = one("[data-place]");
  const progress = one(".bar progress");
  const left = one("[data-left][data-minutes]");
  const [number, of] = [progress.value, progress.max];
  const [minutes, following] = [Number(left?.dataset.minutes), Number(left?.dataset.left)];
  const all = blocks();
  offer(key, link);

  // The page says already how many are left at its beginning.
  let shownMinutes = Math.round(following);
  const showLeft = (number) => {
    if (left === null || number === shownMinutes) return;
    shownMinutes = number;
    left.textContent = say("minutes-left", { number });
  };
  let isWaiting = false;
  let wasScrolled = false;
  const update = () => {
    isWaiting = false;
    const read = fraction(text);
    progress.value = number - 1 + read;
    progress.max = of;
    showLeft(Math.max(0, Math.round(following - minutes * read)));
    if (!wasScrolled) return;
    const reached = all.findLastIndex((block) => block.getBoundingClientRect().top <= line());
    save(key, read === 0 || read === 1 ? null : headingOf(all, reached));
  };
  const wait = () => {
    wasScrolled = true;
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(update);
  };
  update();
  window.addEventListener("scroll", wait, { passive: true });
  window.addEventListener("resize", wait, { passive: true });
}
