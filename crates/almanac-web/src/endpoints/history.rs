//! The history of a page, what its revisions changed, and the page as it was.
//!
//! Reading the past takes longer than a page does, so it waits in the line of searches, and no page waits for it. What can't be
//! told yet, while the history is being read, is said at once.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use almanac_model::{
    Address, FilePath, FormerPage, History, NoHistory, Output, PageAsOf, PastAddress, PastTime,
    PastView, Removal, sent_type,
};
use almanac_passages::past_words;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;

use crate::endpoints::{not_found, pages};
use crate::generation::Generation;
use crate::layers::observe::Peer;
use crate::proxies::client;
use crate::response::{moved, moved_for_now, set, words};
use crate::state::State;
use crate::stored::{Keep, Stored};

/// How many revisions a page of the history lists.
const ON_A_PAGE: usize = 25;

/// What there is to answer.
enum Told {
    Page(Stored),
    /// Why there is none, as a page.
    Nothing(StatusCode, Output),
    /// It is elsewhere, below the site's root.
    Elsewhere(String),
    /// Nothing of the past is here either.
    Unknown,
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
    let asker = asker(state, current, request);
    if let Some(refusal) = asker.and_then(|asker| refusal(state, asker)) {
        return refusal;
    }
    let part = part_of(request.uri.query().unwrap_or_default());
    let generation = current.clone();
    let tell = move || tell(&*history, &generation, &address, part);
    let told = state.workers.search(tell).await;
    let mut response = match told {
        Ok(told) => match respond(told, current, request) {
            Some(response) => response,
            None => return not_found::answer(state, current, request).await,
        },
        Err(refusal) => return refusal.into(),
    };
    count(state, asker, &response);
    let name = HeaderName::from_static("x-robots-tag");
    set(&mut response, name, "noindex, nofollow");
    response
}

/// The address that asks, where what it asks for is limited: at the desk nothing is.
pub(super) fn asker(state: &State, current: &Generation, request: &Parts) -> Option<IpAddr> {
    let peer = request.extensions.get::<Peer>();
    let peer = peer.filter(|_| !current.is_at_desk())?;
    let headers = &request.headers;
    Some(client(&state.trusted_proxies, peer.0.ip(), headers))
}

/// The answer to an address that has asked for too much of the past.
pub(super) fn refusal(state: &State, asker: IpAddr) -> Option<Response> {
    let is_admitted = state.past_limits.admits(asker, Instant::now());
    let said =
        "Too many pages of the past were asked for from this address. Try again in a moment.\n";
    let refuse = || {
        let plain = "text/plain; charset=utf-8";
        let mut response = words(
            StatusCode::TOO_MANY_REQUESTS,
            plain,
            said.as_bytes().to_vec(),
        );
        set(&mut response, header::RETRY_AFTER, "5");
        response
    };
    (!is_admitted).then(refuse)
}

/// Counts an answer for which something had to be made.
pub(super) fn count(state: &State, asker: Option<IpAddr>, response: &Response) {
    let is_made = response.status() != StatusCode::SERVICE_UNAVAILABLE;
    if let Some(asker) = asker.filter(|_| is_made) {
        state.past_limits.count(asker, Instant::now());
    }
}

/// Answers for a page that is not at its address: where it is now, or that it was removed. `None` where there never was one.
pub(crate) async fn answer_for_former(
    state: &Arc<State>,
    current: &Arc<Generation>,
    request: &Parts,
    address: &Address,
) -> Option<Response> {
    let history = state.history.clone()?;
    let subject = subject_of(address)?;
    let generation = current.clone();
    let tell = move || former(&*history, &generation, &subject);
    match state.workers.search(tell).await {
        Ok(told) => respond(told, current, request),
        Err(refusal) => Some(refusal.into()),
    }
}

fn respond(told: Told, current: &Generation, request: &Parts) -> Option<Response> {
    match told {
        Told::Page(stored) => Some(pages::with_version(
            stored.answer(&request.headers),
            current,
        )),
        Told::Nothing(code, page) => {
            let mut response = words(code, page.content_type, page.bytes);
            if code == StatusCode::SERVICE_UNAVAILABLE {
                set(&mut response, header::RETRY_AFTER, "2");
            }
            Some(response)
        }
        Told::Elsewhere(place) => Some(moved_for_now(&format!("{}{place}", current.base()))),
        Told::Unknown => None,
    }
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
    part: usize,
) -> Told {
    let site = generation.site();
    let file = site.past_file(address);
    if file.is_none()
        && let Some(place) = site.redirect(&address.page)
        && let Some(now) = PastAddress::of(place.address, address.view.clone())
    {
        return Told::Elsewhere(now.to_string());
    }
    let file = match file {
        Some(file) => file,
        None => match former_file(history, generation, &address.page) {
            Ok(Some(FormerPage::Removed(file, _))) => file,
            Ok(Some(FormerPage::Moved(file))) => {
                let now = address_now(generation, &file, &address.page);
                let now = now.and_then(|page| PastAddress::of(page, address.view.clone()));
                return now.map_or(Told::Unknown, |now| Told::Elsewhere(now.to_string()));
            }
            Ok(None) => return Told::Unknown,
            Err(why) => return nothing(generation, address, Some(&why)),
        },
    };
    let is_event = matches!(address.page.original(), Address::Event(..));
    match &address.view {
        // What a revision changed in a thread is told for all of it.
        PastView::Change(_) | PastView::Between(..) if is_event => {
            thread_of(address).map_or(Told::Unknown, |now| Told::Elsewhere(now.to_string()))
        }
        PastView::Revisions => match revisions(history, generation, address, &file, part) {
            Ok(page) => page_of(&page),
            Err(why) => nothing(generation, address, Some(&why)),
        },
        PastView::Change(revision) => match history.change(&file, revision.as_str()) {
            Ok(Some((revision, pages))) => {
                page_of(&site.past_change(address, Some(&revision), &pages))
            }
            Ok(None) => nothing(generation, address, None),
            Err(why) => nothing(generation, address, Some(&why)),
        },
        PastView::Between(from, to) => match history.between(&file, from.as_str(), to.as_str()) {
            Ok(Some(pages)) => page_of(&site.past_change(address, None, &pages)),
            Ok(None) => nothing(generation, address, None),
            Err(why) => nothing(generation, address, Some(&why)),
        },
        // Nothing is changed by whoever looks.
        PastView::Undo(_) | PastView::Restore(_) => Told::Unknown,
        PastView::At(time) => as_of(history, generation, address, &file, time),
        PastView::FileAt(revision, path) => shown_file(
            history,
            generation,
            address,
            (&file, revision.as_str(), path),
        ),
    }
}

/// The same address of the thread that tells of an event.
pub(super) fn thread_of(address: &PastAddress) -> Option<PastAddress> {
    let Address::Event(thread, _) = address.page.original() else {
        return None;
    };
    let page = Address::Thread(thread.clone()).in_language(address.page.language());
    PastAddress::of(page, address.view.clone())
}

fn page_of(page: &Output) -> Told {
    Told::Page(Stored::compress(
        page.content_type,
        &page.bytes,
        Keep::Revalidate,
    ))
}

/// The page that says why nothing can be shown.
fn nothing(generation: &Generation, address: &PastAddress, why: Option<&NoHistory>) -> Told {
    Told::Nothing(code_of(why), generation.site().no_past(address, why))
}

fn code_of(why: Option<&NoHistory>) -> StatusCode {
    match why {
        None | Some(NoHistory::OutsideGit | NoHistory::NoCommit) => StatusCode::NOT_FOUND,
        Some(NoHistory::BeingRead(..) | NoHistory::Unreadable(_) | NoHistory::NotHere) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

fn as_of(
    history: &dyn History,
    generation: &Generation,
    address: &PastAddress,
    file: &FilePath,
    time: &PastTime,
) -> Told {
    let site = generation.site();
    let why = match history.at(file, time) {
        Ok(PageAsOf::There(page)) => {
            let has_event = match address.page.original() {
                Address::Event(_, name) => {
                    let thread = page.page();
                    thread.is_none_or(|thread| thread.place_of_event(name).is_some())
                }
                _ => true,
            };
            if has_event {
                let tip = history.tip();
                return page_of(&site.past_page(address, &page, tip.as_deref()));
            }
            Ok(PageAsOf::NotYet)
        }
        other => other,
    };
    let code = match &why {
        Ok(PageAsOf::Removed(_)) => StatusCode::GONE,
        Ok(_) => StatusCode::NOT_FOUND,
        Err(why) => code_of(Some(why)),
    };
    Told::Nothing(code, site.not_there(address, &why))
}

/// A file that a page showed in a revision. Its bytes never change.
fn shown_file(
    history: &dyn History,
    generation: &Generation,
    address: &PastAddress,
    (file, revision, path): (&FilePath, &str, &str),
) -> Told {
    let Some(content_type) = sent_type(path) else {
        return Told::Unknown;
    };
    match history.shown_file(file, revision, path) {
        Ok(Some(bytes)) => Told::Page(Stored::compress(content_type, &bytes, Keep::Forever)),
        Ok(None) => Told::Unknown,
        Err(why) => nothing(generation, address, Some(&why)),
    }
}

fn revisions(
    history: &dyn History,
    generation: &Generation,
    address: &PastAddress,
    file: &FilePath,
    part: usize,
) -> Result<Output, NoHistory> {
    let site = generation.site();
    let skip = (part - 1) * ON_A_PAGE;
    let found = match address.page.original() {
        Address::Event(_, event) => history.event_revisions(file, event, skip, ON_A_PAGE)?,
        _ => history.revisions(file, skip, ON_A_PAGE)?,
    };
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

/// What an address is about that has a past.
fn subject_of(address: &Address) -> Option<Address> {
    let owner = Address::from(address.owner()?);
    let depth = match owner {
        Address::Entry(_) | Address::Thread(_) => address.depth(),
        _ => None,
    };
    Some(owner.at_depth(depth).in_language(address.language()))
}

/// What became of what was at an address. Of an event whose thread is there, that is what became of the thread.
pub(super) fn former_file(
    history: &dyn History,
    generation: &Generation,
    address: &Address,
) -> Result<Option<FormerPage>, NoHistory> {
    let Address::Event(thread, _) = address.original() else {
        return history.former(address);
    };
    let thread = Address::Thread(thread.clone()).in_language(address.language());
    let past = PastAddress::of(thread.clone(), PastView::Revisions);
    let file = past.and_then(|past| generation.site().past_file(&past));
    match file {
        Some(file) => Ok(Some(FormerPage::Moved(file))),
        None => history.former(&thread),
    }
}

/// The address of what is in a file now: of the event, where one was asked for.
fn address_now(generation: &Generation, file: &FilePath, former: &Address) -> Option<Address> {
    let now = generation.site().address_of_file(file)?;
    let found = match (former.original(), now.original()) {
        (Address::Event(_, name), Address::Thread(thread)) => {
            Address::Event(thread.clone(), name.clone()).in_language(now.language())
        }
        (Address::Event(..), _) => return None,
        _ => now,
    };
    (found != *former).then_some(found)
}

fn former(history: &dyn History, generation: &Generation, address: &Address) -> Told {
    let removed = |removal: &Removal| {
        Told::Nothing(StatusCode::GONE, generation.site().gone(address, removal))
    };
    if let Address::Event(thread, name) = address.original() {
        let thread = Address::Thread(thread.clone()).in_language(address.language());
        let past = PastAddress::of(thread, PastView::Revisions);
        if let Some(file) = past.and_then(|past| generation.site().past_file(&past)) {
            return match history.removed_event(&file, name) {
                Ok(Some(removal)) => removed(&removal),
                _ => Told::Unknown,
            };
        }
    }
    match former_file(history, generation, address) {
        Ok(Some(FormerPage::Moved(file))) => match address_now(generation, &file, address) {
            Some(now) => Told::Elsewhere(now.to_string()),
            None => Told::Unknown,
        },
        Ok(Some(FormerPage::Removed(_, removal))) => removed(&removal),
        Ok(None) | Err(_) => Told::Unknown,
    }
}
