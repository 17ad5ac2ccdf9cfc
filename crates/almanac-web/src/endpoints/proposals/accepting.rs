//! A proposal becomes part of the almanac.

use std::sync::Arc;

use almanac_model::{
    AcceptedProposal, ApplyError, Author, ChangeSet, MergeOutcome, Report, Severity, WriteId,
};
use almanac_store::Proposal;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::resolving::resolved;
use super::{Asked, Looked, look};
use crate::endpoints::edit::in_json;
use crate::forms::Form;
use crate::state::State as Shared;

/// How many errors are named.
const MOST_NAMED: usize = 5;

/// Records a proposal that was looked at, merged with what stands: only if both are still what was looked at.
pub(super) async fn accept(
    state: &Arc<Shared>,
    asked: &Asked,
    proposal: &Proposal,
    form: &Form,
    by: Option<&Author>,
) -> Result<Result<(), (StatusCode, String)>, Box<Response>> {
    let Some(by) = by else {
        return Ok(Err((StatusCode::FORBIDDEN, "nobody accepts it".to_owned())));
    };
    let name_of_editor = by.name();
    let stale = Ok(Err((StatusCode::PRECONDITION_FAILED, String::new())));
    let looked = look(state, &asked.contributing, proposal.number).await?;
    let looked = match looked {
        Err(error @ ApplyError::BadFile { .. }) => {
            return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, error.to_string())));
        }
        looked => looked.ok().flatten(),
    };
    let (Some(Looked { merged, .. }), Some(writing)) = (looked, asked.contributing.writing.clone())
    else {
        let why = "it can't be read now".to_owned();
        return Ok(Err((StatusCode::SERVICE_UNAVAILABLE, why)));
    };
    if form.field("revision") != merged.revision || form.field("tip") != merged.tip {
        return stale;
    }
    let mut message = format!("{}\n\nAccepted by {name_of_editor}.", merged.message);
    let is_conflict = matches!(merged.outcome, MergeOutcome::Conflicts { .. });
    let changes = match merged.outcome {
        MergeOutcome::Conflicts { files, mut others } => match resolved(&files, form) {
            Some(chosen) => {
                message.push_str(&format!(" Conflicts resolved by {name_of_editor}."));
                others.extend(chosen);
                others
            }
            None => {
                let why = "both sides have changed one place: choose at each what is to stand";
                return Ok(Err((StatusCode::CONFLICT, why.to_owned())));
            }
        },
        MergeOutcome::Clean(changes) => changes,
    };
    // It is there already, or nothing of it is wanted: whoever was stopped in between is followed.
    if changes.is_empty() {
        return Ok(Ok(()));
    }
    let (name, address) = &merged.author;
    let author = Author::new(name, address);
    let author = author.or_else(|_| Author::new(&proposal.who, ""));
    let short: String = merged.revision.chars().take(24).collect();
    let set = ChangeSet {
        changes,
        id: WriteId::new(&format!("proposal-{}-{short}", proposal.number))
            .expect("digits and hyphens make a name"),
        author: author.map_err(|_| Box::new(in_json(StatusCode::FORBIDDEN, &json!({}))))?,
        message,
        by_program: false,
        proposal: Some(AcceptedProposal {
            number: proposal.number,
            by: by.clone(),
        }),
    };
    let applied = state.workers.search(move || writing.apply(&set)).await;
    Ok(match applied.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(_) => Ok(()),
        Err(ApplyError::Stale { .. }) => return stale,
        Err(ApplyError::Invalid(report)) if is_conflict => {
            Err((StatusCode::UNPROCESSABLE_ENTITY, errors(&report)))
        }
        Err(ApplyError::Invalid(_)) => Err((StatusCode::UNPROCESSABLE_ENTITY, String::new())),
        Err(error @ (ApplyError::EditedByHand { .. } | ApplyError::NameTaken { .. })) => {
            Err((StatusCode::CONFLICT, error.to_string()))
        }
        Err(error) => Err((StatusCode::UNPROCESSABLE_ENTITY, error.to_string())),
    })
}

/// What is wrong with a text that somebody made of two.
fn errors(report: &Report) -> String {
    let errors = report.diagnostics.iter();
    let errors = errors.filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<&str> = errors
        .take(MOST_NAMED)
        .map(|finding| &*finding.message)
        .collect();
    format!(
        "with these choices the almanac would have errors: {}",
        errors.join("; ")
    )
}
