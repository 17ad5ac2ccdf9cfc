//! Reads all files of a tree, in parallel, and again only those that are not as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::string::FromUtf8Error;
use std::sync::Arc;

use almanac_model::{
    Appearance, Area, Config, ContentHash, DataTable, FilePath, LearningPath, Page, Source, Topic,
    own_address,
};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use crate::checks::{OVERLOOKED_FOLDER, UNMATCHED_TRANSLATION, UNREADABLE_FILE};
use crate::context::{Foot, ReadFile};
use crate::link::Linked;
use crate::options::{CompileError, Touched};
use crate::read::{self, ContentName, FileText, PageFile, PathFile, ReadConfig};
use crate::reporter::Finding;
use crate::role::Role;
use crate::tree::{CONFIG_FILE, Overlooked, OverlookedFolder, PassedOver, Tree};
use crate::tree_hash::TreeHash;

/// A page or path with its file as read.
pub(crate) type WithFile<T> = (Arc<T>, Arc<ReadFile>);

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
    pub translations: Vec<WithFile<Page>>,
    /// The translations of paths, sorted by file.
    pub path_translations: Vec<WithFile<LearningPath>>,
    pub topics: Vec<Topic>,
    /// The sources of `sources.yaml` and `sources.bib`.
    pub shared_sources: Vec<Arc<Source>>,
    pub licensed_media: BTreeMap<FilePath, bool>,
    /// The tables below `data/`.
    pub data: BTreeMap<FilePath, DataTable>,
    /// Templates and files that are served as they are.
    pub appearance: Appearance,
    /// All files of the tree, sorted.
    pub files: Arc<[FilePath]>,
    pub texts: HashMap<FilePath, Arc<str>>,
    pub hash: TreeHash,
    /// Whether some file is but another name of a file.
    pub has_links: bool,
    /// Links that the tree passes over.
    pub passed_over: Arc<[PassedOver]>,
    /// Folders that are not read.
    pub overlooked: Arc<[OverlookedFolder]>,
    /// Whether all texts could be read.
    pub all_readable: bool,
    pub findings: Vec<Finding>,
}

/// What a file makes, according to its role.
enum ReadContent {
    Page(WithFile<Page>),
    Path(WithFile<LearningPath>),
    Topics(Vec<Topic>),
    /// Which images have a licence.
    Media(BTreeMap<FilePath, bool>),
    Sources(Vec<Arc<Source>>),
    Data(DataTable),
}

impl ReadContent {
    /// The hash of its text, if it keeps that.
    fn hash(&self) -> Option<&ContentHash> {
        match self {
            Self::Page((page, _)) => Some(&page.content_hash),
            Self::Path((path, _)) => Some(&path.content_hash),
            _ => None,
        }
    }
}

fn hash_of(text: &str) -> ContentHash {
    read::content_hash(text.as_bytes())
}

/// The files of an almanac, before they are read.
struct Files<'t> {
    tree: &'t dyn Tree,
    before: Option<&'t Linked>,
    /// The text of `almanac.toml`, once it is read: it is read first, and like all only once.
    config: Option<Arc<str>>,
    /// All files of the tree, sorted.
    all: Arc<[FilePath]>,
    /// Their texts with their hash, if it is known how all are now.
    known: Option<(HashMap<FilePath, Arc<str>>, TreeHash)>,
    has_links: bool,
    passed_over: Arc<[PassedOver]>,
    overlooked: Arc<[OverlookedFolder]>,
}

/// A file that was read.
struct FileRead {
    text: ReadText,
    hash: TreeHash,
    content: Option<ReadContent>,
    /// What is wrong with the file itself; pages and paths keep theirs.
    findings: Vec<Finding>,
}

/// The most bytes of a file of `static/` that are hashed; of a larger one the name counts alone.
const MAX_STATIC_BYTES: u64 = 64_000_000;

/// How many files are read one after the other before the rest is shared out anew: those at the end
/// may take longer than all others.
const AT_ONCE: usize = 64;

/// Reads everything that a tree has. What was read before and has not changed is taken from there.
pub(crate) fn load(
    tree: &dyn Tree,
    touched: &Touched,
    before: Option<&Linked>,
) -> Result<Loaded, CompileError> {
    let again = match (touched, before) {
        (Touched::Files(files), Some(before)) => Files::look_again(tree, files, before),
        _ => None,
    };
    let mut files = again.map_or_else(|| Files::list(tree, before), Ok)?;
    let config_file = FilePath::from(CONFIG_FILE);
    let ReadText::Text(config_text) = files.text(&config_file) else {
        return Err(CompileError::NotAnAlmanac);
    };
    files.config = Some(config_text.clone());
    let has_file = |file: &str| {
        let all = &files.all;
        all.binary_search_by(|known| known.as_str().cmp(file))
            .is_ok()
    };
    let ReadConfig {
        config,
        foot,
        findings,
    } = read::read_config(&config_file, &config_text, &has_file);
    // What a file means depends on what `almanac.toml` declares.
    let same = before.filter(|before| *before.snapshot().config() == config);
    let mut loaded = Loaded::nothing(config);
    loaded.findings.extend(findings);
    loaded.foot = foot.map(Arc::new);
    loaded.has_links = files.has_links;
    loaded.passed_over = files.passed_over.clone();
    loaded.overlooked = files.overlooked.clone();
    loaded
        .findings
        .extend(files.passed_over.iter().map(leads_elsewhere));
    loaded.take(files, same);
    loaded.appearance = appearance(&loaded.files, &loaded.texts);
    Ok(loaded)
}

impl<'t> Files<'t> {
    /// Lists all files.
    fn list(tree: &'t dyn Tree, before: Option<&'t Linked>) -> Result<Self, CompileError> {
        let listing = tree.list()?;
        let paths = listing.files.into_iter().map(|file| file.path);
        let mut all: Vec<FilePath> = paths.collect();
        all.sort();
        all.dedup();
        Ok(Self {
            tree,
            before,
            config: None,
            all: all.into(),
            known: None,
            has_links: listing.has_links,
            passed_over: listing.passed_over.into(),
            overlooked: listing.overlooked.into(),
        })
    }

    /// Reads some files again; `None` if that does not tell how all are now: where files came or
    /// went, can't be read, or are seen by more than their texts.
    fn look_again(
        tree: &'t dyn Tree,
        touched: &BTreeSet<FilePath>,
        before: &'t Linked,
    ) -> Option<Self> {
        if before.has_links() || !before.all_readable() {
            return None;
        }
        let mut texts = before.texts().clone();
        let mut hash = before.tree_hash();
        for file in touched {
            match (read_text(tree, file), texts.get_mut(file)) {
                (ReadText::Text(text), Some(known)) if *known == text => {}
                (ReadText::Text(text), Some(known)) => {
                    let (before, now) = (hash_of(known), hash_of(&text));
                    hash = hash.with_text(file, &before, &now);
                    *known = text;
                }
                (ReadText::Gone, None) if !before.has(file) => {}
                _ => return None,
            }
        }
        Some(Self {
            tree,
            before: Some(before),
            config: None,
            all: before.all_files().clone(),
            known: Some((texts, hash)),
            has_links: false,
            passed_over: before.passed_over().clone(),
            overlooked: before.overlooked().clone(),
        })
    }

    /// The text of a file, if it is text by its role. A file that vanished since the tree was
    /// listed is as if it had never been there.
    fn text(&self, file: &FilePath) -> ReadText {
        if let Some((texts, _)) = &self.known {
            let known = texts.get(file).cloned();
            return known.map_or(ReadText::Gone, ReadText::Text);
        }
        if let Some(config) = self
            .config
            .as_ref()
            .filter(|_| file.as_str() == CONFIG_FILE)
        {
            return ReadText::Text(config.clone());
        }
        if matches!(Role::of(file.as_str()), Role::Other) {
            return ReadText::Gone;
        }
        let read = read_text(self.tree, file);
        let known = self.before.and_then(|before| before.text(file));
        match (read, known) {
            (ReadText::Text(text), Some(known)) if *known == text => ReadText::Text(known.clone()),
            (read, _) => read,
        }
    }

    /// The hash of a file of which the text is read. The bytes of `static/` count too: open pages are
    /// shown anew when one changes.
    fn hash(&self, file: &FilePath, text: &ReadText, known: Option<&ContentHash>) -> TreeHash {
        match (text, known) {
            _ if self.known.is_some() => TreeHash::default(),
            (_, Some(known)) => TreeHash::of_text(file, known),
            (ReadText::Text(text), None) => TreeHash::of_text(file, &hash_of(text)),
            _ if Area::of(file.as_str()) == Some(Area::Static) => {
                let bytes = self.tree.read(file, MAX_STATIC_BYTES).ok().flatten();
                TreeHash::of(file, bytes.as_deref())
            }
            _ => TreeHash::of(file, None),
        }
    }

    /// Reads a file, and what it makes. What was made of the same text under the same configuration
    /// is taken from there.
    fn read(&self, file: &FilePath, config: &Config, same: Option<&Linked>) -> FileRead {
        let text = self.text(file);
        let (content, findings) = match &text {
            ReadText::Text(text) => match same.and_then(|before| read_before(before, file, text)) {
                Some(known) => (Some(known), Vec::new()),
                None => read_content(file, text, config),
            },
            _ => (None, Vec::new()),
        };
        let hash = content.as_ref().and_then(ReadContent::hash);
        FileRead {
            hash: self.hash(file, &text, hash),
            text,
            content,
            findings,
        }
    }
}

/// What reading a file came to.
pub(crate) enum ReadText {
    Text(Arc<str>),
    Gone,
    Unreadable(Box<Finding>),
}

/// Reads the text of a file.
pub(crate) fn read_text(tree: &dyn Tree, file: &FilePath) -> ReadText {
    let (most, advice) = Role::limit(file.as_str());
    let finding = match tree.read(file, most) {
        Ok(None) => return ReadText::Gone,
        Err(error) => {
            let message = format!("the file can't be read: {}", error.source);
            let advice = error.is_too_large().then(|| advice.to_owned());
            Finding::new(&UNREADABLE_FILE, file, 0..0, message).maybe_help(advice)
        }
        Ok(Some(bytes)) => match decoded(bytes, &Role::of(file.as_str())) {
            Ok(text) => return ReadText::Text(Arc::from(text)),
            Err(error) => {
                let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
                let message = format!(
                    "the file is not UTF-8 text: line {line} has a byte that is none of it"
                );
                Finding::new(&UNREADABLE_FILE, file, 0..0, message)
                    .help("save the file in the encoding UTF-8")
            }
        },
    };
    ReadText::Unreadable(Box::new(finding))
}

/// The text of a file. Spreadsheets write tables in UTF-16, which its first two bytes say for certain.
fn decoded(bytes: Vec<u8>, role: &Role) -> Result<String, FromUtf8Error> {
    let unit: Option<fn([u8; 2]) -> u16> = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(u16::from_le_bytes),
        Some([0xfe, 0xff]) => Some(u16::from_be_bytes),
        _ => None,
    };
    let Some(unit) = unit.filter(|_| matches!(role, Role::Data) && bytes.len().is_multiple_of(2))
    else {
        return String::from_utf8(bytes);
    };
    let units: Vec<u16> = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).or_else(|_| String::from_utf8(bytes))
}

/// What the folder adds to the site besides content.
fn appearance(files: &[FilePath], texts: &HashMap<FilePath, Arc<str>>) -> Appearance {
    let template = |file: &FilePath| {
        let is_template = matches!(Role::of(file.as_str()), Role::Template);
        let text = texts.get(file).filter(|_| is_template)?;
        Some((file.clone(), text.clone()))
    };
    let static_file = |file: &FilePath| {
        let address = Area::Static.within(file.as_str())?;
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
    fn nothing(config: Config) -> Self {
        Self {
            config,
            foot: None,
            pages: Vec::new(),
            paths: Vec::new(),
            translations: Vec::new(),
            path_translations: Vec::new(),
            topics: Vec::new(),
            shared_sources: Vec::new(),
            licensed_media: BTreeMap::new(),
            data: BTreeMap::new(),
            appearance: Appearance::default(),
            files: Arc::default(),
            texts: HashMap::default(),
            hash: TreeHash::default(),
            has_links: false,
            passed_over: Arc::default(),
            overlooked: Arc::default(),
            all_readable: true,
            findings: Vec::new(),
        }
    }

    /// Reads all files, several at once, each with what it makes while its text is at hand.
    fn take(&mut self, files: Files<'_>, same: Option<&Linked>) {
        self.findings.extend(files.all.iter().filter_map(misnamed));
        self.findings
            .extend(files.overlooked.iter().map(overlooked));
        let read: Vec<FileRead> = files
            .all
            .par_iter()
            .with_max_len(AT_ONCE)
            .map(|file| files.read(file, &self.config, same))
            .collect();
        let are_known = files.known.is_some();
        (self.texts, self.hash) = files.known.unwrap_or_else(|| {
            let texts = HashMap::with_capacity_and_hasher(read.len(), FxBuildHasher);
            (texts, TreeHash::default())
        });
        for (file, read) in files.all.iter().zip(read) {
            self.hash = self.hash.with(read.hash);
            match read.text {
                ReadText::Text(text) if !are_known => {
                    self.texts.insert(file.clone(), text);
                }
                ReadText::Text(_) | ReadText::Gone => {}
                ReadText::Unreadable(finding) => {
                    self.all_readable = false;
                    self.findings.push(*finding);
                }
            }
            self.findings.extend(read.findings);
            if let Some(content) = read.content {
                self.sort_in(file, content);
            }
        }
        self.files = files.all;
    }

    fn sort_in(&mut self, file: &FilePath, content: ReadContent) {
        match content {
            ReadContent::Page(page) => match page.0.translation {
                Some(_) => self.translations.push(page),
                None => self.pages.push(page),
            },
            ReadContent::Path(path) => match path.0.translation {
                Some(_) => self.path_translations.push(path),
                None => self.paths.push(path),
            },
            ReadContent::Topics(topics) => self.topics = topics,
            ReadContent::Media(media) => self.licensed_media = media,
            ReadContent::Sources(mut sources) => {
                // Of two under one key the first counts: `sources.yaml`, the last by name, goes before `sources.bib`.
                sources.append(&mut self.shared_sources);
                self.shared_sources = sources;
            }
            ReadContent::Data(table) => {
                self.data.insert(file.clone(), table);
            }
        }
    }
}

/// The path that a file made. If drafts were taken out, their steps went with them, and must be read again: the
/// page that they name may be a draft no longer.
fn path_before(before: &Linked, file: &FilePath) -> Option<WithFile<LearningPath>> {
    let is_whole = !before.has_taken_out_drafts();
    is_whole.then(|| before.path_of(file))?
}

/// What was read of a file whose text is still the same. Translations are read again, as they have
/// been given what is said once in their originals.
fn read_before(before: &Linked, file: &FilePath, text: &Arc<str>) -> Option<ReadContent> {
    let is_same = before
        .text(file)
        .is_some_and(|known| Arc::ptr_eq(known, text));
    if !is_same {
        return None;
    }
    before
        .page_of(file)
        .map(ReadContent::Page)
        .or_else(|| path_before(before, file).map(ReadContent::Path))
}

/// What a file makes, if it makes anything, and what is wrong with it.
fn read_content(
    file: &FilePath,
    text: &Arc<str>,
    config: &Config,
) -> (Option<ReadContent>, Vec<Finding>) {
    fn content_with<T>(
        make: impl FnOnce(T) -> ReadContent,
        (read, findings): (T, Vec<Finding>),
    ) -> (Option<ReadContent>, Vec<Finding>) {
        (Some(make(read)), findings)
    }
    let role = Role::of(file.as_str());
    match role {
        Role::Topics => content_with(ReadContent::Topics, read::read_topics(file, text)),
        Role::Media => content_with(ReadContent::Media, read::read_media(file, text)),
        Role::Sources => content_with(ReadContent::Sources, read::read_shared_sources(file, text)),
        Role::Bibliography => {
            content_with(ReadContent::Sources, read::read_bibliography(file, text))
        }
        Role::Data => content_with(ReadContent::Data, read::read_data(file, text)),
        Role::Entry | Role::Thread | Role::Path => match ContentName::of(file, config) {
            Ok(name) => match undeclared_translation(file, &name, text, config) {
                Some(finding) => (None, vec![finding]),
                None => (
                    Some(read_named(file, name, text, &role, config)),
                    Vec::new(),
                ),
            },
            Err(finding) => (None, vec![*finding]),
        },
        Role::Config | Role::Template | Role::Other => (None, Vec::new()),
    }
}

/// Says of a translation into a language that the almanac doesn't declare which line declares it. That it is one, it
/// must say itself: by its name alone it could be a page like any other.
fn undeclared_translation(
    file: &FilePath,
    name: &ContentName,
    text: &str,
    config: &Config,
) -> Option<Finding> {
    let language = name.undeclared.as_ref()?;
    let field = "translated_from";
    // Hardly any file has the word, so hardly any is parsed for it.
    text.contains(field).then_some(())?;
    let document = almanac_syntax::parse(text);
    let keys = document.front_matter.as_mapping()?;
    let (key, _) = keys.iter().find(|(key, _)| key.as_str() == Some(field))?;
    let message = format!(
        "`almanac.toml` does not declare the language `{language}`, so this is no translation"
    );
    let declared = config.languages.iter().chain([language]);
    let declared: Vec<String> = declared.map(|language| format!("\"{language}\"")).collect();
    let help = format!(
        "write `languages = [{}]` in `almanac.toml`",
        declared.join(", ")
    );
    Some(Finding::new(&UNMATCHED_TRANSLATION, file, key.span.clone(), message).help(help))
}

/// Reads an entry, a thread or a path.
fn read_named(
    file: &FilePath,
    name: ContentName,
    text: &Arc<str>,
    role: &Role,
    config: &Config,
) -> ReadContent {
    let file = FileText {
        file: file.clone(),
        slug: name.slug,
        language: name.language,
        text: text.clone(),
    };
    match role {
        Role::Path => {
            let PathFile { path, read } = read::read_path(file);
            ReadContent::Path((Arc::new(path), Arc::new(read)))
        }
        _ => {
            let PageFile { page, read } =
                read::read_page(file, matches!(role, Role::Thread), config);
            ReadContent::Page((Arc::new(page), Arc::new(read)))
        }
    }
}

/// Reads the file of an entry or a thread, but for translations; `None` if it is no such file.
pub(crate) fn read_original(
    file: &FilePath,
    text: &Arc<str>,
    config: &Config,
) -> Option<WithFile<Page>> {
    if !matches!(Role::of(file.as_str()), Role::Entry | Role::Thread) {
        return None;
    }
    match read_content(file, text, config).0? {
        ReadContent::Page(page) if page.0.translation.is_none() => Some(page),
        _ => None,
    }
}

/// Says that a link is passed over, as what it leads to would be published or read as content.
fn leads_elsewhere(link: &PassedOver) -> Finding {
    let target = match &link.target {
        Some(target) => format!("to `{target}`, which is no file of content"),
        None => "out of the folder".to_owned(),
    };
    let message = format!("the link is not followed: it leads {target}");
    Finding::new(&UNREADABLE_FILE, &link.path, 0..0, message)
        .help("put a copy of the file in its place, or remove the link")
}

/// Says that a file among the content is Markdown by another ending than `.md`, and so is not read.
fn misnamed(file: &FilePath) -> Option<Finding> {
    let (folder, name) = file.as_str().split_once('/')?;
    let (stem, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
    let is_content = CONTENT_FOLDERS.contains(&folder);
    let is_markdown = MARKDOWN.contains(&&*extension.to_ascii_lowercase());
    (is_content && is_markdown && extension != "md").then(|| {
        let message = format!("a file that ends in `.{extension}` is not read");
        let help = match extension.eq_ignore_ascii_case("mdx") {
            true => format!("take out what is not Markdown (`import`, components), and rename the file to `{stem}.md`"),
            false => format!("rename the file to `{stem}.md`"),
        };
        Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help)
    })
}

/// The folders whose Markdown is content.
const CONTENT_FOLDERS: [&str; 3] = ["entries", "threads", "paths"];

/// The endings of Markdown, in lower case.
const MARKDOWN: [&str; 5] = ["md", "markdown", "mdown", "mkd", "mdx"];

/// Says of a folder that it is not read.
fn overlooked(folder: &OverlookedFolder) -> Finding {
    let path = &folder.path;
    let (message, help) = match folder.why {
        Overlooked::Link => (
            format!("`{path}` is a link to a folder, whose files are not read"),
            "move the folder to this place, or have the program serve the folder that it leads to"
                .to_owned(),
        ),
        Overlooked::Name(right) => (
            format!("the files of the folder `{path}` are not read"),
            format!("rename the folder to `{right}`"),
        ),
    };
    Finding::new(&OVERLOOKED_FOLDER, &folder.example, 0..0, message).help(help)
}
