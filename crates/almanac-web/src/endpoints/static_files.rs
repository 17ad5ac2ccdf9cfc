//! Files that are served as they are.

use almanac_model::FilePath;
use axum::extract::Request;
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::cache::Generation;
use crate::endpoints::media::content_type;
use crate::endpoints::path_below;
use crate::response::{Keep, Stored, moved};
use crate::state::State;

/// A file of `static/`, by its address; a folder is answered by its `index.html`.
pub(crate) fn answer(state: &State, current: &Generation, request: &Request) -> Option<Response> {
    let files = &current.snapshot().appearance().static_files;
    if files.is_empty() {
        return None;
    }
    let path = path_below(request);
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let index = format!("{}/index.html", decoded.trim_end_matches('/'));
    let file = match (files.get(decoded.as_ref()), files.get(&index)) {
        (Some(file), _) => file,
        (None, Some(index)) if decoded.ends_with('/') => index,
        (None, Some(_)) => {
            let base = current.snapshot().config().base_path();
            return Some(moved(&format!("{base}{path}/")));
        }
        (None, None) => return None,
    };
    let bytes = bytes_of(state, file)?;
    let content_type = static_content_type(file.as_str());
    Some(Stored::compress(content_type, &bytes, Keep::Revalidate).answer(request.headers()))
}

/// The media type of a file of `static/` by its name; what is not known is for saving.
fn static_content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "htm" | "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" => "text/markdown; charset=utf-8",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webm" => "video/webm",
        "webmanifest" => "application/manifest+json",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => content_type(path).unwrap_or("application/octet-stream"),
    }
}

/// The bytes of a file.
pub(crate) fn bytes_of(state: &State, file: &FilePath) -> Option<Vec<u8>> {
    let mut opened = state.reading().open(file).ok()??;
    let mut bytes = Vec::new();
    opened.content.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
