// Markdown as almanacs have it, for the editor: what is ours in it is marked, and front matter is YAML.

import {
  Language,
  markdownLanguage,
  NodeProp,
  styleTags,
  syntaxHighlighting,
  Tag,
  tagHighlighter,
  tags,
  yamlFrontmatter,
} from "./codemirror.js";

/** @import { BlockContext, InlineContext, Line, MarkdownConfig, MarkdownParser } from "@lezer/markdown" */

/** How far a mark of ours is looked for behind where it begins. */
const REACH = 600;

const ours = {
  link: Tag.define(),
  citation: Tag.define(),
  fact: Tag.define(),
  container: Tag.define(),
  attributes: Tag.define(),
  date: Tag.define(),
};

/** What stands within a line, by the sign that it begins with. */
const INLINE = [
  { name: "PageLink", first: "[", form: /^\[\[[^\]\n]+\]\]/u },
  { name: "PageLink", first: "!", form: /^!\[\[[^\]\n]+\]\]/u },
  { name: "Citation", first: "[", form: /^\[(?:[^\][\n@]*\s)?-?@[^\][\s][^\][]*\]/u },
  { name: "FactPlace", first: "{", form: /^\{\{[^{}\n]+\}\}/u },
  { name: "Attributes", first: "{", form: /^\{\s*[#.][^{}\n]*\}/u },
];

/**
 * Marks one of our forms where it begins.
 * @param {InlineContext} context
 * @param {number} next
 * @param {number} at
 */
function inline(context, next, at) {
  for (const { name, first, form } of INLINE) {
    if (next !== first.charCodeAt(0)) continue;
    const [found] = form.exec(context.slice(at, Math.min(context.end, at + REACH))) ?? [];
    if (found !== undefined) return context.addElement(context.elt(name, at, at + found.length));
  }
  return -1;
}

/**
 * Marks the date that an event's heading begins with.
 * @param {InlineContext} context
 * @param {number} next
 * @param {number} at
 */
function eventDate(context, next, at) {
  if (at !== context.offset || next < 48 || next > 57) return -1;
  const [, found] = /^(\d{4}[-\d~?/.X%]*)\s+[·|–—-]\s/u.exec(context.slice(at, Math.min(context.end, at + 40))) ?? [];
  return found === undefined ? -1 : context.addElement(context.elt("EventDate", at, at + found.length));
}

const isContainer = (/** @type {Line} */ line) => line.text.slice(line.pos).startsWith(":::");

/**
 * Marks a line that opens or closes a container.
 * @param {BlockContext} context
 * @param {Line} line
 */
function container(context, line) {
  if (!isContainer(line)) return false;
  const from = context.lineStart + line.pos;
  context.addElement(context.elt("Container", from, context.lineStart + line.text.length));
  context.nextLine();
  return true;
}

/** @type {MarkdownConfig} */
const OURS = {
  defineNodes: ["PageLink", "Citation", "FactPlace", "Attributes", "EventDate", "Container"],
  parseInline: [
    { name: "EventDate", parse: eventDate, before: "Escape" },
    { name: "PageLink", parse: inline, before: "Link" },
  ],
  parseBlock: [
    { name: "Container", parse: container, endLeaf: (_, line) => isContainer(line), before: "LinkReference" },
  ],
  props: [
    styleTags({
      PageLink: ours.link,
      Citation: ours.citation,
      FactPlace: ours.fact,
      Attributes: ours.attributes,
      EventDate: ours.date,
      Container: ours.container,
    }),
    // What is ours keeps its own direction among words that run the other way.
    NodeProp.isolate.add({
      PageLink: "auto",
      Citation: "auto",
      FactPlace: "ltr",
      Attributes: "ltr",
      InlineCode: "ltr",
      URL: "ltr",
    }),
  ],
};

/** The classes that editor.css sets. */
const HIGHLIGHTER = tagHighlighter([
  { tag: tags.heading, class: "in-heading" },
  { tag: tags.emphasis, class: "in-emphasis" },
  { tag: tags.strong, class: "in-strong" },
  { tag: tags.strikethrough, class: "in-struck" },
  { tag: tags.quote, class: "in-quote" },
  { tag: tags.monospace, class: "in-code" },
  { tag: [tags.link, tags.url], class: "in-address" },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.punctuation, tags.separator], class: "in-mark" },
  { tag: [tags.comment, tags.meta], class: "in-mark" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], class: "in-name" },
  { tag: ours.link, class: "in-link" },
  { tag: ours.citation, class: "in-citation" },
  { tag: ours.fact, class: "in-fact" },
  { tag: [ours.container, ours.attributes], class: "in-mark" },
  { tag: ours.date, class: "in-date" },
]);

/** The language of a page, and how it is shown. */
export function pageLanguage() {
  // It is one of Markdown, though its type says only that it is a parser.
  const parser = /** @type {MarkdownParser} */ (markdownLanguage.parser);
  const markdown = new Language(markdownLanguage.data, parser.configure(OURS), [], "markdown");
  return [yamlFrontmatter({ content: markdown }), syntaxHighlighting(HIGHLIGHTER)];
}
