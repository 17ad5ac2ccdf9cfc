//! Which change sets are in the history already.

use std::collections::{BinaryHeap, HashMap, HashSet};

use gix::ObjectId;

use crate::trailers::Trailers;
use crate::{HistoryError, Repository};

/// How many of the newest commits are looked at. Whoever sends a change again does so soon.
const NEWEST: usize = 5_000;

/// The names of the change sets that the newest commits record.
#[derive(Debug, Default)]
pub struct WriteIds {
    /// The commit up to which they are known.
    tip: Option<ObjectId>,
    commits: HashMap<String, String>,
}

impl WriteIds {
    /// The commit that records a change set.
    pub fn commit_of(&self, write: &str) -> Option<&str> {
        self.commits.get(write).map(String::as_str)
    }

    /// Adds those of the commits that a branch has got since.
    pub fn follow(
        &mut self,
        repository: &Repository,
        tip: Option<&str>,
    ) -> Result<(), HistoryError> {
        let tip = tip.map(|tip| ObjectId::from_hex(tip.as_bytes()));
        let tip = tip.transpose().map_err(HistoryError::unreadable)?;
        if tip == self.tip {
            return Ok(());
        }
        // What could not be joined with a remote is in the history, and yet not done.
        let proposals: HashSet<ObjectId> = repository.proposal_ids()?.into_values().collect();
        let mut seen: HashSet<ObjectId> = tip.into_iter().collect();
        let mut next: BinaryHeap<(i64, ObjectId)> = seen.iter().map(|id| (i64::MAX, *id)).collect();
        let mut found = HashMap::new();
        let mut met_known = self.tip.is_none();
        while let Some((_, id)) = next.pop().filter(|_| seen.len() <= NEWEST) {
            if Some(id) == self.tip {
                met_known = true;
                continue;
            }
            // What a shallow clone has not is nothing that was sent just now.
            let Ok(commit) = repository.inner.find_commit(id) else {
                continue;
            };
            let message = String::from_utf8_lossy(commit.message_raw_sloppy());
            let is_done = !proposals.contains(&id);
            if let Some(write) = Trailers::of(&message).write.filter(|_| is_done) {
                found.insert(write, id.to_string());
            }
            let time = commit.time().map_or(0, |time| time.seconds);
            for parent in commit.parent_ids() {
                if seen.insert(parent.detach()) {
                    next.push((time, parent.detach()));
                }
            }
        }
        match met_known {
            true => self.commits.extend(found),
            // The branch was rewritten: what it held before is not in the history any more.
            false => self.commits = found,
        }
        let names: HashSet<String> = proposals.iter().map(ToString::to_string).collect();
        self.commits.retain(|_, commit| !names.contains(commit));
        self.tip = tip;
        Ok(())
    }
}
