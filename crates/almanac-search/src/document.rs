//! What search is given of an almanac: one document for each page at each of its depths, in each of its languages.

use almanac_model::{Address, LanguageTag, Level, Slug, SourceKey};
pub use almanac_passages::{Field, Passage};

/// What a hit is: a page of the site. A page at its depths and in its languages is one subject, and so one hit.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(into = "(String, String)", try_from = "(String, String)")]
pub enum SearchSubject {
    /// An entry.
    Entry(Slug),
    /// A thread.
    Thread(Slug),
    /// A learning path.
    Path(Slug),
    /// A topic.
    Topic(Slug),
    /// A source that has a page of its own, by the key at which that page stands.
    Source(SourceKey),
}

impl SearchSubject {
    /// The address of the page in the almanac's own language.
    pub fn address(&self) -> Address {
        match self {
            Self::Entry(slug) => Address::Entry(slug.clone()),
            Self::Thread(slug) => Address::Thread(slug.clone()),
            Self::Path(slug) => Address::Path(slug.clone()),
            Self::Topic(slug) => Address::Topic(slug.clone()),
            Self::Source(key) => Address::Source(key.clone()),
        }
    }

    /// The address of a text of the page: at a depth, where it is another than the original's, and in a language, where it is
    /// a translation.
    pub fn address_of_text(&self, depth: Option<Level>, translated: Option<&str>) -> Address {
        let language = translated.and_then(|tag| LanguageTag::new(tag).ok());
        self.address()
            .at_depth(depth)
            .in_language(language.as_ref())
    }

    /// What sort of page it is, as programs are told: `entry`, `thread`, `path`, `topic` or `source`.
    pub fn sort(&self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::Thread(_) => "thread",
            Self::Path(_) => "path",
            Self::Topic(_) => "topic",
            Self::Source(_) => "source",
        }
    }
}

impl From<SearchSubject> for (String, String) {
    fn from(subject: SearchSubject) -> Self {
        let name = match &subject {
            SearchSubject::Entry(slug)
            | SearchSubject::Thread(slug)
            | SearchSubject::Path(slug)
            | SearchSubject::Topic(slug) => slug.as_str(),
            SearchSubject::Source(key) => key.as_str(),
        };
        (subject.sort().to_owned(), name.to_owned())
    }
}

impl TryFrom<(String, String)> for SearchSubject {
    type Error = String;

    fn try_from((sort, name): (String, String)) -> Result<Self, String> {
        let slug = || Slug::new(&name).map_err(|error| error.to_string());
        match &*sort {
            "entry" => Ok(Self::Entry(slug()?)),
            "thread" => Ok(Self::Thread(slug()?)),
            "path" => Ok(Self::Path(slug()?)),
            "topic" => Ok(Self::Topic(slug()?)),
            "source" => Ok(Self::Source(SourceKey::from(name))),
            _ => Err(format!("`{sort}` is no sort of page")),
        }
    }
}

/// A page at one depth and in one language, as search sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchDocument {
    /// The page. Documents of one subject are one hit.
    pub subject: SearchSubject,
    /// The depth at which it tells its subject anew; `None` for the original.
    pub depth: Option<Level>,
    /// The language of its text, a BCP 47 tag.
    pub language: String,
    /// Whether it is a translation: then its address is below that of the language.
    pub is_translation: bool,
    /// The kind of an entry, as `almanac.toml` names it.
    pub kind: Option<String>,
    /// How much it asks of its reader.
    pub level: Option<Level>,
    /// The topics that it belongs to.
    pub topics: Vec<Slug>,
    /// What `in:` finds it by: its own slug first, and `path:` with the slug of each path of which it is a step.
    pub within: Vec<String>,
    /// Whether it is yet to be written.
    pub is_stub: bool,
    /// How many pages link to it.
    pub linked_from: u32,
    /// The identities of the works that it cites, or that it is about: their addresses, in the form in which the same work
    /// has the same address ([`SourceIdentity`](almanac_model::SourceIdentity)). A pasted address finds them.
    pub addresses: Vec<String>,
    /// Its text in the order in which it is read; the title first.
    pub passages: Vec<Passage>,
}

impl SearchDocument {
    /// The address of the text.
    pub fn address(&self) -> Address {
        let translated = self.is_translation.then_some(&*self.language);
        self.subject.address_of_text(self.depth, translated)
    }

    /// Its title.
    pub fn title(&self) -> &str {
        let title = self
            .passages
            .iter()
            .find(|passage| passage.field == Field::Title);
        title.map_or("", |passage| &passage.text)
    }
}
