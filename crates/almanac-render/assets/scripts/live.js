// Reloads a page when the almanac that its editor is working on has changed.

const KEY = "almanac:scroll";
const base = document.documentElement.dataset.base;

/** Goes back to where the page was scrolled to before it was reloaded. */
function restore() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) return;
  const { address, top } = JSON.parse(kept);
  if (address === location.href) window.scrollTo({ top, behavior: "instant" });
}

function reload() {
  sessionStorage.setItem(KEY, JSON.stringify({ address: location.href, top: window.scrollY }));
  location.reload();
}

/** The version that the page was sent as: the server says it in a header, which scripts read as a timing. */
function versionSent() {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation?.serverTiming?.find(({ name }) => name === "snapshot")?.description;
}

restore();
const source = new EventSource(`${base}_live`);
// The first event tells which version is served. A page that was sent without saying of which it is takes that for its own.
let version = versionSent();
source.addEventListener("snapshot", (event) => {
  version ??= event.data;
  if (event.data !== version) reload();
});
// A page that is left must not hold one of the browser's few connections.
window.addEventListener("pagehide", () => source.close());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
