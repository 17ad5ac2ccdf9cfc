// What our modules use of CodeMirror, and nothing else: `cargo xtask editor` makes one file of it.

export {
  autocompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { deleteMarkupBackward, insertNewlineContinueMarkup, markdownLanguage } from "@codemirror/lang-markdown";
export { yamlFrontmatter } from "@codemirror/lang-yaml";
export {
  bidiIsolates,
  codeFolding,
  foldEffect,
  Language,
  syntaxHighlighting,
  unfoldEffect,
} from "@codemirror/language";
export { setDiagnostics } from "@codemirror/lint";
export { acceptChunk, Chunk, getChunks, goToNextChunk, rejectChunk, unifiedMergeView } from "@codemirror/merge";
export { openSearchPanel, search, searchKeymap } from "@codemirror/search";
export {
  ChangeSet,
  Compartment,
  EditorSelection,
  EditorState,
  RangeSetBuilder,
  Text,
  Transaction,
} from "@codemirror/state";
export { Decoration, drawSelection, EditorView, highlightSpecialChars, keymap, ViewPlugin } from "@codemirror/view";
export { NodeProp } from "@lezer/common";
export { styleTags, Tag, tagHighlighter, tags } from "@lezer/highlight";
