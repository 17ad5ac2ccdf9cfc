//! What the name of a content file says.

use almanac_model::{Config, FilePath, LanguageTag, Slug, is_index, name_in_path, slugify};

use crate::checks::UNREADABLE_FILE;
use crate::reporter::Finding;

/// What the name of a content file says: `SLUG.md`, or `SLUG.LANG.md` of a translation. A file called `index.md` or
/// `README.md` has the name of its folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ContentName {
    pub slug: Slug,
    /// The language, if it is a translation.
    pub language: Option<LanguageTag>,
    /// The language that the name may mean, if the almanac doesn't declare it. It is a translation only if it says so.
    pub undeclared: Option<LanguageTag>,
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
        let original = read_slug(file, base, None)?;
        Ok(Self {
            language: Some(language),
            ..original
        })
    }
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
        language: None,
        undeclared,
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
        for file in ["x.en.md", "X.de.md", ".de.md"] {
            assert_eq!(read(file), None, "{file}");
        }
    }
}
