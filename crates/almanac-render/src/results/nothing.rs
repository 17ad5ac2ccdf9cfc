//! What is offered where nothing was found: near titles, what is requested, and what to ask instead.

use almanac_locale::words_of;
use almanac_search::{SearchResults, fold};
use serde::Serialize;

use super::hits::WordedHit;
use crate::search_parameters::{FilterName, SearchParameters};
use crate::view::View;

/// How many near titles and requests are offered.
const MOST_OFFERED: usize = 5;

/// A link.
#[derive(Debug, Serialize)]
pub struct WordedLink {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub href: String,
}

/// A way to ask for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loosened {
    /// Without the value of a filter.
    Without(FilterName),
    /// With the words of phrases wherever they stand.
    WithoutQuotes,
    /// With the words that were to be left out.
    WithoutExclusions,
}

/// Pages whose titles are near to what was typed.
pub(super) fn near(site: &View<'_>, results: &SearchResults) -> Vec<WordedLink> {
    let near = results.near_titles.iter().take(MOST_OFFERED);
    let near = near.map(|hit| WordedHit::new(site, hit));
    near.map(|hit| WordedLink {
        title: hit.title,
        href: hit.href,
    })
    .collect()
}

/// What is requested under a name that has all words that were typed.
pub(super) fn requested(site: &View<'_>, query: &str) -> Vec<WordedLink> {
    let query = fold(query);
    let words: Vec<&str> = query
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let matching = requested_links(site).filter(|link| {
        let folded = fold(&link.title);
        words.iter().all(|word| folded.contains(word))
    });
    matching.take(MOST_OFFERED).collect()
}

/// All that is requested.
pub(crate) fn requested_links(site: &View<'_>) -> impl Iterator<Item = WordedLink> {
    let requests = site.snapshot().requested().iter();
    requests.map(|request| WordedLink {
        title: match request.stub {
            Some(stub) => site.snapshot().page(stub).title.clone(),
            None => words_of(&request.name),
        },
        href: site.requested_url(&request.name),
    })
}

impl Loosened {
    /// The ways to ask for less than a query does, with what to ask.
    pub(crate) fn ways(asked: &SearchParameters) -> Vec<(Self, SearchParameters)> {
        let mut ways: Vec<(Self, SearchParameters)> = asked
            .chosen()
            .map(|(name, _)| (Self::Without(name), asked.with(name, None)))
            .collect();
        let is_quote = |letter: char| "\"“”„«»".contains(letter);
        if asked.query.contains(is_quote) {
            let words = asked.query.replace(is_quote, " ");
            let words: Vec<&str> = words.split_whitespace().collect();
            ways.push((Self::WithoutQuotes, asked.with_query(&words.join(" "))));
        }
        let (excluded, kept): (Vec<&str>, Vec<&str>) =
            asked.query.split_whitespace().partition(|word| {
                let excluded = word.strip_prefix('-');
                excluded.is_some_and(|word| word.starts_with(char::is_alphabetic))
            });
        if !excluded.is_empty() && !kept.is_empty() {
            let query = asked.with_query(&kept.join(" "));
            ways.push((Self::WithoutExclusions, query));
        }
        ways
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_loosened_by_what_it_asks_for() {
        let ways = |query: &str| -> Vec<String> {
            let asked = SearchParameters::read(query);
            let ways = Loosened::ways(&asked).into_iter();
            ways.map(|(_, asked)| asked.to_query()).collect()
        };
        assert_eq!(ways("q=x"), [""; 0]);
        assert_eq!(
            ways("q=x&kind=model&level=advanced"),
            ["?q=x&level=advanced", "?q=x&kind=model"]
        );
        assert_eq!(
            ways("q=%22open+weights%22+-closed"),
            ["?q=open+weights+-closed", "?q=%22open+weights%22"]
        );
        // Two minus signs and a number are text.
        assert_eq!(ways("q=--all+-1"), [""; 0]);
    }
}
