// Opens search by `/`, by Ctrl-K and by the links to it. What searches is loaded when it is first wanted.

const OWN_KEYS = "input, textarea, select, [contenteditable]";

const load = () => import("./search.js");

function isWanted(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return false;
  if (event.key.toLowerCase() === "k") return (event.ctrlKey || event.metaKey) && !event.shiftKey;
  return event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.(OWN_KEYS);
}

export async function listen() {
  document.addEventListener("keydown", async (event) => {
    if (!isWanted(event)) return;
    event.preventDefault();
    (await load()).open();
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-search]");
    const isPlain = event.button === 0 && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain) return;
    event.preventDefault();
    (await load()).open();
  });
  if (document.querySelector("[data-found]") !== null) (await load()).fill();
}
