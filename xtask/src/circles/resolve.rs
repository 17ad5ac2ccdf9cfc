//! Where a path leads: to the file that defines what it names.

use std::collections::BTreeMap;

use super::modules::{Crate, ModuleName};

/// How many imports may lead to each other before we give up: `use anyhow::anyhow` leads to itself.
const MOST_STEPS: usize = 32;

/// That one file needs what another one defines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub from: usize,
    pub to: usize,
    /// The first line that says so, and how.
    pub line: usize,
    pub path: String,
}

/// What a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ImportTarget {
    Module(usize),
    /// Something that a module defines.
    DefinedIn(usize),
}

/// All imports between two files of a crate, each pair once.
pub(super) fn imports(source: &Crate) -> Vec<Import> {
    let mut imports: BTreeMap<(usize, usize), Import> = BTreeMap::new();
    for (number, module) in source.modules.iter().enumerate() {
        for mention in &module.mentions {
            // A module that is imported ties nothing: what is named through it does.
            let Some(ImportTarget::DefinedIn(definer)) = from(source, number, &mention.path, 0)
            else {
                continue;
            };
            let (from, to) = (module.file, source.modules[definer].file);
            if from != to {
                imports.entry((from, to)).or_insert_with(|| Import {
                    from,
                    to,
                    line: mention.line,
                    path: mention.path.join("::"),
                });
            }
        }
    }
    imports.into_values().collect()
}

/// What a path names that is written in a module. `None`: nothing of this crate.
fn from(source: &Crate, module: usize, path: &[String], steps: usize) -> Option<ImportTarget> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => within(source, 0, rest, steps),
        "self" => within(source, module, rest, steps),
        "super" => from(
            source,
            source.modules[module].parent,
            &self_and(rest),
            steps,
        ),
        _ => lookup(source, module, path, steps),
    }
}

/// The rest of a path, from the module that it has led to so far.
fn self_and(rest: &[String]) -> Vec<String> {
    match rest.first().map(String::as_str) {
        Some("super") => rest.to_vec(),
        _ => [&["self".to_owned()], rest].concat(),
    }
}

/// What a path names inside a module of this crate.
fn within(source: &Crate, module: usize, path: &[String], steps: usize) -> Option<ImportTarget> {
    if path.is_empty() {
        return Some(ImportTarget::Module(module));
    }
    // What we can't find is made by a macro, or shown from another crate: the module gives it.
    let found = lookup(source, module, path, steps);
    Some(found.unwrap_or(ImportTarget::DefinedIn(module)))
}

fn lookup(source: &Crate, module: usize, path: &[String], steps: usize) -> Option<ImportTarget> {
    let (first, rest) = path.split_first()?;
    if steps > MOST_STEPS {
        return None;
    }
    let here = &source.modules[module];
    let target = match here.names.get(first) {
        Some(ModuleName::Own) => return Some(ImportTarget::DefinedIn(module)),
        Some(ModuleName::Module(child)) => ImportTarget::Module(*child),
        Some(ModuleName::Import(path)) => from(source, module, path, steps + 1)?,
        None => {
            return here.globs.iter().find_map(|glob| {
                match from(source, module, glob, steps + 1)? {
                    ImportTarget::Module(all) => lookup(source, all, path, steps + 1),
                    ImportTarget::DefinedIn(_) => None,
                }
            });
        }
    };
    match target {
        ImportTarget::Module(next) => within(source, next, rest, steps + 1),
        defined => Some(defined),
    }
}
