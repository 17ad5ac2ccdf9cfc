// At the desk: reloads a page once its own text has changed. The tabs that can be seen share one stream, as a browser
// has only six connections to a server (HTTP/1.1). One of them holds a lock, listens, and passes on what it hears.

import { LIVE } from "./addresses.js";
import { openChannel } from "./channel.js";
import { base } from "./dom.js";
import { keepStates, restoreStates } from "./states.js";

const NAME = `almanac:${base()}:live`;
/** What a tab asks that has just come: which version is served. */
const QUESTION = "?";
/** How many milliseconds a tab waits before it asks again for a stream that was refused. */
const REFUSED = 60_000;

/**
 * What the server said of this page when it sent it: its headers are read by scripts as timings. Where a browser does not
 * show them, what the page was like is asked when the first word comes.
 * @param {string} name
 */
function sentWith(name) {
  const [navigation] = performance.getEntriesByType("navigation");
  const timings = navigation instanceof PerformanceNavigationTiming ? navigation.serverTiming : [];
  return timings?.find((timing) => timing.name === name)?.description;
}

/** The version that this page is known to be of, and the hash of its text. */
let version = sentWith("snapshot");
let text = sentWith("page");
/** Ends what this tab does to hear of versions; null while it does nothing, as it is not seen. */
/** @type {AbortController | null} */
let listening = null;

/** The hash of the text that this page would have now; nothing if the server can't say. */
async function textNow() {
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return /\bpage;desc="(\w+)"/.exec(answer.headers.get("server-timing") ?? "")?.[1];
  } catch {
    // A server that has stopped tells its version when it is back.
    return "";
  }
}

/** Whether words are being put together by an input method, which a reload would break off. */
let isComposing = false;
let isReloadWanted = false;

function reload() {
  isReloadWanted = isComposing;
  if (isComposing) return;
  keepStates();
  location.reload();
}

/**
 * Takes word of the version that is served.
 * @param {string} served
 */
async function hear(served) {
  const isFirst = version === undefined;
  if (served === version) return;
  version = served;
  const now = await textNow();
  if (now === "") version = "";
  else if (isFirst && text === undefined) text = now;
  else if (now === undefined || now !== text) reload();
}

/**
 * Listens to the server until a signal ends it.
 * @param {AbortSignal} signal
 * @param {(served: string) => void} tell
 */
function listen(signal, tell) {
  const source = new EventSource(base() + LIVE);
  source.addEventListener("snapshot", ({ data }) => tell(data));
  /** @type {Promise<void>} */
  const end = new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve());
    source.addEventListener("error", () => {
      // A browser connects again by itself unless it was refused.
      if (source.readyState === EventSource.CLOSED) setTimeout(resolve, REFUSED);
    });
  });
  return end.finally(() => source.close());
}

/**
 * Hears of versions by the one tab that listens, which may be this one.
 * @param {AbortSignal} signal
 */
async function join(signal) {
  let last = "";
  const channel = openChannel(NAME, (/** @type {string} */ message) => {
    if (message !== QUESTION) void hear(message);
    else if (last !== "") channel?.post(last);
  });
  const lead = () =>
    listen(signal, (served) => {
      last = served;
      channel?.post(served);
      void hear(served);
    }).finally(() => {
      last = "";
    });
  signal.addEventListener("abort", () => channel?.close());
  channel?.post(QUESTION);
  while (!signal.aborted) {
    // Locks are only where a page came by HTTPS or from this machine. Elsewhere each tab that is seen has a stream.
    if (channel === null || navigator.locks === undefined) await lead();
    else await navigator.locks.request(NAME, { signal }, lead).catch(() => (signal.aborted ? null : lead()));
  }
}

function leave() {
  listening?.abort();
  listening = null;
}

/** A page that is not seen holds no connection; it hears what it has missed when it is seen again. */
function update() {
  if (document.visibilityState === "hidden") {
    leave();
  } else if (listening === null) {
    listening = new AbortController();
    void join(listening.signal);
  }
}

restoreStates();
document.addEventListener("compositionstart", () => {
  isComposing = true;
});
document.addEventListener("compositionend", () => {
  isComposing = false;
  if (isReloadWanted) reload();
});
document.addEventListener("visibilitychange", update);
addEventListener("pagehide", leave);
addEventListener("pageshow", update);
update();
