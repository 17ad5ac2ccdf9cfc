//! One round: what the remote has is fetched and joined, and what it has not is pushed.

use std::collections::BTreeSet;

use almanac_compile::Touched;
use almanac_history::{Remote, RemoteFault, RemoteTip, Repository};
use almanac_model::FilePath;

use super::joining::Joining;
use crate::workspace::AlmanacWorkspace;

/// More files than these are not named to the compiler: it looks at everything then.
const MOST_FILES: usize = 1_000;

/// How a round ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The remote has what we have.
    InStep,
    /// It waits for somebody to decide.
    Held(Held),
}

/// Why somebody has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    /// The remote's branch has not all that it had before.
    Rewritten,
    /// It lost more than a tenth of its pages.
    Removed { removed: usize, of: usize },
    /// It is gone.
    Gone,
    /// It has no commit in common with ours.
    Unrelated,
}

impl AlmanacWorkspace {
    /// One round with the remote at an address.
    pub(super) fn round(&self, address: &str) -> Result<Ended, RemoteFault> {
        let ended = self.fetch_and_join(address)?;
        // Another server of the same repository may have fetched something newer in between.
        let ended = match ended {
            Some(Held::Rewritten) => self.fetch_and_join(address)?,
            other => other,
        };
        if let Some(held) = ended {
            return Ok(Ended::Held(held));
        }
        let repository = self.whole_repository()?;
        let remote = repository.remote(address)?;
        let Some(ours) = repository.head() else {
            return Ok(Ended::InStep);
        };
        if remote.fetched()?.as_deref() != Some(ours.as_str()) {
            remote.push(&ours)?;
        }
        remote.follow_to(&ours)?;
        Ok(Ended::InStep)
    }

    fn fetch_and_join(&self, address: &str) -> Result<Option<Held>, RemoteFault> {
        let repository = self.whole_repository()?;
        let remote = repository.remote(address)?;
        let tip = remote.fetch()?;
        // The network is behind us. From here on nobody else writes.
        let mut turn = self.writes.turn();
        match tip {
            RemoteTip::Missing { is_empty } => {
                let is_new = is_empty && remote.followed()?.is_none();
                Ok((!is_new).then_some(Held::Gone))
            }
            RemoteTip::At(tip) => {
                // Whoever shares the repository may have fetched more since.
                let theirs = remote.fetched()?.unwrap_or(tip);
                self.join(&repository, &remote, &theirs, &mut turn)
            }
        }
    }

    fn join(
        &self,
        repository: &Repository,
        remote: &Remote<'_>,
        theirs: &str,
        kept: &mut crate::writing::WriterKept,
    ) -> Result<Option<Held>, RemoteFault> {
        let joining = Joining {
            workspace: self,
            repository,
            remote,
            theirs,
        };
        let (held, files) = joining.join()?;
        if !files.is_empty() {
            kept.note_joined();
            self.note_lagging();
            let touched = self.touched(files);
            // The commits stand. If they can't be compiled, that is said where the folder is followed.
            let _ = self.refresh(&touched);
        }
        Ok(held)
    }

    fn touched(&self, files: BTreeSet<String>) -> Touched {
        if files.len() > MOST_FILES {
            return Touched::Anything;
        }
        let own = self.almanac.repository().ok().flatten();
        let prefix = own.map_or_else(String::new, |own| own.folder_in_repository());
        let files = files.iter().filter_map(|file| file.strip_prefix(&prefix));
        Touched::Files(files.map(FilePath::from).collect())
    }

    /// The repository with all that is in it, of which the almanac may be a folder.
    pub(super) fn whole_repository(&self) -> Result<Repository, RemoteFault> {
        match self.almanac.repository()? {
            Some(repository) => Ok(repository.whole()?),
            None => Err(RemoteFault::outside_git()),
        }
    }
}
