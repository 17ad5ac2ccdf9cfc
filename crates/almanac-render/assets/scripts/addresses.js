// The site's own addresses below its root. A test in assets.rs holds them to the table of addresses.

export const SEARCH = "search";
export const LIVE = "_live";
export const AREAS = ["entries", "threads", "paths"];
