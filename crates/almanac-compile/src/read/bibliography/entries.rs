//! A bibliography file in its entries, so that a fault of one is no fault of the others.
//!
//! The library stops at the first fault of a text, so it is given one entry at a time. Where an entry is never
//! closed, the next line that begins another one ends it.

use std::borrow::Cow;
use std::ops::Range;

use biblatex::{ParseError, ParseErrorKind, RawBibliography};

/// The most bytes of an entry.
const MAX_BYTES: usize = 256_000;

/// How many braces may be opened in an entry: the library takes a time that grows with their square.
const MAX_BRACES: usize = 4_000;

/// How deeply braces may stand in each other: the library reads the arguments of commands by recursion.
const MAX_DEPTH: usize = 32;

/// A stretch of a bibliography.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BibliographyPiece {
    /// `@type{…}`, from its `@` on.
    Entry(Range<usize>),
    /// `@type{…`, which is never closed.
    Unclosed(Range<usize>),
    /// A `}` between two entries: the one before has ended too early.
    Stray(usize),
}

/// Whether a piece is `@comment{…}` or `@preamble{…}`: what stands there is for TeX, or for nobody.
pub(super) fn says_nothing(entry: &str) -> bool {
    let kind = entry[1..]
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next();
    let kind = kind.unwrap_or_default();
    kind.eq_ignore_ascii_case("comment") || kind.eq_ignore_ascii_case("preamble")
}

/// Splits a bibliography. What stands between entries is a comment.
pub(super) fn split(text: &str) -> Vec<BibliographyPiece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut has_stray = false;
    while let Some(offset) = text[at..].find(['@', '}', '%']) {
        let start = at + offset;
        at = start + 1;
        match text.as_bytes()[start] {
            b'@' if let Some(brace) = opening_brace(&text[start..]) => {
                let piece = entry_at(text, start, start + brace);
                if let BibliographyPiece::Entry(range) | BibliographyPiece::Unclosed(range) = &piece
                {
                    at = range.end;
                }
                pieces.push(piece);
                has_stray = false;
            }
            // The rest of the line is a comment.
            b'%' => at = text[at..].find('\n').map_or(text.len(), |end| at + end),
            // One is enough to say it.
            b'}' if !has_stray && !pieces.is_empty() => {
                pieces.push(BibliographyPiece::Stray(start));
                has_stray = true;
            }
            _ => {}
        }
    }
    pieces
}

/// A bibliography as the library can read it: braces stand for the parentheses of `@book(key, …)`, and for quotation marks
/// around a value that has such marks in it. All stays in its place.
pub(super) fn in_braces(text: &str) -> Cow<'_, str> {
    let mut changed: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(offset) = text[at..].find(['@', '%']) {
        let start = at + offset;
        at = start + 1;
        if text.as_bytes()[start] == b'%' {
            at = text[at..].find('\n').map_or(text.len(), |end| at + end);
        } else if let Some(brace) = opening(&text[start..], '{') {
            if let BibliographyPiece::Entry(range) | BibliographyPiece::Unclosed(range) =
                entry_at(text, start, start + brace)
            {
                at = range.end;
                brace_quotes(text, start + brace + 1..range.end, &mut changed);
            }
        } else if let Some(open) = opening(&text[start..], '(').map(|open| start + open)
            && let Some(close) = closing_parenthesis(text, open + 1)
        {
            let bytes = changed.get_or_insert_with(|| text.as_bytes().to_vec());
            bytes[open] = b'{';
            bytes[close] = b'}';
            brace_quotes(text, open + 1..close, &mut changed);
            at = close + 1;
        }
    }
    let text = match changed.map(String::from_utf8) {
        Some(Ok(changed)) => Cow::Owned(changed),
        _ => Cow::Borrowed(text),
    };
    // The library takes `\o{…}` for a stroke through a letter.
    match text.contains("\\o{}") {
        true => Cow::Owned(text.replace("\\o{}", "{\\o}")),
        false => text,
    }
}

/// Puts braces in the place of the marks around a value that has such a mark within braces, `"On {"}quoted{"} things"`: the
/// library takes the first mark for the end.
fn brace_quotes(text: &str, entry: Range<usize>, changed: &mut Option<Vec<u8>>) {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    // Where a value began, and whether it has a mark within braces.
    let mut value: Option<(usize, bool)> = None;
    let mut at = entry.start;
    while at < entry.end {
        match (bytes[at], &mut value) {
            (b'\\', _) => at += 1,
            (b'{', _) => depth += 1,
            (b'}', _) => depth = depth.saturating_sub(1),
            (b'"', None) if depth == 0 => value = Some((at, false)),
            (b'"', Some((_, has_mark))) if depth > 0 => *has_mark = true,
            (b'"', Some((start, has_mark))) => {
                if *has_mark {
                    let changed = changed.get_or_insert_with(|| bytes.to_vec());
                    changed[*start] = b'{';
                    changed[at] = b'}';
                }
                value = None;
            }
            _ => {}
        }
        at += 1;
    }
}

/// Where the parenthesis stands that ends an entry whose parts begin at a byte: the first that is in no braces and no
/// quotation marks. There is none if another entry begins before.
fn closing_parenthesis(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_quoted = false;
    let mut is_line_start = false;
    for (offset, byte) in text[start..].bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => is_quoted = !is_quoted,
            b')' if depth == 0 && !is_quoted => return Some(start + offset),
            b'@' if is_line_start => return None,
            _ => {}
        }
        is_line_start = byte == b'\n' || is_line_start && byte.is_ascii_whitespace();
    }
    None
}

/// Where the brace of `@type {` stands, if that is what a text begins with.
fn opening_brace(text: &str) -> Option<usize> {
    opening(text, '{')
}

/// Where the sign stands behind `@type`, with which the parts of an entry begin.
fn opening(text: &str, sign: char) -> Option<usize> {
    let rest = &text[1..];
    let name = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')?;
    let space = rest[name..].len() - rest[name..].trim_start().len();
    let brace = name + space;
    (name > 0 && rest[brace..].starts_with(sign)).then_some(brace + 1)
}

fn entry_at(text: &str, start: usize, brace: usize) -> BibliographyPiece {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = brace;
    let mut is_line_start = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 1 => return BibliographyPiece::Entry(start..at + 1),
            b'}' => depth -= 1,
            b'@' if is_line_start && begins_entry(&text[at..]) => break,
            _ => {}
        }
        is_line_start = *byte == b'\n' || is_line_start && byte.is_ascii_whitespace();
        at += 1;
    }
    BibliographyPiece::Unclosed(start..at.min(text.len()))
}

/// Whether a text begins with `@type{key,`: in the middle of an entry nobody writes that.
fn begins_entry(text: &str) -> bool {
    let Some(brace) = opening_brace(text) else {
        return false;
    };
    let rest = text[brace + 1..].trim_start();
    let key = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '='));
    key.is_some_and(|key| key > 0 && rest[key..].trim_start().starts_with([',', '=']))
}

/// Reads one entry, or says where and why that can't be done. Its spans are its own.
pub(super) fn read(entry: &str) -> Result<RawBibliography<'_>, (Range<usize>, String)> {
    check_size(entry).map_err(|reason| (0..0, reason))?;
    RawBibliography::parse(entry).map_err(|error| (error.span.clone(), describe(&error)))
}

/// What a fault of the library is, for a reader.
pub(super) fn describe(error: &ParseError) -> String {
    match &error.kind {
        ParseErrorKind::UnexpectedEof => "it ends too early".to_owned(),
        ParseErrorKind::UnknownAbbreviation(name) => format!("no `@string` defines `{name}`"),
        kind => kind.to_string(),
    }
}

fn check_size(entry: &str) -> Result<(), String> {
    if entry.len() > MAX_BYTES {
        return Err(format!("it has more than {MAX_BYTES} bytes"));
    }
    let (mut depth, mut deepest, mut braces) = (0_usize, 0, 0);
    for byte in entry.bytes() {
        match byte {
            b'{' => {
                braces += 1;
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if deepest > MAX_DEPTH {
        return Err(format!("its braces are more than {MAX_DEPTH} deep"));
    }
    if braces > MAX_BRACES {
        return Err(format!("it has more than {MAX_BRACES} braces"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(bool, &str)> {
        let pieces = split(text).into_iter();
        let shown = pieces.map(|piece| match piece {
            BibliographyPiece::Entry(range) => (true, &text[range]),
            BibliographyPiece::Unclosed(range) => (false, text[range].trim_end()),
            BibliographyPiece::Stray(at) => (false, &text[at..at + 1]),
        });
        shown.collect()
    }

    #[test]
    fn entries_are_found_among_words() {
        assert_eq!(
            pieces("By me@example.org\n% @book{no,\n@book{a, t={x {y} \\} z}} @misc{b}\n"),
            [(true, "@book{a, t={x {y} \\} z}}"), (true, "@misc{b}")]
        );
    }

    #[test]
    fn parentheses_may_stand_for_the_outer_braces() {
        let text = "@book(a, t={x)}, u=\"y)\", v={@b(c)})\n% @book(no)\n@misc{b, t={(x)}}\n@book(c";
        let braced =
            "@book{a, t={x)}, u=\"y)\", v={@b(c)}}\n% @book(no)\n@misc{b, t={(x)}}\n@book(c";
        assert_eq!(in_braces(text), braced);
    }

    #[test]
    fn quotation_marks_within_braces_end_no_value() {
        let text = r#"@book(a, t = "On {"}x{"} y", u = "z" # "G{\"o}del")"#;
        let braced = r#"@book{a, t = {On {"}x{"} y}, u = "z" # "G{\"o}del"}"#;
        assert_eq!(in_braces(text), braced);
    }

    #[test]
    fn an_entry_that_is_never_closed_ends_where_the_next_begins() {
        assert_eq!(
            pieces("@book{a,\n t={x,\n}\n @book{b, t={y}}\n@book{c"),
            [
                (false, "@book{a,\n t={x,\n}"),
                (true, "@book{b, t={y}}"),
                (false, "@book{c")
            ]
        );
    }

    #[test]
    fn an_entry_that_ends_too_early_is_found_by_what_is_left() {
        assert_eq!(
            pieces("@book{a, t={x}}, year=2001}\n@book{b}"),
            [(true, "@book{a, t={x}}"), (false, "}"), (true, "@book{b}")]
        );
    }
}
