// A folder of HTML as those see it who follow its links: its pages, their words, links, pictures, headings and ids, and
// where an address in one of them leads.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { parse } from "parse5";
import { wordsOfTree } from "./words.mjs";

const HEADING = /^h[1-6]$/;

/** What stands in the content of a generator's page and isn't said by its author. */
const FURNITURE = [
  "nav", "footer", "button", ".headerlink", ".header-anchor", ".hash-link", ".anchorjs-link", ".sl-anchor-link",
  ".md-source-file", ".md-content__button", ".linenos", ".boring", ".toc", ".table-of-contents", ".katex-html", ".vp-code-group-tabs",
  ".theme-doc-footer", ".pagination-nav", ".edit-link-button", ".VPDocFooter", "mjx-container", "svg", ".MathJax", ".twemoji", ".lineno",
  ".visually-hidden", ".line-numbers-wrapper", ".sr-only", ".footnote-backref", ".footnote-ref", ".footnotes-ref", ".footnote-reference", ".lang", ".copy",
  // Numbers that Sphinx puts before headings, captions and notes, and its lists of pages, which are paths here.
  ".section-number", ".caption-number", ".fn-bracket", ".eqno", ".toctree-wrapper", ".contents",
  // Buttons that fold code in a Jupyter Book.
  ".collapsed", ".expanded",
];

export class Places {
  constructor(root, { content, base, without }) {
    this.root = root;
    this.content = content.map(selector);
    this.without = [...FURNITURE, ...without.filter(Boolean)].map(selector);
    this.base = base;
    this.known = new Map();
    const items = readdirSync(root, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
    const paths = items.map((item) => relative(root, join(item.parentPath, item.name)).split(sep).join("/"));
    this.files = paths.filter((path) => path.endsWith(".html")).sort();
    this.paths = new Set(paths);
  }

  exists(file) {
    return this.paths.has(file);
  }

  hashOf(file) {
    return createHash("sha256").update(readFileSync(join(this.root, file))).digest("hex");
  }

  /** Whether a file is a page with content, and doesn't only lead on. */
  isPage(file) {
    return file.endsWith(".html") && this.exists(file) && !this.read(file).leadsTo && this.read(file).hasContent;
  }

  /** The page that the address of a file leads to in this site. */
  arrivesAt(file) {
    for (const path of [file, file.replace(/\/index\.html$/, ".html"), file.replace(/\.html$/, "/index.html")]) {
      if (!this.exists(path)) continue;
      const leads = this.read(path).leadsTo;
      if (!leads) return this.isPage(path) ? path : undefined;
      const found = this.placeOf(path, leads);
      if (found && this.isPage(found.file)) return found.file;
    }
    return undefined;
  }

  /** The file and the id that an address in a page leads to; `undefined` where nothing is there, or it is another site. */
  placeOf(file, address) {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return undefined;
    const [whole, fragment] = address.split("#");
    const path = decoded(whole.split("?")[0]);
    let to = file;
    if (path.startsWith("/")) {
      if (!path.startsWith(this.base) && `${path}/` !== this.base) return undefined;
      to = path.slice(this.base.length);
    } else if (path !== "") to = posix.join(posix.dirname(file), path);
    const found = [to, `${to}/index.html`, `${to}index.html`, `${to}.html`].map((path) => posix.normalize(path).replace(/^\//, ""));
    const there = found.find((path) => this.paths.has(path));
    return there && { file: there, id: fragment ? decoded(fragment) : undefined };
  }

  /** What a page links to or shows: each file, with the ids behind `#`. */
  reachedBy(file) {
    const reached = new Map();
    const page = this.read(file);
    for (const address of [...page.links.map((link) => link.address), ...page.images]) {
      const found = this.placeOf(file, address);
      if (!found) continue;
      if (!reached.has(found.file)) reached.set(found.file, new Set());
      if (found.id) reached.get(found.file).add(found.id);
    }
    return reached;
  }

  read(file) {
    if (!this.known.has(file)) this.known.set(file, this.readAnew(file));
    return this.known.get(file);
  }

  readAnew(file) {
    const html = readFileSync(join(this.root, file), "utf8");
    const refresh = html.slice(0, 3000).match(/http-equiv="?refresh"?[^>]*url=([^"'>\s]+)/i)?.[1];
    const tree = parse(html);
    const content = this.content.map((is) => find(tree, is)).find(Boolean);
    const found = { words: [], links: [], images: [], ids: new Set(), headings: new Map(), places: new Map() };
    found.leadsTo = refresh;
    found.hasContent = content !== undefined;
    if (content) withoutNumbers(content);
    if (content) this.gather(content, found);
    return found;
  }

  gather(content, found) {
    const isLeft = (node) => this.without.some((is) => is(node));
    found.words = wordsOfTree(content, isLeft);
    const open = [];
    const visit = (node, heading) => {
      const id = attribute(node, "id") ?? (node.nodeName === "a" ? attribute(node, "name") : undefined);
      const at = HEADING.test(node.nodeName) ? node : heading;
      if (id) {
        found.ids.add(id);
        if (at) found.places.set(id, said(at, isLeft));
        else open.push(id);
        if (HEADING.test(node.nodeName)) found.headings.set(id, said(node, isLeft));
      }
      if (node.nodeName === "h1") found.title ??= said(node, isLeft);
      // An id that stands before a heading is one of its places.
      if (HEADING.test(node.nodeName)) open.splice(0).forEach((id) => found.places.set(id, said(node, isLeft)));
      if (isLeft(node)) return;
      // A heading that leads to itself is an ornament.
      const isOrnament = at && attribute(node, "href")?.startsWith("#") && attribute(node, "class")?.split(" ").includes("header");
      if (node.nodeName === "a" && attribute(node, "href") && !isOrnament) {
        found.links.push({ address: attribute(node, "href"), words: said(node, isLeft) });
      }
      if (node.nodeName === "img" && attribute(node, "src")) found.images.push(attribute(node, "src"));
      node.childNodes?.forEach((child) => visit(child, at));
    };
    visit(content, undefined);
  }
}

/** Takes the numbers off headings that docutils puts there: `2.1`, and two blanks that are no break. */
function withoutNumbers(node) {
  const first = HEADING.test(node.nodeName) ? node.childNodes[0] : undefined;
  if (first?.nodeName === "#text") first.value = first.value.replace(/^[\d.]+\u00a0+/, "");
  // Sphinx writes this around formulas of several lines.
  if (node.nodeName === "#text") node.value = node.value.replace(/\\(begin|end)\{split\}/g, "");
  node.childNodes?.forEach(withoutNumbers);
}

const said = (node, isLeft) => wordsOfTree(node, isLeft).join(" ");

function attribute(node, name) {
  return node.attrs?.find((attribute) => attribute.name === name)?.value;
}

function find(node, is) {
  if (is(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, is);
    if (found) return found;
  }
  return undefined;
}

/** A function that knows the elements that a simple selector names: `main`, `.a`, `main.a`, `#a`, `[role=main]`. */
function selector(text) {
  const [, name, marks] = text.match(/^([\w-]*)(.*)$/);
  const wanted = [...marks.matchAll(/\.([\w-]+)|#([\w-]+)|\[([\w-]+)=([\w-]+)\]/g)];
  return (node) => {
    if (!node.tagName || (name && node.tagName !== name)) return false;
    const classes = (attribute(node, "class") ?? "").split(/\s+/);
    return wanted.every(([, of, id, key, value]) =>
      of ? classes.includes(of) : id ? attribute(node, "id") === id : attribute(node, key) === value,
    );
  };
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
