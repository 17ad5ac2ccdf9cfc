//! The Debian package can be installed, works, and can be removed.

use std::path::Path;

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::project::Project;
use crate::{package, program, tools};

/// What an operator finds after installing.
const INSTALLED: [&str; 5] = [
    "/usr/share/man/man1/almanac-serve.1.gz",
    "/usr/share/bash-completion/completions/almanac",
    "/usr/share/zsh/site-functions/_almanac",
    "/usr/share/fish/vendor_completions.d/almanac.fish",
    "/usr/share/doc/almanac/LICENSES-libraries.txt",
];

const PROGRAM: &str = "/usr/bin/almanac";

pub(super) fn run(project: &Project) -> Result<Outcome> {
    if !tools::may_use_apt(project)? {
        let advice = "only root on a system with apt can install a package";
        return Ok(Outcome::CouldNotRun(advice.to_owned()));
    }
    if Path::new(PROGRAM).exists() {
        let advice = format!("`{PROGRAM}` is there already: remove it first");
        return Ok(Outcome::CouldNotRun(advice));
    }
    let packages = match package::make(project)? {
        Ok(packages) => packages,
        Err(advice) => return Ok(Outcome::CouldNotRun(advice)),
    };
    let apt = |words: &[&str]| {
        let mut command = project.command("apt-get");
        program::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(words))
    };
    let file = packages.debian.display().to_string();
    if !apt(&["install", "--yes", "--no-install-recommends", &file])? {
        return Ok(Outcome::check(false));
    }
    let mut sum = Tally::of(program::run(project.command(PROGRAM).arg("--version"))?);
    let mut check = project.command(PROGRAM);
    sum += Tally::of(program::run(check.args(["check", "docs"]))?);
    for file in INSTALLED {
        sum += Tally::of(is_there(file));
    }
    let removed = apt(&["remove", "--yes", "almanac"])?;
    sum += Tally::of(removed && !Path::new(PROGRAM).exists());
    Ok(Outcome::Ran(sum))
}

/// Whether a file is there with something in it; says so if not.
fn is_there(file: &str) -> bool {
    let there = Path::new(file).metadata().is_ok_and(|it| it.len() > 0);
    if !there {
        crate::project::say(&format!("`{file}` was not installed"));
    }
    there
}
