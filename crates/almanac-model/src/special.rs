//! What of a text is special to the format that it is written in.

/// Finds the first byte that is special. Texts have few: sixteen bytes are looked at with a few
/// instructions, and one by one only where there is some.
pub fn find_byte(text: &str, is_special: impl Fn(u8) -> bool) -> Option<usize> {
    const MANY: usize = 16;
    let bytes = text.as_bytes();
    let has_none = |many: &&[u8]| !many.iter().fold(false, |any, byte| any | is_special(*byte));
    let start = bytes.chunks_exact(MANY).take_while(has_none).count() * MANY;
    let found = bytes[start..].iter().position(|byte| is_special(*byte));
    found.map(|place| start + place)
}

/// Whether a document of XML 1.0 may hold a character (the production `Char` of its specification). One that
/// it may not hold can't be escaped either: it has to be left out.
pub fn stands_in_xml(character: char) -> bool {
    let is_space = matches!(character, '\t' | '\n' | '\r');
    is_space || (character >= ' ' && !matches!(character, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
