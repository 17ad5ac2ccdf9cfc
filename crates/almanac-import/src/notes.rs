//! What the readers of all programs for notes have in common.

mod foreign;

use rayon::prelude::*;

pub use self::foreign::remark_foreign_forms;

use crate::front_matter::FrontMatter;
use crate::prose::Literals;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, split_path};
use crate::survey::{Convert, ENTRIES, PlannedFile};

kind!(DRAFT: Topic::Changed, "note that is not to be published is a draft", "notes that are not to be published are drafts");
kind!(IN_DRAFTS: Topic::Changed, "note in a folder of drafts is a draft", "notes in folders of drafts are drafts");
kind!(UNLISTED: Topic::Changed, "note in an excluded folder stands in no list", "notes in excluded folders stand in no list");
kind!(PERMALINK: Topic::Changed, "address that a note was published at redirects", "addresses that notes were published at redirect");
kind!(BROKEN: Topic::Kept, "front matter that can't be read", "front matters that can't be read");
kind!(SAYS_PUBLISH: Topic::Notice, "note says `publish: true`", "notes say `publish: true`");
kind!(HELD_BACK: Topic::Notice, "note does not say `publish: true` as others do, and is taken over too", "notes do not say `publish: true` as others do, and are taken over too");
kind!(TEMPLATES: Topic::LeftOut, "template", "templates");
kind!(BIBLIOGRAPHY: Topic::Changed, "bibliography is in `sources.bib`", "bibliographies are in `sources.bib`");

/// A reader of notes that need hardly any change.
#[derive(Debug, Default)]
pub struct Notes {
    /// Folders, or beginnings of paths, whose notes stand in no list.
    pub excluded: Vec<String>,
}

impl Convert for Notes {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let literals = Literals::of(text, head.body());
        remark_foreign_forms(path, text, &literals, head.body(), remarks);
        self.read_fields(path, &mut head, remarks);
        head.finish(None)
    }
}

impl Notes {
    /// Says in our words what the front matter of a note says in those of its program.
    pub fn read_fields(&self, path: &str, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
        if head.is_broken() {
            return remarks.add(BROKEN, path);
        }
        read_publish(path, head, remarks);
        if self
            .excluded
            .iter()
            .any(|start| path.starts_with(start.as_str()))
        {
            head.set("unlisted", "true");
            remarks.add(UNLISTED, path);
        }
        let addresses = ["permalink", "dg-permalink"].into_iter();
        let addresses: Vec<String> = addresses
            .filter_map(|name| head.text(name))
            .map(|address| address.trim_matches('/').to_owned())
            .filter(|address| !address.is_empty())
            .collect();
        if !addresses.is_empty() {
            remarks.add(PERMALINK, path);
            let name = if head.get("aliases").is_none() && head.get("alias").is_some() {
                "alias"
            } else {
                "aliases"
            };
            head.add_texts(name, &addresses);
        }
    }
}

/// A note that is not to be published is a draft. How many say that they are is counted.
fn read_publish(path: &str, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
    const FIELDS: [&str; 2] = ["publish", "dg-publish"];
    let says = |name: &str, value: &str| {
        head.text(name)
            .is_some_and(|text| text.eq_ignore_ascii_case(value))
    };
    let publishes = FIELDS.into_iter().any(|name| says(name, "true"));
    let held = FIELDS.into_iter().find(|name| says(name, "false"));
    let is_draft = head.get("draft").is_some();
    match publishes {
        true => remarks.add(SAYS_PUBLISH, path),
        false if held.is_none() && !is_draft => remarks.add(HELD_BACK, path),
        false => {}
    }
    match held {
        Some(name) if !is_draft => {
            head.become_field(name, "draft", "true");
            remarks.add(DRAFT, path);
        }
        None if !is_draft && path.split('/').any(|part| part == "_drafts") => {
            head.set("draft", "true");
            remarks.add(IN_DRAFTS, path);
        }
        _ => {}
    }
}

/// Takes out what says something only beside others: that some notes lack `publish: true` where none has it.
pub fn settle(remarks: &mut Remarks) {
    if !remarks.take(SAYS_PUBLISH) {
        remarks.take(HELD_BACK);
    }
}

/// The files of a folder of notes, which keep their names and folders below `entries/`. Templates stay behind.
pub fn place_all(
    folder: &SourceFolder,
    template_folders: &[String],
    remarks: &mut Remarks,
) -> Vec<PlannedFile> {
    let mut files = Vec::new();
    for file in folder.files() {
        let path = &file.path;
        if is_template(path, template_folders) {
            remarks.add(TEMPLATES, path);
            continue;
        }
        let target = format!("{ENTRIES}{path}");
        files.push(match is_markdown(path) {
            true => PlannedFile::converted(path, target),
            false => PlannedFile::copied(path, target),
        });
    }
    files.extend(bibliography(folder, remarks));
    files
}

/// Whether a file lies in a folder of templates, which is called so or is said to be one.
fn is_template(path: &str, template_folders: &[String]) -> bool {
    let (folders, _) = split_path(path);
    let is_named = |part: &str| {
        ["template", "templates", "_templates"]
            .iter()
            .any(|name| part.eq_ignore_ascii_case(name))
    };
    let is_in = |folder: &String| {
        path.strip_prefix(folder.trim_matches('/'))
            .is_some_and(|rest| rest.starts_with('/'))
    };
    folders.split('/').any(is_named) || template_folders.iter().any(is_in)
}

/// All bibliographies of a folder as one, which all pages share.
fn bibliography(folder: &SourceFolder, remarks: &mut Remarks) -> Option<PlannedFile> {
    let is_one = |path: &str| path.to_lowercase().ends_with(".bib");
    let mut whole = String::new();
    for file in folder.files().iter().filter(|file| is_one(&file.path)) {
        if let Some(text) = folder.readable_text(&file.path) {
            remarks.add(BIBLIOGRAPHY, &file.path);
            whole.push_str(&text);
            whole.push('\n');
        }
    }
    (!whole.is_empty()).then(|| PlannedFile::written("sources.bib", whole))
}

/// What is to be known of each note, in the order of paths: it is read once, in parallel.
pub fn look_at_notes<T: Send>(
    folder: &SourceFolder,
    look: impl Fn(&str, &str) -> Option<T> + Sync,
) -> Vec<T> {
    let notes: Vec<_> = folder.notes().collect();
    let found = notes.par_iter().map(|note| {
        let text = folder.readable_text(&note.path)?;
        look(&note.path, &text)
    });
    let found: Vec<Option<T>> = found.collect();
    found.into_iter().flatten().collect()
}

/// A path as a pattern of `.gitignore` that means it alone.
pub fn pattern_of(path: &str) -> String {
    let mut pattern = "/".to_owned();
    for c in path.chars() {
        if matches!(c, '*' | '?' | '[' | ']' | '\\' | '!' | '#' | ' ') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
