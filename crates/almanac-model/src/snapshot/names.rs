//! What names, paths and references lead to in a snapshot.

use super::Snapshot;
use crate::file_names::bounded_name;
use crate::nfc;
use crate::reads::Query;
use crate::tables::Slot;
use crate::{
    Fact, FactReference, ImageSize, LanguageTag, LearningPath, LinkTarget, Page, PathIndex,
};

/// What a file of content makes.
#[derive(Debug, Clone, Copy)]
pub enum PageOrPath<'s> {
    /// An entry or a thread, or another version of one.
    Page(&'s Page),
    /// A path, or a translation of one.
    Path(&'s LearningPath),
}

impl Snapshot {
    /// Whether several pages bear one name, in any language.
    pub fn has_ambiguous_names(&self) -> bool {
        self.note(|| Query::Everything);
        self.tables().has_ambiguous_names
    }

    /// Resolves what a wiki link names: a slug first, then a former slug, a
    /// title or an alias (case and spacing aside); `path:slug` names a path.
    pub fn resolve(&self, target: &str) -> LinkTarget {
        self.note(|| Query::Name(target.into()));
        self.tables().resolve(target)
    }

    /// Resolves what a wiki link names in a text of a language. What [`Snapshot::resolve`] does not find is looked
    /// for among the titles and aliases of the translations into that language.
    pub fn resolve_in(&self, target: &str, language: Option<&LanguageTag>) -> LinkTarget {
        let Some(tag) = language else {
            return self.resolve(target);
        };
        self.note(|| Query::NameIn(target.into(), tag.clone()));
        self.tables().resolve_in(target, language)
    }

    /// Finds a path by its slug or a slug that it had.
    pub fn path_by_name(&self, name: &str) -> Option<PathIndex> {
        self.note(|| Query::PathNamed(name.into()));
        self.tables().path_names.get(&*bounded_name(name)).copied()
    }

    /// What a file of content makes.
    pub fn of_file(&self, file: &str) -> Option<PageOrPath<'_>> {
        self.note(|| Query::File(file.into()));
        Some(match *self.tables().files.get(file)? {
            Slot::Page(place) => PageOrPath::Page(&self.pages[place as usize]),
            Slot::Path(place) => PageOrPath::Path(&self.paths[place as usize]),
            Slot::Version(place, _) => PageOrPath::Page(&self.versions[place as usize]),
            Slot::PathTranslation(place, _) => {
                PageOrPath::Path(&self.path_translations[place as usize])
            }
        })
    }

    /// The entry, thread or path to which a path from the almanac's root belongs. The path may be that of its file,
    /// its address, or the address of a part of it. [`LinkTarget::Missing`] if there is none.
    pub fn content_at(&self, path: &str) -> LinkTarget {
        self.note(|| Query::ContentAt(path.into()));
        self.tables().content_at(path, &self.pages)
    }

    /// The path from the site's root at which a file is served as it is, one below `media/` or one of `static/`, if
    /// `path` names one. Names are compared in NFC, as two that look the same are one to whoever writes them.
    pub fn served<'p>(&'p self, path: &'p str) -> Option<&'p str> {
        self.note(|| Query::Serves(path.into()));
        if self.serves_just(path) {
            return Some(path);
        }
        let composed = nfc(path);
        if let Some(found) = self.common.decomposed.get(&*composed) {
            return Some(found);
        }
        let found = self
            .common
            .media
            .binary_search_by(|file| file.as_str().cmp(&composed));
        let media = found.ok().map(|index| self.common.media[index].as_str());
        let files = &self.common.appearance.static_files;
        media.or_else(|| {
            files
                .get_key_value(&*composed)
                .map(|(path, _)| path.as_str())
        })
    }

    /// Whether a file is served at just this path.
    fn serves_just(&self, path: &str) -> bool {
        let media = &self.common.media;
        let is_media = media
            .binary_search_by(|file| file.as_str().cmp(path))
            .is_ok();
        is_media || self.common.appearance.static_files.contains_key(path)
    }

    /// How large the image is that is served at a path from the site's root, if that is known.
    pub fn image_size(&self, path: &str) -> Option<ImageSize> {
        self.note(|| Query::ImageSize(path.into()));
        let file = self.common.appearance.static_files.get(path);
        let file = file.map_or(path, |file| file.as_str());
        let sizes = &self.common.image_sizes;
        let found = sizes.binary_search_by(|(image, _)| image.as_str().cmp(file));
        found.ok().map(|index| sizes[index].1)
    }

    /// Finds the fact that a reference on `page` means: the current one, or for a reference with a date, the latest
    /// one whose own date may be the same. Among facts that differ in `applies_to`, one that applies to the whole has
    /// precedence.
    pub fn fact<'a>(
        &'a self,
        page: &'a Page,
        reference: &FactReference,
    ) -> Option<(&'a Page, &'a Fact)> {
        let owner = match &reference.entry {
            Some(slug) => match self.resolve(slug.as_str()) {
                LinkTarget::Page(index) => self.page(index),
                _ => return None,
            },
            None => page,
        };
        let matches = |fact: &&Fact| match (&reference.as_of, &fact.as_of) {
            (None, _) => true,
            (Some(wanted), Some(date)) => wanted.may_equal(date),
            (Some(_), None) => false,
        };
        let of_property =
            || { owner.facts.iter() }.filter(|fact| fact.property == reference.property);
        // The first of `Page::facts_of`, which sorts all values: too much for each place that inserts one.
        let current = |facts: &mut dyn Iterator<Item = &'a Fact>| {
            facts.reduce(
                |best, fact| match fact.currency_key() > best.currency_key() {
                    true => fact,
                    false => best,
                },
            )
        };
        let mut of_the_whole = of_property()
            .filter(|fact| fact.applies_to.is_none())
            .filter(matches);
        current(&mut of_the_whole)
            .or_else(|| current(&mut of_property().filter(matches)))
            .map(|fact| (owner, fact))
    }
}
