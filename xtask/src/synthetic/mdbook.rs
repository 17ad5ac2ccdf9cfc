//! The same text as a book for mdBook: a chapter for each entry and thread.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::files::put;
use super::pages;
use super::plain::Plain;
use super::plan::AlmanacPlan;
use super::works::Works;

/// Without what has no counterpart in pages alone: an index for search, and all chapters on one page.
const CONFIG: &str = r#"[book]
title = "A synthetic almanac"
language = "en"
[output.html.search]
enable = false
[output.html.print]
enable = false
"#;

/// Writes mdBook's book of a plan into a folder.
pub(super) fn write(plan: &AlmanacPlan, out: &Path) -> Result<()> {
    put(&out.join("book.toml"), CONFIG.as_bytes())?;
    let works = Works::of(plan);
    let mut summary = "# Summary\n\n".to_owned();
    let mut chapter = |folder: &str, slug: &str, file: &str| {
        let (title, text) = translated(file, &works);
        let _ = writeln!(summary, "- [{title}]({folder}/{slug}.md)");
        put(
            &out.join(format!("src/{folder}/{slug}.md")),
            text.as_bytes(),
        )
    };
    for (number, name) in plan.entries.iter().enumerate() {
        chapter("entries", &name.slug, &pages::entry(plan, number))?;
    }
    for (number, name) in plan.threads.iter().enumerate() {
        chapter("threads", &name.slug, &pages::thread(plan, number))?;
    }
    put(&out.join("src/SUMMARY.md"), summary.as_bytes())
}

/// The title of a file of ours, and the chapter.
fn translated<'f>(file: &'f str, works: &Works) -> (&'f str, String) {
    let plain = Plain::of(file, |slug| format!("../entries/{slug}.md"));
    let title = plain.field("title");
    let mut chapter = format!("# {title}\n\n{}\n\n", plain.field("summary"));
    let facts = plain.facts();
    if !facts.is_empty() {
        chapter.push_str("| | |\n|---|---|\n");
    }
    for (property, value) in facts {
        let _ = writeln!(
            chapter,
            "| {property} | {} |",
            value.trim_matches([' ', '}'])
        );
    }
    let _ = write!(chapter, "\n{}", plain.text_with_notes(works));
    (title, chapter)
}
