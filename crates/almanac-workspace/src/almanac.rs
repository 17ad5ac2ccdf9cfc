//! Where the files of an almanac are, and what else is known of them.

use std::fmt;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use almanac_compile::{
    CompileError, Compiled, Compiler, ContentJudge, EmbeddedTree, FolderTree, Options, PlainFolder,
    Touched, Tree, compile, content_hash,
};
use almanac_history::{HistoryError, Repository};
use almanac_model::{Day, FileDates, FilePath, HistoryGap, OpenFile, Snapshot, TemplateFault};

use crate::branch_tree::BranchTree;
use crate::revision_tree::RevisionTree;

/// Makes some pages of a snapshot to find what is wrong with the almanac's own templates. Compiling
/// knows nothing of pages, so this comes from the caller, who knows how they are made.
pub type TemplateCheck = fn(&Snapshot, Day) -> Vec<TemplateFault>;

/// An almanac: a folder, or the one inside the binary.
#[derive(Debug, Clone)]
pub enum Almanac {
    /// A folder, which may change at any time.
    Folder(PathBuf),
    /// A folder that need not have an `almanac.toml`, which is read as it is.
    Plain(PathBuf, PlainFolder),
    /// A bare repository, whose branch is served, and what is known of it if it need not have an `almanac.toml`. Others may
    /// push to it.
    Bare(PathBuf, Option<PlainFolder>),
    /// The one inside the binary, which never changes.
    Embedded {
        /// Its files.
        tree: EmbeddedTree,
        /// When they were last changed, as it was known when the binary was built.
        dates: Arc<FileDates>,
    },
}

impl Almanac {
    /// Its folder, if it has one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) => Some(folder),
            Almanac::Bare(..) | Almanac::Embedded { .. } => None,
        }
    }

    /// Where it is on the disk: its folder, or its repository.
    pub fn place(&self) -> Option<&Path> {
        match self {
            Almanac::Bare(repository, _) => Some(repository),
            other => other.folder(),
        }
    }

    /// Whether a folder is a repository without a work tree.
    ///
    /// # Errors
    /// Fails where it is one that can't be opened.
    pub fn is_bare_repository(folder: &Path) -> Result<bool, HistoryError> {
        Ok(Repository::open_bare(folder)?.is_some())
    }

    /// The repository that it lies in, or that it is.
    ///
    /// # Errors
    /// Fails where there is one that can't be opened.
    pub fn repository(&self) -> Result<Option<Repository>, HistoryError> {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) => Repository::discover(folder),
            Almanac::Bare(repository, _) => Repository::open_bare(repository),
            Almanac::Embedded { .. } => Ok(None),
        }
    }

    /// What is known of it besides its files, if it need not have an `almanac.toml`.
    pub fn plain(&self) -> Option<&PlainFolder> {
        match self {
            Almanac::Plain(_, plain) => Some(plain),
            Almanac::Bare(_, plain) => plain.as_ref(),
            Almanac::Folder(_) | Almanac::Embedded { .. } => None,
        }
    }

    /// The same with what its settings say now.
    pub fn plain_now(&self) -> Option<PlainFolder> {
        match self {
            Almanac::Plain(folder, plain) => Some(plain.as_now(folder)),
            other => other.plain().cloned(),
        }
    }

    /// Its files.
    pub fn tree(&self) -> Arc<dyn Tree> {
        let revision = match self {
            Almanac::Bare(..) => self.newest_revision(),
            _ => None,
        };
        self.tree_at(revision.as_deref())
    }

    /// Its files; of a bare repository, those of a revision that was its newest one.
    pub fn tree_at(&self, revision: Option<&str>) -> Arc<dyn Tree> {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) => {
                Arc::new(FolderTree::new(folder))
            }
            Almanac::Bare(..) => Arc::new(BranchTree::at(self.repository(), revision)),
            Almanac::Embedded { tree, .. } => Arc::new(*tree),
        }
    }

    /// Opens a file for streaming; `Ok(None)` where there is none. Of a bare repository, it is that of a revision.
    ///
    /// # Errors
    /// Fails where the file is there and can't be opened.
    pub fn open_at(&self, revision: Option<&str>, file: &FilePath) -> io::Result<Option<OpenFile>> {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) => {
                match FolderTree::new(folder).open(file) {
                    Ok(opened) => opened.map(of_disk).transpose(),
                    Err(error) => Err(error.source),
                }
            }
            Almanac::Bare(..) => BranchTree::at(self.repository(), revision).open(file),
            Almanac::Embedded { tree, .. } => Ok(tree.bytes(file).map(|bytes| OpenFile {
                length: bytes.len() as u64,
                version: content_hash(bytes).to_string(),
                content: Box::new(Cursor::new(bytes)),
            })),
        }
    }

    /// The newest revision of the repository that its folder lies in.
    pub fn newest_revision(&self) -> Option<String> {
        self.repository().ok()??.head()
    }

    /// Why its history is not known to its beginning, if it isn't.
    pub fn history_gap(&self) -> Option<HistoryGap> {
        match self.repository() {
            Ok(repository) => repository?.gap(),
            Err(error) => Some(HistoryGap::Unreadable(error.to_string())),
        }
    }

    /// Its files as they were last committed; `None` without a commit.
    ///
    /// # Errors
    /// Fails where the history is there and can't be read.
    pub fn committed_tree(&self) -> io::Result<Option<RevisionTree>> {
        let Some(repository) = self.repository().map_err(io::Error::other)? else {
            return Ok(None);
        };
        let Some(head) = repository.head() else {
            return Ok(None);
        };
        let files = repository.revision(&head).map_err(io::Error::other)?;
        Ok(files.map(RevisionTree::new))
    }

    /// When its files were last changed, as far as that is known.
    pub fn last_changed(&self) -> Arc<FileDates> {
        self.dates(&|repository| repository.last_changed(&ContentJudge))
    }

    /// The same, when the dates at an older revision are known.
    pub fn last_changed_since(&self, revision: &str, known: &FileDates) -> Arc<FileDates> {
        self.dates(&|repository| repository.last_changed_since(revision, known, &ContentJudge))
    }

    fn dates(&self, walk: &dyn Fn(&Repository) -> FileDates) -> Arc<FileDates> {
        match self {
            Almanac::Embedded { dates, .. } => dates.clone(),
            other => Arc::new(match other.repository() {
                Ok(Some(repository)) => walk(&repository),
                Ok(None) => FileDates::default(),
                Err(error) => FileDates::unreadable(error),
            }),
        }
    }

    /// Compiles it as it stands, with what is wrong with its own templates.
    ///
    /// # Errors
    /// Fails where there is nothing to compile.
    pub fn compile(
        &self,
        options: &Options,
        template_check: TemplateCheck,
    ) -> Result<Compiled, CompileError> {
        let compiled = compile(&*self.tree(), options)?;
        Ok(with_template_faults(compiled, options, template_check))
    }
}

/// The same by a compiler that keeps what has not been touched since the last time.
pub(crate) fn compile_again(
    compiler: &mut Compiler,
    tree: &dyn Tree,
    options: &Options,
    touched: &Touched,
    template_check: TemplateCheck,
) -> Result<Compiled, CompileError> {
    let compiled = compiler.compile(tree, options, touched)?;
    Ok(with_template_faults(compiled, options, template_check))
}

fn with_template_faults(
    compiled: Compiled,
    options: &Options,
    template_check: TemplateCheck,
) -> Compiled {
    let faults = template_check(&compiled.snapshot, options.today);
    match faults.is_empty() {
        true => compiled,
        false => compiled.with_template_faults(faults),
    }
}

/// A file on disk. Whoever writes it anew gives it another time or another length, unless both
/// happen to be the same to the nanosecond.
fn of_disk(file: std::fs::File) -> io::Result<OpenFile> {
    let metadata = file.metadata()?;
    let modified = metadata.modified()?;
    let since_epoch = modified.duration_since(std::time::UNIX_EPOCH);
    let nanoseconds = since_epoch.map_or(0, |time| time.as_nanos());
    Ok(OpenFile {
        length: metadata.len(),
        version: format!("{nanoseconds:x}-{:x}", metadata.len()),
        content: Box::new(file),
    })
}

impl fmt::Display for Almanac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) | Almanac::Bare(folder, _) => {
                write!(f, "`{}`", folder.display())
            }
            Almanac::Embedded { .. } => f.write_str("the almanac inside the binary"),
        }
    }
}
