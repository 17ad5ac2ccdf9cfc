//! A proposal for programs.

use almanac_model::MergeOutcome;
use almanac_render::ProposalNotice;
use almanac_store::Proposal;
use serde_json::json;

use super::Looked;

/// A proposal in a list.
pub(super) fn one_in_json(proposal: &Proposal) -> serde_json::Value {
    json!({
        "number": proposal.number,
        "who": proposal.who,
        "title": proposal.title,
        "summary": proposal.summary,
        "state": proposal.state.name(),
        "revision": proposal.revision,
        "reason": proposal.reason,
    })
}

/// How a proposal stands, and why nothing was done with what was sent about it.
pub(super) fn state_in_json(
    proposal: &Proposal,
    looked: Option<&Looked>,
    notice: Option<ProposalNotice<'_>>,
) -> serde_json::Value {
    let mut value = one_in_json(proposal);
    if let Some(looked) = looked {
        value["tip"] = looked.merged.tip.clone().into();
        let conflicts = match &looked.merged.outcome {
            MergeOutcome::Conflicts { files, .. } => {
                files.iter().map(|one| one.file.to_string()).collect()
            }
            MergeOutcome::Clean(_) => Vec::new(),
        };
        value["conflicts"] = conflicts.into();
    }
    if let Some(notice) = notice {
        let (error, message) = match notice {
            ProposalNotice::Stale => ("stale", "it is not what was looked at any more"),
            ProposalNotice::Invalid => ("invalid", "the almanac would have errors with it"),
            ProposalNotice::NotPermitted => ("not-permitted", "who sends this may not decide"),
            ProposalNotice::Refused(words) => ("refused", words),
        };
        (value["error"], value["message"]) = (error.into(), message.into());
    }
    value
}
