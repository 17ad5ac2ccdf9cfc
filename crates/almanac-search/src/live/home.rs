//! Where an index is kept from one start to the next.
//!
//! All of it can be made again, so nothing is synced to the disk, and whatever is wrong with the file, it is as if it were
//! not there: it is checked as a whole, by its hash, before anything of it is believed.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use postcard::ser_flavors::Flavor;
use rayon::prelude::*;

use crate::document::SearchSubject;
use crate::index::{Index, StoredIndex};

/// What each file begins with. It ends with the hash of what is between. The number is that of the form: it rises whenever the form or the rules of cutting,
/// folding and stemming change, so that no index of other rules is ever used.
const HEADER: &[u8] = b"almanac search index 6\n";

/// How long a hash is.
const HASH: usize = blake3::OUT_LEN;

/// What pages were made of when they were indexed.
pub(super) type Fingerprints = HashMap<SearchSubject, u64>;

/// A place for an index.
#[derive(Debug, Clone, Default)]
pub enum IndexHome {
    /// Nowhere: it is made again at each start.
    #[default]
    Memory,
    /// A folder of this program's, such as `.almanac/`.
    Folder(PathBuf),
}

/// A folder that this process alone keeps an index in.
#[derive(Debug)]
pub(super) struct OwnFolder {
    folder: PathBuf,
    /// Locked for as long as it is open.
    _lock: File,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Kept<F, I> {
    fingerprints: F,
    index: I,
}

impl IndexHome {
    /// Takes the folder, if there is one and no other process has it.
    pub(super) fn take(self) -> Option<OwnFolder> {
        let Self::Folder(folder) = self else {
            return None;
        };
        fs::create_dir_all(&folder).ok()?;
        let lock = File::create(folder.join("search.lock")).ok()?;
        lock.try_lock().ok()?;
        Some(OwnFolder {
            folder,
            _lock: lock,
        })
    }
}

impl OwnFolder {
    /// The index that was kept, with what its pages were made of; `None` where there is none that can be used.
    pub fn read(&self) -> Option<(Index, Fingerprints)> {
        let bytes = fs::read(self.file()).ok()?;
        let rest = bytes.strip_prefix(HEADER)?;
        let (rest, hash) = rest.split_at_checked(rest.len().checked_sub(HASH)?)?;
        if blake3::hash(rest).as_bytes() != hash {
            return None;
        }
        let kept: Kept<Vec<(SearchSubject, u64)>, StoredIndex> = postcard::from_bytes(rest).ok()?;
        let index = Index::of_stored(kept.index);
        Some((index, kept.fingerprints.into_iter().collect()))
    }

    /// Keeps an index. The file before stays until the new one is whole. Gives whether it is kept: a large one takes
    /// seconds, and it is left off as soon as `is_called` says that something else is to be done.
    ///
    /// # Errors
    /// Fails where the file can't be written, for instance because the disk is full. Then the one before is still there.
    pub fn write(
        &self,
        index: &Index,
        fingerprints: &Fingerprints,
        is_called: &dyn Fn() -> bool,
    ) -> io::Result<bool> {
        let mut fingerprints: Vec<(&SearchSubject, &u64)> = fingerprints.iter().collect();
        fingerprints.par_sort_unstable();
        let kept = Kept {
            fingerprints,
            index: index.stored(),
        };
        let unfinished = self.folder.join("search.index.unfinished");
        let written = write_all(&unfinished, &kept, is_called);
        if let Ok(true) = written {
            fs::rename(&unfinished, self.file())?;
        } else {
            // It is of no use, and takes room that may be wanting.
            let _ = fs::remove_file(&unfinished);
        }
        written
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    fn file(&self) -> PathBuf {
        self.folder.join("search.index")
    }
}

/// Writes a whole file, unless something else is to be done meanwhile: gives whether it is there.
fn write_all(
    path: &Path,
    kept: &impl serde::Serialize,
    is_called: &dyn Fn() -> bool,
) -> io::Result<bool> {
    let mut writer = KeptWriter {
        file: File::create(path)?,
        hasher: blake3::Hasher::new(),
        chunk: Vec::with_capacity(CHUNK),
        is_called,
        failure: None,
    };
    writer.file.write_all(HEADER)?;
    match postcard::serialize_with_flavor(kept, &mut writer) {
        Ok(()) => {
            writer.file.write_all(writer.hasher.finalize().as_bytes())?;
            Ok(true)
        }
        // The error has no room for what went wrong.
        Err(error) => match writer.failure {
            Some(WriteFailure::Called) => Ok(false),
            Some(WriteFailure::Failed(error)) => Err(error),
            None => Err(io::Error::other(error)),
        },
    }
}

/// How many bytes are written at a time.
const CHUNK: usize = 256 << 10;

/// Writes and hashes what is kept, chunk by chunk.
struct KeptWriter<'k> {
    file: File,
    hasher: blake3::Hasher,
    chunk: Vec<u8>,
    is_called: &'k dyn Fn() -> bool,
    failure: Option<WriteFailure>,
}

/// Why a file is not whole.
enum WriteFailure {
    /// Something else is to be done.
    Called,
    /// It can't be written.
    Failed(io::Error),
}

impl KeptWriter<'_> {
    fn write_chunk(&mut self) -> postcard::Result<()> {
        let failure = match (self.is_called)() {
            true => Some(WriteFailure::Called),
            false => self
                .file
                .write_all(&self.chunk)
                .err()
                .map(WriteFailure::Failed),
        };
        if failure.is_some() {
            self.failure = failure;
            return Err(postcard::Error::SerializeBufferFull);
        }
        self.hasher.update(&self.chunk);
        self.chunk.clear();
        Ok(())
    }
}

impl Flavor for &mut KeptWriter<'_> {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.try_extend(&[byte])
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.chunk.extend_from_slice(bytes);
        match self.chunk.len() < CHUNK {
            true => Ok(()),
            false => self.write_chunk(),
        }
    }

    fn finalize(self) -> postcard::Result<()> {
        self.write_chunk()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_being_written_gives_way_and_the_one_before_stays() {
        let folder = std::env::temp_dir().join(format!("almanac-kept-{}", std::process::id()));
        let own = IndexHome::Folder(folder.clone()).take().unwrap();
        let known = Fingerprints::from([(
            SearchSubject::Entry(almanac_model::Slug::new("bee").unwrap()),
            7,
        )]);
        let index = Index::default();
        assert!(own.write(&index, &known, &|| false).unwrap());
        assert!(!own.write(&index, &Fingerprints::new(), &|| true).unwrap());
        assert_eq!(own.read().unwrap().1, known);
        assert!(!folder.join("search.index.unfinished").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
