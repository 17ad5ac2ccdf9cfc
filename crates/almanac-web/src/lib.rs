//! The HTTP server: pages, assets, live reload.
