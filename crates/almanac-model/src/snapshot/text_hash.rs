//! The hashes of what texts tell and of the values that they show: the second half of what telling.rs describes.

use super::Snapshot;
use crate::reads::Query;
use crate::{ContentFile, ContentHash, ContentId, LearningPath, LinkTarget, Page, PageIndex};

impl Snapshot {
    /// The hash of what an entry, a thread or another version of one tells: of title, summary, takeaways and text, where a
    /// link counts by the id of what it leads to, and an inserted fact by its name.
    pub fn text_hash(&self, page: &Page) -> ContentHash {
        self.note(|| Query::TextHashes(page.slug.clone()));
        let made = self.digests().text_hash(self, page);
        made.unwrap_or_else(|| self.made_text_hash(page))
    }

    /// The hash of what a page tells, made anew. Questions about what it leads to are not noted.
    pub(crate) fn made_text_hash(&self, page: &Page) -> ContentHash {
        let silent = self.silent();
        let takeaways = &page.takeaways;
        let is_told = |start: usize| {
            start >= page.body.start || takeaways.iter().any(|one| one.span.contains(&start))
        };
        let mut hasher = silent.hasher_of(&page.content, is_told);
        silent.add_inserts(&mut hasher, &page.content);
        to_hash(&hasher)
    }

    /// The hash of what a path or a translation of one tells: its steps count by the ids of what they show.
    pub fn path_text_hash(&self, path: &LearningPath) -> ContentHash {
        self.note(|| Query::PathTextHashes(path.slug.clone()));
        let silent = self.silent();
        let mut hasher = silent.hasher_of(&path.content, |_| true);
        silent.add_inserts(&mut hasher, &path.content);
        for step in &path.steps {
            match step.page {
                Some(page) => silent.add_page(&mut hasher, page),
                None => add(&mut hasher, b'-', &step.read),
            }
        }
        to_hash(&hasher)
    }

    /// The hash of the values that a page shows: of its own facts, and of those that it inserts.
    pub fn values_hash(&self, page: &Page) -> ContentHash {
        self.note(|| Query::ValuesHashes(page.slug.clone()));
        let silent = self.silent();
        let mut hasher = blake3::Hasher::new();
        let inserted = page.telling.inserts.iter();
        let inserted = inserted.filter_map(|reference| silent.fact(page, reference));
        for fact in page.facts.iter().chain(inserted.map(|(_, fact)| fact)) {
            add(&mut hasher, b'=', fact.property.as_str());
            add(&mut hasher, b':', &fact.statement());
        }
        to_hash(&hasher)
    }

    /// Begins a hash with the words of a file and with what those of its links lead to that are told.
    fn hasher_of(&self, content: &ContentFile, is_told: impl Fn(usize) -> bool) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&content.telling.words);
        for link in content.links.iter().filter(|link| is_told(link.span.start)) {
            match self.link_target(&content.file, content.language(), link) {
                LinkTarget::Page(page) => self.add_page(&mut hasher, page),
                LinkTarget::Path(path) => {
                    let path = self.path(path);
                    let seed = format!("path:{}", path.slug);
                    add(&mut hasher, b'/', &lasting_id(path, &seed));
                }
                LinkTarget::File(_) | LinkTarget::Ambiguous(_) | LinkTarget::Missing => {
                    add(&mut hasher, b'-', &link.target);
                }
            }
            add(
                &mut hasher,
                b'#',
                link.heading.as_deref().unwrap_or_default(),
            );
        }
        hasher
    }

    fn add_inserts(&self, hasher: &mut blake3::Hasher, content: &ContentFile) {
        let entries = content.telling.inserts.iter();
        for entry in entries.filter_map(|insert| insert.entry.as_ref()) {
            match self.resolve(entry.as_str()) {
                LinkTarget::Page(page) => self.add_page(hasher, page),
                _ => add(hasher, b'-', entry.as_str()),
            }
        }
    }

    fn add_page(&self, hasher: &mut blake3::Hasher, page: PageIndex) {
        let page = self.page(page);
        add(hasher, b'.', &lasting_id(page, page.slug.as_str()));
    }
}

/// The id of a page or a path. The slug stands in for one that is not written yet: then it is the one that `--fix` would write,
/// so that the hash of what links there stays the same.
fn lasting_id(content: &ContentFile, seed: &str) -> String {
    let id = content.id.as_str();
    let is_slug = id == content.slug.as_str() || content.aliases.iter().any(|alias| alias == id);
    if !is_slug {
        return id.to_owned();
    }
    let seed = match seed.strip_prefix("path:") {
        Some(_) => format!("path:{id}"),
        None => id.to_owned(),
    };
    let made = ContentId::of_seed(&seed).next();
    made.map_or(seed, |made| made.to_string())
}

/// Adds a text behind a sign of what it is. The zero behind it keeps `ab` and `c` apart from `a` and `bc`.
fn add(hasher: &mut blake3::Hasher, sign: u8, text: &str) {
    hasher.update(&[sign]);
    hasher.update(text.as_bytes());
    hasher.update(&[0]);
}

fn to_hash(hasher: &blake3::Hasher) -> ContentHash {
    let hex = hasher.finalize().to_hex();
    ContentHash::from(&hex.as_str()[..32])
}
