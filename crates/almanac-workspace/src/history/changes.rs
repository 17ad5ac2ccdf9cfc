//! What changed in the almanac: revision by revision, each with the pages that it changed.

use almanac_history::{CommitWords, PageEdit, Repository, RevisionNumber};
use almanac_model::{
    ChangedPage, ContentConfig, FilePath, NoHistory, PastPages, RecordedChange, RecordedChanges,
};

use super::former::is_of_content;
use super::{PageHistory, open};

/// How many pages of a revision are looked at to find out whether only line ends differ.
const MOST_COMPARED: usize = 50;

/// How many revisions are looked at at once at most.
const MOST_LOOKED_AT: usize = 1_000;

impl PageHistory {
    /// Some of the newest revisions of the almanac: see [`almanac_model::History::changes`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn changes(
        &self,
        content: &ContentConfig,
        behind: Option<&str>,
        most: usize,
    ) -> Result<RecordedChanges, NoHistory> {
        let repository = open(&self.almanac)?;
        let most = most.min(MOST_LOOKED_AT);
        let start = behind.and_then(|name| self.index.revision(name));
        let numbers: Vec<RevisionNumber> = match (start, behind) {
            (Some(start), _) => self.index.revisions_behind(start).take(most + 1).collect(),
            (None, Some(_)) => Vec::new(),
            (None, None) => self.index.all_revisions().take(most + 1).collect(),
        };
        let has_more = numbers.len() > most;
        let numbers = &numbers[..numbers.len().min(most)];
        let mut changes = Vec::new();
        for number in numbers {
            changes.extend(self.recorded_change(&repository, content, *number)?);
        }
        let last = numbers.last().filter(|_| has_more);
        Ok(RecordedChanges {
            tip: self.tip(),
            changes,
            last: last.map(|last| self.index.name(*last)),
            gap: self.index.gap().cloned(),
        })
    }

    /// A revision of the almanac: see [`almanac_model::History::recorded`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn recorded(
        &self,
        content: &ContentConfig,
        revision: &str,
    ) -> Result<Option<RecordedChange>, NoHistory> {
        let Some(number) = self.index.revision(revision) else {
            return Ok(None);
        };
        self.recorded_change(&open(&self.almanac)?, content, number)
    }

    /// A page that a revision changed: see [`almanac_model::History::changed_page`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn changed_page(&self, revision: &str, path: &str) -> Result<Option<PastPages>, NoHistory> {
        let Some(number) = self.index.revision(revision) else {
            return Ok(None);
        };
        let repository = open(&self.almanac)?;
        let edits = self.listed_edits(number);
        let edit = edits.iter().find(|edit| *edit.file == *path);
        let pages = edit.map(|edit| self.past_pages(&repository, number, edit));
        pages.transpose()
    }

    /// A revision with the pages that it changed, if there are any that everybody may see.
    fn recorded_change(
        &self,
        repository: &Repository,
        content: &ContentConfig,
        number: RevisionNumber,
    ) -> Result<Option<RecordedChange>, NoHistory> {
        let edits = self.listed_edits(number);
        let folder = self.index.folder();
        let mut pages = Vec::with_capacity(edits.len());
        for edit in &edits {
            let now = self.file_now(repository, edit.page)?;
            let is_gone = now.is_none();
            let then = || {
                let file = edit.file.strip_prefix(folder).map(FilePath::from);
                file.filter(|file| is_of_content(file, content))
            };
            // What lies outside of the almanac is no page of it.
            if let Some(file) = now.or_else(then) {
                pages.push(ChangedPage {
                    title: { is_gone.then_some(()) }
                        .and_then(|()| self.last_title(repository, &file)),
                    file,
                    path: edit.file.to_string(),
                    deed: self.deed(std::slice::from_ref(edit)),
                });
            }
        }
        if pages.is_empty() {
            return Ok(None);
        }
        let name = self.index.name(number);
        let words: Option<CommitWords> = repository
            .commit_words(&name)
            .map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        let Some(words) = words else {
            return Ok(None);
        };
        Ok(Some(RecordedChange {
            revision: self.revision(number, name, words, &edits),
            pages,
            is_of_line_ends: is_of_line_ends(repository, &edits),
        }))
    }

    /// What a revision did to pages that everybody may see, both then and now.
    fn listed_edits(&self, number: RevisionNumber) -> Vec<PageEdit> {
        let mut edits = self.index.edits(number);
        edits.retain(|edit| {
            let mut blobs = [&edit.before, &edit.after].into_iter().flatten();
            let is_shown = self.was_shown(edit) || self.is_shown_since(edit);
            is_shown && blobs.any(|blob| self.is_listed(blob)) && !self.is_unlisted_now(edit)
        });
        edits
    }

    fn is_unlisted_now(&self, edit: &PageEdit) -> bool {
        let last = self.index.last_of(edit.page);
        let blob = last.and_then(|(_, last)| last.after.or(last.before));
        blob.is_some_and(|blob| !self.is_listed(&blob))
    }
}

/// Whether edits did nothing but give lines other ends.
fn is_of_line_ends(repository: &Repository, edits: &[PageEdit]) -> bool {
    let without = |bytes: Vec<u8>| -> Vec<u8> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        text.iter().copied().filter(|byte| *byte != b'\r').collect()
    };
    let is_same = |edit: &PageEdit| {
        let blobs = edit.before.as_deref().zip(edit.after.as_deref());
        let texts = blobs.and_then(|(before, after)| {
            let after = repository.blob(after)?;
            // Most edits are told by their length: lines would have to end otherwise by the same number of bytes.
            let before = repository.blob(before)?;
            Some((before, after))
        });
        edit.moved_from.is_none()
            && texts
                .is_some_and(|(before, after)| before != after && without(before) == without(after))
    };
    !edits.is_empty() && edits.iter().take(MOST_COMPARED).all(is_same)
}
