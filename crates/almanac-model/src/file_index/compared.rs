//! What of a file's path a name is compared with, and how.

use std::ops::Range;

use crate::layout::page_stem;
use crate::{FilePath, LinkForm, is_index, media_type, same_file_name};

/// A file, and what of its path is compared.
#[derive(Debug)]
pub(super) struct Indexed {
    pub path: FilePath,
    /// In NFC.
    pub composed: String,
    /// How many characters that has.
    pub length: usize,
    /// Where the stem of a page is in that.
    pub stem: Option<Range<usize>>,
}

/// How paths are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    AsWritten,
    InAnyCase,
}

/// What a name is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The path of a page without its ending, which the name may have.
    Page,
    /// The same, of a name that may look as if it had one: `notes.markdown` is a note before it is `notes`.
    WholePage,
    /// The whole path of a file.
    File,
    /// The folder of a page that stands for it.
    Folder,
}

/// What is looked for.
#[derive(Clone)]
pub(super) struct Asked<'a> {
    /// Its path from the root, or its name, as written.
    pub name: &'a str,
    /// The same as a path from the root, if it is counted from the folder of the file in which it is written.
    pub beside: Option<String>,
    /// Whether it names a folder.
    pub is_folder: bool,
    /// Whether it says where it is, so that nothing is looked for elsewhere.
    pub is_placed: bool,
    pub form: LinkForm,
}

impl Asked<'_> {
    /// What the name may be that of, the likeliest first. A dot makes no ending: `v2.1 plan` is a note first. Only the name
    /// of a picture or a sound is that of a file first.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let is_media = media_type(self.name).is_some();
        let kinds = match (self.is_folder, is_media) {
            (true, _) => [Kind::Folder, Kind::WholePage, Kind::Page, Kind::File],
            (false, true) => [Kind::File, Kind::WholePage, Kind::Page, Kind::Folder],
            (false, false) => [Kind::WholePage, Kind::Page, Kind::File, Kind::Folder],
        };
        kinds.into_iter()
    }
}

impl Indexed {
    pub fn stem(&self) -> Option<&str> {
        self.composed.get(self.stem.clone()?)
    }

    /// The folder that a page stands for.
    pub fn folder(&self) -> Option<&str> {
        let (folder, name) = self.stem()?.rsplit_once('/')?;
        let is_its_own = || last_part(folder) == name;
        (is_index(name) || is_its_own()).then_some(folder)
    }

    pub fn compared(&self, kind: Kind) -> &str {
        match kind {
            Kind::Page | Kind::WholePage => self.stem().unwrap_or_default(),
            Kind::File => &self.composed,
            Kind::Folder => self.folder().unwrap_or_default(),
        }
    }
}

impl Letters {
    pub fn are_same(self, one: &str, other: &str) -> bool {
        match self {
            Letters::AsWritten => one == other,
            Letters::InAnyCase => same_file_name(one) == same_file_name(other),
        }
    }
}

/// Whether a path ends with whole parts of another.
pub(super) fn ends_with(path: &str, end: &str, letters: Letters) -> bool {
    let parts = end.split('/').count();
    let start = path
        .rmatch_indices('/')
        .nth(parts - 1)
        .map_or(0, |(slash, _)| slash + 1);
    let has_as_many = path.split('/').count() >= parts;
    has_as_many && letters.are_same(&path[start..], end)
}

/// A name without an ending of pages, or with that of pages that books made of Markdown have.
pub(super) fn without_ending(name: &str) -> &str {
    let of_book = || {
        let (stem, ending) = name.rsplit_once('.')?;
        let is_page = ["html", "htm"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending));
        is_page.then_some(stem)
    };
    page_stem(name).or_else(of_book).unwrap_or(name)
}

/// Whether a path says that it is counted from the file in which it is written.
pub(super) fn is_relative(written: &str) -> bool {
    let first = written.split('/').next();
    written.contains('/') && matches!(first, Some("." | ".."))
}

pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

pub(super) fn leading_digits(name: &str) -> &str {
    let end = name
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(name.len());
    &name[..end]
}

pub(super) fn trailing_digits(name: &str) -> &str {
    &name[name.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
}
