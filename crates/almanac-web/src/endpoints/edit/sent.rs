//! What somebody sends to have a page changed: its text, what they say of it, and the images that go with it.

use std::sync::Arc;

use almanac_model::{
    ApplyError, Author, ChangeSet, ContentHash, EditView, FileChange, WriteId, Writing,
};
use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;

use super::{Editing, wants_json};
use crate::forms::Form;
use crate::forms_in_memory::{LARGEST_FORM, Room};
use crate::generation::Generation;
use crate::state::State as Shared;
use crate::uploads::{self, ImageFields, Upload, uploads, with_image};
use crate::write_names::named_by;

/// How many signs of what somebody says of their change there may be.
pub(in crate::endpoints) const LONGEST_SUMMARY: usize = 500;

/// What a form of an edit says.
#[derive(Debug, Default)]
pub(in crate::endpoints) struct Sent {
    pub text: String,
    pub base: String,
    /// The hash of what it and the standing text began from, where they are joined.
    pub began: String,
    pub summary: String,
    /// The name of the change set, by which one that is sent twice is made once.
    pub write: String,
    /// The report that it answers, if it does.
    pub report: Option<i64>,
    /// The proposal that is joined with the page, if one is.
    pub proposal: Option<u32>,
    /// The images that go with it, as JSON.
    pub media: String,
    /// What a plain form says of its image.
    pub image: ImageFields,
    /// Whether the text is what the file is to hold, byte for byte: an editor says so, and a text box can't.
    pub is_exact: bool,
    /// Whether it is only to be looked at.
    pub is_check: bool,
    /// Whether a program asks.
    pub wants_json: bool,
}

impl Sent {
    pub fn new(form: &Form, headers: &HeaderMap) -> Self {
        Self {
            text: form.field("text").to_owned(),
            base: form.line("base"),
            began: form.line("began"),
            summary: form.line("summary"),
            write: form.line("id"),
            report: form.line("report").parse().ok(),
            proposal: None,
            media: form.field("media").to_owned(),
            image: ImageFields::of(form),
            is_exact: form.field("exact") == "true",
            is_check: form.field("do") == "check",
            wants_json: wants_json(headers),
        }
    }
}

/// Reads a form that may hold images, as large as the almanac allows.
pub(super) async fn read_form(
    state: &Shared,
    current: &Generation,
    request: &Parts,
    body: Body,
    editing: &Editing,
) -> Result<Form, Box<Response>> {
    let most = current.snapshot().config().contributions.max_upload;
    // Images may come as text, which takes a third more, and there may be some.
    let most = usize::try_from(most.saturating_mul(2)).unwrap_or(LARGEST_FORM);
    let room = match editing.address.view {
        EditView::Form | EditView::Check => Room::for_text_and(most, &editing.asker),
        EditView::Impact => Room::for_text(&editing.asker),
        _ => Room::SHORT,
    };
    Form::read(state, request, body, room).await
}

/// The text that was sent and the images that go with it, be they an editor's or those of a plain form.
pub(super) fn images(
    current: &Generation,
    form: &Form,
    sent: &Sent,
) -> Result<(String, Vec<Upload>), String> {
    let config = current.snapshot().config();
    let most = config.contributions.max_upload;
    let mut images = uploads(&sent.media, most, false)?;
    let (text, image) = with_image(form, &config.content.layout, &sent.text, most)?;
    images.extend(image);
    Ok((text, images))
}

/// A change set with the images that go with its text.
pub(super) async fn with_images(
    state: &Shared,
    current: &Generation,
    writing: &Arc<dyn Writing>,
    mut set: ChangeSet,
    images: Vec<Upload>,
) -> Result<Result<ChangeSet, ApplyError>, Box<Response>> {
    if images.is_empty() {
        return Ok(Ok(set));
    }
    let layout = current.snapshot().config().content.layout.clone();
    let writing = writing.clone();
    let add = move || {
        set.changes
            .extend(uploads::changes(&*writing, &layout, &images)?);
        Ok(set)
    };
    let added = state.workers.read(add).await;
    added.map_err(|refusal| Box::new(refusal.into()))
}

/// What is to be recorded of a text, before its images are added.
pub(super) fn change_set(
    editing: &Editing,
    sent: &Sent,
    text: &str,
    base: Option<ContentHash>,
) -> ChangeSet {
    let nobody = || Author::new("Somebody", "").expect("a word is a name");
    let author = editing.asker.author().unwrap_or_else(nobody);
    let changes = vec![FileChange::text(editing.file.clone(), base, text)];
    let id = named_by(&sent.write, &author, &changes);
    let id = id.or_else(|| WriteId::new(&editing.write_id()));
    let mut message = match sent.summary.is_empty() {
        true if editing.new_title.is_some() => format!("Begin {}", editing.file),
        true => format!("Edit {}", editing.file),
        false => sent.summary.clone(),
    };
    if let Some(report) = sent.report.filter(|_| editing.asker.may_decide()) {
        message.push_str(&format!("\n\nAnswers report {report}."));
    }
    ChangeSet {
        changes,
        id: id.expect("what is made of randomness is a name"),
        author,
        message,
        by_program: editing.asker.is_program(),
        proposal: None,
    }
}
