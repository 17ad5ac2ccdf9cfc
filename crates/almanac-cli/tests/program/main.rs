//! The whole program, as who types its commands sees it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod build;
mod build_addresses;
mod build_safety;
mod check;
mod confirm;
mod doors;
mod editing;
mod erasing;
mod explain;
mod fixture;
mod growth;
mod handles;
mod help;
mod history;
mod hostile;
mod impact;
mod import;
mod init;
mod joining;
mod keys;
mod kills;
mod long_names;
mod moderating;
mod new;
mod past;
mod plain_folder;
mod proposing;
mod protecting;
mod recipes;
mod rename;
mod repositories;
mod serve;
mod server;
mod theming;
mod writes;
