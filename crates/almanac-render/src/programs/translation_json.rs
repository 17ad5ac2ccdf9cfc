//! What the objects of entries, threads and paths say of other languages.

use almanac_model::{Address, Translation};
use serde::Serialize;

use crate::view::View;

/// Of which original, and of which text of it, something is the translation.
#[derive(Debug, Serialize)]
pub(super) struct TranslationJson<'s> {
    original_url: String,
    /// The hash of the text that it was made from.
    translated_from: Option<&'s str>,
    /// The hash of the original's text as it is now.
    original_hash: &'s str,
}

impl<'s> TranslationJson<'s> {
    pub(super) fn new(
        site: &View<'_>,
        translation: Option<&'s Translation>,
        address: &Address,
    ) -> Option<Self> {
        let made = translation?;
        Some(Self {
            original_url: site.full_url(address.original()),
            translated_from: made.translated_from.as_ref().map(|hash| hash.as_str()),
            original_hash: made.original.as_str(),
        })
    }
}

/// The same in a language.
#[derive(Debug, Serialize)]
pub(super) struct VersionJson {
    language: String,
    url: String,
}

/// All versions, the original first; none if there is but one.
pub(super) fn versions(site: &View<'_>, address: &Address) -> Vec<VersionJson> {
    let versions = site.versions(address).into_iter();
    versions
        .map(|there| VersionJson {
            language: site.language_of_address(&there).to_owned(),
            url: site.full_url(&there),
        })
        .collect()
}
