// Front matter as fields that can be changed one by one: where each stands, what it says, and what to write in its place.
// Only what is plainly a field is one. All else, be it a list of facts or what can't be read, is left to be edited as text.

/** What opens and closes front matter, and the lines between. */
const FRONT = /^---[ \t]*\n(?:([\s\S]*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/u;
/** A field whose value begins on its own line. */
const FIELD = /^([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*$/u;
/** A plain scalar with what may stand behind it. */
const PLAIN = /^((?:[^\s#'"[\]{}&*!|>%@\x60,?:-]|[-?:](?=\S))(?:[^#:]|:(?=\S)|(?<=\S)#)*?)(?:\s+#.*)?$/u;
const SINGLE = /^'((?:[^']|'')*)'(?:\s+#.*)?$/u;
const DOUBLE = /^("(?:[^"\\]|\\.)*")(?:\s+#.*)?$/u;
const FLOW = /^\[(.*)\](?:\s+#.*)?$/u;
/** An item of a list in brackets. */
const FLOW_ITEM = /\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,[\]{}"'#:]+?)\s*(?:,|$)/uy;
/** Words that YAML takes for something else than a text. */
const NO_TEXT = /^(?:~|null|true|false|yes|no|on|off|[-+]?[\d.][\d_.,:eExXoO+-]*|\d{4}-\d\d.*|\.(?:inf|nan))$/iu;

/**
 * A field at its place.
 * @typedef {object} Field
 * @property {string} name
 * @property {number} from where its line begins
 * @property {number} to where its last line ends, with the end of the line
 * @property {{ from: number, to: number }} value where its value stands
 * @property {string | string[] | null} content what it says; null where it is to be edited as text
 * @property {"plain" | "single" | "double" | "flow" | "block" | "none"} form how that is written
 */

/**
 * Front matter as it stands in a text.
 * @typedef {object} FrontMatter
 * @property {number} from where its first field may stand
 * @property {number} to where its closing line begins
 * @property {number} end where the text behind it begins
 * @property {Field[]} fields
 */

/**
 * A change of the text.
 * @typedef {{ from: number, to: number, insert: string }} TextChange
 */

/**
 * What adds a work to the sources of a page: the key to cite it by, and the change, which is null where the page lists it
 * already.
 * @typedef {object} SourceStub
 * @property {string} key
 * @property {TextChange | null} change
 * @property {number} end where the front matter ends
 */

/** What a stub of a source has in the place of its title. */
export const EMPTY_TITLE = 'title: ""';

/**
 * What a scalar says, and how it is written.
 * @param {string} written
 * @returns {{ text: string, form: "plain" | "single" | "double", length: number } | null}
 */
function scalar(written) {
  const [, double] = DOUBLE.exec(written) ?? [];
  if (double !== undefined) {
    try {
      // What JSON can read of it, YAML reads alike. Other escapes are left to be edited as text.
      return { text: JSON.parse(double), form: "double", length: double.length };
    } catch {
      return null;
    }
  }
  const [, single] = SINGLE.exec(written) ?? [];
  if (single !== undefined) return { text: single.replaceAll("''", "'"), form: "single", length: single.length + 2 };
  const [, plain] = PLAIN.exec(written) ?? [];
  return plain === undefined ? null : { text: plain, form: "plain", length: plain.length };
}

/**
 * The items of a list in brackets; null where one is more than a word or two.
 * @param {string} written
 */
function flowItems(written) {
  /** @type {string[]} */
  const items = [];
  FLOW_ITEM.lastIndex = 0;
  while (written.slice(FLOW_ITEM.lastIndex).trim() !== "") {
    const [, item] = FLOW_ITEM.exec(written) ?? [];
    const read = item === undefined ? null : scalar(item);
    if (read === null) return null;
    items.push(read.text);
  }
  return items;
}

/**
 * The items of a list of lines with hyphens; null where one is more than a scalar.
 * @param {string[]} lines
 */
function blockItems(lines) {
  const indent = /^[ \t]*/u.exec(lines[0] ?? "")?.[0] ?? "";
  const items = lines.map((line) => {
    const item = line.startsWith(`${indent}- `) ? scalar(line.slice(indent.length + 2).trim()) : null;
    return item?.length === line.slice(indent.length + 2).trim().length ? item.text : null;
  });
  return items.every((item) => item !== null) && items.length > 0 ? items : null;
}

/**
 * What a field says.
 * @param {string} written what stands on its own line behind the colon
 * @param {string[]} lines those below that belong to it
 * @returns {{ content: string | string[] | null, form: Field["form"], length: number }}
 */
function contentOf(written, lines) {
  const asText = { content: null, form: /** @type {const} */ ("none"), length: written.length };
  if (lines.some((line) => line.trim() !== "")) {
    if (written !== "") return asText;
    const items = blockItems(lines);
    return items === null ? asText : { content: items, form: "block", length: 0 };
  }
  if (written === "" || written.startsWith("#")) return { content: "", form: "plain", length: 0 };
  const [, inner] = FLOW.exec(written) ?? [];
  if (inner !== undefined) {
    const items = flowItems(inner);
    return items === null ? asText : { content: items, form: "flow", length: inner.length + 2 };
  }
  const read = scalar(written);
  return read === null ? asText : { content: read.text, form: read.form, length: read.length };
}

/**
 * The line behind the last one that belongs to a field.
 * @param {string[]} lines
 * @param {number} begin the line of its name
 */
function endOfField(lines, begin) {
  let next = begin + 1;
  while (next < lines.length && /^(?:[ \t]|- |-$|$)/u.test(lines[next] ?? "")) next += 1;
  // Empty lines before the next field belong to neither.
  while (next > begin + 1 && lines[next - 1]?.trim() === "") next -= 1;
  return next;
}

/**
 * The front matter of a text whose lines end with one sign; null where it has none in YAML.
 * @param {string} text
 * @returns {FrontMatter | null}
 */
export function frontMatter(text) {
  const found = FRONT.exec(text);
  if (found === null) return null;
  const from = text.indexOf("\n") + 1;
  const inner = found[1] === undefined ? "" : `${found[1]}\n`;
  const to = from + inner.length;
  /** @type {Field[]} */
  const fields = [];
  const lines = inner === "" ? [] : inner.slice(0, -1).split("\n");
  let at = from;
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const next = endOfField(lines, index);
    const end = lines.slice(index, next).reduce((sum, each) => sum + each.length + 1, at);
    const [, name, written = ""] = FIELD.exec(line) ?? [];
    if (name !== undefined) fields.push(fieldAt({ name, line, written, below: lines.slice(index + 1, next), at, end }));
    at = end;
    index = next;
  }
  return { from, to, end: found[0].length, fields };
}

/**
 * @param {{ name: string, line: string, written: string, below: string[], at: number, end: number }} place
 * @returns {Field}
 */
function fieldAt({ name, line, written, below, at, end }) {
  const { content, form, length } = contentOf(written, below);
  const behind = written === "" ? name.length + 1 : line.indexOf(written, name.length + 1);
  const value =
    form === "block" ? { from: at + line.length + 1, to: end } : { from: at + behind, to: at + behind + length };
  return { name, from: at, to: end, value, content, form };
}

/**
 * Whether a text is one that YAML reads as it stands.
 * @param {string} text
 */
const isPlain = (text) => !NO_TEXT.test(text) && PLAIN.exec(text)?.[1] === text;

/**
 * A text as YAML, in a form of its own where that can hold it.
 * @param {string} text
 * @param {Field["form"]} form
 */
function asScalar(text, form) {
  const isSimple = !/\p{Cc}/u.test(text);
  if (form === "single" && isSimple) return `'${text.replaceAll("'", "''")}'`;
  return form === "plain" && isPlain(text) ? text : JSON.stringify(text);
}

/**
 * An item of a list as YAML.
 * @param {string} item
 */
const asItem = (item) => (/[,[\]{}]/u.test(item) ? JSON.stringify(item) : asScalar(item, "plain"));

/**
 * A list as YAML, in the form that it has.
 * @param {string[]} items
 * @param {Field["form"]} form
 * @param {string} before the list as it stands
 */
function asList(items, form, before) {
  if (form !== "block") return `[${items.map(asItem).join(", ")}]`;
  const indent = /^[ \t]*/u.exec(before)?.[0] ?? "";
  return items.map((item) => `${indent}- ${asItem(item)}\n`).join("");
}

/**
 * What a field is to say, as YAML: words that mean something, like `true`, as they are.
 * @param {string | string[]} content
 * @param {Field | undefined} field
 * @param {string} before
 */
function asYaml(content, field, before) {
  const form = field?.form ?? "plain";
  if (Array.isArray(content)) return asList(content, form, before);
  return form === "plain" && /^(?:true|false|\d{4}(?:-\d\d(?:-\d\d)?)?)$/u.test(content)
    ? content
    : asScalar(content, form);
}

/**
 * The change by which a field says something else: of its value alone, so that all other bytes stay. Null where the field is
 * to be edited as text, or says that already.
 * @param {string} text
 * @param {string} name
 * @param {string | string[]} content nothing, for a field that is to go
 * @param {string[]} order in which fields that are not there yet are put
 * @returns {TextChange | null}
 */
export function fieldChange(text, name, content, order) {
  const front = frontMatter(text);
  if (front === null) return null;
  const field = front.fields.find((each) => each.name === name);
  if (field === undefined) return content.length === 0 ? null : added(front, name, content, order);
  const { content: before, value, form } = field;
  const isSame = JSON.stringify(before) === JSON.stringify(content);
  // A field without a value may become a list.
  const isNewList = before === "" && Array.isArray(content) && content.length > 0;
  const isOther = Array.isArray(before) !== Array.isArray(content);
  if (form === "none" || isSame || (isOther && !isNewList)) return null;
  if (content.length === 0) return { from: field.from, to: field.to, insert: "" };
  const written = asYaml(content, before === "" ? undefined : field, text.slice(value.from, value.to));
  const needsSpace = text[value.from - 1] === ":";
  return { ...value, insert: needsSpace ? ` ${written}` : written };
}

/**
 * The change that adds a field, behind those that stand before it in an order.
 * @param {FrontMatter} front
 * @param {string} name
 * @param {string | string[]} content
 * @param {string[]} order
 */
function added(front, name, content, order) {
  const before = order.slice(0, order.indexOf(name) + 1);
  const last = front.fields.findLast((field) => before.includes(field.name));
  const at = last?.to ?? front.from;
  return { from: at, to: at, insert: `${name}: ${asYaml(content, undefined, "")}\n` };
}

/**
 * A name for a source that no other of the page has, made of its address.
 * @param {URL} address
 * @param {string} front the text of the front matter
 */
function sourceKey(address, front) {
  const host = address.hostname.replace(/^www\./u, "").split(".")[0] ?? "";
  const [part] = address.pathname
    .split("/")
    .filter((each) => each !== "")
    .slice(-1);
  const words = `${host}-${part ?? ""}`
    .toLowerCase()
    .replace(/\.\w{1,5}$/u, "")
    .match(/[a-z0-9]+/gu) ?? ["source"];
  const key = words.join("-").slice(0, 40).replace(/-$/u, "");
  const isTaken = (/** @type {string} */ one) =>
    new RegExp(`key:\\s*["']?${one}["']?\\s*(?:[,}\\n]|$)`, "u").test(front);
  let number = 1;
  while (isTaken(number === 1 ? key : `${key}-${number}`)) number += 1;
  return number === 1 ? key : `${key}-${number}`;
}

/**
 * The key of the work that a page lists with an address.
 * @param {string} inner the front matter
 * @param {URL} address
 */
function listedKey(inner, address) {
  const at = inner.indexOf(address.href);
  if (at < 0) return null;
  const end = inner.indexOf("\n", at);
  const before = inner.slice(0, end < 0 ? inner.length : end);
  const keys = [...before.matchAll(/(?:^|[\s{,-])key:\s*["']?([\w:.-]+)/gu)];
  return keys.at(-1)?.[1] ?? null;
}

/**
 * What adds a work to the sources of a page, by its address; null where their list is one that only its writer should touch.
 * @param {string} text
 * @param {URL} address
 * @param {string} today
 * @returns {SourceStub | null}
 */
export function sourceStub(text, address, today) {
  const front = frontMatter(text);
  if (front === null) return null;
  const inner = text.slice(front.from, front.to);
  const { end } = front;
  const listed = listedKey(inner, address);
  if (listed !== null) return { key: listed, change: null, end };
  const field = front.fields.find(({ name }) => name === "sources");
  const isEmpty = field === undefined || field.content?.length === 0;
  const lines = field === undefined ? [] : text.slice(field.from, field.to).split("\n").slice(1);
  const first = lines.find((line) => /^[ \t]*- /u.test(line));
  if (!isEmpty && first === undefined) return null;
  const indent = isEmpty ? "  " : (/^[ \t]*/u.exec(first ?? "")?.[0] ?? "");
  const key = sourceKey(address, inner);
  const rows = [`key: ${key}`, EMPTY_TITLE, `url: ${JSON.stringify(address.href)}`, `accessed_date: ${today}`];
  const item = `${indent}- ${rows.join(`\n${indent}  `)}\n`;
  const place = { from: field?.from ?? front.to, to: field?.to ?? front.to };
  const insert = isEmpty ? `sources:\n${item}` : item;
  return { key, change: isEmpty ? { ...place, insert } : { from: place.to, to: place.to, insert }, end };
}
