//! An almanac as a bundle of the Open Knowledge Format 0.2.
//!
//! What both know is written in the words of the format: kind, title, summary, topics, sources with their keys,
//! confirmations, and the day on which a page grows stale. All other fields stay in front matter under our names, as the
//! format allows. In the text links are Markdown's, citations are footnotes, and inserted facts are words; what that leaves
//! out stands in a comment behind the words, so that an import finds it again.

mod body;
mod fields;
mod lists;

use std::collections::{BTreeMap, HashSet};

pub(crate) use self::body::MADE_OF;
pub(crate) use self::lists::LOG_TITLE;
use almanac_compile::{Compiled, Tree, TreeError};

use almanac_locale::Edition;
use almanac_model::{ContentFile, Day, FilePath, LearningPath, Page, Snapshot, is_index};

use crate::remarks::{Remarks, Topic, kind};
use crate::source::split_path;

kind!(DRAFT: Topic::LeftOut, "draft, or page whose name another one has", "drafts, or pages whose names others have");
kind!(RENAMED: Topic::Changed, "file whose name the format keeps for lists has another one", "files whose names the format keeps for lists have others");

/// A bundle, file by file.
pub struct Bundle {
    /// The files that are made, by path.
    pub texts: BTreeMap<String, String>,
    /// The files of the almanac that go over as they are.
    pub copied: Vec<FilePath>,
    /// How many concepts there are.
    pub concepts: usize,
    /// What was changed and what was left out.
    pub remarks: Remarks,
}

/// A page or a path.
#[derive(Clone, Copy)]
enum Content<'s> {
    Page(&'s Page),
    Path(&'s LearningPath),
}

impl<'s> Content<'s> {
    fn file(self) -> &'s ContentFile {
        match self {
            Content::Page(page) => page,
            Content::Path(path) => path,
        }
    }

    fn page(self) -> Option<&'s Page> {
        match self {
            Content::Page(page) => Some(page),
            Content::Path(_) => None,
        }
    }
}

/// The bundle as it is made.
struct Maker<'s> {
    edition: Edition<'s>,
    /// The paths of files in the bundle that differ from those in the almanac.
    renamed: BTreeMap<FilePath, String>,
}

/// Makes the bundle of an almanac that was compiled as the public sees it.
///
/// # Errors
/// Fails where the tree can't be listed.
pub fn bundle(compiled: &Compiled, tree: &dyn Tree, today: Day) -> Result<Bundle, TreeError> {
    let snapshot = &*compiled.snapshot;
    let mut remarks = Remarks::default();
    let contents = contents(snapshot);
    let listed = tree.list()?.files;
    let maker = Maker {
        edition: Edition::new(snapshot, today),
        renamed: renamed(&contents, &mut remarks),
    };
    let mut texts = BTreeMap::new();
    for content in &contents {
        let text = maker.concept(*content, &mut remarks);
        texts.insert(maker.place(&content.file().file), text);
    }
    let shown: HashSet<&FilePath> = contents
        .iter()
        .map(|content| &content.file().file)
        .collect();
    let mut copied = Vec::new();
    for file in listed.into_iter().map(|file| file.path) {
        match file.as_str().ends_with(".md") {
            true if !shown.contains(&file) => remarks.add(DRAFT, file.as_str()),
            true => {}
            false => copied.push(file),
        }
    }
    copied.sort();
    let concepts = texts.len();
    lists::add(&maker, &contents, &mut texts);
    Ok(Bundle {
        texts,
        copied,
        concepts,
        remarks,
    })
}

/// All pages and paths with their versions, sorted by file.
fn contents(snapshot: &Snapshot) -> Vec<Content<'_>> {
    let mut contents: Vec<Content<'_>> = Vec::new();
    for page in snapshot.pages() {
        contents.push(Content::Page(page));
        let versions = snapshot.versions_of(&page.slug).iter();
        contents.extend(versions.map(|version| Content::Page(version)));
    }
    for path in snapshot.paths() {
        contents.push(Content::Path(path));
        let translations = snapshot.translations_of_path(&path.slug).iter();
        contents.extend(translations.map(|translation| Content::Path(translation)));
    }
    contents.sort_by_key(|content| &content.file().file);
    contents
}

/// Where files go whose names the format keeps for its lists: a folder's page is its README.
fn renamed(contents: &[Content<'_>], remarks: &mut Remarks) -> BTreeMap<FilePath, String> {
    let taken: HashSet<&str> = contents
        .iter()
        .map(|content| content.file().file.as_str())
        .collect();
    let mut renamed = BTreeMap::new();
    for content in contents {
        let file = &content.file().file;
        let (folder, name) = split_path(file.as_str());
        let of_folder = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let new = match name.to_lowercase().as_str() {
            "index.md" if is_index("index") => {
                let readme = format!("{of_folder}README.md");
                let (_, own) = split_path(folder);
                if taken.contains(readme.as_str()) {
                    format!("{of_folder}{own}.md")
                } else {
                    readme
                }
            }
            "log.md" => format!("{of_folder}log/README.md"),
            _ => continue,
        };
        remarks.add(RENAMED, file.as_str());
        renamed.insert(file.clone(), new);
    }
    renamed
}

impl Maker<'_> {
    /// Where a file is in the bundle.
    fn place(&self, file: &FilePath) -> String {
        let renamed = self.renamed.get(file).cloned();
        renamed.unwrap_or_else(|| file.to_string())
    }

    /// The text of a concept.
    fn concept(&self, content: Content<'_>, remarks: &mut Remarks) -> String {
        let text = &content.file().text;
        let body = body::written(self, content, remarks);
        fields::written(self, content, text, body, remarks)
    }

    /// The type of a concept, as readers call it.
    fn kind_of(&self, content: Content<'_>) -> String {
        let original = match content {
            Content::Path(_) => return LEARNING_PATH.to_owned(),
            Content::Page(page) if page.is_thread() => return THREAD.to_owned(),
            Content::Page(page) if page.is_original() => page,
            Content::Page(page) => {
                let snapshot = self.edition.snapshot();
                let original = snapshot.page_by_slug(page.slug.as_str());
                original.map_or(page, |index| snapshot.page(index))
            }
        };
        let almanac_model::Form::Entry { kind } = &original.form else {
            return THREAD.to_owned();
        };
        let kinds = &self.edition.snapshot().config().kinds;
        match kinds.get(kind) {
            // Two kinds of one label could not be told apart.
            Some(label) if kinds.values().filter(|other| *other == label).count() == 1 => {
                label.clone()
            }
            _ if kind == CONCEPT => CONCEPT_LABEL.to_owned(),
            _ => kind.clone(),
        }
    }
}

/// The kind of an entry that says none.
const CONCEPT: &str = "concept";

/// What that is called as a type.
pub(crate) const CONCEPT_LABEL: &str = "Concept";

/// The type of a thread.
pub(crate) const THREAD: &str = "Thread";

/// The type of a path.
pub(crate) const LEARNING_PATH: &str = "Learning Path";
