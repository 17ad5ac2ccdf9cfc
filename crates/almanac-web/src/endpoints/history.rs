//! The history of a page, and what its revisions changed.
//!
//! Reading the past takes longer than a page does, so it waits in the line of searches, and no page waits for it. What can't be
//! told yet, while the history is being read, is said at once.

use std::sync::Arc;

use almanac_model::{FilePath, History, NoHistory, Output, PastAddress, PastView};
use almanac_passages::past_words;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;

use crate::endpoints::{not_found, pages};
use crate::generation::Generation;
use crate::response::{moved, set, words};
use crate::state::State;
use crate::stored::{Keep, Stored};

/// How many revisions a page of the history lists.
const ON_A_PAGE: usize = 25;

/// What there is to answer.
enum Told {
    Page(Stored),
    /// Why there is none, as a page.
    Nothing(StatusCode, Output),
    /// The page is gone meanwhile.
    Gone,
}

/// Answers with what is asked of a page's past.
pub(crate) async fn answer(
    state: &Arc<State>,
    current: &Arc<Generation>,
    request: &Parts,
    address: PastAddress,
    below: &str,
) -> Response {
    let Some(history) = state.history.clone() else {
        return not_found::answer(state, current, request).await;
    };
    let exact = address.to_string();
    if exact != below {
        return moved(&format!("{}{exact}", current.base()));
    }
    let Some(file) = current.site().past_file(&address) else {
        return not_found::answer(state, current, request).await;
    };
    let part = part_of(request.uri.query().unwrap_or_default());
    let generation = current.clone();
    let tell = move || tell(&*history, &generation, &address, &file, part);
    let mut response = match state.workers.search(tell).await {
        Ok(Told::Page(stored)) => pages::with_version(stored.answer(&request.headers), current),
        Ok(Told::Nothing(code, page)) => {
            let mut response = words(code, page.content_type, page.bytes);
            if code == StatusCode::SERVICE_UNAVAILABLE {
                set(&mut response, header::RETRY_AFTER, "2");
            }
            response
        }
        Ok(Told::Gone) => return not_found::answer(state, current, request).await,
        Err(refusal) => return refusal.into(),
    };
    let name = HeaderName::from_static("x-robots-tag");
    set(&mut response, name, "noindex, nofollow");
    response
}

/// Which part of the list a query asks for, from 1.
fn part_of(query: &str) -> usize {
    let mut asked = form_urlencoded::parse(query.as_bytes());
    let part = asked.find(|(name, _)| name == "page");
    let part = part.and_then(|(_, value)| value.parse().ok());
    part.filter(|part| (1..=1_000_000).contains(part))
        .unwrap_or(1)
}

fn tell(
    history: &dyn History,
    generation: &Generation,
    address: &PastAddress,
    file: &FilePath,
    part: usize,
) -> Told {
    let site = generation.site();
    let found = match &address.view {
        PastView::Revisions => revisions(history, generation, address, file, part),
        PastView::Change(revision) => history.change(file, revision.as_str()).map(|found| {
            found.and_then(|(revision, pages)| site.past_change(address, Some(&revision), &pages))
        }),
        PastView::Between(from, to) => {
            let found = history.between(file, from.as_str(), to.as_str());
            found.map(|found| found.and_then(|pages| site.past_change(address, None, &pages)))
        }
    };
    let why = match found {
        Ok(Some(page)) => {
            let stored = Stored::compress(page.content_type, &page.bytes, Keep::Revalidate);
            return Told::Page(stored);
        }
        Ok(None) => None,
        Err(why) => Some(why),
    };
    let code = match &why {
        None | Some(NoHistory::OutsideGit | NoHistory::NoCommit) => StatusCode::NOT_FOUND,
        Some(NoHistory::BeingRead(..) | NoHistory::Unreadable(_) | NoHistory::NotHere) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    };
    match site.no_past(address, why.as_ref()) {
        Some(page) => Told::Nothing(code, page),
        None => Told::Gone,
    }
}

fn revisions(
    history: &dyn History,
    generation: &Generation,
    address: &PastAddress,
    file: &FilePath,
    part: usize,
) -> Result<Option<Output>, NoHistory> {
    let site = generation.site();
    let found = history.revisions(file, (part - 1) * ON_A_PAGE, ON_A_PAGE)?;
    let changes =
        found
            .revisions
            .iter()
            .map(|revision| match history.change(file, &revision.revision) {
                Ok(Some((_, pages))) => past_words(&pages, generation.today()),
                _ => Vec::new(),
            });
    let changes: Vec<Vec<String>> = changes.collect();
    let parts = found.total.div_ceil(ON_A_PAGE).max(1);
    Ok(site.past_revisions(address, &found, &changes, (part, parts)))
}
