//! What an editor asks while somebody types: the text as it stands, what the compiler says of another one, the page that it makes,
//! what it would touch, and what may be written at a place.
//!
//! - `GET {page}/edit/text` answers `{"file", "base", "text"}`: the text as it stands, byte for byte, with the base as its tag.
//!   With `?proposal=N`, for those who decide about a proposal that conflicts with it, also `"proposal": {"number", "revision", "tip",
//!   "base", "text"}`: the text that both began from, and the one that is proposed. With `?base=HASH` it is the text of that
//!   base, from which somebody began a draft, as one of the page's revisions had it; 404 where none had.
//! - `POST {page}/edit/check` with `{"text"}` (JSON or a form) answers `{"diagnostics": […], "preview": "<article …>", "errors": 1}`.
//!   A preview of more than 8 MB is a sentence that says so.
//!   Each of `diagnostics` is `{"severity", "name", "message", "help", "from", "to", "line", "column", "bytes": [from, to], "fix"}` in the order
//!   of the text: `from` and `to` count UTF-16 units of the text that was sent, `bytes` its bytes, both from 0; `line` and `column`
//!   count characters from 1. What is about another file has `file`, no `from` and `to`, and as `edit` the address where that is changed, if it is a page. `fix` is
//!   `{"description", "edits": [{"from", "to", "text"}]}` where one mends it for certain. `preview` is the inside of the page's main
//!   part, `null` where this text makes no page that is shown.
//! - `POST {page}/edit/impact` with `{"text"}` answers `{"touches": "a sentence", "pages": […], "paths": […]}`, the lists as
//!   `almanac impact --json` has them. It looks at every page, so it is asked for when somebody pauses.
//! - `GET {page}/edit/media?name=…` answers `{"taken": true}` where there is an image of that name.
//! - `GET {page}/edit/complete?sort=link|heading|fact|source|language&q=…&of=SLUG` answers `[{"insert", "label", "detail"}]`: what may be
//!   written, what it is called and what it is, at most 50, the likeliest first.
//!
//! Whoever may neither write nor propose is answered with 401 or 403 and `{"message"}`.

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{
    ApplyError, ConflictingTexts, Diagnostic, EditAddress, FileChange, FilePath, Impact,
    MergeOutcome, MergedProposal, Report, Severity, Writing,
};
use almanac_render::{CompletionSort, EditNotice};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::edit::{
    Editing, Sent, StandingText, former_text, html, in_json as answer_in_json, read,
};
use crate::askers::{Asker, Right, challenge};
use crate::forms::Form;
use crate::generation::Generation;
use crate::response::{has_tag, status};
use crate::state::State as Shared;
use crate::uploads::{self, Upload, image_file, uploads};
use crate::workers::Refusal;

/// How many names are given at most.
const MOST_NAMES: usize = 50;

type Answer = Result<Response, Box<Response>>;

/// Says what the compiler says of a text, and how its page would look.
pub(super) async fn check(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    form: &Form,
) -> Answer {
    let writing = permitted(state, editing)?;
    // The text is checked as it was sent, so that places are those of the editor. How lines end changes nothing that is said.
    let text: Arc<str> = form.field("text").into();
    let (current, file, address) = (
        current.clone(),
        editing.file.clone(),
        editing.address.clone(),
    );
    let most = current.snapshot().config().contributions.max_upload;
    let images = uploads(form.field("media"), most, true);
    let images = images.map_err(|why| Box::new(refused(StatusCode::UNPROCESSABLE_ENTITY, &why)))?;
    let make = move || {
        let mut change = vec![FileChange::text(file.clone(), None, &text)];
        let layout = &current.snapshot().config().content.layout;
        change.extend(uploads::changes(&*writing, layout, &images)?);
        let draft = writing.draft(&change)?;
        let preview = current.site().draft(&draft.snapshot, &address);
        let diagnostics = in_json(&current, &draft.report, &file, &text);
        Ok::<Value, ApplyError>(json!({
            "diagnostics": diagnostics,
            "preview": preview,
            "errors": draft.report.errors(),
        }))
    };
    let made = state.workers.work(make).await;
    made_or_later(made)
}

/// Says what a text would touch.
pub(super) async fn impact(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    form: &Form,
) -> Answer {
    let writing = permitted(state, editing)?;
    let (file, sent) = (editing.file.clone(), form.field("text").to_owned());
    let current = current.clone();
    let make = move || {
        let change = [FileChange::text(file, None, &sent)];
        let impact = writing.impact(&change)?;
        Ok(impact_in_json(&current, &impact))
    };
    let made = state.workers.search(make).await;
    made_or_later(made)
}

/// What a change touches, for programs: in a sentence, and page by page.
pub(super) fn impact_in_json(current: &Generation, impact: &Impact) -> Value {
    json!({
        "touches": current.site().touched_words(impact),
        "pages": impact.pages,
        "paths": impact.paths,
    })
}

/// Says whether an image of a name is there.
pub(super) async fn media(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    request: &Parts,
) -> Answer {
    let writing = permitted(state, editing)?;
    let query = request.uri.query().unwrap_or_default();
    let mut fields = form_urlencoded::parse(query.as_bytes());
    let name = fields.find(|(name, _)| name == "name");
    let name = name.map(|(_, name)| name.into_owned());
    let layout = &current.snapshot().config().content.layout;
    let file = name.and_then(|name| image_file(layout, &name));
    let Some(file) = file else {
        let said = "Ask for the `name` of an image.";
        return Err(Box::new(refused(StatusCode::BAD_REQUEST, said)));
    };
    let read = move || Ok(json!({ "taken": writing.read(&file)?.is_some() }));
    made_or_later(state.workers.read(read).await)
}

/// Gives the text as it stands.
pub(super) async fn text(state: &Arc<Shared>, editing: &Editing, request: &Parts) -> Answer {
    let writing = permitted(state, editing)?;
    let standing = match editing.new_title {
        // An editor begins with what its form holds, on the base of nothing.
        Some(_) => StandingText {
            text: String::new(),
            base: None,
        },
        None => {
            let standing = read(state, &writing, &editing.file).await?;
            standing.map_err(|error| Box::new(later(&error)))?
        }
    };
    let query = Form::of_query(request.uri.query().unwrap_or_default());
    if let Ok(number) = query.line("proposal").parse() {
        return joined(state, editing, &standing, number).await;
    }
    let begun = query.line("base");
    if !begun.is_empty() && begun != standing.base_text() {
        let Some(text) = former_text(state, editing, &begun).await? else {
            let said = "No revision of this page has such a text.";
            return Err(Box::new(refused(StatusCode::NOT_FOUND, said)));
        };
        let file = editing.file.as_str();
        let body = json!({ "file": file, "base": begun, "text": text });
        return Ok(answer_in_json(StatusCode::OK, &body));
    }
    let tag = format!("\"{}\"", standing.base_text());
    let mut response = match has_tag(&request.headers, &tag) {
        true => status(StatusCode::NOT_MODIFIED, Body::empty()),
        false => answer_in_json(
            StatusCode::OK,
            &json!({
                "file": editing.file.as_str(),
                "base": standing.base_text(),
                "text": standing.text,
            }),
        ),
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Gives the three texts of a page of which a proposal changes what was changed meanwhile.
async fn joined(
    state: &Arc<Shared>,
    editing: &Editing,
    standing: &StandingText,
    number: u32,
) -> Answer {
    let proposing = editing.contributing.proposing.clone();
    let Some(proposing) = proposing.filter(|_| editing.asker.may_decide()) else {
        let said = "Only editors decide about proposals.";
        return Err(Box::new(refused(StatusCode::FORBIDDEN, said)));
    };
    let (file, base) = (editing.file.clone(), standing.base_text());
    let make = move || {
        let found = proposing.proposed(number)?;
        let conflict = found.and_then(|found| three_texts(found, &file));
        let shown = conflict.map(|(revisions, [before, standing, proposed])| {
            json!({
                "file": file.as_str(),
                "base": base,
                "text": standing,
                "proposal": {
                    "number": number,
                    "revision": revisions.0,
                    "tip": revisions.1,
                    "base": before,
                    "text": proposed,
                },
            })
        });
        Ok(shown.unwrap_or(Value::Null))
    };
    let made = state.workers.search(make).await;
    let made = made.map_err(|refusal| Box::new(refusal.into()))?;
    match made.map_err(|error: ApplyError| Box::new(later(&error)))? {
        Value::Null => {
            let said = "Nothing of this page has to be decided in that proposal.";
            Err(Box::new(refused(StatusCode::NOT_FOUND, said)))
        }
        shown => Ok(answer_in_json(StatusCode::OK, &shown)),
    }
}

/// The revision of a proposal and the newest one of the branch, and the three texts of a file that both have changed: what both began
/// from, what stands, and what is proposed.
fn three_texts(found: MergedProposal, file: &FilePath) -> Option<((String, String), [String; 3])> {
    let MergeOutcome::Conflicts { files, .. } = found.outcome else {
        return None;
    };
    let [texts] = <[ConflictingTexts; 1]>::try_from(files).ok()?;
    if texts.file != *file {
        return None;
    }
    let text = |bytes: Option<Arc<[u8]>>| String::from_utf8(bytes?.to_vec()).ok();
    let texts = [
        text(texts.base)?,
        text(texts.standing)?,
        text(texts.proposed)?,
    ];
    Some(((found.revision, found.tip), texts))
}

/// Says what may be written at a place.
pub(super) async fn complete(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    request: &Parts,
) -> Answer {
    permitted(state, editing)?;
    let query = request.uri.query().unwrap_or_default();
    let fields: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
    let field = |name: &str| {
        let value = fields.get(name);
        value.map(|value| value.to_string()).unwrap_or_default()
    };
    let Some(sort) = CompletionSort::from_name(&field("sort")) else {
        let said = "Ask for a `sort`: link, heading, fact, source or language.";
        return Err(Box::new(refused(StatusCode::BAD_REQUEST, said)));
    };
    let (current, address) = (current.clone(), editing.address.clone());
    let (begun, of) = (field("q"), field("of"));
    let make = move || {
        let site = current.site();
        let found = site.completions(&address, sort, (&begun, &of), MOST_NAMES);
        Ok(serde_json::to_value(found).unwrap_or_default())
    };
    let made = state.workers.work(make).await;
    made_or_later(made)
}

/// The form with what the compiler says of its text, and how the page would look.
pub(super) async fn page(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    sent: &Sent,
    (text, images): (&str, Vec<Upload>),
) -> Answer {
    let writing = permitted(state, editing)?;
    let mut change = vec![FileChange::text(editing.file.clone(), None, text)];
    let layout = current.snapshot().config().content.layout.clone();
    let made = state.workers.search(move || {
        change.extend(uploads::changes(&*writing, &layout, &images)?);
        let impact = writing.impact(&change)?;
        Ok((writing.draft(&change)?, impact))
    });
    let made = made.await.map_err(|refusal| Box::new(refusal.into()))?;
    let (draft, impact) = made.map_err(|error: ApplyError| Box::new(later(&error)))?;
    let notice = EditNotice::Checked(&draft, &impact);
    Ok(html(
        current,
        editing,
        sent,
        (StatusCode::OK, &sent.base),
        Some(notice),
    ))
}

/// What checks texts, for those who may send one.
fn permitted(state: &Shared, editing: &Editing) -> Result<Arc<dyn Writing>, Box<Response>> {
    if let Asker::Contributor(known) = &editing.asker
        && !state.contribution_limits.admits_check(known.contributor.id)
    {
        let said = "Too much was asked for in the last minute.";
        return Err(Box::new(refused(StatusCode::TOO_MANY_REQUESTS, said)));
    }
    match (&editing.asker, editing.right, &editing.contributing.writing) {
        (_, Right::Propose | Right::Write, Some(writing)) => Ok(writing.clone()),
        (Asker::Nobody, ..) => {
            let said = "Sign in to have a text checked.";
            let mut response = refused(StatusCode::UNAUTHORIZED, said);
            challenge(&mut response);
            Err(Box::new(response))
        }
        _ => {
            let said = "Who sends this may not write here.";
            Err(Box::new(refused(StatusCode::FORBIDDEN, said)))
        }
    }
}

fn made_or_later(made: Result<Result<Value, ApplyError>, Refusal>) -> Answer {
    match made.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(value) => Ok(answer_in_json(StatusCode::OK, &value)),
        Err(error) => Err(Box::new(later(&error))),
    }
}

fn later(error: &ApplyError) -> Response {
    let said = match error {
        ApplyError::Failed(_) => "The text can't be checked now.".to_owned(),
        error => error.to_string(),
    };
    refused(StatusCode::SERVICE_UNAVAILABLE, &said)
}

fn refused(code: StatusCode, said: &str) -> Response {
    answer_in_json(code, &json!({ "message": said }))
}

/// What the compiler says of a text that was sent for a file, for programs.
pub(super) fn in_json(
    current: &Generation,
    report: &Report,
    file: &FilePath,
    text: &str,
) -> Vec<Value> {
    let mut places = Places::new(text);
    let shown = report.diagnostics.iter();
    let shown = shown.filter(|diagnostic| diagnostic.severity != Severity::Remark);
    shown
        .map(|diagnostic| one_in_json(current, diagnostic, file, &mut places))
        .collect()
}

fn one_in_json(
    current: &Generation,
    diagnostic: &Diagnostic,
    file: &FilePath,
    places: &mut Places<'_>,
) -> Value {
    let is_here = diagnostic.place.file == *file;
    let place = &diagnostic.place;
    let mut edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    let is_fixed_here = edits.all(|edit| edit.file == *file);
    let fix = diagnostic.fix.as_ref().filter(|_| is_fixed_here);
    let fix = fix.map(|fix| {
        let edits = fix.edits.iter().map(|edit| {
            json!({
                "from": places.utf16(edit.span.start),
                "to": places.utf16(edit.span.end),
                "text": edit.text,
            })
        });
        json!({ "description": fix.description, "edits": edits.collect::<Vec<_>>() })
    });
    let mut shown = json!({
        "severity": diagnostic.severity,
        "name": diagnostic.name,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "line": place.start.line,
        "column": place.start.column,
        "bytes": [place.span.start, place.span.end],
        "from": null,
        "to": null,
        "fix": fix,
    });
    match is_here {
        true => {
            shown["from"] = places.utf16(place.span.start).into();
            shown["to"] = places.utf16(place.span.end).into();
        }
        false => {
            shown["file"] = place.file.as_str().into();
            let page = current.site().address_of_file(&place.file);
            let edit = page.and_then(|page| EditAddress::of(&page));
            let line = place.start.line;
            let edit = edit.map(|edit| format!("{}{edit}?line={line}", current.base()));
            shown["edit"] = edit.into();
        }
    }
    shown
}

/// Turns bytes of a text into units of UTF-16, by which browsers count. Places are asked for nearly in order, so that each
/// is counted from the one before.
struct Places<'t> {
    text: &'t str,
    byte: usize,
    utf16: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            byte: 0,
            utf16: 0,
        }
    }

    fn utf16(&mut self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        if byte < self.byte {
            (self.byte, self.utf16) = (0, 0);
        }
        let between = self.text[self.byte..byte].chars();
        self.utf16 += between.map(char::len_utf16).sum::<usize>();
        self.byte = byte;
        self.utf16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_browsers_count() {
        let text = "a\u{301}é👩‍👩‍👧\r\nx";
        let mut places = Places::new(text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let expected = text[..byte].encode_utf16().count();
            assert_eq!(places.utf16(byte), expected, "{byte}");
        }
        assert_eq!(places.utf16(0), 0);
        assert_eq!(places.utf16(1_000), text.encode_utf16().count());
    }
}
