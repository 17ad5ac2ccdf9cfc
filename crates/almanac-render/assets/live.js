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

restore();
const source = new EventSource(`${base}_live`);
// The first event after connecting tells which snapshot is served; another one later is news.
let served = null;
source.addEventListener("snapshot", (event) => {
  if (served === null && event.data !== "") {
    served = event.data;
  } else if (event.data === "" || event.data !== served) {
    reload();
  }
});
// A page that is left must not hold one of the browser's few connections.
window.addEventListener("pagehide", () => source.close());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
