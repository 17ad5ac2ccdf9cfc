//! Style sheets, modules and fonts.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;

use crate::endpoints::not_found;
use crate::generation::Generation;
use crate::state::State as Shared;
use crate::stored::{Keep, Stored};

static BUILT_IN: OnceLock<HashMap<&'static str, Stored>> = OnceLock::new();

/// Answers with an asset, by its name with the hash of its bytes in it.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    Path(name): Path<String>,
    request: Parts,
) -> Response {
    if BUILT_IN.get().is_none() || !current.has_assets() {
        let (current, name) = (current.clone(), name.clone());
        let make = move || (built_in().len(), current.asset(&name).is_some());
        if let Err(refusal) = state.workers.work(make).await {
            return refusal.into();
        }
    }
    let asset = built_in().get(name.as_str());
    match asset.or_else(|| current.asset(&name)) {
        Some(asset) => asset.answer(&request.headers),
        None => not_found::answer(&state, &current, &request).await,
    }
}

/// Compresses the assets that every page loads, once and as well as can be, while nobody waits for
/// them. Until they are, they are sent as they are compressed so far.
pub(crate) fn prepare() {
    std::thread::spawn(|| built_in().values().for_each(Stored::prepare));
}

fn built_in() -> &'static HashMap<&'static str, Stored> {
    let stored = |asset: &'static almanac_render::Asset| {
        let stored = Stored::compress(asset.content_type, &asset.bytes, Keep::Forever);
        (asset.name.as_ref(), stored)
    };
    BUILT_IN.get_or_init(|| almanac_render::assets().iter().map(stored).collect())
}
