//! Files that are served as they are.

use std::sync::Arc;

use almanac_model::{FilePath, static_media_type};
use axum::http::request::Parts;
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::endpoints::path_below;
use crate::files;
use crate::generation::Generation;
use crate::response::moved;
use crate::state::State;

/// Answers with a file of `static/`, by its address; a folder is answered by its `index.html`.
pub(crate) async fn answer(
    state: &Arc<State>,
    current: &Generation,
    request: &Parts,
) -> Option<Response> {
    let path = path_below(request);
    let file = match find(current, path)? {
        At::File(file) => file,
        At::Folder => {
            let base = current.snapshot().config().base_path();
            return Some(moved(&format!("{base}{path}/")));
        }
    };
    let content_type = static_media_type(file.as_str());
    files::send(state, file, content_type, &request.headers).await
}

/// What is at an address.
enum At {
    File(FilePath),
    /// A folder with a page of its own, whose address ends in a slash.
    Folder,
}

fn find(current: &Generation, path: &str) -> Option<At> {
    let files = &current.snapshot().appearance().static_files;
    if files.is_empty() {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    if let Some(file) = files.get(decoded.as_ref()) {
        return Some(At::File(file.clone()));
    }
    let index = files.get(&format!("{}/index.html", decoded.trim_end_matches('/')))?;
    Some(match decoded.ends_with('/') {
        true => At::File(index.clone()),
        false => At::Folder,
    })
}
