//! The index as a file: what is known of commits, in pieces that are added as commits come.
//!
//! A piece says how many paths and ids there were before it, and has a hash. One that does not fit what stands before it, as
//! when two programs added at once or a write was cut off, ends what is read; it costs that these commits are read anew.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use almanac_model::Visibility;
use gix::ObjectId;
use gix::hash::Kind;

use super::commit::{Dropped, IndexedCommit, IndexedEdit};
use super::strings::Strings;

/// Other bytes for each form of the file, and for each rule by which commits are read.
const MAGIC: &[u8; 8] = b"almhis02";

/// The hash of what decides, beside commits, how a history reads.
pub(super) type StoreKey = [u8; 32];

/// What a file knows.
#[derive(Default)]
pub(super) struct Stored {
    pub paths: Strings,
    pub ids: Strings,
    pub commits: Vec<IndexedCommit>,
    /// How long the part of the file is that was read; nought where there is none to add to.
    pub length: u64,
}

impl Stored {
    /// What is kept in a file, as far as it is of this history's rules.
    pub fn read(file: &Path, key: &StoreKey, hash: Kind) -> Self {
        let mut stored = Self::default();
        let Ok(bytes) = fs::read(file) else {
            return stored;
        };
        let head = [&MAGIC[..], key].concat();
        let Some(mut rest) = bytes.strip_prefix(&*head) else {
            return stored;
        };
        stored.length = head.len() as u64;
        while let Some((piece, after)) = piece_of(rest) {
            let mut reader = PieceReader { rest: piece, hash };
            if reader.read_into(&mut stored).is_none() {
                stored.length = 0;
                break;
            }
            stored.length += (rest.len() - after.len()) as u64;
            rest = after;
        }
        stored
    }
}

/// How many paths, ids and commits a file knows already.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub paths: usize,
    pub ids: usize,
    pub commits: usize,
}

/// Adds what came since to a file that has `length` bytes; where it has another length, or is to be made anew, all of it is
/// written.
pub(super) fn write(file: &Path, key: &StoreKey, stored: &Stored, known: Known) -> io::Result<()> {
    let has_length = fs::metadata(file).is_ok_and(|found| found.len() == stored.length);
    if known.commits > 0 && stored.length > 0 && has_length {
        let piece = piece_with(stored, known);
        return OpenOptions::new()
            .append(true)
            .open(file)?
            .write_all(&piece);
    }
    let all = [&MAGIC[..], key, &piece_with(stored, Known::default())].concat();
    let beside = file.with_extension(format!("{}.new", std::process::id()));
    File::create(&beside)?.write_all(&all)?;
    fs::rename(&beside, file)
}

/// The first piece of some bytes, and what comes behind it.
fn piece_of(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let (hash, rest) = rest.split_first_chunk::<32>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (piece, rest) = rest.split_at_checked(length)?;
    (blake3::hash(piece) == *hash).then_some((piece, rest))
}

fn piece_with(stored: &Stored, known: Known) -> Vec<u8> {
    let mut piece = PieceWriter(Vec::new());
    for (strings, before) in [(&stored.paths, known.paths), (&stored.ids, known.ids)] {
        piece.number(before);
        piece.number(strings.len() - before);
        for text in strings.from(before) {
            piece.number(text.len());
            piece.0.extend_from_slice(text.as_bytes());
        }
    }
    let commits = &stored.commits[known.commits..];
    piece.number(commits.len());
    commits.iter().for_each(|commit| piece.commit(commit));
    let length = (piece.0.len() as u64).to_le_bytes();
    [&length[..], blake3::hash(&piece.0).as_bytes(), &piece.0].concat()
}

struct PieceWriter(Vec<u8>);

impl PieceWriter {
    /// Seven bits a byte, the lowest first.
    fn number(&mut self, number: usize) {
        let mut rest = number;
        loop {
            let low = (rest & 0x7f) as u8;
            rest >>= 7;
            self.0.push(low | if rest > 0 { 0x80 } else { 0 });
            if rest == 0 {
                return;
            }
        }
    }

    fn commit(&mut self, commit: &IndexedCommit) {
        self.0.extend_from_slice(commit.id.as_slice());
        let flags = u8::from(commit.is_end) | u8::from(commit.recorded.is_some()) << 1;
        self.0.push(flags);
        self.0
            .extend_from_slice(&commit.recorded.unwrap_or_default().to_le_bytes());
        self.number(commit.parents.len());
        for parent in &commit.parents {
            self.0.extend_from_slice(parent.as_slice());
        }
        self.number(commit.edits.len());
        commit.edits.iter().for_each(|edit| self.edit(edit));
        self.number(commit.dropped.len());
        for dropped in &commit.dropped {
            self.number(dropped.path as usize);
            self.number(dropped.parent as usize);
        }
    }

    fn edit(&mut self, edit: &IndexedEdit) {
        let flags = [
            edit.before.is_some(),
            edit.after.is_some(),
            edit.from.is_some(),
            edit.page_id.is_some(),
            edit.visibility == Visibility::Unlisted,
            edit.visibility == Visibility::Draft,
        ];
        let flags = flags
            .iter()
            .rev()
            .fold(0, |all, flag| all << 1 | u8::from(*flag));
        self.0.push(flags);
        self.number(edit.path as usize);
        for blob in [edit.before, edit.after].into_iter().flatten() {
            self.0.extend_from_slice(blob.as_slice());
        }
        for number in [edit.from, edit.page_id].into_iter().flatten() {
            self.number(number as usize);
        }
    }
}

struct PieceReader<'b> {
    rest: &'b [u8],
    hash: Kind,
}

impl<'b> PieceReader<'b> {
    /// Adds a piece to what is known; `None` if it does not fit.
    fn read_into(&mut self, stored: &mut Stored) -> Option<()> {
        for strings in [&mut stored.paths, &mut stored.ids] {
            if self.number()? != strings.len() {
                return None;
            }
            for _ in 0..self.number()? {
                let length = self.number()?;
                let text = std::str::from_utf8(self.bytes(length)?).ok()?;
                strings.number_of(text);
            }
        }
        for _ in 0..self.number()? {
            let commit = self.commit()?;
            stored.commits.push(commit);
        }
        Some(())
    }

    fn bytes(&mut self, length: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        Some(self.bytes(1)?[0])
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn short_number(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn id(&mut self) -> Option<ObjectId> {
        let bytes = self.bytes(self.hash.len_in_bytes())?;
        ObjectId::try_from(bytes).ok()
    }

    fn commit(&mut self) -> Option<IndexedCommit> {
        let id = self.id()?;
        let flags = self.byte()?;
        let recorded = i64::from_le_bytes(self.bytes(8)?.try_into().ok()?);
        Some(IndexedCommit {
            id,
            recorded: (flags & 2 > 0).then_some(recorded),
            is_end: flags & 1 > 0,
            parents: self.list(Self::id)?,
            edits: self.list(Self::edit)?,
            dropped: self.list(|reader| {
                Some(Dropped {
                    path: reader.short_number()?,
                    parent: reader.short_number()?,
                })
            })?,
        })
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.number()?;
        (0..length).map(|_| one(self)).collect()
    }

    fn edit(&mut self) -> Option<IndexedEdit> {
        let flags = self.byte()?;
        let has = |place: u8| flags >> place & 1 > 0;
        let path = self.short_number()?;
        let mut edit = IndexedEdit {
            path,
            before: None,
            after: None,
            from: None,
            page_id: None,
            visibility: match (has(4), has(5)) {
                (_, true) => Visibility::Draft,
                (true, false) => Visibility::Unlisted,
                (false, false) => Visibility::Public,
            },
        };
        if has(0) {
            edit.before = Some(self.id()?);
        }
        if has(1) {
            edit.after = Some(self.id()?);
        }
        if has(2) {
            edit.from = Some(self.short_number()?);
        }
        if has(3) {
            edit.page_id = Some(self.short_number()?);
        }
        Some(edit)
    }
}
