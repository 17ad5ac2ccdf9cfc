//! The order of lists: that of their titles in the language of the list. All lists of pages, paths, topics and kinds
//! are put in order here.

use std::borrow::Cow;
use std::collections::HashMap;

use almanac_model::{PageIndex, PathIndex, SortKey, Topic};

use super::Edition;

/// The entries of one kind: the label of the kind, and these by title.
pub type KindWithEntries<'s> = (Cow<'s, str>, Vec<PageIndex>);

impl<'s> Edition<'s> {
    /// Entries and threads by title.
    pub fn by_title(&self, pages: impl IntoIterator<Item = PageIndex>) -> Vec<PageIndex> {
        let mut pages: Vec<PageIndex> = pages.into_iter().collect();
        // Places are in the order of slugs, which tells those of one title apart.
        pages.sort_by_cached_key(|page| (self.title_key(*page), *page));
        pages
    }

    /// What the title of an entry or a thread is sorted by, for lists in which dates or numbers come first.
    pub fn title_key(&self, page: PageIndex) -> &'s SortKey {
        self.snapshot().title_key(page, self.language())
    }

    /// The listed entries by kind, and the kinds by label. A kind may have stubs alone.
    pub fn entries_by_kind(&self) -> Vec<KindWithEntries<'s>> {
        let mut kinds: HashMap<Cow<'s, str>, Vec<PageIndex>> = HashMap::new();
        for index in self.snapshot().page_indexes() {
            let page = self.snapshot().page(index);
            if !page.is_thread() && !page.is_unlisted {
                kinds.entry(self.kind(page)).or_default().push(index);
            }
        }
        let collation = self.locale().collation();
        let mut kinds: Vec<KindWithEntries<'s>> = kinds.into_iter().collect();
        kinds.sort_by_cached_key(|(label, _)| (collation.sort_key(label), label.clone()));
        kinds
            .into_iter()
            .map(|(label, entries)| (label, self.by_title(entries)))
            .collect()
    }

    /// Paths by title.
    pub fn paths_by_title(&self, paths: impl IntoIterator<Item = PathIndex>) -> Vec<PathIndex> {
        let mut paths: Vec<PathIndex> = paths.into_iter().collect();
        paths.sort_by_cached_key(|path| (self.path_title_key(*path), *path));
        paths
    }

    /// What the title of a path is sorted by.
    pub fn path_title_key(&self, path: PathIndex) -> &'s SortKey {
        self.snapshot().path_title_key(path, self.language())
    }

    /// The listed paths by title.
    pub fn listed_paths(&self) -> Vec<PathIndex> {
        let paths = (0..).map(PathIndex).zip(self.snapshot().paths());
        let listed = paths.filter(|(_, path)| !path.is_unlisted);
        self.paths_by_title(listed.map(|(index, _)| index))
    }

    /// Topics by title.
    pub fn topics_by_title(&self, topics: impl IntoIterator<Item = &'s Topic>) -> Vec<&'s Topic> {
        let (snapshot, language) = (self.snapshot(), self.language());
        let mut topics: Vec<&Topic> = topics.into_iter().collect();
        topics.sort_by_cached_key(|topic| {
            let title = snapshot.topic_title_key(&topic.slug, language);
            (title, &topic.slug)
        });
        topics
    }
}
