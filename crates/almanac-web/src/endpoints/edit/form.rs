//! The form of an edit as it is shown, and the answer when all went well.

use almanac_model::WriteId;
use almanac_render::{EditNotice, EditPage, EditedImage, EditorStanding};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::{Answer, Editing, Sent, in_json, read};
use crate::askers::{Asker, Right};
use crate::endpoints::sign_in::{private, see_other};
use crate::forms::Form;
use crate::generation::Generation;
use crate::response::words;
use crate::settings::Contributing;
use crate::state::State as Shared;
use crate::submitting::place_of_new;

/// The answer to an edit that was made, or that changes nothing.
pub(super) fn saved(
    current: &Generation,
    editing: &Editing,
    sent: &Sent,
    base: &str,
    (revision, touched): (Option<&str>, Option<Value>),
) -> Response {
    let page = format!("{}{}", current.base(), editing.address.page);
    match sent.wants_json {
        true => in_json(
            StatusCode::OK,
            &json!({
                "base": base,
                "address": page,
                "words": current.site().saved_words(),
                "changed": base != sent.base,
                "revision": revision,
                "impact": touched,
            }),
        ),
        false => see_other(&page),
    }
}

/// The form, with what was sent in it.
pub(in crate::endpoints) fn html(
    current: &Generation,
    editing: &Editing,
    sent: &Sent,
    (code, base): (StatusCode, &str),
    notice: Option<EditNotice<'_>>,
) -> Response {
    let shown = EditPage {
        address: &editing.address,
        file: &editing.file,
        standing: standing_of(
            current,
            &editing.contributing,
            &editing.asker,
            editing.right,
        ),
        text: &sent.text,
        base,
        summary: &sent.summary,
        id: &sent.write,
        waiting: editing.waiting,
        new_title: editing.new_title.as_deref(),
        protected: editing.protected.as_deref(),
        report: sent.report,
        proposal: sent.proposal,
        image: EditedImage {
            alternative: &sent.image.alternative,
            licence: &sent.image.licence,
            attribution: &sent.image.attribution,
            origin: &sent.image.origin,
            name: &sent.image.name,
            replaces: sent.image.replaces,
        },
        notice,
    };
    let page = current.site().edit(&shown);
    private(words(code, page.content_type, page.bytes))
}

/// The form with the text as it stands.
pub(super) async fn form(
    state: &Shared,
    current: &Generation,
    editing: &Editing,
    query: &Form,
) -> Answer {
    let standing = match &editing.contributing.writing {
        Some(writing) => Some(read(state, writing, &editing.file).await?),
        None => None,
    };
    let mut sent = Sent {
        report: query.line("report").parse().ok(),
        proposal: { query.line("proposal").parse().ok() }.filter(|_| editing.asker.may_decide()),
        ..Sent::default()
    };
    let (base, notice) = match standing {
        Some(Ok(standing)) => {
            let base = standing.base_text();
            sent.text = standing.text;
            sent.write = editing.write_id();
            (base, None)
        }
        Some(Err(error)) => (String::new(), Some(error.to_string())),
        None => (String::new(), None),
    };
    let notice = notice.as_deref().map(EditNotice::Refused);
    Ok(html(
        current,
        editing,
        &sent,
        (StatusCode::OK, &base),
        notice,
    ))
}

/// What somebody may do, as a page says it.
pub(crate) fn standing_of<'a>(
    current: &Generation,
    contributing: &Contributing,
    asker: &'a Asker,
    right: Right,
) -> EditorStanding<'a> {
    if contributing.writing.is_none() {
        return EditorStanding::ReadOnly;
    }
    let review = current.snapshot().config().contributions.review;
    match (asker, right) {
        (Asker::Nobody, _) => EditorStanding::SignedOut(review),
        (Asker::Owner(_), _) => EditorStanding::Owner,
        (Asker::Contributor(known), Right::Write) => {
            EditorStanding::Writes(&known.contributor.name)
        }
        (Asker::Contributor(known), Right::Propose) => {
            EditorStanding::Proposes(&known.contributor.name)
        }
        (Asker::Contributor(known), Right::Read) => EditorStanding::Reads(&known.contributor.name),
    }
}

/// A name for a change set that a form will send.
pub(crate) fn write_id(contributing: &Contributing) -> String {
    let random = (contributing.random)().unwrap_or_default();
    let mut id = [0; 16];
    id.copy_from_slice(&random[..16]);
    WriteId::of_random(id).as_str().to_owned()
}

impl Editing {
    /// The permanent id, or the place of one that is not there yet, and the title of the page, as a proposal of it is listed.
    pub fn page(&self, current: &Generation) -> (String, String) {
        let there = current.site().id_and_title(&self.file);
        let title = self.new_title.clone().unwrap_or_default();
        there.unwrap_or_else(|| (place_of_new(&self.address.page), title))
    }

    /// A name for the change set that the form will send.
    pub fn write_id(&self) -> String {
        write_id(&self.contributing)
    }
}
