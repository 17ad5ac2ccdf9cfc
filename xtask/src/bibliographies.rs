//! The bibliographies that tests read and that are not in the repository, for their licences.
//!
//! They are put into `target/bibliographies/`, each once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::program;
use crate::project::{Project, say};
use crate::tools;

/// Where a system that has TeX Live has BibLaTeX's examples.
const EXAMPLES: &str =
    "usr/share/texlive/texmf-dist/bibtex/bib/biblatex/biblatex/biblatex-examples.bib";

/// Debian's package of them.
const PACKAGE: &str = "texlive-bibtex-extra";

/// A crate that nobody builds: with it cargo fetches the one whose test file we read.
const MANIFEST: &str = r#"[package]
name = "bibliographies"
version = "0.0.0"
edition = "2024"

[lib]
path = "lib.rs"

[dependencies]
hayagriva = { version = "=0.10.1", default-features = false }

[workspace]
"#;

/// A test whose bibliography is missing, and what to do about it.
pub(crate) struct Skipped {
    /// The name of the test.
    pub test: &'static str,
    /// What to install.
    pub advice: String,
}

/// Sees to it that the bibliographies are there. Returns the tests that have none to read.
pub(crate) fn fetch(project: &Project) -> Result<Vec<Skipped>> {
    let folder = project.root.join("target/bibliographies");
    fs::create_dir_all(&folder)?;
    let mut skipped = Vec::new();
    if !fetch_of_biblatex(project, &folder)? {
        skipped.push(Skipped {
            test: "the_examples_of_biblatex_are_read_as_pandoc_reads_them",
            advice: format!(
                "`{EXAMPLES}` is missing: on Debian or Ubuntu, `apt-get install {PACKAGE}`"
            ),
        });
    }
    if !fetch_of_hayagriva(project, &folder)? {
        skipped.push(Skipped {
            test: "the_works_of_hayagriva_are_read_as_it_means_them",
            advice: "the crate `hayagriva` can't be fetched: the network is needed, once"
                .to_owned(),
        });
    }
    Ok(skipped)
}

/// Takes the examples out of Debian's package, which needs no right to install it. Whether they are there.
fn fetch_of_biblatex(project: &Project, folder: &Path) -> Result<bool> {
    let file = folder.join("biblatex-examples.bib");
    if file.exists() || Path::new("/").join(EXAMPLES).exists() {
        return Ok(true);
    }
    if ["apt-get", "dpkg-deb", "tar"]
        .iter()
        .any(|name| tools::find(name).is_none())
    {
        return Ok(false);
    }
    say("The examples of BibLaTeX are missing. Fetching them takes a minute, once.");
    let packages = folder.join("package");
    fs::create_dir_all(&packages)?;
    if tools::may_use_apt(project)? {
        program::run(project.command("apt-get").arg("update"))?;
    }
    let mut download = project.command("apt-get");
    download.current_dir(&packages).args(["download", PACKAGE]);
    let package = match program::run(&mut download)? {
        true => only_file(&packages)?,
        false => None,
    };
    let taken = match package {
        Some(package) => take_file(&package, EXAMPLES, &file)?,
        None => false,
    };
    fs::remove_dir_all(&packages)?;
    Ok(taken)
}

fn only_file(folder: &Path) -> Result<Option<PathBuf>> {
    let first = fs::read_dir(folder)?.next();
    Ok(first.transpose()?.map(|entry| entry.path()))
}

/// Writes one file of a Debian package to a place. Whether it has it.
fn take_file(package: &Path, name: &str, place: &Path) -> Result<bool> {
    let mut unpacking = Command::new("dpkg-deb")
        .arg("--fsys-tarfile")
        .arg(package)
        .stdout(Stdio::piped())
        .spawn()
        .context("`dpkg-deb` can't be started")?;
    let archive = unpacking.stdout.take().context("a piped output is there")?;
    let taken = Command::new("tar")
        .args(["--extract", "--to-stdout", "--file=-"])
        .arg(format!("./{name}"))
        .stdin(archive)
        .stdout(File::create(place)?)
        .status()
        .context("`tar` can't be started")?;
    unpacking.wait()?;
    if !taken.success() {
        fs::remove_file(place)?;
    }
    Ok(taken.success())
}

/// Copies the test file of Hayagriva out of its crate. Whether it is there.
fn fetch_of_hayagriva(project: &Project, folder: &Path) -> Result<bool> {
    let file = folder.join("hayagriva-basic.yml");
    if file.exists() {
        return Ok(true);
    }
    let package = folder.join("crate");
    fs::create_dir_all(&package)?;
    fs::write(package.join("Cargo.toml"), MANIFEST)?;
    fs::write(package.join("lib.rs"), "")?;
    let mut vendor = project.cargo();
    vendor
        .current_dir(&package)
        .args(["vendor", "--quiet", "vendor"])
        .stdout(Stdio::null());
    let vendored = program::run(&mut vendor)?;
    if vendored {
        fs::copy(package.join("vendor/hayagriva/tests/data/basic.yml"), &file)?;
    }
    fs::remove_dir_all(&package)?;
    Ok(vendored)
}
