//! The notes that a snapshot takes of what is asked of it.

use std::sync::Arc;

use super::Snapshot;
use crate::reads::{Query, Reads, Trace};
use crate::{PageIndex, Slug, SourceIdentity, WorkIndex};

impl Snapshot {
    /// The same snapshot, which notes from now on what is asked of it: see [`Snapshot::trace`].
    #[must_use]
    pub fn recording(&self) -> Self {
        Self {
            reads: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// What has been asked of a snapshot that records, and the hash of its answers. Where a snapshot doesn't record,
    /// the trace says that everything was asked.
    pub fn trace(&self) -> Trace {
        let reads = self.reads.clone().unwrap_or_else(|| {
            let all = Reads::default();
            all.note(Query::Everything);
            Arc::new(all)
        });
        Trace::new(&reads, &self.silent())
    }

    /// The same snapshot, which notes nothing.
    pub(crate) fn silent(&self) -> Self {
        Self {
            reads: None,
            ..self.clone()
        }
    }

    pub(crate) fn note(&self, question: impl FnOnce() -> Query) {
        if let Some(reads) = &self.reads {
            reads.note(question());
        }
    }

    pub(super) fn note_page(&self, index: PageIndex, question: impl FnOnce(Slug) -> Query) {
        self.note(|| question(self.pages[index.0 as usize].slug.clone()));
    }

    pub(super) fn note_named(&self, slug: &str, question: impl FnOnce(Slug) -> Query) {
        // A name that is no slug names nothing in any snapshot, so that the answer can't change.
        if let (Some(reads), Ok(slug)) = (&self.reads, Slug::new(slug)) {
            reads.note(question(slug));
        }
    }

    pub(super) fn note_work(
        &self,
        index: WorkIndex,
        question: impl FnOnce(SourceIdentity) -> Query,
    ) {
        let source = || self.common.sources.work(index).source();
        self.note(|| question(source().identity.clone()));
    }
}
