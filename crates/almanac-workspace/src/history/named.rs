//! Which files a text may name.
//!
//! Links, inserted facts, steps, pictures and data are written in many ways. To read a page as it was it is enough that all
//! files are at hand that it may mean, so whatever stands between marks counts as a name: one too many does no harm.

use std::collections::BTreeSet;

use almanac_model::{LanguageTag, Level, page_stem, slug_and_version, slugify};

/// How many names are looked at.
const MOST_NAMES: usize = 20_000;

/// How long a name is at most, in bytes.
const LONGEST: usize = 300;

/// The names that a text may mean.
pub(super) struct NamedFiles {
    /// As they are written.
    names: BTreeSet<String>,
    /// As slugs.
    slugs: BTreeSet<String>,
    /// The last parts of what looks like a path, with its ending, in lower case.
    files: BTreeSet<String>,
}

impl NamedFiles {
    pub fn of(text: &str) -> Self {
        let is_mark = |letter: char| "[](){}|#<>\"'`\n\r:".contains(letter);
        let names = text.split(is_mark).take(MOST_NAMES);
        let names = names.flat_map(|name| std::iter::once(name).chain(name.split(',')));
        let names: BTreeSet<String> = names
            .map(|name| name.trim().trim_start_matches("- "))
            .filter(|name| !name.is_empty() && name.len() <= LONGEST)
            .map(decoded)
            .collect();
        let mut slugs = BTreeSet::new();
        let mut files = BTreeSet::new();
        for name in &names {
            let name = name.split('@').next().unwrap_or(name).trim();
            slugs.insert(slugify(name));
            slugs.extend(
                name.split('/')
                    .map(|part| slugify(page_stem(part).unwrap_or(part))),
            );
            // The title of a link may stand behind its address.
            let paths = [name, name.split(' ').next().unwrap_or(name)];
            let last = paths.iter().filter_map(|path| path.rsplit('/').next());
            files.extend(
                last.filter(|last| last.contains('.'))
                    .map(str::to_lowercase),
            );
        }
        slugs.remove("");
        Self {
            names,
            slugs,
            files,
        }
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a page in a file may be meant, or another version of it.
    pub fn has_page(&self, path: &str) -> bool {
        page_stem(path).is_some() && self.slugs.contains(&slug_of_file(path))
    }

    /// Whether a file may be meant that is no page.
    pub fn has_file(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        page_stem(path).is_none() && self.files.contains(&name.to_lowercase())
    }
}

/// The slug that the file of a page has from its name, whichever version it holds.
pub(super) fn slug_of_file(path: &str) -> String {
    slug_and_version(path).0
}

/// The depth and the language that the name of a file says.
pub(super) fn version_of_file(path: &str) -> (Option<Level>, Option<LanguageTag>) {
    let (_, depth, language) = slug_and_version(path);
    (depth, language)
}

/// Whether a part of a file's name says that it is a depth or a translation.
pub(super) fn is_of_version(part: &str) -> bool {
    Level::from_name(part).is_some() || LanguageTag::new(part).is_ok()
}

/// A name with its escapes resolved.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = &after[if byte.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use almanac_model::slug_of_name;

    use super::*;

    #[test]
    fn whatever_a_text_may_name_is_found() {
        let text = "---\nsteps:\n  - { read: the-step, why: x }\nrequires: [{ entry: base }]\n---\n\
            See [[Other Page|it]], [[Folder/Deep Note#part]], [a](../entries/by-path.md#x), \
            {{inserted/value@2024}} and ![p](../media/a%20Picture.PNG \"Title\").\n\
            ```figure\ndata: numbers.csv\nentries: [one, two-more]\n```\n";
        let named = NamedFiles::of(text);
        for page in [
            "entries/the-step.md",
            "entries/base.advanced.md",
            "x/Other Page.md",
            "Deep Note.md",
            "entries/by-path.de.md",
            "entries/inserted.md",
            "entries/one.md",
            "entries/two-more.introductory.de.md",
            "other-page/index.md",
        ] {
            assert!(named.has_page(page), "{page}");
        }
        assert!(!named.has_page("entries/three.md"));
        for file in ["media/a Picture.PNG", "data/numbers.csv"] {
            assert!(named.has_file(file), "{file}");
        }
        assert!(!named.has_file("media/b.png"));
    }

    #[test]
    fn a_name_with_dots_is_no_version() {
        assert_eq!(slug_of_file("entries/gpt-3.5.md"), slug_of_name("gpt-3.5"));
        let (depth, language) = version_of_file("a/x.advanced.de.md");
        assert_eq!(depth, Some(Level::Advanced));
        assert_eq!(language.unwrap().as_str(), "de");
    }
}
