//! Writes what packages hold beside the program: its manual pages, and its completions for shells.
//!
//! `cargo xtask package` runs it. It is an example and no command, so that the program need not carry
//! what is written once.

#[expect(
    dead_code,
    unreachable_pub,
    reason = "only the names and the help of arguments are read here"
)]
#[path = "../src/arguments.rs"]
mod arguments;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::{Shell, generate_to};

fn main() -> Result<()> {
    let out = std::env::args_os().nth(1);
    let out = PathBuf::from(out.context("name the folder to write to")?);
    let command = arguments::Arguments::command();
    let pages = out.join("man/man1");
    fs::create_dir_all(&pages)?;
    clap_mangen::generate_to(command, pages)?;
    for (shell, folder) in [
        (Shell::Bash, "bash-completion/completions"),
        (Shell::Zsh, "zsh/site-functions"),
        (Shell::Fish, "fish/vendor_completions.d"),
    ] {
        let folder = out.join(folder);
        fs::create_dir_all(&folder)?;
        let made = generate_to(
            shell,
            &mut arguments::Arguments::command(),
            "almanac",
            &folder,
        )?;
        // Bash looks for a file of the program's name.
        if shell == Shell::Bash {
            fs::rename(made, folder.join("almanac"))?;
        }
    }
    Ok(())
}
