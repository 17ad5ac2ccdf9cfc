//! Markup that is known to be safe, and the escaping that makes it so.

use std::borrow::Cow;
use std::fmt;

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

/// Finds the first byte that is special. Texts have few: sixteen bytes are looked at with a few
/// instructions, and one by one only where there is some.
pub(crate) fn find_byte(text: &str, is_special: impl Fn(u8) -> bool) -> Option<usize> {
    const MANY: usize = 16;
    let bytes = text.as_bytes();
    let has_none = |many: &&[u8]| !many.iter().fold(false, |any, byte| any | is_special(*byte));
    let start = bytes.chunks_exact(MANY).take_while(has_none).count() * MANY;
    let found = bytes[start..].iter().position(|byte| is_special(*byte));
    found.map(|place| start + place)
}

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

/// Appends an address as an attribute's value: what may not stand in an
/// address is percent-encoded, and what is encoded already is left so.
pub(crate) fn push_href(out: &mut String, address: &str) {
    let mut rest = address;
    while let Some(at) = rest.bytes().position(|byte| !stands_in_address(byte)) {
        out.push_str(&rest[..at]);
        let (special, after) = match rest[at..].char_indices().nth(1) {
            Some((length, _)) => rest[at..].split_at(length),
            None => (&rest[at..], ""),
        };
        match special {
            "&" => out.push_str("&amp;"),
            "'" => out.push_str("&#39;"),
            _ => {
                for byte in special.bytes() {
                    out.push('%');
                    out.push(char::from(HEX[usize::from(byte >> 4)]));
                    out.push(char::from(HEX[usize::from(byte & 15)]));
                }
            }
        }
        rest = after;
    }
    out.push_str(rest);
}

fn stands_in_address(byte: u8) -> bool {
    STAND_IN_ADDRESS[usize::from(byte)]
}

/// Of each byte whether it may stand in an address.
const STAND_IN_ADDRESS: [bool; 256] = {
    let marks = b"-_.~:/?#@!$()*+,;=%";
    let mut stand = [false; 256];
    let mut byte = 0;
    while byte < stand.len() {
        stand[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let mut mark = 0;
    while mark < marks.len() {
        stand[marks[mark] as usize] = true;
        mark += 1;
    }
    stand
};

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Returns an address as an attribute's value; see [`push_href`].
pub(crate) fn href(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    push_href(&mut out, address);
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

/// Whether an address names a scheme or a host: it leads off the site.
pub(crate) fn is_external(address: &str) -> bool {
    // Browsers take a backslash for a slash.
    let names_host = address
        .bytes()
        .take_while(|b| matches!(b, b'/' | b'\\'))
        .count()
        >= 2;
    names_host || scheme(address).is_some()
}

/// The scheme that an address names, as RFC 3986 has it.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

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
    fn the_first_special_byte_is_found_wherever_it_stands() {
        for length in 0..70 {
            let text = "a".repeat(length);
            assert_eq!(find_byte(&text, |byte| byte == b'<'), None);
            for place in 0..length {
                let mut text = text.clone();
                text.replace_range(place..=place, "<");
                assert_eq!(find_byte(&text, |byte| byte == b'<'), Some(place));
            }
        }
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
