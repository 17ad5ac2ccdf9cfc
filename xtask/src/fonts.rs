//! Makes the vendored fonts again, from the packages that their designers publish.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::program;
use crate::project::{Project, say};

/// The npm packages that the fonts are made of, by the folder that each is unpacked to.
const PACKAGES: [(&str, &str); 2] = [
    ("source-serif", "source-serif@4.5.1"),
    ("source-sans", "source-sans@3.52.0"),
];

/// Fetches the packages, and cuts the fonts down to what pages use.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let work = project.root.join("target/fonts");
    std::fs::create_dir_all(&work)?;
    for (folder, package) in PACKAGES {
        unpack(project, &work, folder, package)?;
    }
    let python = work.join("venv/bin/python");
    if !python.exists() {
        done(
            project
                .command("python3")
                .current_dir(&work)
                .args(["-m", "venv", "venv"]),
        )?;
    }
    let requirements = project.root.join("xtask/fonts/requirements.txt");
    let mut install = project.command(&python);
    done(
        install
            .args(["-m", "pip", "install", "--quiet", "-r"])
            .arg(requirements),
    )?;
    let mut subset = project.command(&python);
    subset.arg(project.root.join("xtask/fonts/subset.py"));
    subset.args(PACKAGES.map(|(folder, _)| work.join(folder).join("package")));
    let folders = [
        "crates/almanac-render/assets/vendor/fonts",
        "crates/almanac-card/fonts",
    ];
    done(subset.args(folders.map(|folder| project.root.join(folder))))?;
    say("The fonts are made. Look at a page before you commit them.");
    Ok(ExitCode::SUCCESS)
}

fn unpack(project: &Project, work: &Path, folder: &str, package: &str) -> Result<()> {
    let mut pack = project.command("npm");
    let packed = program::output(pack.current_dir(work).args(["pack", "--silent", package]))?;
    let archive = packed.with_context(|| format!("`{package}` can't be fetched"))?;
    std::fs::create_dir_all(work.join(folder))?;
    let mut tar = project.command("tar");
    done(
        tar.current_dir(work)
            .args(["-xzf", archive.trim(), "-C", folder]),
    )
}

fn done(command: &mut Command) -> Result<()> {
    if !program::run(command)? {
        bail!("that failed; nothing was changed after it");
    }
    Ok(())
}
