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
        let mut entries = entries_of(bytes.as_deref().unwrap_or_default(), hash)?;
        let mut changed: BTreeMap<&str, Option<TreeEntry>> = BTreeMap::new();
        for (name, below) in by_first_part(changes) {
            let entry = match below {
                Below::File(entry) => entry,
                Below::Folder(changes) => {
                    let stands = entries.iter().find(|entry| entry.filename == name);
                    let folder = stands.filter(|entry| entry.mode.is_tree());
                    let folder = folder.map(|entry| entry.oid.to_owned());
                    let made = self.changed_tree(folder, &changes)?;
                    made.map(|id| TreeEntry {
                        mode: EntryKind::Tree.into(),
                        id,
                    })
                }
            };
            changed.insert(name, entry);
        }
        entries.retain(|entry| match entry.filename.to_str() {
            Ok(name) => !changed.contains_key(name),
            Err(_) => true,
        });
        for (name, entry) in &changed {
            if let Some(entry) = entry {
                entries.push(EntryRef {
                    mode: entry.mode,
                    filename: BStr::new(name),
                    oid: &entry.id,
                });
            }
        }
        if entries.is_empty() {
            return Ok(None);
        }
        // Almost sorted already, which costs one look at each.
        entries.sort();
        let mut written = Vec::with_capacity(bytes.as_deref().map_or(0, <[u8]>::len) + 128);
        let tree = TreeRef { entries };
        tree.write_to(&mut written)
            .map_err(HistoryError::unreadable)?;
        self.add_object(Kind::Tree, written).map(Some)
    }
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
