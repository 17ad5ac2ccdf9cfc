//! Search: the page of what was found, the same as JSON, and the data that a static site searches by itself.

use almanac_model::{Address, Output};
use askama::Template;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::fill::JSON;
use super::frame::Frame;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::search::{Hit, HitSubject, SearchIndex, places, plain_text, terms};
use crate::view::View;
use almanac_search::fold;

#[derive(Debug, Template, Serialize)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    query: String,
    /// What was found; `None` where nothing was asked for.
    found: Option<Vec<SearchHit>>,
    /// Where the words of a static site are found by a module.
    data: String,
}

impl PageTemplate for SearchPage {
    const NAME: &'static str = "search.html";
}

/// A line of what was found.
#[derive(Debug, Serialize)]
pub(super) struct SearchHit {
    title: String,
    kind: String,
    href: String,
    /// The words around the place.
    words: String,
    /// The same, with those of the query marked.
    snippet: Html,
}

/// How many letters a snippet has, about.
const SNIPPET: usize = 160;

/// The page of a query; an empty one asks for nothing.
pub(crate) fn search(site: &View<'_>, index: Option<&SearchIndex>, query: &str) -> Output {
    let query = query.trim();
    let asked = index.filter(|_| !query.is_empty());
    let title = site.locale().text("search");
    site.fill(&SearchPage {
        frame: Frame::new(
            site,
            "search",
            title,
            Some(site.locale().text("search-description")),
            Some(&Address::Search),
            None,
        ),
        query: query.to_owned(),
        found: asked.map(|index| hits(site, index, query)),
        data: site.url(&Address::SearchData),
    })
}

/// What was found, for the dialog.
pub(crate) fn search_data(site: &View<'_>, index: &SearchIndex, query: &str) -> Output {
    let lines = hits(site, index, query).into_iter();
    let hits = lines.map(|line| {
        json!({ "title": line.title, "kind": line.kind, "href": line.href, "words": line.words })
    });
    json_output(&json!({ "hits": hits.collect::<Vec<_>>() }))
}

/// All that a static site is searched by: of each page its titles and its text.
pub(crate) fn search_file(site: &View<'_>) -> Output {
    let snapshot = site.snapshot();
    let pages = snapshot.pages().par_iter().enumerate();
    let pages = pages.filter(|(_, page)| !page.stub && !page.is_unlisted).map(|(index, page)| {
        let headings = page.outline.iter();
        json!({
            "title": page.title,
            "kind": site.kind(page),
            "href": site.url(&HitSubject::Page(index).address(snapshot)),
            "aliases": page.aliases,
            "headings": headings.map(|heading| [&heading.text, &heading.anchor]).collect::<Vec<_>>(),
            "summary": page.summary,
            "text": plain_text(page),
        })
    });
    let paths = snapshot.paths().iter().enumerate();
    let paths = paths
        .filter(|(_, path)| !path.is_unlisted)
        .map(|(index, path)| {
            json!({
                "title": path.title,
                "kind": site.locale().text("learning-path"),
                "href": site.url(&HitSubject::Path(index).address(snapshot)),
                "aliases": [],
                "headings": [],
                "summary": path.summary,
                "text": "",
            })
        });
    let mut all: Vec<serde_json::Value> = pages.collect();
    all.extend(paths);
    json_output(&json!({ "pages": all }))
}

fn json_output(value: &serde_json::Value) -> Output {
    Output {
        content_type: JSON,
        bytes: format!("{value}\n").into_bytes(),
    }
}

/// What a query finds, in the order in which it is shown.
fn hits(site: &View<'_>, index: &SearchIndex, query: &str) -> Vec<SearchHit> {
    let terms = terms(query);
    let hits = index.find(query).into_iter();
    hits.map(|hit| line(site, &hit, &terms)).collect()
}

fn line(site: &View<'_>, hit: &Hit, terms: &[String]) -> SearchHit {
    let snapshot = site.snapshot();
    let address = site.url(&hit.what.address(snapshot));
    match hit.what {
        HitSubject::Page(index) => {
            let page = &snapshot.pages()[index];
            let heading = hit.heading.and_then(|heading| page.outline.get(heading));
            let summary = page.summary.as_deref().unwrap_or_default();
            let words = snippet(&plain_text(page), summary, terms);
            SearchHit {
                title: page.title.clone(),
                kind: site.kind(page).into_owned(),
                href: heading.map_or_else(
                    || address.clone(),
                    |heading| format!("{address}#{}", heading.anchor),
                ),
                snippet: marked(&words, terms),
                words,
            }
        }
        HitSubject::Path(index) => {
            let path = &snapshot.paths()[index];
            let summary = path.summary.as_deref().unwrap_or_default();
            SearchHit {
                title: path.title.clone(),
                kind: site.locale().text("learning-path").to_owned(),
                href: address,
                snippet: marked(summary, terms),
                words: summary.to_owned(),
            }
        }
    }
}

/// The words around the first place of a term: in the summary, if it bears one, else in the text.
fn snippet(text: &str, summary: &str, terms: &[String]) -> String {
    let bears = |text: &str| {
        let folded = fold(text);
        terms
            .iter()
            .any(|term| places(&folded, term).next().is_some())
    };
    if bears(summary) || text.is_empty() {
        return summary.to_owned();
    }
    let stretches = stretches(text);
    let Some(at) = stretches.iter().position(|stretch| bears(stretch)) else {
        return summary.to_owned();
    };
    let before = if at > 0 { "… " } else { "" };
    let after = if at + 1 < stretches.len() { " …" } else { "" };
    format!("{before}{}{after}", stretches[at])
}

/// A text in stretches of about a snippet's length, cut between words.
fn stretches(text: &str) -> Vec<&str> {
    let mut stretches = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let target = rest
            .char_indices()
            .nth(SNIPPET)
            .map_or(rest.len(), |(at, _)| at);
        let cut = rest[target..]
            .find(char::is_whitespace)
            .map_or(rest.len(), |at| target + at);
        stretches.push(&rest[..cut]);
        rest = rest[cut..].trim_start();
    }
    stretches
}

/// A text with the words marked that bear a term.
fn marked(text: &str, terms: &[String]) -> Html {
    let mut markup = Html::with_capacity(text.len());
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            markup.push_literal(" ");
        }
        let folded = fold(word);
        let is_found = terms
            .iter()
            .flat_map(|term| term.split_whitespace())
            .any(|term| places(&folded, term).next().is_some());
        if is_found {
            push_marked(&mut markup, word);
        } else {
            markup.push_text(word);
        }
    }
    markup
}

/// Appends a word, marked without the punctuation around it.
fn push_marked(markup: &mut Html, word: &str) {
    let is_punctuation = |letter: char| !letter.is_alphanumeric();
    let rest = word.trim_start_matches(is_punctuation);
    let core = rest.trim_end_matches(is_punctuation);
    markup.push_text(&word[..word.len() - rest.len()]);
    markup.push_literal("<mark>");
    markup.push_text(core);
    markup.push_literal("</mark>");
    markup.push_text(&rest[core.len()..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_marked_without_the_punctuation_around_it() {
        let marked = marked("“Weights”, & more.", &terms("weights"));
        assert_eq!(marked.as_str(), "“<mark>Weights</mark>”, &amp; more.");
    }

    #[test]
    fn a_snippet_says_where_it_is_cut() {
        let text = format!("start {} middle {} end", "a ".repeat(80), "b ".repeat(80));
        let of = |query| snippet(&text, "A summary.", &terms(query));
        assert!(of("start").starts_with("start a") && of("start").ends_with("a …"));
        assert!(of("middle").starts_with("… ") && of("middle").ends_with(" …"));
        assert!(of("end").starts_with("… ") && of("end").ends_with("end"));
        assert_eq!(of("summary"), "A summary.");
    }
}
