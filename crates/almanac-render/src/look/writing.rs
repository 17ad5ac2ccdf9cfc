//! Which almanacs need the style sheet for scripts other than Latin: most don't, and are not sent it.

use almanac_model::{Config, LanguageTag};

/// The languages that `writing.css` sets in a way of their own, sorted.
const SET_APART: [&str; 38] = [
    "am", "ar", "as", "bn", "bo", "ckb", "dv", "dz", "fa", "gu", "he", "hi", "ja", "km", "kn",
    "ko", "lo", "ml", "mr", "my", "ne", "or", "pa", "ps", "sa", "sd", "si", "syr", "ta", "te",
    "th", "ti", "ug", "ur", "vi", "yi", "yue", "zh",
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
    use super::*;

    #[test]
    fn all_languages_that_the_style_sheet_names_are_sent_it() {
        assert!(SET_APART.is_sorted());
        let styles = include_str!("../../assets/styles/writing.css");
        let named: Vec<&str> = styles
            .split(":lang(")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .collect();
        assert!(named.len() > 30);
        for language in named {
            assert!(is_set_apart(language), "{language}");
        }
        assert!(!is_set_apart("en") && !is_set_apart("pl"));
    }
}
