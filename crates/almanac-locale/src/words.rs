//! Words made of names: of slugs, of kinds, of what is known of a path.

use std::borrow::Cow;

use almanac_model::{Config, Date, Form, LearningPath, Page, PathLevel, ReadingTime, slugify};

use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};

use super::{Argument, Locale};

const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();

impl Locale {
    /// What sort of page it is, in a word: as `almanac.toml` names the kind of an entry. In a folder without that, where
    /// all are of one kind, it is the folder that the page lies in.
    pub fn kind<'c>(&'c self, config: &'c Config, page: &Page) -> Cow<'c, str> {
        if config.content.layout.is_plain() {
            return match page.file.as_str().rsplit_once('/') {
                Some((folder, _)) => folder.replace('/', " / ").into(),
                None => config.title.as_str().into(),
            };
        }
        match &page.form {
            Form::Thread { .. } => self.text("thread").into(),
            Form::Entry { kind } => self.kind_of_entry(config, kind),
        }
    }

    /// What a kind of entries is called.
    pub fn kind_of_entry<'c>(&self, config: &'c Config, kind: &str) -> Cow<'c, str> {
        let label = config.kinds.get(kind);
        label.map_or_else(|| self.capitalized(kind).into(), Cow::from)
    }

    /// The word with its first letter in upper case, as the language has it: of `insan` Turkish makes `İnsan`.
    pub fn capitalized(&self, word: &str) -> String {
        let mut options = TitlecaseOptions::default();
        options.trailing_case = Some(TrailingCase::Unchanged);
        options.leading_adjustment = Some(LeadingAdjustment::None);
        let word = CASES.titlecase_segment_with_only_case_data_to_string(word, &self.id, options);
        word.into_owned()
    }

    /// A title in the quotation marks of the language.
    pub fn quoted(&self, title: &str) -> String {
        let title = self.written(&Argument::Name(title));
        self.patterns.quoted.replace('#', &title)
    }

    /// The quotation marks of the language: the opening and the closing one, with the spaces that belong to them.
    pub fn quotation_marks(&self) -> (&'static str, &'static str) {
        self.patterns.quoted.split_once('#').unwrap_or(("“", "”"))
    }

    /// Which state of a page is meant: the day, and the revision if there is one.
    pub fn version(&self, date: &Date, revision: Option<&str>) -> String {
        let day = self.date(date);
        let words = |id, name: &str| match self.speaks() {
            true => self.say(id, &[("name", Argument::Words(name))]),
            false => name.to_owned(),
        };
        let parts = [
            Some(words("version-of", &day)),
            revision.map(|revision| words("revision", revision)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        self.clauses(&parts)
    }

    /// A letter or a word in upper case, as the language has it.
    pub fn upper_case(&self, word: &str) -> String {
        CASES.uppercase_to_string(word, &self.id).into_owned()
    }

    /// The facts of a path in a line: `Mixed level`, `7 steps`, `~42 min`.
    pub fn path_facts(&self, path: &LearningPath) -> Vec<String> {
        self.path_facts_at(path, path.level, path.reading_time)
    }

    /// The same of a path whose steps are read at other depths: how much it asks then, and how long it takes.
    pub fn path_facts_at(
        &self,
        path: &LearningPath,
        level: PathLevel,
        time: ReadingTime,
    ) -> Vec<String> {
        let level = self.path_level(level).map(str::to_owned);
        let steps = self.count("steps", path.steps.len());
        let time = self.count("about-minutes", time.minutes() as usize);
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
    fn titles_are_quoted_and_versions_named_as_their_language_does() {
        let day = Date::parse("2026-04-24").unwrap();
        for (language, title, version) in [
            ("en", "“Bee”", "version of 24 April 2026, revision 1a2b"),
            ("de", "„Bee“", "Version vom 24. April 2026, Revision 1a2b"),
            ("zh", "“Bee”", "2026年4月24日版本，修订 1a2b"),
            ("pl", "„Bee”", "24 kwietnia 2026, 1a2b"),
            ("fr", "«\u{a0}Bee\u{a0}»", "24 avril 2026, 1a2b"),
            ("ja", "「Bee」", "2026年4月24日、1a2b"),
            ("sv", "”Bee”", "24 april 2026, 1a2b"),
        ] {
            let locale = Locale::of(language);
            assert_eq!(locale.quoted("Bee"), title, "{language}");
            assert_eq!(locale.version(&day, Some("1a2b")), version, "{language}");
        }
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
