//! Reads all files of a tree, in parallel.

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{
    Appearance, Config, ContentHash, DataTable, FilePath, STATIC_FOLDER, Source, TEMPLATES_FOLDER,
    Topic, own_address,
};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use crate::checks::UNREADABLE_FILE;
use crate::context::Finding;
use crate::read::{self, ContentName, FileText, PageFile, PathFile};
use crate::tree::{CONFIG_FILE, Tree};
use crate::{CompileError, Options};

/// The most bytes of a page, a path or a template that are read: more than *War and Peace* has.
const MAX_PAGE_BYTES: u64 = 4_000_000;

/// The most bytes that are read of any text: of one that the whole almanac shares, like its sources.
pub const MAX_FILE_BYTES: u64 = 32_000_000;

/// All files of an almanac, each read alone.
pub(crate) struct Loaded {
    pub config: Config,
    /// Sorted by file.
    pub pages: Vec<PageFile>,
    /// Sorted by file.
    pub paths: Vec<PathFile>,
    /// The translations of entries and threads, sorted by file.
    pub translations: Vec<PageFile>,
    /// The translations of paths, sorted by file.
    pub path_translations: Vec<PathFile>,
    pub topics: Vec<Topic>,
    /// The sources of `sources.yaml` and `sources.bib`.
    pub shared_sources: Vec<Source>,
    pub licensed_media: BTreeMap<FilePath, bool>,
    /// The tables below `data/`.
    pub data: BTreeMap<FilePath, DataTable>,
    /// Templates and files that are served as they are.
    pub appearance: Appearance,
    /// All files of the tree, sorted.
    pub files: Vec<FilePath>,
    pub texts: HashMap<FilePath, Arc<str>>,
    pub hash: ContentHash,
    pub findings: Vec<Finding>,
}

/// What a file is, by its path.
enum Role {
    Entry,
    Thread,
    Path,
    Config,
    Topics,
    Sources,
    Bibliography,
    Media,
    Data,
    Template,
    /// Not read here: an image, anything else.
    Other,
}

impl Role {
    fn of(file: &str) -> Self {
        match file {
            CONFIG_FILE => Role::Config,
            "topics.yaml" => Role::Topics,
            "sources.yaml" => Role::Sources,
            "sources.bib" => Role::Bibliography,
            "media.yaml" => Role::Media,
            _ if file.starts_with("data/") && file.ends_with(".csv") => Role::Data,
            _ if file.starts_with(TEMPLATES_FOLDER) && file.ends_with(".html") => Role::Template,
            _ if !file.ends_with(".md") => Role::Other,
            _ if file.starts_with("entries/") => Role::Entry,
            _ if file.starts_with("threads/") => Role::Thread,
            _ if file.starts_with("paths/") => Role::Path,
            _ => Role::Other,
        }
    }

    /// The most bytes that are read of a file, and what to do about one that has more.
    fn limit(file: &str) -> (u64, &'static str) {
        match Self::of(file) {
            Role::Topics | Role::Sources | Role::Bibliography | Role::Media | Role::Data => {
                (MAX_FILE_BYTES, "keep what no page uses out of the almanac")
            }
            _ => (MAX_PAGE_BYTES, "split it into several files"),
        }
    }
}

/// One file, read according to its role.
enum ReadContent {
    Page(Box<PageFile>),
    Path(Box<PathFile>),
}

/// Reads everything that a tree has.
pub(crate) fn load(tree: &dyn Tree, options: &Options) -> Result<Loaded, CompileError> {
    let mut files = tree.files()?;
    files.sort();
    files.dedup();
    let mut findings = Vec::new();
    let texts = read_texts(tree, &files, &mut findings);
    let config_file = FilePath::from(CONFIG_FILE);
    let Some(config_text) = texts.get(&config_file) else {
        return Err(CompileError::NotAnAlmanac);
    };
    let (config, found) = read::read_config(&config_file, config_text, &|file| {
        files
            .binary_search_by(|known| known.as_str().cmp(file))
            .is_ok()
    });
    findings.extend(found);
    let mut loaded = Loaded {
        pages: Vec::new(),
        paths: Vec::new(),
        translations: Vec::new(),
        path_translations: Vec::new(),
        topics: Vec::new(),
        shared_sources: Vec::new(),
        licensed_media: BTreeMap::new(),
        data: BTreeMap::new(),
        appearance: appearance(&files, &texts),
        hash: tree_hash(tree, &files, &texts),
        config,
        files,
        texts,
        findings,
    };
    loaded.read_tables();
    loaded.read_content();
    loaded.date_changes(options);
    Ok(loaded)
}

/// Reads the texts of all files that are text by their role. A file that
/// vanished since the tree was listed is as if it had never been there.
fn read_texts(
    tree: &dyn Tree,
    files: &[FilePath],
    findings: &mut Vec<Finding>,
) -> HashMap<FilePath, Arc<str>> {
    let is_text = |file: &&FilePath| !matches!(Role::of(file.as_str()), Role::Other);
    let read: Vec<(&FilePath, ReadText)> = files
        .par_iter()
        .filter(is_text)
        .map(|file| (file, read_text(tree, file)))
        .collect();
    let mut texts = HashMap::with_capacity_and_hasher(read.len(), FxBuildHasher);
    for (file, read) in read {
        match read {
            ReadText::Text(text) => drop(texts.insert(file.clone(), text)),
            ReadText::Gone => {}
            ReadText::Unreadable(finding) => findings.push(*finding),
        }
    }
    texts
}

/// What reading a file came to.
enum ReadText {
    Text(Arc<str>),
    Gone,
    Unreadable(Box<Finding>),
}

fn read_text(tree: &dyn Tree, file: &FilePath) -> ReadText {
    let (most, advice) = Role::limit(file.as_str());
    let finding = match tree.read_at_most(file, most) {
        Err(error) if error.is_not_found() => return ReadText::Gone,
        Err(error) => {
            let message = format!("the file can't be read: {}", error.source);
            let advice = error.is_too_large().then(|| advice.to_owned());
            Finding::new(&UNREADABLE_FILE, file, 0..0, message).maybe_help(advice)
        }
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return ReadText::Text(Arc::from(text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = format!("the file is not UTF-8 text: byte {at} is none of it");
                Finding::new(&UNREADABLE_FILE, file, 0..0, message)
                    .help("save the file in the encoding UTF-8")
            }
        },
    };
    ReadText::Unreadable(Box::new(finding))
}

/// What the folder adds to the site besides content.
fn appearance(files: &[FilePath], texts: &HashMap<FilePath, Arc<str>>) -> Appearance {
    let template = |file: &FilePath| {
        let is_template = matches!(Role::of(file.as_str()), Role::Template);
        let text = texts.get(file).filter(|_| is_template)?;
        Some((file.clone(), text.clone()))
    };
    let static_file = |file: &FilePath| {
        let address = file.as_str().strip_prefix(STATIC_FOLDER)?;
        let is_free = own_address(address).is_none();
        is_free.then(|| (address.to_owned(), file.clone()))
    };
    Appearance {
        templates: files.iter().filter_map(template).collect(),
        static_files: files.iter().filter_map(static_file).collect(),
    }
}

/// The hash of all that pages and their files are made of. The bytes of `static/` count too: open
/// pages are shown anew when one changes.
fn tree_hash(
    tree: &dyn Tree,
    files: &[FilePath],
    texts: &HashMap<FilePath, Arc<str>>,
) -> ContentHash {
    let hash_of = |file: &FilePath| match texts.get(file) {
        Some(text) => Some(blake3::hash(text.as_bytes())),
        None if file.as_str().starts_with(STATIC_FOLDER) => {
            Some(blake3::hash(&tree.read(file).ok()?))
        }
        None => None,
    };
    let hashes: Vec<Option<blake3::Hash>> = files.par_iter().map(hash_of).collect();
    let mut hasher = blake3::Hasher::new();
    for (file, hash) in files.iter().zip(hashes) {
        hasher.update(file.as_str().as_bytes());
        hasher.update(b"\0");
        if let Some(hash) = hash {
            hasher.update(hash.as_bytes());
        }
    }
    ContentHash::from(&hasher.finalize().to_hex().as_str()[..32])
}

impl Loaded {
    fn text(&self, name: &str) -> Option<(FilePath, Arc<str>)> {
        let file = FilePath::from(name);
        self.texts
            .get(&file)
            .map(|text| (file.clone(), text.clone()))
    }

    /// Reads the files that there is one of.
    fn read_tables(&mut self) {
        if let Some((file, text)) = self.text("topics.yaml") {
            let (topics, findings) = read::read_topics(&file, &text);
            self.topics = topics;
            self.findings.extend(findings);
        }
        if let Some((file, text)) = self.text("media.yaml") {
            let (media, findings) = read::read_media(&file, &text);
            self.licensed_media = media;
            self.findings.extend(findings);
        }
        if let Some((file, text)) = self.text("sources.yaml") {
            let (sources, findings) = read::read_shared_sources(&file, &text);
            self.shared_sources.extend(sources);
            self.findings.extend(findings);
        }
        if let Some((file, text)) = self.text("sources.bib") {
            let (sources, findings) = read::read_bibliography(&file, &text);
            self.shared_sources.extend(sources);
            self.findings.extend(findings);
        }
        for file in &self.files {
            let text = self.texts.get(file);
            if let Some(text) = text.filter(|_| matches!(Role::of(file.as_str()), Role::Data)) {
                let (table, findings) = read::read_data(file, text);
                self.data.insert(file.clone(), table);
                self.findings.extend(findings);
            }
        }
    }

    /// Reads entries, threads and paths.
    fn read_content(&mut self) {
        self.findings.extend(self.files.iter().filter_map(misnamed));
        let read: Vec<Result<ReadContent, Box<Finding>>> = self
            .files
            .par_iter()
            .filter_map(|file| {
                let role = Role::of(file.as_str());
                if !matches!(role, Role::Entry | Role::Thread | Role::Path) {
                    return None;
                }
                let text = self.texts.get(file)?.clone();
                let own = &self.config.language;
                Some(ContentName::of(file, own).map(|name| {
                    let file = FileText {
                        file: file.clone(),
                        slug: name.slug,
                        language: name.language,
                        text,
                    };
                    match role {
                        Role::Path => {
                            ReadContent::Path(Box::new(read::read_path(file, &self.config)))
                        }
                        _ => ReadContent::Page(Box::new(read::read_page(
                            file,
                            matches!(role, Role::Thread),
                            &self.config,
                        ))),
                    }
                }))
            })
            .collect();
        for content in read {
            match content {
                Ok(ReadContent::Page(mut page)) => {
                    self.findings.append(&mut page.findings);
                    match page.page.translation {
                        Some(_) => self.translations.push(*page),
                        None => self.pages.push(*page),
                    }
                }
                Ok(ReadContent::Path(mut path)) => {
                    self.findings.append(&mut path.findings);
                    match path.path.translation {
                        Some(_) => self.path_translations.push(*path),
                        None => self.paths.push(*path),
                    }
                }
                Err(finding) => self.findings.push(*finding),
            }
        }
    }

    /// Sets when pages and paths were last changed, as far as history knows.
    fn date_changes(&mut self, options: &Options) {
        for PageFile { page, .. } in self.pages.iter_mut().chain(&mut self.translations) {
            if let Some(changed) = options.changed.get(&page.file) {
                page.changed = Some(changed.clone());
            }
        }
        for PathFile { path, .. } in self.paths.iter_mut().chain(&mut self.path_translations) {
            if let Some(changed) = options.changed.get(&path.file) {
                path.changed = Some(changed.clone());
            }
        }
    }
}

/// Says that a file among the content is Markdown by another ending than `.md`, and so is not read.
fn misnamed(file: &FilePath) -> Option<Finding> {
    let (folder, name) = file.as_str().split_once('/')?;
    let (stem, extension) = name.rsplit('/').next()?.rsplit_once('.')?;
    let is_content = ["entries", "threads", "paths"].contains(&folder);
    let is_markdown = ["md", "markdown", "mdown"].contains(&&*extension.to_ascii_lowercase());
    (is_content && is_markdown && extension != "md").then(|| {
        let message = format!("a file that ends in `.{extension}` is not read");
        let help = format!("rename the file to `{stem}.md`");
        Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help)
    })
}
