//! Folders of files that are in order, each named by the hash of all that is in it.
//!
//! The list of the files is loaded first, and hashes can't be compressed: so it has one for each folder and not for each file.
//! An edit renames the files of its folders.

use std::ops::Range;

use super::bytes::{ByteWriter, PieceHash, hex, piece_hash};

/// A folder, as the list of the files names it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folder {
    hash: PieceHash,
    /// How many there are of what it holds.
    count: usize,
}

impl Folder {
    /// Writes files, given by their names in the folder, and gives the folder. `count` tells how many there are of what it holds.
    pub fn write_files<E>(
        area: &str,
        files: Vec<(String, Vec<u8>)>,
        count: usize,
        write: &impl Fn(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let hashes = files.iter().map(|(_, bytes)| blake3::hash(bytes));
        let all: Vec<u8> = hashes.flat_map(|hash| *hash.as_bytes()).collect();
        let hash = piece_hash(&all);
        for (name, bytes) in files {
            write(&format!("{area}{}/{name}.bin", hex(hash)), &bytes)?;
        }
        Ok(Self { hash, count })
    }

    /// Writes what the list of the files says about it.
    pub fn write(self, writer: &mut ByteWriter) {
        writer.raw(&self.hash);
        writer.count(self.count);
    }
}

/// What shares a folder, about `usual` of them and at most `most`. Folders end where the hash of a name says so: what comes or
/// goes changes its own folder only.
pub(super) fn shared_out<'n>(
    names: impl Iterator<Item = &'n str>,
    usual: u8,
    most: usize,
) -> Vec<Range<usize>> {
    let mut folders = Vec::new();
    let (mut start, mut end) = (0, 0);
    for name in names {
        end += 1;
        let is_end = blake3::hash(name.as_bytes()).as_bytes()[0].is_multiple_of(usual);
        if is_end || end - start >= most {
            folders.push(start..end);
            start = end;
        }
    }
    if start < end {
        folders.push(start..end);
    }
    folders
}
