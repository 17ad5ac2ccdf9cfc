//! What is said of the remote: to everybody in words of ours, to whoever runs the server in those of git.

use almanac_history::{RemoteFault, RemoteFaultKind, Repository};
use almanac_model::{RemoteState, RemoteStatus};

use super::round::{Ended, Held};

/// The state after a round that ended somehow.
pub(super) fn after(
    ended: Result<Ended, RemoteFault>,
    before: Option<&RemoteState>,
    now: i64,
) -> RemoteState {
    let (status, error, words) = match &ended {
        Ok(Ended::InStep) => (RemoteStatus::InStep, None, None),
        Ok(Ended::Held(held)) => {
            let why = held.to_string();
            (RemoteStatus::Held, Some(why.clone()), Some(why))
        }
        Err(fault) => {
            let status = match fault.kind {
                RemoteFaultKind::Moved => RemoteStatus::Sending,
                _ => RemoteStatus::Failing,
            };
            let public = public_words(fault);
            let words = format!("{public} ({})", fault.words);
            (status, Some(public), Some(words))
        }
    };
    let same = before.filter(|before| before.status == status);
    RemoteState {
        status,
        since: same.map_or(now, |before| before.since),
        error,
        // Somebody who was quicker is no reason to write to the terminal.
        words: words.filter(|_| status != RemoteStatus::Sending),
        pushed: before.and_then(|before| before.pushed.clone()),
        waiting: before.map_or(0, |before| before.waiting),
        proposals: before.map_or(0, |before| before.proposals),
    }
}

/// What everybody may know: git's own words may name folders and machines.
fn public_words(fault: &RemoteFault) -> String {
    let words = match fault.kind {
        RemoteFaultKind::Moved => "somebody else pushes at the same time",
        RemoteFaultKind::Authentication => {
            "the remote does not know the server, or does not let it in"
        }
        RemoteFaultKind::Hook => "a hook or a rule of the remote refused what was pushed",
        RemoteFaultKind::ReadOnly => "the remote can't be written to",
        RemoteFaultKind::Network => "the remote can't be reached",
        RemoteFaultKind::TooSlow => "the remote took too long to answer",
        RemoteFaultKind::Missing => "there is no repository where the remote should be",
        RemoteFaultKind::Address => "the address of the remote is none that git is given",
        RemoteFaultKind::Hostile => "the remote has a file whose name can't be written",
        RemoteFaultKind::Ours => "the server's own repository can't be read or written",
        RemoteFaultKind::Other => "git could not fetch or push",
    };
    match (&fault.from_remote, fault.kind) {
        (Some(said), RemoteFaultKind::Hook) => format!("{words}: {said}"),
        _ => words.to_owned(),
    }
}

/// Counts what waits to be pushed. Where that can't be known, what was known stays.
pub(super) fn count_waiting(state: &mut RemoteState, repository: &Repository, address: &str) {
    let Ok(remote) = repository.remote(address) else {
        return;
    };
    let Some(ours) = repository.head() else {
        return;
    };
    let Ok(fetched) = remote.fetched() else {
        return;
    };
    if let Ok(count) = repository.count_beyond(&ours, fetched.as_deref()) {
        state.waiting = count;
    }
    state.pushed = fetched;
}

impl std::fmt::Display for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Held::Rewritten => f.write_str(
                "its branch was rewritten: it has not all that it had before. Nothing is pushed until somebody runs `almanac remote accept`",
            ),
            Held::Removed { removed, of } => write!(
                f,
                "what was pushed to it removes {removed} of {of} pages. It is not followed until somebody runs `almanac remote accept`"
            ),
            Held::Gone => f.write_str(
                "its branch is gone, removed or under another name. Nothing is pushed until it is there again: `git push` brings it back by hand",
            ),
            Held::Unrelated => f.write_str(
                "it has another history: not one commit is in both. Nothing is followed or pushed; a new clone of it can be served",
            ),
        }
    }
}
