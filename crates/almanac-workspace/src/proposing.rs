//! How a workspace keeps proposals: as commits beside the branch, merged with it when somebody looks.

use std::sync::Arc;

use almanac_compile::content_hash;
use almanac_history::{ConflictingFile, Merged, MergedFile, ProposedCommit};
use almanac_model::{
    ApplyError, Author, ChangeSet, ConflictingTexts, FileChange, FilePath, MergeOutcome,
    MergedProposal, Proposed, Proposing, Reading, Writing,
};

use crate::almanac::Almanac;
use crate::git_writer::GitWriter;
use crate::planned_change::failed;
use crate::workspace::AlmanacWorkspace;
use crate::writing::SERVER;

impl Proposing for AlmanacWorkspace {
    fn propose(&self, set: &ChangeSet) -> Result<Proposed, ApplyError> {
        if !matches!(self.almanac.repository(), Ok(Some(_))) {
            let why = "proposals are kept by git, and this almanac is in no repository";
            return Err(ApplyError::NotRecordable(why.to_owned()));
        }
        let mut kept = self.writes.turn();
        let check_at = |tip: Option<&str>, changes: &[_]| {
            self.catch_up(tip)?;
            self.check(changes)
        };
        let served = self.served();
        let host = self.host();
        let committer = Author::new(SERVER, "").expect("the server has a name");
        let mut writer = GitWriter {
            almanac: &self.almanac,
            layout: &served.snapshot.config().content.layout,
            state: kept.state(),
            committer: &committer.addressed_at(&host),
            host: &host,
            now: (self.moments)(),
            check: &check_at,
            index: None,
        };
        writer.propose(set)
    }

    fn proposed(&self, number: u32) -> Result<Option<MergedProposal>, ApplyError> {
        let repository = self.almanac.repository().map_err(failed)?;
        let Some(repository) = repository else {
            return Ok(None);
        };
        let found = repository.proposed(number).map_err(failed)?;
        Ok(found.map(merged))
    }

    fn forget(&self, numbers: &[u32]) -> Result<(), ApplyError> {
        forget_proposals(&self.almanac, numbers)
    }
}

/// Lets proposals of an almanac go, whether or not it is served. Their numbers are not given again.
///
/// # Errors
/// Fails where the repository can't be written to.
pub fn forget_proposals(almanac: &Almanac, numbers: &[u32]) -> Result<(), ApplyError> {
    match almanac.repository().map_err(failed)? {
        Some(repository) => repository.forget_proposals(numbers).map_err(failed),
        None => Ok(()),
    }
}

fn merged(found: ProposedCommit) -> MergedProposal {
    MergedProposal {
        revision: found.revision,
        author: found.author,
        message: found.message,
        tip: found.tip,
        outcome: match found.merged {
            Merged::Clean(files) => {
                MergeOutcome::Clean(files.into_iter().filter_map(change).collect())
            }
            Merged::Conflicts { files, others } => MergeOutcome::Conflicts {
                files: files.into_iter().map(conflict).collect(),
                others: others.into_iter().filter_map(change).collect(),
            },
        },
    }
}

fn change(file: MergedFile) -> Option<FileChange> {
    let name = FilePath::from(file.path.as_str());
    let base = file.before.as_ref().map(|bytes| content_hash(bytes));
    match (file.after, base) {
        (Some(bytes), base) => Some(FileChange::Write {
            file: name,
            base,
            bytes: bytes.into(),
        }),
        (None, Some(base)) => Some(FileChange::Remove { file: name, base }),
        (None, None) => None,
    }
}

fn conflict(file: ConflictingFile) -> ConflictingTexts {
    let bytes = |side: Option<Vec<u8>>| side.map(Arc::from);
    ConflictingTexts {
        file: FilePath::from(file.path.as_str()),
        base: bytes(file.base),
        standing_hash: file.ours.as_deref().map(content_hash),
        standing: bytes(file.ours),
        proposed: bytes(file.theirs),
    }
}
