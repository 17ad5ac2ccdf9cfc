//! What readers say is wrong, without an account: the form, and the list of that for editors.
//!
//! It is text and nothing else, nobody but editors sees it, and there is only so much of it: by address, by page and by day.

use std::sync::Arc;

use almanac_model::{Address, EditAddress};
use almanac_render::{ListedReport, MissedSearches, ReportNotice, ReportPage};
use almanac_store::{Deed, Report, Reported};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;

use crate::askers::{Asker, asker, renew, store_failed};
use crate::days::day_of;
use crate::endpoints::not_found;
use crate::endpoints::sign_in::{address_of, private, see_other};
use crate::forms::{Form, refusal};
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::response::{set, words};
use crate::state::State as Shared;

/// How many reports are listed.
const MOST_LISTED: u32 = 500;

/// How many signs each field has at most.
const LONGEST_PAGE: usize = 500;
const LONGEST_PASSAGE: usize = 500;
const LONGEST_WORDS: usize = 4_000;
const LONGEST_ADDRESS: usize = 200;

/// Answers with the form.
pub(crate) async fn form(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let has_store = state
        .contributing
        .as_ref()
        .is_some_and(|it| it.store.is_some());
    let query = request.uri.query().unwrap_or_default();
    let fields = Form::of_query(query);
    let Some((place, title)) = page_of(&current, &fields).filter(|_| has_store) else {
        return not_found::answer(&state, &current, &request).await;
    };
    let passage = line(&fields, "passage", LONGEST_PASSAGE);
    let page = current.site().report(&ReportPage {
        page: (&place, &title),
        passage: &passage,
        words: "",
        address: "",
        notice: None,
    });
    private(words(StatusCode::OK, page.content_type, page.bytes))
}

/// Keeps what a reader sends.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let kept = kept(&state, &current, &request, body).await;
    not_found::unless_answered(kept, &state, &current, &request).await
}

async fn kept(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: axum::body::Body,
) -> Result<Option<Response>, Box<Response>> {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return Ok(None);
    };
    // A form of another site is refused here, whoever sends it.
    asker(state, current, request).await?;
    if let Some(address) = address_of(state, request)
        && !state.contribution_limits.admits_report(address)
    {
        let said = "Too much was sent from this address. Try again in a minute.\n";
        let mut response = refusal(StatusCode::TOO_MANY_REQUESTS, said);
        set(&mut response, header::RETRY_AFTER, "60");
        return Err(Box::new(response));
    }
    let form = Form::read(state, request, body, Room::SHORT).await?;
    form.within(&[
        ("page", LONGEST_PAGE),
        ("passage", LONGEST_PASSAGE),
        ("words", LONGEST_WORDS),
        ("address", LONGEST_ADDRESS),
    ])?;
    let Some((place, title)) = page_of(current, &form) else {
        return Ok(None);
    };
    let report = Report {
        page: place,
        passage: line(&form, "passage", LONGEST_PASSAGE),
        words: text(&form, "words", LONGEST_WORDS),
        address: line(&form, "address", LONGEST_ADDRESS),
        ..Report::default()
    };
    let (code, notice) = match report.words.is_empty() {
        true => (StatusCode::UNPROCESSABLE_ENTITY, ReportNotice::Empty),
        false => {
            let kept = store.add_report(&report, (contributing.now)()).await;
            match kept.map_err(|error| Box::new(store_failed(contributing, &error)))? {
                Reported::Kept | Reported::Joined => (StatusCode::OK, ReportNotice::Kept),
                Reported::Full => (StatusCode::TOO_MANY_REQUESTS, ReportNotice::Full),
            }
        }
    };
    let page = current.site().report(&ReportPage {
        page: (&report.page, &title),
        passage: &report.passage,
        words: &report.words,
        address: &report.address,
        notice: Some(notice),
    });
    Ok(Some(private(words(code, page.content_type, page.bytes))))
}

/// The page that a report is about, with its title: an address of this site that there is.
fn page_of(current: &Generation, form: &Form) -> Option<(String, String)> {
    let place = line(form, "page", LONGEST_PAGE);
    let address = Address::parse(&place)?;
    let title = current.site().title_at(&address)?;
    Some((address.to_string(), title))
}

fn line(form: &Form, name: &str, most: usize) -> String {
    form.line(name).chars().take(most).collect()
}

/// A text of some lines, without signs that nobody sees.
fn text(form: &Form, name: &str, most: usize) -> String {
    let text = form.field(name).replace("\r\n", "\n");
    let seen = text
        .chars()
        .filter(|sign| !sign.is_control() || *sign == '\n');
    let text: String = seen.take(most).collect();
    text.trim().to_owned()
}

/// Answers with the list, for editors.
pub(crate) async fn list(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return not_found::answer(&state, &current, &request).await;
    };
    let asker = match asker(&state, &current, &request).await {
        Ok(asker) => asker,
        Err(refusal) => return *refusal,
    };
    let found = match asker.may_decide() {
        true => match store.open_reports(MOST_LISTED).await {
            Ok(found) => Some(found),
            Err(error) => return store_failed(contributing, &error),
        },
        false => None,
    };
    let listed = found.as_ref().map(|found| {
        let title = |page: &str| current.site().title_at(&Address::parse(page)?);
        let listed = found.iter().map(|report| ListedReport {
            id: report.id,
            title: title(&report.page).unwrap_or_default(),
            page: &report.page,
            passage: &report.passage,
            words: &report.words,
            address: &report.address,
            times: usize::try_from(report.times).unwrap_or_default(),
            made: day_of(report.created),
            is_edited: Address::parse(&report.page)
                .is_some_and(|page| EditAddress::of(&page).is_some()),
        });
        listed.collect::<Vec<_>>()
    });
    let page = current.site().reports(listed.as_deref());
    let mut response = private(words(StatusCode::OK, page.content_type, page.bytes));
    renew(&state, &current, &request, &asker, &mut response);
    response
}

/// Answers with the words of searches that found nothing, for editors.
pub(crate) async fn missed(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    if state.contributing.is_none() {
        return not_found::answer(&state, &current, &request).await;
    }
    let asker = match asker(&state, &current, &request).await {
        Ok(asker) => asker,
        Err(refusal) => return *refusal,
    };
    let is_counted = current.snapshot().config().count_misses;
    let found = match asker.may_decide() && is_counted {
        true => match words_without_hits(&state, &current).await {
            Ok(found) => found,
            Err(refusal) => return *refusal,
        },
        false => Vec::new(),
    };
    let page = current
        .site()
        .missed(match (asker.may_decide(), is_counted) {
            (false, _) => MissedSearches::Closed,
            (true, false) => MissedSearches::NotCounted,
            (true, true) => MissedSearches::Words(&found),
        });
    let mut response = private(words(StatusCode::OK, page.content_type, page.bytes));
    renew(&state, &current, &request, &asker, &mut response);
    response
}

/// The words that are kept and find nothing still.
async fn words_without_hits(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
) -> Result<Vec<String>, Box<Response>> {
    let index = state.searching.of(current).await;
    let (shared, language) = (state.clone(), current.snapshot().config().language.clone());
    let find = move || shared.searching.missed(&index, &language);
    let found = state.workers.search(find).await;
    found.map_err(|refusal| Box::new(refusal.into()))
}

/// Closes a report without a change.
pub(crate) async fn close(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let done = closed(&state, &current, &request, body).await;
    not_found::unless_answered(done, &state, &current, &request).await
}

async fn closed(
    state: &Shared,
    current: &Generation,
    request: &Parts,
    body: axum::body::Body,
) -> Result<Option<Response>, Box<Response>> {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return Ok(None);
    };
    let asker = asker(state, current, request).await?;
    if !asker.may_decide() {
        let code = match asker {
            Asker::Nobody => StatusCode::UNAUTHORIZED,
            _ => StatusCode::FORBIDDEN,
        };
        let mut response = refusal(code, "Only editors answer reports.\n");
        if code == StatusCode::UNAUTHORIZED {
            crate::askers::challenge(&mut response);
        }
        return Err(Box::new(response));
    }
    let form = Form::read(state, request, body, Room::SHORT).await?;
    let id = form.line("report").parse::<i64>().unwrap_or_default();
    let now = (contributing.now)();
    let author = asker.author();
    let by = author.as_ref().map_or("", |author| author.name());
    let failed = |error| Box::new(store_failed(contributing, &error));
    if store
        .answer_report(id, by, None, now)
        .await
        .map_err(failed)?
    {
        let deed = Deed {
            moment: now,
            who: by.to_owned(),
            did: "report closed".to_owned(),
            about: id.to_string(),
            note: String::new(),
        };
        store.note(&deed).await.map_err(failed)?;
    }
    Ok(Some(see_other(&format!("{}reports/", current.base()))))
}
