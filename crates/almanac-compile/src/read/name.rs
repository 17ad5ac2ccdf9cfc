//! What the name of a content file says.

use almanac_model::{
    Area, Config, FilePath, LanguageTag, Level, Slug, is_index, name_in_path, page_stem,
    slug_of_name,
};

/// What the name of a content file says: `NAME.md`, `NAME.LEVEL.md` of a depth, `NAME.LANG.md` of a translation, or
/// `NAME.LEVEL.LANG.md` of a translation of a depth. A file called `index.md` or `README.md` has the name of its folder.
/// Names are free: what can't stand in an address is left out of the slug. In a folder without `almanac.toml` no name is
/// that of a depth or a translation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ContentName {
    pub slug: Slug,
    /// The depth, if it may be one: that is known once all files are.
    pub depth: Option<Level>,
    /// The language, if it is a translation.
    pub language: Option<LanguageTag>,
    /// The language that the name may mean, if the almanac doesn't declare it. It is a translation only if it says so.
    pub undeclared: Option<LanguageTag>,
    /// The almanac's own language, if the name ends in that: it is no translation.
    pub own_language: Option<LanguageTag>,
    /// The name that the file should have, if its level stands behind its language.
    pub reordered: Option<String>,
}

impl ContentName {
    /// Reads the name of a file. What stands behind its last dot is a language if the almanac is translated into that:
    /// `docker.api.md` is no translation into Apiaká.
    pub fn of(file: &FilePath, config: &Config) -> Self {
        let name = file.as_str().rsplit('/').next().unwrap_or_default();
        let stem = page_stem(name).unwrap_or(name);
        let whole = Self::plain(file, stem);
        let Some((base, tag)) = stem.rsplit_once('.') else {
            return whole;
        };
        if base.is_empty() || config.content.layout.is_plain() {
            return whole;
        }
        let has_depths = config.content.layout.area_of(file.as_str()) != Some(Area::Paths);
        let level = |part: &str| has_depths.then(|| level_named(part)).flatten();
        if let Some(depth) = level(tag) {
            return read_depth(file, (base, depth), whole, config);
        }
        let Ok(language) = LanguageTag::new(tag) else {
            return whole;
        };
        if LanguageTag::new(&config.language).as_ref() == Ok(&language) {
            return Self {
                own_language: Some(language),
                ..whole
            };
        }
        if !config.languages.contains(&language) {
            return Self {
                undeclared: Some(language),
                ..whole
            };
        }
        let (base, depth) = match base.rsplit_once('.') {
            Some((before, last)) if level(last).is_some() => (before, level(last)),
            _ => (base, None),
        };
        Self {
            depth,
            language: Some(language),
            ..Self::plain(file, base)
        }
    }

    /// A name that says nothing but a slug. A folder may be called anything, too.
    fn plain(file: &FilePath, stem: &str) -> Self {
        let folder = is_index(stem).then(|| {
            let (folders, _) = file.as_str().rsplit_once('/').unwrap_or_default();
            name_in_path(&format!("{folders}/{stem}")).to_owned()
        });
        let name = folder.as_deref().unwrap_or(stem);
        Self {
            slug: Slug::new(&slug_of_name(name)).expect("a slug is made of every name"),
            depth: None,
            language: None,
            undeclared: None,
            own_language: None,
            reordered: None,
        }
    }
}

/// The level that a part of a name is, in whatever case.
fn level_named(part: &str) -> Option<Level> {
    let mut levels = Level::ALL.into_iter();
    levels.find(|level| level.name().eq_ignore_ascii_case(part))
}

/// Whether a part of a file's name is a level, so that what it makes depends on whether there is an original.
pub(crate) fn names_depth(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    let mut parts = name.split('.').skip(1);
    parts.any(|part| level_named(part).is_some())
}

/// Reads the name of a depth. Where the parts stand in the other order, `x.de.introductory.md`, it is a page like any other.
fn read_depth(
    file: &FilePath,
    (base, depth): (&str, Level),
    whole: ContentName,
    config: &Config,
) -> ContentName {
    if let Some((before, tag)) = base.rsplit_once('.')
        && let Ok(language) = LanguageTag::new(tag)
        && config.languages.contains(&language)
    {
        let name = format!("{before}.{}.{tag}.md", depth.name());
        return ContentName {
            reordered: Some(name),
            ..whole
        };
    }
    ContentName {
        depth: Some(depth),
        ..ContentName::plain(file, base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> (String, Option<String>) {
        let mut config = Config::with_title("A");
        config.languages = ["de", "pt-BR", "zh-Hant"]
            .map(|tag| LanguageTag::new(tag).unwrap())
            .into();
        let name = ContentName::of(&FilePath::from(file), &config);
        let language = name.language.map(|language| language.to_string());
        (name.slug.to_string(), language)
    }

    #[test]
    fn what_stands_behind_the_last_dot_is_a_language_if_the_almanac_declares_it() {
        for (file, slug, language) in [
            (
                "entries/labs/hugging-face.PT-br.md",
                "hugging-face",
                Some("pt-BR"),
            ),
            ("entries/x.zh-hant.md", "x", Some("zh-Hant")),
            ("entries/x.y.de.md", "x-y", Some("de")),
            ("paths/x.md", "x", None),
            ("entries/docker.api.md", "docker-api", None),
            ("entries/x.faq.md", "x-faq", None),
            ("entries/x.fr.md", "x-fr", None),
            ("entries/gpt-3.5.md", "gpt-3-5", None),
            ("entries/index.md", "entries", None),
            ("entries/Big Labs/README.md", "big-labs", None),
            ("entries/labs/index.de.md", "labs", Some("de")),
            ("entries/x.y/index.md", "x-y", None),
        ] {
            let expected = (slug.to_owned(), language.map(str::to_owned));
            assert_eq!(read(file), expected, "{file}");
        }
    }

    #[test]
    fn every_name_makes_a_slug() {
        for (file, slug, language) in [
            ("entries/x.en.md", "x-en", None),
            ("entries/World War II.md", "world-war-ii", None),
            ("entries/X.de.md", "x", Some("de")),
            ("entries/日本の港、横浜.md", "日本の港-横浜", None),
            ("entries/A*.md", "a", None),
            ("entries/v2.1 plan.markdown", "v2-1-plan", None),
        ] {
            let expected = (slug.to_owned(), language.map(str::to_owned));
            assert_eq!(read(file), expected, "{file}");
        }
        let (one, other) = (read("entries/🎉.md").0, read("entries/🚀.md").0);
        assert!(one.len() == 10 && one != other, "{one} {other}");
        assert_eq!(read("entries/Birds/🎉.md").0, one);
    }

    #[test]
    fn no_name_of_a_plain_folder_is_that_of_a_version() {
        let config = Config {
            content: almanac_model::ContentConfig::plain(),
            ..Config::with_title("A")
        };
        for (file, slug) in [
            ("x.introductory.md", "x-introductory"),
            ("a/x.en.md", "x-en"),
        ] {
            let name = ContentName::of(&FilePath::from(file), &config);
            assert_eq!((name.slug.as_str(), name.depth), (slug, None), "{file}");
        }
    }

    #[test]
    fn a_level_before_the_end_or_the_language_names_a_depth() {
        let mut config = Config::with_title("A");
        config.languages = vec![LanguageTag::new("de").unwrap()];
        let read = |file: &str| {
            let name = ContentName::of(&FilePath::from(file), &config);
            let language = name.language.map(|language| language.to_string());
            (name.slug.to_string(), name.depth, language, name.reordered)
        };
        let german = || Some("de".to_owned());
        for (file, slug, depth, language) in [
            (
                "entries/x.introductory.md",
                "x",
                Some(Level::Introductory),
                None,
            ),
            (
                "threads/x.y.Advanced.md",
                "x-y",
                Some(Level::Advanced),
                None,
            ),
            (
                "entries/x.advanced.de.md",
                "x",
                Some(Level::Advanced),
                german(),
            ),
            (
                "entries/labs/README.advanced.md",
                "labs",
                Some(Level::Advanced),
                None,
            ),
            ("entries/introductory.md", "introductory", None, None),
            ("entries/x.easy.md", "x-easy", None, None),
            ("paths/x.advanced.md", "x-advanced", None, None),
        ] {
            assert_eq!(
                read(file),
                (slug.to_owned(), depth, language, None),
                "{file}"
            );
        }
        let (slug, depth, language, reordered) = read("entries/x.de.advanced.md");
        assert_eq!((&*slug, depth, language), ("x-de-advanced", None, None));
        assert_eq!(reordered.as_deref(), Some("x.advanced.de.md"));
    }
}
