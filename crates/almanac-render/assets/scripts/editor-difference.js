// What differs between two texts: as places, as a list, and as marks of words.

import { Chunk, Text } from "./codemirror.js";
import { make } from "./dom.js";
import { say } from "./words.js";

/** @import { ChangeSpec } from "@codemirror/state" */

/** How many places a list of differences shows, and how much of each. */
const SHOWN_PLACES = 40;
const SHOWN_LENGTH = 2000;
/** How long two texts are compared. */
const COMPARING = { scanLimit: 5000, timeout: 200 };

/** @param {string} text */
const textOf = (text) => Text.of(text.split("\n"));

/**
 * Where two texts differ, line by line.
 * @param {string} before
 * @param {string} after
 */
export const changedPlaces = (before, after) => {
  const [one, other] = [textOf(before), textOf(after)];
  return Chunk.build(one, other, COMPARING).map(({ fromA, toA, fromB, toB }) => ({
    fromA: Math.min(fromA, one.length),
    toA: Math.min(toA, one.length),
    fromB: Math.min(fromB, other.length),
    toB: Math.min(toB, other.length),
  }));
};

/**
 * A text with what it has and another has not marked.
 * @param {string} before
 * @param {string} after
 * @returns {Node[]}
 */
export function markedText(before, after) {
  /** @type {Node[]} */
  const nodes = [];
  let at = 0;
  const plain = (/** @type {number} */ to) => {
    if (to > at) nodes.push(document.createTextNode(after.slice(at, to)));
    at = Math.max(at, to);
  };
  for (const { fromB, changes } of Chunk.build(textOf(before), textOf(after), COMPARING)) {
    for (const change of changes) {
      plain(fromB + change.fromB);
      const marked = after.slice(at, Math.min(fromB + change.toB, after.length));
      if (marked !== "") nodes.push(make("ins", {}, marked));
      at += marked.length;
    }
  }
  plain(after.length);
  return nodes;
}

/**
 * What makes one text of another, line by line: so that a cursor, and what others say of places, stay where they are.
 * @param {string} before
 * @param {string} after
 * @returns {ChangeSpec[]}
 */
export function changesBetween(before, after) {
  return changedPlaces(before, after).map(({ fromA, toA, fromB, toB }) => {
    // How a line ends in its file is not changed with its words.
    const end = before.slice(fromA, toA).endsWith("\n") && after.slice(fromB, toB).endsWith("\n") ? 1 : 0;
    return { from: fromA, to: toA - end, insert: after.slice(fromB, toB - end) };
  });
}

/**
 * What differs between two texts, as lines that went and lines that came.
 * @param {string} before
 * @param {string} after
 */
export function differenceList(before, after) {
  const [one, other] = [textOf(before), textOf(after)];
  const chunks = Chunk.build(one, other, COMPARING);
  const cut = (/** @type {string} */ text) => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)} …` : text);
  const items = chunks.slice(0, SHOWN_PLACES).map(({ fromA, toA, fromB, toB }) => {
    const gone = one.sliceString(fromA, Math.min(toA, one.length)).trimEnd();
    const come = other.sliceString(fromB, Math.min(toB, other.length)).trimEnd();
    const item = make(
      "li",
      {},
      make(
        "span",
        { className: "where" },
        say("editor-line", { line: other.lineAt(Math.min(fromB, other.length)).number }),
      ),
    );
    if (gone !== "") item.append(make("del", { dir: "auto" }, cut(gone)));
    if (come !== "") item.append(make("ins", { dir: "auto" }, cut(come)));
    return item;
  });
  const list = make("ol", { className: "edit-difference" }, ...items);
  if (chunks.length > SHOWN_PLACES)
    list.append(make("li", {}, say("editor-difference-more", { count: chunks.length - SHOWN_PLACES })));
  return list;
}
