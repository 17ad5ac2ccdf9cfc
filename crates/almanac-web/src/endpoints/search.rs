//! The page of what a query finds, and the same as JSON.

use std::sync::Arc;

use almanac_model::Address;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;

use crate::cache::Generation;
use crate::endpoints::{pages, path_below};
use crate::response::{Keep, Stored};
use crate::state::State as Shared;

/// How many letters of a query count.
const LONGEST_QUERY: usize = 400;

/// Answers a search; where nothing is searched for, with the page at the address.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let address = Address::parse(path_below(&request));
    let (Some(address), Some(wanted)) = (address, wanted(request.uri().query())) else {
        return pages::answer(State(state), Extension(current), request).await;
    };
    let page = current.search(&address, &wanted);
    let stored = Stored::compress(page.content_type, &page.bytes, Keep::Revalidate);
    pages::with_version(stored.answer(request.headers()), &state, &current)
}

/// What is searched for.
fn wanted(query: Option<&str>) -> Option<String> {
    let mut fields = form_urlencoded::parse(query?.as_bytes());
    let (_, wanted) = fields.find(|(name, _)| name == "q")?;
    Some(wanted.chars().take(LONGEST_QUERY).collect())
}
