//! Learning paths.

use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut, Range};

use crate::page::{find_heading, repeated_title};
use crate::{Address, CitedSources, ContentFile, Heading, Level, PageIndex, ReadingTime};

/// An ordered list of steps, each saying why it comes where it does.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct LearningPath {
    /// What it has in common with all other content.
    pub content: ContentFile,
    /// Whom it is for.
    pub audience: Option<String>,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// The bytes of its introduction.
    pub introduction: Range<usize>,
    /// The bytes of its closing page's text, after the heading, if it has any.
    pub closing: Option<Range<usize>>,
    /// How long that takes to read. It is no part of the path's own time, which is that of its steps.
    pub closing_time: Option<ReadingTime>,
    /// The headings of both, each with the anchor that it has on its page.
    pub outline: Vec<Heading>,
    /// The level that its steps come out at.
    pub level: PathLevel,
    /// The sources that its page cites: those of the introduction in order, then those of the front matter, where its
    /// audience and the reasons of its steps stand.
    pub cited: CitedSources,
    /// The sources that the text of its closing page cites, in order.
    pub cited_at_end: CitedSources,
}

impl Deref for LearningPath {
    type Target = ContentFile;

    fn deref(&self) -> &ContentFile {
        &self.content
    }
}

impl DerefMut for LearningPath {
    fn deref_mut(&mut self) -> &mut ContentFile {
        &mut self.content
    }
}

impl LearningPath {
    /// The bytes of its Markdown: what stands behind the front matter.
    pub fn body(&self) -> Range<usize> {
        self.introduction.start..self.text.len()
    }

    /// The heading that a link names.
    pub fn heading(&self, name: &str) -> Option<&Heading> {
        find_heading(&self.outline, name)
    }

    /// The heading at the top of its introduction that only repeats its title.
    pub fn repeated_title(&self) -> Option<&Heading> {
        let start = self.outline.first()?.span.start;
        let before = self.text.get(self.introduction.start..start)?;
        repeated_title(&self.outline, &self.title, before)
    }

    /// The page that a heading stands on: the path's, or its closing page.
    pub fn address_of(&self, heading: &Heading) -> Address {
        let closing = self.closing.as_ref();
        match closing.is_some_and(|closing| closing.contains(&heading.span.start)) {
            true => Address::of_end(self),
            false => Address::of_path(self),
        }
    }
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The entry or thread to read, as written.
    pub read: String,
    /// The page that it names, if there is one.
    pub page: Option<PageIndex>,
    /// The depth that the path insists on.
    pub depth: Option<Level>,
    /// Why it comes here, as Markdown. Empty if the author gave no reason.
    pub why: String,
    /// Whether an import made the reason, and nobody has written a real one since.
    pub is_imported: bool,
    /// The bytes that name what to read.
    pub span: Range<usize>,
}

impl Hash for Step {
    /// Leaves out the page: its place is another one whenever pages come or go.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (
            &self.read,
            &self.depth,
            &self.why,
            self.is_imported,
            &self.span,
        )
            .hash(state);
    }
}

/// The level of a path, derived from its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathLevel {
    /// No step has a level.
    Unknown,
    /// All steps that have a level have this one.
    All(Level),
    /// The levels of the steps differ.
    Mixed,
}

impl PathLevel {
    /// Derives the level of a path from those of its steps.
    pub fn of_steps(levels: impl IntoIterator<Item = Option<Level>>) -> Self {
        let mut known = levels.into_iter().flatten();
        match known.next() {
            None => PathLevel::Unknown,
            Some(first) if known.all(|level| level == first) => PathLevel::All(first),
            Some(_) => PathLevel::Mixed,
        }
    }

    /// The name in lower case: `mixed`, `introductory`; `None` if no level is known.
    pub fn name(self) -> Option<&'static str> {
        match self {
            PathLevel::Unknown => None,
            PathLevel::All(level) => Some(level.name()),
            PathLevel::Mixed => Some("mixed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_whose_steps_differ_is_mixed() {
        use Level::{Advanced, Introductory};
        assert_eq!(PathLevel::of_steps([None, None]), PathLevel::Unknown);
        assert_eq!(
            PathLevel::of_steps([Some(Advanced), None]),
            PathLevel::All(Advanced)
        );
        assert_eq!(
            PathLevel::of_steps([Some(Introductory), Some(Advanced)]),
            PathLevel::Mixed
        );
    }
}
