//! Which page each version of a file was of.
//!
//! A page is known through time by its id. A text without one is what its file was before: under the same path, under the
//! one that it moved from, or, where a file of this name had been removed, that page again. All this follows from the
//! commits in the order of their numbers, so it is the same however the index came to be.

use gix::ObjectId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::commit::{IndexedCommit, IndexedEdit};
use super::graph::Graph;

/// Which of the pages of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageNumber(u32);

/// Where an edit stands: the number of its commit, and its place among the edits of that.
pub(crate) type EditPlace = (u32, u32);

/// The pages of a history.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// What was done to each page, the oldest first. Edits that no merge took are left out.
    edits: Vec<Vec<EditPlace>>,
    /// Pages that turned out to be others.
    same_as: FxHashMap<u32, u32>,
    /// The page of each text that was ever at a path.
    versions: FxHashMap<(u32, ObjectId), u32>,
    /// The page that was last at a path.
    last_at: FxHashMap<u32, u32>,
    /// The pages that were at a path before that, where there were any.
    earlier_at: FxHashMap<u32, Vec<u32>>,
    /// The pages of all edits, commit by commit.
    of_edits: Vec<u32>,
    /// Where those of each commit begin.
    first_edits: Vec<usize>,
    by_id: FxHashMap<u32, u32>,
}

impl Pages {
    /// The pages of commits in their order.
    pub fn of(graph: &Graph, commits: &[IndexedCommit]) -> Self {
        let left_out = left_out(graph, commits);
        let mut found = Found::default();
        for (number, commit) in (0_u32..).zip(commits) {
            found.take(number, commit, &left_out);
        }
        found.pages
    }

    /// The page that a file with some text was of.
    pub fn at(&self, path: u32, blob: ObjectId) -> Option<PageNumber> {
        let page = self.versions.get(&(path, blob))?;
        Some(PageNumber(self.now(*page)))
    }

    /// The page that was at a path last.
    pub fn last_at(&self, path: u32) -> Option<PageNumber> {
        let page = self.last_at.get(&path)?;
        Some(PageNumber(self.now(*page)))
    }

    /// The pages that were at a path before the one that was there last.
    pub fn earlier_at(&self, path: u32) -> impl Iterator<Item = PageNumber> {
        let earlier = self.earlier_at.get(&path).into_iter().flatten();
        earlier.map(|page| PageNumber(self.now(*page)))
    }

    /// The page of an id.
    pub fn of_id(&self, id: u32) -> Option<PageNumber> {
        let page = self.by_id.get(&id)?;
        Some(PageNumber(self.now(*page)))
    }

    /// What was done to a page, the oldest first.
    pub fn edits(&self, page: PageNumber) -> &[EditPlace] {
        &self.edits[page.0 as usize]
    }

    /// Whether an edit is in the history of its page.
    pub fn has(&self, edit: EditPlace) -> bool {
        let page = self.of_edit(edit);
        self.edits(page).binary_search(&edit).is_ok()
    }

    /// The page of an edit.
    pub fn of_edit(&self, (commit, place): EditPlace) -> PageNumber {
        let page = self.of_edits[self.first_edits[commit as usize] + place as usize];
        PageNumber(self.now(page))
    }

    fn now(&self, mut page: u32) -> u32 {
        while let Some(other) = self.same_as.get(&page) {
            page = *other;
        }
        page
    }
}

/// The edits of which merges took nothing: by the number of their commit and their path.
fn left_out(graph: &Graph, commits: &[IndexedCommit]) -> FxHashSet<(u32, u32)> {
    let mut left_out = FxHashSet::default();
    for (number, commit) in commits.iter().enumerate() {
        let parents = &graph.parents[number];
        for (place, parent) in parents.iter().enumerate() {
            let dropped = commit.dropped.iter();
            let dropped = dropped.filter(|dropped| dropped.parent as usize == place);
            let paths: Vec<u32> = dropped.map(|dropped| dropped.path).collect();
            if paths.is_empty() {
                continue;
            }
            let others = parents.iter().filter(|other| *other != parent).copied();
            for alone in graph.only_of(*parent, &others.collect::<Vec<u32>>()) {
                left_out.extend(paths.iter().map(|path| (alone, *path)));
            }
        }
    }
    left_out
}

/// The pages as they are found, commit by commit.
#[derive(Default)]
struct Found {
    pages: Pages,
    /// The id of each page that has one.
    ids: FxHashMap<u32, u32>,
    /// At how many paths each page is.
    alive: Vec<u32>,
    /// Pages that have a text with the id of another page, as a copy has: by that id.
    copies: FxHashMap<u32, Vec<u32>>,
    /// The paths from which a page moved away, so that what comes there next is another.
    left: FxHashSet<u32>,
}

impl Found {
    fn take(&mut self, number: u32, commit: &IndexedCommit, left_out: &FxHashSet<(u32, u32)>) {
        // All are found first, as what one page left may be where another comes.
        let removed: Vec<u32> = commit
            .edits
            .iter()
            .filter(|edit| edit.after.is_none())
            .filter_map(|edit| self.page_before(edit.path, edit.before))
            .collect();
        let pages = commit.edits.iter();
        let pages: Vec<u32> = pages.map(|edit| self.page_of(edit, &removed)).collect();
        self.pages.first_edits.push(self.pages.of_edits.len());
        self.pages.of_edits.extend(&pages);
        let moved: FxHashSet<u32> = commit.edits.iter().filter_map(|edit| edit.from).collect();
        for (place, (edit, page)) in (0_u32..).zip(commit.edits.iter().zip(&pages)) {
            self.apply(edit, *page, moved.contains(&edit.path));
            // The other half of a move is told with it.
            let is_half = edit.after.is_none() && moved.contains(&edit.path);
            if !is_half && !left_out.contains(&(number, edit.path)) {
                let page = self.pages.now(*page) as usize;
                self.pages.edits[page].push((number, place));
            }
        }
        for page in removed {
            self.hand_on(page);
        }
    }

    /// The page that a text at a path was of before.
    fn page_before(&self, path: u32, before: Option<ObjectId>) -> Option<u32> {
        let known = before.and_then(|blob| self.pages.versions.get(&(path, blob)));
        let page = known.or_else(|| self.pages.last_at.get(&path))?;
        Some(self.pages.now(*page))
    }

    /// The page that an edit makes a version of.
    fn page_of(&mut self, edit: &IndexedEdit, removed: &[u32]) -> u32 {
        let continued = self.continued(edit);
        let Some(id) = edit.page_id.filter(|_| edit.after.is_some()) else {
            return continued.unwrap_or_else(|| self.begin(None));
        };
        let known = self.pages.by_id.get(&id).map(|page| self.pages.now(*page));
        match (known, continued) {
            (Some(page), Some(continued)) if page == continued => page,
            (Some(page), _) => {
                let gone = removed.iter().filter(|other| **other == page).count();
                if self.alive[page as usize] as usize <= gone {
                    return page;
                }
                // The page is elsewhere still. A file that comes, or came, with its id is a copy.
                let copy = continued.filter(|page| self.is_copy(id, *page));
                match (copy, edit.before) {
                    (Some(copy), _) => copy,
                    (None, Some(_)) => page,
                    (None, None) => {
                        let copy = self.begin(None);
                        self.copies.entry(id).or_default().push(copy);
                        copy
                    }
                }
            }
            (None, Some(continued)) if !self.ids.contains_key(&continued) => {
                self.ids.insert(continued, id);
                self.pages.by_id.insert(id, continued);
                continued
            }
            (None, _) => self.begin(Some(id)),
        }
    }

    /// The page that the file was before, if it was one.
    fn continued(&self, edit: &IndexedEdit) -> Option<u32> {
        match (edit.from, edit.before) {
            (Some(from), _) => {
                let blob = edit.after;
                let same = blob.and_then(|blob| self.pages.versions.get(&(from, blob)));
                same.map(|page| self.pages.now(*page))
                    .or_else(|| self.page_before(from, None))
            }
            (None, Some(_)) => self.page_before(edit.path, edit.before),
            (None, None) if self.left.contains(&edit.path) => None,
            (None, None) => self.page_before(edit.path, None),
        }
    }

    fn is_copy(&self, id: u32, page: u32) -> bool {
        let copies = self.copies.get(&id);
        copies.is_some_and(|copies| copies.contains(&page))
    }

    fn begin(&mut self, id: Option<u32>) -> u32 {
        let page = u32::try_from(self.pages.edits.len()).unwrap_or(u32::MAX);
        self.pages.edits.push(Vec::new());
        self.alive.push(0);
        if let Some(id) = id {
            self.ids.insert(page, id);
            self.pages.by_id.insert(id, page);
        }
        page
    }

    fn apply(&mut self, edit: &IndexedEdit, page: u32, is_moved_away: bool) {
        match edit.after {
            Some(blob) => {
                let before = self.pages.last_at.insert(edit.path, page);
                self.pages.versions.insert((edit.path, blob), page);
                self.left.remove(&edit.path);
                if let Some(before) = before.filter(|before| *before != page) {
                    let earlier = self.pages.earlier_at.entry(edit.path).or_default();
                    if !earlier.contains(&before) {
                        earlier.push(before);
                    }
                }
                if edit.before.is_none() {
                    self.alive[page as usize] += 1;
                } else if let Some(before) = before.filter(|before| *before != page) {
                    let before = self.pages.now(before) as usize;
                    self.alive[before] = self.alive[before].saturating_sub(1);
                    self.alive[page as usize] += 1;
                }
            }
            None => {
                let alive = &mut self.alive[page as usize];
                *alive = alive.saturating_sub(1);
                if is_moved_away {
                    self.left.insert(edit.path);
                }
            }
        }
    }

    /// The last file of a page is gone: where a copy of it has its id, the page goes on there.
    fn hand_on(&mut self, page: u32) {
        if self.alive[page as usize] > 0 {
            return;
        }
        let Some(copies) = self.ids.get(&page).and_then(|id| self.copies.remove(id)) else {
            return;
        };
        for copy in copies.into_iter().filter(|copy| *copy != page) {
            self.pages.same_as.insert(copy, page);
            let edits = std::mem::take(&mut self.pages.edits[copy as usize]);
            self.alive[page as usize] += self.alive[copy as usize];
            let all = &mut self.pages.edits[page as usize];
            all.extend(edits);
            all.sort_unstable();
        }
    }
}
