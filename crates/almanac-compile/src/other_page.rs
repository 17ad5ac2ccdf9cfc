//! What checks of single pages see of other pages.
//!
//! After an edit of the text of one page, the short way of the compiler ([`catch_up`](crate::catch_up)) checks few pages
//! again. That is right only if no check reads the text of a page that the checked one doesn't link to, and of those
//! that it links to nothing but headings and ids. The fields of these types are private, and their methods give no more
//! than that.

use almanac_model::{
    ContentFile, Destination, Fact, FactReference, FilePath, Heading, LearningPath, Page,
    PageIndex, Slug, Snapshot, nfc,
};

use almanac_syntax::yaml::Node;

use crate::context::ReadFile;

/// What the front matter of a page says.
#[derive(Clone, Copy)]
pub(crate) struct FrontMatter<'c> {
    page: &'c Page,
    read: &'c ReadFile,
}

impl<'c> FrontMatter<'c> {
    /// The front matter of a page, which is linked and read.
    pub fn new(page: &'c Page, read: &'c ReadFile) -> Self {
        Self { page, read }
    }

    /// The page's file.
    pub fn file(&self) -> &'c FilePath {
        &self.page.file
    }

    /// The page's slug.
    pub fn slug(&self) -> &'c Slug {
        &self.page.slug
    }

    /// The page's title.
    pub fn title(&self) -> &'c str {
        &self.page.title
    }

    /// Whether the page is a thread.
    pub fn is_thread(&self) -> bool {
        self.page.is_thread()
    }

    /// All facts, as written.
    pub fn facts(&self) -> &'c [Fact] {
        &self.page.facts
    }

    /// The facts of a property, the current one first.
    pub fn facts_of(&self, property: &str) -> Vec<&'c Fact> {
        self.page.facts_of(property)
    }

    /// Whether a fact of a property is stated, even one that could not be read.
    pub fn states(&self, property: &str) -> bool {
        let facts = self.read.document.front_matter.get("facts");
        let stated = facts.and_then(Node::as_mapping).unwrap_or_default();
        let mut names = stated.iter().filter_map(|(name, _)| name.as_str());
        names.any(|name| nfc(name) == property)
    }

    /// The fact that a reference on the page means.
    pub fn fact(&self, snapshot: &'c Snapshot, reference: &FactReference) -> Option<&'c Fact> {
        snapshot.fact(self.page, reference).map(|(_, fact)| fact)
    }

    /// Whether a key names a source on the page.
    pub fn has_source(&self, snapshot: &Snapshot, key: &str) -> bool {
        snapshot.source(Some(self.page), key).is_some()
    }

    /// Whether it could not be read to its end.
    pub fn is_broken(&self) -> bool {
        self.read.broken
    }
}

/// Where a link leads.
pub(crate) enum LinkDestination<'c> {
    /// An entry, a thread, a path, or a translation of one.
    Content(LinkedContent<'c>),
    /// A file that is served as it is, by its path from the site's root.
    File(String),
    /// A file below `media/` that is not there, by its path.
    MissingFile(String),
    /// Several pages bear the name.
    Ambiguous(Vec<PageIndex>),
    /// Another page or file that the site makes.
    Site,
    /// Nothing that there is.
    Missing,
}

impl<'c> LinkDestination<'c> {
    /// A destination, without what checks of single pages must not read.
    pub fn of(destination: Destination<'c>) -> LinkDestination<'c> {
        match destination {
            Destination::Page(page) => Self::Content(LinkedContent::of_page(page)),
            Destination::Path(path) => Self::Content(LinkedContent::of_path(path)),
            Destination::Site(_) => Self::Site,
            Destination::File(path) => Self::File(path),
            Destination::MissingFile(path) => Self::MissingFile(path),
            Destination::Ambiguous(pages) => Self::Ambiguous(pages),
            Destination::Missing => Self::Missing,
        }
    }
}

/// The headings and ids of a page or path that a link leads to.
#[derive(Clone, Copy)]
pub(crate) struct LinkedContent<'c> {
    content: &'c ContentFile,
    outline: &'c [Heading],
    /// The page, if it is an entry or a thread.
    page: Option<&'c Page>,
}

impl<'c> LinkedContent<'c> {
    fn of_page(page: &'c Page) -> Self {
        Self {
            content: &page.content,
            outline: &page.outline,
            page: Some(page),
        }
    }

    fn of_path(path: &'c LearningPath) -> Self {
        Self {
            content: &path.content,
            outline: &path.outline,
            page: None,
        }
    }

    /// Its file.
    pub fn file(&self) -> &'c FilePath {
        &self.content.file
    }

    /// Its slug.
    pub fn slug(&self) -> &'c Slug {
        &self.content.slug
    }

    /// Its headings, in order.
    pub fn outline(&self) -> &'c [Heading] {
        self.outline
    }

    /// Whether a link to it may name a heading so.
    pub fn has_heading(&self, name: &str) -> bool {
        self.page.is_some_and(|page| page.heading(name).is_some())
    }

    /// Whether an embed of it may name a part so.
    pub fn has_part(&self, name: &str) -> bool {
        self.page
            .is_some_and(|page| page.part(Some(name)).is_some())
    }

    /// Whether something else than a heading may have an id: a question, a fact, a figure, raw HTML. What follows
    /// front matter that never ends is unknown, and may have any: `is_broken` says so of a page. Links to these are rare,
    /// so that no table is made of them. Notes are left out: their numbers change with the text.
    pub fn may_have_id(&self, id: &str, is_broken: impl FnOnce(&Page) -> bool) -> bool {
        /// What the page of every path has.
        const OF_EVERY_PATH: [&str; 1] = ["steps:"];
        let Some(page) = self.page else {
            return OF_EVERY_PATH.contains(&id);
        };
        if is_broken(page) {
            return true;
        }
        if let Some((sort, name)) = id.split_once(':') {
            return match sort {
                "state-of-play" => name.is_empty() && page.is_thread(),
                "q" => page.questions.iter().any(|asked| asked.id.as_str() == name),
                "fact" => page.facts.iter().any(|fact| fact.property.as_str() == name),
                _ => page.has_id(id),
            };
        }
        page.has_id(id)
    }
}
