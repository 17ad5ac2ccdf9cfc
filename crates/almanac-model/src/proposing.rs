//! Changes that wait for an editor.

use std::sync::Arc;

use crate::{ApplyError, ChangeSet, ContentHash, FileChange, FilePath};

/// A change set that was kept as a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Its number.
    pub number: u32,
    /// The full name of its commit.
    pub revision: String,
}

/// A proposal, merged with the almanac as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedProposal {
    /// The full name of its commit.
    pub revision: String,
    /// Who made it, by name and mail address.
    pub author: (String, String),
    /// What they say of it.
    pub message: String,
    /// The newest revision that it was merged with.
    pub tip: String,
    /// What the merge comes to.
    pub outcome: MergeOutcome,
}

/// What a merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeOutcome {
    /// The changes that it makes of what stands; none where that has them already.
    Clean(Vec<FileChange>),
    /// Both sides have changed something in one place. Nothing is guessed: somebody decides.
    Conflicts {
        /// The files of which somebody has to decide.
        files: Vec<ConflictingTexts>,
        /// The changes of other files, which are certain.
        others: Vec<FileChange>,
    },
}

/// The three texts of a file that both sides have changed; `None` where a side has no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictingTexts {
    /// The file.
    pub file: FilePath,
    /// What both began from.
    pub base: Option<Arc<[u8]>>,
    /// What stands.
    pub standing: Option<Arc<[u8]>>,
    /// The hash of what stands.
    pub standing_hash: Option<ContentHash>,
    /// What is proposed.
    pub proposed: Option<Arc<[u8]>>,
}

/// Keeps change sets until somebody decides about them.
pub trait Proposing: Send + Sync {
    /// Keeps a change set as a proposal, on what stands now. It is checked as one that is applied, and nothing that readers
    /// see changes.
    ///
    /// # Errors
    /// As [`crate::Writing::apply`]; also where no repository keeps the almanac.
    fn propose(&self, set: &ChangeSet) -> Result<Proposed, ApplyError>;

    /// A proposal, merged three ways with what stands now; `Ok(None)` where there is none of this number.
    ///
    /// # Errors
    /// Fails where the repository can't be read, or git can't merge.
    fn proposed(&self, number: u32) -> Result<Option<MergedProposal>, ApplyError>;

    /// Lets proposals go that have ended: nothing keeps their changes any more. No number is given twice.
    ///
    /// # Errors
    /// Fails where the repository can't be written to.
    fn forget(&self, numbers: &[u32]) -> Result<(), ApplyError>;
}
