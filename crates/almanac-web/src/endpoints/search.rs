//! The page of what a query finds, and the same as JSON.

use std::net::IpAddr;
use std::sync::Arc;

use almanac_model::Address;
use almanac_render::SearchParameters;
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use crate::endpoints::{pages, path_below};
use crate::generation::Generation;
use crate::layers::observe::Peer;
use crate::proxies::client;
use crate::state::State as Shared;
use crate::stored::{Keep, Stored};
use crate::workers::Refusal;

/// Answers a search, also one for nothing: then it says what there is.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    // `/search/` leads to `/search`, as everywhere, and `/entries/search` is an entry.
    let below = path_below(&request);
    let address = Address::parse(below).filter(|address| address.to_string() == below);
    let Some(address) = address.filter(|address| current.site().searches_at(address)) else {
        return pages::answer(State(state), Extension(current), request).await;
    };
    let asked = SearchParameters::read(request.uri.query().unwrap_or_default());
    let peer = request.extensions.get::<Peer>();
    let reader = peer.map(|peer| client(&state.trusted_proxies, peer.0.ip(), &request.headers));
    match results(&state, &current, address, asked, reader).await {
        Ok(stored) => pages::with_version(stored.answer(&request.headers), &current),
        Err(refusal) => refusal.into(),
    }
}

/// What is found, as the page or the file at an address shows it.
async fn results(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    address: Address,
    asked: SearchParameters,
    reader: Option<IpAddr>,
) -> Result<Stored, Refusal> {
    let index = state.searching.of(current).await;
    let (shared, current) = (state.clone(), current.clone());
    let search = move || {
        let own = &current.snapshot().config().language;
        let language = address.language().map_or(&**own, |tag| tag.as_str());
        let request = asked.request(language);
        let found = index.search(&request);
        let found = found.map(|(_, results)| results).unwrap_or_default();
        // What is asked for while somebody types is asked for of the data, and the page only for whole words.
        let is_counted = current.snapshot().config().count_misses && !current.is_at_desk();
        if let Some(reader) = reader
            && is_counted
            && found.total == 0
            && *address.original() == Address::Search
            && asked == SearchParameters::of_query(&asked.query)
        {
            shared.searching.miss(&asked.query, reader);
        }
        let site = current.site().in_language(address.language());
        let page = match address.original() {
            Address::SearchData => site.search_data(&asked, &found),
            _ => site.search(&asked, &found),
        };
        Stored::compress(page.content_type, &page.bytes, Keep::Revalidate)
    };
    state.workers.search(search).await
}
