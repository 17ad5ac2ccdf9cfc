//! Makes the vendored editor again: what our modules use of CodeMirror, as one file, and the licences of what is in it.
//!
//! The packages are those of `tests/package-lock.json`, so that the same files come out on every machine; a step of
//! `cargo xtask test` compares them with those that are committed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::node::NodeProgram;
use crate::program;
use crate::project::{Project, say};

/// Where the files are that pages are sent.
const VENDORED: &str = "crates/almanac-render/assets/vendor/codemirror";

/// The module, and the licences beside it.
const MODULE: &str = "codemirror.js";
const LICENCES: &str = "LICENSE-codemirror.txt";

/// What lists the names that our modules import.
const LISTED: &str = "crates/almanac-render/assets/scripts/codemirror.js";

/// The folder of npm's packages.
const PACKAGES: &str = "tests/node_modules";

/// Makes the files in their place.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let node = match NodeProgram::with_packages(project)? {
        Ok(node) => node,
        Err(advice) => bail!("{advice}"),
    };
    let folder = project.root.join(VENDORED);
    ensure!(
        make(project, &node, &folder)?,
        "esbuild failed; nothing was changed after it"
    );
    say("The editor is made. Try it before you commit it.");
    Ok(ExitCode::SUCCESS)
}

/// Whether what is committed is what is made of the packages.
pub(crate) fn is_current(project: &Project, node: &NodeProgram) -> Result<bool> {
    let made = project.root.join("target/editor");
    let is_made = make(project, node, &made)?;
    let is_same = |file: &str| {
        let committed = fs::read(project.root.join(VENDORED).join(file)).ok();
        committed.is_some() && committed == fs::read(made.join(file)).ok()
    };
    let is_current = is_made && is_same(MODULE) && is_same(LICENCES);
    if !is_current {
        say(&format!(
            "{VENDORED} is not what `cargo xtask editor` makes"
        ));
    }
    Ok(is_current)
}

/// Makes the files in a folder; whether that could be done.
fn make(project: &Project, node: &NodeProgram, folder: &Path) -> Result<bool> {
    fs::create_dir_all(folder)?;
    let work = project.root.join("target/editor");
    fs::create_dir_all(&work)?;
    let metadata = work.join("metadata.json");
    let mut bundle = node.script(project, "xtask/editor/bundle.mjs");
    bundle.arg(LISTED).arg(folder.join(MODULE)).arg(&metadata);
    if !program::run(&mut bundle)? {
        return Ok(false);
    }
    let metadata: Value = serde_json::from_slice(&fs::read(&metadata)?)?;
    fs::write(folder.join(LICENCES), licences(project, &metadata)?)?;
    Ok(true)
}

/// The licences of all packages that a bundle was made of.
fn licences(project: &Project, metadata: &Value) -> Result<String> {
    let inputs = metadata["inputs"].as_object();
    let inputs = inputs.context("esbuild lists what it read")?;
    let packages: BTreeSet<&str> = inputs.keys().filter_map(|file| package(file)).collect();
    let mut text = String::new();
    for name in packages {
        let folder = project.root.join(PACKAGES).join(name);
        let about: Value = serde_json::from_slice(&fs::read(folder.join("package.json"))?)?;
        let version = about["version"].as_str().unwrap_or_default();
        let licence = fs::read_to_string(folder.join("LICENSE"))
            .with_context(|| format!("`{name}` has no licence"))?;
        text.push_str(&format!("{name} {version}\n\n{}\n\n", licence.trim()));
    }
    Ok(text.trim_end().to_owned() + "\n")
}

/// The name of the package that a file is of: `@lezer/common`, `crelt`.
fn package(file: &str) -> Option<&str> {
    let inner = file.strip_prefix(PACKAGES)?.strip_prefix('/')?;
    let parts = if inner.starts_with('@') { 2 } else { 1 };
    let (end, _) = inner.match_indices('/').nth(parts - 1)?;
    Some(&inner[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_package_that_holds_it() {
        let of = |file| package(file);
        assert_eq!(
            of("tests/node_modules/@lezer/common/dist/index.js"),
            Some("@lezer/common")
        );
        assert_eq!(of("tests/node_modules/crelt/index.js"), Some("crelt"));
        assert_eq!(of("xtask/editor/style-mod.js"), None);
    }
}
