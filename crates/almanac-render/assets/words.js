// What the modules say: numbers, days, reasons.

/** The day of a time, in the words of the page's language. */
export function day(time) {
  const language = document.documentElement.lang || "en";
  // English pages write days as their text does: 24 November 2026.
  const locale = language === "en" ? "en-GB" : language;
  return new Date(time).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/** A number with its noun: 1 step, 2 steps. */
export function count(number, noun) {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

/** Why an entry counts as read. */
export function because(event, pathTitle) {
  const where = event.path === null ? "on its own page" : pathTitle ? `in the path “${pathTitle}”` : "in another path";
  const what = event.path === null ? "Mark as read" : "Done";
  return `Read: you pressed ${what} on ${day(event.time)}, ${where}.`;
}

export const NOT_KEPT = "This browser keeps nothing for this site, so your progress can’t be kept.";
