//! The order in which a language sorts, by ICU4X's collation: Unicode's with what CLDR says of the language.

use std::cmp::Ordering;
use std::fmt;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// How a language sorts. Numbers are sorted as numbers: `Llama 9` before `Llama 10`.
pub struct Collation {
    language: Box<str>,
    whole: CollatorBorrowed<'static>,
    /// Tells letters apart, but not their marks and cases.
    letters: CollatorBorrowed<'static>,
}

/// What a title is sorted by, made once for each: two are compared byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Box<[u8]>);

impl Collation {
    /// The order of a language, by its BCP 47 tag: Unicode's own for one of which nothing is known.
    pub fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        let collator = |strength| {
            let mut preferences = CollatorPreferences::from(&locale);
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            let made = Collator::try_new(preferences, options);
            made.or_else(|_| Collator::try_new(CollatorPreferences::default(), options))
                .expect("the data of all collations is compiled in")
        };
        Self {
            language: language.into(),
            whole: collator(Strength::Tertiary),
            letters: collator(Strength::Primary),
        }
    }

    /// The language's BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What a title is sorted by. Quotation marks and other signs before its first letter or digit don't count.
    pub fn sort_key(&self, title: &str) -> SortKey {
        let words = title.trim_start_matches(|c: char| !c.is_alphanumeric());
        let mut key = Vec::with_capacity(words.len() + 8);
        match self.whole.write_sort_key_to(words, &mut key) {
            Ok(_) => {}
            Err(never) => match never {},
        }
        SortKey(key.into_boxed_slice())
    }

    /// Compares the letters of two texts, but not their marks and cases.
    pub(crate) fn compare_letters(&self, one: &str, other: &str) -> Ordering {
        self.letters.compare(one, other)
    }
}

impl fmt::Debug for Collation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Collation").field(&self.language).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'t>(language: &str, titles: &[&'t str]) -> Vec<&'t str> {
        let collation = Collation::of(language);
        let mut titles = titles.to_vec();
        titles.sort_by_cached_key(|title| collation.sort_key(title));
        titles
    }

    #[test]
    fn titles_are_sorted_as_their_language_sorts() {
        for (language, titles) in [
            (
                "en",
                &[
                    "Äpfel",
                    "apple",
                    "“Bee”",
                    "Llama 2",
                    "Llama 9",
                    "Llama 10",
                    "zebra",
                ][..],
            ),
            ("de", &["Affe", "Äpfel", "Ofen", "Öl", "Straße", "Zebra"]),
            ("sv", &["Apa", "Zebra", "Ål", "Äpple", "Öl"]),
            ("pl", &["lis", "łoś", "mysz", "zebra", "źrebię", "żaba"]),
            ("tr", &["cam", "çam", "ılık", "ince", "su", "şu"]),
            ("es", &["nube", "ñandú", "oso"]),
            ("cs", &["cena", "hora", "chata", "jeden"]),
            ("vi", &["da", "đá", "em", "êm"]),
            ("zh", &["阿", "波", "次", "的", "中"]),
            ("ja", &["あめ", "かさ", "カメラ", "さくら"]),
            ("ko", &["가나", "나라", "다리"]),
            ("ar", &["أرض", "باب", "تفاح"]),
            ("fa", &["آب", "پدر", "چای", "گل"]),
            ("he", &["אור", "בית", "גן"]),
            ("hi", &["अंक", "कमल", "गीत"]),
            ("th", &["กา", "เกม", "ขา", "แมว"]),
            ("km", &["កម្ពុជា", "ខ្មែរ", "គំរូ"]),
        ] {
            let mut mixed = titles.to_vec();
            mixed.reverse();
            assert_eq!(sorted(language, &mixed), titles, "{language}");
        }
    }
}
