//! Assets and images.

use std::collections::HashMap;
use std::sync::LazyLock;

use almanac_model::FilePath;
use axum::body::Body;
use axum::http::{HeaderMap, Response};
use percent_encoding::percent_decode_str;

use crate::response::{Keep, Stored};
use crate::state::State;

static ASSETS: LazyLock<HashMap<&'static str, Stored>> = LazyLock::new(|| {
    let stored = |asset: &'static almanac_render::Asset| {
        (
            asset.name.as_ref(),
            Stored::compress(asset.content_type, &asset.bytes),
        )
    };
    almanac_render::assets().iter().map(stored).collect()
});

/// An asset, by its name with the hash of its bytes in it.
pub(crate) fn asset(name: &str, request: &HeaderMap) -> Option<Response<Body>> {
    Some(ASSETS.get(name)?.answer(request, Keep::Forever))
}

/// An image of the almanac.
pub(crate) fn media(state: &State, path: &str, request: &HeaderMap) -> Option<Response<Body>> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let content_type = content_type(&path)?;
    if path
        .split('/')
        .any(|part| part.is_empty() || part.starts_with('.'))
    {
        return None;
    }
    let bytes = state.workspace().media(&FilePath::from(path.as_ref()))?;
    Some(Stored::compress(content_type, &bytes).answer(request, Keep::Revalidate))
}

/// The media type of an image by its name; other files are not served.
fn content_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "avif" => "image/avif",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        _ => return None,
    })
}
