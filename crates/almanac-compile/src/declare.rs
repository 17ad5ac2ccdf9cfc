//! Declares a language in the text of `almanac.toml`, and leaves all else there as it is.

use almanac_model::LanguageTag;
use toml::de::{DeTable, DeValue};

/// The text of an `almanac.toml` with one more language of translations; `None` if the text is not TOML, or has
/// something else under `languages` than a list.
pub fn with_language(config: &str, language: &LanguageTag) -> Option<String> {
    let table = DeTable::parse(config).ok()?;
    let insert = |at: usize, text: &str| Some(format!("{}{text}{}", &config[..at], &config[at..]));
    if let Some(languages) = table.get_ref().get("languages") {
        let DeValue::Array(declared) = languages.get_ref() else {
            return None;
        };
        // Behind the last one, so that a comma or a comment at the end stays where it is.
        return match declared.last() {
            Some(last) => insert(last.span().end, &format!(", \"{language}\"")),
            None => insert(languages.span().start + 1, &format!("\"{language}\"")),
        };
    }
    let line = format!("languages = [\"{language}\"]\n");
    // A line at the top belongs to no table.
    let before = ["language", "title"]
        .iter()
        .find_map(|name| table.get_ref().get(*name));
    let Some(before) = before else {
        return insert(0, &line);
    };
    let end = before.span().end;
    match config[end..].find('\n') {
        Some(length) => insert(end + length + 1, &line),
        None => insert(config.len(), &format!("\n{line}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_declared_and_all_else_stays() {
        let german = LanguageTag::new("de").unwrap();
        for (config, expected) in [
            (
                "title = \"A\" # ours\n[kinds]\n",
                Some("title = \"A\" # ours\nlanguages = [\"de\"]\n[kinds]\n"),
            ),
            (
                "title = \"A\"",
                Some("title = \"A\"\nlanguages = [\"de\"]\n"),
            ),
            (
                "languages = [\n  \"ar\", # first\n]\n",
                Some("languages = [\n  \"ar\", \"de\", # first\n]\n"),
            ),
            ("languages = []\n", Some("languages = [\"de\"]\n")),
            ("languages = \"ar\"\n", None),
            ("title \"A\"", None),
        ] {
            assert_eq!(
                with_language(config, &german).as_deref(),
                expected,
                "{config}"
            );
        }
    }
}
