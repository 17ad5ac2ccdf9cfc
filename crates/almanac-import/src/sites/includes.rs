//! Files that are put into pages. Read by mdBook, MkDocs, VitePress, Docusaurus, MyST, Quarto and GitBook.
//!
//! What is put in lies in the folder that is imported. It is bounded in depth and in size, and what would hold itself is not
//! put in.

use std::cell::RefCell;

use almanac_model::{FilePath, decode};

use super::places::{local_parts, places_of};
use crate::links::relative;
use crate::prose::Edits;
use crate::remarks::{Kind, Remarks, Topic, kind, line_at};
use crate::source::{SourceFolder, split_path};

kind!(INCLUDED: Topic::Changed, "file that a page includes stands in it", "files that pages include stand in them");
kind!(NO_FILE: Topic::Kept, "include of a file that is not there", "includes of files that are not there", "write the file, or take the line out: only what lies in the folder that is imported is put in");
kind!(NO_PART: Topic::Kept, "include of a part that the file does not have", "includes of parts that the files do not have", "mark the part in the file, or mend its name");
kind!(CYCLE: Topic::Kept, "include that would hold itself", "includes that would hold themselves", "take out the line that closes the circle");
kind!(TOO_MUCH: Topic::Kept, "include beyond what a page may hold", "includes beyond what pages may hold", "link to the file instead");

/// How many files may be included in one another.
const MAX_DEPTH: usize = 12;

/// The most bytes that are put into one page.
const MAX_BYTES: usize = 2_000_000;

/// How many files are put into one page. Files that each include two others are more than anybody has time for, however little is
/// in them.
const MAX_FILES: usize = 1_000;

/// What of a file is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Its lines from one to another, counted from 1, both of them in it.
    Lines(Option<usize>, Option<usize>),
    /// What stands between two marks that bear a name.
    Named(String),
}

/// How a generator marks parts of files.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// The name of the part that a line begins.
    pub begin: fn(&str) -> Option<&str>,
    /// The name of the part that a line ends; an empty one ends the last.
    pub end: fn(&str) -> Option<&str>,
}

/// What is being put into one page.
pub struct Includes<'f> {
    folder: &'f SourceFolder,
    /// The files that hold one another, the page first.
    open: Vec<String>,
    left: usize,
    files_left: usize,
    /// The name that was asked for last, as it is written.
    asked: RefCell<String>,
    /// The hidden folder whose files may be put in too.
    hidden: Option<&'static str>,
}

impl<'f> Includes<'f> {
    /// Nothing yet in the page of a file.
    pub fn of(folder: &'f SourceFolder, page: &str) -> Self {
        Self {
            folder,
            open: vec![page.to_owned()],
            left: MAX_BYTES,
            files_left: MAX_FILES,
            asked: RefCell::default(),
            hidden: None,
        }
    }

    /// The same, with files of a hidden folder, which are in no list of files.
    #[must_use]
    pub fn with_hidden(self, folder: &'static str) -> Self {
        Self {
            hidden: Some(folder),
            ..self
        }
    }

    /// The file in which the text stands that is read now.
    pub fn file(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }

    /// The file of the page.
    pub fn page(&self) -> &str {
        self.open.first().map_or("", String::as_str)
    }

    /// Whether there is a file at a path of the source.
    pub fn has(&self, path: &str) -> bool {
        let is_hidden = |folder| path.split('/').any(|part| part == folder);
        self.folder.has(path) || self.hidden.is_some_and(is_hidden) && self.folder.has_hidden(path)
    }

    fn text(&self, path: &str) -> Option<String> {
        match self.folder.has(path) {
            true => self.folder.readable_text(path),
            false => self.folder.settings(path),
        }
    }

    /// The path of a file that is named in the text that is read now.
    pub fn path(&self, named: &str) -> Option<String> {
        named.clone_into(&mut self.asked.borrow_mut());
        FilePath::from(self.file()).resolve(named)
    }

    /// The line of the text that is read now in which a file is named.
    fn line_of(&self, path: Option<&str>) -> Option<usize> {
        let asked = self.asked.borrow();
        let name = split_path(path.unwrap_or(&asked)).1;
        let text = self.folder.readable_text(self.file())?;
        let found = text.find(name).filter(|_| !name.is_empty())?;
        Some(line_at(&text, found))
    }

    /// Puts a file in, of which `inner` makes what is put in, and which it may go into. Says why not where it can't be.
    pub fn put(
        &mut self,
        path: Option<String>,
        remarks: &mut Remarks,
        inner: impl FnOnce(&mut Self, &str, &mut Remarks) -> Option<String>,
    ) -> Option<String> {
        let page = self.page().to_owned();
        let (file, line) = (self.file().to_owned(), self.line_of(path.as_deref()));
        let mut refuse = |kind: Kind| {
            remarks.add_in_line(kind, &file, line);
            None
        };
        let Some(path) = path.filter(|path| self.has(path)) else {
            return refuse(NO_FILE);
        };
        if self.open.contains(&path) {
            return refuse(CYCLE);
        }
        if self.open.len() > MAX_DEPTH || self.files_left == 0 {
            return refuse(TOO_MUCH);
        }
        self.files_left -= 1;
        let Some(text) = self.text(&path) else {
            return refuse(NO_FILE);
        };
        let text = text
            .strip_prefix('\u{feff}')
            .unwrap_or(&text)
            .replace("\r\n", "\n");
        self.open.push(path);
        let made = inner(self, &text, remarks);
        self.open.pop();
        let Some(made) = made else {
            remarks.add_in_line(NO_PART, &file, line);
            return None;
        };
        if made.len() > self.left {
            remarks.add_in_line(TOO_MUCH, &file, line);
            return None;
        }
        self.left -= made.len();
        remarks.add(INCLUDED, &page);
        Some(made)
    }
}

/// A part of a text; `None` where it has none of that name.
pub fn piece_of(text: &str, piece: &Piece, marks: Marks) -> Option<String> {
    match piece {
        Piece::Lines(from, to) => {
            let from = from.unwrap_or(1).max(1);
            let lines: Vec<&str> = text.lines().collect();
            let to = to.unwrap_or(lines.len()).min(lines.len());
            let part = lines.get(from - 1..to.max(from - 1)).unwrap_or_default();
            Some(part.join("\n"))
        }
        Piece::Named(name) => named_part(text, name, marks),
    }
}

/// All stretches of a name, without the lines that mark any.
fn named_part(text: &str, name: &str, marks: Marks) -> Option<String> {
    let mut is_open = false;
    let mut was_open = false;
    let mut open_inside = 0;
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(begun) = (marks.begin)(line) {
            match begun == name {
                true => is_open = true,
                false if is_open => open_inside += 1,
                false => {}
            }
            was_open |= is_open;
        } else if let Some(ended) = (marks.end)(line) {
            let is_ours = ended == name || ended.is_empty() && open_inside == 0;
            match is_ours {
                true => is_open = false,
                false if is_open => open_inside = usize::max(open_inside, 1) - 1,
                false => {}
            }
        } else if is_open {
            kept.push(line);
        }
    }
    was_open.then(|| kept.join("\n"))
}

/// A text without the lines that mark parts of it.
pub fn without_marks(text: &str, marks: Marks) -> String {
    let is_kept = |line: &&str| (marks.begin)(line).is_none() && (marks.end)(line).is_none();
    let kept: Vec<&str> = text.lines().filter(is_kept).collect();
    kept.join("\n")
}

/// A text whose relative addresses lead from another file to where they led.
pub fn rebased(text: &str, from: &str, to: &str) -> String {
    rebased_where(text, from, to, |path| !path.starts_with(['/', '@']))
}

/// The same of those relative addresses of which something holds.
pub fn rebased_where(text: &str, from: &str, to: &str, is_meant: impl Fn(&str) -> bool) -> String {
    let mut edits = Edits::default();
    for place in places_of(text) {
        let Some((path, behind)) = local_parts(&place.address) else {
            continue;
        };
        if path.is_empty() || !is_meant(path) {
            continue;
        }
        if let Some(target) = FilePath::from(from).resolve(&decode(path)) {
            place.rewrite(&relative(to, &target), behind, &mut edits);
        }
    }
    edits
        .apply(text, 0..text.len())
        .unwrap_or_else(|| text.to_owned())
}

/// A text with a prefix before each line but its first.
pub fn indented(text: &str, prefix: &str) -> String {
    match prefix.is_empty() {
        true => text.to_owned(),
        false => text.replace('\n', &format!("\n{prefix}")),
    }
}

/// A text without the blanks that all of its lines begin with.
pub fn dedented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let least = lines.map(indent).min().unwrap_or(0);
    let cut = |line: &str| {
        line.get(least.min(indent(line))..)
            .unwrap_or_default()
            .to_owned()
    };
    let lines: Vec<String> = text.lines().map(cut).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: Marks = Marks {
        begin: |line| line.trim().strip_prefix("begin "),
        end: |line| line.trim().strip_prefix("end"),
    };

    fn piece(piece: Piece) -> Option<String> {
        let text = "1\nbegin a\n2\n begin b\n3\nend\nend\n4\nbegin a\n5\nend\n";
        let marks = Marks {
            end: |line| line.trim().strip_prefix("end").map(str::trim),
            ..MARKS
        };
        piece_of(text, &piece, marks)
    }

    #[test]
    fn parts_are_lines_or_what_stands_between_marks() {
        assert_eq!(piece(Piece::Lines(None, Some(2))).unwrap(), "1\nbegin a");
        assert_eq!(piece(Piece::Lines(Some(9), Some(3))).unwrap(), "");
        assert_eq!(piece(Piece::Lines(Some(99), None)).unwrap(), "");
        assert_eq!(piece(Piece::Named("a".into())).unwrap(), "2\n3\n5");
        assert_eq!(piece(Piece::Named("b".into())).unwrap(), "3");
        assert_eq!(piece(Piece::Named("c".into())), None);
    }

    #[test]
    fn links_of_what_is_put_in_lead_from_its_file() {
        let text = "[a](b.md#c) ![d](../e.png) [f](/g) [h](#i)";
        assert_eq!(
            rebased(text, "x/y/p.md", "z/q.md"),
            "[a](../x/y/b.md#c) ![d](../x/e.png) [f](/g) [h](#i)"
        );
    }

    #[test]
    fn what_is_put_in_stands_where_its_line_stood() {
        assert_eq!(indented("a\nb", "> "), "a\n> b");
        assert_eq!(dedented("  a\n\n    b"), "a\n\n  b");
    }
}
