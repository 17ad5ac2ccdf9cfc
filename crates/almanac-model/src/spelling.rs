//! How names are spelt: their one form in Unicode, how they are compared, and the slugs that are made of them.
//!
//! The same rules hold for every script. They are those of Unicode, by ICU4X.

use std::borrow::Cow;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{
    Alphabetic, DefaultIgnorableCodePoint, EastAsianWidth, GeneralCategory, GeneralCategoryGroup,
};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use crate::file_names::bounded_name;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();
const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();
const ALPHABETIC: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<Alphabetic>();
const IGNORABLE: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<DefaultIgnorableCodePoint>();

/// A text in Unicode's composed form (NFC): `é` is one character, however it was typed. macOS writes the names of
/// files in the other form.
#[inline]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    NFC.normalize(text)
}

/// A name as it is compared with others: names that look the same, but for case and spacing, are the same.
///
/// It is in NFC and in Unicode's full case folding: `Straße`, `STRASSE` and `STRAẞE` are one name, so are `ΣΊΣΥΦΟΣ` and
/// `Σίσυφος`. White space counts as one space and none at the ends. What is never shown (soft hyphens, marks of
/// direction, joiners) does not count. The four i's of Turkish (`I`, `ı`, `İ`, `i`) count as one letter, as a name does
/// not say in which language it is written: `ışık` in a sentence names the page `Işık`, and `istanbul` names `İstanbul`.
pub fn normalize_title(title: &str) -> String {
    if title.is_ascii() {
        return normalize_ascii(title);
    }
    let folded = CASES.fold_string(title);
    let mut compared = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !compared.is_empty() {
            compared.push(' ');
        }
        let start = compared.len();
        let mut letters = word.chars().filter(|c| !IGNORABLE.contains(*c)).peekable();
        while let Some(letter) = letters.next() {
            match letter {
                'ı' => compared.push('i'),
                'i' => {
                    // `İ` folds to an i with a dot above.
                    letters.next_if_eq(&'\u{307}');
                    compared.push('i');
                }
                letter => compared.push(letter),
            }
        }
        if compared.len() == start {
            // A word of nothing that is shown is none.
            compared.truncate(compared.trim_end_matches(' ').len());
        }
    }
    match nfc(&compared) {
        Cow::Borrowed(_) => compared,
        Cow::Owned(composed) => composed,
    }
}

/// [`normalize_title`] of ASCII, as most names are.
fn normalize_ascii(title: &str) -> String {
    let mut compared = String::with_capacity(title.len());
    for word in title.split_ascii_whitespace() {
        if !compared.is_empty() {
            compared.push(' ');
        }
        compared.push_str(word);
    }
    compared.make_ascii_lowercase();
    compared
}

/// The letters and digits of a text in lower case, without marks, spaces and signs: what programs agree on that make
/// anchors by rules of their own.
pub fn bare_letters(text: &str) -> String {
    let letters = NFD.normalize_iter(text.chars());
    let letters = letters.filter(|letter| is_of_slug(*letter));
    letters.flat_map(char::to_lowercase).collect()
}

/// How much room a text takes in a line, in Latin letters: what Chinese, Japanese and Korean write is twice as wide, and
/// a mark stands on its letter.
pub fn width_of(text: &str) -> usize {
    const WIDTHS: CodePointMapDataBorrowed<'static, EastAsianWidth> =
        CodePointMapData::<EastAsianWidth>::new();
    if text.is_ascii() {
        return text.len();
    }
    let width = |character| match WIDTHS.get(character) {
        _ if is_mark(character) || IGNORABLE.contains(character) => 0,
        EastAsianWidth::Wide | EastAsianWidth::Fullwidth => 2,
        _ => 1,
    };
    text.chars().map(width).sum()
}

/// Makes a slug-shaped text of a title: the letters and digits of any script in lower case and NFC, everything else a
/// single hyphen. An apostrophe, and what is never shown, joins what stands around it. Returns an empty text if nothing
/// of the title can be kept. A long title is bounded as all names are ([`bounded_name`]).
pub fn slugify(title: &str) -> String {
    let slug = slug_form(title);
    match bounded_name(&slug) {
        Cow::Borrowed(_) => slug,
        Cow::Owned(bounded) => bounded,
    }
}

/// The name of a file as file systems that don't tell cases and Unicode's forms apart compare it.
pub fn same_file_name(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        };
    }
    // Letter by letter: no file system takes `ß` for `ss`.
    let folded: String = nfc(name).chars().map(|c| CASES.simple_fold(c)).collect();
    Cow::Owned(nfc(&folded).into_owned())
}

/// [`slugify`] whatever the length.
fn slug_form(title: &str) -> String {
    let lower = lower_case(title);
    let mut slug = String::with_capacity(lower.len());
    for character in lower.chars() {
        if is_of_slug(character) {
            slug.push(character);
        } else if is_mark(character) {
            // A mark belongs to the letter before it, and is nothing without one.
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push(character);
            }
        } else if !is_passed_over(character) && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    match nfc(&slug) {
        Cow::Borrowed(_) => slug,
        Cow::Owned(composed) => composed,
    }
}

/// A text in lower case, as a slug has it: in NFC, and with a plain i for the dotted one of Turkish, whose lower case is
/// an i with a second dot anywhere else.
fn lower_case(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let text = nfc(text);
    let text = match text.contains('İ') {
        true => Cow::Owned(text.replace('İ', "i")),
        false => text,
    };
    Cow::Owned(text.to_lowercase())
}

/// Whether a text is already a slug of several scripts: what [`slug_form`] makes of it.
pub(crate) fn is_slug(text: &str) -> bool {
    let is_ascii_word = |part: &str| part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'));
    if text.is_ascii() {
        return text
            .split('-')
            .all(|part| !part.is_empty() && is_ascii_word(part));
    }
    slug_form(text) == text
}

fn is_of_slug(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    let is_letter = || ALPHABETIC.contains(character) && !is_mark(character);
    is_letter() || CATEGORIES.get(character) == GeneralCategory::DecimalNumber
}

/// Whether a character is a letter, a mark or a digit of any script.
pub(crate) fn is_of_word(character: char) -> bool {
    is_of_slug(character) || is_mark(character) || ALPHABETIC.contains(character)
}

fn is_mark(character: char) -> bool {
    !character.is_ascii() && GeneralCategoryGroup::Mark.contains(CATEGORIES.get(character))
}

fn is_passed_over(character: char) -> bool {
    matches!(character, '\'' | '’') || IGNORABLE.contains(character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for (one, other) in [
            ("Café", "Cafe\u{301}"),
            ("Straße", "STRASSE"),
            ("GROẞE FREIHEIT", "Große  Freiheit"),
            ("ΣΊΣΥΦΟΣ", "Σίσυφος"),
            ("Σίσυφοσ", "σίσυφος"),
            ("ﬁne", "FINE"),
            ("Co\u{ad}operation", "Cooperation"),
            ("\u{200f}مدرسة", "مدرسة"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("ภาษา\u{200b}ไทย", "ภาษาไทย"),
            ("Tiê\u{301}ng Viê\u{323}t", "TIẾNG VIỆT"),
            ("한국어", "\u{1112}\u{1161}\u{11ab}국어"),
            ("Łódź", "łódź"),
            (" Open   weights ", "open weights"),
        ] {
            assert_eq!(normalize_title(one), normalize_title(other), "{one}");
        }
        for (one, other) in [
            ("Lodz", "Łódź"),
            ("resume", "résumé"),
            ("open-weights", "open weights"),
            ("GPT-4", "GPT-40"),
            ("ｘ", "x"),
        ] {
            assert_ne!(normalize_title(one), normalize_title(other), "{one}");
        }
    }

    #[test]
    fn the_four_letters_i_of_turkish_are_one() {
        for (one, other) in [
            ("Işık", "ışık"),
            ("IŞIK", "ışık"),
            ("İstanbul", "istanbul"),
            ("İSTANBUL", "İstanbul"),
            ("İstanbul", "I\u{307}stanbul"),
        ] {
            assert_eq!(normalize_title(one), normalize_title(other), "{one}");
        }
        assert_eq!(slugify("İstanbul'un Işıkları"), "istanbulun-işıkları");
    }

    #[test]
    fn letters_are_told_without_marks_and_signs() {
        for (text, letters) in [
            ("People & Body", "peoplebody"),
            ("Élan-2", "elan2"),
            ("ह-न-द", "हनद"),
            ("हिन्दी", "हनद"),
            ("…", ""),
        ] {
            assert_eq!(bare_letters(text), letters, "{text}");
        }
    }

    #[test]
    fn titles_of_every_script_become_readable_slugs() {
        for (title, slug) in [
            ("GPT‑4 & friends: what's next?", "gpt-4-friends-whats-next"),
            ("Élan Æsir Straße", "élan-æsir-straße"),
            ("Über Cafe\u{301}s", "über-cafés"),
            ("日本の港、横浜", "日本の港-横浜"),
            ("港口", "港口"),
            ("데이터 센터", "데이터-센터"),
            ("हिन्दी भाषा", "हिन्दी-भाषा"),
            ("ภาษาไทย", "ภาษาไทย"),
            ("ភាសា\u{200b}ខ្មែរ", "ភាសាខ្មែរ"),
            ("الذكاء الاصطناعي؟", "الذكاء-الاصطناعي"),
            ("کتاب\u{200c}های باز", "کتابهای-باز"),
            ("שלום, עולם", "שלום-עולם"),
            ("Việt Nam", "việt-nam"),
            ("Zażółć gęślą jaźń", "zażółć-gęślą-jaźń"),
            ("٢٠٢٤ في أرقام", "٢٠٢٤-في-أرقام"),
            ("x² + ½", "x"),
            ("🚀 …", ""),
            ("\u{301}", ""),
        ] {
            assert_eq!(slugify(title), slug, "{title}");
        }
    }

    #[test]
    fn room_is_told_in_latin_letters() {
        for (text, width) in [
            ("abc", 3),
            ("cafe\u{301}", 4),
            ("港口", 4),
            ("한국", 4),
            ("ไทย", 3),
            ("ที่", 1),
        ] {
            assert_eq!(width_of(text), width, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_made_a_slug_is_one(title in "[\\PC\u{300}\u{345}İßΣ '-]{0,12}") {
            let slug = slugify(&title);
            prop_assert!(slug.is_empty() || is_slug(&slug), "{slug}");
        }

        #[test]
        fn comparing_twice_compares_the_same(title in "[\\PC\u{307}\u{345}İıßΣ ]{0,12}") {
            let once = normalize_title(&title);
            prop_assert_eq!(normalize_title(&once), once.clone());
        }

        #[test]
        fn names_of_ascii_are_compared_as_others_are(title in "[ \\ta-zA-Z0-9'-]{0,12}") {
            let folded = CASES.fold_string(&title);
            let words: Vec<&str> = folded.split_whitespace().collect();
            prop_assert_eq!(normalize_title(&title), words.join(" "));
        }
    }
}
