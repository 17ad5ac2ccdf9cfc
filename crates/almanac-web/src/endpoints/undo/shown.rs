//! What taking something back comes to, as a page and for programs.

use almanac_model::{FileChange, KeptEdit};
use almanac_render::{KeptPlace, UndoNotice, UndoPage, UndoSubject};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;

use super::{Asked, Looked, Subject};
use crate::askers::challenge;
use crate::endpoints::edit::{in_json, standing_of, wants_json, write_id};
use crate::endpoints::sign_in::private;
use crate::generation::Generation;
use crate::previewing::changed_pages;
use crate::response::words;
use crate::three_texts::{MergedPart, parts_of};
use crate::write_names::base_of;

/// The page with what it comes to.
pub(super) fn page(
    current: &Generation,
    request: &Parts,
    asked: &Asked<'_>,
    looked: Option<&Looked>,
    notice: Option<(StatusCode, UndoNotice<'_>)>,
) -> Response {
    let code = notice.map_or(StatusCode::OK, |(code, _)| code);
    let base = looked.map_or_else(String::new, |looked| base_of(&looked.undo.changes));
    if wants_json(&request.headers) {
        return challenged(code, in_json(code, &in_words(looked, &base, notice)));
    }
    let snapshot = current.snapshot_shared();
    let preview = looked.and_then(|looked| {
        let (draft, impact) = looked.draft.as_ref()?;
        let revisions = (&*looked.undo.tip, &*looked.undo.tip);
        let changes = &looked.undo.changes;
        let pages = changed_pages(&snapshot, &draft.snapshot, changes, revisions);
        Some((pages, &draft.report, impact))
    });
    let subject = match &asked.subject {
        Subject::Page(address, _, is_page_only) => UndoSubject::Page(address, *is_page_only),
        Subject::Contributor(name, slug) => UndoSubject::Contributor(name, slug),
    };
    let kept = looked.map_or(&[][..], |looked| &looked.undo.kept);
    let page = current.site().undo(&UndoPage {
        subject,
        places: kept.iter().map(places).collect(),
        standing: standing_of(current, asked.contributing, &asked.asker, asked.right),
        undo: looked.map(|looked| &looked.undo),
        preview,
        base: &base,
        summary: &asked.summary,
        id: &write_id(asked.contributing),
        notice: notice.map(|(_, notice)| notice),
    });
    challenged(code, private(words(code, page.content_type, page.bytes)))
}

/// The places of a file that were changed since an edit of it.
fn places(kept: &KeptEdit) -> Vec<KeptPlace> {
    let parts = kept.texts.as_ref().and_then(parts_of).unwrap_or_default();
    let disputed = parts.into_iter().filter_map(|part| match part {
        MergedPart::Disputed(place) => Some(KeptPlace {
            standing: place.standing,
            changed: place.base,
            before: place.proposed,
        }),
        MergedPart::Certain(_) => None,
    });
    disputed.collect()
}

fn challenged(code: StatusCode, mut response: Response) -> Response {
    if code == StatusCode::UNAUTHORIZED {
        challenge(&mut response);
    }
    response
}

fn in_words(
    looked: Option<&Looked>,
    base: &str,
    notice: Option<(StatusCode, UndoNotice<'_>)>,
) -> serde_json::Value {
    let mut value = json!({});
    if let Some(Looked { undo, draft }) = looked {
        let files = undo.changes.iter().flat_map(FileChange::files);
        let kept = undo.kept.iter().map(|kept| {
            let why = format!("{:?}", kept.why).to_lowercase();
            json!({ "file": kept.file.as_str(), "revision": kept.revision.revision, "why": why })
        });
        value["tip"] = undo.tip.clone().into();
        value["base"] = base.into();
        value["files"] = files.map(|file| file.as_str()).collect();
        value["kept"] = kept.collect();
        value["revisions"] = { undo.revisions.iter() }
            .map(|one| one.revision.as_str())
            .collect();
        value["errors"] = draft
            .as_ref()
            .map_or(0, |(draft, _)| draft.report.errors())
            .into();
    }
    if let Some((_, notice)) = notice {
        let (error, message) = match notice {
            UndoNotice::SignedOut => ("not-permitted", "sign in first"),
            UndoNotice::NotPermitted => ("not-permitted", "who sends this may not do that"),
            UndoNotice::Stale => ("stale", "it is not what was looked at any more"),
            UndoNotice::Invalid => ("invalid", "the almanac would have errors"),
            UndoNotice::Refused(words) => ("refused", words),
        };
        (value["error"], value["message"]) = (error.into(), message.into());
    }
    value
}
