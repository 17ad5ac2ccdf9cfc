//! Which files one of two trees has not, or has otherwise.
//!
//! A revision of a folder of thousands of files changes few of them, and there are thousands of revisions. So what two trees
//! have alike is passed over by comparing bytes, and only its boundaries between entries are read.

use std::cmp::Ordering;

use gix::objs::TreeRefIter;
use gix::objs::tree::{EntryKind, EntryRef};
use gix::{ObjectId, Tree};

use crate::edits::FileEdit;
use crate::repository::is_too_deep;
use crate::{HistoryError, Repository};

impl Repository {
    pub(crate) fn tree(&self, id: ObjectId) -> Result<Tree<'_>, HistoryError> {
        self.inner.find_tree(id).map_err(HistoryError::unreadable)
    }

    /// Names the files that one of two trees has not, or has otherwise. What lies deeper than an almanac reaches is passed over.
    pub(crate) fn differing(
        &self,
        older: Option<ObjectId>,
        newer: Option<ObjectId>,
        folder: String,
        found: &mut dyn FnMut(FileEdit),
    ) -> Result<(), HistoryError> {
        if older == newer {
            return Ok(());
        }
        let older = older.map(|id| self.tree(id)).transpose()?;
        let newer = newer.map(|id| self.tree(id)).transpose()?;
        let hash = self.inner.object_hash();
        let mut before = Entries::of(older.as_ref(), hash);
        let mut after = Entries::of(newer.as_ref(), hash);
        let path_of = |entry: &EntryRef<'_>| {
            let name = std::str::from_utf8(entry.filename).ok()?;
            Some(match folder.is_empty() {
                true => name.to_owned(),
                false => format!("{folder}/{name}"),
            })
        };
        loop {
            pass_over_alike(&mut before, &mut after)?;
            // Both are in git's order of names.
            let (gone, come) = match (before.first()?, after.first()?) {
                (None, None) => return Ok(()),
                (Some(gone), Some(come)) => match gone.entry.cmp(&come.entry) {
                    Ordering::Less => (Some(gone), None),
                    Ordering::Equal => (Some(gone), Some(come)),
                    Ordering::Greater => (None, Some(come)),
                },
                one => one,
            };
            before.skip(gone.as_ref());
            after.skip(come.as_ref());
            let Some(named) = come.as_ref().or(gone.as_ref()) else {
                return Ok(());
            };
            // A name that is no text can't be an address. It costs itself only.
            let Some(path) = path_of(&named.entry) else {
                continue;
            };
            let tree = |one: &Option<Entry<'_>>| id_if(one, |kind| kind == EntryKind::Tree);
            let trees = (tree(&gone), tree(&come));
            if trees != (None, None) && !is_too_deep(&path) {
                self.differing(trees.0, trees.1, path.clone(), found)?;
            }
            let is_file = |kind| !matches!(kind, EntryKind::Tree | EntryKind::Commit);
            let files = (id_if(&gone, is_file), id_if(&come, is_file));
            if files != (None, None) {
                found(FileEdit {
                    file: path,
                    before: files.0,
                    after: files.1,
                });
            }
        }
    }
}

/// The object of an entry, if that is of a kind.
fn id_if(entry: &Option<Entry<'_>>, is_wanted: impl Fn(EntryKind) -> bool) -> Option<ObjectId> {
    let entry = entry.as_ref().map(|found| &found.entry)?;
    is_wanted(entry.mode.kind()).then(|| entry.oid.to_owned())
}

/// The entries of a tree that are still to be read.
struct Entries<'t> {
    rest: &'t [u8],
    hash: gix::hash::Kind,
}

/// An entry of a tree, and how many bytes of the tree it takes.
struct Entry<'t> {
    entry: EntryRef<'t>,
    length: usize,
}

impl<'t> Entries<'t> {
    /// Those of a tree; none where there is none.
    fn of(tree: Option<&'t Tree<'_>>, hash: gix::hash::Kind) -> Self {
        let rest = tree.map_or(&[][..], |tree| &tree.data);
        Self { rest, hash }
    }

    fn first(&self) -> Result<Option<Entry<'t>>, HistoryError> {
        let mut entries = TreeRefIter::from_bytes(self.rest, self.hash);
        let Some(entry) = entries.next() else {
            return Ok(None);
        };
        let length = entries.offset_to_next_entry(self.rest);
        let entry = entry.map_err(HistoryError::unreadable)?;
        Ok(Some(Entry { entry, length }))
    }

    fn skip(&mut self, entry: Option<&Entry<'_>>) {
        self.rest = &self.rest[entry.map_or(0, |entry| entry.length)..];
    }
}

/// Passes over the entries with which both trees go on alike.
fn pass_over_alike(before: &mut Entries<'_>, after: &mut Entries<'_>) -> Result<(), HistoryError> {
    let alike = alike_at_start(before.rest, after.rest);
    if alike == before.rest.len() && alike == after.rest.len() {
        (before.rest, after.rest) = (&[], &[]);
        return Ok(());
    }
    let mut passed = 0;
    while let Some(entry) = after
        .first()?
        .filter(|entry| passed + entry.length <= alike)
    {
        passed += entry.length;
        after.skip(Some(&entry));
    }
    before.rest = &before.rest[passed..];
    Ok(())
}

/// How many bytes two texts have alike at their start.
fn alike_at_start(one: &[u8], other: &[u8]) -> usize {
    const PIECE: usize = 64;
    let pieces = one.chunks_exact(PIECE).zip(other.chunks_exact(PIECE));
    let start = PIECE * pieces.take_while(|(one, other)| one == other).count();
    let bytes = one[start..].iter().zip(&other[start..]);
    start + bytes.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_up_to_the_first_byte_that_differs() {
        for length in [0, 1, 63, 64, 65, 200] {
            let one = vec![b'x'; length];
            let mut other = one.clone();
            assert_eq!(alike_at_start(&one, &other), length);
            other.push(b'y');
            assert_eq!(alike_at_start(&one, &other), length);
            for place in 0..length {
                other[place] = b'z';
                assert_eq!(alike_at_start(&one, &other), place);
                other[place] = b'x';
            }
        }
    }
}
