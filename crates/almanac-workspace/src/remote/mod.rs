//! Keeps an almanac in step with the remote that its `almanac.toml` names: fetched, joined, pushed, for ever.
//!
//! The network is never waited for by those who write: a round takes their turn only to join what was fetched, which is a
//! change like any other. Whatever goes wrong is said and tried again, with pauses that grow.

mod errors;
mod joining;
mod round;
mod state;

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use almanac_history::{HistoryError, RemoteFault, RemoteTip};
use almanac_model::{Reading, RemoteState, RemoteStatus};

use crate::almanac::Almanac;
use crate::workspace::{AlmanacWorkspace, lock};

/// How long until the remote is asked again while all is well.
const INTERVAL: Duration = Duration::from_secs(10);

/// How long until it is tried again at first, and at most, where something is the matter.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(300));

/// How often it is tried again at once where others keep pushing.
const MOST_AT_ONCE: usize = 20;

/// What is known of the remote, and what wakes whoever follows it.
#[derive(Default)]
pub(crate) struct RemoteKept {
    state: Mutex<Option<RemoteState>>,
    /// Whether something was recorded that is to be pushed.
    is_due: Mutex<bool>,
    due: Condvar,
}

impl RemoteKept {
    /// What is known of the remote; `None` where none is named.
    pub fn state(&self) -> Option<RemoteState> {
        lock(&self.state).clone()
    }

    /// Tells that something was recorded.
    pub fn note_recorded(&self) {
        *lock(&self.is_due) = true;
        self.due.notify_all();
    }

    /// Waits for a time, or until something was recorded.
    fn wait(&self, pause: Duration, also_for_writes: bool) {
        let waited = self
            .due
            .wait_timeout_while(lock(&self.is_due), pause, |is_due| {
                !(*is_due && also_for_writes)
            });
        let (mut is_due, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *is_due = false;
    }
}

impl AlmanacWorkspace {
    /// Keeps the almanac in step with its remote, if it names one. `say` is called with a line when that begins to fail, or
    /// goes on. Never returns.
    pub fn follow_remote(&self, say: fn(&str)) {
        let (mut pause, mut at_once) = (PAUSES.0, 0);
        let mut said = None;
        loop {
            self.sync_with_remote();
            let state = self.remote.state();
            tell(&mut said, state.as_ref(), say);
            match state.as_ref().map(|state| state.status) {
                Some(RemoteStatus::Sending) if at_once < MOST_AT_ONCE => {
                    at_once += 1;
                    continue;
                }
                None | Some(RemoteStatus::InStep | RemoteStatus::Held) => {
                    (pause, at_once) = (PAUSES.0, 0);
                    self.remote.wait(INTERVAL, state.is_some());
                }
                Some(RemoteStatus::Sending | RemoteStatus::Failing) => {
                    self.remote.wait(pause, false);
                    (pause, at_once) = (PAUSES.1.min(pause * 2), 0);
                }
            }
        }
    }

    /// One round: fetches, joins and pushes. Returns what is known of the remote afterwards; `None` where none is named.
    pub fn sync_with_remote(&self) -> Option<RemoteState> {
        let address = self.served().snapshot.config().content.remote.clone();
        let Some(address) = address.filter(|_| self.almanac.place().is_some()) else {
            *lock(&self.remote.state) = None;
            return None;
        };
        let before = self.remote.state();
        let ended = self.round(&address);
        let mut now = state::after(ended, before.as_ref(), (self.moments)());
        if let Ok(Some(repository)) = self.almanac.repository() {
            now.proposals = repository.proposals().map_or(0, |known| known.len());
            state::count_waiting(&mut now, &repository, &address);
        }
        *lock(&self.remote.state) = Some(now.clone());
        Some(now)
    }
}

/// Why a remote can't be accepted as it is.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The almanac names none.
    #[error("the almanac's `almanac.toml` names no remote: `[content] remote = \"…\"`")]
    NoRemote,
    /// It has no branch of the name of ours.
    #[error("the remote has no branch `{0}`; `git push` brings it back by hand")]
    NoBranch(String),
    /// It has no commit in common with ours.
    #[error(
        "the remote has another history, with not one commit of ours in it; serve a new clone of it instead"
    )]
    Unrelated,
    /// It could not be fetched.
    #[error("{0}")]
    Failed(String),
}

impl AlmanacWorkspace {
    /// Accepts what the remote has now, though it was rewritten or has lost pages: the next round follows it. Returns the
    /// revision.
    ///
    /// # Errors
    /// Fails where there is nothing to accept.
    pub fn accept_remote(&self) -> Result<String, AcceptError> {
        let address = self.served().snapshot.config().content.remote.clone();
        accept(&self.almanac, address.as_deref())
    }
}

/// Accepts what the remote at an address has now: see [`AlmanacWorkspace::accept_remote`].
///
/// # Errors
/// Fails where there is nothing to accept.
pub fn accept(almanac: &Almanac, address: Option<&str>) -> Result<String, AcceptError> {
    let failed = |error: RemoteFault| AcceptError::Failed(error.words);
    let ours = |error: HistoryError| AcceptError::Failed(error.to_string());
    let address = address.ok_or(AcceptError::NoRemote)?;
    let repository = almanac.repository().map_err(ours)?;
    let repository = repository.ok_or(AcceptError::NoRemote)?;
    let repository = repository.whole().map_err(ours)?;
    let remote = repository.remote(address).map_err(failed)?;
    let RemoteTip::At(theirs) = remote.fetch().map_err(failed)? else {
        return Err(AcceptError::NoBranch(remote.branch().to_owned()));
    };
    let is_new = remote.followed().map_err(ours)?.is_none();
    if let Some(head) = repository.head().filter(|_| is_new)
        && repository
            .merge_base(&head, &theirs)
            .map_err(ours)?
            .is_none()
    {
        return Err(AcceptError::Unrelated);
    }
    remote.accept(&theirs).map_err(ours)?;
    Ok(theirs)
}

/// Says what is new about the remote, once.
fn tell(said: &mut Option<String>, state: Option<&RemoteState>, say: fn(&str)) {
    let words = state.and_then(|state| state.words.clone());
    if words == *said {
        return;
    }
    match &words {
        Some(words) => say(&format!("warning: the remote: {words}")),
        None => say("The remote is in step again"),
    }
    *said = words;
}
