//! Proposals: changes that wait for somebody to decide, each a commit that a reference of its own keeps.
//!
//! They are no branches, so that no clone gets them unasked.

use std::collections::BTreeMap;

use gix::ObjectId;
use gix::objs::{Kind, Write};

use crate::{HistoryError, Repository};

/// Where they are kept, by number.
const PREFIX: &str = "refs/almanac/proposals/";

/// What keeps the highest number of those that were let go: the name of bytes that are this number.
const LAST: &str = "refs/almanac/last-proposal";

/// How often another number is tried, where others keep proposals at the same time.
const MOST_TRIES: usize = 50;

impl Repository {
    /// The commits of all proposals, by number.
    pub fn proposals(&self) -> Result<BTreeMap<u32, String>, HistoryError> {
        let found = self.proposal_ids()?.into_iter();
        Ok(found.map(|(number, id)| (number, id.to_string())).collect())
    }

    pub(crate) fn proposal_ids(&self) -> Result<BTreeMap<u32, ObjectId>, HistoryError> {
        let references = self.inner.references();
        let references = references.map_err(HistoryError::unreadable)?;
        let found = references.prefixed(PREFIX);
        let found = found.map_err(HistoryError::unreadable)?;
        let number = |name: &str| name.strip_prefix(PREFIX)?.parse().ok();
        Ok(found
            .flatten()
            .filter_map(|one| {
                let name = one.name().as_bstr().to_string();
                Some((number(&name)?, one.try_id()?.detach()))
            })
            .collect())
    }

    /// Keeps a commit as a proposal with the next number, unless it is one already. Returns the number.
    pub fn propose(&self, commit: &str) -> Result<u32, HistoryError> {
        let none = ObjectId::null(self.inner.object_hash()).to_string();
        for _ in 0..MOST_TRIES {
            let known = self.proposals()?;
            if let Some((number, _)) = known.iter().find(|(_, kept)| *kept == commit) {
                return Ok(*number);
            }
            let last = known.last_key_value().map_or(0, |(last, _)| *last);
            // A number is never given twice, also where its proposal was let go.
            let number = last.max(self.last_forgotten()) + 1;
            let name = format!("{PREFIX}{number}");
            let arguments = ["-c", "core.fsync=all", "update-ref", &name, commit, &none];
            match self.git(&arguments).run() {
                Ok(_) => return Ok(number),
                // Somebody else has taken the number.
                Err(_) if self.tip_of(&name)?.is_some() => {}
                Err(error) => return Err(error),
            }
        }
        Err(HistoryError::Unreadable(
            "no number is free for a proposal".to_owned(),
        ))
    }

    /// Lets proposals go: nothing keeps their commits any more. Their numbers are not given again.
    ///
    /// # Errors
    /// Fails where the repository can't be written to.
    pub fn forget_proposals(&self, numbers: &[u32]) -> Result<(), HistoryError> {
        let kept = self.proposals()?;
        let last = numbers.iter().copied().max().unwrap_or_default();
        if last > self.last_forgotten() {
            let number = format!("{last}\n");
            let blob = self.inner.objects.write_buf(Kind::Blob, number.as_bytes());
            let blob = blob.map_err(HistoryError::unreadable)?.to_string();
            self.git(&["-c", "core.fsync=all", "update-ref", LAST, &blob])
                .run()?;
        }
        for number in numbers.iter().filter(|number| kept.contains_key(number)) {
            let name = format!("{PREFIX}{number}");
            self.git(&["update-ref", "-d", &name]).run()?;
        }
        Ok(())
    }

    /// The highest number of a proposal that was let go.
    fn last_forgotten(&self) -> u32 {
        let found = self.inner.try_find_reference(LAST).ok().flatten();
        let id = found.and_then(|found| Some(found.try_id()?.detach()));
        let text = id.and_then(|id| self.text(id));
        text.and_then(|text| text.trim().parse().ok())
            .unwrap_or_default()
    }
}
