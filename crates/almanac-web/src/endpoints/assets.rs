//! Style sheets, modules and fonts.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use axum::Extension;
use axum::extract::{Path, Request};
use axum::response::Response;

use crate::cache::Generation;
use crate::endpoints::pages::not_found;
use crate::response::{Keep, Stored};

static BUILT_IN: LazyLock<HashMap<&'static str, Stored>> = LazyLock::new(|| {
    let stored = |asset: &'static almanac_render::Asset| {
        (
            asset.name.as_ref(),
            Stored::compress(asset.content_type, &asset.bytes, Keep::Forever),
        )
    };
    almanac_render::assets().iter().map(stored).collect()
});

/// Answers with an asset, by its name with the hash of its bytes in it.
pub(crate) async fn answer(
    Extension(current): Extension<Arc<Generation>>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let built_in = BUILT_IN.get(name.as_str());
    match built_in.or_else(|| current.asset(&name)) {
        Some(asset) => asset.answer(request.headers()),
        None => not_found(&current, request.uri().path()),
    }
}

/// Compresses the assets that every page loads, once and as well as can be, while nobody waits for them.
pub(crate) fn prepare() {
    std::thread::spawn(|| BUILT_IN.values().for_each(Stored::prepare));
}
