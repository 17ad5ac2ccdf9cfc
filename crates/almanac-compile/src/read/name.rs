//! What the name of a content file says.

use almanac_model::{
    Area, Config, FilePath, LanguageTag, Level, Slug, is_index, name_in_path, slugify,
};

use crate::checks::UNREADABLE_FILE;
use crate::reporter::Finding;

/// What the name of a content file says: `SLUG.md`, `SLUG.LEVEL.md` of a depth, `SLUG.LANG.md` of a translation, or
/// `SLUG.LEVEL.LANG.md` of a translation of a depth. A file called `index.md` or `README.md` has the name of its folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ContentName {
    pub slug: Slug,
    /// The depth, if it may be one: that is known once all files are.
    pub depth: Option<Level>,
    /// The language, if it is a translation.
    pub language: Option<LanguageTag>,
    /// The language that the name may mean, if the almanac doesn't declare it. It is a translation only if it says so.
    pub undeclared: Option<LanguageTag>,
    /// The name that the file should have, if its level stands behind its language.
    pub reordered: Option<String>,
}

impl ContentName {
    /// Reads the name of a file. What stands behind its last dot is a language if the almanac is translated into that:
    /// `docker.api.md` is no translation into Apiaká.
    pub fn of(file: &FilePath, config: &Config) -> Result<Self, Box<Finding>> {
        let name = file.as_str().rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let Some((base, tag)) = stem.rsplit_once('.') else {
            return read_slug(file, stem, None);
        };
        let has_depths = Area::of(file.as_str()) != Some(Area::Paths);
        let level = |part: &str| has_depths.then(|| level_named(part)).flatten();
        if let Some(depth) = level(tag) {
            return read_depth(file, (base, depth), stem, config);
        }
        let Ok(language) = LanguageTag::new(tag) else {
            return read_slug(file, stem, None);
        };
        if LanguageTag::new(&config.language).as_ref() == Ok(&language) {
            let message = format!("the almanac itself is in the language `{language}`");
            let help = format!(
                "a translation is named after another language; the original is `{base}.md`"
            );
            let finding = Finding::new(&UNREADABLE_FILE, file, 0..0, message);
            return Err(Box::new(finding.help(help)));
        }
        if !config.languages.contains(&language) {
            return read_slug(file, stem, Some(language));
        }
        let (base, depth) = match base.rsplit_once('.') {
            Some((before, last)) if level(last).is_some() => (before, level(last)),
            _ => (base, None),
        };
        let original = read_slug(file, base, None)?;
        Ok(Self {
            depth,
            language: Some(language),
            ..original
        })
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
    stem: &str,
    config: &Config,
) -> Result<ContentName, Box<Finding>> {
    if let Some((before, tag)) = base.rsplit_once('.')
        && let Ok(language) = LanguageTag::new(tag)
        && config.languages.contains(&language)
    {
        let named = read_slug(file, stem, None)?;
        let name = format!("{before}.{}.{tag}.md", depth.name());
        return Ok(ContentName {
            reordered: Some(name),
            ..named
        });
    }
    let original = read_slug(file, base, None)?;
    Ok(ContentName {
        depth: Some(depth),
        ..original
    })
}

/// Reads a slug, in which dots stand for hyphens. A folder may be called anything.
fn read_slug(
    file: &FilePath,
    stem: &str,
    undeclared: Option<LanguageTag>,
) -> Result<ContentName, Box<Finding>> {
    let folder = is_index(stem).then(|| {
        let (folders, _) = file.as_str().rsplit_once('/').unwrap_or_default();
        slugify(name_in_path(&format!("{folders}/{stem}")))
    });
    let folder = folder.filter(|name| !name.is_empty());
    let stem = folder.as_deref().unwrap_or(stem);
    let are_slugs = stem.split('.').all(|part| Slug::new(part).is_ok());
    let slug = match stem.contains('.') && are_slugs {
        true => Slug::new(&slugify(stem)),
        false => Slug::new(stem),
    };
    let made = slug.map(|slug| ContentName {
        slug,
        depth: None,
        language: None,
        undeclared,
        reordered: None,
    });
    made.map_err(|error| {
        let help = match error.suggestion {
            Some(slug) => format!("rename the file to `{slug}.md`"),
            None => "name the file with lower-case letters, digits and single hyphens".to_owned(),
        };
        let message = format!("the file's name `{stem}` can't be an address");
        Box::new(Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Option<(String, Option<String>)> {
        let mut config = Config::with_title("A");
        config.languages = ["de", "pt-BR", "zh-Hant"]
            .map(|tag| LanguageTag::new(tag).unwrap())
            .into();
        let name = ContentName::of(&FilePath::from(file), &config).ok()?;
        Some((
            name.slug.to_string(),
            name.language.map(|language| language.to_string()),
        ))
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
            assert_eq!(read(file), Some(expected), "{file}");
        }
        for file in ["x.en.md", "X.de.md", ".de.md", ".introductory.md"] {
            assert_eq!(read(file), None, "{file}");
        }
    }

    #[test]
    fn a_level_before_the_end_or_the_language_names_a_depth() {
        let mut config = Config::with_title("A");
        config.languages = vec![LanguageTag::new("de").unwrap()];
        let read = |file: &str| {
            let name = ContentName::of(&FilePath::from(file), &config).unwrap();
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
