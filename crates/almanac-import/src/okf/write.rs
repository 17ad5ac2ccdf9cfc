//! A bundle as files.

use std::path::Path;

use almanac_compile::Tree;
use almanac_model::FilePath;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::Bundle;
use crate::error::ImportError;
use crate::program::Program;
use crate::remarks::Topic;
use crate::report::{counted, remarks_in_columns};
use crate::target::{EXPORT_LIST, Listed, NewBytes, Outcome, Target};

/// What an export did.
#[derive(Debug, Default)]
pub struct Exported {
    /// How many concepts there are.
    pub concepts: usize,
    /// How many files there are beside the concepts.
    pub others: usize,
    /// How many files were written.
    pub written: usize,
    /// The files that were edited or removed since the last export, and were left so.
    pub kept: Vec<String>,
    /// The files that could not be written, with what the system said.
    pub failed: Vec<(String, String)>,
}

impl Bundle {
    /// Writes the bundle. `source` is the folder of the almanac, where it has one, and `name` what it is called.
    ///
    /// # Errors
    /// Refuses a folder that lies in the almanac or has files in it that no export wrote.
    pub fn write(
        &self,
        tree: &dyn Tree,
        target: &Path,
        source: Option<&Path>,
        name: &str,
    ) -> Result<Exported, ImportError> {
        let target = Target::look_at(target, source, EXPORT_LIST)?;
        let of_target = |error| ImportError::io(EXPORT_LIST)(error);
        target.begin(Program::Okf, name).map_err(of_target)?;
        let texts = self.texts.par_iter().map(|(path, text)| {
            let outcome = target.put(path, Some(path), &NewBytes::Bytes(text.as_bytes()));
            (path.clone(), outcome)
        });
        let copied = self.copied.par_iter().map(|file| {
            let bytes = tree.read(file, u64::MAX).map_err(|error| error.source);
            let outcome = bytes.and_then(|bytes| {
                let bytes = bytes.unwrap_or_default();
                target.put(file.as_str(), Some(file.as_str()), &NewBytes::Bytes(&bytes))
            });
            (file.to_string(), outcome)
        });
        let done: Vec<_> = texts.chain(copied).collect();
        let mut exported = Exported {
            concepts: self.concepts,
            others: done.len() - self.concepts,
            ..Exported::default()
        };
        let mut listed = Vec::new();
        for (path, outcome) in done {
            match outcome {
                Ok((outcome, file)) => {
                    exported.written += usize::from(outcome == Outcome::Written);
                    if matches!(outcome, Outcome::Edited | Outcome::Removed) {
                        exported.kept.push(path);
                    }
                    listed.extend(file);
                }
                Err(error) => exported.failed.push((path, error.to_string())),
            }
        }
        self.remove_gone(&target, &mut exported, &mut listed);
        target
            .finish(Program::Okf, name, listed)
            .map_err(of_target)?;
        Ok(exported)
    }

    /// Takes away what earlier exports wrote and the almanac has no more.
    fn remove_gone(&self, target: &Target, exported: &mut Exported, listed: &mut Vec<Listed>) {
        let is_there = |path: &str| {
            self.texts.contains_key(path)
                || self.copied.binary_search(&FilePath::from(path)).is_ok()
        };
        for file in target.listed().filter(|file| !is_there(&file.path)) {
            if let Err(error) = target.remove(file) {
                exported.failed.push((file.path.clone(), error.to_string()));
                listed.push(file.clone());
            }
        }
    }

    /// What an export did, as a page to read.
    pub fn report(&self, exported: &Exported, target: &str) -> String {
        let mut page = format!(
            "`{target}` is a bundle of the Open Knowledge Format 0.2.\n\n  {} and {}, of which {} written.\n",
            counted(exported.concepts, "concept", "concepts"),
            counted(exported.others, "other file", "other files"),
            counted(exported.written, "was", "were"),
        );
        let failed = exported
            .failed
            .iter()
            .map(|(file, why)| format!("{file}: {why}"));
        for (title, files) in [
            ("Could not be written", failed.collect()),
            (
                "Edited or removed since the last export, and left so",
                exported.kept.clone(),
            ),
        ] {
            let files: &Vec<String> = &files;
            if !files.is_empty() {
                page.push_str(&format!("\n{title}:\n  {}\n", files.join("\n  ")));
            }
        }
        for (topic, title) in [
            (Topic::Changed, "Written otherwise"),
            (Topic::Kept, "Not known to the format, and kept as it is"),
            (Topic::LeftOut, "Left out"),
            (Topic::Notice, "Good to know"),
        ] {
            remarks_in_columns(&mut page, title, &self.remarks.about(topic));
        }
        page
    }

    /// The same for programs.
    pub fn json(&self, exported: &Exported) -> Value {
        json!({
            "concepts": exported.concepts,
            "files": exported.others,
            "written": exported.written,
            "edited": exported.kept,
            "failed": exported.failed.iter().map(|(file, why)| json!({ "file": file, "reason": why })).collect::<Vec<_>>(),
            "changed": self.remarks.json(Topic::Changed),
            "kept": self.remarks.json(Topic::Kept),
            "left_out": self.remarks.json(Topic::LeftOut),
            "notices": self.remarks.json(Topic::Notice),
        })
    }
}
