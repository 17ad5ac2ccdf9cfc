//! Settings of sites that can't be read. Read by all programs for sites.
//!
//! What of a configuration can't be read is left out by all who ask it, and is said here once: with the file, the line, the
//! reason and what to do.

use std::collections::BTreeSet;

use almanac_syntax::yaml;

use super::settings::plain_yaml;
use crate::remarks::{Broken, Remarks, line_at};
use crate::source::{SourceFolder, split_path};

/// The files that hold settings, by their names.
const NAMES: [&str; 25] = [
    "_bookdown.yml",
    "_category_.json",
    "_category_.yaml",
    "_category_.yml",
    "_config.yaml",
    "_config.yml",
    "_quarto.yaml",
    "_quarto.yml",
    "_toc.yml",
    "_variables.yml",
    "authors.yml",
    "book.json",
    "book.toml",
    "config.toml",
    "config.yaml",
    "hugo.json",
    "hugo.toml",
    "hugo.yaml",
    "mkdocs.yaml",
    "mkdocs.yml",
    "myst.yml",
    "sidebars.json",
    "tags.yml",
    "versions.json",
    "zensical.toml",
];

/// Those that are hidden. They may lie in each folder of pages.
const HIDDEN: [&str; 5] = [
    ".authors.yml",
    ".gitbook.yaml",
    ".nav.yaml",
    ".nav.yml",
    ".pages",
];

/// How many lie in one folder, at most: more folders than that are not looked at.
const MAX_FOLDERS: usize = 5_000;

/// Says which settings of a site can't be read.
pub fn report(folder: &SourceFolder, remarks: &mut Remarks) {
    let mut folders = BTreeSet::from([""]);
    for file in folder.files() {
        let (place, name) = split_path(&file.path);
        if NAMES.contains(&name) || name.ends_with("-sidebars.json") {
            look_at(folder, &file.path, remarks);
        }
        if folders.len() < MAX_FOLDERS {
            folders.insert(place);
        }
    }
    for place in folders {
        for name in HIDDEN {
            let path = match place {
                "" => name.to_owned(),
                place => format!("{place}/{name}"),
            };
            look_at(folder, &path, remarks);
        }
    }
}

fn look_at(folder: &SourceFolder, path: &str, remarks: &mut Remarks) {
    let Some(text) = folder.settings(path) else {
        return;
    };
    let ending = split_path(path).1.rsplit('.').next().unwrap_or_default();
    let found = match ending {
        "toml" => fault_of_toml(&text),
        "json" => fault_of_json(&text),
        _ => fault_of_yaml(&text),
    };
    let Some((line, reason)) = found else {
        return;
    };
    remarks.add_broken(Broken {
        file: path.to_owned(),
        line,
        reason,
        fix: "mend that line and import again: what follows from it is missing until then",
    });
}

fn fault_of_toml(text: &str) -> Option<(usize, String)> {
    let error = text.parse::<toml::Table>().err()?;
    let place = error.span().map_or(0, |span| span.start);
    let reason = error.message().replace('\n', ", ");
    Some((line_at(text, place), format!("not valid TOML: {reason}")))
}

fn fault_of_json(text: &str) -> Option<(usize, String)> {
    if text.trim().is_empty() {
        return None;
    }
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or(&reason);
    Some((error.line().max(1), format!("not valid JSON: {reason}")))
}

fn fault_of_yaml(text: &str) -> Option<(usize, String)> {
    let plain = plain_yaml(text);
    let (_, faults) = yaml::parse(&plain, 0..plain.len());
    let fault = yaml::is_cut(&faults).then(|| faults.first()).flatten()?;
    Some((line_at(&plain, fault.span.start), fault.message.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_and_the_reason_are_found() {
        assert_eq!(fault_of_toml("[a]\nb = 1\n"), None);
        assert_eq!(fault_of_json("{\"a\": [1]}"), None);
        assert_eq!(fault_of_yaml("a: !ENV [B, c]\nd: *e\n"), None);
        let (line, reason) = fault_of_toml("[book]\ntitle = \n").unwrap();
        assert!(
            line == 2 && reason.starts_with("not valid TOML: "),
            "{line} {reason}"
        );
        let (line, reason) = fault_of_json("{\"a\":\n [1,}").unwrap();
        assert!(
            line == 2 && reason.starts_with("not valid JSON: "),
            "{line} {reason}"
        );
        let (line, reason) = fault_of_yaml("a: x\nb: [c\nd: e\n").unwrap();
        assert_eq!(
            (line, reason.as_str()),
            (2, "not valid YAML: the bracket is not closed")
        );
    }
}
