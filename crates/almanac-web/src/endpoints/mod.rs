//! One file per endpoint: what it is asked for, and what it answers.

pub(crate) mod assets;
pub(crate) mod changes;
pub(crate) mod contributors;
pub(crate) mod edit;
pub(crate) mod edit_check;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod live;
pub(crate) mod media;
pub(crate) mod metrics;
pub(crate) mod new_page;
pub(crate) mod not_found;
pub(crate) mod pages;
pub(crate) mod proposals;
pub(crate) mod protecting;
pub(crate) mod reports;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod static_files;
pub(crate) mod undo;

use axum::http::request::Parts;

/// The path of a request below where the almanac lives, without the slash before it. A request that
/// is about no path at all, as `CONNECT` is, has an empty one.
pub(crate) fn path_below(request: &Parts) -> &str {
    let path = request.uri.path();
    path.strip_prefix('/').unwrap_or_default()
}
