//! One file a program: what tells its folders, and what becomes of them.

pub mod bear;
pub mod bookdown;
pub mod dendron;
pub mod docusaurus;
pub mod foam;
pub mod gitbook;
pub mod hugo;
pub mod jekyll;
pub mod joplin;
pub mod logseq;
pub mod mdbook;
pub mod mkdocs;
pub mod notion;
pub mod obsidian;
pub mod okf;
pub mod openalmanac;
pub mod plain;
pub mod quarto;
pub mod sphinx;
pub mod starlight;
pub mod vitepress;
pub mod zettlr;
