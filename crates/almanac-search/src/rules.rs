//! What languages write differently where texts are cut into words.

use almanac_locale::Locale;

/// The words that an apostrophe joins to the next one, as `l` in `l'eau`. They are articles, pronouns and prepositions:
/// nobody looks for them.
const FRENCH: &[&str] = &[
    "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t",
];
const ITALIAN: &[&str] = &[
    "agl", "alcun", "all", "c", "ciascun", "coll", "d", "dagl", "dall", "degl", "dell", "gl", "l",
    "m", "negl", "nell", "nessun", "quell", "quest", "s", "sugl", "sull", "t", "un", "v",
];
const CATALAN: &[&str] = &["d", "l", "m", "n", "s", "t"];

/// What a language writes differently from others where its texts are cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WritingRules {
    /// What stands between groups of digits: `,`, `.`, `'` or a space. Spaces that don't break a line, and apostrophes,
    /// group digits in every language.
    pub group: Option<char>,
    /// What stands before a fraction: `.` or `,`.
    pub decimal: char,
    /// How many digits a group has that is not the last one: three, in India two.
    pub digits_in_group: usize,
    /// The articles and the like that an apostrophe joins to the next word.
    pub elided: &'static [&'static str],
    /// Whether `ä`, `ö` and `ü` are also written `ae`, `oe` and `ue`.
    pub has_umlauts: bool,
    /// Whether an apostrophe parts endings from names: `İstanbul'da`.
    pub has_endings_apart: bool,
}

impl Default for WritingRules {
    /// The rules for a text of which the language is not known: those of English.
    fn default() -> Self {
        Self {
            group: Some(','),
            decimal: '.',
            digits_in_group: 3,
            elided: &[],
            has_umlauts: false,
            has_endings_apart: false,
        }
    }
}

impl WritingRules {
    /// The rules of a language, by its BCP 47 tag. They are made anew each time: whoever cuts many texts keeps them.
    pub fn of(language: &str) -> Self {
        let separators = Locale::of(language).number_separators();
        let group = separators.group.map(|group| match group {
            '’' => '\'',
            // Of texts in Arabic, many have the digits of ASCII. Its own separators mean the same everywhere.
            '٬' => ',',
            _ if group.is_whitespace() => ' ',
            _ => group,
        });
        let decimal = match separators.decimal {
            ',' => ',',
            _ => '.',
        };
        let primary = language.split('-').next().unwrap_or_default();
        let primary = primary.to_ascii_lowercase();
        Self {
            group,
            decimal,
            digits_in_group: separators.digits_in_group,
            elided: match primary.as_str() {
                "fr" => FRENCH,
                "it" => ITALIAN,
                "ca" => CATALAN,
                _ => &[],
            },
            has_umlauts: primary == "de",
            has_endings_apart: primary == "tr",
        }
    }
}
