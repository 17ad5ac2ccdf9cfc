// Writes what the modules say. The words of the page's language come in a module of their own, which is loaded first.

let messages = {};
let locale = "en";
/** Tells which plural form a number takes: made when first asked, as browsers take a while for it. */
let plurals = null;

/** Takes the words of the page's language. */
export function speak(language, words) {
  locale = language;
  messages = words;
}

/** A name may be of any language: it must not turn the words around it. */
function isolated(name) {
  return document.documentElement.dir === "rtl" ? `\u2068${name}\u2069` : name;
}

/** A number as the page's language writes it. */
export function number(value, options) {
  return value.toLocaleString(locale, options);
}

function written(value) {
  if (typeof value === "number") return number(value);
  if (value instanceof Date) return day(value);
  return value.words ?? isolated(value);
}

function write(parts, values) {
  const texts = parts.map((part) => {
    if (typeof part === "string") return part;
    const value = values[part.$];
    if (part.other === undefined) return written(value);
    plurals ??= new Intl.PluralRules(locale);
    const kind = plurals.select(value);
    return write(part[value] ?? part[kind] ?? part.other, values);
  });
  return texts.join("");
}

/** A message with its variables filled: numbers, days, names, and `{ words }` of the page's own language. */
export function say(id, values = {}) {
  return write(messages[id], values);
}

/** The day of a time. */
function day(time) {
  return time.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/** Why an entry counts as read. */
export function because(event, pathTitle) {
  const pressed = new Date(event.time);
  if (event.path === null) return say("because-own-page", { day: pressed });
  return pathTitle
    ? say("because-path", { day: pressed, name: pathTitle })
    : say("because-other-path", { day: pressed });
}
