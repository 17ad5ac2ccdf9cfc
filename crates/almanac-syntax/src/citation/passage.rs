//! Evidence: passages of a work, quoted letter by letter behind its key: `[@key, p. 3, "the exact words"]`.
//!
//! A passage begins right after a comma and ends the citation, or another passage follows it. What stands between its
//! marks is text: brackets, semicolons and keys mean nothing there. It ends at the partner of its opening mark, behind
//! which stands `;`, `]`, or a comma and another passage. Where something else stands there, the words are quoted for
//! some other reason and are no evidence. Quotations by the same marks may stand in it, and apostrophes are told from
//! closing marks.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use crate::span::Span;

/// A passage of a work, quoted in a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words without the marks, letter by letter, in one line.
    pub text: String,
    /// Where they stand, without the marks.
    pub span: Span,
}

/// The longest passage that is looked for, in bytes. Whoever means a longer one has forgotten its end.
const MAX_BYTES: usize = 3_000;

/// How many bytes are looked through in vain before no more passages are looked for: of a text of marks that nothing closes,
/// each would be looked through again and again.
pub(crate) const MAX_VAIN: usize = 100_000;

/// How far behind a key the first passage may begin, in bytes.
const MAX_WORDS_BEFORE: usize = 500;

const COMMAS: [char; 4] = [',', '，', '、', '،'];

/// What ends a passage that a quotation mark begins, in any language's marks; nothing for what is no such mark.
pub(super) fn closing_marks(opening: char) -> &'static [char] {
    match opening {
        '"' => &['"'],
        '\'' => &['\''],
        '“' => &['”'],
        '”' => &['”'],
        '„' => &['“', '”'],
        '‟' => &['”'],
        '‘' => &['’'],
        '’' => &['’'],
        '‚' => &['‘', '’'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‹' => &['›'],
        '›' => &['‹', '›'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '〈' => &['〉'],
        '〝' => &['〞', '〟'],
        '｢' => &['｣'],
        '﹁' => &['﹂'],
        '﹃' => &['﹄'],
        '＂' => &['＂'],
        '״' => &['״'],
        _ => &[],
    }
}

/// Whether a mark is also an apostrophe or stands in abbreviations, so that it may well begin nothing.
fn is_also_letter(mark: char) -> bool {
    matches!(mark, '\'' | '’' | '״')
}

/// Whether a text may have a passage: a quotation mark in it stands right behind a comma or a bracket.
pub(crate) fn may_have_passages(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memchr(b'@', bytes).is_none() {
        return false;
    }
    let begins = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t', '\n', '\r', '>']);
        before.ends_with('[') || before.ends_with(COMMAS)
    };
    let plain = memchr_iter(b'"', bytes).chain(memchr_iter(b'\'', bytes));
    let mut plain = plain.filter(|at| begins(*at));
    let other = |(at, c): (usize, char)| !closing_marks(c).is_empty() && begins(at);
    plain.next().is_some()
        || !text.is_ascii() && { text.char_indices() }
            .any(|place| !place.1.is_ascii() && other(place))
}

/// Whether a passage may begin behind a character: it is a comma, or white space behind one.
pub(super) fn begins_behind(character: char, begins: bool) -> bool {
    COMMAS.contains(&character) || begins && (character.is_whitespace() || character == '>')
}

/// Where the passages behind a key stand, with their marks. `from` is behind the key, or behind the bracket that stands
/// behind it (`is_open`); the citation ends before `end`. `vain` counts the bytes that are looked through in vain.
pub(crate) fn passages_behind(
    text: &str,
    from: usize,
    end: usize,
    is_open: bool,
    vain: &mut usize,
) -> Vec<Span> {
    let mut passages = Vec::new();
    let (mut depth, mut begins) = (0_usize, is_open);
    let mut at = from;
    while let Some(character) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        if passages.is_empty() && at > from + MAX_WORDS_BEFORE {
            break;
        }
        let place = at;
        at += character.len_utf8();
        match character {
            ';' | ']' if depth == 0 => break,
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '\\' => at += text[at..end].chars().next().map_or(0, char::len_utf8),
            '`' | '$' => {
                let partner = text[at..end].find(character);
                at += partner.map_or(0, |offset| offset + 1);
            }
            _ if COMMAS.contains(&character) => {
                begins = depth == 0;
                continue;
            }
            ' ' | '\t' | '\n' | '\r' | '>' => continue,
            _ if begins && !closing_marks(character).is_empty() => {
                let Some(close) = passage_end(text, place, end, vain) else {
                    break;
                };
                passages.push(place..close);
                at = close;
            }
            _ => {}
        }
        begins = false;
    }
    passages
}

/// The end of the passage that the mark at a place begins, behind its closing mark; `None` if it begins none.
pub(super) fn passage_end(text: &str, open: usize, end: usize, vain: &mut usize) -> Option<usize> {
    if *vain > MAX_VAIN {
        return None;
    }
    let opening = text[open..end].chars().next()?;
    let closing = closing_marks(opening);
    let start = open + opening.len_utf8();
    let limit = text.floor_char_boundary(end.min(start + MAX_BYTES));
    // Quotations within the passage that are open, and the brackets that it has opened. A bracket that it didn't open may
    // be the end of the citation: then it is never closed if another citation begins before its partner.
    let (mut quoted, mut brackets, mut is_behind_bracket) = (0_usize, 0_usize, false);
    let mut first = None;
    let mut before = opening;
    let mut at = start;
    while let Some(character) = text[at..limit].chars().next() {
        let place = at;
        at += character.len_utf8();
        let is_partner = closing.contains(&character) && place > start;
        match character {
            '\\' if text[at..limit].starts_with(closing) => {
                at += text[at..].chars().next().map_or(0, char::len_utf8);
            }
            '[' if is_behind_bracket && text[at..].starts_with(['@', '-']) => break,
            '[' => brackets += 1,
            ']' if brackets == 0 => is_behind_bracket = true,
            ']' => brackets -= 1,
            _ if character == opening && begins_quotation(before, &text[at..limit]) => quoted += 1,
            _ if is_partner && ends_citation(text, at, end) && quoted == 0 => return Some(at),
            _ if is_partner && quoted == 0 && !is_also_letter(character) => break,
            _ if is_partner => {
                first = first.or(ends_citation(text, at, end).then_some(at));
                quoted = quoted.saturating_sub(1);
            }
            _ => {}
        }
        before = character;
    }
    if first.is_none() {
        *vain += at - open;
    }
    first
}

/// Whether the mark of a passage begins a quotation in it.
fn begins_quotation(before: char, behind: &str) -> bool {
    (before.is_whitespace()
        || !before.is_alphanumeric() && !matches!(before, '.' | ',' | '!' | '?' | '…'))
        && behind.starts_with(char::is_alphanumeric)
}

/// Whether a citation, or one of its passages, ends at a place: there stands `;`, `]`, or a comma and another passage.
fn ends_citation(text: &str, at: usize, end: usize) -> bool {
    let rest = text[at..end].trim_start_matches([' ', '\t', '\n', '\r', '>']);
    if rest.is_empty() || rest.starts_with([';', ']']) {
        return true;
    }
    let behind = rest.strip_prefix(COMMAS).map(str::trim_start);
    let next = behind.and_then(|behind| behind.chars().next());
    next.is_some_and(|next| !closing_marks(next).is_empty())
}

/// What stands behind a key, as the words before its passages and these.
pub(super) fn split(text: &str, span: Span, is_open: bool) -> (Span, Vec<Passage>) {
    let places = passages_behind(text, span.start, span.end, is_open, &mut 0);
    let last = places.last().map_or(0, |last| last.end);
    let is_ended = text[last.max(span.start)..span.end]
        .trim_start_matches([' ', '\t', '\n', '\r', '>'])
        .is_empty();
    let Some(first) = places.first().filter(|_| is_ended) else {
        return (span, Vec::new());
    };
    let before = &text[span.start..first.start];
    let before = before.trim_end_matches([' ', '\t', '\n', '\r', '>']);
    let before = before.strip_suffix(COMMAS).unwrap_or(before);
    let words = span.start..span.start + before.len();
    (
        words,
        places
            .into_iter()
            .map(|place| passage(text, place))
            .collect(),
    )
}

fn passage(text: &str, place: Span) -> Passage {
    let whole = &text[place.clone()];
    let length = |mark: Option<char>| mark.map_or(0, char::len_utf8);
    let start = place.start + length(whole.chars().next());
    let end = place.end - length(whole.chars().next_back());
    let span = start..end.max(start);
    let words = super::in_one_line(&text[span.clone()]);
    let closing = whole.chars().next_back().unwrap_or('"');
    Passage {
        text: unescaped(words.trim(), closing).into_owned(),
        span,
    }
}

/// The words without the backslashes that keep their own mark from ending them, and a bar from ending the cell of a table.
fn unescaped(words: &str, closing: char) -> Cow<'_, str> {
    match words.contains('\\') {
        true => { words.replace(&format!("\\{closing}"), &closing.to_string()) }
            .replace("\\|", "|")
            .into(),
        false => words.into(),
    }
}

/// The mark that begins a passage in the words behind a key and is never closed.
pub(super) fn unclosed_mark(text: &str, span: Span) -> Option<Span> {
    let mut begins = true;
    for (offset, character) in text[span.clone()].char_indices() {
        let closing = closing_marks(character);
        if begins && !closing.is_empty() && !is_also_letter(character) {
            let mark = span.start + offset..span.start + offset + character.len_utf8();
            return (!text[mark.end..span.end].contains(closing)).then_some(mark);
        }
        begins = begins_behind(character, begins);
    }
    None
}
