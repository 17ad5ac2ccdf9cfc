//! What the objects of entries, threads and paths have in common.

use almanac_locale::Edition;
use almanac_model::{Address, ContentFile, ContentHash, Date, Format};
use serde::Serialize;

use crate::dates::past;
use crate::evidence_json::ConfirmationJson;
use crate::json::{ChangedJson, Reference};
use crate::translation_json::{TranslationJson, VersionJson, versions};

/// The fields that the objects of entries, threads and paths begin with.
#[derive(Debug, Serialize)]
pub(crate) struct ContentJson<'s> {
    id: &'s str,
    slug: &'s str,
    /// The kind of an entry as `almanac.toml` names it; `thread` or `path`.
    kind: &'s str,
    title: &'s str,
    summary: Option<&'s str>,
    /// Whom a path is for; null if it doesn't say. Entries and threads don't have the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<Option<&'s str>>,
    aliases: &'s [String],
    level: Option<&'static str>,
    minutes: u32,
    language: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<TranslationJson<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionJson>,
    licence: Option<&'s str>,
    /// Paths don't have the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_stub: Option<bool>,
    url: String,
    markdown_url: Option<String>,
    /// The file that it is written in, from the almanac's root.
    file: &'s str,
    /// Of the whole file, which a change is based on: not where something private was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_hash: Option<&'s str>,
    text_hash: String,
    changed: Option<ChangedJson<'s>>,
    /// Who last found that the text holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<ConfirmationJson<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Date>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    authors: &'s [String],
    topics: Vec<Reference>,
}

/// What entries, threads and paths say each in their own way.
pub(crate) struct OwnFields<'s> {
    pub kind: &'s str,
    pub audience: Option<Option<&'s str>>,
    pub level: Option<&'static str>,
    pub is_stub: Option<bool>,
    /// The hash of what it tells.
    pub text_hash: ContentHash,
}

impl<'s> ContentJson<'s> {
    pub(crate) fn new(
        edition: &Edition<'s>,
        address: &Address,
        content: &'s ContentFile,
        own: OwnFields<'s>,
    ) -> Self {
        let markdown = address.form(Format::Markdown);
        let translation = content.version.as_ref();
        Self {
            id: content.id.as_str(),
            slug: content.slug.as_str(),
            kind: own.kind,
            title: &content.title,
            summary: content.summary.as_deref(),
            audience: own.audience,
            aliases: &content.aliases,
            level: own.level,
            minutes: content.reading_time.minutes(),
            language: edition.language_of(translation),
            translation: TranslationJson::new(edition, translation, address),
            versions: versions(edition, address),
            licence: edition.snapshot().config().licence.as_deref(),
            is_stub: own.is_stub,
            url: edition.full_url(address),
            markdown_url: markdown.map(|form| edition.full_url(&form)),
            file: content.file.as_str(),
            content_hash: (!content.has_private_parts).then_some(content.content_hash.as_str()),
            text_hash: own.text_hash.to_string(),
            changed: past(edition, content.changed.as_ref()).map(ChangedJson::new),
            checked: content.checked.as_deref().map(ConfirmationJson::new),
            published: content.published,
            authors: &content.authors,
            topics: Reference::to_topics(edition, &content.topics),
        }
    }
}

/// What the links of a text lead to, each once, in the order of the text.
pub(crate) fn links(edition: &Edition<'_>, content: &ContentFile) -> Vec<Reference> {
    Reference::to_targets(edition, content)
}
