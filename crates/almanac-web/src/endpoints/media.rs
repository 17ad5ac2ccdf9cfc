//! Images and other media of the almanac.

use std::sync::Arc;

use almanac_model::{Area, FilePath};
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
    let content_type = content_type(&path)?;
    let file = FilePath::from(path.as_ref());
    let is_there = Area::of(file.as_str()) == Some(Area::Media) && current.lists(&file);
    is_there.then_some((file, content_type))
}

/// The media type of a file below `media/` by its name; others are not served.
pub(crate) fn content_type(path: &str) -> Option<&'static str> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "aac" => "audio/aac",
        "avif" => "image/avif",
        "flac" => "audio/flac",
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "m4a" => "audio/mp4",
        "m4v" | "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "oga" | "ogg" | "opus" => "audio/ogg",
        "ogv" => "video/ogg",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "vtt" => "text/vtt; charset=utf-8",
        "wav" => "audio/wav",
        "webm" => "video/webm",
        "webp" => "image/webp",
        _ => return None,
    })
}
