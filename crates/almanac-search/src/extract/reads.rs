//! What a text shows of other pages, by the names by which it reads them.
//!
//! Nothing is parsed: names are taken from what the compiler kept of a page, and inserted facts are found by their braces.
//! That finds what stands in code too, which does no harm: who seems to read more than it does is looked at in vain.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use almanac_model::{
    ContentFile, Fact, LearningPath, LinkForm, Page, Value, name_in_path, normalize_title, slugify,
};
use memchr::memmem;

/// The names by which a file of content reads other pages: those of its links, and of the entries of which it inserts
/// facts.
fn names_in(content: &ContentFile) -> BTreeSet<&str> {
    let links = content.links.iter();
    let links = links.filter(|link| link.form == LinkForm::Name && !link.target.is_empty());
    let links = links.map(|link| &*link.target);
    links.chain(entries_of_inserts(&content.text)).collect()
}

/// The names by which a page reads others.
pub(super) fn names_in_page(page: &Page) -> BTreeSet<&str> {
    let mut names = names_in(page);
    names.extend(page.facts.iter().filter_map(entry_of));
    names
}

/// The names by which a path reads pages and other paths.
pub(super) fn names_in_path_file(path: &LearningPath) -> BTreeSet<&str> {
    let mut names = names_in(path);
    names.extend(path.steps.iter().map(|step| &*step.read));
    names
}

/// The entry that is the value of a fact, by its slug.
pub(super) fn entry_of(fact: &Fact) -> Option<&str> {
    match &fact.value {
        Value::Entry(slug) => Some(slug.as_str()),
        _ => None,
    }
}

/// The entries named in `{{entry/fact}}`.
fn entries_of_inserts(text: &str) -> impl Iterator<Item = &str> {
    let starts = memmem::find_iter(text.as_bytes(), "{{");
    starts.filter_map(|start| {
        // A name is not longer, nor goes it over a line.
        const LONGEST: usize = 400;
        let rest = &text[start + 2..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
        let end = rest.find(['/', '}', '\n'])?;
        rest[end..]
            .starts_with('/')
            .then(|| rest[..end].trim_matches([' ', '\t', '{']))
    })
}

/// A name, in a form in which it is the same for all that may mean one page by it. Two names may have one form: who
/// compares forms finds too much rather than too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameForm(u64);

impl NameForm {
    fn of(name: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        normalize_title(name).hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The forms under which a name that is read may be found: it may be the path of a file.
    pub fn of_read(name: &str) -> impl Iterator<Item = Self> {
        let is_path = name.contains('/') || name.ends_with(".md");
        let file = is_path.then(|| of_file(name)).into_iter().flatten();
        std::iter::once(Self::of(name)).chain(file)
    }

    /// The forms of the names that a file of content answers to.
    pub fn of_bearer(content: &ContentFile, is_path: bool) -> Vec<Self> {
        let names = [content.slug.as_str()].into_iter();
        let names = names.chain(content.aliases.iter().map(String::as_str));
        let mut keys: Vec<Self> = match is_path {
            true => names
                .map(|name| Self::of(&format!("path:{name}")))
                .collect(),
            false => names.chain([&*content.title]).map(Self::of).collect(),
        };
        keys.extend(of_file(content.file.as_str()));
        keys
    }
}

/// The forms of the name of a file, without its folders and its ending.
fn of_file(file: &str) -> [NameForm; 2] {
    let stem = name_in_path(file);
    [NameForm::of(stem), NameForm::of(&slugify(stem))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_in_inserts() {
        let text =
            "{{size}} {{ant/size}} {{ bee / wing@2024 }} {{{moth/x}}} {{\n/a}} `{{wasp/x}}` a/b {{";
        let found: Vec<&str> = entries_of_inserts(text).collect();
        assert_eq!(found, ["ant", "bee", "moth", "wasp"]);
    }
}
