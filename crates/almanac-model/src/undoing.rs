//! What can be taken back of what was recorded.

use crate::{ConflictingTexts, FileChange, FilePath, NoHistory};

/// What taking something back would make of what stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// The newest revision that it was worked out for.
    pub tip: String,
    /// The revisions that are taken back, the newest first; of a page that is restored, the one whose text it gets.
    pub revisions: Vec<UndoneRevision>,
    /// What it makes of the files that stand; nothing where that is so already.
    pub changes: Vec<FileChange>,
    /// What can't be taken back. Nothing is guessed: it stays as it is.
    pub kept: Vec<KeptEdit>,
    /// How many pages the revision changed beside the one that was asked for.
    pub others: usize,
    /// Whether there are more revisions than are taken back at once.
    pub has_more: bool,
}

/// A revision that is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoneRevision {
    /// Its full name.
    pub revision: String,
    /// The first paragraph of its message.
    pub summary: String,
}

/// An edit that can't be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEdit {
    /// The file, as it is called now, or was last.
    pub file: FilePath,
    /// The revision that made it.
    pub revision: UndoneRevision,
    /// Why not.
    pub why: WhyKept,
    /// The three texts, where both sides changed one place: `base` is what the edit made, `standing` what stands, `proposed`
    /// what was before it.
    pub texts: Option<ConflictingTexts>,
}

/// Why an edit can't be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyKept {
    /// The same place was changed since.
    Rewritten,
    /// It began a page that others have changed since.
    BuiltOn,
    /// The page was removed since.
    Removed,
    /// The page has got another name since.
    Moved,
    /// Another page has the name that it had.
    NameTaken,
    /// It is no content, which only whoever runs the almanac changes.
    NoContent,
}

/// Works out how something is taken back. Nothing is changed by that.
pub trait Undoing: Send + Sync {
    /// What taking back a revision would make of what stands: all that it changed, or only the page that is in a file now, or
    /// was in it last. A revision that made very much, or that others begin with, is only taken back page by page. Pages are
    /// followed by their permanent ids, whatever they are called now. `Ok(None)` where it did nothing to that page.
    ///
    /// # Errors
    /// Fails where there is no history to read.
    fn undo(
        &self,
        file: &FilePath,
        revision: &str,
        is_page_only: bool,
    ) -> Result<Option<Undo>, NoHistory>;

    /// What taking back all that somebody ever changed would make of what stands: by their name, with all that the newest
    /// `.mailmap` says is theirs.
    ///
    /// # Errors
    /// As [`Undoing::undo`].
    fn undo_all(&self, name: &str) -> Result<Undo, NoHistory>;

    /// What giving the page that is in a file now, or was in it last, the whole text of a revision would make of what stands.
    /// `Ok(None)` where the revision has no text of it that everybody may see.
    ///
    /// # Errors
    /// As [`Undoing::undo`].
    fn restore(&self, file: &FilePath, revision: &str) -> Result<Option<Undo>, NoHistory>;
}
