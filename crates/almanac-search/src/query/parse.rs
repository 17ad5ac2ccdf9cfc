//! Takes apart what was typed.

use std::ops::Range;

use super::{KnownValues, ParsedQuery, QueryPiece};
use crate::characters::is_hebrew;
use crate::request::{Filters, LONGEST_QUERY};

/// How many words and phrases of a query count.
const MOST_WORDS: usize = 32;

/// Quotation marks of which each closes what another one opens: `"…"`, `“…”`, `„…“`, `”…”`, `＂…＂`.
const DOUBLE: &str = "\"“”„‟＂〝〞〟";
/// Those of which the pair is a family of its own.
const FAMILIES: [&str; 4] = ["«»", "‹›", "「」", "『』"];

/// Takes a query apart. It never fails: what is no operator is text.
///
/// An operator is only what has a known name and a known value, `kind:person`. A word is left out where one minus stands
/// before a letter or a quotation mark, behind a space. What quotation marks enclose is a phrase; where they are left
/// open, it goes on to the end. An address of the web is one piece.
pub fn parse_query(query: &str, known: &dyn KnownValues) -> ParsedQuery {
    let (looked_at, is_cut) = looked_at(query);
    let mut parser = Parser {
        characters: looked_at.char_indices().collect(),
        query: looked_at,
        known,
        parsed: ParsedQuery::default(),
        words: 0,
        last: None,
        text: None,
    };
    let is_whole = parser.read() && !is_cut;
    parser.push_text();
    let (last, mut parsed) = (parser.last, parser.parsed);
    let is_empty = parsed.wanted.is_empty() && parsed.excluded.is_empty();
    if is_empty && parsed.filters == Filters::default() && !looked_at.trim().is_empty() {
        // A quotation of nothing is no query for all pages.
        parsed.wanted.push(QueryPiece {
            text: looked_at.trim().to_owned(),
            ..QueryPiece::default()
        });
    }
    match is_whole {
        true => {
            let open = parsed.wanted.last_mut();
            if let Some(piece) = open.filter(|piece| !piece.is_phrase && !piece.is_address) {
                piece.is_open = true;
            }
        }
        false => {
            parsed.cut_off = Some(last.map_or_else(String::new, |last| looked_at[last].to_owned()))
        }
    }
    parsed
}

/// As much of a query as is looked at, up to the end of a word, and whether that is not all.
fn looked_at(query: &str) -> (&str, bool) {
    let query = query.trim_end();
    let Some((end, _)) = query.char_indices().nth(LONGEST_QUERY) else {
        return (query, false);
    };
    let kept = &query[..end];
    let is_amid_word = !query[end..].starts_with(char::is_whitespace);
    let last_space = kept.rfind(char::is_whitespace);
    match last_space.filter(|space| is_amid_word && !kept[..*space].trim().is_empty()) {
        Some(space) => (&kept[..space], true),
        None => (kept, true),
    }
}

struct Parser<'q> {
    query: &'q str,
    characters: Vec<(usize, char)>,
    known: &'q dyn KnownValues,
    parsed: ParsedQuery,
    /// How many words and phrases were read.
    words: usize,
    /// The last of them.
    last: Option<Range<usize>>,
    /// The words outside quotation marks that stand last, by bytes.
    text: Option<Range<usize>>,
}

impl Parser<'_> {
    /// Reads the pieces. Gives whether all of them count.
    fn read(&mut self) -> bool {
        let mut at = 0;
        while at < self.characters.len() {
            if self.character(at).is_some_and(char::is_whitespace) {
                at += 1;
                continue;
            }
            if self.words == MOST_WORDS {
                return false;
            }
            at = self.read_piece(at);
        }
        true
    }

    /// Reads the piece that begins at a character, and gives the character behind it.
    fn read_piece(&mut self, at: usize) -> usize {
        let begins = at == 0 || self.character(at - 1).is_some_and(char::is_whitespace);
        if begins {
            let piece = self
                .read_excluded(at)
                .or_else(|| self.read_operator(at))
                .or_else(|| self.read_address(at));
            if let Some(end) = piece {
                return end;
            }
        }
        if self.opens_phrase(at) {
            let (inner, end, is_open) = self.phrase(at);
            self.push_text();
            self.push_phrase(inner, is_open);
            return end;
        }
        self.read_word(at)
    }

    /// Reads a word outside quotation marks.
    fn read_word(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while self
            .character(end)
            .is_some_and(|character| !character.is_whitespace())
            && !self.opens_phrase(end)
        {
            end += 1;
        }
        let word = self.bytes(at..end);
        let start = self.text.as_ref().map_or(word.start, |text| text.start);
        self.text = Some(start..word.end);
        self.count(word);
        end
    }

    /// Reads `-word` or `-"phrase"`.
    fn read_excluded(&mut self, at: usize) -> Option<usize> {
        let next = self
            .character(at)
            .filter(|sign| *sign == '-')
            .and(self.character(at + 1))?;
        let is_phrase = family_of(next).is_some();
        if !is_phrase && !next.is_alphabetic() {
            return None;
        }
        let (inner, end) = match is_phrase {
            true => {
                let (inner, end, _) = self.phrase(at + 1);
                (inner, end)
            }
            false => {
                let end = self.end_of_word(at + 1);
                (self.bytes(at + 1..end), end)
            }
        };
        self.push_text();
        let text = self.query[inner].trim();
        if !text.is_empty() {
            self.parsed.excluded.push(QueryPiece {
                text: text.to_owned(),
                is_phrase,
                ..QueryPiece::default()
            });
            self.count(self.bytes(at..end));
        }
        Some(end)
    }

    /// Reads an operator with its value, if both are known.
    fn read_operator(&mut self, at: usize) -> Option<usize> {
        const LONGEST_NAME: usize = 8;
        let is_colon = |index: &usize| matches!(self.character(*index), Some(':' | '：'));
        let colon = (at..=at + LONGEST_NAME).find(is_colon)?;
        let name = self.query[self.bytes(at..colon)].to_ascii_lowercase();
        let first = self.character(colon + 1)?;
        let (value, end) = match family_of(first) {
            Some(_) => {
                let (inner, end, is_open) = self.phrase(colon + 1);
                (inner, if is_open { return None } else { end })
            }
            None => {
                let end = self.end_of_word(colon + 1);
                (self.bytes(colon + 1..end), end)
            }
        };
        let value = self.query[value].trim();
        if value.is_empty() || !narrow(&mut self.parsed.filters, self.known, &name, value) {
            return None;
        }
        self.push_text();
        Some(end)
    }

    /// Reads an address of the web.
    fn read_address(&mut self, at: usize) -> Option<usize> {
        let end = self.end_of_word(at);
        let written = &self.query[self.bytes(at..end)];
        let address = written.trim_start_matches('<').trim_end_matches('>');
        if !is_address(address) {
            return None;
        }
        let address = address.to_owned();
        self.push_text();
        self.parsed.wanted.push(QueryPiece {
            text: address,
            is_address: true,
            ..QueryPiece::default()
        });
        self.count(self.bytes(at..end));
        Some(end)
    }

    /// Whether a quotation begins at a character. An inch sign behind a digit begins none, and neither does the mark within
    /// an abbreviation of Hebrew.
    fn opens_phrase(&self, at: usize) -> bool {
        let Some(family) = self.character(at).and_then(family_of) else {
            return false;
        };
        let before = at.checked_sub(1).and_then(|before| self.character(before));
        let after = self.character(at + 1);
        if before.is_some_and(|before| before.is_alphanumeric()) {
            let is_followed = after.is_some_and(|after| !after.is_whitespace());
            let is_closed = || {
                let mut rest = self.characters[at + 1..].iter();
                rest.any(|(_, character)| family.contains(*character))
            };
            return is_followed && !self.is_within_hebrew(at) && is_closed();
        }
        true
    }

    fn is_within_hebrew(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.character(before));
        self.character(at) == Some('"')
            && before.is_some_and(is_hebrew)
            && self.character(at + 1).is_some_and(is_hebrew)
    }

    /// The bytes within the quotation that begins at a character, the character behind it, and whether it is left open.
    fn phrase(&self, at: usize) -> (Range<usize>, usize, bool) {
        let family = self.character(at).and_then(family_of).unwrap_or(DOUBLE);
        let count = self.characters.len();
        let closes = |index: &usize| {
            let character = self.characters[*index].1;
            family.contains(character) && !self.is_within_hebrew(*index)
        };
        match (at + 1..count).find(closes) {
            Some(close) => (self.bytes(at + 1..close), close + 1, false),
            None => (self.bytes(at + 1..count), count, true),
        }
    }

    fn push_phrase(&mut self, inner: Range<usize>, is_open: bool) {
        let text = self.query[inner.clone()].trim();
        if text.is_empty() {
            return;
        }
        let is_address = is_address(text) && !text.contains(char::is_whitespace);
        self.parsed.wanted.push(QueryPiece {
            text: text.to_owned(),
            is_phrase: !is_address,
            is_open: is_open && !is_address,
            is_address,
        });
        self.count(inner);
    }

    /// Ends the words outside quotation marks that stand last: something else follows.
    fn push_text(&mut self) {
        if let Some(text) = self.text.take() {
            self.parsed.wanted.push(QueryPiece {
                text: self.query[text].to_owned(),
                ..QueryPiece::default()
            });
        }
    }

    fn count(&mut self, word: Range<usize>) {
        self.words += 1;
        self.last = Some(word);
    }

    fn end_of_word(&self, at: usize) -> usize {
        let rest = self.characters[at..].iter();
        at + rest
            .take_while(|(_, character)| !character.is_whitespace())
            .count()
    }

    fn character(&self, at: usize) -> Option<char> {
        self.characters.get(at).map(|(_, character)| *character)
    }

    /// The bytes from one character to before another.
    fn bytes(&self, characters: Range<usize>) -> Range<usize> {
        let start_of = |at: usize| {
            self.characters
                .get(at)
                .map_or(self.query.len(), |(at, _)| *at)
        };
        start_of(characters.start)..start_of(characters.end)
    }
}

/// Narrows to the value of an operator. Gives whether both are known.
fn narrow(filters: &mut Filters, known: &dyn KnownValues, name: &str, value: &str) -> bool {
    /// Sets a filter to a value that is known.
    fn set<T>(filter: &mut Option<T>, value: Option<T>) -> bool {
        let is_known = value.is_some();
        if is_known {
            *filter = value;
        }
        is_known
    }
    match name {
        "kind" => set(&mut filters.kind, known.kind(value)),
        "level" => {
            let level = known.level(value).map(|level| level.name().to_owned());
            set(&mut filters.level, level)
        }
        "topic" => set(&mut filters.topic, known.topic(value)),
        "in" => set(&mut filters.within, known.within(value)),
        "language" => set(&mut filters.language, known.language(value)),
        _ => false,
    }
}

/// The quotation marks that close what this one opens.
fn family_of(mark: char) -> Option<&'static str> {
    let families = std::iter::once(DOUBLE).chain(FAMILIES);
    families.into_iter().find(|family| family.contains(mark))
}

fn is_address(text: &str) -> bool {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && rest.starts_with(char::is_alphanumeric)
}
