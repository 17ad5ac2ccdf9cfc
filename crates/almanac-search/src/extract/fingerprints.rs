//! What documents are made of, as a number: the same number, the same document.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use almanac_model::{
    CitedSources, ContentFile, Fact, FilePath, Heading, LanguageTag, LearningPath, LinkTarget,
    Page, PageIndex, Slug, Snapshot, Source, SourceKey,
};
use rayon::prelude::*;

use super::reads::{entry_of, names_in_page, names_in_path_file};
use super::{pages, sources, subjects_of};
use crate::document::SearchSubject;

/// The way in which documents are made. It rises whenever another document is made of the same page.
const METHOD: u32 = 3;

/// The fingerprints of all that is searched. They are the same in each process of one build of the program, and making
/// them parses no text. How many pages link to a page is in none: [`link_counts_of`](super::link_counts_of) has that.
pub fn fingerprints_of(snapshot: &Snapshot) -> HashMap<SearchSubject, u64> {
    let fingerprints = Fingerprints::of(snapshot);
    let subjects = subjects_of(snapshot).into_par_iter();
    let made = subjects.filter_map(|subject| {
        let fingerprint = fingerprints.subject(&subject)?;
        Some((subject, fingerprint))
    });
    made.collect()
}

/// Makes fingerprints of what a snapshot has.
pub(super) struct Fingerprints<'s> {
    snapshot: &'s Snapshot,
    config: u64,
    /// What other pages may show of each page, made once.
    shown: Vec<OnceLock<u64>>,
}

impl<'s> Fingerprints<'s> {
    /// Those of all that is searched.
    pub fn of(snapshot: &'s Snapshot) -> Self {
        let pages = snapshot.page_indexes().map(|_| OnceLock::new());
        Self {
            shown: pages.collect(),
            ..Self::of_few(snapshot)
        }
    }

    /// The same where few will be asked for: nothing is kept for the next.
    pub fn of_few(snapshot: &'s Snapshot) -> Self {
        Self {
            snapshot,
            config: digest(|hasher| hash_config(snapshot, hasher)),
            shown: Vec::new(),
        }
    }

    /// What the documents of all pages depend on alike.
    pub fn config(&self) -> u64 {
        self.config
    }

    /// The fingerprint of the documents of a subject; `None` if it is not searched.
    pub fn subject(&self, subject: &SearchSubject) -> Option<u64> {
        match subject {
            SearchSubject::Entry(slug) | SearchSubject::Thread(slug) => self.page(subject, slug),
            SearchSubject::Path(slug) => self.path(slug),
            SearchSubject::Topic(slug) => {
                let topic = self.snapshot.topic(slug.as_str())?;
                Some(digest(|hasher| (self.config, topic).hash(hasher)))
            }
            SearchSubject::Source(name) => self.source(name),
        }
    }

    fn page(&self, subject: &SearchSubject, slug: &Slug) -> Option<u64> {
        let snapshot = self.snapshot;
        let index = snapshot.page_by_slug(slug.as_str())?;
        let original = snapshot.page(index);
        if original.is_unlisted || pages::subject(original) != *subject {
            return None;
        }
        let translations = snapshot.versions_of(slug).iter().map(AsRef::as_ref);
        Some(digest(|hasher| {
            self.config.hash(hasher);
            for page in std::iter::once(original).chain(translations) {
                hash_file(page, hasher);
                // Of a version, the original may say it.
                page.level.hash(hasher);
                hash_cited(&page.cited, hasher);
                let names = names_in_page(page);
                self.hash_names(&page.file, names.into_iter(), page.language(), hasher);
            }
            for (path, _) in snapshot.memberships(index) {
                let path = snapshot.path(*path);
                (&path.slug, path.is_unlisted).hash(hasher);
            }
        }))
    }

    fn path(&self, slug: &Slug) -> Option<u64> {
        let snapshot = self.snapshot;
        let original = snapshot.path(snapshot.path_by_slug(slug.as_str())?);
        if original.is_unlisted {
            return None;
        }
        let translations = snapshot.translations_of_path(slug).iter();
        let translations = translations.map(AsRef::as_ref);
        Some(digest(|hasher| {
            self.config.hash(hasher);
            for path in std::iter::once(original).chain(translations) {
                let path: &LearningPath = path;
                hash_file(path, hasher);
                path.level.hash(hasher);
                hash_cited(&path.cited, hasher);
                hash_cited(&path.cited_at_end, hasher);
                let names = names_in_path_file(path);
                self.hash_names(&path.file, names.into_iter(), path.language(), hasher);
            }
        }))
    }

    fn source(&self, name: &SourceKey) -> Option<u64> {
        let snapshot = self.snapshot;
        let work = snapshot.work(sources::named(snapshot, name)?);
        Some(digest(|hasher| {
            self.config.hash(hasher);
            hash_source(work.source(), hasher);
            work.source().key.hash(hasher);
            for source in work.descriptions() {
                source.note.hash(hasher);
            }
        }))
    }

    /// Hashes what texts in a language show of what these names mean.
    fn hash_names<'n>(
        &self,
        file: &FilePath,
        names: impl Iterator<Item = &'n str>,
        language: Option<&LanguageTag>,
        hasher: &mut DefaultHasher,
    ) {
        for name in names {
            match self.snapshot.resolve_from(file, name, language) {
                LinkTarget::Page(index) => (0_u8, self.shown(index)).hash(hasher),
                LinkTarget::Path(index) => {
                    let path = self.snapshot.path_in(index, language);
                    (1_u8, &path.title).hash(hasher);
                }
                LinkTarget::Ambiguous(_) => 2_u8.hash(hasher),
                LinkTarget::Missing => 3_u8.hash(hasher),
                LinkTarget::File(_) => 4_u8.hash(hasher),
            }
        }
    }

    /// A hash of what other pages may show of a page, in any language.
    fn shown(&self, index: PageIndex) -> u64 {
        let made = || {
            digest(|hasher| {
                let page = self.snapshot.page(index);
                let translations = self.snapshot.versions_of(&page.slug).iter();
                let translations = translations.map(AsRef::as_ref);
                for page in std::iter::once(page).chain(translations) {
                    hash_shown(page, hasher);
                    self.hash_entries_of_facts(page, hasher);
                }
            })
        };
        match self.shown.get(index.0 as usize) {
            Some(known) => *known.get_or_init(made),
            None => made(),
        }
    }

    /// Hashes the titles of the entries that are values of a page's facts.
    fn hash_entries_of_facts(&self, page: &Page, hasher: &mut DefaultHasher) {
        for entry in page.facts.iter().filter_map(entry_of) {
            match self.snapshot.resolve(entry) {
                LinkTarget::Page(index) => {
                    let page = self.snapshot.page(index);
                    let translations = self.snapshot.versions_of(&page.slug).iter();
                    page.title.hash(hasher);
                    translations.for_each(|page| (page.language(), &page.title).hash(hasher));
                }
                _ => 3_u8.hash(hasher),
            }
        }
    }
}

/// A hash of what other pages may show of a page by itself.
pub(super) fn shown_of(page: &Page) -> u64 {
    digest(|hasher| hash_shown(page, hasher))
}

/// Hashes what other pages may show of a page: its title, its headings, its facts.
fn hash_shown(page: &Page, hasher: &mut DefaultHasher) {
    (&page.slug, page.language(), &page.title).hash(hasher);
    for Heading { text, anchor, .. } in &page.outline {
        (text, anchor).hash(hasher);
    }
    for fact in &page.facts {
        // Where a fact stands in its file, nobody reads.
        let Fact {
            property,
            value,
            as_of,
            until,
            applies_to,
            rank,
            ..
        } = fact;
        (property, value, as_of, until, applies_to, rank).hash(hasher);
    }
}

fn hash_config(snapshot: &Snapshot, hasher: &mut DefaultHasher) {
    let config = snapshot.config();
    (METHOD, env!("CARGO_PKG_VERSION")).hash(hasher);
    (
        &config.language,
        config.smart_punctuation,
        &config.properties,
    )
        .hash(hasher);
}

/// Hashes a file of content by the hash of its text, with what that doesn't say.
fn hash_file(content: &ContentFile, hasher: &mut DefaultHasher) {
    (&content.content_hash, &content.slug).hash(hasher);
    (content.depth(), content.language()).hash(hasher);
    content.is_unlisted.hash(hasher);
    // Some of these are given by the file's name, or by the original of a translation.
    (&content.title, &content.aliases, &content.topics).hash(hasher);
}

fn hash_cited(cited: &CitedSources, hasher: &mut DefaultHasher) {
    for cited in cited.iter() {
        (cited.number, &cited.source.key).hash(hasher);
        hash_source(&cited.source, hasher);
    }
}

/// Hashes what pages show of a source.
fn hash_source(source: &Source, hasher: &mut DefaultHasher) {
    (&source.identity, &source.title, &source.url).hash(hasher);
    (&source.authors, &source.editors, &source.translators).hash(hasher);
    (&source.publisher, &source.published).hash(hasher);
}

fn digest(hash: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    hash(&mut hasher);
    hasher.finish()
}
