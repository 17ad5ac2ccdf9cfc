// What is being typed that can be completed: a link, a heading, a fact, a citation, the language of code.

/** How far back the beginning of what is completed is looked for. */
const REACH_BACK = 200;

/**
 * What may be completed: its form up to the cursor, of which the last group is what is replaced, and what closes it.
 * @type {{ sort: "link" | "heading" | "fact" | "source" | "language", form: RegExp, closing: string }[]}
 */
const FORMS = [
  { sort: "heading", form: /\[\[([^\][|#\n]*)#([^\][|#\n]*)$/u, closing: "]]" },
  { sort: "link", form: /\[\[([^\][|#\n]*)$/u, closing: "]]" },
  { sort: "fact", form: /\{\{(?:([\w-]+)\/)?([^{}@:/\n]*)$/u, closing: "}}" },
  { sort: "source", form: /\[(?:[^\][\n]*[\s;])?-?@([^\][\s;,@]*)$/u, closing: "]" },
  { sort: "language", form: /^\s*(?:\x60{3}|~{3})([\w+#-]*)$/u, closing: "" },
];

/**
 * What is being typed in a line up to the cursor, if it can be completed: a sort, the page that it is of, and the words.
 * @param {string} before
 */
export function completedAt(before) {
  for (const { sort, form, closing } of FORMS) {
    const found = form.exec(before.slice(-REACH_BACK));
    if (found === null) continue;
    const words = found.at(-1) ?? "";
    const of = found.length > 2 ? (found[1] ?? "") : "";
    // A value of another page is written with the page's name, which stands there already.
    const replaced = sort === "fact" && of !== "" ? `${of}/${words}` : words;
    return { sort, of, words, replaced, closing };
  }
  return null;
}
