//! The answers to edits that were not made.

use almanac_model::{ApplyError, Report};
use almanac_render::{ConflictingPlace, EditNotice, ReplacedLines};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::{Editing, Sent, StandingText, html, in_json};
use crate::askers::{Asker, challenge};
use crate::endpoints::edit_check;
use crate::forms::refusal;
use crate::generation::Generation;
use crate::response::set;

/// Why an edit was not made. The text of whoever sent it goes back to them.
pub(super) enum Refused {
    /// They are not known, or may not write.
    NotPermitted,
    /// Another text stands than that which they began from.
    Stale(StandingText, Option<Joined>),
    /// The file is gone.
    Gone,
    /// It has errors.
    Invalid(Report),
    /// Something else, with a name for programs and words.
    Other(StatusCode, &'static str, String),
}

/// How far two texts are one.
pub(super) enum Joined {
    /// All of what both have changed is in the form. What the others have changed:
    Whole(Vec<ReplacedLines>),
    /// Of some places somebody has to decide.
    Asked {
        places: Vec<ConflictingPlace>,
        /// The hash of what both began from.
        began: String,
        changed: Vec<ReplacedLines>,
    },
}

impl Refused {
    pub fn of(error: &ApplyError) -> Self {
        let other = |code, name| Refused::Other(code, name, error.to_string());
        match error {
            ApplyError::ReadOnly => other(StatusCode::FORBIDDEN, "read-only"),
            ApplyError::Stale { .. } => Refused::Gone,
            ApplyError::EditedByHand { .. } => other(StatusCode::CONFLICT, "edited-by-hand"),
            ApplyError::NameTaken { .. } => other(StatusCode::CONFLICT, "name-taken"),
            ApplyError::Invalid(report) => Refused::Invalid(report.clone()),
            ApplyError::RefusedByHook(_) | ApplyError::BadMessage | ApplyError::BadFile { .. } => {
                other(StatusCode::UNPROCESSABLE_ENTITY, "refused")
            }
            ApplyError::NotRecordable(_) => other(StatusCode::SERVICE_UNAVAILABLE, "later"),
            // What failed is said where the server runs.
            ApplyError::Failed(_) => Refused::Other(
                StatusCode::SERVICE_UNAVAILABLE,
                "later",
                "the change could not be recorded".to_owned(),
            ),
        }
    }

    fn code(&self, asker: &Asker) -> StatusCode {
        match (self, asker) {
            (Refused::NotPermitted, Asker::Nobody) => StatusCode::UNAUTHORIZED,
            (Refused::NotPermitted, _) => StatusCode::FORBIDDEN,
            (Refused::Stale(..) | Refused::Gone, _) => StatusCode::PRECONDITION_FAILED,
            (Refused::Invalid(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
            (Refused::Other(code, ..), _) => *code,
        }
    }

    fn in_json(&self, current: &Generation, editing: &Editing, sent: &Sent) -> serde_json::Value {
        match self {
            Refused::NotPermitted => json!({
                "error": "not-permitted",
                "message": "who sends this may not write here"
            }),
            Refused::Stale(standing, _) => json!({
                "error": "stale",
                "message": "the page has changed since this edit was begun",
                "base": standing.base_text(),
                "text": standing.text,
            }),
            Refused::Gone => json!({ "error": "stale", "message": "the page is gone" }),
            Refused::Invalid(report) => json!({
                "error": "invalid",
                "message": "the text has errors",
                "diagnostics": edit_check::in_json(current, report, &editing.file, &sent.text),
            }),
            Refused::Other(_, name, message) => json!({ "error": name, "message": message }),
        }
    }
}

/// The answer to an edit that was not made: nothing of what was typed is lost.
pub(super) fn answer(
    current: &Generation,
    editing: &Editing,
    sent: &Sent,
    refused: Refused,
) -> Response {
    let code = refused.code(&editing.asker);
    let mut response = match sent.wants_json {
        true => in_json(code, &refused.in_json(current, editing, sent)),
        false => {
            let notice = match &refused {
                Refused::NotPermitted => match editing.asker {
                    Asker::Nobody => EditNotice::SignedOut,
                    _ => EditNotice::NotPermitted,
                },
                Refused::Stale(standing, None) => EditNotice::Stale(&standing.text),
                Refused::Stale(_, Some(Joined::Whole(changed))) => EditNotice::Joined(changed),
                Refused::Stale(
                    _,
                    Some(Joined::Asked {
                        places,
                        began,
                        changed,
                    }),
                ) => EditNotice::Disputed {
                    places,
                    began,
                    changed,
                },
                Refused::Gone => EditNotice::Gone,
                Refused::Invalid(report) => EditNotice::Invalid(report),
                Refused::Other(_, _, words) => EditNotice::Refused(words),
            };
            let base = match &refused {
                Refused::Stale(standing, _) => standing.base_text(),
                // Sent once more, it is a page that is begun.
                Refused::Gone => String::new(),
                _ => sent.base.clone(),
            };
            html(current, editing, sent, (code, &base), Some(notice))
        }
    };
    if code == StatusCode::UNAUTHORIZED {
        challenge(&mut response);
    }
    if code == StatusCode::SERVICE_UNAVAILABLE {
        set(&mut response, header::RETRY_AFTER, "5");
    }
    response
}

/// With which status, and in which words, a change is refused.
pub(in crate::endpoints) fn refused_of(error: &ApplyError) -> (StatusCode, String) {
    match Refused::of(error) {
        Refused::Other(code, _, words) => (code, words),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
    }
}

/// The answer to whoever sends too much.
pub(in crate::endpoints) fn too_many() -> Response {
    let said = "Too much was sent in the last minute. Nothing was done with this. Try again in a moment.\n";
    let mut response = refusal(StatusCode::TOO_MANY_REQUESTS, said);
    set(&mut response, header::RETRY_AFTER, "10");
    response
}

/// The answer to a method that an address does not know.
pub(super) fn only_sent() -> Response {
    let mut response = refusal(StatusCode::METHOD_NOT_ALLOWED, "");
    set(&mut response, header::ALLOW, "GET, HEAD, POST");
    response
}
