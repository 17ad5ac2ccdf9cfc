//! The other versions of pages and paths, depths and translations, and the one that is meant.

use std::ops::Range;
use std::sync::Arc;

use super::Snapshot;
use crate::reads::Query;
use crate::{
    ChangeKey, ContentFile, LanguageTag, LearningPath, Level, LinkTarget, Page, PageHead,
    PageIndex, PathIndex, Slug, Step,
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

    /// What those who read in a language are shown of the page at a place, who ask for no depth: see [`Snapshot::text_in`].
    pub fn page_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> &Page {
        self.text_in(index, None, language)
    }

    /// What those who read in a language are shown of the page at a place who ask for a depth, or for none, which is the page's
    /// own: that in the language, else another text in the language, else that depth of the original, else the original. Who
    /// reads in a language would rather have an easier or a harder text than one in a language that they may not know.
    ///
    /// This is the one rule by which steps and links lead to a text. What stands at an address is asked for by its
    /// [`version`](Self::version): an address shows its own text.
    pub fn text_in(
        &self,
        index: PageIndex,
        depth: Option<Level>,
        language: Option<&LanguageTag>,
    ) -> &Page {
        let translated = language.and_then(|language| {
            let asked = self.version(index, depth, Some(language));
            asked.or_else(|| self.first_in(index, language))
        });
        let shown = translated.or_else(|| self.version(index, depth, None));
        shown.unwrap_or_else(|| self.page(index))
    }

    /// What links show of the page at a place to those who read in a language: the head of [`Snapshot::page_in`].
    pub fn head_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> PageHead<'_> {
        self.note_page(index, Query::Heads);
        let original = &self.pages[index.0 as usize];
        let in_language = language.and_then(|language| {
            let mut versions = self.versions[self.places_of_versions(&original.slug)].iter();
            // They are sorted by depth, none before all.
            versions.find(|version| version.language() == Some(language))
        });
        in_language.unwrap_or(original).into()
    }

    /// The first text of the page at a place in a language into which it is translated: at its own level, else the easiest.
    fn first_in(&self, index: PageIndex, language: &LanguageTag) -> Option<&Page> {
        let mut versions = self.versions_of(&self.page(index).slug).iter();
        // They are sorted by depth, none before all.
        let first = versions.find(|version| version.language() == Some(language));
        first.map(AsRef::as_ref)
    }

    /// What a link in a text of a language leads to that names a page, and perhaps a heading of it: what is shown to those
    /// who read in the language, unless only the original has the heading.
    pub fn linked_text(
        &self,
        index: PageIndex,
        language: Option<&LanguageTag>,
        heading: Option<&str>,
    ) -> &Page {
        let shown = self.page_in(index, language);
        let Some(heading) = heading.filter(|_| shown.depth().is_some()) else {
            return shown;
        };
        let original = self.page(index);
        let is_only_there = shown.heading(heading).is_none() && original.heading(heading).is_some();
        if is_only_there { original } else { shown }
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

    /// The depth at which a page links to another one, where it does not at its own level.
    pub fn linking_depth(&self, linking: PageIndex, target: PageIndex) -> Option<Level> {
        // Hardly any page has another depth, and only of those the links are looked through.
        self.note_page(linking, Query::Heads);
        let slug = &self.pages[linking.0 as usize].slug;
        if self.places_of_versions(slug).is_empty() {
            return None;
        }
        let links = |text: &Page| {
            let mut links = text.links.iter();
            links.any(|link| self.link_target(&text.file, None, link) == LinkTarget::Page(target))
        };
        if links(self.page(linking)) {
            return None;
        }
        self.depths(linking).find(|depth| links(depth))?.depth()
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

    /// What a step shows in a language, at the depth that its path insists on: see [`Snapshot::text_in`].
    pub fn step_in(&self, step: &Step, language: Option<&LanguageTag>) -> Option<&Page> {
        Some(self.text_in(step.page?, step.depth, language))
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
