//! Where a history ends, or is said to go on, other than its commits have it.

use std::collections::{HashMap, HashSet};

use almanac_model::HistoryGap;
use gix::ObjectId;

/// The ends of a shallow clone, and grafts.
pub(crate) struct Horizon {
    /// The oldest commits of a shallow clone.
    shallow: HashSet<ObjectId>,
    /// The parents that `.git/info/grafts` gives to commits.
    grafts: HashMap<ObjectId, Vec<ObjectId>>,
}

impl Horizon {
    pub fn of(repository: &gix::Repository) -> Self {
        let shallow = repository.shallow_commits().ok().flatten();
        let shallow = shallow.map(|commits| commits.iter().copied().collect());
        let grafts = std::fs::read_to_string(repository.common_dir().join("info/grafts"));
        let graft = |line: &str| {
            let mut ids = line
                .split_ascii_whitespace()
                .map(|id| ObjectId::from_hex(id.as_bytes()));
            let commit = ids.next()?.ok()?;
            Some((commit, ids.filter_map(Result::ok).collect()))
        };
        Self {
            shallow: shallow.unwrap_or_default(),
            grafts: grafts
                .unwrap_or_default()
                .lines()
                .filter_map(graft)
                .collect(),
        }
    }

    /// The parents of a commit; an error if they are not there, as the clone is shallow.
    pub fn parents(&self, commit: &gix::Commit<'_>) -> Result<Vec<ObjectId>, HistoryGap> {
        if let Some(parents) = self.grafts.get(&commit.id) {
            return Ok(parents.clone());
        }
        let parents: Vec<ObjectId> = commit.parent_ids().map(gix::Id::detach).collect();
        match self.shallow.contains(&commit.id) && !parents.is_empty() {
            true => Err(HistoryGap::Shallow),
            false => Ok(parents),
        }
    }
}
