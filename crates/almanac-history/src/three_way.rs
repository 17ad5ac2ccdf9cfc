//! Texts that are merged three ways by git, each for itself: whatever they are called, and wherever they lie now.
//!
//! Git is given three small trees that name the texts by number. So it looks for no renames, which are known already by the
//! permanent ids of pages, and no attribute of a path chooses how a text is merged.

use std::collections::BTreeSet;

use gix::ObjectId;
use gix::objs::tree::{Entry, EntryKind};
use gix::objs::{Kind, Tree, Write, WriteTo};

use crate::{HistoryError, Repository};

/// Who makes the commits that git is given. Nobody sees them, and the same texts make the same ones.
const NOBODY: &str = "Almanac <almanac@localhost> 0 +0000";

/// Three texts of one file, by the names of their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreeTexts {
    /// What both others come from.
    pub base: String,
    /// One of them: what stands.
    pub ours: String,
    /// The other.
    pub theirs: String,
}

impl Repository {
    /// Merges texts three ways. Returns the name of the bytes of each; `None` where both sides changed one place, of which nothing
    /// is guessed.
    ///
    /// # Errors
    /// Fails where the repository can't be read or written to, or git can't merge at all.
    pub fn merge_texts(&self, texts: &[ThreeTexts]) -> Result<Vec<Option<String>>, HistoryError> {
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let base = self.side(texts.iter().map(|text| &text.base), None)?;
        let ours = self.side(texts.iter().map(|text| &text.ours), Some(base))?;
        let theirs = self.side(texts.iter().map(|text| &text.theirs), Some(base))?;
        let (ours, theirs) = (ours.to_string(), theirs.to_string());
        let arguments = [
            "-c",
            "merge.renames=false",
            "merge-tree",
            "--write-tree",
            "-z",
            "--no-messages",
            &ours,
            &theirs,
        ];
        let printed = match self.git(&arguments).run() {
            Ok(printed) => String::from_utf8_lossy(&printed).into_owned(),
            Err(HistoryError::Refused { printed, .. }) if printed.contains('\0') => printed,
            Err(error) => return Err(error),
        };
        self.merged_texts(&printed, texts.len())
    }

    /// Reads what git prints: the tree, then `MODE OBJECT STAGE\tNAME` of each side of each text that is in conflict.
    fn merged_texts(
        &self,
        printed: &str,
        count: usize,
    ) -> Result<Vec<Option<String>>, HistoryError> {
        let mut parts = printed.split('\0');
        let tree = parts.next().unwrap_or_default().trim();
        let tree = ObjectId::from_hex(tree.as_bytes()).map_err(HistoryError::unreadable)?;
        let conflicts: BTreeSet<&str> = parts
            .map_while(|line| Some(line.split_once('\t')?.1))
            .collect();
        let tree = self.tree(tree)?;
        let merged = (0..count).map(|number| {
            let name = name_of(number);
            let entry = tree.find_entry(name.as_str());
            let entry = entry.filter(|_| !conflicts.contains(name.as_str()));
            entry.map(|entry| entry.object_id().to_string())
        });
        Ok(merged.collect())
    }

    /// A commit whose tree holds texts by number.
    fn side<'t>(
        &self,
        texts: impl Iterator<Item = &'t String>,
        parent: Option<ObjectId>,
    ) -> Result<ObjectId, HistoryError> {
        let entries = texts.enumerate().map(|(number, text)| {
            Ok(Entry {
                mode: EntryKind::Blob.into(),
                filename: name_of(number).into(),
                oid: ObjectId::from_hex(text.as_bytes()).map_err(HistoryError::unreadable)?,
            })
        });
        let entries = entries.collect::<Result<Vec<_>, HistoryError>>()?;
        let mut bytes = Vec::new();
        let written = Tree { entries }.write_to(&mut bytes);
        written.map_err(HistoryError::unreadable)?;
        let tree = self.keep(Kind::Tree, &bytes)?;
        let parent = parent.map(|parent| format!("parent {parent}\n"));
        let commit = format!(
            "tree {tree}\n{}author {NOBODY}\ncommitter {NOBODY}\n\nTexts\n",
            parent.unwrap_or_default()
        );
        self.keep(Kind::Commit, commit.as_bytes())
    }

    fn keep(&self, kind: Kind, bytes: &[u8]) -> Result<ObjectId, HistoryError> {
        let kept = self.inner.objects.write_buf(kind, bytes);
        kept.map_err(HistoryError::unreadable)
    }
}

/// The name of a text in the trees that git is given. Each has as many digits, so that they are in git's order.
fn name_of(number: usize) -> String {
    format!("{number:08}")
}
