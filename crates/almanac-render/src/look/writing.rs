//! Which almanacs need the style sheet for scripts other than Latin: most don't, and are not sent it.

use almanac_model::{Config, LanguageTag};

/// The languages that `writing.css` sets in a way of their own, sorted.
const SET_APART: [&str; 46] = [
    "am", "ar", "as", "bgc", "bho", "bn", "bo", "ckb", "dv", "dz", "fa", "ff", "gu", "he", "hi",
    "ja", "km", "kn", "ko", "ks", "lo", "ml", "mni", "mr", "my", "ne", "nqo", "or", "pa", "ps",
    "raj", "sa", "sat", "sd", "si", "syr", "ta", "te", "th", "ti", "ug", "ur", "vi", "yi", "yue",
    "zh",
];

/// Whether pages of an almanac are in a language that is set in a way of its own.
pub(super) fn is_needed(config: &Config) -> bool {
    let translations = config.languages.iter().map(LanguageTag::as_str);
    translations
        .chain([config.language.as_str()])
        .any(is_set_apart)
}

fn is_set_apart(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    SET_APART.binary_search(&language).is_ok()
}

#[cfg(test)]
mod tests {
    use almanac_locale::Locale;

    use super::*;

    const STYLES: &str = include_str!("../../assets/styles/writing.css");

    /// The languages that the style sheet names, with what stands behind each in its rule.
    fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
        let rules = STYLES.split(":lang(").skip(1);
        rules.filter_map(|rest| rest.split_once(')'))
    }

    /// One in a counter style, which browsers know or the style sheet defines.
    fn one_in(style: &str) -> &'static str {
        match style {
            "decimal" => "1",
            "arabic-indic" => "١",
            "persian" => "۱",
            "bengali" => "১",
            "devanagari" => "१",
            "myanmar" => "၁",
            own => {
                let (_, rule) = STYLES
                    .split_once(&format!("@counter-style {own} "))
                    .unwrap();
                rule.split('"').nth(3).unwrap()
            }
        }
    }

    #[test]
    fn all_languages_that_the_style_sheet_names_are_sent_it() {
        assert!(SET_APART.is_sorted());
        assert!(named().count() > 30);
        for (language, _) in named() {
            assert!(is_set_apart(language), "{language}");
        }
        assert!(!is_set_apart("en") && !is_set_apart("pl"));
    }

    #[test]
    fn lists_are_numbered_in_the_digits_of_their_language() {
        let (_, rules) = STYLES.split_once("/* ---- digits").unwrap();
        let digits = |tag: &str| {
            let rules = rules
                .split("\n}\n")
                .filter_map(|rule| rule.split_once("--digits: "));
            let own = rules.filter(|(languages, _)| languages.contains(&format!(":lang({tag})")));
            own.last()
                .map(|(_, style)| one_in(style.trim_end_matches(';')))
        };
        let mut numbered = 0;
        for (tag, _) in named() {
            let base = tag.split('-').next().unwrap_or_default();
            let expected = digits(tag).or_else(|| digits(base)).unwrap_or("1");
            assert_eq!(Locale::of(tag).number(1), expected, "{tag}");
            numbered += usize::from(expected != "1");
        }
        assert!(numbered > 20);
        for tag in SET_APART {
            assert_eq!(
                Locale::of(tag).number(1),
                digits(tag).unwrap_or("1"),
                "{tag}"
            );
        }
    }

    #[test]
    fn footnotes_are_lettered_as_their_marks_are() {
        let (_, rule) = STYLES.split_once("@counter-style arabic-letters").unwrap();
        let (_, symbols) = rule.split_once("symbols: ").unwrap();
        let symbols = symbols.split(';').next().unwrap();
        assert_eq!(
            symbols.replace(['"', ' ', '\n'], ""),
            Locale::of("ar").text("alphabet")
        );
    }
}
