// What cannot wait until a page is shown. It is no module, as modules wait.

const { dataset } = document.documentElement;

// In a site made of files the root may be named by the way up to it. From here on it is a path, whichever page this is.
dataset.base = new URL(dataset.base ?? "/", document.baseURI).pathname;

// The page is as its reader wants it: as was chosen in settings.js, and with room for what goes on where something was
// begun (record.js).
const SETTINGS = ["size", "colours", "keys"];

/**
 * @param {string} name
 * @param {string | null} value
 */
function set(name, value) {
  if (value) dataset[name] = value;
  else delete dataset[name];
}

try {
  for (const name of SETTINGS) set(name, localStorage.getItem(`almanac:${name}`));
  const begun = `almanac:${dataset.base}:event:`;
  for (let index = 0; index < localStorage.length; index += 1) {
    if (!localStorage.key(index)?.startsWith(begun)) continue;
    dataset.begun = "";
    break;
  }
} catch {
  // A browser that keeps nothing shows the page as it comes.
}

// What is chosen in another tab; without a key, everything there was cleared.
addEventListener("storage", ({ key, newValue }) => {
  for (const name of SETTINGS) if (key === null || key === `almanac:${name}`) set(name, newValue);
});

// What is printed says on each page what it is, where it is from, and of which day (print.css).
addEventListener("beforeprint", () => {
  const { lang } = document.documentElement;
  dataset.printedTitle = document.title;
  dataset.printedFrom = `${location.href} · ${new Date().toLocaleDateString(lang, { dateStyle: "long" })}`;
});

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
