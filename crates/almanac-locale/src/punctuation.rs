//! Typographic punctuation: quotation marks as a language has them, apostrophes, dashes and the ellipsis, for those that
//! are typed on a keyboard.
//!
//! What is ambiguous stays as it is typed: a sign of inches or of feet, an option of a command (`--verbose`), three dots
//! in an address. A sign that the author escaped is not given to this module.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::{Direction, LetterCount, Locale, has_right_to_left};

/// Words that begin with an apostrophe for what is left out.
const ELISIONS: [&str; 12] = [
    "bout", "cause", "em", "kay", "n", "nuff", "round", "sup", "til", "tis", "twas", "twere",
];

/// Sets the punctuation of a text, piece by piece: whether a sign opens or closes depends on what stands before it.
pub struct Punctuation {
    locale: &'static Locale,
    /// The language whose marks the block has, once one is met.
    marks_of: Option<&'static Locale>,
    /// The character before the next words; a space where a block begins.
    before: char,
    /// How many double quotation marks are open, and whether a single one is.
    quoted: usize,
    is_quoted_within: bool,
}

impl Punctuation {
    /// That of a text in a language.
    pub fn new(locale: &'static Locale) -> Self {
        Self {
            locale,
            marks_of: None,
            before: ' ',
            quoted: 0,
            is_quoted_within: false,
        }
    }

    /// A text that stands by itself, a title or a sentence: with its punctuation set if the almanac `is_set` to that.
    pub fn line<'t>(locale: &'static Locale, words: &'t str, is_set: bool) -> Cow<'t, str> {
        match is_set {
            true => Self::new(locale).set(words, || ""),
            false => Cow::Borrowed(words),
        }
    }

    /// Begins a block. A quotation that did not end in the one before is forgotten.
    pub fn start_block(&mut self) {
        *self = Self::new(self.locale);
    }

    /// Passes over something that ends with a character: code, a formula, a value.
    pub fn pass_over(&mut self, last: char) {
        self.before = last;
    }

    /// Sets the next words. `behind` gives what follows them in the source, in which the end of a quotation is looked for;
    /// few words have a sign, and the others don't ask for it.
    pub fn set<'t, 'b>(
        &mut self,
        words: &'t str,
        behind: impl FnOnce() -> &'b str,
    ) -> Cow<'t, str> {
        if !has_signs(words) {
            self.before = words.chars().next_back().unwrap_or(self.before);
            return Cow::Borrowed(words);
        }
        let behind = behind();
        let around = self.locale;
        self.marks_of
            .get_or_insert_with(|| language_of_marks(around, words, behind));
        let mut set = String::with_capacity(words.len() + 8);
        let mut at = 0;
        while let Some(letter) = words[at..].chars().next() {
            let before = words[..at].chars().next_back().unwrap_or(self.before);
            let here = Place {
                words,
                at,
                before,
                behind,
            };
            let length = match letter {
                '"' => {
                    set.push_str(self.double(&here));
                    1
                }
                '\'' => {
                    set.push_str(self.single(&here));
                    1
                }
                '-' | '.' => here.run(letter, &mut set),
                _ => {
                    set.push(letter);
                    letter.len_utf8()
                }
            };
            at += length;
        }
        self.before = words.chars().next_back().unwrap_or(self.before);
        Cow::Owned(set)
    }

    fn marks(&self) -> &'static Locale {
        self.marks_of.unwrap_or(self.locale)
    }

    /// What a double quotation mark becomes.
    fn double(&mut self, here: &Place<'_>) -> &'static str {
        let (start, end) = marks(self.marks().patterns.quoted);
        let next = here.next();
        let is_within_words = is_word(here.before) && next.is_some_and(is_word);
        let is_spaced = !is_joined(here.before) && !next.is_some_and(is_joined);
        let opens = match () {
            // Chinese and Japanese are written without spaces.
            () if is_joined(here.before) || next.is_some_and(is_joined) => self.quoted == 0,
            () if self.quoted > 0 => is_before_quotation(here.before) && next.is_some_and(is_word),
            () => is_before_quotation(here.before) && next.is_none_or(|next| !next.is_whitespace()),
        };
        if opens && (here.ends('"') || next.is_none()) {
            self.quoted += 1;
            start
        } else if self.quoted > 0 {
            self.quoted -= 1;
            end
        } else if here.before.is_numeric() || is_within_words || is_spaced {
            // Inches, an abbreviation of Hebrew, or a sign that nobody can tell the meaning of.
            "\""
        } else {
            end
        }
    }

    /// What a single quotation mark or an apostrophe becomes.
    fn single(&mut self, here: &Place<'_>) -> &'static str {
        const APOSTROPHE: &str = "’";
        let (start, end) = marks(self.marks().patterns.quoted_within);
        let next = here.next();
        if is_word(here.before) && next.is_some_and(is_word) {
            // Feet and inches, as in 6'2".
            let are_feet = here.before.is_numeric() && next.is_some_and(char::is_numeric);
            return if are_feet { "'" } else { APOSTROPHE };
        }
        if is_before_quotation(here.before) && next.is_some_and(|next| !next.is_whitespace()) {
            let opens = !here.is_elision() && here.ends('\'');
            self.is_quoted_within |= opens;
            return if opens { start } else { APOSTROPHE };
        }
        if self.is_quoted_within {
            self.is_quoted_within = false;
            return end;
        }
        // Behind a figure it may be a sign of feet or of minutes.
        let is_sign = here.before.is_numeric() || here.before.is_whitespace();
        if is_sign { "'" } else { APOSTROPHE }
    }
}

/// The language whose marks words have among words of another. An English title on an Arabic page runs from left to right,
/// where the marks of Arabic would point the wrong way.
fn language_of_marks(around: &'static Locale, words: &str, behind: &str) -> &'static Locale {
    let is_left_to_right = around.direction() == Direction::LeftToRight;
    if is_left_to_right && !has_right_to_left(words) && !has_right_to_left(behind) {
        return around;
    }
    let mut letters = LetterCount::of(words);
    letters.add(behind);
    match letters.direction(around.direction()) {
        Some(direction) if direction == around.direction() => around,
        Some(Direction::LeftToRight) => Locale::of("en"),
        Some(Direction::RightToLeft) => {
            let mut letters = words.chars().chain(behind.chars());
            let is_hebrew =
                |letter| CodePointMapData::<Script>::new().get(letter) == Script::Hebrew;
            Locale::of(if letters.any(is_hebrew) { "he" } else { "ar" })
        }
        None => around,
    }
}

/// The marks before and behind a quotation, of a pattern with what is quoted between them.
fn marks(pattern: &'static str) -> (&'static str, &'static str) {
    pattern.split_once('#').unwrap_or(("“", "”"))
}

/// Whether words have a sign that may become another one.
fn has_signs(words: &str) -> bool {
    let bytes = words.as_bytes();
    // Every word of a site comes by here, and next to none has a sign. To look at all bytes in every case, and to leave at
    // none, lets the processor take many at a time.
    let is_mark = |byte: u8| (byte == b'"') | (byte == b'\'');
    let is_run = |(one, next): (&u8, &u8)| (one == next) & ((*one == b'-') | (*one == b'.'));
    let has_mark = bytes
        .iter()
        .fold(false, |found, byte| found | is_mark(*byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let has_run = pairs.fold(false, |found, pair| found | is_run(pair));
    has_mark || has_run && (words.contains("--") || words.contains("..."))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// Whether a character is of a script that joins words without spaces.
fn is_joined(letter: char) -> bool {
    letter >= '\u{2e80}'
        && (matches!(
            CodePointMapData::<Script>::new().get(letter),
            Script::Han | Script::Hiragana | Script::Katakana
        ) || ('\u{3000}'..='\u{303f}').contains(&letter)
            || ('\u{ff00}'..='\u{ffef}').contains(&letter))
}

/// Whether a quotation may begin behind a character.
fn is_before_quotation(before: char) -> bool {
    before.is_whitespace() || "([{<“‘„‚«‹–—-/=…\"'".contains(before)
}

/// Where a sign stands.
struct Place<'t> {
    words: &'t str,
    at: usize,
    before: char,
    behind: &'t str,
}

/// How many bytes are looked through for the end of a quotation.
const LONGEST_QUOTATION: usize = 2000;

impl Place<'_> {
    fn rest(&self) -> &str {
        &self.words[self.at + 1..]
    }

    /// The character behind the sign; that of the source, where the words end with it.
    fn next(&self) -> Option<char> {
        self.rest().chars().next().or_else(|| {
            let mut behind = self.behind.chars();
            behind.find(|next| !matches!(next, '*' | '_' | '[' | '~'))
        })
    }

    /// Whether a quotation that begins here ends somewhere: behind something that is no space, and before no letter.
    fn ends(&self, mark: char) -> bool {
        let ends_in = |text: &str, before: char| {
            let mut before = before;
            let mut letters = text.char_indices().peekable();
            while let Some((at, letter)) = letters.next() {
                if at > LONGEST_QUOTATION {
                    return false;
                }
                let is_end = letter == mark && !before.is_whitespace() && before != '\\';
                let next = letters.peek().map(|(_, next)| *next);
                if is_end && (next.is_none_or(|next| !is_word(next)) || next.is_some_and(is_joined))
                {
                    return true;
                }
                before = letter;
            }
            false
        };
        ends_in(self.rest(), ' ') || ends_in(self.behind, 'x')
    }

    /// Whether an apostrophe stands for what is left out at the beginning of a word: ’90s, ’tis.
    fn is_elision(&self) -> bool {
        let rest = self.rest();
        let word = &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())];
        let behind = &rest[word.len()..];
        let years = word.trim_end_matches('s');
        let are_years = years.len() == 2 && years.bytes().all(|byte| byte.is_ascii_digit());
        let is_short = ELISIONS.contains(&&*word.to_lowercase());
        let is_quoted = behind.starts_with('\'') && word != "n";
        (are_years || is_short) && !is_quoted
    }

    /// Writes a run of hyphens or dots that begins here; how long it is.
    fn run(&self, sign: char, set: &mut String) -> usize {
        let rest = &self.words[self.at..];
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let next = rest[length..].chars().next();
        let is_of_word = |c: char| is_word(c) || "/\\~$".contains(c);
        // An option of a command, an arrow, and what is part of an address or of a path.
        let is_option = sign == '-' && !is_of_word(self.before) && next.is_some_and(is_of_word);
        let is_arrow = sign == '-' && (next == Some('>') || matches!(self.before, '<' | '!'));
        let is_path = sign == '.' && (next == Some('/') || self.before == '/');
        match (sign, length) {
            _ if is_option || is_arrow || is_path || self.is_in_address() => {
                set.push_str(&rest[..length]);
            }
            ('-', 2) => set.push('–'),
            ('-', 3) => set.push('—'),
            ('.', 3) => set.push('…'),
            _ => set.push_str(&rest[..length]),
        }
        length
    }

    /// Whether the sign stands in an address that is written as words.
    fn is_in_address(&self) -> bool {
        let start = self.words[..self.at].rfind(char::is_whitespace);
        let token = &self.words[start.unwrap_or(0)..];
        let token = token.trim_start();
        let token = &token[..token.find(char::is_whitespace).unwrap_or(token.len())];
        token.contains("://") || token.starts_with("www.") || token.contains('@')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(language: &str, text: &str) -> String {
        Punctuation::line(Locale::of(language), text, true).into_owned()
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        for (language, expected) in [
            ("en", "“Do ‘this’,” she said."),
            ("de", "„Do ‚this‘,“ she said."),
            ("fr", "«\u{a0}Do «this»,\u{a0}» she said."),
            ("sv", "”Do ’this’,” she said."),
            ("pl", "„Do «this»,” she said."),
        ] {
            assert_eq!(
                set(language, "\"Do 'this',\" she said."),
                expected,
                "{language}"
            );
        }
        assert_eq!(set("ar", "\"قل 'هذا'،\" قالت."), "”قل ’هذا‘،“ قالت.");
        assert_eq!(set("zh", "他说\"你好\"。"), "他说“你好”。");
        assert_eq!(
            set("ja", "彼は\"はい\"と言った。"),
            "彼は「はい」と言った。"
        );
    }

    #[test]
    fn words_that_run_the_other_way_have_marks_of_their_own() {
        assert_eq!(set("ar", "B 'quoted' \"title\""), "B ‘quoted’ “title”");
        assert_eq!(set("en", "\"العنوان\""), "”العنوان“");
        assert_eq!(set("en", "\"שלום\""), "”שלום”");
        assert_eq!(set("en", "The word \"שלום\""), "The word “שלום”");
    }

    #[test]
    fn a_quotation_in_another_ends_before_that() {
        assert_eq!(
            set("en", "So: \"the \"old\" pier...\""),
            "So: “the “old” pier…”"
        );
        assert_eq!(set("de", "\"\"Ja\", sagt er.\""), "„„Ja“, sagt er.“");
    }

    #[test]
    fn apostrophes_are_told_from_quotation_marks() {
        for (typed, set_as) in [
            ("don't", "don’t"),
            ("the '90s", "the ’90s"),
            ("the '90s were 'fun'", "the ’90s were ‘fun’"),
            ("rock 'n' roll", "rock ’n’ roll"),
            ("'tis", "’tis"),
            ("the dogs' bones", "the dogs’ bones"),
            ("'1984' and '84'", "‘1984’ and ‘84’"),
            ("O'Reilly's", "O’Reilly’s"),
            ("(\"yes\")", "(“yes”)"),
            ("\"'Yes,' he said\"", "“‘Yes,’ he said”"),
            ("\"one\"—\"two\"", "“one”—“two”"),
        ] {
            assert_eq!(set("en", typed), set_as, "{typed}");
        }
        assert_eq!(set("de", "Das gibt's nicht"), "Das gibt’s nicht");
        assert_eq!(set("fr", "l'été"), "l’été");
    }

    #[test]
    fn dashes_and_dots_are_set_where_they_are_such() {
        for (typed, set_as) in [
            ("1990--2000", "1990–2000"),
            ("this -- that", "this – that"),
            ("this---that", "this—that"),
            ("and so on...", "and so on…"),
            ("well-known", "well-known"),
        ] {
            assert_eq!(set("en", typed), set_as, "{typed}");
        }
    }

    #[test]
    fn what_means_something_else_stays_as_it_is_typed() {
        for typed in [
            "a 5\" disk",
            "6'2\" tall",
            "--verbose",
            "run it with --all --fix",
            "-->",
            "<!-- x",
            "----",
            "....",
            "https://e.example/a--b...c",
            "../...",
            "צה\"ל",
            "a \" b",
            "“Set” already – it’s…",
        ] {
            assert_eq!(set("en", typed), typed);
        }
    }

    #[test]
    fn a_quotation_goes_on_over_pieces_and_ends_with_its_block() {
        let mut text = Punctuation::new(Locale::of("en"));
        assert_eq!(text.set("\"", || "*All*\" of"), "“");
        assert_eq!(text.set("All", || "*\" of"), "All");
        assert_eq!(text.set("\" of", || ""), "” of");
        text.pass_over('x');
        assert_eq!(text.set("'s", || ""), "’s");
        text.start_block();
        assert_eq!(text.set("'a *b* c'", || ""), "‘a *b* c’");
    }
}
