// The policy of pages lets no script add an element for styles. Sheets that a script constructs are not kept from it, but
// style-mod makes these only for shadow roots: here it takes the document for one.

import { StyleModule as Original } from "style-mod-itself";

/** The document, as far as style-mod looks at a shadow root. */
const root = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
};

/** What CodeMirror makes its styles with. */
export class StyleModule extends Original {
  /**
   * Adds styles to the page.
   * @override
   * @param {Document | DocumentOrShadowRoot | ShadowRoot} _page
   * @param {Original | readonly Original[]} modules
   */
  static mount(_page, modules) {
    Original.mount(/** @type {ShadowRoot} */ (/** @type {unknown} */ (root)), modules);
  }
}
