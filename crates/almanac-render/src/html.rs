//! Markup that is known to be safe, and the escaping that makes it so.

use std::borrow::Cow;
use std::fmt;

use almanac_model::scheme;
pub(crate) use almanac_model::{find_byte, href, is_elsewhere as is_external, push_href};

/// Markup that a browser may be given as it is. Templates write it unescaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(Cow<'static, str>);

impl Html {
    /// Vouches for markup that this crate wrote or sanitized.
    pub(crate) fn trusted(markup: impl Into<Cow<'static, str>>) -> Self {
        Self(markup.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl serde::Serialize for Html {
    /// Writes a string; to an almanac's own templates one that they leave as it is.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if minijinja::value::serializing_for_value() {
            minijinja::Value::from_safe_string(self.0.to_string()).serialize(serializer)
        } else {
            serializer.serialize_str(&self.0)
        }
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Appends `text`, escaped for an element's content or a quoted attribute.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    while let Some(at) = find_byte(rest, is_special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Returns `text`, escaped for an element's content or a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Whether an address may be followed: relative, or of a scheme that runs nothing.
pub(crate) fn is_safe_address(address: &str) -> bool {
    // Browsers skip these when they read a scheme.
    let is_skipped = |c: char| c.is_ascii_control() || c.is_whitespace();
    let plain = if address.contains(is_skipped) {
        Cow::Owned(address.replace(is_skipped, ""))
    } else {
        Cow::Borrowed(address)
    };
    scheme(&plain).is_none_or(|scheme| SAFE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// The schemes that links may have.
pub(crate) const SAFE_SCHEMES: [&str; 3] = ["http", "https", "mailto"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_text_or_attributes() {
        assert_eq!(escaped("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;'c");
        assert_eq!(
            href("/a b\"<>?x=1&y=é%20"),
            "/a%20b%22%3C%3E?x=1&amp;y=%C3%A9%20"
        );
    }

    #[test]
    fn addresses_that_run_something_are_not_safe() {
        for safe in [
            "",
            "a",
            "/a:b",
            "#a:b",
            "?a:b",
            "https://example.org",
            "MAILTO:a@b",
            "a/b:c",
            "a):b",
            "1:2",
        ] {
            assert!(is_safe_address(safe), "{safe}");
        }
        for unsafe_ in [
            "javascript:x",
            " java\nscript:x",
            "DATA:text/html,x",
            "vbscript:x",
            "file:///etc",
            "\u{1}javascript:x",
        ] {
            assert!(!is_safe_address(unsafe_), "{unsafe_}");
        }
    }
}
