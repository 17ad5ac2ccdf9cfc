//! The files of a package, laid out as a system has them below `/usr`.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::{almanac, program};

/// A folder that is a package's contents.
pub(super) struct Contents {
    /// Its name: `almanac-0.1.0-x86_64-linux`.
    pub name: String,
}

impl Contents {
    /// Builds the program and lays out all files in a folder below `folder`. The `.deb` takes them from
    /// `share` beside it, whose place does not change with the version.
    pub fn make(project: &Project, folder: &Path) -> Result<Self> {
        let program = almanac::build(project, &["--profile", "dist"])?;
        let program = program.context("`almanac` does not build")?;
        let name = format!("almanac-{}-{ARCH}-{OS}", env!("CARGO_PKG_VERSION"));
        let share = folder.join("share");
        manual(project, &share)?;
        licences(project, &share.join("doc/almanac"))?;
        let whole = folder.join(&name);
        copy_all(&share, &whole.join("share"))?;
        fs::create_dir_all(whole.join("bin"))?;
        fs::copy(program, whole.join("bin/almanac"))?;
        Ok(Self { name })
    }
}

/// Manual pages and completions, by the program's own example.
fn manual(project: &Project, share: &Path) -> Result<()> {
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--package", "almanac-cli"]);
    command.args(["--example", "manual", "--"]).arg(share);
    ensure!(program::run(&mut command)?, "no manual was written");
    Ok(())
}

/// Our own licences, and those of everything that is linked in.
fn licences(project: &Project, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for file in [
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "CHANGELOG.md",
        "almanacs/ai/LICENSE",
        "crates/almanac-render/assets/vendor/codemirror/LICENSE-codemirror.txt",
        "crates/almanac-render/assets/vendor/fonts/LICENSE-source-sans.txt",
        "crates/almanac-render/assets/vendor/fonts/LICENSE-source-serif.txt",
    ] {
        let from = project.root.join(file);
        let name = match file {
            "almanacs/ai/LICENSE" => "LICENSE-almanac-ai".as_ref(),
            _ => from.file_name().context("a file has a name")?,
        };
        fs::copy(&from, folder.join(name)).with_context(|| file.to_owned())?;
    }
    // The texts are those in the crates: a service that knows more is not asked.
    let fetched = program::run(project.cargo().args(["fetch", "--locked"]))?;
    ensure!(fetched, "the libraries can't be fetched");
    let mut command = project.cargo();
    command.args(["about", "generate", "--frozen"]);
    command.args(["--config", "packaging/about.toml"]);
    command.args(["--manifest-path", "crates/almanac-cli/Cargo.toml", "--fail"]);
    command
        .arg("--output-file")
        .arg(folder.join("LICENSES-libraries.txt"));
    let listed = program::run(command.arg("packaging/licences.hbs"))?;
    ensure!(listed, "the licences of the libraries can't be listed");
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for item in fs::read_dir(from)? {
        let item: PathBuf = item?.path();
        let copy = to.join(item.file_name().context("a file has a name")?);
        if item.is_dir() {
            copy_all(&item, &copy)?;
        } else {
            fs::copy(&item, copy)?;
        }
    }
    Ok(())
}
