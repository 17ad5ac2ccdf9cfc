//! An export of Bear: notes by themselves, or each in a folder `X.textbundle`.

use crate::front_matter::FrontMatter;
use crate::links::{encoded_path, links_of};
use crate::notes::{Notes, look_at_notes, place_all, remark_foreign_forms};
use crate::programs::plain;
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, split_path};
use crate::survey::{Config, Convert, PlannedFile, Survey};
use crate::wiki::bar_at;

kind!(BUNDLE: Topic::Changed, "bundle is a note and its files", "bundles are notes and their files");
kind!(BUNDLE_FILE: Topic::LeftOut, "file about a bundle", "files about bundles");
kind!(ARCHIVE: Topic::Kept, "archive, which is not read: unpack it first", "archives, which are not read: unpack them first");
kind!(TAG: Topic::Changed, "tag of several words has hyphens", "tags of several words have hyphens");
kind!(UNDERLINED: Topic::Changed, "underlined word is `<u>`", "underlined words are `<u>`");
kind!(SIZE: Topic::Changed, "size stands in its picture", "sizes stand in their pictures");

/// A bundle, or the comment in which it keeps the size of a picture.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let in_bundle = folder
        .files()
        .iter()
        .any(|file| bundle_of(&file.path).is_some());
    if in_bundle {
        return Some("it has folders that end in `.textbundle`".to_owned());
    }
    let sized = look_at_notes(folder, |_, text| text.contains(")<!-- {\"").then_some(()));
    (!sized.is_empty()).then(|| "its pictures have comments with sizes".to_owned())
}

/// The path of a bundle without its ending, and that of a file in it.
fn bundle_of(path: &str) -> Option<(&str, &str)> {
    let (bundle, file) = path.split_once(".textbundle/")?;
    (!bundle.is_empty()).then_some((bundle, file))
}

/// All files go over. The text of a bundle has the bundle's name, and its files lie in a folder of that name.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let mut files = Vec::new();
    for file in place_all(folder, &[], remarks) {
        let source = file.source.clone().unwrap_or_default();
        match bundle_of(&file.path) {
            Some((_, "info.json")) => remarks.add(BUNDLE_FILE, &source),
            Some((bundle, within)) if !within.contains('/') && is_markdown(within) => {
                remarks.add(BUNDLE, &source);
                files.push(PlannedFile {
                    path: format!("{bundle}.md"),
                    ..file
                });
            }
            Some((bundle, within)) => {
                let path = format!("{bundle}/{within}");
                files.push(PlannedFile { path, ..file });
            }
            None => {
                let ending = file.path.rsplit_once('.').map(|(_, ending)| ending);
                if matches!(ending, Some("textpack" | "bear2bk" | "bearbk")) {
                    remarks.add(ARCHIVE, &source);
                }
                files.push(file);
            }
        }
    }
    Survey {
        config: Config {
            language: plain::language(folder),
            ..Config::of_notes(folder)
        },
        files,
        converter: Box::new(Bear(Notes::default())),
    }
}

struct Bear(Notes);

impl Convert for Bear {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let start = head.body();
        let literals = Literals::of(text, start);
        remark_foreign_forms(path, text, &literals, start, remarks);
        self.0.read_fields(path, &mut head, remarks);
        let mut edits = Edits::default();
        links(path, text, start, &mut edits, remarks);
        tags(path, text, start, &literals, &mut edits, remarks);
        underlines(path, text, start, &literals, &mut edits, remarks);
        head.finish(edits.apply(text, start..text.len()))
    }
}

/// Pictures of a bundle lie beside the note, and sizes stand in their pictures.
fn links(path: &str, text: &str, start: usize, edits: &mut Edits, remarks: &mut Remarks) {
    let folder = bundle_of(path).map(|(bundle, _)| split_path(bundle).1);
    for link in links_of(text, start) {
        if let Some(folder) = folder
            && !link.address.contains("://")
            && !link.address.starts_with(['#', '/'])
            && !link.address.is_empty()
        {
            let is_bracketed = text[link.place.clone()].starts_with('<');
            let place = link.place.start + usize::from(is_bracketed);
            let folder = if is_bracketed {
                folder.to_owned()
            } else {
                encoded_path(folder)
            };
            edits.replace(place..place, format!("{folder}/"));
        }
        if !link.is_image {
            continue;
        }
        let behind = &text[link.span.end..];
        let Some(comment) = behind
            .strip_prefix("<!--")
            .and_then(|rest| rest.split_once("-->"))
            .map(|(inner, _)| inner)
        else {
            continue;
        };
        let Ok(settings) = serde_json::from_str::<serde_json::Value>(comment.trim()) else {
            continue;
        };
        let size = |name: &str| {
            settings[name]
                .as_f64()
                .map(|size| format!("{}", size.round()))
        };
        let bar = bar_at(text, link.span.start);
        let size = match (size("width"), size("height")) {
            (Some(width), Some(height)) => format!("{bar}{width}x{height}"),
            (Some(width), None) => format!("{bar}{width}"),
            _ => String::new(),
        };
        remarks.add_at(SIZE, path, text, link.span.start);
        edits.replace(link.words.end..link.words.end, size);
        let end = link.span.end + "<!--".len() + comment.len() + "-->".len();
        edits.replace(link.span.end..end, "");
    }
}

/// `#two words#`.
fn tags(
    path: &str,
    text: &str,
    start: usize,
    literals: &Literals,
    edits: &mut Edits,
    remarks: &mut Remarks,
) {
    let mut at = start;
    while let Some(found) = text[at..].find('#') {
        let open = at + found;
        at = open + 1;
        let is_begun = text[start..open]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let line = text[at..].lines().next().unwrap_or_default();
        let Some(length) = line.find('#').filter(|_| is_begun && !literals.holds(open)) else {
            continue;
        };
        let inner = &line[..length];
        let behind = line[length + 1..].chars().next();
        let is_closed = behind.is_none_or(|c| !c.is_alphanumeric() && c != '#');
        let is_tag = !inner.is_empty()
            && !inner.starts_with(char::is_whitespace)
            && !inner.ends_with(char::is_whitespace);
        if is_closed && is_tag {
            remarks.add_at(TAG, path, text, open);
            let words: Vec<&str> = inner.split_whitespace().collect();
            edits.replace(open..at + length + 1, format!("#{}", words.join("-")));
            at += length + 1;
        }
    }
}

/// `~words~`, but not within a word: there it is a subscript.
fn underlines(
    path: &str,
    text: &str,
    start: usize,
    literals: &Literals,
    edits: &mut Edits,
    remarks: &mut Remarks,
) {
    let bytes = text.as_bytes();
    let is_single = |at: usize| {
        bytes[at] == b'~'
            && bytes.get(at + 1) != Some(&b'~')
            && (at == 0 || bytes[at - 1] != b'~')
            && (at == 0 || bytes[at - 1] != b'\\')
    };
    let mut at = start;
    while let Some(found) = text[at..].find('~') {
        let open = at + found;
        at = open + 1;
        if !is_single(open) || literals.holds(open) {
            continue;
        }
        let line = text[at..].lines().next().unwrap_or_default();
        let close = line
            .match_indices('~')
            .map(|(offset, _)| at + offset)
            .find(|close| is_single(*close));
        let Some(close) = close else { continue };
        let inner = &text[at..close];
        let before = text[start..open].chars().next_back();
        let after = text[close + 1..].chars().next();
        let is_within = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let has_words = !inner.is_empty()
            && !inner.starts_with(char::is_whitespace)
            && !inner.ends_with(char::is_whitespace);
        if has_words && !(is_within(before) && is_within(after)) {
            remarks.add_at(UNDERLINED, path, text, open);
            edits.replace(open..at, "<u>");
            edits.replace(close..close + 1, "</u>");
            at = close + 1;
        }
    }
}
