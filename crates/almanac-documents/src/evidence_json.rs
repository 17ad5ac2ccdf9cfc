//! Evidence and confirmations as objects, and a work with its evidence as the Citation Style Language has it.

use std::borrow::Cow;

use almanac_locale::passage_address;
use almanac_model::{CitedSource, Confirmation, Creator, Date, Evidence, Source, SourceType};
use serde::Serialize;

use crate::citation::Issued;

/// A passage of a source.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceJson<'s> {
    /// The key of the source, where it is not said around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<&'s str>,
    /// The exact words.
    passage: Cow<'s, str>,
    /// Where they stand, if that is a page of the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Where they stand in the archived copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<String>,
}

impl<'s> EvidenceJson<'s> {
    /// A passage of a source, named by its key if that is given.
    pub(crate) fn new(
        source: Option<&Source>,
        key: Option<&'s str>,
        evidence: &'s Evidence,
    ) -> Self {
        let at = |address: Option<&str>| passage_address(source?, address?, evidence);
        Self {
            source: key,
            locator: evidence.locator.as_deref(),
            passage: evidence.visible_passage(),
            url: at(source.and_then(|source| source.url.as_deref())),
            archived_url: at(source.and_then(|source| source.archived_url.as_deref())),
        }
    }

    /// The passages that a page quotes of a work by a key.
    pub(crate) fn of_cited(cited: &'s CitedSource) -> Vec<Self> {
        let evidence = cited.evidence.iter();
        evidence
            .map(|evidence| Self::new(Some(&cited.source), None, evidence))
            .collect()
    }
}

/// Who found on which day that something is still so.
#[derive(Debug, Serialize)]
pub(crate) struct ConfirmationJson<'s> {
    on: Date,
    by: &'s str,
}

impl<'s> ConfirmationJson<'s> {
    pub(crate) fn new(checked: &'s Confirmation) -> Self {
        Self {
            on: checked.on,
            by: &checked.by,
        }
    }
}

/// A work as CSL-JSON, with its evidence where CSL leaves room for what it has no field for: `custom`.
#[derive(Debug, Serialize)]
pub(crate) struct CslWork<'s> {
    id: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'s str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslCreator<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'s str>,
    custom: CslCustom<'s>,
}

#[derive(Debug, Serialize)]
struct CslCreator<'s> {
    literal: &'s Creator,
}

#[derive(Debug, Serialize)]
struct CslCustom<'s> {
    evidence: Vec<EvidenceJson<'s>>,
}

impl<'s> CslWork<'s> {
    /// A work of which the page quotes passages; `None` of any other.
    pub(crate) fn of_cited(cited: &'s CitedSource) -> Option<Self> {
        let source = &cited.source;
        (!cited.evidence.is_empty()).then(|| Self {
            id: source.key.as_str(),
            kind: csl_type(source.kind),
            title: &source.title,
            url: source.url.as_deref(),
            author: { source.authors.named.iter() }
                .map(|literal| CslCreator { literal })
                .collect(),
            publisher: source.publisher.as_deref(),
            issued: { source.published.as_ref() }
                .and_then(|published| published.single())
                .map(Issued::on),
            accessed: source.accessed.map(Issued::on),
            language: source.language.as_ref().map(|tag| tag.as_str()),
            custom: CslCustom {
                evidence: EvidenceJson::of_cited(cited),
            },
        })
    }
}

/// What CSL calls a sort of work: <https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types>.
fn csl_type(kind: SourceType) -> &'static str {
    match kind {
        SourceType::Paper => "article",
        SourceType::Filing => "report",
        SourceType::Law => "legislation",
        SourceType::Post => "post",
        SourceType::News => "article-newspaper",
        SourceType::Dataset => "dataset",
        SourceType::Code => "software",
        SourceType::Book => "book",
        SourceType::ModelCard | SourceType::Licence | SourceType::Docs => "document",
        SourceType::Web => "webpage",
    }
}
