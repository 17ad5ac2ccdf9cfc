// The editor itself: what CodeMirror is given.

import {
  codeFolding,
  defaultKeymap,
  deleteMarkupBackward,
  drawSelection,
  EditorState,
  EditorView,
  foldEffect,
  highlightSpecialChars,
  history,
  historyKeymap,
  insertNewlineContinueMarkup,
  keymap,
  search,
  searchKeymap,
  unfoldEffect,
} from "./codemirror.js";
import { make } from "./dom.js";
import { directionByLine } from "./editor-direction.js";
import { pageLanguage } from "./editor-language.js";
import { frontMatter } from "./front-matter.js";
import { say } from "./words.js";

/** @import { Extension } from "@codemirror/state" */
/** @import { KeyBinding } from "@codemirror/view" */

/** What CodeMirror says of itself, by our messages. */
const phrases = () => ({
  Find: say("editor-find"),
  Replace: say("editor-replace"),
  next: say("editor-find-next"),
  previous: say("editor-find-previous"),
  all: say("editor-find-all"),
  "match case": say("editor-find-case"),
  "by word": say("editor-find-word"),
  regexp: say("editor-find-pattern"),
  replace: say("editor-replace-one"),
  "replace all": say("editor-replace-all"),
  close: say("close"),
  "$ unchanged lines": say("editor-lines-same", { count: { words: "$" } }),
  "folded code": say("editor-front"),
});

/** What stands in the place of front matter that is a form above. */
const folded = () =>
  codeFolding({
    placeholderDOM: (_, unfold) => {
      const button = make("button", { type: "button", className: "folded", tabIndex: -1 }, "…");
      button.setAttribute("aria-label", say("editor-front"));
      button.title = say("editor-front");
      button.addEventListener("click", unfold);
      return button;
    },
  });

/**
 * Makes the editor of a text.
 * @param {object} parts
 * @param {string} parts.text
 * @param {string} parts.language of the text
 * @param {string} parts.help the id of what says how it is used
 * @param {readonly KeyBinding[]} parts.keys
 * @param {Extension[]} parts.more
 */
export function viewOf({ text, language, help, keys, more }) {
  const attributes = {
    "aria-label": say("editor-text"),
    "aria-describedby": help,
    lang: language,
    // What can be scrolled has something in it that keys reach, which not every tool sees in an editable text.
    tabindex: "0",
    spellcheck: "true",
    autocorrect: "on",
    autocapitalize: "sentences",
  };
  return new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.phrases.of(phrases()),
        EditorView.contentAttributes.of(attributes),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        drawSelection(),
        history(),
        pageLanguage(),
        directionByLine(),
        folded(),
        search({ top: true }),
        ...more,
        // Tab is none of these: it leaves the text, as it leaves every other field.
        keymap.of([
          ...keys,
          { key: "Enter", run: insertNewlineContinueMarkup },
          { key: "Backspace", run: deleteMarkupBackward },
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });
}

/**
 * Folds the front matter of the text, or unfolds it.
 * @param {EditorView} view
 * @param {boolean} isFolded
 */
export function foldFront(view, isFolded) {
  const front = frontMatter(view.state.doc.toString());
  if (front === null) return;
  const place = { from: 0, to: Math.max(1, front.end - 1) };
  view.dispatch({ effects: isFolded ? foldEffect.of(place) : unfoldEffect.of(place) });
}

/**
 * Unfolds the front matter of the text if a place lies in it.
 * @param {EditorView} view
 * @param {number} place
 */
export function showFront(view, place) {
  const front = frontMatter(view.state.doc.toString());
  if (front !== null && place < front.end) foldFront(view, false);
}

/**
 * The one change that makes a text of another: what is the same at their beginnings and ends stays.
 * @param {string} before
 * @param {string} after
 */
export function changeBetween(before, after) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let same = 0;
  while (
    same < most - from &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
