// The direction of each line that is edited, by its first letter that has one.

import { bidiIsolates, Decoration, EditorView, RangeSetBuilder, ViewPlugin } from "./codemirror.js";

/** @import { DecorationSet, ViewUpdate } from "@codemirror/view" */

const STRONG = /[\p{L}\p{Nd}]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** How much of a line is looked at: an embedded picture may be one line of megabytes. */
const LOOKED_AT = 400;

/** What opens a line and is none of its words: marks of headings, lists, quotations, links and code. */
const OPENING = /^[\s#>*+\-|:.\d)[\]!(@{}\x60]+/u;

/**
 * The direction of a line; nothing where no letter has one.
 * @param {string} line
 */
export function directionOf(line) {
  const words = line.slice(0, LOOKED_AT).replace(OPENING, "");
  const [first] = STRONG.exec(words) ?? [];
  if (first === undefined) return null;
  return RIGHT_TO_LEFT.test(first) ? "rtl" : "ltr";
}

/**
 * The lines that are drawn, each with its direction.
 * @param {EditorView} view
 * @returns {DecorationSet}
 */
function directions(view) {
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  for (const { from, to } of view.visibleRanges) {
    let at = from;
    while (at <= to) {
      const line = view.state.doc.lineAt(at);
      const dir = directionOf(line.text);
      if (dir !== null) builder.add(line.from, line.from, Decoration.line({ attributes: { dir } }));
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const LINES = ViewPlugin.fromClass(
  class {
    /** @param {EditorView} view */
    constructor(view) {
      this.decorations = directions(view);
    }

    /** @param {ViewUpdate} update */
    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = directions(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Lines with directions of their own, and what is ours in them kept apart. */
export const directionByLine = () => [EditorView.perLineTextDirection.of(true), LINES, bidiIsolates()];
