//! One file for each command.

pub mod build;
pub mod check;
pub mod explain;
pub mod init;
pub mod new;
pub mod rename;
pub mod serve;
