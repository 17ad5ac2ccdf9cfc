//! What the objects of entries, threads and paths say of other languages.

use almanac_model::{Address, Version};
use serde::Serialize;

use almanac_locale::Edition;

/// The original of a translation, and the text of it that was translated.
#[derive(Debug, Serialize)]
pub(crate) struct TranslationJson<'s> {
    original_url: String,
    /// The hash of the text that it was made from.
    translated_from: Option<&'s str>,
    /// The hash of the original's text as it is now.
    original_hash: &'s str,
}

impl<'s> TranslationJson<'s> {
    pub(crate) fn new(
        edition: &Edition<'_>,
        translation: Option<&'s Version>,
        address: &Address,
    ) -> Option<Self> {
        let made = translation.filter(|made| made.language.is_some())?;
        Some(Self {
            original_url: edition.full_url(address.original()),
            translated_from: made.written_from.as_ref().map(|hash| hash.as_str()),
            original_hash: made.original.as_str(),
        })
    }
}

/// The same in a language.
#[derive(Debug, Serialize)]
pub(crate) struct VersionJson {
    language: String,
    url: String,
}

/// All versions, the original first; none if there is but one.
pub(crate) fn versions(edition: &Edition<'_>, address: &Address) -> Vec<VersionJson> {
    let versions = edition.versions(address).into_iter();
    versions
        .map(|there| VersionJson {
            language: edition.language_of_address(&there).to_owned(),
            url: edition.full_url(&there),
        })
        .collect()
}
