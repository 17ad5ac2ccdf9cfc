//! Small folders of each program, and what becomes of them.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod dendron;
mod fixture;
mod foam;
mod logseq;
mod obsidian;
mod okf;
mod plain;
mod target;
mod zettlr;
