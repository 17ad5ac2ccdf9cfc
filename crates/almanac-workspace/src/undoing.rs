//! How a workspace works out what can be taken back.

use std::time::Duration;

use almanac_history::Repository;
use almanac_model::{Author, FilePath, NoHistory, Reading, Undo, Undoing};

use crate::history::PageHistory;
use crate::workspace::AlmanacWorkspace;

/// How long somebody who takes back what was just recorded waits until the history has it.
const PATIENCE: Duration = Duration::from_secs(5);

impl AlmanacWorkspace {
    /// The history up to what is recorded now.
    fn newest_history(&self) -> Result<PageHistory, NoHistory> {
        let repository = self.almanac.repository();
        let repository = repository.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        let tip = repository.and_then(|repository| repository.head());
        let followed = self.history.as_ref().ok_or(NoHistory::OutsideGit)?;
        followed.show(tip.as_deref());
        Ok(followed.of(tip.as_deref(), PATIENCE)?.on(self.today()))
    }
}

impl Undoing for AlmanacWorkspace {
    fn undo(
        &self,
        file: &FilePath,
        revision: &str,
        is_page_only: bool,
    ) -> Result<Option<Undo>, NoHistory> {
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        let history = self.newest_history()?;
        history.undo(layout, file, revision, is_page_only)
    }

    fn undo_all(&self, name: &str) -> Result<Undo, NoHistory> {
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        let author = Author::new(name, "").map(|author| author.addressed_at(&self.host()));
        let name_in = |repository: &Repository| {
            let known = author.as_ref().map(|author| repository.known_as(author));
            known.map_or_else(|_| name.to_owned(), |known| known.name)
        };
        self.newest_history()?.undo_all(layout, &name_in)
    }

    fn restore(&self, file: &FilePath, revision: &str) -> Result<Option<Undo>, NoHistory> {
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        self.newest_history()?.restore(layout, file, revision)
    }
}
