// Keeps the reader's place within a step: the bar fills as they read, says how many
// minutes are left, and leads back to where they were when they come again.

import { all, base, onceAFrame, one, oneOf, setShown } from "./dom.js";
import { kept } from "./storage.js";
import { say } from "./words.js";

const prefix = () => `almanac:${base()}:place:`;
/** How many places are kept, so that a long life of reading does not fill the browser's storage. */
const MOST_KEPT = 200;
/** How long nothing scrolls until scrolling has ended, in a browser that does not say so itself. */
const PAUSE = 150;

/** The blocks of the text, in the order in which they are read. */
function blocks() {
  return all(".prose > *, .prose .event > *, .prose .state > *");
}

/** Where the bar ends, and the text that can be seen begins. */
function barEnd() {
  return one(".bar")?.getBoundingClientRect().bottom ?? 0;
}

/**
 * How far the text has been scrolled through, from 0 to 1.
 * @param {HTMLElement} text
 */
function fractionRead(text) {
  const { top, height } = text.getBoundingClientRect();
  const end = barEnd();
  const room = height - (window.innerHeight - end);
  return room <= 0 ? 1 : Math.min(1, Math.max(0, (end - top) / room));
}

/**
 * The id of the heading under which the reader is, the last above the line to which a heading comes when a link leads
 * to it; empty if there is none.
 */
function currentHeading() {
  const line = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart) + 4;
  const passed = blocks().filter((block) => block.getBoundingClientRect().top <= line);
  for (const block of passed.reverse()) {
    const heading = block.matches("h2, h3") ? block : one(":scope > h2, :scope > h3", block);
    if (heading?.id) return heading.id;
  }
  return "";
}

/** Forgets the oldest places beyond what is kept. */
function prune() {
  const keys = kept.keys(prefix());
  if (keys.length <= MOST_KEPT) return;
  const times = new Map(keys.map((key) => [key, Number(kept.get(key)?.split(" ")[1] ?? 0)]));
  keys.sort((left, right) => (times.get(left) ?? 0) - (times.get(right) ?? 0));
  for (const key of keys.slice(0, keys.length - MOST_KEPT)) kept.remove(key);
}

/**
 * Offers the way back to where the reader was.
 * @param {string} key
 */
function offerPlace(key) {
  const link = oneOf(HTMLAnchorElement, "[data-place]");
  const id = kept.get(key)?.split(" ")[0] ?? "";
  if (link === null || document.getElementById(id) === null || location.hash !== "" || window.scrollY > 0) return;
  link.href = `#${encodeURIComponent(id)}`;
  link.hidden = false;
  link.addEventListener("click", () => setShown(link, false));
}

/**
 * Calls a function when scrolling ends, and when the page is left in the middle of it.
 * @param {() => void} action
 */
function onScrollEnd(action) {
  if ("onscrollend" in window) {
    addEventListener("scrollend", action);
  } else {
    let timer = 0;
    addEventListener(
      "scroll",
      () => {
        clearTimeout(timer);
        timer = setTimeout(action, PAUSE);
      },
      { passive: true },
    );
  }
  addEventListener("pagehide", action);
  document.addEventListener("visibilitychange", action);
}

/**
 * Keeps the place in a text when scrolling ends. While it goes on nothing is written: each write reaches every other tab.
 * @param {string} key
 * @param {HTMLElement} text
 */
function keepPlace(key, text) {
  let wasScrolled = false;
  /** @type {string | null} */
  let keptHeading = null;
  const noteScrolling = () => {
    wasScrolled = true;
  };
  addEventListener("scroll", noteScrolling, { passive: true });
  onScrollEnd(() => {
    if (!wasScrolled) return;
    wasScrolled = false;
    const read = fractionRead(text);
    const heading = read === 0 || read === 1 ? "" : currentHeading();
    if (heading === keptHeading) return;
    keptHeading = heading;
    if (heading === "") kept.remove(key);
    else kept.set(key, `${heading} ${Date.now()}`);
  });
}

/**
 * Fills the bar and counts the minutes down while the reader scrolls.
 * @param {HTMLElement} text
 */
function showReading(text) {
  const progress = oneOf(HTMLProgressElement, ".bar progress");
  if (progress === null) return;
  const left = one("[data-left][data-minutes]");
  const number = progress.value;
  const [minutes, following] = [Number(left?.dataset.minutes), Number(left?.dataset.left)];
  // The page says already how many are left at its beginning.
  let shownMinutes = Math.round(following);
  const update = () => {
    const read = fractionRead(text);
    progress.value = number - 1 + read;
    // Something is left as long as the step is not done.
    const minutesLeft = Math.max(1, Math.round(following - minutes * read));
    if (left === null || minutesLeft === shownMinutes) return;
    shownMinutes = minutesLeft;
    left.textContent = say("minutes-left", { number: minutesLeft });
  };
  update();
  const updateSoon = onceAFrame(update);
  addEventListener("scroll", updateSoon, { passive: true });
  addEventListener("resize", updateSoon, { passive: true });
}

/** Begins to keep and to show the place in the step that this page is. */
export function open() {
  const entry = one("article[data-path][data-entry]")?.dataset.entry;
  const text = one(".prose");
  if (entry === undefined || text === null) return;
  const key = prefix() + entry;
  prune();
  offerPlace(key);
  showReading(text);
  keepPlace(key, text);
}
