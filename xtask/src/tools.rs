//! Finds the programs that checks need, and installs them where we may.
//!
//! Whoever is root on a machine with apt has said that the machine may be
//! changed; cargo's own tools go to the user's folder and need no such right.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::program;
use crate::project::{Project, say};

/// A program that was found or installed, or the words that say what to install.
pub(crate) type Found<T = ()> = std::result::Result<T, String>;

/// The place of a program in `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Sees to it that `cargo NAME` works.
pub(crate) fn cargo_tool(project: &Project, name: &str) -> Result<Found> {
    let package = format!("cargo-{name}");
    if find(&package).is_some() {
        return Ok(Ok(()));
    }
    say(&format!(
        "`{package}` is missing. Installing it takes some minutes, once."
    ));
    let mut words = vec!["install", "--locked", &package];
    // Its command is behind a feature of its crate.
    if name == "about" {
        words.extend(["--features", "cli"]);
    }
    let installed = program::run(project.cargo().args(&words))?;
    Ok(if installed {
        Ok(())
    } else {
        Err(format!(
            "`{package}` is missing: `cargo {}`",
            words.join(" ")
        ))
    })
}

/// Sees to it that one of some programs is there, the first of `packages` being Debian's for it.
pub(crate) fn system_tool(
    project: &Project,
    programs: &[&str],
    packages: &[&str],
) -> Result<Found<PathBuf>> {
    let found = || programs.iter().find_map(|name| find(name));
    if let Some(place) = found() {
        return Ok(Ok(place));
    }
    install(project, packages)?;
    Ok(found().ok_or_else(|| {
        format!(
            "`{}` is missing: on Debian or Ubuntu, `apt-get install {}`",
            programs[0],
            packages.join(" ")
        )
    }))
}

/// Installs packages of the system, if we may.
fn install(project: &Project, packages: &[&str]) -> Result<()> {
    if !may_use_apt(project)? {
        return Ok(());
    }
    let apt = |words: &[&str]| {
        let mut command = project.command("apt-get");
        program::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(words))
    };
    let install = ["install", "--yes", "--no-install-recommends"];
    if apt(&["update"])? {
        apt(&[&install, packages].concat())?;
    }
    Ok(())
}

/// Sees to it that the fonts are there that a phone shows a page in until its own have come.
pub(crate) fn fonts_of_android(project: &Project) -> Result<Found> {
    let packages = ["fontconfig", "fonts-noto-core", "fonts-roboto-unhinted"];
    let are_there = || -> Result<bool> {
        let mut list = project.command("fc-list");
        let families = match find("fc-list") {
            Some(_) => program::output(list.args([":", "family"]))?.unwrap_or_default(),
            None => String::new(),
        };
        let has = |family: &str| families.lines().any(|line| line == family);
        Ok(has("Noto Serif") && has("Roboto"))
    };
    if !are_there()? {
        install(project, &packages)?;
    }
    Ok(match are_there()? {
        true => Ok(()),
        false => Err(format!(
            "`Noto Serif` or `Roboto` is missing: on Debian or Ubuntu, `apt-get install {}`",
            packages.join(" ")
        )),
    })
}

/// Whether we may install packages of the system.
pub(crate) fn may_use_apt(project: &Project) -> Result<bool> {
    if find("apt-get").is_none() || find("id").is_none() {
        return Ok(false);
    }
    let user = program::output(project.command("id").arg("-u"))?;
    Ok(user.is_some_and(|id| id.trim() == "0"))
}

/// The browser for the browser tests: `CHROMIUM` names one, else the system's.
pub(crate) fn chromium(project: &Project) -> Result<Found<PathBuf>> {
    match env::var_os("CHROMIUM").map(PathBuf::from) {
        Some(named) if named.is_file() => Ok(Ok(named)),
        Some(named) => Ok(Err(format!(
            "`CHROMIUM` names `{}`, which is no file",
            named.display()
        ))),
        None => system_tool(
            project,
            &["chromium", "chromium-browser", "google-chrome"],
            &["chromium"],
        ),
    }
}

/// Whether `made` is there and no older than `from`.
pub(crate) fn is_newer(made: &Path, from: &Path) -> bool {
    let changed = |file: &Path| {
        file.metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    match (changed(made), changed(from)) {
        (Some(made), Some(from)) => made >= from,
        _ => false,
    }
}
