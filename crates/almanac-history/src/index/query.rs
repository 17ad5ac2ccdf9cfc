//! What the index tells: the revisions of a page, the one that stood on a day, and where a page was in one.

use std::cmp::Ordering;
use std::sync::Arc;

use almanac_model::{FilePath, HistoryGap, Visibility};
use gix::ObjectId;
use gix::hash::Prefix;

use crate::{HistoryError, Repository};

use super::HistoryIndex;
use super::commit::{IndexedCommit, IndexedEdit};
use super::pages::PageNumber;

/// How many digits of a revision's name must be given at least.
pub(crate) const MIN_DIGITS: usize = 7;

/// Which of the commits of an index: the oldest is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RevisionNumber(u32);

/// What a revision did to a file of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEdit {
    /// The page.
    pub page: PageNumber,
    /// The file's path from the folder of the repository.
    pub file: Arc<str>,
    /// What it was called before, if it moved.
    pub moved_from: Option<Arc<str>>,
    /// The name of its bytes before; `None` of a file that came.
    pub before: Option<String>,
    /// The same since; `None` of one that is gone.
    pub after: Option<String>,
    /// Who might see it: since, or before where it is gone.
    pub visibility: Visibility,
}

/// A file of a revision, with the name of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAt {
    /// Its path from the folder of the repository.
    pub file: Arc<str>,
    /// The name of its bytes.
    pub blob: String,
}

impl HistoryIndex {
    /// The revision that the index is of, if there is one yet.
    pub fn tip(&self) -> Option<String> {
        self.tip.map(|tip| tip.to_string())
    }

    /// Why the history is not known to its beginning, if it isn't.
    pub fn gap(&self) -> Option<&HistoryGap> {
        self.gap.as_ref()
    }

    /// How many commits there are.
    pub fn commit_count(&self) -> usize {
        self.commits.len()
    }

    /// Where the almanac's folder lies in the repository: empty, or ending with `/`.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The page that a file of the almanac is of, as the newest revision has it; else the page that was there last.
    pub fn page_of(&self, repository: &Repository, file: &FilePath) -> Option<PageNumber> {
        let file = format!("{}{file}", self.folder);
        let path = self.paths.find(&file)?;
        let tip = self
            .tip
            .and_then(|tip| blob_at(repository, tip, &file).ok()?);
        let now = tip.and_then(|blob| self.pages.at(path, blob));
        now.or_else(|| self.pages.last_at(path))
    }

    /// The page that was last at a path from the folder of the repository.
    pub fn page_at(&self, path: &str) -> Option<PageNumber> {
        self.pages.last_at(self.paths.find(path)?)
    }

    /// The page with an id.
    pub fn page_with_id(&self, id: &str) -> Option<PageNumber> {
        self.pages.of_id(self.ids.find(id)?)
    }

    /// All paths at which files ever were, from the folder of the repository, with the page that was there last.
    pub fn paths(&self) -> impl Iterator<Item = (&Arc<str>, PageNumber)> {
        let numbers = 0..u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        numbers.filter_map(|path| Some((self.paths.get(path), self.pages.last_at(path)?)))
    }

    /// The paths at which a page ever was, from the folder of the repository.
    pub fn paths_of(&self, page: PageNumber) -> Vec<Arc<str>> {
        let numbers = self.path_numbers_of(page);
        numbers
            .into_iter()
            .map(|path| self.paths.get(path).clone())
            .collect()
    }

    /// The pages that were removed from a path at which a page is, or was last: its earlier lives, though they may have had
    /// other ids.
    pub fn earlier_lives(&self, page: PageNumber) -> Vec<PageNumber> {
        let paths = self.path_numbers_of(page);
        let at_path = |path: &u32| {
            let earlier = self.pages.earlier_at(*path);
            let earlier = earlier.filter(|earlier| *earlier != page);
            let is_removed_there = move |earlier: &PageNumber| {
                let last = self.last_edit(*earlier);
                last.is_some_and(|edit| edit.path == *path && edit.after.is_none())
            };
            earlier.filter(is_removed_there).collect::<Vec<_>>()
        };
        let mut lives: Vec<PageNumber> = paths.iter().flat_map(at_path).collect();
        lives.sort_unstable();
        lives.dedup();
        lives
    }

    /// Whether the page that was last at a path is a draft now, or was one when it was removed.
    pub fn is_draft_now(&self, path: &str) -> bool {
        let page = self
            .paths
            .find(path)
            .and_then(|path| self.pages.last_at(path));
        page.is_some_and(|page| self.is_draft(page))
    }

    /// Whether a page is a draft now, or was one when it was removed.
    pub fn is_draft(&self, page: PageNumber) -> bool {
        let last = self
            .last_edit(page)
            .and_then(|edit| edit.after.or(edit.before));
        last.is_some_and(|blob| self.visibility_of(blob) == Visibility::Draft)
    }

    fn last_edit(&self, page: PageNumber) -> Option<&IndexedEdit> {
        let (commit, place) = self.pages.edits(page).last()?;
        Some(&self.commits[*commit as usize].edits[*place as usize])
    }

    /// The last that was done to a page, and by which revision.
    pub fn last_of(&self, page: PageNumber) -> Option<(RevisionNumber, PageEdit)> {
        let place = self.pages.edits(page).last()?;
        Some((RevisionNumber(place.0), self.edit(*place)))
    }

    fn path_numbers_of(&self, page: PageNumber) -> Vec<u32> {
        let edits = self.pages.edits(page).iter();
        let edits =
            edits.map(|(commit, place)| &self.commits[*commit as usize].edits[*place as usize]);
        let paths = edits.flat_map(|edit| [Some(edit.path), edit.from]);
        let mut paths: Vec<u32> = paths.flatten().collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The revisions of some pages, the newest first: the commits that have one of them otherwise than all their parents.
    pub fn revisions(&self, pages: &[PageNumber]) -> Vec<RevisionNumber> {
        let edits = pages.iter().flat_map(|page| self.pages.edits(*page));
        let mut commits: Vec<u32> = edits.map(|(commit, _)| *commit).collect();
        commits.sort_unstable_by_key(|commit| std::cmp::Reverse(*commit));
        commits.dedup();
        commits.into_iter().map(RevisionNumber).collect()
    }

    /// What a revision did to some pages.
    pub fn edits_of(&self, revision: RevisionNumber, pages: &[PageNumber]) -> Vec<PageEdit> {
        let edits = pages.iter().flat_map(|page| {
            let edits = self.pages.edits(*page);
            let start = edits.partition_point(|(commit, _)| *commit < revision.0);
            let of_revision = edits[start..].iter();
            of_revision.take_while(move |(commit, _)| *commit == revision.0)
        });
        edits.map(|place| self.edit(*place)).collect()
    }

    /// What a revision did to all pages. What a merge left out since is in the history of none.
    pub fn edits(&self, revision: RevisionNumber) -> Vec<PageEdit> {
        let edits = &self.commits[revision.0 as usize].edits;
        let moved: Vec<u32> = edits.iter().filter_map(|edit| edit.from).collect();
        let places = (0_u32..).zip(edits);
        // The other half of a move is told with it.
        places
            .filter(|(_, edit)| edit.after.is_some() || !moved.contains(&edit.path))
            .map(|(place, _)| (revision.0, place))
            .filter(|place| self.pages.has(*place))
            .map(|place| self.edit(place))
            .collect()
    }

    fn edit(&self, place: (u32, u32)) -> PageEdit {
        let commit = &self.commits[place.0 as usize];
        let edit = &commit.edits[place.1 as usize];
        let from = edit.from.and_then(|from| {
            let removed = commit.edits.iter();
            let mut removed = removed.filter(|edit| edit.path == from && edit.after.is_none());
            removed.next()
        });
        let name = |blob: Option<ObjectId>| blob.map(|blob| blob.to_string());
        PageEdit {
            page: self.pages.of_edit(place),
            file: self.paths.get(edit.path).clone(),
            moved_from: edit.from.map(|from| self.paths.get(from).clone()),
            before: name(from.map_or(edit.before, |from| from.before)),
            after: name(edit.after),
            visibility: match (edit.after, edit.before) {
                (None, Some(before)) => self.visibility_of(before),
                _ => edit.visibility,
            },
        }
    }

    fn visibility_of(&self, blob: ObjectId) -> Visibility {
        self.hidden.get(&blob).copied().unwrap_or_default()
    }

    /// Who might see a text, by the name of its bytes.
    pub fn visibility(&self, blob: &str) -> Visibility {
        let blob = ObjectId::from_hex(blob.as_bytes());
        blob.map_or_else(|_| Visibility::default(), |blob| self.visibility_of(blob))
    }

    /// All revisions, the newest first.
    pub fn all_revisions(&self) -> impl Iterator<Item = RevisionNumber> {
        let all = u32::try_from(self.commits.len()).unwrap_or(u32::MAX);
        (0..all).rev().map(RevisionNumber)
    }

    /// Those that come behind one in that order.
    pub fn revisions_behind(&self, one: RevisionNumber) -> impl Iterator<Item = RevisionNumber> {
        (0..one.0).rev().map(RevisionNumber)
    }

    /// The revision of a name, or of at least its first seven digits. `None` where there is none among those that the tip
    /// comes from, or more than one.
    pub fn revision(&self, name: &str) -> Option<RevisionNumber> {
        if name.len() < MIN_DIGITS {
            return None;
        }
        let prefix = Prefix::from_hex(name).ok()?;
        let is_it =
            |(_, commit): &(u32, &IndexedCommit)| prefix.cmp_oid(&commit.id) == Ordering::Equal;
        let mut found = (0_u32..).zip(&self.commits).filter(is_it);
        match (found.next(), found.next()) {
            (Some((number, _)), None) => Some(RevisionNumber(number)),
            _ => None,
        }
    }

    /// The full name of a revision.
    pub fn name(&self, revision: RevisionNumber) -> String {
        self.commits[revision.0 as usize].id.to_string()
    }

    /// When a revision was recorded, in seconds since 1970. `None` where that can't be read.
    pub fn recorded(&self, revision: RevisionNumber) -> Option<i64> {
        self.commits[revision.0 as usize].recorded
    }

    /// Whether it is unknown what a revision changed, as the revisions before it are not in this copy.
    pub fn is_end(&self, revision: RevisionNumber) -> bool {
        self.commits[revision.0 as usize].is_end
    }

    /// The first parent of a revision.
    pub fn parent(&self, revision: RevisionNumber) -> Option<RevisionNumber> {
        let parents = &self.graph.parents[revision.0 as usize];
        parents.first().copied().map(RevisionNumber)
    }

    /// The parent of a revision that has just one: neither the first one, nor a merge.
    pub fn only_parent(&self, revision: RevisionNumber) -> Option<RevisionNumber> {
        match &self.graph.parents[revision.0 as usize][..] {
            [parent] => Some(RevisionNumber(*parent)),
            _ => None,
        }
    }

    /// What the branch held at a moment: the newest of the first parents that had been recorded by then. What says that it
    /// was recorded after `now` counts as recorded with the one before, and nothing as recorded before what it comes from.
    /// `None` before the first revision.
    pub fn as_of(&self, moment: i64, now: i64) -> Option<RevisionNumber> {
        let mut chain: Vec<u32> = self.graph.first_parents().collect();
        chain.reverse();
        let mut recorded = i64::MIN;
        let mut found = None;
        for commit in chain {
            let own = self.commits[commit as usize].recorded;
            recorded = own
                .filter(|own| *own <= now)
                .map_or(recorded, |own| own.max(recorded));
            if recorded > moment {
                break;
            }
            found = Some(RevisionNumber(commit));
        }
        found
    }

    /// The files of a page in a revision, with its first path first.
    ///
    /// # Errors
    /// Fails where the revision's trees can't be read.
    pub fn files_at(
        &self,
        repository: &Repository,
        page: PageNumber,
        revision: RevisionNumber,
    ) -> Result<Vec<FileAt>, HistoryError> {
        let commit = self.commits[revision.0 as usize].id;
        let mut files = Vec::new();
        for path in self.path_numbers_of(page) {
            let file = self.paths.get(path);
            let blob = blob_at(repository, commit, file)?;
            let blob = blob.filter(|blob| self.pages.at(path, *blob) == Some(page));
            files.extend(blob.map(|blob| FileAt {
                file: file.clone(),
                blob: blob.to_string(),
            }));
        }
        Ok(files)
    }
}

impl Repository {
    /// The name of the bytes of a file in a revision, if it is there.
    ///
    /// # Errors
    /// Fails where the revision's trees can't be read.
    pub fn file_at(&self, revision: &str, file: &str) -> Result<Option<String>, HistoryError> {
        let commit = ObjectId::from_hex(revision.as_bytes()).map_err(HistoryError::unreadable)?;
        let blob = blob_at(self, commit, file)?;
        Ok(blob.map(|blob| blob.to_string()))
    }

    /// The bytes of a name, if they are in this copy of the repository.
    pub fn blob(&self, name: &str) -> Option<Vec<u8>> {
        let id = ObjectId::from_hex(name.as_bytes()).ok()?;
        let mut object = self.inner.find_object(id).ok()?;
        Some(std::mem::take(&mut object.data))
    }
}

fn blob_at(
    repository: &Repository,
    commit: ObjectId,
    file: &str,
) -> Result<Option<ObjectId>, HistoryError> {
    let commit = repository.inner.find_commit(commit);
    let commit = commit.map_err(HistoryError::unreadable)?;
    let tree = commit.tree_id().map_err(HistoryError::unreadable)?;
    repository.blob_at(tree.detach(), file)
}
