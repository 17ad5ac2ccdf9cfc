//! A snapshot to HTML pages and assets.
