//! Whose text is rendered, and where it will stand.

use std::collections::BTreeMap;

use almanac_locale::Direction;
use almanac_model::{FilePath, Page};

use crate::view::View;

/// Whose text is rendered, and where it will stand.
#[derive(Clone, Copy)]
pub(crate) struct BodyScope<'s> {
    /// The site that it is rendered for.
    pub site: &'s View<'s>,
    /// The page whose facts and notes are meant.
    pub page: Option<&'s Page>,
    /// The file that relative links are relative to.
    pub file: &'s FilePath,
    /// Whether the page's infobox and notes stand in the same document.
    pub is_at_home: bool,
}

impl<'s> BodyScope<'s> {
    /// The text of a page, standing with its infobox and notes.
    pub(crate) fn of_page(site: &'s View<'s>, page: &'s Page) -> Self {
        Self {
            site,
            page: Some(page),
            file: &page.file,
            is_at_home: true,
        }
    }

    /// The text of a file that has no facts of its own.
    pub(crate) fn of_file(site: &'s View<'s>, file: &'s FilePath) -> Self {
        Self {
            site,
            page: None,
            file,
            is_at_home: false,
        }
    }

    /// Which way the language of the text runs.
    pub(crate) fn direction(self) -> Direction {
        let translation = self.page.and_then(|page| page.translation.as_ref());
        let language = match (translation, self.site.language()) {
            (None, Some(language)) if self.page.is_none() => language.as_str(),
            _ => self.site.language_of(translation),
        };
        Direction::of(language)
    }

    /// The same, standing in another document than its notes.
    pub(crate) fn away(self) -> Self {
        Self {
            is_at_home: false,
            ..self
        }
    }
}

/// How often each note is referred to, by the number of the note.
pub(crate) type References = BTreeMap<u32, usize>;
