//! Lines that look like headings and are none.

/// Why a line that begins with `#` is no heading, although it looks like one; `None` if it is meant as words, as far as
/// one can tell: `#tag`, `#1`. `start` is the place of the first `#` in the text.
pub(crate) fn near_heading(text: &str, start: usize) -> Option<String> {
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let words = line.trim_start_matches('#');
    let signs = &line[..line.len() - words.len()];
    let next = words.chars().next()?;
    let before = before_on_line(text, start);
    let is_marker = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-+*.)".contains(c);
    if !before.chars().all(is_marker) {
        return None;
    }
    if is_unusual_space(next) {
        let code = next as u32;
        return Some(format!(
            "an unusual space (U+{code:04X}) follows `{signs}`, so this is no heading"
        ));
    }
    if signs.len() > 6 {
        let is_heading = next.is_whitespace() && !words.trim().is_empty();
        return is_heading.then(|| "a heading begins with six `#` at most".to_owned());
    }
    let is_meant = match signs.len() {
        1 => before.trim().is_empty() && next.is_uppercase() && !is_list_of_tags(line),
        _ => next.is_alphanumeric() || "*_[`\"'“«¿¡".contains(next),
    };
    // `##NAME##` and `#C#` are no headings.
    let is_enclosed = words.trim_end().ends_with('#');
    (is_meant && !is_enclosed).then(|| format!("no space follows `{signs}`, so this is no heading"))
}

/// What stands on its line before a place.
fn before_on_line(text: &str, start: usize) -> &str {
    let line = text[..start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    &text[line..start]
}

/// Whether a character looks like a space, or like nothing, and does not end the signs of a heading.
fn is_unusual_space(c: char) -> bool {
    let is_invisible = matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    );
    is_invisible || c.is_whitespace() && !c.is_ascii()
}

/// Whether a line has nothing but tags, and more than one.
fn is_list_of_tags(line: &str) -> bool {
    let mut words = line.split_whitespace().skip(1).peekable();
    words.peek().is_some() && words.all(|word| word.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_headings_are_told_from_tags_and_words() {
        for (text, why) in [
            ("##\u{a0}Quay", Some("an unusual space (U+00A0)")),
            ("#\u{3000}港", Some("an unusual space (U+3000)")),
            ("##\u{200b} Quay", Some("an unusual space (U+200B)")),
            ("#Pier", Some("no space follows `#`")),
            ("#Élan and more", Some("no space follows `#`")),
            ("##pier", Some("no space follows `##`")),
            ("##港", Some("no space follows `##`")),
            ("> ##**Pier**", Some("no space follows `##`")),
            ("- ###Pier", Some("no space follows `###`")),
            ("####### Pier", Some("six `#`")),
            ("#tag", None),
            ("#港", None),
            ("#Pier #Quay", None),
            ("- #Pier", None),
            ("#123", None),
            ("#!/bin/sh", None),
            ("##NAME##", None),
            ("#######", None),
            ("in #Pier", None),
        ] {
            let found = near_heading(text, text.find('#').unwrap());
            match why {
                Some(why) => assert!(
                    found.as_ref().is_some_and(|found| found.contains(why)),
                    "{text}: {found:?}"
                ),
                None => assert_eq!(found, None, "{text}"),
            }
        }
    }
}
