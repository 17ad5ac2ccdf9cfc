//! Links to the place where a passage stands on a page of the web: text fragments
//! (<https://wicg.github.io/scroll-to-text-fragment/>), which browsers look for and scroll to. One that finds nothing
//! still opens the page.

use std::sync::LazyLock;

use almanac_model::{Evidence, Source};
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// What a fragment begins with behind `#`, or behind the fragment that an address has already.
const DIRECTIVE: &str = ":~:text=";

/// How many characters of a passage are named whole. Of a longer one only its start and its end are: browsers find all
/// between them, be it in several paragraphs.
const MOST_WHOLE: usize = 60;

/// How many characters its start and its end have at least, where the passage is longer: about four words, which seldom
/// stand twice on a page.
const FEWEST_OF_END: usize = 20;

/// The address of a passage of a source, at its own address or that of its archived copy. `None` where no text can be
/// found there: of a file, a book or a film.
pub fn passage_address(source: &Source, address: &str, evidence: &Evidence) -> Option<String> {
    if !source.has_text_at(address) {
        return None;
    }
    let fragment = text_fragment(&evidence.visible_passage())?;
    let address = address.split(":~:").next().unwrap_or(address);
    let sign = if address.contains('#') { "" } else { "#" };
    Some(format!("{address}{sign}{DIRECTIVE}{fragment}"))
}

/// The passage as a text fragment names it: whole, or by its start and its end.
fn text_fragment(passage: &str) -> Option<String> {
    let mut pieces = pieces(passage);
    let is_telling = |piece: &String| piece.chars().count() >= FEWEST_OF_END;
    let ends_tell = pieces.first().is_some_and(is_telling) && pieces.last().is_some_and(is_telling);
    let longest = pieces.iter().filter(|piece| is_telling(piece));
    let longest = longest
        .max_by_key(|piece| piece.len())
        .filter(|_| !ends_tell);
    // Of `It is … allowed under the law` the first words stand anywhere on a page, and browsers take the first of them.
    if let Some(longest) = longest.cloned() {
        pieces = vec![longest];
    }
    let (first, last) = (pieces.first()?, pieces.last()?);
    let is_short = |piece: &str| piece.chars().count() <= MOST_WHOLE;
    if pieces.len() == 1 && is_short(first) {
        return Some(encoded(first));
    }
    let start = if is_short(first) {
        first
    } else {
        start_of(first)
    };
    let end = if is_short(last) { last } else { end_of(last) };
    Some(format!("{},{}", encoded(start), encoded(end)))
}

/// The stretches of a passage that stand in the source just so, white space squeezed: between them its author left
/// something out (`…`), put something in (`[sic]`), or a paragraph ends.
fn pieces(passage: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut rest = passage;
    while let Some(character) = rest.chars().next() {
        match gap(rest) {
            Some(length) => {
                let behind = &rest[length..];
                let is_within_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let last = pieces.last_mut();
                // Of `[T]he` only whole words are in the source: `he` is none.
                let kept = last.map(|piece| {
                    if rest.starts_with('[') && is_within_word(piece.chars().next_back()) {
                        piece.truncate(piece.trim_end_matches(char::is_alphanumeric).len());
                    }
                });
                debug_assert!(kept.is_some());
                rest = match rest.starts_with('[') {
                    true => behind.trim_start_matches(char::is_alphanumeric),
                    false => behind,
                };
                pieces.push(String::new());
            }
            None => {
                if let Some(piece) = pieces.last_mut() {
                    piece.push(character);
                }
                rest = &rest[character.len_utf8()..];
            }
        }
    }
    let squeezed = pieces.iter().map(|piece| {
        let words: Vec<&str> = piece.split_whitespace().collect();
        words.join(" ")
    });
    let is_text = |piece: &String| piece.contains(char::is_alphanumeric);
    squeezed.filter(is_text).collect()
}

/// The length of what stands in no source, or ends a paragraph, at the start of a text.
fn gap(text: &str) -> Option<usize> {
    for sign in ["(…)", "(...)", "…", "...", "\n\n", "⟨…⟩"] {
        if text.starts_with(sign) {
            return Some(sign.len());
        }
    }
    let inner = text.strip_prefix('[')?;
    let end = inner.find([']', '['])?;
    inner[end..].starts_with(']').then_some(end + 2)
}

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The first words of a long stretch. Browsers find words only, so that it ends where a word does.
fn start_of(piece: &str) -> &str {
    let mut ends = SEGMENTER.segment_str(piece);
    let end = ends.find(|end| {
        piece[..*end].chars().count() >= FEWEST_OF_END
            && piece[..*end].ends_with(char::is_alphanumeric)
    });
    &piece[..end.unwrap_or(piece.len())]
}

/// The last words of a long stretch.
fn end_of(piece: &str) -> &str {
    let starts: Vec<usize> = SEGMENTER.segment_str(piece).collect();
    let start = starts.into_iter().rev().find(|start| {
        let rest = &piece[*start..];
        rest.chars().count() >= FEWEST_OF_END && rest.starts_with(char::is_alphanumeric)
    });
    &piece[start.unwrap_or(0)..]
}

/// A text as a fragment may have it. A hyphen, a comma and `&` mean something there.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            other => {
                let written = write!(encoded, "%{other:02X}");
                debug_assert!(written.is_ok());
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_mean_something_are_encoded() {
        let fragment = text_fragment("state-of-the-art, R&D: 50%\u{a0} \n of it").unwrap();
        assert_eq!(
            fragment,
            "state%2Dof%2Dthe%2Dart%2C%20R%26D%3A%2050%25%20of%20it"
        );
    }

    #[test]
    fn what_is_long_or_in_pieces_is_named_by_whole_words_at_its_ends() {
        let long = "one two three four five six seven eight nine ten ".repeat(4);
        let fragment = text_fragment(&long).unwrap();
        assert_eq!(
            fragment,
            "one%20two%20three%20four%20five,seven%20eight%20nine%20ten"
        );
        for (passage, fragment) in [
            ("It is … allowed", "It%20is,allowed"),
            ("It is [not] allowed [...]", "It%20is,allowed"),
            ("It opened [in 1880]", "It%20opened"),
            ("[T]he museum re[-]opened then", "museum,then"),
            ("One.\n\nTwo.", "One.,Two."),
            (
                "It is … allowed under the law [in 1880] for all",
                "allowed%20under%20the%20law",
            ),
            (
                "The station was closed … and never opened again",
                "The%20station%20was%20closed,and%20never%20opened%20again",
            ),
        ] {
            assert_eq!(text_fragment(passage).unwrap(), fragment, "{passage}");
        }
        assert_eq!(text_fragment("[…]"), None);
        let japanese = "誰でも公開されたモデルをダウンロードし、自分の計算機で動かし、許諾に従って改変して再配布できます。".repeat(4);
        let fragment = text_fragment(&japanese).unwrap();
        let (start, end) = fragment.split_once(',').unwrap();
        assert!(start.starts_with("%E8%AA%B0") && end.len() < japanese.len());
    }
}
