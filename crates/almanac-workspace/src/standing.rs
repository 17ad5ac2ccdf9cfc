//! Files as they stand, for whoever is about to change them, and changes that are saved without being recorded.

use almanac_compile::{Touched, content_hash};
use almanac_model::{
    Applied, ApplyError, ChangeSet, FilePath, Reading, StandingFile, WhyNotWritten, Writing,
};

use crate::permitted::{MAX_BYTES, bad_file, may_be_changed};
use crate::plain_writer;
use crate::work_tree::OnDisk;
use crate::workspace::AlmanacWorkspace;

impl AlmanacWorkspace {
    /// A file that a change set may touch, as it stands.
    pub(crate) fn standing(&self, file: &FilePath) -> Result<Option<StandingFile>, ApplyError> {
        let served = self.served();
        if !may_be_changed(file, &served.snapshot.config().content.layout) {
            return Err(bad_file(file, WhyNotWritten::NoContent));
        }
        let read = self.tree().read(file, MAX_BYTES);
        let read = read.map_err(|error| match self.is_no_file(file) {
            true => bad_file(file, WhyNotWritten::NoFile),
            false => ApplyError::Failed(error.to_string()),
        })?;
        Ok(read.map(|bytes| StandingFile {
            base: content_hash(&bytes),
            bytes: bytes.into(),
        }))
    }

    /// Whether what stands at a path can't be a file of ours: a link that leads elsewhere, or a folder.
    fn is_no_file(&self, file: &FilePath) -> bool {
        let there = self.almanac.folder().map(|folder| OnDisk::at(folder, file));
        matches!(there, Some(Ok(OnDisk::Link(_) | OnDisk::NoFile)))
    }

    /// Saves a change set to the files of the folder when it is its turn.
    pub(crate) fn save_in_turn(&self, set: &ChangeSet) -> Result<Applied, ApplyError> {
        let Some(folder) = self.almanac.folder() else {
            return Err(ApplyError::ReadOnly);
        };
        let _turn = self.writes.turn();
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        let check = |changes: &[_]| self.check(changes);
        let applied = plain_writer::apply(folder, layout, set, &check)?;
        let _ = self.refresh(&Touched::Files(applied.files.keys().cloned().collect()));
        Ok(applied)
    }
}
