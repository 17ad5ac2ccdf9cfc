// The pages of a GitBook space as markdown-it renders them, with GitBook's tags left out: an output that `site.mjs` can
// compare with.
//
//     node gitbook.mjs SOURCE OUTPUT
//
// Of tags between percent signs the titles stay, which are shown; files that pages include are put in.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import markdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";

const [source, output] = process.argv.slice(2);
const markdown = markdownIt({ html: true, linkify: false }).use(footnotes);

const summary = readFileSync(join(source, "SUMMARY.md"), "utf8");
const listed = new Set([...summary.matchAll(/\]\(([^)#]+\.md)[^)]*\)/g)].map((link) => decodeURI(link[1].replace(/^<|>$/g, "").split(" ")[0])));
const files = readdirSync(source, { recursive: true }).map(String).filter((file) => file.endsWith(".md") && listed.has(file));

for (const file of files) {
  const html = markdown.render(withoutTags(included(join(source, file), 0)));
  const place = file.replace(/(^|\/)README\.md$/, "$1index.md").replace(/(?<!(^|\/)index)\.md$/, "/index.md").replace(/\.md$/, ".html");
  mkdirSync(dirname(join(output, place)), { recursive: true });
  writeFileSync(join(output, place), `<!doctype html><main>${linked(html, file)}</main>\n`);
}

/** The text of a page with what it includes. */
function included(path, depth) {
  const text = readFileSync(path, "utf8").replace(/^---\n[\s\S]*?\n---\n/, "");
  return text.replace(/\{% include "([^"]+)" %\}/g, (tag, named) => {
    const file = join(dirname(path), named);
    return depth < 8 && existsSync(file) ? included(file, depth + 1) : "";
  });
}

/** A text without tags, whose titles stay as words. The words of a card link are the name of its file. */
function withoutTags(text) {
  const parts = text.split(/(^ *```[\s\S]*?^ *```|`[^`\n]+`)/m);
  return parts.map((part, at) => (at % 2 === 1 ? part : withoutTagsInProse(part))).join("");
}

function withoutTagsInProse(text) {
  return text
    .replace(/\{% content-ref [^%]*%\}[\s\S]*?\{% endcontent-ref %\}/g, "")
    .replace(/\{% (?:tab|code) [^%]*?title="([^"]*)"[^%]*%\}/g, "\n$1\n")
    .replace(/\{% (?:embed|file) [^%]*%\}/g, "")
    .replace(/\{%[\s\S]*?%\}/g, "")
    .replace(/\[[^\]]*\]\([^)]* "mention"\)/g, "")
    .replace(/>[\w./-]+\.md<\/a>/g, "></a>")
    .replace(/:[a-z0-9_+-]+:/g, "");
}

/** Addresses of files as those of pages. */
function linked(html, file) {
  const folders = html.replace(/href="(\.\.?\/[^":#]*?)\/?(#[^"]*)?"/g, (whole, path, id = "") => {
    if (path.endsWith(".md")) return whole;
    return `href="/${posix.join(posix.dirname(file), path).replace(/\/?$/, "/")}${id}"`;
  });
  return folders.replace(/href="([^":#]+)\.md(#[^"]*)?"/g, (_, path, id = "") => {
    const to = posix.join(posix.dirname(file), path).replace(/(^|\/)README$/, "$1");
    return `href="/${to}${to === "" || to.endsWith("/") ? "" : "/"}${id}"`;
  });
}
