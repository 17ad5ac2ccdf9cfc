//! What other pages show of an entry or a thread: what an edit of its text leaves as it is.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::{ContentId, LanguageTag, Level, Page, Slug};

/// What links show of an entry or a thread, or of another version of one.
///
/// A page that reads no more of the pages it links to can be kept while their texts are edited. So its hash covers just
/// what its methods give, and none of them gives anything of the text.
#[derive(Debug, Clone, Copy)]
pub struct PageHead<'s>(&'s Page);

impl<'s> PageHead<'s> {
    /// Its permanent id.
    pub fn id(self) -> &'s ContentId {
        &self.0.id
    }

    /// Its slug.
    pub fn slug(self) -> &'s Slug {
        &self.0.slug
    }

    /// Its title.
    pub fn title(self) -> &'s str {
        &self.0.title
    }

    /// Whether it is the first page of the site, and no other version of that.
    pub fn is_home(self) -> bool {
        self.0.is_home && self.0.is_original()
    }

    /// Whether it is a thread.
    pub fn is_thread(self) -> bool {
        self.0.is_thread()
    }

    /// The language that it is translated into; `None` of an original.
    pub fn language(self) -> Option<&'s LanguageTag> {
        self.0.language()
    }

    /// The depth at which it tells its subject anew; `None` where it is told at the original's own level.
    pub fn depth(self) -> Option<Level> {
        self.0.depth()
    }
}

impl<'s> From<&'s Page> for PageHead<'s> {
    fn from(page: &'s Page) -> Self {
        Self(page)
    }
}

impl<'s> From<&'s Arc<Page>> for PageHead<'s> {
    fn from(page: &'s Arc<Page>) -> Self {
        Self(page)
    }
}

impl Hash for PageHead<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.id(), self.slug(), self.title()).hash(hasher);
        (self.is_home(), self.is_thread()).hash(hasher);
        (self.language(), self.depth()).hash(hasher);
    }
}
