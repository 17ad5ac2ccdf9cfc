// What cannot wait until a page is shown. It is no module, as modules wait.

const { dataset } = document.documentElement;

// In a site made of files the root may be named by the way up to it. From here on it is a path, whichever page this is.
dataset.base = new URL(dataset.base ?? "/", document.baseURI).pathname;

// The page is as its reader wants it: as was chosen in settings.js, and with room for what goes on where something was
// begun (record.js).
try {
  for (const name of ["size", "colours", "keys"]) {
    const chosen = localStorage.getItem(`almanac:${name}`);
    if (chosen) dataset[name] = chosen;
  }
  const begun = `almanac:${dataset.base}:event:`;
  if (Object.keys(localStorage).some((key) => key.startsWith(begun))) dataset.begun = "";
} catch {
  // A browser that keeps nothing shows the page as it comes.
}

// ← and → turn to another step from the first moment.
addEventListener("keydown", (event) => {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const { focusNode, focusOffset } = getSelection() ?? {};
  void import("./turn.js").then(({ turn }) => turn(event, focusNode, focusOffset));
});

// What a page does beyond being read is fetched once it is there to be read. A frame is shown a while after it was made,
// and whatever is asked for until then makes its reader wait. Behind other tabs nothing is shown.
const SHOWN_AFTER = 100; // milliseconds
const wake = () => import("./page.js");
addEventListener("load", () => {
  if (document.hidden) void wake();
  else requestAnimationFrame(() => setTimeout(wake, SHOWN_AFTER));
});

// Whoever asks for search before wakes the page, and what they pressed is pressed again once it listens (opener.js).
addEventListener("keydown", (event) => {
  const isWithControl = (event.ctrlKey || event.metaKey) && event.key === "k";
  const isSlash = event.key === "/" && document.activeElement === document.body && !dataset.keys;
  if (event.defaultPrevented || !event.isTrusted || !(isWithControl || isSlash)) return;
  event.preventDefault();
  void wake().then(() => document.body.dispatchEvent(new KeyboardEvent("keydown", event)));
});
