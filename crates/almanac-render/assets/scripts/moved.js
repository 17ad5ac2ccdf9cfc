// Leads on from the address of a source that has no page to where the source is shown. A site made of files has no server
// that could; its page for what is not there loads this. Tables say where each key leads, split by the first letters of the
// keys so that none is large (source_tables.rs).

const { base } = document.documentElement.dataset;

/** The key in the address of this page, if it is that of a source. */
function wantedKey() {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
  const [, key] = /^sources\/([^/]+)\/?$/.exec(path) ?? [];
  try {
    return key && decodeURIComponent(key);
  } catch {
    return undefined;
  }
}

/** Where a key leads, below the root of the site. */
async function find(key) {
  let file = "keys-.json";
  while (file) {
    const response = await fetch(`${base}sources/by/${file}`);
    if (!response.ok) return undefined;
    const { at, deeper } = await response.json();
    if (Object.hasOwn(at, key)) return at[key];
    [, file] = Object.entries(deeper).find(([start]) => key.toLowerCase().startsWith(start)) ?? [];
  }
  return undefined;
}

const key = wantedKey();
const place = key && (await find(key));
if (place) location.replace(`${base}${place}`);
