//! One file a program: what tells its folders, and what becomes of them.

pub mod dendron;
pub mod foam;
pub mod logseq;
pub mod obsidian;
pub mod okf;
pub mod plain;
pub mod zettlr;
