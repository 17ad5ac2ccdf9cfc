//! The one door by which change sets of contributors come in: applied, or kept as proposals.

use std::sync::Arc;

use almanac_model::{Address, Applied, ApplyError, ChangeSet, Impact, Proposed, Writing};
use almanac_store::{Proposal, ProposalState, Protection};
use axum::response::Response;

use crate::askers::{Asker, Right, store_failed};
use crate::generation::Generation;
use crate::protection::right_for;
use crate::settings::Contributing;
use crate::state::State;

/// Who sends a change set, and what it is about.
pub(crate) struct Submission<'s> {
    pub contributing: &'s Contributing,
    pub asker: &'s Asker,
    pub right: Right,
    /// The permanent id of the page that is changed (see [`place_of_new`] where it is not there yet), and its title.
    pub page: (String, String),
}

/// What became of a change set that was taken.
pub(crate) enum Submitted {
    Applied(Applied),
    /// It waits for an editor, perhaps only because its page is protected.
    Proposed(Proposed, Option<Protection>),
}

/// By what a page that is not there yet is known in proposals, instead of its id, which is only in its text.
pub(crate) fn place_of_new(address: &Address) -> String {
    format!("/{address}")
}

/// What a change set would touch, for a program that sends it: people are told before, while they write.
///
/// # Errors
/// Gives the answer where the workers can't be used.
pub(crate) async fn touched_by(
    state: &State,
    sent: &Submission<'_>,
    set: &ChangeSet,
) -> Result<Option<Impact>, Box<Response>> {
    let writing = sent.contributing.writing.clone();
    let Some(writing) = writing.filter(|_| sent.asker.is_program()) else {
        return Ok(None);
    };
    let changes = set.changes.clone();
    let touched = state.workers.search(move || writing.impact(&changes)).await;
    // What can't be applied is told by who applies it.
    let touched = touched.map_err(|refusal| Box::new(refusal.into()))?;
    Ok(touched.ok())
}

/// Takes a change set.
///
/// # Errors
/// Gives the answer where the store or the workers can't be used. That it is refused is no such error.
pub(crate) async fn submit(
    state: &Arc<State>,
    current: &Arc<Generation>,
    sent: &Submission<'_>,
    set: ChangeSet,
) -> Result<Result<Submitted, ApplyError>, Box<Response>> {
    let who = (sent.asker, sent.right);
    let (right, protection) =
        right_for(state, current, sent.contributing, who, &set.changes).await?;
    if right < Right::Write {
        let proposed = propose(state, sent, set).await?;
        return Ok(proposed.map(|proposed| Submitted::Proposed(proposed, protection)));
    }
    let Some(writer) = sent.contributing.writing.clone() else {
        return Ok(Err(ApplyError::ReadOnly));
    };
    let is_owner = matches!(sent.asker, Asker::Owner(_));
    let apply = move || apply(&*writer, &set, is_owner);
    let applied = state.workers.search(apply).await;
    let applied = applied.map_err(|refusal| Box::new(refusal.into()))?;
    // Whoever sent it is told that it failed, and whoever can mend it, why.
    if let Err(ApplyError::Failed(why)) = &applied {
        (sent.contributing.report)(why);
    }
    Ok(applied.map(Submitted::Applied))
}

/// Keeps a change set as a proposal, and writes down what is known of it.
async fn propose(
    state: &State,
    sent: &Submission<'_>,
    set: ChangeSet,
) -> Result<Result<Proposed, ApplyError>, Box<Response>> {
    let (Some(proposing), Some(store), Asker::Contributor(known), Right::Propose | Right::Write) = (
        sent.contributing.proposing.clone(),
        &sent.contributing.store,
        sent.asker,
        sent.right,
    ) else {
        return Ok(Err(ApplyError::ReadOnly));
    };
    let summary = set.message.clone();
    let proposed = state.workers.search(move || proposing.propose(&set)).await;
    let proposed = match proposed.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(proposed) => proposed,
        Err(error) => return Ok(Err(error)),
    };
    let proposal = Proposal {
        number: proposed.number,
        contributor: known.contributor.id,
        who: known.contributor.name.clone(),
        page: sent.page.0.clone(),
        title: sent.page.1.clone(),
        summary,
        revision: proposed.revision.clone(),
        state: ProposalState::Open,
        created: (sent.contributing.now)(),
        decided: None,
        decided_by: None,
        reason: None,
    };
    let added = store.add_proposal(&proposal).await;
    added.map_err(|error| Box::new(store_failed(sent.contributing, &error)))?;
    Ok(Ok(proposed))
}

/// Applies a change set. What whoever runs the server edits is saved to the disk where it can't be recorded, as the file has
/// edits by hand, or nothing keeps a history.
fn apply(writing: &dyn Writing, set: &ChangeSet, is_owner: bool) -> Result<Applied, ApplyError> {
    match writing.apply(set) {
        Err(ApplyError::EditedByHand { .. }) if is_owner => writing.save(set),
        applied => applied,
    }
}
