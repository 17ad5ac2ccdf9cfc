// Where the links of a vault of notes lead, by the rules of Obsidian, written anew from its documentation and from what
// was seen of it, so that our own reading is not its judge.

import { posix as path } from "node:path";
import { bodyOf, outsideCode } from "./words.mjs";

const MARKDOWN = /\.(md|markdown|mdown|mdx|qmd)$/i;

/** All files of a folder, ready to be found by name. `files` are paths from its root. */
export class Vault {
  constructor(files) {
    this.files = files;
    this.byPath = new Map();
    this.byName = new Map();
    for (const file of files) {
      for (const key of keysOf(file)) {
        if (!this.byPath.has(key)) this.byPath.set(key, file);
        const name = key.split("/").at(-1);
        if (!this.byName.has(name)) this.byName.set(name, new Set());
        this.byName.get(name).add(file);
      }
    }
  }

  /** The file that a name leads to from a file; `undefined` where there is none. */
  find(name, from) {
    const wanted = fold(name.trim());
    if (wanted === "") return from;
    const folder = path.dirname(from);
    if (wanted.startsWith("/")) return this.byPath.get(wanted.slice(1));
    if (/^\.\.?\//.test(wanted)) return this.byPath.get(fold(path.join(folder, wanted)));
    const exact = this.byPath.get(wanted);
    if (exact) return exact;
    const beside = this.byPath.get(fold(path.join(folder, wanted)));
    if (beside) return beside;
    const named = [...(this.byName.get(wanted.split("/").at(-1)) ?? [])];
    const fitting = named.filter((file) => keysOf(file).some((key) => `/${key}`.endsWith(`/${wanted}`)));
    if (wanted.includes("/") && fitting.length > 1) return undefined;
    return fitting.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  }
}

const fold = (text) => text.normalize("NFC").toLowerCase();

const keysOf = (file) => {
  const key = fold(file);
  return MARKDOWN.test(key) ? [key.replace(MARKDOWN, ""), key] : [key];
};

/**
 * The names of the pages of a graph of Logseq: of `A___B.md` it is `a/b`, and `title::` and `alias::` give others. Only
 * these are linked to.
 */
export class Graph extends Vault {
  constructor(files, read) {
    super(files);
    this.pages = new Map();
    for (const file of files.filter((file) => /^(pages|journals)\/[^/]*\.md$/.test(file))) {
      const stem = path.basename(file).replace(MARKDOWN, "");
      const names = [decoded(stem.replaceAll("___", "/")) ?? stem, stem];
      const head = read(file).match(/^(?:[ \t]*-[ \t]+)?(?:[\w./?-]+::.*\n?)+/)?.[0] ?? "";
      for (const [, key, value] of head.matchAll(/^(?:[ \t]*-?[ \t]*)(title|alias)::[ \t]*(.*)$/gm)) {
        names.push(...(key === "alias" ? value.split(/[,，]/) : [value]));
      }
      for (const name of names.map((name) => fold(name.trim().replace(/^\[\[|\]\]$/g, "")))) {
        if (name !== "" && !this.pages.has(name)) this.pages.set(name, file);
      }
    }
  }

  find(name, from, isWiki) {
    return isWiki ? this.pages.get(fold(name.trim())) : super.find(name, from);
  }
}

/** The links of a text: `{ name, heading, isEmbed, isWiki, written }`. In Dendron the name stands last. */
export function linksOf(text, program) {
  const links = [];
  const body = bodyOf(text).replaceAll(/<!--[\s\S]*?-->/g, "");
  outsideCode(body, (part) => {
    // Indented code is no text, unless it may belong to a list.
    const plain = part.replaceAll(/%%[\s\S]*?(?:%%|$)/g, "").replaceAll(/\$\$[\s\S]*?\$\$/g, " ");
    for (const [written, mark, inner] of plain.matchAll(/(!?)\[\[([^\]\n]+?)\]\]/g)) {
      const parts = inner.split(/\\?\|/);
      const target = program === "dendron" ? parts.at(-1).trim() : parts[0];
      const [named, ...headings] = target.split("#");
      const name = program === "dendron" ? named.replace(/^dendron:\/\/[^/]*\//, "") : named;
      if (/^[a-z]+:\/\//i.test(name)) continue;
      links.push({ name, heading: headings.filter(Boolean).join("#"), isEmbed: mark !== "", isWiki: true, written });
    }
    const inMarkdown =
      /(!?)\[(?:[^[\]\n\\]|\\.|\[[^\]\n]*\])*\]\((<[^>\n]+>|(?:[^()\s\\]|\\.|\([^()\s]*\))+)(?:\s+"[^"\n]*")?\)/g;
    for (const [written, mark, address] of plain.matchAll(inMarkdown)) {
      const target = address.replace(/^<|>$/g, "");
      if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) continue;
      const [before, heading] = target.split("#");
      const name = decoded(before.split("?")[0]);
      if (name === undefined) continue;
      links.push({ name, heading: decoded(heading ?? "") ?? "", isEmbed: mark !== "", isWiki: false, written });
    }
    return "";
  });
  return links;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
