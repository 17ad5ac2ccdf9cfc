// What cannot wait until a page is shown. It is no module, as modules wait.

// The page is as its reader wants it: as was chosen in settings.js, and with room for what goes on where something was
// begun (record.js).
try {
  for (const name of ["size", "colours"]) {
    const value = localStorage.getItem(`almanac:${name}`);
    if (value) document.documentElement.dataset[name] = value;
  }
  const begun = `almanac:${document.documentElement.dataset.base}:event:`;
  for (let index = 0; index < localStorage.length; index += 1) {
    if (!localStorage.key(index)?.startsWith(begun)) continue;
    document.documentElement.dataset.begun = "";
    break;
  }
} catch {
  // A browser that keeps nothing shows the page as it comes.
}

/**
 * ← and → turn to the previous and the next step; where the page runs from right to left, to the next and the previous.
 * @type {{ [key: string]: [string, string] | undefined }}
 */
const RELATIONS = { ArrowLeft: ["prev", "next"], ArrowRight: ["next", "prev"] };
// In these the arrows have a meaning of their own.
const OWN_ARROWS = "input, textarea, select, audio, video, [contenteditable], pre, .table";

/**
 * The link that a key press asks for, if it asks for one.
 * @param {KeyboardEvent} event
 */
function wantedLink(event) {
  const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (isModified || event.defaultPrevented || event.isComposing) return null;
  const relations = RELATIONS[event.key];
  if (relations === undefined || (event.target instanceof Element && event.target.closest(OWN_ARROWS))) return null;
  // The body says so where the interface runs another way than the language of the page.
  const isMirrored = (document.body.dir || document.documentElement.dir) === "rtl";
  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector(`a[rel=${relations[isMirrored ? 1 : 0]}]`);
  return link;
}

document.addEventListener("keydown", (event) => {
  const link = wantedLink(event);
  if (link === null) return;
  event.preventDefault();
  link.click();
});

// What a page does beyond being read is fetched once it is there to be read.
addEventListener("load", () => requestAnimationFrame(() => import("./page.js")));
