//! Small folders of each program, and what becomes of them.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod bear;
mod bookdown;
mod dendron;
mod docusaurus;
mod fixture;
mod foam;
mod gitbook;
mod hostile;
mod hugo;
mod jekyll;
mod joplin;
mod logseq;
mod mdbook;
mod mkdocs;
mod notion;
mod obsidian;
mod okf;
mod openalmanac;
mod plain;
mod quarto;
mod sphinx;
mod starlight;
mod target;
mod vitepress;
mod zettlr;
