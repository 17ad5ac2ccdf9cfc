// The words of a Markdown file as a renderer reads it that has nothing to do with ours, and those of a page of a site.

import MarkdownIt from "markdown-it";
import definitions from "markdown-it-deflist";
import footnotes from "markdown-it-footnote";
import { parse } from "parse5";

const markdown = new MarkdownIt({ html: true }).use(footnotes).use(definitions);

const UNREAD_ELEMENTS = new Set(["script", "style", "template", "head"]);

/**
 * The words of a text: runs of letters, marks and digits, as they compare. Chinese and Japanese have no blanks between words,
 * so that each of their letters is one.
 */
export function wordsOf(text) {
  const plain = text.normalize("NFC").replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "");
  const words = plain.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const apart = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;
  return words.flatMap((word) => word.match(apart));
}

/** The words that a reader sees of a page of HTML, and its ids and addresses. */
export function readPage(html) {
  const found = { words: [], ids: new Set(), addresses: [] };
  const tree = parse(html);
  const visit = (node) => {
    if (UNREAD_ELEMENTS.has(node.nodeName)) return;
    for (const { name, value } of node.attrs ?? []) {
      if (name === "id") found.ids.add(value);
      if (name === "href" || name === "src") found.addresses.push(value);
    }
    node.childNodes?.forEach(visit);
  };
  visit(tree);
  found.words = wordsOfTree(tree);
  return found;
}

/** The words that a reader sees of a part of a page, without the elements that `isLeft` names. */
export function wordsOfTree(tree, isLeft = () => false) {
  const texts = [];
  const visit = (node) => {
    if (node.nodeName === "#text") texts.push(node.value);
    if (UNREAD_ELEMENTS.has(node.nodeName) || isLeft(node)) return;
    const isBlock = !INLINE.has(node.nodeName);
    if (isBlock) texts.push(" ");
    node.childNodes?.forEach(visit);
    if (isBlock) texts.push(" ");
  };
  visit(tree);
  return wordsOf(texts.join(""));
}

const INLINE = new Set([
  "#text",
  "#comment",
  "a",
  "abbr",
  "b",
  "bdi",
  "bdo",
  "cite",
  "code",
  "del",
  "dfn",
  "em",
  "i",
  "ins",
  "kbd",
  "mark",
  "q",
  "s",
  "small",
  "span",
  "strong",
  "sub",
  "sup",
  "u",
  "var",
  "wbr",
  "math",
  "mi",
  "mo",
  "mn",
  "mrow",
]);

/** The body of a file, behind its front matter. */
export function bodyOf(text) {
  const plain = text.replace(/^\ufeff/, "").replaceAll(/\r\n?/g, "\n");
  for (const fence of ["---", "\\+\\+\\+"]) {
    const found = plain.match(new RegExp(`^${fence}[ \\t]*\\n(?:[\\s\\S]*?\\n)?${fence}[ \\t]*(?:\\n|$)`));
    if (found) return plain.slice(found[0].length);
  }
  return plain;
}

/** What isn't code, with `change` applied to it; code stays as it is. */
export function outsideCode(text, change) {
  const code =
    /^( {0,3}(?:> ?)*[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:\n(?: {0,3}(?:> ?)*[ \t]*)\2[`~]*[ \t]*(?=\n|$)|$))|(?<!`)(`+)(?!`)[\s\S]*?[^`]\3(?!`)/gm;
  let at = 0;
  let changed = "";
  for (const found of text.matchAll(code)) {
    changed += change(text.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return changed + change(text.slice(at));
}

/**
 * The words of a file of notes: remarks, formulas, marks of blocks and embeds are no words, links are by theirs. In
 * Dendron a link without words shows the title of its note, and the name stands last; in Logseq `id::` and the like are
 * not shown.
 */
export function wordsOfNotes(text, program) {
  const words = (inner) => {
    const parts = inner.split(/\\?\|/);
    if (program !== "dendron") return parts.at(-1);
    return parts.length > 1 ? parts[0] : " ";
  };
  const body = outsideCode(bodyOf(text), (part) =>
    (program === "logseq" ? withoutMarks(part) : part)
      .replaceAll(/%%[\s\S]*?(?:%%|$)/g, "")
      .replaceAll(/\$\$[\s\S]*?\$\$/g, " ")
      .replaceAll(/!\[\[[^\]\n]*\]\]/g, " ")
      .replaceAll(/\[\[([^\]\n]+?)\]\]/g, (_, inner) => words(inner.replace(/^#+/, "")).replaceAll("#", " "))
      .replaceAll(/[ \t]\^[\p{L}\p{N}-]+[ \t]*$/gmu, "")
      .replaceAll(/^[ \t>]*\^[\p{L}\p{N}-]+[ \t]*$/gmu, "")
      .replaceAll(/^([ \t>]*(?:[-*+]|\d+[.)])[ \t]+)\[[xX]\][ \t]/gm, "$1")
      .replaceAll(
        /^([ \t>]*)\[!(?!\[)([^\]|\n]+)(?:\|[^\]\n]*)?\][+-]?(.*)$/gmu,
        (_, before, kind, title) => `${before}${title.trim() === "" ? kind : title}`,
      ),
  );
  return readPage(rendered(body)).words;
}

/** A text of Logseq without what it keeps for itself, and with the words of what it fills in. */
function withoutMarks(text) {
  return text
    .replaceAll(
      /^([ \t]*(?:-[ \t]+)?)(?:id|collapsed|heading|background-color|created-at|updated-at|ls-type|icon|title|alias|tags|filters|public|query-[\w-]+|hl-[\w-]+|card-[\w-]+|logseq\.[\w.-]+)::.*$/gim,
      "$1",
    )
    .replaceAll(/:LOGBOOK:[\s\S]*?:END:/g, "")
    // How far in a block stands makes no code of it.
    .replaceAll(/^\t+/gm, "")
    .replaceAll(/#\+BEGIN_SRC.*$/gim, "")
    .replaceAll(/#\+(?:BEGIN|END)_\w+/gi, "")
    .replaceAll(/\]\(\(\([\w-]+\)\)\)/g, "]")
    .replaceAll(/\(\([\w-]{36}\)\)/g, "")
    .replaceAll(/\{\{(?:embed|youtube|video|tweet|cloze)\b[^}]*\}\}/gi, "")
    .replaceAll(/\{:(?:height|width)[^}]*\}/g, "")
    .replaceAll(/\b(?:TODO|DONE|DOING|LATER|NOW|WAITING|WAIT|CANCELED|CANCELLED)\b/g, "");
}

/** The words of a file in plain CommonMark. The attributes of a heading are no words. */
export function wordsOfMarkdown(text) {
  const body = outsideCode(bodyOf(text), (part) =>
    part
      .replaceAll(/[ \t]*\\?\{[ \t]*#[\p{L}\p{N}_-][^}\n]*\}[ \t]*$/gmu, "")
      // What begins a container is read as its sort, and its title stays.
      .replaceAll(/^([ \t]*):{3,}[ \t]*[\w-]*[ \t]*(.*)$/gm, "$1$2"),
  );
  return readPage(rendered(body)).words;
}

/** What markdown-it makes of a text. It numbers notes anew and puts arrows behind them, which nobody wrote. */
function rendered(text) {
  const html = markdown.render(text);
  return html
    .replaceAll(/<sup class="footnote-ref">[\s\S]*?<\/sup>/g, "")
    .replaceAll(/<a [^>]*class="footnote-backref">[\s\S]*?<\/a>/g, "");
}

/** The words that `kept` lacks, as often as it lacks them, with how often. */
export function missingWords(wanted, kept) {
  const counts = new Map();
  for (const word of kept) counts.set(word, (counts.get(word) ?? 0) + 1);
  const missing = [];
  for (const word of wanted) {
    const left = counts.get(word) ?? 0;
    if (left > 0) counts.set(word, left - 1);
    else missing.push(word);
  }
  return missing;
}
