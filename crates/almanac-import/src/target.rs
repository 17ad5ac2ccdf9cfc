//! The folder that an import writes to, in which only our own files are replaced or removed.
//!
//! A file is ours as long as its bytes are those that we wrote: the list `.almanac-import` at the root has the hash of
//! each. One that was edited or removed since is its editor's, and stays as it is. A file that is not in the list but has
//! the very bytes that it is to have counts as ours, so that an import which was interrupted can be finished.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use crate::error::ImportError;
use crate::program::Program;
use crate::source::hash_of;

/// The list of what an import wrote.
pub const IMPORT_LIST: &str = ".almanac-import";

/// The list of what an export wrote.
pub const EXPORT_LIST: &str = ".almanac-export";

/// What of an empty folder is no content: a repository that waits for its first commit.
const MAY_BE_THERE: [&str; 2] = [".git", ".almanac"];

/// The list as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
struct List {
    /// The program's name.
    program: String,
    /// The name of the folder that was imported.
    folder: String,
    /// The files, by their paths.
    files: Vec<Listed>,
}

/// A file that an import wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path from the root.
    pub path: String,
    /// The path in the source of what it was made from; `None` where it was made of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The BLAKE3 hash of its bytes, in hexadecimal digits.
    pub hash: String,
}

/// The folder that is written to.
pub struct Target {
    root: PathBuf,
    /// What earlier imports wrote, by path.
    listed: BTreeMap<String, Listed>,
    program: Option<Program>,
    is_new: bool,
    /// The name of the list.
    list: &'static str,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was written.
    Written,
    /// It was there as it should be.
    Same,
    /// It was edited since the last import, and was kept.
    Edited,
    /// It was removed since the last import, and was not written again.
    Removed,
}

/// The bytes that a file is to have.
pub enum NewBytes<'b> {
    /// They are at hand.
    Bytes(&'b [u8]),
    /// They are those of a file.
    Of(&'b Path),
}

impl NewBytes<'_> {
    fn hash(&self) -> io::Result<blake3::Hash> {
        match self {
            NewBytes::Bytes(bytes) => Ok(blake3::hash(bytes)),
            NewBytes::Of(place) => hash_of(place),
        }
    }

    fn write_to(&self, file: &mut File) -> io::Result<()> {
        match self {
            NewBytes::Bytes(bytes) => file.write_all(bytes),
            NewBytes::Of(place) => io::copy(&mut File::open(place)?, file).map(drop),
        }
    }
}

impl Target {
    /// Looks at the folder that is to be written to, and refuses one that must not be.
    ///
    /// # Errors
    /// Refuses a file, a folder that lies in the source or holds it, and one with files that no import wrote.
    pub fn look_at(
        root: &Path,
        source: Option<&Path>,
        list_name: &'static str,
    ) -> Result<Self, ImportError> {
        if let Some(source) = source {
            refuse_overlap(root, source)?;
        }
        if root.exists() && !root.is_dir() {
            return Err(ImportError::TargetIsFile(root.to_owned()));
        }
        let place = root.join(list_name);
        let list = match fs::read_to_string(&place) {
            Ok(text) => {
                let read = serde_json::from_str(&text);
                read.map_err(|_| ImportError::UnreadableList(place))?
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if has_files(root)? {
                    return Err(ImportError::TargetNotEmpty(root.to_owned()));
                }
                List::default()
            }
            Err(error) => return Err(ImportError::io(place)(error)),
        };
        let listed = list.files.into_iter();
        Ok(Self {
            root: root.to_owned(),
            program: Program::from_name(&list.program),
            is_new: list.program.is_empty(),
            list: list_name,
            listed: listed.map(|file| (file.path.clone(), file)).collect(),
        })
    }

    /// Whether no import has written here yet.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// The program whose folder was imported here.
    pub fn program(&self) -> Option<Program> {
        self.program
    }

    /// The files that earlier imports wrote.
    pub fn listed(&self) -> impl Iterator<Item = &Listed> {
        self.listed.values()
    }

    /// Gives a file the bytes that it is to have, unless it is no longer ours. Returns what became of it, and how it
    /// stands in the list.
    ///
    /// # Errors
    /// Fails where the system refuses.
    pub fn put(
        &self,
        path: &str,
        source: Option<&str>,
        bytes: &NewBytes<'_>,
    ) -> io::Result<(Outcome, Option<Listed>)> {
        let new = bytes.hash()?.to_hex();
        let listed = Listed {
            path: path.to_owned(),
            source: source.map(str::to_owned),
            hash: new.to_string(),
        };
        let place = self.root.join(path);
        let before = self.listed.get(path);
        let now = match place.symlink_metadata() {
            Ok(found) if found.is_file() => Some(hash_of(&place)?.to_hex()),
            Ok(_) => return Ok((Outcome::Edited, before.cloned())),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match (now, before) {
            (Some(now), _) if now == new => return Ok((Outcome::Same, Some(listed))),
            (Some(now), Some(before)) if now.as_str() == before.hash => {}
            (Some(_), before) => return Ok((Outcome::Edited, before.cloned())),
            (None, Some(before)) => return Ok((Outcome::Removed, Some(before.clone()))),
            (None, None) => {}
        }
        self.make_folders(path)?;
        self.replace(&place, bytes)?;
        Ok((Outcome::Written, Some(listed)))
    }

    /// Removes a file that an earlier import wrote and that the source has no more, unless it was edited since.
    ///
    /// # Errors
    /// Fails where the system refuses.
    pub fn remove(&self, file: &Listed) -> io::Result<bool> {
        let place = self.root.join(&file.path);
        let is_ours = place.symlink_metadata().is_ok_and(|found| found.is_file())
            && hash_of(&place)?.to_hex().as_str() == file.hash;
        if is_ours {
            fs::remove_file(&place)?;
            // Only folders that are empty now go away.
            let mut folder = place.parent();
            while let Some(parent) = folder.filter(|parent| *parent != self.root) {
                if fs::remove_dir(parent).is_err() {
                    break;
                }
                folder = parent.parent();
            }
        }
        Ok(is_ours)
    }

    /// Makes the folder, and says in it that it is an import's, before anything else is written.
    ///
    /// # Errors
    /// Fails where the system refuses.
    pub fn begin(&self, program: Program, folder: &str) -> io::Result<()> {
        fs::create_dir_all(&self.root)?;
        match self.is_new {
            true => self.finish(program, folder, Vec::new()).map(drop),
            false => Ok(()),
        }
    }

    /// Writes the list. Returns whether it is another one than before.
    ///
    /// # Errors
    /// Fails where the system refuses.
    pub fn finish(
        &self,
        program: Program,
        folder: &str,
        mut files: Vec<Listed>,
    ) -> io::Result<bool> {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let text = list_text(program, folder, &files)?;
        let place = self.root.join(self.list);
        if fs::read(&place).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(false);
        }
        self.replace(&place, &NewBytes::Bytes(text.as_bytes()))?;
        Ok(true)
    }

    /// Makes the folders of a file. A link among them would lead elsewhere.
    fn make_folders(&self, path: &str) -> io::Result<()> {
        let mut place = self.root.clone();
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            place.push(part);
            match place.symlink_metadata() {
                Ok(found) if found.is_dir() => {}
                Ok(_) => {
                    return Err(io::Error::other(
                        "a link or a file stands where a folder is needed",
                    ));
                }
                Err(_) => match fs::create_dir(&place) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                },
            }
        }
        Ok(())
    }

    /// Writes a file under another name first, so that nobody sees half of it.
    fn replace(&self, place: &Path, bytes: &NewBytes<'_>) -> io::Result<()> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!(".almanac-{}-{number}.unfinished", std::process::id());
        let unfinished = place.with_file_name(name);
        let mut file = File::create_new(&unfinished)?;
        let written = bytes.write_to(&mut file);
        let done = written.and_then(|()| fs::rename(&unfinished, place));
        if done.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        done
    }
}

/// The list, a file a line.
fn list_text(program: Program, folder: &str, files: &[Listed]) -> io::Result<String> {
    let lines: Result<Vec<String>, _> = files.iter().map(serde_json::to_string).collect();
    let folder = serde_json::Value::from(folder);
    Ok(format!(
        "{{\"program\": \"{}\", \"folder\": {folder}, \"files\": [\n{}\n]}}\n",
        program.name(),
        lines?.join(",\n")
    ))
}

/// Refuses a target that lies in the source, or holds it.
fn refuse_overlap(target: &Path, source: &Path) -> Result<(), ImportError> {
    let real_source = source
        .canonicalize()
        .map_err(|_| ImportError::NoSource(source.to_owned()))?;
    let real_target = real_place(target).map_err(ImportError::io(target))?;
    if real_target.starts_with(&real_source) {
        return Err(ImportError::TargetInSource {
            target: target.to_owned(),
            from: source.to_owned(),
        });
    }
    if real_source.starts_with(&real_target) {
        return Err(ImportError::SourceInTarget {
            target: target.to_owned(),
            from: source.to_owned(),
        });
    }
    Ok(())
}

/// Where a path leads that need not be there yet, links followed.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut known = whole.as_path();
    let mut missing = Vec::new();
    loop {
        match (
            known.canonicalize(),
            known.parent(),
            known.components().next_back(),
        ) {
            (Ok(real), ..) => {
                let mut place = real;
                for part in missing.into_iter().rev() {
                    match part {
                        Component::ParentDir => drop(place.pop()),
                        part => place.push(part),
                    }
                }
                return Ok(place);
            }
            (Err(_), Some(parent), Some(last)) => {
                missing.push(last);
                known = parent;
            }
            (Err(error), ..) => return Err(error),
        }
    }
}

fn has_files(root: &Path) -> Result<bool, ImportError> {
    let items = match fs::read_dir(root) {
        Ok(items) => items,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(ImportError::io(root)(error)),
    };
    for item in items {
        let name = item.map_err(ImportError::io(root))?.file_name();
        if !MAY_BE_THERE.iter().any(|known| name == *known) {
            return Ok(true);
        }
    }
    Ok(false)
}
