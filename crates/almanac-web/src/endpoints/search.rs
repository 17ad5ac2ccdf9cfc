//! The page of what a query finds, and the same as JSON.

use std::sync::Arc;

use almanac_model::Address;
use almanac_render::SearchIndex;
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use crate::endpoints::{pages, path_below};
use crate::generation::Generation;
use crate::state::State as Shared;
use crate::stored::{Keep, Stored};
use crate::workers::Refusal;

/// How many letters of a query count.
const LONGEST_QUERY: usize = 400;

/// Answers a search; where nothing is searched for, with the page at the address.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let address = Address::parse(path_below(&request));
    let (Some(address), Some(wanted)) = (address, wanted(request.uri.query())) else {
        return pages::answer(State(state), Extension(current), request).await;
    };
    match results(&state, &current, address, wanted).await {
        Ok(stored) => pages::with_version(stored.answer(&request.headers), &current),
        Err(refusal) => refusal.into(),
    }
}

/// What a query finds, as the page or the file at an address shows it.
async fn results(
    state: &Shared,
    current: &Arc<Generation>,
    address: Address,
    wanted: String,
) -> Result<Stored, Refusal> {
    let index = state
        .lists_for(current)
        .index
        .of(current, &state.workers, SearchIndex::after)
        .await?;
    let current = current.clone();
    let search = move || {
        let site = current.site();
        let page = match address {
            Address::SearchData => site.search_data(&index, &wanted),
            _ => site.search(&index, &wanted),
        };
        Stored::compress(page.content_type, &page.bytes, Keep::Revalidate)
    };
    state.workers.work(search).await
}

/// What is searched for.
fn wanted(query: Option<&str>) -> Option<String> {
    let mut fields = form_urlencoded::parse(query?.as_bytes());
    let (_, wanted) = fields.find(|(name, _)| name == "q")?;
    Some(wanted.chars().take(LONGEST_QUERY).collect())
}
