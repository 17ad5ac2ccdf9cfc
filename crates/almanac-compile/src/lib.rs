//! A tree of files to a checked snapshot: load, link, check.
