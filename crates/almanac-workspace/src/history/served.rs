//! The past of a served almanac.

use std::sync::Arc;

use almanac_compile::{CompileError, Touched};
use almanac_model::{
    Address, AsOf, ContentHash, EventName, FilePath, FormerPage, History, NoHistory, PageAsOf,
    PageRevisions, PastPages, PastTime, Reading, RecordedChange, RecordedChanges, Removal,
    Revision, UnreadableHistory,
};

use super::{KnownParts, PageHistory};
use crate::workspace::{AlmanacWorkspace, lock};

impl AlmanacWorkspace {
    /// Takes what the history knows of parts of pages, once it was read for a newest revision: when events were recorded, and which
    /// confirmed values were changed since. Returns whether that changed anything.
    ///
    /// # Errors
    /// As [`AlmanacWorkspace::refresh`].
    pub fn follow_history(&self) -> Result<bool, CompileError> {
        let Ok(history) = self.page_history() else {
            return Ok(false);
        };
        let tip = history.tip();
        if self.dates.knows_parts_of(&tip) {
            return Ok(false);
        }
        let known = self.dates.parts();
        let parts = history.known_parts(&self.served().snapshot, &known);
        // Where it can't be read, nothing is known as of that revision.
        let parts = parts.unwrap_or_else(|_| KnownParts::of_nothing(tip));
        match self.dates.take_parts(parts) {
            true => self.refresh(&Touched::Files(Default::default())),
            false => Ok(false),
        }
    }

    /// Asks the history, and once more if something could not be read: git may have packed it elsewhere meanwhile, and each time
    /// the repository is opened anew. What fails then too is said in `/healthz`, until it doesn't.
    fn of_history<T>(
        &self,
        ask: impl Fn(&PageHistory) -> Result<T, NoHistory>,
    ) -> Result<T, NoHistory> {
        let history = self.page_history()?;
        let found = ask(&history).or_else(|why| match why {
            NoHistory::NotHere | NoHistory::Unreadable(_) => ask(&history),
            why => Err(why),
        });
        *lock(&self.history_trouble) = found.as_ref().err().cloned();
        found
    }
}

impl History for AlmanacWorkspace {
    fn as_of(&self, revision: &str) -> Result<Option<AsOf>, UnreadableHistory> {
        self.whole_as_of(revision)
    }

    fn revisions(
        &self,
        file: &FilePath,
        skip: usize,
        most: usize,
    ) -> Result<PageRevisions, NoHistory> {
        self.of_history(|history| history.revisions(file, skip, most))
    }

    fn trouble(&self) -> Option<NoHistory> {
        match self.page_history() {
            Err(why) => Some(why),
            Ok(_) => lock(&self.history_trouble).clone(),
        }
    }

    fn tip(&self) -> Option<String> {
        Some(self.page_history().ok()?.tip())
    }

    fn event_revisions(
        &self,
        thread: &FilePath,
        event: &EventName,
        skip: usize,
        most: usize,
    ) -> Result<PageRevisions, NoHistory> {
        self.of_history(|history| history.event_revisions(thread, event, skip, most))
    }

    fn change(
        &self,
        file: &FilePath,
        revision: &str,
    ) -> Result<Option<(Revision, PastPages)>, NoHistory> {
        self.of_history(|history| history.change(file, revision))
    }

    fn between(
        &self,
        file: &FilePath,
        from: &str,
        to: &str,
    ) -> Result<Option<PastPages>, NoHistory> {
        self.of_history(|history| history.between(file, from, to))
    }

    fn text_with(
        &self,
        file: &FilePath,
        base: &ContentHash,
    ) -> Result<Option<Arc<[u8]>>, NoHistory> {
        self.of_history(|history| history.text_with(file, base))
    }

    fn at(&self, file: &FilePath, time: &PastTime) -> Result<PageAsOf, NoHistory> {
        let present = self.served();
        self.of_history(|history| history.at(file, time, &present.snapshot))
    }

    fn shown_file(
        &self,
        page: &FilePath,
        revision: &str,
        path: &str,
    ) -> Result<Option<Vec<u8>>, NoHistory> {
        self.of_history(|history| history.shown_file(page, revision, path))
    }

    fn former(&self, address: &Address) -> Result<Option<FormerPage>, NoHistory> {
        let present = self.served();
        let content = &present.snapshot.config().content;
        self.of_history(|history| history.former(address, content))
    }

    fn removed_event(
        &self,
        thread: &FilePath,
        event: &EventName,
    ) -> Result<Option<Removal>, NoHistory> {
        self.of_history(|history| history.removed_event(thread, event))
    }

    fn changes(&self, behind: Option<&str>, most: usize) -> Result<RecordedChanges, NoHistory> {
        let present = self.served();
        let content = &present.snapshot.config().content;
        self.of_history(|history| history.changes(content, behind, most))
    }

    fn recorded(&self, revision: &str) -> Result<Option<RecordedChange>, NoHistory> {
        let present = self.served();
        let content = &present.snapshot.config().content;
        self.of_history(|history| history.recorded(content, revision))
    }

    fn changed_page(&self, revision: &str, path: &str) -> Result<Option<PastPages>, NoHistory> {
        self.of_history(|history| history.changed_page(revision, path))
    }
}
