//! Which note a name means, as far as an import has to know it.
//!
//! Where a link leads in the almanac is decided by the model. Here are only the questions that must be answered before: is
//! there such a note, and is it the only one of its name.

use std::collections::BTreeMap;

use almanac_model::nfc;

use crate::source::{SourceFolder, markdown_stem, split_path};

/// The notes of a folder, by their names in small letters.
#[derive(Debug, Default)]
pub struct NoteNames {
    /// Paths without endings, by the last part of each.
    by_name: BTreeMap<String, Vec<String>>,
}

impl NoteNames {
    /// Those of a folder.
    pub fn of(folder: &SourceFolder) -> Self {
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for note in folder.notes() {
            if let Some(stem) = markdown_stem(&note.path) {
                let (_, name) = split_path(stem);
                by_name.entry(key(name)).or_default().push(stem.to_owned());
            }
        }
        Self { by_name }
    }

    /// The note of a name, or of the end of a path, if there is only one: its path without ending.
    pub fn only(&self, name: &str) -> Option<&str> {
        let wanted = key(name.trim().trim_start_matches('/'));
        let (_, last) = split_path(&wanted);
        let ends_so = |stem: &&String| {
            let stem = key(stem);
            stem == wanted
                || stem
                    .strip_suffix(&wanted)
                    .is_some_and(|rest| rest.ends_with('/'))
        };
        let mut found = self.by_name.get(last)?.iter().filter(ends_so);
        let only = found.next()?;
        found.next().is_none().then_some(only.as_str())
    }

    /// Whether there is a note of a name.
    pub fn has(&self, name: &str) -> bool {
        let wanted = key(name.trim());
        self.by_name.contains_key(split_path(&wanted).1)
    }
}

/// A name as names are compared.
pub fn key(name: &str) -> String {
    nfc(name).to_lowercase()
}
