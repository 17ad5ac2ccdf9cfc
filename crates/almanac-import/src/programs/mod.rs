//! One file a program: what tells its folders, and what becomes of them.

pub mod obsidian;
pub mod okf;
pub mod plain;
