// What is offered while a link, a fact, a citation or the language of code is being typed.

import { autocompletion, completionKeymap, keymap } from "./codemirror.js";
import { completedAt } from "./completed.js";

/** @import { CompletionContext, CompletionResult } from "@codemirror/autocomplete" */
/** @import { EditRequests } from "./edit-requests.js" */

/**
 * A source of completions that the server has.
 * @param {EditRequests} requests
 */
const sourceOf =
  (requests) =>
  /**
   * @param {CompletionContext} context
   * @returns {Promise<CompletionResult | null>}
   */
  async (context) => {
    // No list opens while an input method puts words together.
    if (context.view?.composing) return null;
    const line = context.state.doc.lineAt(context.pos);
    const begun = completedAt(line.text.slice(0, context.pos - line.from));
    if (begun === null) return null;
    const aborter = new AbortController();
    context.addEventListener("abort", () => aborter.abort(), { onDocChange: true });
    try {
      const offered = await requests.complete(begun.sort, begun.words, begun.of, aborter.signal);
      const behind = line.text.slice(context.pos - line.from);
      const closing = behind.startsWith(begun.closing) || begun.sort === "source" ? "" : begun.closing;
      const options = offered.map(({ label, insert = label, detail = "" }, index) => ({
        label,
        detail,
        apply: insert + closing,
        // The server has put them in their order.
        boost: -index,
      }));
      return { from: context.pos - begun.replaced.length, options, filter: false };
    } catch {
      return null;
    }
  };

/**
 * Offers what may stand at the cursor.
 * @param {EditRequests} requests
 */
export const completion = (requests) => [
  autocompletion({ override: [sourceOf(requests)], icons: false, defaultKeymap: false, tooltipClass: () => "offered" }),
  keymap.of(completionKeymap),
];
