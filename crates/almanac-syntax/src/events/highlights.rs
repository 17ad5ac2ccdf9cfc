//! Marked words, `==so==`, and subscripts, `H~2~O`, among inlines that are read already.
//!
//! A pair of signs stands equally deep: one within emphasis or a note ends none that begins outside of it. The sign that
//! begins has a letter right behind it, the one that ends right before. A single tilde between letters or digits is no
//! strikethrough to the parser.

use std::collections::VecDeque;

use memchr::{memchr, memchr_iter, memmem};
use pulldown_cmark::{CowStr, Event as Markdown, Tag, TagEnd};

use super::inlines::Piece;
use super::source::is_same;
use crate::dialect::Habits;
use crate::event::MarkupEvent;
use crate::span::Span;

type Pieces<'t> = VecDeque<(Piece<'t>, Span)>;

/// What marked words stand between; the second is Logseq's.
const SIGNS: [&str; 2] = ["==", "^^"];

const TILDE: char = '~';

/// Whether words may have a mark or a subscript.
pub(super) fn may_have_highlights(words: &str, habits: Habits) -> bool {
    let has = |sign: &&str| memmem::find(words.as_bytes(), sign.as_bytes()).is_some();
    memchr(TILDE as u8, words.as_bytes()).is_some() || signs(habits).iter().any(has)
}

/// The signs that a dialect knows.
fn signs(habits: Habits) -> &'static [&'static str] {
    match habits {
        Habits::Notes => &SIGNS,
        Habits::Almanac | Habits::Sites => &SIGNS[..1],
    }
}

/// A sign in the words of a piece.
struct Found {
    piece: usize,
    at: usize,
    sign: &'static str,
    depth: usize,
}

/// Puts the marks of words in the place of their signs.
pub(super) fn with_highlights<'t>(text: &'t str, pieces: Pieces<'t>, habits: Habits) -> Pieces<'t> {
    let mut places = places_of_marks(text, &pieces, habits);
    places.extend(places_of_subscripts(text, &pieces));
    places.sort_unstable_by_key(|place| place.at);
    if places.is_empty() {
        return pieces;
    }
    let mut places = places.into_iter().peekable();
    let mut marked = Pieces::with_capacity(pieces.len() + 2 * places.len());
    for (index, (piece, span)) in pieces.into_iter().enumerate() {
        let mut start = span.start;
        while let Some(place) = places.next_if(|place| place.piece == index) {
            push_text(text, start..place.at, &mut marked);
            start = place.at + place.mark.length();
            marked.push_back((place.mark.piece(), place.at..start));
        }
        match start == span.start {
            true => marked.push_back((piece, span)),
            false => push_text(text, start..span.end, &mut marked),
        }
    }
    marked
}

fn push_text<'t>(text: &'t str, span: Span, pieces: &mut Pieces<'t>) {
    if !span.is_empty() {
        let words = Markdown::Text(CowStr::Borrowed(&text[span.clone()]));
        pieces.push_back((Piece::Markdown(words), span));
    }
}

/// Where a mark begins or ends.
struct Place {
    piece: usize,
    at: usize,
    mark: Edge,
}

#[derive(Clone, Copy)]
enum Edge {
    StartMark,
    EndMark,
    StartSubscript,
    EndSubscript,
}

impl Edge {
    /// How many bytes its sign has.
    fn length(self) -> usize {
        match self {
            Self::StartMark | Self::EndMark => SIGNS[0].len(),
            Self::StartSubscript | Self::EndSubscript => TILDE.len_utf8(),
        }
    }

    fn piece<'t>(self) -> Piece<'t> {
        match self {
            Self::StartMark => Piece::Own(MarkupEvent::StartMark),
            Self::EndMark => Piece::Own(MarkupEvent::EndMark),
            Self::StartSubscript => Piece::Markdown(Markdown::Start(Tag::Subscript)),
            Self::EndSubscript => Piece::Markdown(Markdown::End(TagEnd::Subscript)),
        }
    }
}

/// Where subscripts begin and end: each is a word behind a letter or a digit, and lies in one piece.
fn places_of_subscripts(text: &str, pieces: &Pieces<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (piece, (event, span)) in pieces.iter().enumerate() {
        let Piece::Markdown(Markdown::Text(words)) = event else {
            continue;
        };
        if !is_same(words, &text[span.clone()]) {
            continue;
        }
        let mut from = span.start;
        for at in memchr_iter(TILDE as u8, text[span.clone()].as_bytes()) {
            let at = span.start + at;
            if at < from || !text[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let word = &text[at + 1..span.end];
            let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',');
            let length = word.find(|c| !is_of_word(c)).unwrap_or(word.len());
            let is_ended = word[length..].starts_with(TILDE) && !word[length..].starts_with("~~");
            if length > 0 && is_ended {
                let end = at + 1 + length;
                from = end + 1;
                let marks = [(at, Edge::StartSubscript), (end, Edge::EndSubscript)];
                places.extend(marks.map(|(at, mark)| Place { piece, at, mark }));
            }
        }
    }
    places
}

/// Where marks begin and end.
fn places_of_marks(text: &str, pieces: &Pieces<'_>, habits: Habits) -> Vec<Place> {
    let mut open: Vec<Found> = Vec::new();
    let mut places = Vec::new();
    let mut depth = 0_usize;
    for (index, (piece, span)) in pieces.iter().enumerate() {
        match piece {
            Piece::Markdown(Markdown::Text(words)) if is_same(words, &text[span.clone()]) => {
                for (at, sign) in signs_in(text, span, habits) {
                    let begun = open
                        .iter()
                        .rposition(|one| one.depth == depth && one.sign == sign);
                    match begun.filter(|_| may_end(text, at)) {
                        Some(begun) => {
                            // What began between them is none.
                            open.truncate(begun + 1);
                            places.extend(open.pop().map(|one| Place {
                                piece: one.piece,
                                at: one.at,
                                mark: Edge::StartMark,
                            }));
                            places.push(Place {
                                piece: index,
                                at,
                                mark: Edge::EndMark,
                            });
                        }
                        None if may_begin(text, at + sign.len()) => open.push(Found {
                            piece: index,
                            at,
                            sign,
                            depth,
                        }),
                        None => {}
                    }
                }
            }
            piece if is_start(piece) => depth += 1,
            piece if is_end(piece) => {
                depth = depth.saturating_sub(1);
                open.retain(|one| one.depth <= depth);
            }
            _ => {}
        }
    }
    places
}

fn is_start(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Markdown(event) => matches!(event, Markdown::Start(_)),
        Piece::Own(event) => event.is_start(),
    }
}

fn is_end(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Markdown(event) => matches!(event, Markdown::End(_)),
        Piece::Own(event) => event.is_end(),
    }
}

/// The signs in some words: two of a kind, no more.
fn signs_in(text: &str, words: &Span, habits: Habits) -> Vec<(usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for sign in signs(habits) {
        let (length, byte) = (sign.len(), sign.as_bytes()[0]);
        for at in memmem::find_iter(&bytes[words.clone()], sign.as_bytes()) {
            let at = words.start + at;
            let is_of_more =
                at > 0 && bytes[at - 1] == byte || bytes.get(at + length) == Some(&byte);
            let is_escaped = at == words.start && text[..at].ends_with('\\');
            if !is_of_more && !is_escaped {
                found.push((at, *sign));
            }
        }
    }
    found.sort_unstable();
    found
}

fn may_begin(text: &str, behind: usize) -> bool {
    let next = text[behind..].chars().next();
    next.is_some_and(|next| !next.is_whitespace())
}

fn may_end(text: &str, before: usize) -> bool {
    let last = text[..before].chars().next_back();
    last.is_some_and(|last| !last.is_whitespace())
}
