//! The translations of pages and paths, and the one that is meant in a language.

use std::ops::Range;
use std::sync::Arc;

use super::Snapshot;
use crate::reads::Query;
use crate::{
    ContentFile, LanguageTag, LearningPath, Page, PageIndex, PathIndex, Slug, Translation,
};

impl Snapshot {
    /// The translations of all entries and threads, sorted by slug and language.
    pub fn translations(&self) -> &[Arc<Page>] {
        self.note(|| Query::Everything);
        &self.translations
    }

    /// The translations of all paths, sorted by slug and language.
    pub fn path_translations(&self) -> &[Arc<LearningPath>] {
        self.note(|| Query::Everything);
        &self.path_translations
    }

    /// All translations, each with its original.
    pub fn translated_files(&self) -> impl Iterator<Item = (&ContentFile, &ContentFile)> {
        let pages = self.translations().iter().filter_map(|page| {
            let original = self.page_by_slug(page.slug.as_str())?;
            Some((&page.content, &self.page(original).content))
        });
        let paths = self.path_translations().iter().filter_map(|path| {
            let original = self.path_by_slug(path.slug.as_str())?;
            Some((&path.content, &self.path(original).content))
        });
        pages.chain(paths)
    }

    /// The translations of an entry or a thread, sorted by language.
    pub fn translations_of(&self, slug: &Slug) -> &[Arc<Page>] {
        self.note(|| Query::Translations(slug.clone()));
        &self.translations[self.places_of_translations(slug)]
    }

    /// Where the translations of an entry or a thread are among all.
    pub(crate) fn places_of_translations(&self, slug: &Slug) -> Range<usize> {
        places_of(&self.translations, slug, |page| &page.slug)
    }

    /// The translations of a path, sorted by language.
    pub fn translations_of_path(&self, slug: &Slug) -> &[Arc<LearningPath>] {
        self.note(|| Query::PathTranslations(slug.clone()));
        let places = places_of(&self.path_translations, slug, |path| &path.slug);
        &self.path_translations[places]
    }

    /// The page at a place in a language, if it is translated into that; else the original.
    pub fn page_in(&self, index: PageIndex, language: Option<&LanguageTag>) -> &Page {
        let original = self.page(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of(&original.slug).iter();
            translations.find(|page| is_in(page.translation.as_ref(), language))
        });
        translation.map_or(original, AsRef::as_ref)
    }

    /// The path at a place in a language, if it is translated into that; else the original.
    pub fn path_in(&self, index: PathIndex, language: Option<&LanguageTag>) -> &LearningPath {
        let original = self.path(index);
        let translation = language.and_then(|language| {
            let mut translations = self.translations_of_path(&original.slug).iter();
            translations.find(|path| is_in(path.translation.as_ref(), language))
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

fn is_in(translation: Option<&Translation>, language: &LanguageTag) -> bool {
    translation.is_some_and(|made| made.language == *language)
}
