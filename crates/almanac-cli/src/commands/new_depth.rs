//! `almanac new depth`: a file to tell an entry or a thread in at another level.

use almanac_model::{Level, Snapshot, without_remark_fillers};
use anyhow::{Result, bail};

use super::new_translation::quoted;

/// The file of a depth, and the text to begin with: the original's, which is to be told anew.
pub fn draft(snapshot: &Snapshot, name: &str, level: Option<&str>) -> Result<(String, String)> {
    let level = read_level(level)?;
    let Some(index) = snapshot.page_by_slug(name) else {
        bail!("there is no entry or thread `{name}`; a path has the level of its steps")
    };
    let page = snapshot.page(index);
    if page.level == Some(level) {
        bail!("`{name}` itself is told at the level `{}`", level.name());
    }
    if let Some(depth) = snapshot.version(index, Some(level), None) {
        bail!(
            "`{name}` is told at this level already, in `{}`",
            depth.file
        );
    }
    let file = page.file.as_str();
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let text = format!(
        "---\ntitle: {}\nsummary: {}\nwritten_from: {}\n---\n{}",
        quoted(&page.title),
        quoted(page.summary.as_deref().unwrap_or_default()),
        snapshot.text_hash(page),
        without_remark_fillers(&page.text[page.body.clone()])
    );
    Ok((format!("{stem}.{}.md", level.name()), text))
}

/// The level of a depth.
pub fn read_level(text: Option<&str>) -> Result<Level> {
    let levels = Level::ALL.map(Level::name).join(", ");
    match text.map(Level::from_name) {
        Some(Some(level)) => Ok(level),
        Some(None) => bail!("there is no such level. There are: {levels}"),
        None => bail!(
            "name the level after the slug, as in `almanac new depth hugging-face introductory`. There are: {levels}"
        ),
    }
}
