//! The `almanac` command.
//!
//! This crate wires everything: it alone knows the file system, the clock, the
//! terminal and the network at once. One file per command in [`commands`].

mod almanac;
mod arguments;
mod commands;
#[cfg(test)]
mod commit_log;
mod desk_token;
mod embedded;
mod failure;
mod findings;
mod hangups;
mod history_home;
mod line_diff;
#[cfg(test)]
mod manual;
mod moved_pages;
mod own_folder;
mod owner;
mod priority;
mod progress;
mod schemas;
mod search_files;
mod search_home;
mod site_folder;
mod store_file;
mod subject;
mod user_data;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

/// Most of a compile is small texts and lists, made and dropped on all cores.
#[global_allocator]
static ALLOCATOR: almanac_allocator::Mimalloc = almanac_allocator::Mimalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match &arguments.command {
        Command::Serve(command) => commands::serve::run(command),
        Command::Check(command) => commands::check::run(command),
        Command::Build(command) => commands::build::run(command),
        Command::Explain(command) => commands::explain::run(command),
        Command::Init(command) => commands::init::run(command),
        Command::Import(command) => commands::import::run(command),
        Command::Export(command) => commands::export::run(command),
        Command::New(command) => commands::new::run(command),
        Command::Rename(command) => commands::rename::run(command),
        Command::Search(command) => commands::search::run(command),
        Command::Confirm(command) => commands::confirm::run(command),
        Command::Impact(command) => commands::impact::run(command),
        Command::History(command) => commands::history::run(command),
        Command::Remote(command) => commands::remote::run(command),
        Command::Key(command) => commands::key::run(command),
        Command::Erase(command) => commands::erase::run(command),
    };
    result.unwrap_or_else(|failure| {
        if failure::is_closed_pipe(&failure) {
            return ExitCode::SUCCESS;
        }
        failure::show(&failure);
        ExitCode::from(2)
    })
}
