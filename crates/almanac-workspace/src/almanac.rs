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
use almanac_model::{
    Date, Day, FileDates, FilePath, HistoryGap, OpenFile, Snapshot, TemplateFault, day_after,
};

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
    /// A folder as a revision of its repository has it, which never changes.
    Revision(Arc<AlmanacRevision>),
}

/// An almanac as a revision has it.
#[derive(Debug)]
pub struct AlmanacRevision {
    /// Its folder, for those who are told of it.
    folder: PathBuf,
    plain: Option<PlainFolder>,
    tree: Arc<RevisionTree>,
    name: String,
    recorded: Option<Date>,
    dates: Arc<FileDates>,
}

impl AlmanacRevision {
    /// The full name of the revision.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day in UTC when it was recorded, if that can be known.
    pub fn recorded(&self) -> Option<Date> {
        self.recorded
    }
}

impl Almanac {
    /// Its folder, if it has one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            Almanac::Folder(folder) | Almanac::Plain(folder, _) => Some(folder),
            Almanac::Bare(..) | Almanac::Embedded { .. } | Almanac::Revision(_) => None,
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
            Almanac::Embedded { .. } | Almanac::Revision(_) => Ok(None),
        }
    }

    /// The almanac of a folder as a revision of its repository has it: by the first digits of its name, by a branch or a tag,
    /// or by a day, of which it is what the present branch held at its end in UTC. `Ok(None)` where there is no such revision.
    ///
    /// # Errors
    /// Fails where there is no repository, or it can't be read.
    pub fn at_revision(&self, named: &str) -> io::Result<Option<Self>> {
        let missing = || io::Error::other("it is in no git repository, so it has no revisions");
        let folder = self.place().ok_or_else(missing)?;
        let found = self.repository().map_err(io::Error::other)?;
        let repository = found.ok_or_else(missing)?;
        let name = repository.revision_named(named).map_err(io::Error::other)?;
        let Some(name) = name else {
            return Ok(None);
        };
        let files = repository.revision(&name).map_err(io::Error::other)?;
        let Some(files) = files else {
            return Ok(None);
        };
        let words = repository.commit_words(&name).ok().flatten();
        let recorded = words.and_then(|words| words.recorded);
        Ok(Some(Almanac::Revision(Arc::new(AlmanacRevision {
            folder: folder.to_owned(),
            plain: self.plain().cloned(),
            dates: Arc::new(repository.last_changed_at(&name, &ContentJudge)),
            tree: Arc::new(RevisionTree::new(files)),
            recorded: recorded.and_then(|moment| day_of_moment(moment.seconds)),
            name,
        }))))
    }

    /// The revision that it is of, if it is one that never changes.
    pub fn fixed_revision(&self) -> Option<&Arc<AlmanacRevision>> {
        match self {
            Almanac::Revision(revision) => Some(revision),
            _ => None,
        }
    }

    /// What is known of it besides its files, if it need not have an `almanac.toml`.
    pub fn plain(&self) -> Option<&PlainFolder> {
        match self {
            Almanac::Plain(_, plain) => Some(plain),
            Almanac::Bare(_, plain) => plain.as_ref(),
            Almanac::Revision(revision) => revision.plain.as_ref(),
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
            Almanac::Revision(revision) => revision.tree.clone(),
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
            Almanac::Revision(revision) => {
                let found = revision.tree.read(file, u64::MAX);
                let found = found.map_err(|error| error.source)?;
                Ok(found.map(|bytes| OpenFile {
                    length: bytes.len() as u64,
                    version: content_hash(&bytes).to_string(),
                    content: Box::new(Cursor::new(bytes)),
                }))
            }
            Almanac::Embedded { tree, .. } => Ok(tree.bytes(file).map(|bytes| OpenFile {
                length: bytes.len() as u64,
                version: content_hash(bytes).to_string(),
                content: Box::new(Cursor::new(bytes)),
            })),
        }
    }

    /// The newest revision of the repository that its folder lies in.
    pub fn newest_revision(&self) -> Option<String> {
        if let Almanac::Revision(revision) = self {
            return Some(revision.name.clone());
        }
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
            Almanac::Revision(revision) => revision.dates.clone(),
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

/// The day in UTC of a moment in seconds since 1970.
fn day_of_moment(seconds: i64) -> Option<Date> {
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    let day = day_after(Day::constant(1970, 1, 1), days);
    Some(Date::from_day(day))
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
            Almanac::Revision(revision) => {
                let folder = revision.folder.display();
                write!(f, "`{folder}` as of revision {}", &revision.name[..12])
            }
        }
    }
}
