//! Reads all files of a tree in parallel. A later compile reads only those that have changed.

mod content;
mod files;
mod left_out;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::{
    ActivePart, Appearance, Area, Config, ContentConfig, DataTable, FilePath, ImageSize, Layout,
    LearningPath, Page, Source, Topic, active_parts, media_type, nfc, own_address,
};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use self::content::ReadContent;
pub(crate) use self::content::read_original;
use self::files::{FileRead, Files};
pub(crate) use self::left_out::is_other_markup;
use self::left_out::{misnamed_file, overlooked_folder, passed_over};
pub(crate) use self::text::{ReadText, read_text};
use crate::context::{Foot, WithFile};
use crate::image_size::image_sizes;
use crate::link::Linked;
use crate::options::{CompileError, Options, Touched};
use crate::read::{self, ReadConfig, content_config_of};
use crate::reporter::Finding;
use crate::role::CONFIG_FILE;
use crate::role::Role;
use crate::tree::{OverlookedFolder, PassedOver, Tree};
use crate::tree_hash::TreeHash;

/// All files of an almanac, each read alone.
pub(crate) struct Loaded {
    pub config: Config,
    /// The words at the foot of every page, if they name anything.
    pub foot: Option<Arc<Foot>>,
    /// Sorted by file.
    pub pages: Vec<WithFile<Page>>,
    /// Sorted by file.
    pub paths: Vec<WithFile<LearningPath>>,
    /// The translations of entries and threads, sorted by file.
    pub versions: Vec<WithFile<Page>>,
    /// The translations of paths, sorted by file.
    pub path_translations: Vec<WithFile<LearningPath>>,
    pub topics: Vec<Topic>,
    /// The sources of `sources.yaml` and `sources.bib`.
    pub shared_sources: Vec<Arc<Source>>,
    pub licensed_media: BTreeMap<FilePath, bool>,
    /// The sizes of images, as far as they are known, sorted.
    pub image_sizes: Arc<[(FilePath, ImageSize)]>,
    /// The SVG below `media/` that do more than be seen.
    pub active_media: Arc<BTreeMap<FilePath, Vec<ActivePart>>>,
    /// The tables below `data/`.
    pub data: BTreeMap<FilePath, DataTable>,
    /// Templates and files that are served as they are.
    pub appearance: Appearance,
    /// All files of the tree, sorted.
    pub files: Arc<[FilePath]>,
    pub texts: HashMap<FilePath, Arc<str>>,
    pub hash: TreeHash,
    /// Whether some file is only a link to another.
    pub has_links: bool,
    /// Links that are not followed.
    pub passed_over: Arc<[PassedOver]>,
    /// Folders that are not read.
    pub overlooked: Arc<[OverlookedFolder]>,
    /// The files that are there and have no text: not permitted, too large, in another encoding.
    pub unreadable: BTreeSet<FilePath>,
    pub findings: Vec<Finding>,
}

/// How many files a thread takes at once. With more, one thread may be left with the slowest files while the others
/// have nothing to do.
const AT_ONCE: usize = 64;

/// Reads everything that a tree has. What the compile before has read is taken from there if it is unchanged.
///
/// # Errors
/// Fails where the tree can't be listed, or has no `almanac.toml`.
pub(crate) fn load(
    tree: &dyn Tree,
    touched: &Touched,
    before: Option<&Linked>,
    options: &Options,
) -> Result<Loaded, CompileError> {
    let config_file = FilePath::from(CONFIG_FILE);
    let config_text = config_text(tree, &config_file, options)?;
    let content = match (&config_text, &options.plain) {
        (Some(text), _) => content_config_of(text),
        (None, Some(plain)) => plain.content.clone(),
        (None, None) => ContentConfig::plain(),
    };
    let touched_only = match (touched, before) {
        (Touched::Files(files), Some(before)) if before.snapshot().config().content == content => {
            Files::read_touched(tree, &content.layout, files, before)
        }
        _ => None,
    };
    let mut files = match touched_only {
        Some(files) => files,
        None => Files::list(tree, &content, before)?,
    };
    files.config = config_text.clone();
    let has_file = |file: &str| {
        let all = &files.all;
        all.binary_search_by(|listed| listed.as_str().cmp(file))
            .is_ok()
    };
    let ReadConfig {
        mut config,
        foot,
        findings,
    } = match (&config_text, &options.plain) {
        (None, Some(plain)) => plain.config(),
        (text, _) => {
            read::read_config(&config_file, text.as_deref().unwrap_or_default(), &has_file)
        }
    };
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(base_url.clone());
    }
    // What a file means depends on `almanac.toml`: after a change there, every file is read again.
    let same = before.filter(|before| *before.snapshot().config() == config);
    let mut loaded = Loaded::empty(config);
    loaded.findings.extend(findings);
    loaded.foot = foot.map(Arc::new);
    loaded.has_links = files.has_links;
    loaded.passed_over = files.passed_over.clone();
    loaded.overlooked = files.overlooked.clone();
    loaded
        .findings
        .extend(files.passed_over.iter().map(passed_over));
    // Where it was enough to read the touched files, all of which have texts, no image has changed.
    (loaded.active_media, loaded.image_sizes) = match before.filter(|_| files.texts.is_some()) {
        Some(before) => (before.active_media().clone(), before.image_sizes().clone()),
        None => (
            Arc::new(active_media(tree, &files.all, &content.layout)),
            image_sizes(tree, &files.all, &content.layout).into(),
        ),
    };
    loaded.read_all(files, same);
    loaded.appearance = appearance(&loaded.config, &loaded.files, &loaded.texts);
    Ok(loaded)
}

/// The text of `almanac.toml`; `None` where there is none and need not be.
fn config_text(
    tree: &dyn Tree,
    file: &FilePath,
    options: &Options,
) -> Result<Option<Arc<str>>, CompileError> {
    match read_text(tree, file, &Role::Config) {
        ReadText::Text(text) => Ok(Some(text)),
        ReadText::Gone if options.plain.is_some() => Ok(None),
        ReadText::Gone => Err(CompileError::NotAnAlmanac),
        ReadText::Unreadable(finding) => Err(CompileError::UnreadableConfig(finding.to_string())),
    }
}

/// The most bytes of an SVG that are looked at.
const MAX_SVG_BYTES: u64 = 16_000_000;

/// The SVG of `media/` and beside pages that do more than be seen.
fn active_media(
    tree: &dyn Tree,
    files: &[FilePath],
    layout: &Layout,
) -> BTreeMap<FilePath, Vec<ActivePart>> {
    let is_drawing = |file: &&FilePath| {
        let path = file.as_str();
        media_type(path) == Some("image/svg+xml")
            && layout.area_of(path) != Some(Area::Static)
            && layout.may_be_sent(path)
    };
    let drawings: Vec<&FilePath> = files.iter().filter(is_drawing).collect();
    let active = drawings.into_par_iter().filter_map(|file| {
        let parts = match tree.read(file, MAX_SVG_BYTES) {
            Ok(bytes) => active_parts(&bytes?),
            Err(error) if error.is_too_large() => vec![ActivePart::UNSEEN],
            // That it can't be read is said where it is shown.
            Err(_) => return None,
        };
        (!parts.is_empty()).then(|| (file.clone(), parts))
    });
    active.collect()
}

/// What the folder adds to the site besides content.
fn appearance(
    config: &Config,
    files: &[FilePath],
    texts: &HashMap<FilePath, Arc<str>>,
) -> Appearance {
    let layout = &config.content.layout;
    let template = |file: &FilePath| {
        let is_template = matches!(Role::of(file.as_str(), layout), Role::Template);
        let text = texts.get(file).filter(|_| is_template)?;
        // A mark that the file is UTF-8 would stand in the middle of a page.
        let unmarked = text.strip_prefix('\u{feff}').map(Arc::from);
        Some((file.clone(), unmarked.unwrap_or_else(|| text.clone())))
    };
    let static_file = |file: &FilePath| {
        let address = layout.within(Area::Static, file.as_str())?;
        let is_free = own_address(address).is_none();
        is_free.then(|| (address.to_owned(), file.clone()))
    };
    Appearance {
        templates: files.iter().filter_map(template).collect(),
        static_files: files.iter().filter_map(static_file).collect(),
    }
}

impl Loaded {
    /// An almanac without files.
    fn empty(config: Config) -> Self {
        Self {
            config,
            foot: None,
            pages: Vec::new(),
            paths: Vec::new(),
            versions: Vec::new(),
            path_translations: Vec::new(),
            topics: Vec::new(),
            shared_sources: Vec::new(),
            licensed_media: BTreeMap::new(),
            image_sizes: Arc::default(),
            active_media: Arc::default(),
            data: BTreeMap::new(),
            appearance: Appearance::default(),
            files: Arc::default(),
            texts: HashMap::default(),
            hash: TreeHash::default(),
            has_links: false,
            passed_over: Arc::default(),
            overlooked: Arc::default(),
            unreadable: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    /// Reads all files, several at once. Each thread makes the content of a file right after it has read the text,
    /// which is in the processor's cache then.
    fn read_all(&mut self, files: Files<'_>, same: Option<&Linked>) {
        self.findings.extend(files.all.iter().filter_map(|file| {
            let layout = &self.config.content.layout;
            (!layout.is_plain()).then(|| misnamed_file(file, layout))?
        }));
        self.findings
            .extend(files.overlooked.iter().map(overlooked_folder));
        let read: Vec<FileRead> = files
            .all
            .par_iter()
            .with_max_len(AT_ONCE)
            .map(|file| files.read(file, &self.config, same))
            .collect();
        let has_texts = files.texts.is_some();
        (self.texts, self.hash) = files.texts.unwrap_or_else(|| {
            let texts = HashMap::with_capacity_and_hasher(read.len(), FxBuildHasher);
            (texts, TreeHash::default())
        });
        for (file, read) in files.all.iter().zip(read) {
            self.hash = self.hash.with(read.hash);
            match read.text {
                ReadText::Text(text) if !has_texts => {
                    self.texts.insert(file.clone(), text);
                }
                ReadText::Text(_) | ReadText::Gone => {}
                ReadText::Unreadable(finding) => {
                    self.unreadable.insert(file.clone());
                    self.findings.push(*finding);
                }
            }
            self.findings.extend(read.findings);
            if let Some(content) = read.content {
                self.add(file, content);
            }
        }
        self.files = files.all;
    }

    /// Puts the content of a file in its list.
    fn add(&mut self, file: &FilePath, content: ReadContent) {
        match content {
            ReadContent::Page(page) => match page.0.version {
                Some(_) => self.versions.push(page),
                None => self.pages.push(page),
            },
            ReadContent::Path(path) => match path.0.version {
                Some(_) => self.path_translations.push(path),
                None => self.paths.push(path),
            },
            ReadContent::Topics(topics) => self.topics = topics,
            ReadContent::Media(media) => self.licensed_media = media,
            ReadContent::Sources(mut sources) => {
                // Where two sources have one key, the first counts. `sources.yaml` has precedence over
                // `sources.bib`, and comes after it by name.
                sources.append(&mut self.shared_sources);
                self.shared_sources = sources;
            }
            ReadContent::Data(table) => {
                self.data
                    .insert(FilePath::from(&*nfc(file.as_str())), table);
            }
        }
    }
}
