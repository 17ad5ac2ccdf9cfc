//! Lists of events that a query narrows: `/events/?topic=&entry=&weight=`.

use std::sync::Arc;

use almanac_model::{Address, EventFilter, Slug, Weight, slugify};
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use crate::endpoints::{pages, path_below};
use crate::generation::Generation;
use crate::state::State as Shared;
use crate::stored::{Keep, Stored};

/// Answers with a list of events, narrowed as its query asks. Without a query it is a page like others, and kept.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let filter = request.uri.query().map(filter_of).unwrap_or_default();
    let below = path_below(&request);
    let address = Address::parse(below).filter(|address| address.to_string() == below);
    let (Some(address), false) = (address, filter.is_empty()) else {
        return pages::answer(State(state), Extension(current), request).await;
    };
    let generation = current.clone();
    let list = move || {
        let page = generation.site().narrowed_events(&address, &filter)?;
        Some(Stored::compress(
            page.content_type,
            &page.bytes,
            Keep::Revalidate,
        ))
    };
    match state.workers.work(list).await {
        Ok(Some(stored)) => pages::with_version(stored.answer(&request.headers), &current),
        Ok(None) => pages::answer(State(state), Extension(current), request).await,
        Err(refusal) => refusal.into(),
    }
}

/// What a query asks for. Of a name that stands twice the first counts; what is empty or has no meaning is not asked.
fn filter_of(query: &str) -> EventFilter {
    let mut filter = EventFilter::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let slug = || Slug::new(&slugify(&value)).ok();
        match &*name {
            "topic" if filter.topic.is_none() => filter.topic = slug(),
            "entry" if filter.entry.is_none() => filter.entry = slug(),
            "weight" if filter.weight.is_none() => {
                let mut weights = Weight::ALL.into_iter();
                filter.weight = weights.find(|weight| weight.name() == &*value);
            }
            _ => {}
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_has_no_meaning_for_is_not_asked() {
        let filter = filter_of("topic=Open%20Weights&entry=&weight=huge&x=1&topic=b");
        assert_eq!(filter.topic, Slug::new("open-weights").ok());
        assert_eq!((filter.entry, filter.weight), (None, None));
        assert!(filter_of("weight=").is_empty());
        assert_eq!(filter_of("weight=major").weight, Some(Weight::Major));
    }
}
