//! What a developer runs: `cargo xtask test`, `cargo xtask bench`, `cargo xtask synthetic`.
//!
//! Everything that a contributor or a continuous build needs beyond cargo's own
//! commands is here, so that the same words do the same thing on every machine.

mod advisories;
mod almanac;
mod arguments;
mod bench;
mod bibliographies;
mod circles;
mod editor;
mod fonts;
mod icons;
mod node;
mod outcome;
mod package;
mod program;
mod project;
mod steps;
mod synthetic;
mod tools;

use std::process::ExitCode;

use anyhow::Result;

use arguments::{Command, USAGE};
use project::{Project, say};

fn main() -> ExitCode {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    match arguments::parse(&typed).and_then(run) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Help => {
            say(USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Test(test) => steps::run(&Project::here(test.long)?, &test.steps),
        Command::Bench(bench) => bench::run(&Project::here(false)?, &bench),
        Command::Circles => circles::run(&Project::here(false)?),
        Command::Package => package::run(&Project::here(false)?),
        Command::Advisories => advisories::run(&Project::here(false)?),
        Command::Fonts => fonts::run(&Project::here(false)?),
        Command::Editor => editor::run(&Project::here(false)?),
        Command::Icons => icons::run(&Project::here(false)?),
        Command::Synthetic(options) => {
            let written = synthetic::write(&options)?;
            say(&written.to_string());
            Ok(ExitCode::SUCCESS)
        }
    }
}
