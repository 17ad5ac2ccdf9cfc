//! What a change set may touch, and what it may say: decided before anything is read.

use almanac_compile::may_be_listed;
use almanac_model::{
    ApplyError, Area, ChangeSet, FileChange, FilePath, Layout, MAX_MESSAGE, SharedFile,
    WhyNotWritten, media_type,
};

/// The most bytes of a file that is changed.
pub(crate) const MAX_BYTES: u64 = 64_000_000;

/// Refuses a change set that must not be applied wherever it is applied.
pub(crate) fn require_permitted(set: &ChangeSet, layout: &Layout) -> Result<(), ApplyError> {
    let message = set.message.trim();
    let is_bad = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\t');
    if message.is_empty() || message.len() > MAX_MESSAGE || message.contains(is_bad) {
        return Err(ApplyError::BadMessage);
    }
    let mut seen = std::collections::BTreeSet::new();
    for file in set.changes.iter().flat_map(FileChange::files) {
        let why = match () {
            () if !may_be_changed(file, layout) => WhyNotWritten::NoContent,
            () if !seen.insert(file) => WhyNotWritten::NamedTwice,
            () => continue,
        };
        return Err(bad_file(file, why));
    }
    let too_large = set.changes.iter().find(|change| match change {
        FileChange::Write { bytes, .. } => bytes.len() as u64 > MAX_BYTES,
        FileChange::Move { bytes, .. } => {
            let length = bytes.as_ref().map_or(0, |bytes| bytes.len());
            length as u64 > MAX_BYTES
        }
        FileChange::Remove { .. } => false,
    });
    match too_large.and_then(|change| change.files().last()) {
        Some(file) => Err(bad_file(file, WhyNotWritten::TooLarge)),
        None => Ok(()),
    }
}

pub(crate) fn bad_file(file: &FilePath, why: WhyNotWritten) -> ApplyError {
    ApplyError::BadFile {
        file: file.clone(),
        why,
    }
}

/// Whether a change set may touch a file: a page, an image, a table of data, or a shared file but
/// for `almanac.toml`. What else there is, templates above all, is the business of whoever runs the
/// almanac.
pub(crate) fn may_be_changed(file: &FilePath, layout: &Layout) -> bool {
    let name = file.as_str();
    let is_beside = matches!(layout.area_of(name), Some(Area::Media | Area::Data))
        || layout.is_beside_pages(name) && media_type(name).is_some();
    let shared = layout.shared_file(name);
    let is_shared = shared.is_some_and(|shared| shared != SharedFile::Config);
    let is_content = layout.is_page_file(name) || is_beside || is_shared;
    // What would not be read again may not be written: it lies too deep.
    name.split('/').all(is_plain_part) && is_content && may_be_listed(name, layout)
}

/// Whether a part of a path is nothing but a name, to every system that may check the repository out. Git's own folder has
/// several names: file systems of macOS pass over signs without width, and those of Windows over the end of a name.
fn is_plain_part(part: &str) -> bool {
    let is_seen = |sign: &char| !is_without_width(*sign);
    let starts_with_dot = part.chars().find(is_seen) == Some('.');
    let is_short_name = part.to_ascii_lowercase().starts_with("git~");
    let has_bad_sign = part.contains(|sign: char| sign.is_control() || "\\:".contains(sign));
    !part.is_empty() && !starts_with_dot && !is_short_name && !has_bad_sign
}

pub(crate) fn is_without_width(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_model::{Author, WriteId};

    #[test]
    fn changes_stay_among_the_content() {
        for file in [
            "entries/a.md",
            "threads/deep/b.md",
            "paths/c.md",
            "media/a.png",
            "data/a.csv",
            "sources.yaml",
            "entries/What is it?.md",
        ] {
            assert!(may_be_changed(&file.into(), &Layout::default()), "{file}");
        }
        for file in [
            "almanac.toml",
            "entries/../x.md",
            "entries/./x.md",
            "entries//x.md",
            "entries/.git/x.md",
            "entries/.GIT/x.md",
            "entries/git~1/x.md",
            "entries/GIT~1/x.md",
            "entries/.g\u{200c}it/x.md",
            "entries/\u{200c}.git/x.md",
            "entries/.git\u{feff}/x.md",
            "entries/a\\..\\x.md",
            "entries/a.md:stream",
            "entries/a\0.md",
            "entries/a\n.md",
            "entries/a\u{85}.md",
            "/etc/x.md",
            "C:/x.md",
            "entries/a.html",
            "templates/base.html",
            "static/x.js",
            "x.md",
            &format!("entries/{}x.md", "a/".repeat(40)),
            &format!("entries/{}x.md", "a/".repeat(100_000)),
            "",
        ] {
            assert!(
                !may_be_changed(&file.into(), &Layout::default()),
                "{file:?}"
            );
        }
    }

    #[test]
    fn messages_are_text() {
        let of = |message: &str| {
            let set = ChangeSet {
                changes: Vec::new(),
                id: WriteId::of_random([0; 16]),
                author: Author::new("Ada", "").unwrap(),
                message: message.to_owned(),
                by_program: false,
                proposal: None,
            };
            require_permitted(&set, &Layout::default())
        };
        assert!(of("Say more\n\n\tAnd why.").is_ok());
        let long = "x".repeat(MAX_MESSAGE + 1);
        for message in ["", " \n", "a\0b", "a\rb", "a\u{1b}[31mb", "a\u{9b}b", &long] {
            assert!(
                matches!(of(message), Err(ApplyError::BadMessage)),
                "{message:?}"
            );
        }
    }
}
