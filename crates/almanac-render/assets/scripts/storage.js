// The browser's storage, which may be forbidden, blocked or full: no page breaks by that. Modules reach it only by this file;
// early.js, which is no module, has the same care in its own few lines.

/** Says that the browser keeps nothing for this site. */
export class NotKept extends Error {}

/**
 * What an action gives, or something else where it fails.
 * @template T
 * @param {() => T} action
 * @param {T} otherwise
 */
function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/**
 * A storage that never throws: what can't be read is not there, and what can't be kept says so.
 * @param {() => Storage} open gives the browser's storage; asking for it may throw already
 */
export const safeStorage = (open) => ({
  /**
   * What is kept under a key.
   * @param {string} key
   */
  get: (key) => attempt(() => open().getItem(key), null),

  /**
   * Keeps a value; whether it is kept now.
   * @param {string} key
   * @param {string} value
   */
  set: (key, value) =>
    attempt(() => {
      open().setItem(key, value);
      return true;
    }, false),

  /**
   * Removes what is kept under a key.
   * @param {string} key
   */
  remove: (key) => attempt(() => open().removeItem(key), undefined),

  /**
   * All keys that begin with some letters.
   * @param {string} prefix
   */
  keys: (prefix) => attempt(() => Object.keys(open()).filter((key) => key.startsWith(prefix)), []),
});

/** What the browser keeps for all pages of this site. */
export const kept = safeStorage(() => localStorage);
