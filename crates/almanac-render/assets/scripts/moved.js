// Leads on from the address of a source that has no page to where the source is shown. A site made of files has no server
// that could; its page for what is not there loads this. Tables say where each key leads, split by the first letters of the
// keys so that none is large (source_tables.rs).

/**
 * A table of keys.
 *
 * @typedef {object} Table
 * @property {Record<string, string>} at Where each key leads, below the root of the site.
 * @property {Record<string, string>} deeper The tables of more keys, by the letters that these begin with.
 */

const base = document.documentElement.dataset.base ?? "/";

/**
 * The key in the address of this page; nothing if it is not that of a source.
 *
 * @returns {string}
 */
function wantedKey() {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
  const found = /^sources\/([^/]+)\/?$/.exec(path);
  try {
    return decodeURIComponent(found?.[1] ?? "");
  } catch {
    // What can't be decoded is no address that the site has.
    return "";
  }
}

/**
 * Where a key leads, below the root of the site; nothing if the tables don't have it.
 *
 * @param {string} key
 * @returns {Promise<string>}
 */
async function placeOf(key) {
  const folded = key.toLowerCase();
  /** @type {string | undefined} */
  let file = "keys-.json";
  while (file) {
    const response = await fetch(`${base}sources/by/${file}`);
    if (!response.ok) return "";
    /** @type {Table} */
    const { at, deeper } = await response.json();
    if (Object.hasOwn(at, key)) return at[key] ?? "";
    const next = Object.entries(deeper).find(([start]) => folded.startsWith(start));
    file = next?.[1];
  }
  return "";
}

const wanted = wantedKey();
const place = wanted && (await placeOf(wanted));
if (place) location.replace(`${base}${place}`);
