//! Why an import or an export can't be made.

use std::io;
use std::path::PathBuf;

/// Says why nothing was imported. Nothing was written then, but for [`ImportError::Io`].
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is nothing at the path of the source.
    #[error("there is no folder `{0}`")]
    NoSource(PathBuf),
    /// The source is a file.
    #[error("`{0}` is a file, and only folders are imported: unpack an archive first")]
    SourceIsFile(PathBuf),
    /// The source is an almanac already.
    #[error("`{0}` is an almanac already: it has an `almanac.toml`")]
    SourceIsAlmanac(PathBuf),
    /// The target is the source, or lies in it.
    #[error("`{target}` lies in `{from}`, which is never written to: choose a folder elsewhere")]
    TargetInSource {
        /// The folder that was to be written to.
        target: PathBuf,
        /// The folder that was to be imported.
        from: PathBuf,
    },
    /// The source lies in the target.
    #[error("`{from}` lies in `{target}`: choose a folder elsewhere")]
    SourceInTarget {
        /// The folder that was to be written to.
        target: PathBuf,
        /// The folder that was to be imported.
        from: PathBuf,
    },
    /// The target is a file.
    #[error("`{0}` is a file: choose a folder to write to")]
    TargetIsFile(PathBuf),
    /// The target has files in it that no import wrote.
    #[error("`{0}` has files in it that Almanac did not write there: choose an empty folder")]
    TargetNotEmpty(PathBuf),
    /// The target was written from another folder or by another reading.
    #[error("`{target}` was imported {from}: choose another folder")]
    TargetOfAnother {
        /// The folder that was to be written to.
        target: PathBuf,
        /// What it was imported from, in words.
        from: String,
    },
    /// The target's list of what an import wrote can't be read.
    #[error("`{0}` can't be read as a list of what an import wrote")]
    UnreadableList(PathBuf),
    /// The source has nothing to read.
    #[error("`{from}` has no Markdown that could be imported{}", .program.map(|program| format!(" as {program}")).unwrap_or_default())]
    NothingToImport {
        /// The folder that was to be imported.
        from: PathBuf,
        /// What the program is called whose folder it was said to be.
        program: Option<&'static str>,
    },
    /// The system refused.
    #[error("`{path}`: {source}")]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl ImportError {
    /// Makes an error of what the system said about a path.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
