//! Text that may stand in XML.

/// Returns `text`, escaped for an element's content or a quoted attribute, without the
/// characters that no XML document may hold.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|c| may_stand(*c)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether XML 1.0 has the character.
fn may_stand(character: char) -> bool {
    let is_space = matches!(character, '\t' | '\n' | '\r');
    is_space || (character >= ' ' && !matches!(character, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_has_is_written() {
        assert_eq!(
            escaped("a<b> & \"c\"\u{1}\u{ffff}\n😀"),
            "a&lt;b&gt; &amp; &quot;c&quot;\n😀"
        );
    }
}
