//! Words made of names: of slugs, of kinds, of what is known of a path.

use std::borrow::Cow;

use almanac_model::{Config, Form, LearningPath, Page, slugify};

use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};

use super::Locale;

const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();

impl Locale {
    /// What sort of page it is, in a word: as `almanac.toml` names the kind of an entry.
    pub fn kind<'c>(&'c self, config: &'c Config, page: &Page) -> Cow<'c, str> {
        match &page.form {
            Form::Thread { .. } => self.text("thread").into(),
            Form::Entry { kind } => {
                let label = config.kinds.get(kind);
                label.map_or_else(|| self.capitalized(kind).into(), Cow::from)
            }
        }
    }

    /// The word with its first letter in upper case, as the language has it: of `insan` Turkish makes `İnsan`.
    pub fn capitalized(&self, word: &str) -> String {
        let mut options = TitlecaseOptions::default();
        options.trailing_case = Some(TrailingCase::Unchanged);
        options.leading_adjustment = Some(LeadingAdjustment::None);
        let word = CASES.titlecase_segment_with_only_case_data_to_string(word, &self.id, options);
        word.into_owned()
    }

    /// A letter or a word in upper case, as the language has it.
    pub fn upper_case(&self, word: &str) -> String {
        CASES.uppercase_to_string(word, &self.id).into_owned()
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
    fn words_are_capitalized_as_their_language_does() {
        for (language, word, capitalized) in [
            ("en", "mixed", "Mixed"),
            ("en", "iPhone", "IPhone"),
            ("fr", "été", "Été"),
            ("tr", "insan", "İnsan"),
            ("tr", "ışık", "Işık"),
            ("az", "insan", "İnsan"),
            ("nl", "ijsland", "IJsland"),
            ("de", "öl", "Öl"),
            ("el", "άνθρωπος", "Άνθρωπος"),
            ("ka", "ენა", "ენა"),
            ("zh", "模型", "模型"),
            ("ar", "نموذج", "نموذج"),
            ("en", "", ""),
        ] {
            let locale = Locale::of(language);
            assert_eq!(locale.capitalized(word), capitalized, "{language}");
        }
    }
}
