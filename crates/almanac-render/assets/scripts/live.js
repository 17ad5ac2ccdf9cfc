// Reloads a page when the almanac that its editor is working on has changed.

import { LIVE } from "./addresses.js";
import { base } from "./dom.js";
import { safeStorage } from "./storage.js";

const KEY = "almanac:scroll";
/** Ends with the tab. Where it is blocked, a page that reloads begins at its top. */
const ofThisTab = safeStorage(() => sessionStorage);

/** Goes back to where the page was scrolled to before it was reloaded. */
function restoreScroll() {
  const [top, address] = ofThisTab.get(KEY)?.split(" ") ?? [];
  ofThisTab.remove(KEY);
  if (address === location.href) window.scrollTo({ top: Number(top), behavior: "instant" });
}

function reload() {
  // An address has no spaces.
  ofThisTab.set(KEY, `${window.scrollY} ${location.href}`);
  location.reload();
}

/** The version that the page was sent as: the server says it in a header, which scripts read as a timing. */
function versionSent() {
  const [navigation] = performance.getEntriesByType("navigation");
  const timings = navigation instanceof PerformanceNavigationTiming ? navigation.serverTiming : [];
  return timings.find(({ name }) => name === "snapshot")?.description;
}

restoreScroll();
const source = new EventSource(base() + LIVE);
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
