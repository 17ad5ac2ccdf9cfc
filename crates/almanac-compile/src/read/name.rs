//! What the name of a content file says.

use almanac_model::{FilePath, LanguageTag, LanguageTagError, Slug};

use crate::checks::UNREADABLE_FILE;
use crate::reporter::Finding;

/// What the name of a content file says: `SLUG.md`, or `SLUG.LANG.md` of a translation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ContentName {
    pub slug: Slug,
    /// The language, if it is a translation.
    pub language: Option<LanguageTag>,
}

impl ContentName {
    /// Reads the name of a file of an almanac that is written in `own`. Slugs hold no dot, so
    /// what stands behind one is a language.
    pub fn of(file: &FilePath, own: &str) -> Result<Self, Box<Finding>> {
        let name = file.as_str().rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let parts = stem.rsplit_once('.');
        let Some((base, tag, slug)) =
            parts.and_then(|(base, tag)| Some((base, tag, Slug::new(base).ok()?)))
        else {
            return read_slug(file, stem);
        };
        let language = LanguageTag::new(tag);
        let (message, help) = match language {
            Ok(language) if LanguageTag::new(own).as_ref() == Ok(&language) => (
                format!("the almanac itself is in the language `{language}`"),
                format!(
                    "a translation is named after another language; the original is `{base}.md`"
                ),
            ),
            Ok(language) => {
                let language = Some(language);
                return Ok(Self { slug, language });
            }
            Err(LanguageTagError::Unknown) => (
                format!("no language has the code `{tag}`"),
                format!(
                    "name a translation after its language, like `{base}.de.md` or `{base}.pt-BR.md`"
                ),
            ),
            Err(LanguageTagError::IllFormed) => return read_slug(file, stem),
        };
        Err(Box::new(
            Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help),
        ))
    }
}

fn read_slug(file: &FilePath, stem: &str) -> Result<ContentName, Box<Finding>> {
    let made = Slug::new(stem).map(|slug| ContentName {
        slug,
        language: None,
    });
    made.map_err(|error| {
        let mut help = match error.suggestion {
            Some(slug) => format!("rename the file to `{slug}.md`"),
            None => "name the file with lower-case letters, digits and single hyphens".to_owned(),
        };
        if stem.contains('.') {
            help.push_str(
                "; a translation is named `SLUG.LANG.md`, after its language's BCP 47 tag",
            );
        }
        let message = format!("the file's name `{stem}` can't be an address");
        Box::new(Finding::new(&UNREADABLE_FILE, file, 0..0, message).help(help))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_the_last_dot_is_a_language() {
        let read = |file: &str| ContentName::of(&FilePath::from(file), "en");
        let name = read("entries/labs/hugging-face.PT-br.md").ok();
        let name = name.map(|name| (name.slug.to_string(), name.language.unwrap().to_string()));
        assert_eq!(name, Some(("hugging-face".to_owned(), "pt-BR".to_owned())));
        assert_eq!(
            read("paths/x.md").map(|name| name.language).ok(),
            Some(None)
        );
        for file in [
            "x.en.md",
            "x.xx.md",
            "x.german.md",
            "x.y.de.md",
            "X.de.md",
            ".de.md",
        ] {
            assert!(read(file).is_err(), "{file}");
        }
    }
}
