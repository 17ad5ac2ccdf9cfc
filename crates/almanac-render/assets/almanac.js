// What every page loads: the keys that turn its pages. The rest is fetched once the page is there to be read, as it says
// all that it has to say without it.

// ← and → turn to the previous and the next step; where the text runs from right to left, to the next and the previous.

const RELATIONS =
  document.documentElement.dir === "rtl"
    ? { ArrowLeft: "next", ArrowRight: "prev" }
    : { ArrowLeft: "prev", ArrowRight: "next" };
// In these the arrows have a meaning of their own.
const OWN_ARROWS = "input, textarea, select, audio, video, [contenteditable], pre, .table";

/** The link that a key press asks for, if it asks for one. */
function wantedLink(event) {
  const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (isModified || event.defaultPrevented || event.isComposing) return null;
  const relation = RELATIONS[event.key];
  if (relation === undefined || event.target.closest?.(OWN_ARROWS)) return null;
  return document.querySelector(`a[rel=${relation}]`);
}

document.addEventListener("keydown", (event) => {
  const link = wantedLink(event);
  if (link === null) return;
  event.preventDefault();
  link.click();
});

addEventListener("load", () => requestAnimationFrame(() => import("./page.js")));
