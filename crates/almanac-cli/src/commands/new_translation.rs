//! `almanac new translation`: a file to translate an entry, a thread or a path in.

use almanac_model::{
    ContentHash, FilePath, LanguageTag, LanguageTagError, LearningPath, Page, Snapshot,
    without_remark_fillers,
};
use anyhow::{Result, anyhow, bail};

use super::new_depth::read_level;

/// The file of a translation, and the text to begin with: the original's, which is to be translated.
pub fn draft(snapshot: &Snapshot, name: &str, language: &LanguageTag) -> Result<(String, String)> {
    let (file, text) = match name.strip_prefix("path:") {
        Some(slug) => {
            let Some(index) = snapshot.path_by_name(slug) else {
                bail!("there is no path `{slug}`")
            };
            let path = snapshot.path(index);
            (&path.file, path_text(snapshot, path))
        }
        None => {
            let (slug, level) = match name.split_once('/') {
                Some((slug, level)) => (slug, Some(read_level(Some(level))?)),
                None => (name, None),
            };
            let Some(index) = snapshot.page_by_slug(slug) else {
                bail!(
                    "there is no entry or thread `{name}`. A path is named with `path:` before its slug"
                )
            };
            let Some(page) = snapshot.version(index, level, None) else {
                bail!("there is no `{name}`: make it with `almanac new depth` first")
            };
            (&page.file, page_text(snapshot, page))
        }
    };
    Ok((file_of(file, language), text))
}

/// The language to translate into.
pub fn read_language(snapshot: &Snapshot, language: Option<&str>) -> Result<LanguageTag> {
    let text = language.ok_or_else(|| {
        anyhow!("name the language after the slug, as in `almanac new translation hugging-face de`")
    })?;
    let language = LanguageTag::new(text).map_err(|error| match error {
        LanguageTagError::IllFormed => {
            anyhow!(
                "`{text}` is not the tag of a language. Write it like `de`, `pt-BR` or `zh-Hant`"
            )
        }
        LanguageTagError::Unknown => anyhow!("no language has the code `{text}`"),
    })?;
    if LanguageTag::new(&snapshot.config().language).as_ref() == Ok(&language) {
        bail!("the almanac itself is in the language `{language}`");
    }
    Ok(language)
}

/// The translation of a file stands beside it.
fn file_of(original: &FilePath, language: &LanguageTag) -> String {
    let name = original.as_str();
    format!("{}.{language}.md", name.strip_suffix(".md").unwrap_or(name))
}

fn page_text(snapshot: &Snapshot, page: &Page) -> String {
    let head = head(
        &page.title,
        page.summary.as_deref(),
        &snapshot.text_hash(page),
    );
    format!(
        "---\n{head}---\n{}",
        without_remark_fillers(&page.text[page.body.clone()])
    )
}

fn path_text(snapshot: &Snapshot, path: &LearningPath) -> String {
    let mut text = format!(
        "---\n{}",
        head(
            &path.title,
            path.summary.as_deref(),
            &snapshot.path_text_hash(path)
        )
    );
    if let Some(audience) = &path.audience {
        text.push_str(&format!("audience: {}\n", quoted(audience)));
    }
    text.push_str("steps:\n");
    for step in &path.steps {
        text.push_str(&format!(
            "  - {{ read: {}, why: {} }}\n",
            quoted(&step.read),
            quoted(&step.why)
        ));
    }
    text.push_str("---\n");
    // The heading of the closing page is known by its anchor, in whatever language.
    let body = without_remark_fillers(&path.text[path.introduction.start..]);
    text.push_str(&body.replace("\n# Closing\n", "\n# Closing {#closing}\n"));
    text
}

/// The lines of the front matter that all translations have.
fn head(title: &str, summary: Option<&str>, original: &ContentHash) -> String {
    let summary = summary.unwrap_or_default();
    format!(
        "title: {}\nsummary: {}\ntranslated_from: {original}\n",
        quoted(title),
        quoted(summary)
    )
}

/// A text in quotes, as YAML has it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
