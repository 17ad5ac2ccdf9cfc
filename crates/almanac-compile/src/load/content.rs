//! What one file makes, by its role.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{
    Config, ContentHash, ContentSyntax, DataTable, FilePath, LearningPath, Page, Source, Topic,
};

use almanac_syntax::without_remarks;

use crate::checks::{UNMATCHED_DEPTH, UNMATCHED_TRANSLATION};
use crate::context::WithFile;
use crate::read::{self, ContentName, FileText, PageFile, PathFile};
use crate::reporter::Finding;
use crate::role::Role;

/// What a file makes, according to its role.
pub(super) enum ReadContent {
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
    pub fn hash(&self) -> Option<&ContentHash> {
        match self {
            Self::Page((page, _)) => Some(&page.content_hash),
            Self::Path((path, _)) => Some(&path.content_hash),
            _ => None,
        }
    }
}

/// What a file makes, if it makes anything, and what is wrong with it.
pub(super) fn read_content(
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
    let layout = &config.content.layout;
    let role = Role::of(file.as_str(), layout);
    let (content, mut findings) = match role {
        Role::Topics => content_with(ReadContent::Topics, read::read_topics(file, text)),
        Role::Media => content_with(ReadContent::Media, read::read_media(file, text, layout)),
        Role::Sources => content_with(ReadContent::Sources, read::read_shared_sources(file, text)),
        Role::Bibliography => {
            content_with(ReadContent::Sources, read::read_bibliography(file, text))
        }
        Role::Data => content_with(ReadContent::Data, read::read_data(file, text)),
        // What a program draws is no text.
        Role::Entry if is_drawing(text, config) => (None, Vec::new()),
        Role::Entry | Role::Thread | Role::Path => {
            let name = ContentName::of(file, config);
            match undeclared_translation(file, &name, text, config) {
                Some(finding) => (None, vec![finding]),
                None => {
                    let reordered = reordered_name(file, &name);
                    let own = own_language(file, &name);
                    let content = read_page_or_path(file, name, text, &role, config);
                    (Some(content), reordered.into_iter().chain(own).collect())
                }
            }
        }
        Role::Config | Role::Template | Role::Other => (None, Vec::new()),
    };
    // All other text is looked at where its syntax is read. A table with a zero is no text, which is reported there.
    let is_bare =
        matches!(role, Role::Bibliography) || matches!(role, Role::Data) && !text.contains('\0');
    findings.extend(is_bare.then(|| read::control_finding(file, text)).flatten());
    (content, findings)
}

/// Whether a note is a drawing of Excalidraw, by its front matter.
fn is_drawing(text: &str, config: &Config) -> bool {
    const FIELD: &str = "excalidraw-plugin";
    config.content.syntax == ContentSyntax::Notes
        && text.contains(FIELD)
        && almanac_syntax::front_matter(text).get(FIELD).is_some()
}

/// Reports a translation into a language that `almanac.toml` doesn't declare. Only `translated_from` shows that it is
/// one: by its name alone it could be a page like any other.
fn undeclared_translation(
    file: &FilePath,
    name: &ContentName,
    text: &str,
    config: &Config,
) -> Option<Finding> {
    let language = name.undeclared.as_ref()?;
    let field = "translated_from";
    // Hardly any file has the word, so hardly any is parsed a second time here.
    text.contains(field).then_some(())?;
    let front_matter = almanac_syntax::front_matter(text);
    let keys = front_matter.as_mapping()?;
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

/// Reports a file whose name has its level behind its language: it is no version of anything, and stays a page of its own.
fn reordered_name(file: &FilePath, name: &ContentName) -> Option<Finding> {
    let wanted = name.reordered.as_ref()?;
    let message = "the level stands behind the language in the file's name, so this is no depth";
    let help = format!("rename the file to `{wanted}`");
    Some(Finding::new(&UNMATCHED_DEPTH, file, 0..0, message).help(help))
}

/// Reports a file that is called like a translation into the almanac's own language. It stays a page of its own.
fn own_language(file: &FilePath, name: &ContentName) -> Option<Finding> {
    let language = name.own_language.as_ref()?;
    let message =
        format!("the almanac itself is in the language `{language}`, so this is no translation");
    let help =
        "a translation is named after another language; give this file a name of its own otherwise";
    Some(Finding::new(&UNMATCHED_TRANSLATION, file, 0..0, message).help(help))
}

/// Reads an entry, a thread or a path.
fn read_page_or_path(
    file: &FilePath,
    name: ContentName,
    text: &Arc<str>,
    role: &Role,
    config: &Config,
) -> ReadContent {
    let (clean, faults) = match config.content.syntax {
        ContentSyntax::Notes => without_remarks(text),
        ContentSyntax::Almanac | ContentSyntax::Sites => (Cow::Borrowed(&**text), Vec::new()),
    };
    let about_remarks: Vec<Finding> = read::fault_findings(file, &faults).collect();
    let file = FileText {
        file: file.clone(),
        slug: name.slug,
        depth: name.depth,
        language: name.language,
        text: match clean {
            Cow::Borrowed(_) => text.clone(),
            Cow::Owned(clean) => clean.into(),
        },
        written: text.clone(),
        is_foreign: config.content.syntax.is_foreign(),
    };
    match role {
        Role::Path => {
            let PathFile { path, mut read } = read::read_path(file, config);
            read.findings.extend(about_remarks);
            ReadContent::Path((Arc::new(path), Arc::new(read)))
        }
        _ => {
            let PageFile { page, mut read } =
                read::read_page(file, matches!(role, Role::Thread), config);
            read.findings.extend(about_remarks);
            ReadContent::Page((Arc::new(page), Arc::new(read)))
        }
    }
}

/// Reads the file of an entry or a thread; `None` if it is another file, another version, or
/// has the name of one.
pub(crate) fn read_original(
    file: &FilePath,
    text: &Arc<str>,
    config: &Config,
) -> Option<WithFile<Page>> {
    let role = Role::of(file.as_str(), &config.content.layout);
    if !matches!(role, Role::Entry | Role::Thread) {
        return None;
    }
    match read_content(file, text, config).0? {
        ReadContent::Page(page) if page.0.is_original() => Some(page),
        _ => None,
    }
}
