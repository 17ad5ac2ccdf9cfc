//! The files of a tree: each is read alone, or taken from the last compile where its text is the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_model::{Area, Config, ContentConfig, ContentHash, FilePath, Layout, LearningPath};
use rustc_hash::FxHashMap as HashMap;

use super::content::{ReadContent, read_content};
use super::text::{ReadText, read_text};
use crate::context::WithFile;
use crate::link::Linked;
use crate::options::CompileError;
use crate::read;
use crate::reporter::Finding;
use crate::role::CONFIG_FILE;
use crate::role::Role;
use crate::tree::{OverlookedFolder, PassedOver, Tree};
use crate::tree_hash::TreeHash;

/// The files of an almanac, before they are read.
pub(super) struct Files<'t> {
    tree: &'t dyn Tree,
    before: Option<&'t Linked>,
    /// The text of `almanac.toml`. It is read before all others, and must not be read a second time: it may be
    /// saved meanwhile, and a compile must see one state of it.
    pub config: Option<Arc<str>>,
    /// All files of the tree, sorted.
    pub all: Arc<[FilePath]>,
    /// All texts and the hash of the tree, where it was enough to read the touched files.
    pub texts: Option<(HashMap<FilePath, Arc<str>>, TreeHash)>,
    pub has_links: bool,
    pub passed_over: Arc<[PassedOver]>,
    pub overlooked: Arc<[OverlookedFolder]>,
}

/// A file that was read.
pub(super) struct FileRead {
    pub text: ReadText,
    pub hash: TreeHash,
    pub content: Option<ReadContent>,
    /// What is wrong with the file itself. What is wrong with a page or a path is kept with that, so that it is
    /// there when the page is taken from here in the next compile.
    pub findings: Vec<Finding>,
}

/// The most bytes of a file of `static/` that are hashed. Of a larger file only the name is hashed.
const MAX_STATIC_BYTES: u64 = 64_000_000;

impl<'t> Files<'t> {
    /// Lists all files.
    pub fn list(
        tree: &'t dyn Tree,
        content: &ContentConfig,
        before: Option<&'t Linked>,
    ) -> Result<Self, CompileError> {
        let listing = tree.list_as(content)?;
        let paths = listing.files.into_iter().map(|file| file.path);
        let mut all: Vec<FilePath> = paths.collect();
        all.sort();
        all.dedup();
        Ok(Self {
            tree,
            before,
            config: None,
            all: all.into(),
            texts: None,
            has_links: listing.has_links,
            passed_over: listing.passed_over.into(),
            overlooked: listing.overlooked.into(),
        })
    }

    /// Reads the touched files, and takes all others as they were, without listing the tree. `None` if that isn't
    /// enough: where files came or went, where one can't be read, or where a file is more than its text (an image).
    pub fn read_touched(
        tree: &'t dyn Tree,
        layout: &Layout,
        touched: &BTreeSet<FilePath>,
        before: &'t Linked,
    ) -> Option<Self> {
        // An edit of a file changes all links to it, too, and a file that could not be read may be readable now
        // though nobody touched it.
        if before.has_links() || !before.unreadable().is_empty() {
            return None;
        }
        let mut texts = before.texts().clone();
        let mut hash = before.tree_hash();
        for file in touched {
            let role = Role::of(file.as_str(), layout);
            match (read_text(tree, file, &role), texts.get_mut(file)) {
                (ReadText::Text(now), Some(text)) if *text == now => {}
                (ReadText::Text(now), Some(text)) => {
                    hash = hash.with_text(file, &hash_of(text), &hash_of(&now));
                    *text = now;
                }
                // Editors write files beside the one that they save and remove them at once.
                (ReadText::Gone, None) if !before.has(file) => {}
                _ => return None,
            }
        }
        Some(Self {
            tree,
            before: Some(before),
            config: None,
            all: before.all_files().clone(),
            texts: Some((texts, hash)),
            has_links: false,
            passed_over: before.passed_over().clone(),
            overlooked: before.overlooked().clone(),
        })
    }

    /// The text of a file, if its role is one of text. A file that vanished since the tree was listed is treated as
    /// if it had never been there.
    pub fn text(&self, file: &FilePath, role: &Role) -> ReadText {
        if let Some((texts, _)) = &self.texts {
            let text = texts.get(file).cloned();
            return text.map_or(ReadText::Gone, ReadText::Text);
        }
        if let Some(config) = self
            .config
            .as_ref()
            .filter(|_| file.as_str() == CONFIG_FILE)
        {
            return ReadText::Text(config.clone());
        }
        if matches!(role, Role::Other) {
            return ReadText::Gone;
        }
        let read = read_text(self.tree, file, role);
        let before = self.before.and_then(|before| before.text(file));
        match (read, before) {
            // One allocation for both compiles: that the text is the same is then seen by its address.
            (ReadText::Text(now), Some(text)) if *text == now => ReadText::Text(text.clone()),
            (read, _) => read,
        }
    }

    /// What a file adds to the hash of the tree. The bytes of `static/` count too, because open pages are loaded
    /// again when one changes.
    fn hash(
        &self,
        file: &FilePath,
        layout: &Layout,
        text: &ReadText,
        of_text: Option<&ContentHash>,
    ) -> TreeHash {
        match (text, of_text) {
            // The hash of the whole is there already.
            _ if self.texts.is_some() => TreeHash::default(),
            (_, Some(of_text)) => TreeHash::of_text(file, of_text),
            (ReadText::Text(text), None) => TreeHash::of_text(file, &hash_of(text)),
            _ if layout.area_of(file.as_str()) == Some(Area::Static) => {
                let bytes = self.tree.read(file, MAX_STATIC_BYTES).ok().flatten();
                TreeHash::of(file, bytes.as_deref())
            }
            _ => TreeHash::of(file, None),
        }
    }

    /// Reads a file and makes its content. `same` is the last compile if its configuration was the same: content of
    /// the same text is taken from there.
    pub fn read(&self, file: &FilePath, config: &Config, same: Option<&Linked>) -> FileRead {
        let layout = &config.content.layout;
        let text = self.text(file, &Role::of(file.as_str(), layout));
        let (content, findings) = match &text {
            ReadText::Text(text) => match same.and_then(|before| read_before(before, file, text)) {
                Some(content) => (Some(content), Vec::new()),
                None => read_content(file, text, config),
            },
            _ => (None, Vec::new()),
        };
        let hash = content.as_ref().and_then(ReadContent::hash);
        FileRead {
            hash: self.hash(file, layout, &text, hash),
            text,
            content,
            findings,
        }
    }
}

/// The path that a file made in the last compile. Where drafts were taken out, the steps that lead to them went
/// too. Such a path is read again, because the page that a lost step names may be a draft no longer.
fn path_before(before: &Linked, file: &FilePath) -> Option<WithFile<LearningPath>> {
    let is_whole = !before.has_taken_out_drafts();
    is_whole.then(|| before.path_of(file))?
}

/// What the last compile made of a file, if its text is still the same. Another version is read again: linking has
/// given it what only its original says, and that may have changed. What has the name of a depth may have become one.
fn read_before(before: &Linked, file: &FilePath, text: &Arc<str>) -> Option<ReadContent> {
    let is_same = before
        .text(file)
        .is_some_and(|before| Arc::ptr_eq(before, text));
    if !is_same || read::names_depth(file.as_str()) {
        return None;
    }
    before
        .page_of(file)
        .map(ReadContent::Page)
        .or_else(|| path_before(before, file).map(ReadContent::Path))
}

fn hash_of(text: &str) -> ContentHash {
    read::content_hash(text.as_bytes())
}
