//! What a snapshot is made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{
    Appearance, Config, ContentHash, DataTable, FilePath, ImageSize, LearningPath, Page, Slug,
    Sources,
};

/// A subject that entries, threads and paths belong to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// Its slug.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The wider topics that it belongs to.
    pub parents: Vec<Slug>,
}

/// What a snapshot is made of before names are tabulated.
#[derive(Debug, Clone)]
pub struct SnapshotParts {
    /// What `almanac.toml` declares.
    pub config: Config,
    /// The entries and threads, sorted by slug, no slug twice.
    pub pages: Vec<Arc<Page>>,
    /// The paths, sorted by slug, no slug twice. The pages of their steps, and what is derived
    /// from these, are found when the snapshot is made.
    pub paths: Vec<Arc<LearningPath>>,
    /// The other versions of entries and threads, sorted by slug, depth and language, none twice.
    pub versions: Vec<Arc<Page>>,
    /// The translations of paths, sorted by slug and language, none twice.
    pub path_translations: Vec<Arc<LearningPath>>,
    /// The topics, sorted by slug, no slug twice.
    pub topics: Vec<Topic>,
    /// All sources.
    pub sources: Sources,
    /// The tables of data below `data/`, by file.
    pub data: BTreeMap<FilePath, DataTable>,
    /// What the folder adds to the site besides content.
    pub appearance: Appearance,
    /// The files of `media/`, sorted.
    pub media: Vec<FilePath>,
    /// The files that lie among pages and are none, sorted.
    pub beside: Vec<FilePath>,
    /// The sizes of the images that may be sent, as far as they are known, sorted.
    pub image_sizes: Arc<[(FilePath, ImageSize)]>,
    /// The hash of the whole tree, and of when its files were last changed.
    pub hash: ContentHash,
}
