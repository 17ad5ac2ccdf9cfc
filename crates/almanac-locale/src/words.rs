//! Words made of names: of slugs, of kinds, of what is known of a path.

use std::borrow::Cow;

use almanac_model::{Config, Form, LearningPath, Page, slugify};

use super::Locale;

impl Locale {
    /// What sort of page it is, in a word: as `almanac.toml` names the kind of an entry.
    pub fn kind<'c>(&'c self, config: &'c Config, page: &Page) -> Cow<'c, str> {
        match &page.form {
            Form::Thread { .. } => self.text("thread").into(),
            Form::Entry { kind } => {
                let label = config.kinds.get(kind);
                label.map_or_else(|| capitalized(kind).into(), Cow::from)
            }
        }
    }

    /// The facts of a path in a line: `Mixed level`, `7 steps`, `~42 min`.
    pub fn path_facts(&self, path: &LearningPath) -> Vec<String> {
        let level = self.path_level(path.level).map(str::to_owned);
        let steps = self.count("steps", path.steps.len());
        let time = self.count("about-minutes", path.reading_time.minutes() as usize);
        level.into_iter().chain([steps, time]).collect()
    }
}

/// The words of a name that no page bears: those of a slug, or a title as it was written.
pub fn words_of(name: &str) -> String {
    let name = name.strip_prefix("path:").unwrap_or(name);
    if slugify(name) == name {
        name.replace('-', " ")
    } else {
        name.to_owned()
    }
}

/// The word with its first letter in upper case.
pub fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_spelt_out_and_titles_kept() {
        assert_eq!(words_of("open-weights"), "open weights");
        assert_eq!(words_of("path:open-weights"), "open weights");
        assert_eq!(words_of("GPT-4"), "GPT-4");
    }

    #[test]
    fn words_are_capitalized_whatever_their_script() {
        assert_eq!(capitalized("mixed"), "Mixed");
        assert_eq!(capitalized("été"), "Été");
        assert_eq!(capitalized(""), "");
    }
}
