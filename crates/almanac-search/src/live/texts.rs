//! What search asks of the snapshot that its index is of.

use almanac_locale::own_name;
use almanac_model::{Level, Snapshot};

use crate::document::{SearchDocument, SearchSubject};
use crate::extract::document_in;
use crate::fold::fold;
use crate::query::KnownValues;
use crate::search::Texts;

/// A snapshot, as search reads it.
#[derive(Debug, Clone, Copy)]
pub struct SnapshotTexts<'s> {
    snapshot: &'s Snapshot,
}

impl<'s> SnapshotTexts<'s> {
    /// The texts of a snapshot.
    pub fn of(snapshot: &'s Snapshot) -> Self {
        Self { snapshot }
    }
}

impl Texts for SnapshotTexts<'_> {
    fn document(
        &self,
        subject: &SearchSubject,
        depth: Option<Level>,
        language: &str,
    ) -> Option<SearchDocument> {
        document_in(self.snapshot, subject, depth, language)
    }

    fn known_values(&self) -> &dyn KnownValues {
        self
    }
}

impl KnownValues for SnapshotTexts<'_> {
    fn kind(&self, value: &str) -> Option<String> {
        const SORTS: [&str; 4] = ["thread", "path", "topic", "source"];
        let kinds = &self.snapshot.config().kinds;
        let kind = kinds
            .iter()
            .find(|(name, label)| is_same(name, value) || is_same(label, value));
        let sort = || SORTS.iter().find(|sort| is_same(sort, value));
        let kind = kind.map(|(name, _)| name.clone());
        kind.or_else(|| sort().map(|sort| (*sort).to_owned()))
    }

    fn level(&self, value: &str) -> Option<Level> {
        Level::from_name(&value.to_lowercase())
    }

    fn topic(&self, value: &str) -> Option<String> {
        let topics = self.snapshot.topics().iter();
        let mut topics = topics
            .filter(|topic| is_same(topic.slug.as_str(), value) || is_same(&topic.title, value));
        topics.next().map(|topic| topic.slug.to_string())
    }

    fn within(&self, value: &str) -> Option<String> {
        if let Some(slug) = value.strip_prefix("path:") {
            let path = self
                .snapshot
                .paths()
                .iter()
                .find(|path| path.slug.as_str() == slug);
            return path.map(|path| format!("path:{}", path.slug));
        }
        let page = self.snapshot.page_by_slug(value)?;
        Some(self.snapshot.page(page).slug.to_string())
    }

    fn language(&self, value: &str) -> Option<String> {
        let config = self.snapshot.config();
        let others = config.languages.iter().map(|tag| tag.as_str());
        let mut all = std::iter::once(&*config.language).chain(others);
        all.find(|tag| tag.eq_ignore_ascii_case(value) || is_same(&own_name(tag), value))
            .map(str::to_owned)
    }
}

fn is_same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}
