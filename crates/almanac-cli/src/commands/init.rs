//! `almanac init`: a new almanac.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use almanac_workspace::write_file;
use anyhow::{Context, Result, bail};

use crate::arguments::Init;
use crate::embedded;
use crate::failure::say;
use crate::schemas;

/// A small almanac that is right in every way, to be written over.
const STARTER: [(&str, &str); 7] = [
    ("README.md", include_str!("../../starter/README.md")),
    ("almanac.toml", include_str!("../../starter/almanac.toml")),
    (
        "entries/first-entry.md",
        include_str!("../../starter/entries/first-entry.md"),
    ),
    (
        "paths/first-path.md",
        include_str!("../../starter/paths/first-path.md"),
    ),
    ("sources.yaml", include_str!("../../starter/sources.yaml")),
    (
        "threads/first-thread.md",
        include_str!("../../starter/threads/first-thread.md"),
    ),
    ("topics.yaml", include_str!("../../starter/topics.yaml")),
];

const GITIGNORE: &str = "# Caches, indexes and the learners' store: made again, or backed up, but not content.\n.almanac/\n";

/// Makes a new almanac in a folder that has none.
pub fn run(arguments: &Init) -> Result<ExitCode> {
    let folder = arguments.folder.named().unwrap_or(Path::new("."));
    refuse_to_write_over(folder)?;
    if arguments.from_embedded {
        for (file, bytes) in embedded::files() {
            write_new(folder, file, bytes)?;
        }
    } else {
        for (file, text) in STARTER {
            write_new(folder, file, text.as_bytes())?;
        }
    }
    ignore_caches(folder)?;
    schemas::write(folder)
        .with_context(|| format!("`{}` can't be written to", folder.display()))?;
    if !folder.join(".vscode/settings.json").exists() {
        write(
            folder,
            ".vscode/settings.json",
            None,
            include_bytes!("../../starter/vscode-settings.json"),
        )?;
    }
    let shown = folder.display();
    say(&format!(
        "Made an almanac in {shown}\nRead it:  almanac serve {shown}\nCheck it: almanac check {shown}"
    ));
    Ok(ExitCode::SUCCESS)
}

fn refuse_to_write_over(folder: &Path) -> Result<()> {
    if folder.exists() && !folder.is_dir() {
        bail!(
            "`{}` is a file. Choose a folder for the almanac",
            folder.display()
        );
    }
    for name in [almanac_compile::CONFIG_FILE, "entries", "threads", "paths"] {
        if folder.join(name).exists() {
            bail!(
                "`{}` has the file `{name}` already. Choose an empty folder for the new almanac",
                folder.display()
            );
        }
    }
    Ok(())
}

/// Sees to it that git leaves `.almanac/` alone.
fn ignore_caches(folder: &Path) -> Result<()> {
    let was = match fs::read(folder.join(".gitignore")) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).context("`.gitignore` can't be read"),
    };
    let lines = String::from_utf8_lossy(was.as_deref().unwrap_or_default());
    if schemas::leaves_caches_alone(&lines) {
        return Ok(());
    }
    let mut bytes = was.clone().unwrap_or_default();
    if bytes.last().is_some_and(|last| *last != b'\n') {
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(GITIGNORE.as_bytes());
    write(folder, ".gitignore", was.as_deref(), &bytes)
}

/// Writes a file unless the folder has it: a README or a licence, since content has been looked for.
fn write_new(folder: &Path, file: &str, bytes: &[u8]) -> Result<()> {
    if folder.join(file).exists() {
        return Ok(());
    }
    write(folder, file, None, bytes)
}

fn write(folder: &Path, file: &str, was: Option<&[u8]>, bytes: &[u8]) -> Result<()> {
    write_file(folder, file, was, bytes)
        .with_context(|| format!("`{}` can't be written", folder.join(file).display()))
}
