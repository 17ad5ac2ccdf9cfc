//! Images and other media of the almanac.

use std::sync::Arc;

use almanac_model::{Area, FilePath, sent_type};
use axum::Extension;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::endpoints::{not_found, path_below};
use crate::files;
use crate::generation::Generation;
use crate::state::State as Shared;

/// Answers with an image, a video, a sound or a document.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    if let Some((file, content_type)) = image(&current, path_below(&request))
        && let Some(response) = files::send(&state, file, content_type, &request.headers).await
    {
        return response;
    }
    not_found::answer(&state, &current, &request).await
}

/// The image at a path, with its media type. Only what the almanac lists is there: no path of a
/// request is looked for on the disk.
fn image(current: &Generation, path: &str) -> Option<(FilePath, &'static str)> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let content_type = sent_type(&path)?;
    let snapshot = current.snapshot();
    let is_below = Area::Media.within(&path).is_some();
    let file = is_below.then(|| snapshot.file_at(&path))??;
    let is_sent = current.lists(file) && snapshot.is_sent(file);
    is_sent.then(|| (file.clone(), content_type))
}
