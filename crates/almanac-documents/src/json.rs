//! What the objects of entries, threads and paths share.

use almanac_model::{
    Address, Changed, CitedSource, ContentFile, Creator, Date, LinkTarget, Page, PageIndex,
    PublicationDate, Slug, WorkDetails,
};
use serde::Serialize;

use almanac_locale::Edition;

use crate::evidence_json::{ConfirmationJson, CslWork, EvidenceJson};

/// Writes an object with line breaks, for programs that people look over the shoulder of.
pub(crate) fn bytes(object: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(object).expect("texts can be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// Another page, named.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(crate) struct Reference {
    pub slug: String,
    pub title: String,
    pub url: String,
}

impl Reference {
    pub(crate) fn to_page(edition: &Edition<'_>, index: PageIndex) -> Self {
        let page = edition.page(index);
        Self {
            slug: page.slug.to_string(),
            title: page.title.clone(),
            url: edition.full_url(&Address::of_page(page)),
        }
    }

    /// The topics that carry these slugs, those that are declared.
    pub(crate) fn to_topics(edition: &Edition<'_>, slugs: &[Slug]) -> Vec<Self> {
        let declared = slugs
            .iter()
            .filter_map(|slug| edition.snapshot().topic(slug.as_str()));
        declared
            .map(|topic| Self {
                slug: topic.slug.to_string(),
                title: topic.title.clone(),
                url: edition.full_url(&Address::Topic(topic.slug.clone())),
            })
            .collect()
    }

    /// What links lead to, each once, in the order of the text.
    pub(crate) fn to_targets(edition: &Edition<'_>, content: &ContentFile) -> Vec<Self> {
        let mut seen = std::collections::HashSet::new();
        let links = content.links.iter().filter(|link| !link.target.is_empty());
        let targets = links.map(|link| {
            edition
                .snapshot()
                .link_target(&content.file, content.language(), link)
        });
        let references = targets.filter_map(|target| match target {
            LinkTarget::Page(index) => Some(Self::to_page(edition, index)),
            LinkTarget::Path(index) => {
                let path = edition.path(index);
                Some(Self {
                    slug: format!("path:{}", path.slug),
                    title: path.title.clone(),
                    url: edition.full_url(&Address::of_path(path)),
                })
            }
            LinkTarget::File(_) | LinkTarget::Missing | LinkTarget::Ambiguous(_) => None,
        });
        references
            .filter(|reference| seen.insert(reference.slug.clone()))
            .collect()
    }
}

/// When a file was last changed.
#[derive(Debug, Serialize)]
pub(crate) struct ChangedJson<'s> {
    date: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<&'s str>,
}

impl<'s> ChangedJson<'s> {
    pub(crate) fn new(changed: &'s Changed) -> Self {
        Self {
            date: changed.date,
            revision: changed.revision.as_deref(),
        }
    }
}

/// A cited work.
#[derive(Debug, Serialize)]
pub(crate) struct SourceJson<'s> {
    /// The number of its note on the page.
    number: u32,
    key: &'s str,
    title: &'s str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<&'s str>,
    authors: &'s [Creator],
    /// Whether there are more than are named.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    has_more_authors: bool,
    #[serde(skip_serializing_if = "<[Creator]>::is_empty")]
    editors: &'s [Creator],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    has_more_editors: bool,
    #[serde(skip_serializing_if = "<[Creator]>::is_empty")]
    translators: &'s [Creator],
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'s PublicationDate>,
    #[serde(flatten)]
    details: Option<&'s WorkDetails>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'s str>,
    /// Where in the work the page cites it by this key.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    locators: &'s [String],
    /// The passages that the page quotes of it by this key.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceJson<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'s str>,
    /// Who last found that it is there and says what it is cited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked: Option<ConfirmationJson<'s>>,
    /// The same work as CSL-JSON, if there is evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    csl: Option<CslWork<'s>>,
}

impl<'s> SourceJson<'s> {
    fn new(cited: &'s CitedSource) -> Self {
        let source = &cited.source;
        Self {
            number: cited.number,
            key: source.key.as_str(),
            title: &source.title,
            kind: source.kind.name(),
            url: source.url.as_deref(),
            archived_url: source.archived_url.as_deref(),
            authors: &source.authors.named,
            has_more_authors: source.authors.has_more,
            editors: &source.editors.named,
            has_more_editors: source.editors.has_more,
            translators: &source.translators.named,
            publisher: source.publisher.as_deref(),
            details: source.details.as_deref(),
            published: source.published.as_ref(),
            accessed_date: source.accessed,
            note: source.note.as_deref(),
            locators: &cited.locators,
            evidence: EvidenceJson::of_cited(cited),
            language: source.language.as_ref().map(|tag| tag.as_str()),
            checked: source.checked.as_deref().map(ConfirmationJson::new),
            csl: CslWork::of_cited(cited),
        }
    }

    /// What a part of a page cites, numbered in its order. Where in the works the page cites them is not said, as it may
    /// do so in other parts.
    pub(crate) fn numbered(cited: impl IntoIterator<Item = &'s CitedSource>) -> Vec<Self> {
        let numbered = (1..).zip(cited);
        numbered
            .map(|(number, cited)| Self {
                number,
                locators: &[],
                ..Self::new(cited)
            })
            .collect()
    }

    /// What a page cites, each key once, in the order in which it is first cited.
    pub(crate) fn of_page(page: &'s Page) -> Vec<Self> {
        page.cited.iter().map(Self::new).collect()
    }
}
