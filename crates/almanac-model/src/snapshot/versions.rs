//! The other versions of pages and paths, depths and translations, and the one that is meant.

use std::ops::Range;
use std::sync::Arc;

use super::Snapshot;
use crate::reads::Query;
use crate::{
    ChangeKey, ContentFile, LanguageTag, LearningPath, Level, LinkTarget, Page, PageIndex,
    PathIndex, Slug, Step,
};

impl Snapshot {
    /// The other versions of all entries and threads: depths, translations, and translations of depths. Sorted by slug, depth
    /// and language, the almanac's own language first.
    pub fn versions(&self) -> &[Arc<Page>] {
        self.note(|| Query::Everything);
        &self.versions
    }

    /// The translations of all paths, sorted by slug and language.
    pub fn path_translations(&self) -> &[Arc<LearningPath>] {
        self.note(|| Query::Everything);
        &self.path_translations
    }

    /// All other versions, each with the original.
    pub fn versions_with_originals(&self) -> impl Iterator<Item = (&ContentFile, &ContentFile)> {
        let pages = self.versions().iter().filter_map(|page| {
            let original = self.page_by_slug(page.slug.as_str())?;
            Some((&page.content, &self.page(original).content))
        });
        let paths = self.path_translations().iter().filter_map(|path| {
            let original = self.path_by_slug(path.slug.as_str())?;
            Some((&path.content, &self.path(original).content))
        });
        pages.chain(paths)
    }

    /// The other versions of an entry or a thread, sorted by depth and language.
    pub fn versions_of(&self, slug: &Slug) -> &[Arc<Page>] {
        self.note(|| Query::Versions(slug.clone()));
        &self.versions[self.places_of_versions(slug)]
    }

    /// Where the other versions of an entry or a thread are among all.
    pub(crate) fn places_of_versions(&self, slug: &Slug) -> Range<usize> {
        places_of(&self.versions, slug, |page| &page.slug)
    }

    /// The translations of a path, sorted by language.
    pub fn translations_of_path(&self, slug: &Slug) -> &[Arc<LearningPath>] {
        self.note(|| Query::PathTranslations(slug.clone()));
        let places = places_of(&self.path_translations, slug, |path| &path.slug);
        &self.path_translations[places]
    }

    /// The version of an entry or a thread at a depth and in a language, if there is just that: the original where both are
    /// `None`.
    pub fn version(
        &self,
        index: PageIndex,
        depth: Option<Level>,
        language: Option<&LanguageTag>,
    ) -> Option<&Page> {
        let original = self.page(index);
        if depth.is_none() && language.is_none() {
            return Some(original);
        }
        let mut versions = self.versions_of(&original.slug).iter();
        let found = versions.find(|page| {
            let made = page.version.as_ref();
            made.is_some_and(|made| made.key() == (depth, language))
        });
        found.map(AsRef::as_ref)
    }

    /// The page at a place in a language, if it is translated into that; else the original.
    pub fn page_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> &Page {
        let translation = self.version(index, None, language);
        translation.unwrap_or_else(|| self.page(index))
    }

    /// The page at a place at a depth, in a language if it is translated into that. `None` if it has no such depth: that of the
    /// original is none.
    pub fn depth_in(
        &self,
        index: PageIndex,
        depth: Level,
        language: Option<&LanguageTag>,
    ) -> Option<&Page> {
        let translation = self.version(index, Some(depth), language);
        translation.or_else(|| self.version(index, Some(depth), None))
    }

    /// The depths at which an entry or a thread is told besides its own level, the easiest first.
    pub fn depths(&self, index: PageIndex) -> impl Iterator<Item = &Page> {
        let versions = self.versions_of(&self.page(index).slug).iter();
        let depths = versions.filter(|page| page.depth().is_some() && page.language().is_none());
        depths.map(AsRef::as_ref)
    }

    /// The text that gives the takeaways of an entry or a thread as it is told in one text: that itself, or of a depth without any
    /// its original in the same language.
    pub fn text_of_takeaways<'s>(&'s self, page: &'s Page) -> &'s Page {
        if page.depth().is_none() || !page.takeaways.is_empty() {
            return page;
        }
        let index = self.page_by_slug(page.slug.as_str());
        let original = index.and_then(|index| self.version(index, None, page.language()));
        original.unwrap_or(page)
    }

    /// The text by which a page links to another one: that of a depth, where only that does.
    pub fn linking_text(&self, linking: PageIndex, target: PageIndex) -> &Page {
        let original = self.page(linking);
        let mut depths = self.depths(linking).peekable();
        let links = |text: &Page| {
            let mut links = text.links.iter();
            links.any(|link| self.link_target(&text.file, None, link) == LinkTarget::Page(target))
        };
        // Hardly any page has another depth, and only of those the links are looked through.
        if depths.peek().is_none() || links(original) {
            return original;
        }
        depths.find(|depth| links(depth)).unwrap_or(original)
    }

    /// The text of an entry or a thread that changed last, of those in the almanac's own language: a depth, if it is known to have
    /// changed after the original. So an entry is one thing in lists of changes, whichever of its texts was edited.
    pub fn text_changed_last(&self, index: PageIndex) -> &Page {
        let original = self.page(index);
        let mut last = (ChangeKey::of_page(original), original);
        for depth in self.depths(index) {
            // Its facts are the original's, and so is what is new in them.
            let key = ChangeKey::new(depth, None);
            if key > last.0 {
                last = (key, depth);
            }
        }
        last.1
    }

    /// What a step shows in a language: the depth that its path insists on, else another depth in that language, else the
    /// original. Who reads in a language would rather have an easier or a harder text than one in a language that they may
    /// not know.
    pub fn step_in(&self, step: &Step, language: Option<&LanguageTag>) -> Option<&Page> {
        let page = step.page?;
        let insisted = |language| self.version(page, step.depth, language);
        let other = || {
            let language = language?;
            let own = self.version(page, None, Some(language));
            // The easiest first.
            let mut versions = self.versions_of(&self.page(page).slug).iter();
            let mut depth = || versions.find(|version| version.language() == Some(language));
            own.or_else(|| depth().map(AsRef::as_ref))
        };
        let shown = insisted(language).or_else(other);
        let shown = shown.or_else(|| insisted(None));
        Some(shown.unwrap_or_else(|| self.page(page)))
    }

    /// The path at a place in a language, if it is translated into that; else the original.
    pub fn path_in(&self, index: PathIndex, language: Option<&LanguageTag>) -> &LearningPath {
        let original = self.path(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of_path(&original.slug).iter();
            translations.find(|path| path.language() == Some(language))
        });
        translation.map_or(original, AsRef::as_ref)
    }
}

/// The places of all items of one slug in a list that is sorted by slug.
fn places_of<T>(list: &[T], slug: &Slug, slug_of: impl Fn(&T) -> &Slug) -> Range<usize> {
    let start = list.partition_point(|item| slug_of(item) < slug);
    let length = list[start..].partition_point(|item| slug_of(item) == slug);
    start..start + length
}
