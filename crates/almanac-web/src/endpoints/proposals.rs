//! Proposals: those that wait, one with what it would change now, and what is decided about it.
//!
//! They are shown to contributors only: nobody has looked at what strangers wrote, and readers see nothing that no editor
//! has let in.

mod accepting;
mod as_json;
mod resolving;

use std::sync::Arc;

use almanac_model::{
    ApplyError, Author, CheckedDraft, ConflictingTexts, EditAddress, Impact, MergeOutcome,
    MergedProposal, Proposing, Writing,
};
use almanac_render::{ListedProposal, ProposalNotice, ProposalPage, ProposalsPage, ProposedChange};
use almanac_store::{Comment, Decision, Deed, Proposal, ProposalState, Store};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;

use crate::askers::{Asker, Right, asker, challenge, renew, store_failed};
use crate::days::day_of;
use crate::endpoints::edit::{in_json, wants_json};
use crate::endpoints::not_found;
use crate::endpoints::path_below;
use crate::endpoints::sign_in::{private, see_other};
use crate::forms::Form;
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::previewing::changed_pages;
use crate::response::{moved, words};
use crate::settings::Contributing;
use crate::state::State as Shared;
use crate::three_texts::parts_of;
use accepting::accept;
use as_json::{one_in_json, state_in_json};
use resolving::asked_about;
pub(super) use resolving::{disputed_places, text_chosen};

/// How many decided proposals are listed.
const MOST_DECIDED: u32 = 50;

/// How many signs somebody may say at once.
const LONGEST_WORDS: usize = 10_000;

type Answer = Result<Response, Box<Response>>;

/// What a request about proposals needs.
struct Asked {
    contributing: Contributing,
    store: Store,
    asker: Asker,
}

/// What somebody sent about a proposal, and why nothing was done with it.
#[derive(Clone, Copy)]
struct RefusedDecision<'f> {
    code: StatusCode,
    notice: ProposalNotice<'f>,
    form: &'f Form,
}

/// What a proposal comes to now.
struct Looked {
    merged: MergedProposal,
    /// What it would make of the almanac; `None` where it can't be merged.
    draft: Option<(CheckedDraft, Impact)>,
}

/// Answers with the list, or with one.
pub(crate) async fn show(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let below = path_below(&request).to_owned();
    if below == "proposals" {
        return moved(&format!("{}proposals/", current.base()));
    }
    let asked = match begin(&state, &current, &request).await {
        Ok(Some(asked)) => asked,
        Ok(None) => return not_found::answer(&state, &current, &request).await,
        Err(refusal) => return *refusal,
    };
    let shown = match number_of(&below) {
        None if below == "proposals/" => list(&current, &asked, &request).await,
        None => return not_found::answer(&state, &current, &request).await,
        Some(number) => match one(&state, &current, &asked, number, &request, None).await {
            Ok(Some(response)) => Ok(response),
            Ok(None) => return not_found::answer(&state, &current, &request).await,
            Err(refusal) => Err(refusal),
        },
    };
    let mut response = shown.unwrap_or_else(|refusal| *refusal);
    renew(&state, &current, &request, &asked.asker, &mut response);
    response
}

/// Does what is decided about one.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let number = number_of(path_below(&request));
    let asked = match begin(&state, &current, &request).await {
        Ok(Some(asked)) => asked,
        Ok(None) => return not_found::answer(&state, &current, &request).await,
        Err(refusal) => return *refusal,
    };
    let Some(number) = number else {
        return not_found::answer(&state, &current, &request).await;
    };
    if let Asker::Nobody = asked.asker {
        let said = json!({ "error": "not-permitted", "message": "sign in first" });
        let mut response = in_json(StatusCode::UNAUTHORIZED, &said);
        challenge(&mut response);
        return response;
    }
    let form = match Form::read(&state, &request, body, Room::for_text(&asked.asker)).await {
        Ok(form) => form,
        Err(refusal) => return *refusal,
    };
    let done = done(&state, &current, &asked, (number, &form), &request).await;
    not_found::unless_answered(done, &state, &current, &request).await
}

async fn begin(
    state: &Shared,
    current: &Generation,
    request: &Parts,
) -> Result<Option<Asked>, Box<Response>> {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return Ok(None);
    };
    let asker = asker(state, current, request).await?;
    Ok(Some(Asked {
        contributing: contributing.clone(),
        store: store.clone(),
        asker,
    }))
}

/// The number in the address of a proposal, written as we write it.
fn number_of(below: &str) -> Option<u32> {
    let text = below.strip_prefix("proposals/")?;
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

async fn list(current: &Generation, asked: &Asked, request: &Parts) -> Answer {
    let failed = |error| Box::new(store_failed(&asked.contributing, &error));
    let is_open = !matches!(asked.asker, Asker::Nobody);
    let (mut told, mut waiting, mut decided) = (Vec::new(), Vec::new(), Vec::new());
    if is_open {
        if let Asker::Contributor(known) = &asked.asker {
            let now = (asked.contributing.now)();
            told = asked
                .store
                .tell(known.contributor.id, now)
                .await
                .map_err(failed)?;
        }
        waiting = asked.store.open_proposals().await.map_err(failed)?;
        decided = asked
            .store
            .decided_proposals(MOST_DECIDED)
            .await
            .map_err(failed)?;
    }
    if wants_json(&request.headers) {
        let all = |proposals: &[Proposal]| proposals.iter().map(one_in_json).collect::<Vec<_>>();
        let lists =
            json!({ "told": all(&told), "waiting": all(&waiting), "decided": all(&decided) });
        return Ok(in_json(StatusCode::OK, &lists));
    }
    let page = current.site().proposals(&ProposalsPage {
        is_open,
        told: told.iter().map(listed).collect(),
        waiting: waiting.iter().map(listed).collect(),
        decided: decided.iter().map(listed).collect(),
    });
    Ok(private(words(
        StatusCode::OK,
        page.content_type,
        page.bytes,
    )))
}

fn listed(proposal: &Proposal) -> ListedProposal<'_> {
    ListedProposal {
        number: proposal.number,
        who: &proposal.who,
        title: &proposal.title,
        summary: &proposal.summary,
        made: day_of(proposal.created),
        state: proposal.state.name(),
        reason: proposal.reason.as_deref(),
    }
}

/// The page of one, as it stands now; `Ok(None)` where there is none that whoever asks may see.
async fn one(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    asked: &Asked,
    number: u32,
    request: &Parts,
    refused: Option<RefusedDecision<'_>>,
) -> Result<Option<Response>, Box<Response>> {
    let failed = |error| Box::new(store_failed(&asked.contributing, &error));
    if let Asker::Nobody = asked.asker {
        return list(current, asked, request).await.map(Some);
    }
    let found = asked.store.proposal(number).await.map_err(failed)?;
    let Some(proposal) = found else {
        return Ok(None);
    };
    let comments = asked.store.comments(number).await.map_err(failed)?;
    let looked = match proposal.state {
        ProposalState::Open => look(state, &asked.contributing, number)
            .await?
            .ok()
            .flatten(),
        _ => None,
    };
    let code = refused.map_or(StatusCode::OK, |refused| refused.code);
    let notice = refused.map(|refused| refused.notice);
    let form = refused.map(|refused| refused.form);
    if wants_json(&request.headers) {
        return Ok(Some(in_json(
            code,
            &state_in_json(&proposal, looked.as_ref(), notice),
        )));
    }
    let snapshot = current.snapshot_shared();
    let shown = match &looked {
        Some(looked) => match (&looked.merged.outcome, &looked.draft) {
            (MergeOutcome::Conflicts { files, .. }, _) => ProposedChange::Conflicts {
                edited_at: edited_at(current, files, number),
                files: asked_about(files, form),
            },
            (MergeOutcome::Clean(changes), _) if changes.is_empty() => ProposedChange::Nothing,
            (MergeOutcome::Clean(changes), Some((draft, impact))) => {
                let pages = changed_pages(
                    &snapshot,
                    &draft.snapshot,
                    changes,
                    (&looked.merged.tip, &looked.merged.revision),
                );
                ProposedChange::Pages(pages, &draft.report, impact)
            }
            (MergeOutcome::Clean(_), None) => ProposedChange::Unread,
        },
        None => ProposedChange::Unread,
    };
    let revisions = match &looked {
        Some(looked) => (&*looked.merged.revision, &*looked.merged.tip),
        None => (&*proposal.revision, ""),
    };
    let is_own = matches!(&asked.asker, Asker::Contributor(known) if known.contributor.id == proposal.contributor);
    let page = current.site().proposal(&ProposalPage {
        listed: listed(&proposal),
        page: current.site().place_of_id(&proposal.page),
        decided_by: proposal.decided_by.as_deref(),
        shown,
        revisions,
        comments: comments
            .iter()
            .map(|comment| (&*comment.who, &*comment.words, day_of(comment.created)))
            .collect(),
        may_decide: asked.asker.may_decide(),
        is_own,
        words: form.map_or("", |form| form.field("words")),
        notice,
    });
    Ok(Some(private(words(code, page.content_type, page.bytes))))
}

/// Where the texts of a conflict are made one in the editor: where it is about one page, and about its words.
fn edited_at(current: &Generation, files: &[ConflictingTexts], number: u32) -> Option<String> {
    let [texts] = files else {
        return None;
    };
    parts_of(texts)?;
    let page = current.site().address_of_file(&texts.file)?;
    let edit = EditAddress::of(&page)?;
    Some(format!("{}{edit}?proposal={number}", current.base()))
}

/// Merges a proposal with what stands, and has the result compiled. Why that can't be is also told to whoever runs the server.
async fn look(
    state: &Shared,
    contributing: &Contributing,
    number: u32,
) -> Result<Result<Option<Looked>, ApplyError>, Box<Response>> {
    let (Some(proposing), Some(writing)) =
        (contributing.proposing.clone(), contributing.writing.clone())
    else {
        return Ok(Ok(None));
    };
    let look = move || looked(&*proposing, &*writing, number);
    let looked = state.workers.search(look).await;
    let looked = looked.map_err(|refusal| Box::new(refusal.into()))?;
    if let Err(error) = &looked {
        (contributing.report)(&format!("proposal {number} can't be shown: {error}"));
    }
    Ok(looked)
}

fn looked(
    proposing: &dyn Proposing,
    writing: &dyn Writing,
    number: u32,
) -> Result<Option<Looked>, ApplyError> {
    let Some(merged) = proposing.proposed(number)? else {
        return Ok(None);
    };
    let draft = match &merged.outcome {
        MergeOutcome::Clean(changes) if !changes.is_empty() => {
            Some((writing.draft(changes)?, writing.impact(changes)?))
        }
        _ => None,
    };
    Ok(Some(Looked { merged, draft }))
}

/// Does what a form says about a proposal.
async fn done(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    asked: &Asked,
    (number, form): (u32, &Form),
    request: &Parts,
) -> Result<Option<Response>, Box<Response>> {
    let failed = |error| Box::new(store_failed(&asked.contributing, &error));
    let found = asked.store.proposal(number).await.map_err(failed)?;
    let Some(proposal) = found else {
        return Ok(None);
    };
    let is_own = matches!(&asked.asker, Asker::Contributor(known) if known.contributor.id == proposal.contributor);
    let is_open = proposal.state == ProposalState::Open;
    let said: String = form.field("words").replace("\r\n", "\n");
    let said: String = said
        .trim()
        .chars()
        .filter(|sign| !sign.is_control() || *sign == '\n')
        .collect();
    let author = asked.asker.author();
    let by = author.as_ref().map_or("", Author::name);
    let now = (asked.contributing.now)();
    let refused = |code, notice| {
        let refused = RefusedDecision { code, notice, form };
        one(state, current, asked, number, request, Some(refused))
    };
    let may = match form.field("do") {
        "accept" | "decline" => asked.asker.may_decide(),
        "withdraw" => is_own,
        "comment" => {
            let review = current.snapshot().config().contributions.review;
            asked.asker.may_decide() || is_own && asked.asker.right(review) > Right::Read
        }
        _ => false,
    };
    if !may {
        return refused(StatusCode::FORBIDDEN, ProposalNotice::NotPermitted).await;
    }
    if let Some(why) = form.too_long(&[("words", LONGEST_WORDS)]) {
        let notice = ProposalNotice::Refused(&why);
        return refused(StatusCode::PAYLOAD_TOO_LARGE, notice).await;
    }
    if form.field("do") == "comment" {
        if !said.is_empty() {
            let comment = Comment {
                who: by.to_owned(),
                words: said,
                created: now,
            };
            asked
                .store
                .add_comment(number, &comment)
                .await
                .map_err(failed)?;
        }
        return Ok(Some(on(current, number, request, &proposal)));
    }
    if !is_open {
        return refused(StatusCode::CONFLICT, ProposalNotice::Stale).await;
    }
    let (new, reason) = match form.field("do") {
        "accept" => {
            let accepted = accept(state, asked, &proposal, form, author.as_ref()).await?;
            if let Err((code, words)) = accepted {
                let notice = match code {
                    StatusCode::PRECONDITION_FAILED => ProposalNotice::Stale,
                    StatusCode::UNPROCESSABLE_ENTITY if words.is_empty() => ProposalNotice::Invalid,
                    _ => ProposalNotice::Refused(&words),
                };
                return refused(code, notice).await;
            }
            (ProposalState::Accepted, said)
        }
        "decline" if said.is_empty() => {
            let why = "say why you decline, as whoever proposed it is told";
            return refused(
                StatusCode::UNPROCESSABLE_ENTITY,
                ProposalNotice::Refused(why),
            )
            .await;
        }
        "decline" => (ProposalState::Declined, said),
        _ => (ProposalState::Withdrawn, said),
    };
    let decision = Decision {
        state: new,
        by,
        reason: &reason,
        now,
    };
    asked
        .store
        .decide(number, &decision)
        .await
        .map_err(failed)?;
    let deed = Deed {
        moment: now,
        who: by.to_owned(),
        did: format!("proposal {new}"),
        about: number.to_string(),
        note: reason.clone(),
    };
    asked.store.note(&deed).await.map_err(failed)?;
    Ok(Some(on(current, number, request, &proposal)))
}

/// Leads back to the proposal.
fn on(current: &Generation, number: u32, request: &Parts, proposal: &Proposal) -> Response {
    let place = format!("{}proposals/{number}", current.base());
    match wants_json(&request.headers) {
        true => in_json(
            StatusCode::OK,
            &json!({ "address": place, "number": proposal.number }),
        ),
        false => see_other(&place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_has_one_address() {
        assert_eq!(number_of("proposals/7"), Some(7));
        for other in [
            "proposals/",
            "proposals/07",
            "proposals/-1",
            "proposals/7/x",
            "proposals/99999999999",
            "proposals/refs",
        ] {
            assert_eq!(number_of(other), None, "{other}");
        }
    }
}
