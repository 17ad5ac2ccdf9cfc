//! Files whose bytes in git are not those on the disk, as `.gitattributes` has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use almanac_model::FilePath;

use crate::{HistoryError, Repository};

/// The attributes by which git changes bytes on their way.
const ATTRIBUTES: [&str; 6] = [
    "filter",
    "text",
    "eol",
    "crlf",
    "ident",
    "working-tree-encoding",
];

/// What git makes of a file on its way between the disk and a commit. Where several apply, the last counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileFilter {
    /// Other line ends, or another encoding.
    Changed,
    /// What a program makes of it.
    Program,
    /// A pointer to where its bytes are kept (git LFS).
    Lfs,
}

impl Repository {
    /// What git makes of some files, of those of which it makes anything.
    pub fn filters(
        &self,
        files: &[&FilePath],
    ) -> Result<BTreeMap<FilePath, FileFilter>, HistoryError> {
        let mut filters = BTreeMap::new();
        if !self.may_have_attributes(files) {
            return Ok(filters);
        }
        let mut arguments = self.attribute_source();
        arguments.extend(["check-attr", "-z", "--stdin"]);
        arguments.extend(ATTRIBUTES);
        let mut input = String::new();
        for file in files {
            input.push_str(file.as_str());
            input.push('\0');
        }
        let printed = self.git(&arguments).reading(input.into_bytes()).run()?;
        let printed = String::from_utf8_lossy(&printed);
        let changes_ends = self.changes_line_ends();
        let fields: Vec<&str> = printed.split('\0').collect();
        for field in fields.chunks_exact(3) {
            let [file, attribute, value] = field else {
                continue;
            };
            let filter = match (*attribute, *value) {
                ("filter", "lfs") => FileFilter::Lfs,
                ("text", "unspecified") if changes_ends => FileFilter::Changed,
                (_, "unspecified" | "unset") => continue,
                ("filter", _) => FileFilter::Program,
                _ => FileFilter::Changed,
            };
            let known = filters.entry(FilePath::from(*file)).or_insert(filter);
            *known = filter.max(*known);
        }
        Ok(filters)
    }

    /// The name of the object that git makes of a file's bytes on the disk, which is written.
    pub fn cleaned(&self, file: &FilePath, bytes: &[u8]) -> Result<String, HistoryError> {
        let path = format!("--path={file}");
        let mut arguments = self.attribute_source();
        arguments.extend(["-c", "core.fsync=all"]);
        arguments.extend(["hash-object", "-w", "--stdin", &path]);
        let printed = self.git(&arguments).reading(bytes.to_vec()).run()?;
        Ok(String::from_utf8_lossy(&printed).trim().to_owned())
    }

    /// The bytes that git makes of an object on its way to the disk.
    pub fn smudged(&self, file: &FilePath, blob: &str) -> Result<Vec<u8>, HistoryError> {
        let path = format!("--path={}", self.parts(file).join("/"));
        self.git(&["cat-file", "--filters", &path, blob]).run()
    }

    /// The name that git has for bytes, if it leaves them as they are.
    pub fn name_of(&self, bytes: &[u8]) -> Result<String, HistoryError> {
        let hash = self.inner.object_hash();
        let id = gix::objs::compute_hash(hash, gix::objs::Kind::Blob, bytes);
        Ok(id.map_err(HistoryError::unreadable)?.to_string())
    }

    /// Without a work tree, attributes are those of the newest revision.
    fn attribute_source(&self) -> Vec<&'static str> {
        match self.is_bare() {
            true => vec!["--attr-source=HEAD"],
            false => Vec::new(),
        }
    }

    fn changes_line_ends(&self) -> bool {
        let set = self.inner.config_snapshot();
        let set = set.string("core.autocrlf");
        set.is_some_and(|value| !value.eq_ignore_ascii_case(b"false"))
    }

    /// Whether there is any file that could give attributes. Asking git costs a process, and most almanacs have none.
    fn may_have_attributes(&self, files: &[&FilePath]) -> bool {
        let settings = self.inner.config_snapshot();
        if self.changes_line_ends() || settings.string("core.attributesFile").is_some() {
            return true;
        }
        let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".config"));
        let own = std::env::var_os("XDG_CONFIG_HOME").map(Into::into).or(home);
        let own = own.map(|folder: std::path::PathBuf| folder.join("git/attributes"));
        let everywhere = [
            "/etc/gitattributes".into(),
            self.inner.common_dir().join("info/attributes"),
        ];
        if own.into_iter().chain(everywhere).any(|file| file.exists()) {
            return true;
        }
        let Some(root) = self.inner.workdir() else {
            return self.may_have_committed_attributes(files);
        };
        let mut folders: Vec<&Path> = self.folder.ancestors().collect();
        folders.retain(|folder| folder.starts_with(root));
        let has = |folder: &Path| folder.join(".gitattributes").exists();
        let above = |file: &&FilePath| {
            let above = Path::new(file.as_str()).ancestors().skip(1);
            above
                .into_iter()
                .any(|folder| has(&self.folder.join(folder)))
        };
        folders.into_iter().any(has) || files.iter().any(above)
    }

    fn may_have_committed_attributes(&self, files: &[&FilePath]) -> bool {
        let Some(files_of_head) = self.head().and_then(|head| self.revision(&head).ok()?) else {
            return false;
        };
        let folders = files.iter().flat_map(|file| {
            let above = Path::new(file.as_str()).ancestors().skip(1);
            above.filter_map(Path::to_str)
        });
        let folders: BTreeSet<&str> = folders.collect();
        folders.into_iter().any(|folder| {
            let name = match folder {
                "" => ".gitattributes".to_owned(),
                folder => format!("{folder}/.gitattributes"),
            };
            !matches!(files_of_head.file(&name), Ok(None))
        })
    }
}
