//! Sources as files describe them.

use std::ops::Range;
use std::sync::Arc;

use crate::layout::is_bibliography;
use crate::{
    Confirmation, Date, Evidence, FilePath, LanguageTag, PublicationDate, SharedFile,
    SourceIdentity, SourceKey,
};

/// What sort of work a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceType {
    /// A scientific paper or technical report.
    Paper,
    /// A model card.
    ModelCard,
    /// A licence text.
    Licence,
    /// A filing with a public authority.
    Filing,
    /// A law, regulation or official policy.
    Law,
    /// A post by the party that it is about.
    Post,
    /// Documentation.
    Docs,
    /// Journalism.
    News,
    /// A data set.
    Dataset,
    /// Source code.
    Code,
    /// A book.
    Book,
    /// A page on the web of any other sort.
    #[default]
    Web,
}

impl SourceType {
    /// All types, in the order in which they are documented.
    pub const ALL: [SourceType; 12] = [
        SourceType::Paper,
        SourceType::ModelCard,
        SourceType::Licence,
        SourceType::Filing,
        SourceType::Law,
        SourceType::Post,
        SourceType::Docs,
        SourceType::News,
        SourceType::Dataset,
        SourceType::Code,
        SourceType::Book,
        SourceType::Web,
    ];

    /// The name as a file gives it.
    pub fn name(self) -> &'static str {
        match self {
            SourceType::Paper => "paper",
            SourceType::ModelCard => "model-card",
            SourceType::Licence => "licence",
            SourceType::Filing => "filing",
            SourceType::Law => "law",
            SourceType::Post => "post",
            SourceType::Docs => "docs",
            SourceType::News => "news",
            SourceType::Dataset => "dataset",
            SourceType::Code => "code",
            SourceType::Book => "book",
            SourceType::Web => "web",
        }
    }

    /// Finds the type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Who made a work: a person, or an organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Creator {
    /// The whole name, as it is shown: `Ann van der Berg`.
    pub name: String,
    /// The part by which a sentence speaks of a person, `van der Berg`, where it is known which it is.
    pub family: Option<String>,
}

impl Creator {
    /// The name by which a sentence speaks of it.
    pub fn short_name(&self) -> &str {
        self.family.as_deref().unwrap_or(&self.name)
    }
}

impl From<String> for Creator {
    /// A name of which the parts are not known.
    fn from(name: String) -> Self {
        Self { name, family: None }
    }
}

impl AsRef<str> for Creator {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

impl serde::Serialize for Creator {
    /// Writes the whole name.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

/// Those who had one part in a work, in the order in which it names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Creators {
    /// Those who are named.
    pub named: Vec<Creator>,
    /// Whether there are more than are named: `and others`.
    pub has_more: bool,
}

impl Creators {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }
}

impl From<Vec<Creator>> for Creators {
    /// All that there are.
    fn from(named: Vec<Creator>) -> Self {
        Self {
            named,
            has_more: false,
        }
    }
}

/// Which edition a work is, where it came out and where it stands in a larger one, in words and numbers as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub struct WorkDetails {
    /// Where it was published: `Basel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The conference at which it was presented, and where that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Which edition it is: `2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Its version, as software has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The series that it came out in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// Its volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Its number, or that of the issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The chapter that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<String>,
    /// The pages on which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// How many volumes it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume_total: Option<String>,
    /// How many pages it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_total: Option<String>,
    /// How far its publication is, beside a date: `in press`. Without a date, that is when it came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

impl WorkDetails {
    /// The details, boxed as few works have some; `None` if there are none.
    pub fn boxed(self) -> Option<Box<Self>> {
        (self != Self::default()).then(|| Box::new(self))
    }
}

/// A cited work as one file describes it. Other files may describe the same work, under this key
/// or another: which work it is, its identity says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// The key by which the file's page cites it, or all pages if the file is a shared list.
    pub key: SourceKey,
    /// Which work it is.
    pub identity: SourceIdentity,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived_url: Option<String>,
    /// Who wrote it.
    pub authors: Creators,
    /// Who edited it, or what it is part of.
    pub editors: Creators,
    /// Who translated it.
    pub translators: Creators,
    /// Who published it.
    pub publisher: Option<String>,
    /// Which edition it is, and where it stands in a larger work.
    pub details: Option<Box<WorkDetails>>,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// When it was read.
    pub accessed: Option<Date>,
    /// What sort of work it is.
    pub kind: SourceType,
    /// What it supports.
    pub note: Option<String>,
    /// The language of its words, if it is given.
    pub language: Option<LanguageTag>,
    /// Whether its words can't be had, so that nobody is asked for a passage.
    pub is_without_evidence: bool,
    /// Who last found that it is there and says what it is cited for.
    pub checked: Option<Box<Confirmation>>,
    /// The file that defines it.
    pub file: FilePath,
    /// The bytes of that file that define it.
    pub span: Range<usize>,
}

/// A source as a page cites it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CitedSource {
    /// What the page's key names.
    pub source: Arc<Source>,
    /// The number of its note, from 1. Two keys of one work share a note.
    pub number: u32,
    /// Where in the work the text cites it by this key, each place once, in the order in which they come: `p. 5`.
    pub locators: Vec<String>,
    /// The passages that the page quotes of it by this key, each once, in the order in which they come.
    pub evidence: Vec<Evidence>,
    /// What of the page's text it supports: for each citation by this key, where the block begins that it stands in,
    /// and where it ends. Front matter is left out.
    pub uses: Vec<SourceUse>,
}

/// A citation of a source in the text of a page, as places in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceUse {
    /// Where the block begins: the paragraph, item, cell or heading.
    pub block: u32,
    /// Where the mark begins.
    pub start: u32,
    /// Where the mark ends.
    pub end: u32,
}

impl Source {
    /// Those by whom a sentence calls the work: its authors, else its editors, else its translators.
    pub fn makers(&self) -> &Creators {
        let parts = [&self.authors, &self.editors, &self.translators];
        let mut parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.next().unwrap_or(&self.authors)
    }

    /// Whether a passage of it stands at its address, or in the archived copy: that is a page on the web, and no file of
    /// another sort, book or film.
    pub fn has_text_at(&self, address: &str) -> bool {
        self.kind != SourceType::Book && is_web_page(address)
    }

    /// Whether all pages share it.
    pub fn is_shared(&self) -> bool {
        let file = self.file.as_str();
        SharedFile::of(file).is_some_and(SharedFile::has_sources) || is_bibliography(file)
    }
}

/// Whether an address leads to a page of text on the web, as far as the address tells.
fn is_web_page(address: &str) -> bool {
    /// Files that are no pages.
    const OTHERS: [&str; 20] = [
        ".pdf", ".epub", ".djvu", ".ps", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".csv", ".zip",
        ".gz", ".mp3", ".mp4", ".webm", ".ogg", ".wav", ".png", ".jpg", ".jpeg",
    ];
    /// What leads to a work elsewhere, or to a film.
    const HOSTS: [&str; 7] = [
        "doi.org",
        "dx.doi.org",
        "youtube.com",
        "www.youtube.com",
        "youtu.be",
        "vimeo.com",
        "www.vimeo.com",
    ];
    let lower = address.to_ascii_lowercase();
    let Some((scheme, rest)) = lower.split_once("://") else {
        return false;
    };
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    // `arxiv.org/pdf/2204.07705` is one without an ending.
    let is_other = OTHERS.iter().any(|ending| path.ends_with(ending)) || path.contains("/pdf/");
    // Of an archived copy the address of the original counts too.
    let mut hosts = rest
        .split("://")
        .map(|rest| rest.split(['/', '?', '#', ':']).next());
    let is_elsewhere = hosts.any(|host| host.is_some_and(|host| HOSTS.contains(&host)));
    matches!(scheme, "http" | "https") && !is_other && !is_elsewhere
}

#[cfg(test)]
mod tests {
    use super::is_web_page;

    #[test]
    fn pages_on_the_web_are_told_from_other_files() {
        for page in [
            "https://example.org/a?b=c.pdf#d",
            "http://example.org/report.html",
            "https://web.archive.org/web/2024/https://example.org/a",
        ] {
            assert!(is_web_page(page), "{page}");
        }
        for other in [
            "https://example.org/a.PDF?x",
            "https://arxiv.org/pdf/2204.07705",
            "https://doi.org/10.1000/1",
            "https://www.youtube.com/watch?v=1",
            "https://web.archive.org/web/2024/https://youtu.be/1",
            "ftp://example.org/a",
            "isbn:1",
        ] {
            assert!(!is_web_page(other), "{other}");
        }
    }
}
