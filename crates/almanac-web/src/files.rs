//! Assets, images, and the files that are served as they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use almanac_model::FilePath;
use axum::body::Body;
use axum::http::{HeaderMap, Response};
use percent_encoding::percent_decode_str;

use crate::cache::Generation;
use crate::response::{Keep, Stored, moved};
use crate::state::State;

static ASSETS: LazyLock<HashMap<&'static str, Stored>> = LazyLock::new(|| {
    let stored = |asset: &'static almanac_render::Asset| {
        (
            asset.name.as_ref(),
            Stored::compress(asset.content_type, &asset.bytes, Keep::Forever),
        )
    };
    almanac_render::assets().iter().map(stored).collect()
});

/// An asset, by its name with the hash of its bytes in it.
pub(crate) fn asset(
    current: &Generation,
    name: &str,
    request: &HeaderMap,
) -> Option<Response<Body>> {
    if let Some(stored) = ASSETS.get(name) {
        return Some(stored.answer(request));
    }
    Some(current.asset(name)?.answer(request))
}

/// Compresses the assets that every page loads, once and as well as can be, while nobody waits for them.
pub(crate) fn prepare_assets() {
    std::thread::spawn(|| ASSETS.values().for_each(Stored::prepare));
}

/// A file of `static/`, by its address; a folder is answered by its `index.html`.
pub(crate) fn static_file(
    state: &State,
    current: &Generation,
    path: &str,
    request: &HeaderMap,
) -> Option<Response<Body>> {
    let files = &current.snapshot().appearance().static_files;
    if files.is_empty() {
        return None;
    }
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
    Some(Stored::compress(content_type, &bytes, Keep::Revalidate).answer(request))
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
    let bytes = bytes_of(state, &FilePath::from(path.as_ref()))?;
    Some(Stored::compress(content_type, &bytes, Keep::Revalidate).answer(request))
}

fn bytes_of(state: &State, file: &FilePath) -> Option<Vec<u8>> {
    let mut opened = state.reading().open(file).ok()??;
    let mut bytes = Vec::new();
    opened.content.read_to_end(&mut bytes).ok()?;
    Some(bytes)
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
