//! One file for each command.

pub mod build;
pub mod check;
pub mod confirm;
pub mod erase;
pub mod explain;
pub mod export;
pub mod history;
pub mod impact;
pub mod import;
pub mod init;
pub mod key;
pub mod new;
pub mod new_depth;
mod new_translation;
pub mod remote;
pub mod rename;
pub mod search;
pub mod serve;
