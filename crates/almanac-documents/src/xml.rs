//! Text that may stand in XML.

use almanac_model::{find_byte, stands_in_xml};

/// Returns `text`, escaped for an element's content or a quoted attribute, without the
/// characters that no XML document may hold.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    let mut rest = text;
    while let Some(place) = find_byte(rest, is_special) {
        out.push_str(&rest[..place]);
        let mut characters = rest[place..].chars();
        match characters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some(other) if stands_in_xml(other) => out.push(other),
            _ => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
    out
}

/// Whether a character that starts with this byte may have to be escaped.
fn is_special(byte: u8) -> bool {
    // U+FFFE and U+FFFF begin with 0xEF.
    byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_has_is_written() {
        assert_eq!(
            escaped("a<b> & \"c\"\u{1}\u{ffff}\n😀\u{ff1f}"),
            "a&lt;b&gt; &amp; &quot;c&quot;\n😀\u{ff1f}"
        );
    }
}
