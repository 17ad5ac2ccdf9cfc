// What is pasted: plain text without signs that nobody sees, and, where it is asked for, markup as Markdown.

/** Signs that have no width and no meaning between letters; joiners, which have one, stay. */
const UNSEEN = /[\u200b\u2060\ufeff\u00ad]|(?![\t\n\r])\p{Cc}/gu;
/** What has nothing to say. */
const SILENT = new Set(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "META", "LINK", "TITLE", "O:P"]);
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, pre, hr, section, article, dl, dt, dd";
/** How deep markup is read. What is deeper keeps its words. */
const DEEPEST = 40;

/**
 * A text without the signs that nobody sees.
 * @param {string} text
 */
export const withoutUnseen = (text) => text.replaceAll(UNSEEN, "");

/**
 * The one address that a text is; null where it is something else.
 * @param {string} text
 */
export function addressIn(text) {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/iu.test(trimmed)) return null;
  try {
    return new URL(trimmed);
  } catch {
    return null;
  }
}

/**
 * A text as a table, where it is rows of cells with tabs between them, as programs for tables copy it.
 * @param {string} text
 */
export function tableIn(text) {
  const rows = text
    .replace(/\n+$/u, "")
    .split("\n")
    .map((row) => row.split("\t"));
  const width = rows[0]?.length ?? 0;
  return width > 1 && rows.length > 1 && rows.every((row) => row.length === width) ? tableOf(rows) : null;
}

/** @param {string[][]} rows */
function tableOf(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const line = (/** @type {string[]} */ cells) => {
    const filled = Array.from({ length: width }, (_, index) => (cells[index] ?? "").trim().replaceAll("|", "\\|"));
    return `| ${filled.join(" | ")} |`;
  };
  const [head = [], ...body] = rows;
  return [line(head), `|${"---|".repeat(width)}`, ...body.map(line)].join("\n");
}

/**
 * Words as Markdown shows them: what would be markup is none.
 * @param {string} text
 */
const escaped = (text) =>
  withoutUnseen(text)
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/([\\\x60*_[\]<>{}|])/gu, "\\$1");

/**
 * Marks around words, and not around the spaces beside them.
 * @param {string} mark
 * @param {string} words
 */
function marked(mark, words) {
  const inner = words.trim();
  if (inner === "") return words;
  const begin = words.slice(0, words.indexOf(inner));
  return begin + mark + inner + mark + words.slice(begin.length + inner.length);
}

/** Reads markup. */
class Reader {
  /** How many images were left out. */
  images = 0;

  /**
   * What stands within a line.
   * @param {Node} node
   * @param {number} depth
   * @returns {string}
   */
  inline(node, depth) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.textContent ?? "");
    if (!(node instanceof HTMLElement) || SILENT.has(node.tagName)) return "";
    if (depth > DEEPEST) return escaped(node.textContent ?? "");
    if (node.tagName === "BR") return "\\\n";
    if (node.tagName === "IMG") {
      this.images += 1;
      return "";
    }
    return this.#marks(node, [...node.childNodes].map((child) => this.inline(child, depth + 1)).join(""));
  }

  /**
   * @param {HTMLElement} element
   * @param {string} words
   */
  #marks(element, words) {
    const { fontWeight, fontStyle } = element.style;
    const isStrong = /^(?:B|STRONG)$/u.test(element.tagName)
      ? fontWeight !== "normal"
      : /^(?:bold|[6-9]00)$/u.test(fontWeight);
    const isEmphasis = /^(?:I|EM)$/u.test(element.tagName) || fontStyle === "italic";
    if (/^(?:CODE|KBD|SAMP)$/u.test(element.tagName))
      return marked("\x60", (element.textContent ?? "").replaceAll("\x60", "ˋ"));
    let said = isStrong ? marked("**", words) : words;
    if (isEmphasis) said = marked("*", said);
    const address = element instanceof HTMLAnchorElement ? addressIn(element.href) : null;
    return address === null || said.trim() === "" ? said : `[${said.trim()}](${address.href.replaceAll(")", "%29")})`;
  }

  /**
   * What stands by itself, block by block.
   * @param {Node} parent
   * @param {number} depth
   * @returns {string[]}
   */
  blocks(parent, depth) {
    /** @type {string[]} */
    const blocks = [];
    let line = "";
    const end = () => {
      if (line.trim() !== "") blocks.push(line.trim());
      line = "";
    };
    for (const child of parent.childNodes) {
      const isBlock = child instanceof HTMLElement && (child.matches(BLOCKS) || child.querySelector(BLOCKS) !== null);
      if (!isBlock || depth > DEEPEST) line += this.inline(child, depth);
      else {
        end();
        blocks.push(...this.#block(child, depth + 1));
      }
    }
    end();
    return blocks;
  }

  /**
   * @param {HTMLElement} element
   * @param {number} depth
   */
  #block(element, depth) {
    const { tagName } = element;
    if (SILENT.has(tagName)) return [];
    const heading = /^H([1-6])$/u.exec(tagName);
    // The first level is the title of the page.
    if (heading !== null) return [`${"#".repeat(Math.max(2, Number(heading[1])))} ${this.#words(element, depth)}`];
    if (tagName === "PRE") return [`\`\`\`\n${element.textContent?.replace(/\n$/u, "") ?? ""}\n\`\`\``];
    if (tagName === "HR") return ["---"];
    if (tagName === "TABLE") return [this.#table(element, depth)];
    if (tagName === "UL" || tagName === "OL") return [this.#list(element, depth)];
    const inner = this.blocks(element, depth);
    if (tagName === "BLOCKQUOTE") return [inner.join("\n\n").replaceAll(/^/gmu, "> ")];
    return inner;
  }

  /**
   * @param {HTMLElement} element
   * @param {number} depth
   */
  #words(element, depth) {
    return [...element.childNodes]
      .map((child) => this.inline(child, depth))
      .join("")
      .trim();
  }

  /**
   * @param {HTMLElement} table
   * @param {number} depth
   */
  #table(table, depth) {
    const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
    const cells = (/** @type {Element} */ row) =>
      [...row.children].flatMap((cell) => (cell instanceof HTMLElement ? cell : []));
    const words = (/** @type {HTMLElement} */ cell) =>
      this.#words(cell, depth).replaceAll("\\\n", " ").replaceAll("\\|", "|");
    return tableOf(rows.map((row) => cells(row).map(words)));
  }

  /**
   * @param {HTMLElement} list
   * @param {number} depth
   */
  #list(list, depth) {
    const items = [...list.children].flatMap((item) => (item instanceof HTMLElement ? item : []));
    const lines = items.map((item, index) => {
      const mark = list.tagName === "OL" ? `${index + 1}. ` : "- ";
      return (
        mark +
        this.blocks(item, depth)
          .join("\n")
          .replaceAll("\n", `\n${" ".repeat(mark.length)}`)
      );
    });
    return lines.join("\n");
  }
}

/**
 * Markup as Markdown, with the number of images that were left out; null where it says no more than its words.
 * @param {string} html
 */
export function markdownOf(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const reader = new Reader();
  const markdown = reader.blocks(body, 0).join("\n\n");
  const plain = escaped(body.textContent ?? "").trim();
  const isMore = markdown !== "" && markdown.replaceAll(/\s+/gu, " ") !== plain;
  return isMore || reader.images > 0 ? { markdown, images: reader.images } : null;
}
