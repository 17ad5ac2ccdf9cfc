//! The order of pages becomes paths. Read by all programs for sites.
//!
//! A path has no parts: the title of a part opens the reason of its first step. Why a page comes where it comes is said
//! nowhere, so its first sentence stands in for the reason, marked as `imported`.

use std::collections::{BTreeMap, BTreeSet};

use almanac_compile::{MemoryTree, Options, compile};
use almanac_model::{Day, slug_of_name};

use super::pages::SitePage;
use crate::front_matter::yaml_text;
use crate::remarks::{Remarks, Topic, kind};
use crate::survey::{Config, PlannedFile};

kind!(PATH: Topic::Changed, "list of pages is a path", "lists of pages are paths");
kind!(TWICE: Topic::LeftOut, "second place of a page in a list", "second places of pages in lists");
kind!(DRAFT_STEP: Topic::LeftOut, "page in a list that is held back", "pages in lists that are held back");

/// The most steps that a path may have.
const MAX_STEPS: usize = 500;

/// The most letters of a reason.
const MAX_REASON: usize = 400;

/// An ordered list of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nav {
    /// What it is called.
    pub title: String,
    /// What is said before it, as Markdown.
    pub introduction: String,
    /// Its pages.
    pub steps: Vec<NavStep>,
}

/// A page in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NavStep {
    /// The page, by its number.
    pub page: usize,
    /// The titles of the parts that it is the first of.
    pub parts: Vec<String>,
}

/// What is known of the pages that are steps.
pub struct Reasons<'s> {
    /// The pages.
    pub pages: &'s [SitePage],
    /// The title of each.
    pub titles: Vec<Option<String>>,
    /// The first sentence of each.
    pub sentences: Vec<Option<String>>,
    /// The front matter of each.
    pub heads: Vec<String>,
    /// Whether each is a draft.
    pub drafts: Vec<bool>,
}

/// The files of all paths.
pub fn path_files(
    navs: &[Nav],
    reasons: &Reasons<'_>,
    config: &Config,
    remarks: &mut Remarks,
) -> Vec<PlannedFile> {
    if navs.iter().all(|nav| nav.steps.is_empty()) {
        return Vec::new();
    }
    let slugs = slugs_of(reasons, config);
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for nav in navs {
        let steps = steps_of(nav, reasons, &slugs, remarks);
        for (number, steps) in steps.chunks(MAX_STEPS).enumerate() {
            let title = match number {
                0 => nav.title.clone(),
                number => format!("{} ({})", nav.title, number + 1),
            };
            let name = free_name(&slug_of_name(&title), &mut names);
            remarks.add(PATH, &format!("paths/{name}.md"));
            let text = path_text(&title, &nav.introduction, steps);
            files.push(PlannedFile::written(format!("paths/{name}.md"), text));
        }
    }
    files
}

fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut number = 2;
    let mut name = wanted.to_owned();
    while !taken.insert(name.clone()) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}

/// The lines of a path's steps.
fn steps_of(
    nav: &Nav,
    reasons: &Reasons<'_>,
    slugs: &BTreeMap<String, String>,
    remarks: &mut Remarks,
) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = Vec::new();
    let mut steps = Vec::new();
    for step in &nav.steps {
        let Some(page) = reasons.pages.get(step.page) else {
            continue;
        };
        waiting.extend(step.parts.iter().map(String::as_str));
        if reasons.drafts.get(step.page) == Some(&true) {
            remarks.add(DRAFT_STEP, &page.source);
            continue;
        }
        if !seen.insert(step.page) {
            remarks.add(TWICE, &page.source);
            continue;
        }
        let Some(slug) = slugs.get(&page.target) else {
            continue;
        };
        let reason = reasons.of(step.page);
        let why = match waiting.is_empty() {
            true => reason,
            false => format!("{}: {reason}", plain_markdown(&waiting.join(", "))),
        };
        waiting.clear();
        let why = yaml_quoted(&why);
        steps.push(format!(
            "  - {{ read: {}, why: {why}, imported: true }}\n",
            yaml_text(slug)
        ));
    }
    steps
}

impl Reasons<'_> {
    /// What stands in for the reason of a step: the first sentence of its page, else its title.
    fn of(&self, page: usize) -> String {
        let sentence = self.sentences.get(page).and_then(Option::as_deref);
        let title = self.titles.get(page).and_then(Option::as_deref);
        let words = sentence.or(title).unwrap_or("…");
        plain_markdown(&shortened(words))
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(MAX_REASON) {
        None => words.to_owned(),
        Some((end, _)) => {
            let end = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &words[..end])
        }
    }
}

/// Words as Markdown that shows just them.
pub fn plain_markdown(words: &str) -> String {
    const MARKS: &str = "\\*_`[]<>{}@$^~";
    let mut text = String::with_capacity(words.len());
    let mut before = ' ';
    for c in words.chars() {
        // One of these begins nothing.
        let is_second = matches!(c, '=') && before == c;
        if MARKS.contains(c) || is_second || c == '#' && text.is_empty() {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
    text
}

fn yaml_quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn path_text(title: &str, introduction: &str, steps: &[String]) -> String {
    let title = yaml_text(title);
    let introduction = match introduction.trim() {
        "" => String::new(),
        words => format!("{words}\n"),
    };
    format!(
        "---\ntitle: {title}\nsteps:\n{}---\n{introduction}",
        steps.concat()
    )
}

/// The slug that each page gets, by its path in the almanac: it depends on the names of all others.
fn slugs_of(reasons: &Reasons<'_>, config: &Config) -> BTreeMap<String, String> {
    let pages = reasons.pages.iter().zip(&reasons.heads);
    let pages = pages.map(|(page, head)| (page.target.clone(), head.clone()));
    let settings = (almanac_compile::CONFIG_FILE.to_owned(), config.text());
    let tree: MemoryTree = pages.chain([settings]).collect();
    let options = Options::for_day(Day::constant(2000, 1, 1)).with_drafts();
    let Ok(compiled) = compile(&tree, &options) else {
        return BTreeMap::new();
    };
    let pages = compiled.snapshot.pages().iter();
    pages
        .map(|page| (page.file.as_str().to_owned(), page.slug.as_str().to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_as_they_are() {
        assert_eq!(plain_markdown("a_b [c] @d"), "a\\_b \\[c\\] \\@d");
        assert_eq!(shortened("short"), "short");
        assert!(shortened(&"word ".repeat(200)).ends_with("word …"));
    }
}
