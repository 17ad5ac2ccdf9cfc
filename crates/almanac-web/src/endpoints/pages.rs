//! The pages of the almanac, and whatever else has an address of the site's table.

use std::sync::Arc;

use almanac_model::{Address, EditAddress, Format, PastAddress, Slug, Snapshot, Subject};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::cache::PageLookup;
use crate::coding::Coding;
use crate::endpoints::{edit, history, not_found, path_below, static_files, undo};
use crate::generation::Generation;
use crate::layers::apart;
use crate::layers::limits::only_reading;
use crate::negotiation::prefers_markdown;
use crate::response::{moved, moved_for_now, set};
use crate::state::State as Shared;

/// Answers with a file of `static/`, else with a page.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    if let Some(response) = static_files::answer(&state, &current, &request).await {
        return response;
    }
    let response = page(&state, &current, &request).await;
    with_version(response, &current)
}

/// Takes what is sent to an address: a page's text is sent to where it is changed, and nothing else is to any.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let below = percent_decode_str(path_below(&request)).decode_utf8_lossy();
    match EditAddress::parse(&below) {
        Some(address) => edit::receive(&state, &current, &request, body, address).await,
        None => match PastAddress::parse(&below) {
            Some(past) if past.view.is_changing() => {
                undo::receive(&state, &current, &request, body, past).await
            }
            _ => only_reading().await,
        },
    }
}

/// Tells a page that reloads by itself which version it is of, and the hash of its text, by which it sees whether a later
/// version changes it. In a header, because a page that is the same in the next version keeps its tag.
pub(crate) fn with_version(mut response: Response, current: &Generation) -> Response {
    if !current.is_at_desk() {
        return response;
    }
    let mut timing = format!("snapshot;desc=\"{}\"", current.version());
    let tag = response.headers().get(header::ETAG);
    if let Some(tag) = tag.and_then(|tag| tag.to_str().ok()) {
        // What follows a hyphen says how it is compressed.
        let hash = tag.trim_matches('"').split('-').next().unwrap_or_default();
        timing.push_str(&format!(", page;desc=\"{hash}\""));
    }
    if let Ok(timing) = HeaderValue::from_str(&timing) {
        let name = HeaderName::from_static("server-timing");
        response.headers_mut().insert(name, timing);
    }
    response
}

async fn page(state: &Arc<Shared>, current: &Arc<Generation>, request: &Parts) -> Response {
    let (below, headers) = (path_below(request), &request.headers);
    let base = current.snapshot().config().base_path();
    let below = &*percent_decode_str(below).decode_utf8_lossy();
    let Some(address) = Address::parse(below) else {
        if let Some(past) = PastAddress::parse(below) {
            if past.view.is_changing() {
                let asked = Asked::new(state, current, request, below);
                return apart::answered(state, asked.undo(past)).await;
            }
            return history::answer(state, current, request, past, below).await;
        }
        if let Some(edit) = EditAddress::parse(below) {
            let asked = Asked::new(state, current, request, below);
            return apart::answered(state, asked.edit(edit)).await;
        }
        return elsewhere_or_not_found(state, current, request, below).await;
    };
    // Each page has one address: with a slash at the end or without.
    let exact = address.to_string();
    if exact != below {
        return moved(&format!("{base}{exact}"));
    }
    let markdown = address.form(Format::Markdown);
    let has_forms = markdown.is_some();
    let wanted = markdown
        .filter(|_| prefers_markdown(headers))
        .unwrap_or(address);
    let is_noted = is_file_of_unlisted(current.snapshot(), &wanted);
    let coding = Coding::taken_by(headers);
    let pages = state.pages_for(current);
    let asked = wanted.clone();
    let found = pages.find(current, wanted, coding, &state.workers).await;
    let mut response = match found {
        Ok(PageLookup::Page(page)) => page.stored.answer(headers),
        Ok(PageLookup::Moved(place)) => {
            let location = format!("{base}{place}");
            match place.is_lasting {
                true => moved(&location),
                false => moved_for_now(&location),
            }
        }
        Ok(PageLookup::Nothing) => {
            let former = history::answer_for_former(state, current, request, &asked).await;
            match former {
                Some(response) => return response,
                None => elsewhere_or_not_found(state, current, request, below).await,
            }
        }
        Err(refusal) => return refusal.into(),
    };
    if has_forms {
        set(&mut response, header::VARY, "accept, accept-encoding");
    }
    if is_noted {
        let name = HeaderName::from_static("x-robots-tag");
        set(&mut response, name, "noindex");
    }
    response
}

/// A request for a form, apart from the thread that it came on.
struct Asked {
    state: Arc<Shared>,
    current: Arc<Generation>,
    request: Parts,
    below: String,
}

impl Asked {
    fn new(state: &Arc<Shared>, current: &Arc<Generation>, request: &Parts, below: &str) -> Self {
        Self {
            state: state.clone(),
            current: current.clone(),
            request: request.clone(),
            below: below.to_owned(),
        }
    }

    async fn edit(self, address: EditAddress) -> Response {
        edit::show(
            &self.state,
            &self.current,
            &self.request,
            address,
            &self.below,
        )
        .await
    }

    async fn undo(self, address: PastAddress) -> Response {
        undo::show(
            &self.state,
            &self.current,
            &self.request,
            address,
            &self.below,
        )
        .await
    }
}

/// Leads to the page that was at a path on another site, if there is one.
async fn elsewhere_or_not_found(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    below: &str,
) -> Response {
    match current.site().former(below) {
        Some(place) => {
            let base = current.snapshot().config().base_path();
            moved(&format!("{base}{place}"))
        }
        None => not_found::answer(state, current, request).await,
    }
}

/// Whether an address is that of a file about a page or a path that is in no list. Search engines are to leave it out:
/// the HTML says so in its head, and a file has none.
fn is_file_of_unlisted(snapshot: &Snapshot, address: &Address) -> bool {
    let of_page = |slug: &Slug| {
        let page = snapshot.page_by_slug(slug.as_str());
        page.is_some_and(|page| snapshot.page(page).is_unlisted)
    };
    let of_path = |slug: &Slug| {
        let path = snapshot.path_by_slug(slug.as_str());
        path.is_some_and(|path| snapshot.path(path).is_unlisted)
    };
    match address.of_original() {
        Address::Form(Subject::Path(slug), _) => of_path(slug),
        Address::Form(
            Subject::Entry(slug) | Subject::Thread(slug) | Subject::Event(slug, _),
            _,
        )
        | Address::Figure(slug, ..) => of_page(slug),
        _ => false,
    }
}
