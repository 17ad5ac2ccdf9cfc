//! A tree of git with some files changed: the trees on their way are made anew, and all else is taken over by name.

use std::collections::BTreeMap;

use gix::ObjectId;
use gix::bstr::{BStr, ByteSlice};
use gix::objs::tree::{EntryKind, EntryMode, EntryRef};
use gix::objs::{Kind, TreeRef, TreeRefIter, WriteTo};

use crate::HistoryError;
use crate::recording::Recording;

/// What stands under a name of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TreeEntry {
    pub mode: EntryMode,
    pub id: ObjectId,
}

/// What some files are to become, by the parts of their paths; `None` for those that go.
pub(crate) type TreeChanges<'c> = BTreeMap<Vec<&'c str>, Option<TreeEntry>>;

impl Recording<'_> {
    /// The tree with changes; `None` where nothing is left of it.
    pub(crate) fn changed_tree(
        &mut self,
        tree: Option<ObjectId>,
        changes: &TreeChanges<'_>,
    ) -> Result<Option<ObjectId>, HistoryError> {
        let bytes = tree.map(|tree| self.tree_bytes(tree)).transpose()?;
        let hash = self.repository.inner.object_hash();
        let bytes = bytes.as_deref().unwrap_or_default();
        let mut changed: BTreeMap<&str, Option<TreeEntry>> = BTreeMap::new();
        for (name, below) in by_first_part(changes) {
            let is_below = matches!(below, Below::Folder(_));
            let stands = entry_of(bytes, name, hash)?;
            let is_folder = stands.is_some_and(|entry| entry.mode.is_tree());
            let entry = match below {
                Below::File(entry) => entry,
                Below::Folder(changes) => {
                    let folder = stands.filter(|_| is_folder);
                    let folder = folder.map(|entry| entry.oid.to_owned());
                    let made = self.changed_tree(folder, &changes)?;
                    made.map(|id| TreeEntry {
                        mode: EntryKind::Tree.into(),
                        id,
                    })
                }
            };
            // What goes is a file: neither a folder of its name, nor the file that stands where the folder on its way would be.
            let is_meant = entry.is_some() || is_folder == is_below;
            if !is_meant {
                continue;
            }
            changed.insert(name, entry);
        }
        let written = spliced(bytes, &changed, hash)?;
        match written.is_empty() {
            true => Ok(None),
            false => self.add_object(Kind::Tree, written).map(Some),
        }
    }
}

/// The bytes of a tree with some entries changed. What lies between these is copied as it is: a folder may have 100,000 files.
fn spliced(
    bytes: &[u8],
    changed: &BTreeMap<&str, Option<TreeEntry>>,
    hash: gix::hash::Kind,
) -> Result<Vec<u8>, HistoryError> {
    let new = changed.iter();
    let mut new: Vec<EntryRef<'_>> = new
        .filter_map(|(name, entry)| {
            let entry = entry.as_ref()?;
            Some(EntryRef {
                mode: entry.mode,
                filename: BStr::new(*name),
                oid: &entry.id,
            })
        })
        .collect();
    // Git sorts the names of folders as if they ended with a slash, so that a file that becomes a folder may move.
    new.sort_unstable();
    let mut new = new.into_iter().peekable();
    let mut written = Vec::with_capacity(bytes.len() + 128);
    let mut copied = 0;
    let mut standing = TreeRefIter::from_bytes(bytes, hash);
    loop {
        let start = standing.offset_to_next_entry(bytes);
        let Some(entry) = standing.next() else {
            break;
        };
        let entry = entry.map_err(HistoryError::unreadable)?;
        let goes = is_changed(changed, entry.filename);
        if !goes && new.peek().is_none_or(|next| *next > entry) {
            continue;
        }
        written.extend_from_slice(&bytes[copied..start]);
        copied = start;
        while let Some(next) = new.next_if(|next| *next < entry) {
            write_entry(next, &mut written)?;
        }
        if goes {
            copied = standing.offset_to_next_entry(bytes);
        }
    }
    written.extend_from_slice(&bytes[copied..]);
    new.try_for_each(|entry| write_entry(entry, &mut written))?;
    Ok(written)
}

/// Whether an entry goes, or stands otherwise.
fn is_changed(changed: &BTreeMap<&str, Option<TreeEntry>>, name: &BStr) -> bool {
    let name = name.to_str();
    name.is_ok_and(|name| changed.contains_key(name))
}

fn write_entry(entry: EntryRef<'_>, written: &mut Vec<u8>) -> Result<(), HistoryError> {
    let tree = TreeRef {
        entries: vec![entry],
    };
    tree.write_to(written).map_err(HistoryError::unreadable)
}

/// The entries of a tree's bytes.
pub(crate) fn entries_of(
    bytes: &[u8],
    hash: gix::hash::Kind,
) -> Result<Vec<EntryRef<'_>>, HistoryError> {
    let entries = TreeRefIter::from_bytes(bytes, hash);
    entries
        .map(|entry| entry.map_err(HistoryError::unreadable))
        .collect()
}

/// The entry of a name in a tree's bytes.
pub(crate) fn entry_of<'t>(
    bytes: &'t [u8],
    name: &str,
    hash: gix::hash::Kind,
) -> Result<Option<EntryRef<'t>>, HistoryError> {
    let mut entries = TreeRefIter::from_bytes(bytes, hash);
    let found = entries.find(|entry| entry.as_ref().map_or(true, |entry| entry.filename == name));
    found.transpose().map_err(HistoryError::unreadable)
}

/// What changes stand for below one name.
enum Below<'c> {
    File(Option<TreeEntry>),
    Folder(TreeChanges<'c>),
}

fn by_first_part<'c>(changes: &TreeChanges<'c>) -> BTreeMap<&'c str, Below<'c>> {
    let mut grouped: BTreeMap<&str, Below<'_>> = BTreeMap::new();
    for (path, entry) in changes {
        match path.as_slice() {
            [] => {}
            // A file that goes makes way for a folder of its name.
            [name] => match grouped.get(name) {
                Some(Below::Folder(_)) if entry.is_none() => {}
                _ => drop(grouped.insert(name, Below::File(*entry))),
            },
            [name, rest @ ..] => {
                let below = grouped.entry(name).or_insert(Below::File(None));
                // What goes from a folder makes way for a file of the folder's name.
                if entry.is_none() && matches!(below, Below::File(Some(_))) {
                    continue;
                }
                if let Below::File(_) = below {
                    *below = Below::Folder(TreeChanges::new());
                }
                if let Below::Folder(changes) = below {
                    changes.insert(rest.to_vec(), *entry);
                }
            }
        }
    }
    grouped
}
