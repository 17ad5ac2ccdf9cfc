//! A folder of Zettlr: notes that are linked by the numbers in their names or texts.

use std::collections::BTreeMap;

use crate::front_matter::FrontMatter;
use crate::names::NoteNames;
use crate::notes::{Notes, look_at_notes, place_all, remark_foreign_forms};
use crate::programs::plain;
use crate::prose::Literals;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, Convert, Survey};

kind!(NUMBER: Topic::Changed, "note has its number as another name", "notes have their numbers as other names");
kind!(KEYWORDS: Topic::Changed, "list of keywords is one of tags", "lists of keywords are lists of tags");

/// How many digits a number has: those of a moment.
const DIGITS: usize = 14;

/// A file that it writes into folders, or notes most of which have numbers.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let is_own = |path: &str| folder.has_hidden(&format!("{path}.ztr-directory"));
    let mut folders = folder.files().iter().map(|file| split_path(&file.path).0);
    if is_own("") || folders.any(|folder| is_own(&format!("{folder}/"))) {
        return Some("it has a file `.ztr-directory`".to_owned());
    }
    let notes = folder.notes().count();
    let numbered = folder
        .notes()
        .filter(|note| number_in_name(&note.path).is_some())
        .count();
    (numbered >= 2 && numbered * 2 >= notes)
        .then(|| "most of its notes are named by a number of 14 digits".to_owned())
}

/// All files go over with their names and folders.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    Survey {
        config: Config {
            language: plain::language(folder),
            ..Config::of_notes(folder)
        },
        files: place_all(folder, &[], remarks),
        converter: Box::new(Zettlr {
            numbers: numbers(folder),
            notes: Notes::default(),
        }),
    }
}

struct Zettlr {
    /// The number of each note that is found by it.
    numbers: BTreeMap<String, String>,
    notes: Notes,
}

impl Convert for Zettlr {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let literals = Literals::of(text, head.body());
        remark_foreign_forms(path, text, &literals, head.body(), remarks);
        self.notes.read_fields(path, &mut head, remarks);
        if let Some(number) = self.numbers.get(path) {
            remarks.add(NUMBER, path);
            head.add_texts("aliases", std::slice::from_ref(number));
        }
        if head.get("keywords").is_some() && head.get("tags").is_none() {
            remarks.add(KEYWORDS, path);
            head.rename("keywords", "tags");
        }
        head.finish(None)
    }
}

/// The number of each note: that in its name, else the first in its text that no other note is named by.
fn numbers(folder: &SourceFolder) -> BTreeMap<String, String> {
    let names = NoteNames::of(folder);
    let found = look_at_notes(folder, |path, text| {
        let in_name = number_in_name(path);
        let number = in_name.clone().or_else(|| number_in_text(text))?;
        Some((number, in_name.is_none(), path.to_owned()))
    });
    let mut taken: BTreeMap<String, (bool, String)> = BTreeMap::new();
    for (number, is_in_text, path) in found {
        // A note that is called so alone needs no other name.
        if names.only(&number).is_some() {
            continue;
        }
        let claim = (is_in_text, path);
        match taken.get(&number) {
            Some(first) if *first <= claim => {}
            _ => drop(taken.insert(number, claim)),
        }
    }
    taken
        .into_iter()
        .map(|(number, (_, path))| (path, number))
        .collect()
}

/// The number that a note's name begins or ends with.
fn number_in_name(path: &str) -> Option<String> {
    let (_, name) = split_path(markdown_stem(path)?);
    let is_number =
        |part: &str| part.len() == DIGITS && part.bytes().all(|byte| byte.is_ascii_digit());
    let start = name.get(..DIGITS).filter(|part| {
        is_number(part) && !name[DIGITS..].starts_with(|c: char| c.is_ascii_digit())
    });
    let end = name.len().checked_sub(DIGITS).and_then(|at| {
        let part = name.get(at..)?;
        let is_apart = !name[..at].ends_with(|c: char| c.is_ascii_digit());
        (is_number(part) && is_apart).then_some(part)
    });
    start.or(end).map(str::to_owned)
}

/// The first number that stands in a text by itself, and in no link.
fn number_in_text(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if length == 0 {
            at += 1;
            continue;
        }
        let is_apart = !text[..at].ends_with(|c: char| c.is_alphanumeric());
        if length == DIGITS && is_apart && !text[..at].ends_with("[[") {
            return Some(text[at..at + length].to_owned());
        }
        at += length;
    }
    None
}
