//! Images of the almanac.

use std::sync::Arc;

use almanac_model::FilePath;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::cache::Generation;
use crate::endpoints::pages::not_found;
use crate::endpoints::path_below;
use crate::endpoints::static_files::bytes_of;
use crate::response::{Keep, Stored};
use crate::state::State as Shared;

/// Answers with an image.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let path = path_below(&request);
    match image(&state, path) {
        Some(image) => image.answer(request.headers()),
        None => not_found(&current, path),
    }
}

fn image(state: &Shared, path: &str) -> Option<Stored> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let content_type = content_type(&path)?;
    if path
        .split('/')
        .any(|part| part.is_empty() || part.starts_with('.'))
    {
        return None;
    }
    let bytes = bytes_of(state, &FilePath::from(path.as_ref()))?;
    Some(Stored::compress(content_type, &bytes, Keep::Revalidate))
}

/// The media type of an image by its name; other files are not served.
pub(crate) fn content_type(path: &str) -> Option<&'static str> {
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
