//! Ids that are known on a whole site, each with the words of what bears it: headings, figures, tables, formulas. Read by
//! MyST, Quarto and bookdown, whose references show the words of what they lead to.

use std::collections::BTreeMap;

use almanac_syntax::parse;

use super::anchors::fragment_key;
use super::headings::SITES;
use super::navigation::plain_markdown;
use crate::links::{encoded_path, relative};

/// The most letters of a reference: a caption may be a paragraph.
const MOST: usize = 80;

/// What bears an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file of its page, by its path in the source.
    pub source: String,
    /// Its id on that page.
    pub id: String,
    /// What it is called, without marks; empty where it has no words.
    pub words: String,
}

/// All that bears ids on a site.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    by_name: BTreeMap<String, Vec<Label>>,
    titles: BTreeMap<String, String>,
}

impl Labels {
    /// Takes note of what an id, or a name for it, leads to.
    pub fn add(&mut self, name: &str, label: Label) {
        let same = self.by_name.entry(fragment_key(name)).or_default();
        // Of several on one page, the first bears the id.
        if let Some(known) = same.iter_mut().find(|known| known.source == label.source) {
            if known.words.is_empty() {
                known.words = label.words;
            }
            return;
        }
        same.push(label);
    }

    /// Takes note of what a page is called.
    pub fn add_title(&mut self, source: &str, title: &str) {
        self.titles.insert(source.to_owned(), title.to_owned());
    }

    /// What a page is called.
    pub fn title(&self, source: &str) -> Option<&str> {
        self.titles.get(source).map(String::as_str)
    }

    /// What bears an id: on the page first, then on all others.
    pub fn find(&self, page: &str, name: &str) -> Option<&Label> {
        let found = self.by_name.get(&fragment_key(name))?;
        let own = found.iter().find(|label| label.source == page);
        own.or_else(|| found.first())
    }

    /// The address of what bears an id, from a page.
    pub fn address(&self, page: &str, name: &str) -> Option<String> {
        let label = self.find(page, name)?;
        Some(match label.source == page {
            true => format!("#{}", label.id),
            false => format!(
                "{}#{}",
                encoded_path(&relative(page, &label.source)),
                label.id
            ),
        })
    }

    /// A link to what bears an id, with its words as text where no others are given.
    pub fn link(&self, page: &str, name: &str, words: Option<&str>) -> Option<String> {
        let label = self.find(page, name)?;
        let address = self.address(page, name)?;
        let words = match words.filter(|words| !words.trim().is_empty()) {
            Some(words) => words.trim().to_owned(),
            None if label.words.is_empty() => plain_markdown(&label.id),
            None => plain_markdown(&shortened(&label.words)),
        };
        Some(format!("[{words}]({address})"))
    }
}

/// The words of some Markdown without its marks.
pub fn plain_words(markdown: &str) -> String {
    let words = parse(&format!("\n{markdown}"), SITES).plain_text;
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of some words, if they are many.
fn shortened(words: &str) -> String {
    if words.chars().count() <= MOST {
        return words.trim_end_matches('.').to_owned();
    }
    let first = words[..almanac_syntax::first_sentence(words)]
        .trim()
        .trim_end_matches('.');
    match first.char_indices().nth(MOST) {
        None => first.to_owned(),
        Some((end, _)) => {
            let end = first[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &first[..end])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_itself_goes_before_others() {
        let label = |source: &str, words: &str| Label {
            source: source.into(),
            id: "x".into(),
            words: words.into(),
        };
        let mut labels = Labels::default();
        labels.add("x", label("a/b c.md", "One [1]."));
        labels.add("x", label("d.md", ""));
        assert_eq!(
            labels.link("e.md", "x", None).as_deref(),
            Some("[One \\[1\\]](a/b%20c.md#x)")
        );
        assert_eq!(labels.link("d.md", "x", None).as_deref(), Some("[x](#x)"));
        assert_eq!(
            labels.link("d.md", "x", Some("W")).as_deref(),
            Some("[W](#x)")
        );
        assert_eq!(labels.link("d.md", "y", None), None);
    }
}
