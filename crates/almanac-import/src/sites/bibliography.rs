//! The bibliographies that a site names, as one that all pages share. Read by MyST, Quarto and bookdown.

use std::collections::BTreeSet;

use super::csl;
use super::settings::{value_of, yaml_settings};
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::SourceFolder;
use crate::survey::PlannedFile;

kind!(BIBLIOGRAPHY: Topic::Changed, "bibliography is in `sources.bib`", "bibliographies are in `sources.bib`");
kind!(OTHER_FORM: Topic::LeftOut, "bibliography that is neither in BibTeX nor in CSL", "bibliographies that are neither in BibTeX nor in CSL");
kind!(SAME_KEY: Topic::LeftOut, "work whose key another one has", "works whose keys others have");

/// All works that a site cites from.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    /// The keys of the works.
    pub keys: BTreeSet<String>,
    text: String,
}

impl Bibliography {
    /// Reads some files; where none is named, all that are there.
    pub fn read(folder: &SourceFolder, named: &[String], remarks: &mut Remarks) -> Self {
        let mut found = Self::default();
        let is_one = |path: &str| path.to_lowercase().ends_with(".bib");
        let all = folder.files().iter().map(|file| file.path.clone());
        let files: BTreeSet<String> = match named.is_empty() {
            true => all.filter(|path| is_one(path)).collect(),
            false => named.iter().cloned().collect(),
        };
        for file in files {
            let works = works_of(folder, &file);
            match folder.readable_text(&file).filter(|_| is_one(&file)) {
                Some(text) => {
                    remarks.add(BIBLIOGRAPHY, &file);
                    found.add(&file, &text, remarks);
                }
                None if !works.is_empty() => {
                    remarks.add(BIBLIOGRAPHY, &file);
                    found.add(&file, &works, remarks);
                }
                None if folder.has(&file) => remarks.add(OTHER_FORM, &file),
                None => {}
            }
        }
        found
    }

    /// Takes the works that pages have in their front matter.
    pub fn add_of_pages(&mut self, folder: &SourceFolder, remarks: &mut Remarks) {
        let of_pages = look_at_notes(folder, |path, text| {
            let fields = almanac_syntax::front_matter(text);
            let works = fields.get("references").map(value_of).unwrap_or_default();
            let works = text_of(csl::works(&works));
            (!works.is_empty()).then(|| (path.to_owned(), works))
        });
        for (path, works) in of_pages {
            self.add(&path, &works, remarks);
        }
    }

    /// Takes the works of a file, each key once.
    fn add(&mut self, file: &str, text: &str, remarks: &mut Remarks) {
        let mut at = 0;
        let starts = text.match_indices('@').map(|(at, _)| at);
        let starts = starts
            .filter(|at| *at == 0 || text[..*at].trim_end_matches([' ', '\t']).ends_with('\n'));
        let mut starts: Vec<usize> = starts.collect();
        starts.push(text.len());
        for pair in starts.windows(2) {
            let entry = &text[pair[0]..pair[1]];
            let key = entry
                .split_once('{')
                .and_then(|(_, rest)| rest.split(',').next());
            let key = key
                .map(str::trim)
                .filter(|key| !key.contains(['=', '"', '\n']));
            let is_work = !["@string", "@comment", "@preamble"]
                .iter()
                .any(|kind| entry.to_lowercase().starts_with(kind));
            let Some(key) = key.filter(|_| is_work) else {
                continue;
            };
            if !self.keys.insert(key.to_owned()) {
                remarks.add(SAME_KEY, file);
                self.text.push_str(&text[at..pair[0]]);
                at = pair[1];
            }
        }
        self.text.push_str(&text[at..]);
        self.text.push('\n');
    }

    /// The file of them, if there are any.
    pub fn file(self) -> Option<PlannedFile> {
        (!self.keys.is_empty()).then(|| PlannedFile::written("sources.bib", self.text))
    }
}

/// The works of a file in the form of CSL, as BibTeX; nothing of any other file.
fn works_of(folder: &SourceFolder, file: &str) -> String {
    let text = || folder.readable_text(file).unwrap_or_default();
    let list = match file.rsplit_once('.') {
        Some((_, "json")) => serde_json::from_str(&text()).unwrap_or_default(),
        Some((_, "yaml" | "yml")) => yaml_settings(&text()),
        _ => return String::new(),
    };
    text_of(csl::works(&list))
}

fn text_of(works: Vec<(String, String)>) -> String {
    works.into_iter().map(|(_, text)| text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_stands_once() {
        let mut found = Bibliography::default();
        let mut remarks = Remarks::default();
        found.add(
            "a.bib",
            "@book{a,\n title={A @ x}}\n@misc{b, x=1}\n",
            &mut remarks,
        );
        found.add(
            "b.bib",
            "@string{s = \"x\"}\n@book{a, t=2}\n@misc{c, x=1}\n",
            &mut remarks,
        );
        assert_eq!(found.keys.iter().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(
            found.text,
            "@book{a,\n title={A @ x}}\n@misc{b, x=1}\n\n@string{s = \"x\"}\n@misc{c, x=1}\n\n"
        );
    }
}
