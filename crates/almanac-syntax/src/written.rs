//! Where the letters of a quoted or folded text stand in its file.
//!
//! A text in front matter may be written in quotes, with escapes, or over several lines. What is found
//! in such a text has to be reported, and changed, where it stands in the file. So the text is laid
//! beside what was written, letter by letter. White space is skipped on both sides: folding changes
//! nothing else.

use std::ops::Range;

use crate::control_character::is_unseen;
use crate::span::Span;

/// Where the letters of a text stand in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenText {
    /// All of what was written, quotes included.
    whole: Span,
    letters: Letters,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Letters {
    /// It stands there just so, from this byte on.
    Verbatim(usize),
    /// Each of its bytes has a place; of a letter of several bytes each has that of the letter.
    Each(Vec<Span>),
    /// It could not be laid beside what was written.
    Unknown,
}

impl WrittenText {
    /// Finds the letters of a text that was read from what stands at `whole` in a file: a scalar of
    /// YAML, or a string of TOML. The text may have been trimmed or cut at its end.
    pub fn find(file: &str, whole: Span, text: &str) -> Self {
        let written = file.get(whole.clone()).unwrap_or_default();
        let letters = match verbatim(written, text) {
            Some(at) => Letters::Verbatim(whole.start + at),
            None => {
                let found = openings(written).find_map(|(at, style)| {
                    lay_beside(&written[at..], style, text, whole.start + at)
                });
                found.map_or(Letters::Unknown, Letters::Each)
            }
        };
        Self { whole, letters }
    }

    /// The place of a stretch of the text; all that was written, if it is not known better.
    pub fn place(&self, stretch: Range<usize>) -> Span {
        match &self.letters {
            Letters::Verbatim(start) => start + stretch.start..start + stretch.end,
            Letters::Each(places) => {
                let start = places.get(stretch.start).or(places.last());
                let last = places.get(stretch.end.saturating_sub(1).max(stretch.start));
                let last = last.or(places.last());
                let start = start.map_or(self.whole.start, |place| place.start);
                let end = match stretch.is_empty() {
                    true => start,
                    false => last.map_or(start, |place| place.end),
                };
                start..end.max(start)
            }
            Letters::Unknown => self.whole.clone(),
        }
    }
}

/// How a text is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Without quotes, or in a block.
    Plain,
    /// Two single quotes stand for one.
    Single,
    /// A backslash escapes.
    Double,
}

/// Where a text stands that is written without escapes and on one line, but for its quotes.
fn verbatim(written: &str, text: &str) -> Option<usize> {
    let inner = written.trim_start_matches(['"', '\'']);
    let quotes = written.len() - inner.len();
    let is_short = quotes <= 1 && !text.contains('\n') && !written.contains('\n');
    let starts = is_short && inner.starts_with(text);
    let is_escaped = match written.as_bytes().first() {
        // A letter may lie over that place.
        Some(b'"') => inner.as_bytes()[..text.len().min(inner.len())].contains(&b'\\'),
        Some(b'\'') => text.contains('\''),
        _ => false,
    };
    (starts && !is_escaped).then_some(quotes)
}

/// Where a text may begin behind what opens it.
fn openings(written: &str) -> impl Iterator<Item = (usize, Style)> {
    let (lengths, style): (&[usize], Style) = match written.as_bytes().first() {
        // TOML has quotes of three.
        Some(b'"') if written.starts_with("\"\"\"") => (&[3, 1], Style::Double),
        Some(b'"') => (&[1], Style::Double),
        Some(b'\'') if written.starts_with("'''") => (&[3, 1], Style::Single),
        Some(b'\'') => (&[1], Style::Single),
        Some(b'|' | b'>') => (&[], Style::Plain),
        _ => (&[0], Style::Plain),
    };
    // The first line of a block says how its lines are joined.
    let block = lengths.is_empty();
    let block = block.then(|| written.find('\n').map_or(written.len(), |end| end + 1));
    let lengths = lengths.iter().copied().chain(block);
    lengths.map(move |length| (length, style))
}

/// The place of each byte of a text that stands, in a style, at the start of what was written;
/// `None` if it doesn't.
fn lay_beside(written: &str, style: Style, text: &str, start: usize) -> Option<Vec<Span>> {
    let mut places = Vec::with_capacity(text.len());
    let mut at = 0;
    for letter in text.chars() {
        let place = match letter.is_whitespace() {
            true => at..at,
            false => letter_at(written, style, letter, at)?,
        };
        at = place.end;
        let place = start + place.start..start + place.end;
        places.extend(std::iter::repeat_n(place, letter.len_utf8()));
    }
    Some(places)
}

/// The place of the next letter that is no white space, if it is this one.
fn letter_at(written: &str, style: Style, letter: char, mut at: usize) -> Option<Span> {
    loop {
        let rest = &written[at..];
        let next = rest.chars().next()?;
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let (meant, length) = match (style, next) {
            (Style::Double, '\\') => escape(rest)?,
            (Style::Single, '\'') if rest.starts_with("''") => ('\'', 2),
            _ => (next, next.len_utf8()),
        };
        // What no reader sees was taken out of the text.
        if meant.is_whitespace() || meant != letter && is_unseen(meant) {
            at += length;
            continue;
        }
        return (meant == letter).then_some(at..at + length);
    }
}

/// What an escape at the start of a text stands for, and its length. The end of a line that is
/// escaped stands for nothing; here it counts as white space.
fn escape(text: &str) -> Option<(char, usize)> {
    let kind = text.chars().nth(1)?;
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let number = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        // Above U+FFFF, some programs write two halves: these are no letters, and nothing is found.
        return Some((char::from_u32(number)?, 2 + digits));
    }
    let meant = match kind {
        'n' | 't' | 'r' | 'v' | 'N' | '_' | 'L' | 'P' | ' ' | '\t' | '\n' | '\r' => ' ',
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        other => other,
    };
    Some((meant, 1 + kind.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// What stands in the file where the text of `why` has `needle`.
    fn written<'t>(file: &'t str, needle: &str) -> &'t str {
        let (node, _) = yaml::parse(file, 0..file.len());
        let why = node.get("why").unwrap();
        let text = why.as_str().unwrap().trim();
        let at = text.find(needle).unwrap();
        let found = WrittenText::find(file, why.span.clone(), text);
        &file[found.place(at..at + needle.len())]
    }

    #[test]
    fn letters_are_found_however_a_text_is_written() {
        for file in [
            "why: See [[old]] now.\n",
            "why: \"See [[old]] now.\"\n",
            "why: 'See [[old]] now.'\n",
            "why: 'It''s in [[old]] now.'\n",
            "why: \"A \\\"quote\\\", \\u00e9 and\\n[[old]] now.\"\n",
            "why: |\n  One line,\n\n  then [[old]] now.\n",
            "why: >-\n  One line,\n  then [[old]] now.\n",
            "why: goes on\n  with [[old]] now.\n",
            "why: \"goes on \\\n  with [[old]] now.\"\nx: y\n",
            "{ why: \"Größe [[old]]\", x: y }",
            "why: \"\\\\$5, \\\\$6 [[old]] 🎉\"\n",
        ] {
            assert_eq!(written(file, "[[old]]"), "[[old]]", "{file}");
        }
    }

    #[test]
    fn letters_are_found_behind_characters_that_were_taken_out() {
        for file in [
            "why: \"a\\u202e b\\b [[old]] now.\"\n",
            "why: a\u{202e}b\u{2028}c [[old]] now.\n",
        ] {
            assert_eq!(written(file, "[[old]]"), "[[old]]", "{file}");
        }
    }

    #[test]
    fn what_is_escaped_is_found_as_it_is_written() {
        assert_eq!(written("why: \"a \\\"b\\\" c\"\n", "\"b\""), "\\\"b\\\"");
        assert_eq!(written("why: 'it''s'\n", "it's"), "it''s");
    }

    #[test]
    fn strings_of_toml_are_found_too() {
        for (file, text) in [
            ("\"\"\"\nSee [[a]].\"\"\"", "See [[a]]."),
            ("'''See [[a]].'''", "See [[a]]."),
            ("'See [[a]].'", "See [[a]]."),
        ] {
            let found = WrittenText::find(file, 0..file.len(), text);
            let at = text.find("[[a]]").unwrap();
            assert_eq!(&file[found.place(at..at + 5)], "[[a]]", "{file}");
        }
    }

    #[test]
    fn what_does_not_fit_is_at_the_whole() {
        let found = WrittenText::find("why: abc", 5..8, "xyz");
        assert_eq!(found.place(1..2), 5..8);
    }
}
