//! What pages may load, and from where.

/// The content security policy that pages are made for: nothing from elsewhere, nothing inline.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// The part of [`CONTENT_SECURITY_POLICY`] that a page can say itself, for where no server does: in a
/// meta element browsers ignore what says who may frame the page.
pub(crate) fn policy_in_page() -> &'static str {
    let parts = CONTENT_SECURITY_POLICY.split_once("; frame-ancestors");
    parts.map_or(CONTENT_SECURITY_POLICY, |(policy, _)| policy)
}
