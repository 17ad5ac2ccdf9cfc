//! What pages may load, and from where.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::html::Html;

/// The content security policy that pages are made for: nothing from elsewhere, nothing inline.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// What every answer says, be it a page or a part of one. Names in small letters, as HTTP/2 has them.
pub const HEADERS_OF_ALL: [(&str, &str); 1] = [("x-content-type-options", "nosniff")];

/// What every answer says that can be opened as a document of its own, beside its [`CONTENT_SECURITY_POLICY`].
pub const HEADERS_OF_DOCUMENTS: [(&str, &str); 2] = [
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// What every page says: what none of ours asks a browser for, so that nothing that gets into one can, and that other sites
/// may not load it. What is no page they may: figures, images, feeds.
pub const HEADERS_OF_PAGES: [(&str, &str); 2] = [
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
    ("cross-origin-resource-policy", "same-origin"),
];

/// The script by which a page finds the site's root that is sent for addresses at any depth. It stands in the page: until
/// the root is known, nothing can be fetched.
const ROOT_SCRIPT: &str = include_str!("../assets/scripts/root.js");

/// The SHA-256 of [`ROOT_SCRIPT`] as policies write it, so that this one script may be inline. `tests/scripts/root.test.js`
/// says what it is once the script has changed.
const ROOT_SCRIPT_HASH: &str = "XEmmipdHkqEej6CPwcs8odesE0EZAcQe/90jKsYZ4gA=";

/// [`policy_in_page`] for a page with the script that finds the root: that may be run, and may say what addresses begin with.
pub(crate) fn policy_of_lost_page() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| with_root_script(policy_in_page()));
    &POLICY
}

/// The policy that a host of files is to send with a site's pages, of which one may find the root by a script.
pub(crate) fn policy_of_host(is_relative: bool) -> Cow<'static, str> {
    match is_relative {
        true => with_root_script(CONTENT_SECURITY_POLICY).into(),
        false => CONTENT_SECURITY_POLICY.into(),
    }
}

/// A policy that lets a page find the site's root.
fn with_root_script(policy: &str) -> String {
    policy
        .replace(
            "script-src 'self'",
            &format!("script-src 'self' 'sha256-{ROOT_SCRIPT_HASH}'"),
        )
        .replace("base-uri 'none'", "base-uri 'self'")
}

/// The script that finds the site's root, as a page has it.
pub(crate) fn root_script() -> Html {
    Html::script(ROOT_SCRIPT)
}

/// The part of [`CONTENT_SECURITY_POLICY`] that a page can say itself, for where no server does: in a
/// meta element browsers ignore what says who may frame the page.
pub(crate) fn policy_in_page() -> &'static str {
    let parts = CONTENT_SECURITY_POLICY.split_once("; frame-ancestors");
    parts.map_or(CONTENT_SECURITY_POLICY, |(policy, _)| policy)
}
