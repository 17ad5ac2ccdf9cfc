//! The file that tells hosts which headers a site of files is sent with.
//!
//! Netlify and Cloudflare Pages read `_headers`: lines with a path, each followed by indented headers. What a server of ours
//! sends is there, so that a reader is as safe on both. Other hosts publish the file as any other.

use crate::policy::{HEADERS_OF_ALL, HEADERS_OF_DOCUMENTS, HEADERS_OF_PAGES, policy_of_host};
use crate::view::View;
use almanac_model::own;

/// The name of the file, which both hosts give it.
pub const HOST_HEADERS_FILE: &str = "_headers";

/// The text of the file. Paths are those on the host, where such a site lies at the root. A style sheet or a font has no
/// need of a policy, but a rule can't leave them out. Pages are at addresses that end in a slash.
pub(crate) fn host_headers(view: &View<'_>) -> String {
    let policy = policy_of_host(view.is_relative());
    let policy = ("content-security-policy", &*policy);
    let of_all = HEADERS_OF_ALL.iter().chain(&HEADERS_OF_DOCUMENTS);
    let of_all: Vec<(&str, &str)> = of_all.copied().chain([policy]).collect();
    let kept = [("cache-control", "public, max-age=31536000, immutable")];
    let assets = format!("/{}*", own::ASSETS);
    let rules: [(&str, &[(&str, &str)]); 6] = [
        ("/*", &of_all),
        ("/", &HEADERS_OF_PAGES),
        ("/*/", &HEADERS_OF_PAGES),
        (&assets, &kept),
        // Files of search that are named by their hashes.
        ("/search/pieces/*", &kept),
        ("/search/pages/*", &kept),
    ];
    let mut text =
        "# Written by `almanac build`. `static/_headers` of the almanac replaces it.\n".to_owned();
    for (path, headers) in rules {
        text.push_str(&format!("\n{path}\n"));
        for (name, value) in headers {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}
