//! One file for each command.

pub mod build;
pub mod check;
pub mod explain;
pub mod init;
pub mod new;
pub mod new_translation;
pub mod rename;
pub mod serve;
