//! Objects that are not in the repository yet, and how they get there so that a power cut can't take them.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use gix::ObjectId;
use gix::objs::Kind;

use crate::at_once::{DiskJob, all_at_once};
use crate::{HistoryError, Repository};

/// Objects that are made before they are written.
#[derive(Default)]
pub(crate) struct NewObjects {
    /// By name, with their bytes.
    objects: HashMap<ObjectId, NewObject>,
    bytes: usize,
}

struct NewObject {
    kind: Kind,
    bytes: Vec<u8>,
    /// As it is written, if that has been made already.
    packed: OnceLock<Vec<u8>>,
}

impl NewObject {
    /// The object as git has it on the disk.
    fn packed(&self) -> &[u8] {
        self.packed.get_or_init(|| {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
            let header = gix::objs::encode::loose_header(self.kind, self.bytes.len() as u64);
            let written = packer
                .write_all(&header)
                .and_then(|()| packer.write_all(&self.bytes));
            let packed = written.and_then(|()| packer.finish());
            packed.expect("memory takes whatever is written to it")
        })
    }
}

impl NewObjects {
    /// Adds an object, and returns its name.
    pub fn add(
        &mut self,
        repository: &Repository,
        kind: Kind,
        bytes: Vec<u8>,
    ) -> Result<ObjectId, HistoryError> {
        let hash = repository.inner.object_hash();
        let id = gix::objs::compute_hash(hash, kind, &bytes).map_err(HistoryError::unreadable)?;
        self.bytes += bytes.len();
        let packed = OnceLock::new();
        self.objects.insert(
            id,
            NewObject {
                kind,
                bytes,
                packed,
            },
        );
        Ok(id)
    }

    /// Compresses them, so that they need only be written.
    pub fn pack(&self) {
        let jobs = self.objects.values().map(|object| -> DiskJob<'_> {
            Box::new(|| {
                object.packed();
                Ok(())
            })
        });
        // Jobs that never fail.
        let _ = all_at_once(jobs.collect());
    }

    /// The bytes of one of them.
    pub fn get(&self, id: &ObjectId) -> Option<&[u8]> {
        self.objects.get(id).map(|object| object.bytes.as_slice())
    }

    /// How many bytes they have in all.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.objects.len()
    }

    /// Writes all of them. When this returns, the files and the folders that name them are on the disk: gix syncs
    /// neither, and git leaves the folders to chance.
    pub fn store(&self, repository: &Repository) -> Result<(), HistoryError> {
        let root = repository.inner.objects.store_ref().path().to_owned();
        let mut jobs: Vec<DiskJob<'_>> = Vec::new();
        let (mut folders, mut made) = (BTreeSet::new(), false);
        for (id, object) in &self.objects {
            let name = id.to_string();
            let folder = root.join(&name[..2]);
            let place = folder.join(&name[2..]);
            if place.exists() {
                // Whoever wrote it may not have cared whether it would last.
                folders.insert(folder);
                jobs.push(Box::new(move || sync_file(&place)));
            } else if id.is_empty_tree() || !repository.inner.has_object(id) {
                // An empty tree counts as there where it is not, and `git fsck` misses it.
                made |= make_folder(&root, &folder).map_err(HistoryError::Unwritable)?;
                folders.insert(folder);
                jobs.push(Box::new(move || write_object(&place, object)));
            }
        }
        all_at_once(jobs).map_err(HistoryError::Unwritable)?;
        if made {
            folders.insert(root);
        }
        let sync = |folder: PathBuf| -> DiskJob<'_> { Box::new(move || sync_folder(&folder)) };
        let jobs = folders.into_iter().map(sync).collect();
        all_at_once(jobs).map_err(HistoryError::Unwritable)
    }
}

/// Makes the folder of objects with one beginning, as open to others as the folder of all of them is. Returns whether it
/// was missing.
fn make_folder(root: &Path, folder: &Path) -> io::Result<bool> {
    match fs::create_dir(folder) {
        Ok(()) => {
            if let Ok(metadata) = fs::metadata(root) {
                fs::set_permissions(folder, metadata.permissions())?;
            }
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes an object under another name, and gives it its own once its bytes are on the disk: so there is never an object
/// without its bytes.
fn write_object(place: &Path, object: &NewObject) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    // Git clears away what has such a name, should we be stopped.
    let name = format!("tmp_obj_{}_{number}", std::process::id());
    let unfinished = place.with_file_name(name);
    let written =
        write_synced(&unfinished, object.packed()).and_then(|()| fs::rename(&unfinished, place));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn write_synced(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(place)?;
    file.write_all(bytes)?;
    // Objects never change.
    let mut permissions = file.metadata()?.permissions();
    permissions.set_readonly(true);
    file.set_permissions(permissions)?;
    file.sync_all()
}

fn sync_file(place: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(place)?.sync_all(),
        // Other systems sync only what is open for writing, which objects never are.
        false => Ok(()),
    }
}

/// The name of a file is on the disk only once its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some file systems, as those in a network, have nothing to synchronise for a folder.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}
