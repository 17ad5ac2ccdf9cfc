//! What search says about a query: what was done to it, and what to ask instead. What a reader typed runs its own way.

use almanac_search::QueryNote;

use crate::html::{Html, html};
use crate::messages::Messages;
use crate::results::{Loosened, facet_label, filter_label};
use crate::search_parameters::{FILTERS, SearchParameters};
use crate::view::View;

use super::search::address_of;

/// What was done to a query, in words.
pub(super) fn note_words(site: &View<'_>, asked: &SearchParameters, note: &QueryNote) -> Html {
    let locale = site.locale();
    match note {
        QueryNote::NearWords { typed, taken } => locale.with_markup(
            "note-near-words",
            &[
                ("typed", typed_word(typed)),
                ("taken", taken_words(site, asked, typed, taken)),
            ],
        ),
        QueryNote::LeftOut { words } => {
            locale.around("note-left-out", "words", &typed_words(site, words))
        }
        QueryNote::MayBeMissing { words } => {
            locale.around("note-may-be-missing", "words", &typed_words(site, words))
        }
        QueryNote::OnlyExclusions => locale.markup("note-only-exclusions").clone(),
        QueryNote::CutOff { last } => locale.around("note-cut-off", "last", &typed_word(last)),
        QueryNote::UnknownValue { name, value } => {
            let filter = FILTERS.into_iter().find(|filter| filter.name() == *name);
            let label = filter.map_or(*name, |filter| filter_label(site, filter));
            locale.with_markup(
                "note-unknown-value",
                &[("filter", Html::text(label)), ("value", typed_word(value))],
            )
        }
    }
}

/// A way to ask for less, in words.
pub(super) fn way_words(site: &View<'_>, asked: &SearchParameters, way: Loosened) -> Html {
    let locale = site.locale();
    match way {
        Loosened::Without(name) => {
            let value = asked.filter(name).unwrap_or_default();
            let value = typed_word(&facet_label(site, name, value));
            let label = Html::text(filter_label(site, name));
            locale.with_markup("search-without", &[("filter", label), ("value", value)])
        }
        Loosened::WithoutQuotes => locale.markup("search-without-quotes").clone(),
        Loosened::WithoutExclusions => locale.markup("search-without-exclusions").clone(),
    }
}

fn typed_word(word: &str) -> Html {
    html!("<bdi>{}</bdi>", word)
}

fn typed_words(site: &View<'_>, words: &[String]) -> Html {
    let words: Vec<Html> = words.iter().map(|word| typed_word(word)).collect();
    Html::join(&words, &Html::text(site.locale().list_separator()))
}

/// The words that were taken for one, each leading to the same search with it in place of what was typed.
fn taken_words(site: &View<'_>, asked: &SearchParameters, typed: &str, taken: &[String]) -> Html {
    let link = |word: &String| {
        let query = with_word(&asked.query, typed, word);
        let href = address_of(site, &asked.with_query(&query));
        html!(
            "<a href=\"{}\" rel=\"nofollow\"><bdi>{}</bdi></a>",
            href,
            word
        )
    };
    let words: Vec<Html> = taken.iter().map(link).collect();
    Html::join(&words, &Html::text(site.locale().list_separator()))
}

/// A query with another word where one was typed: where it stands alone, else where it first stands.
fn with_word(query: &str, typed: &str, word: &str) -> String {
    let is_alone = |at: &usize| {
        let before = query[..*at].chars().next_back();
        let behind = query[at + typed.len()..].chars().next();
        !before.into_iter().chain(behind).any(char::is_alphanumeric)
    };
    let places: Vec<usize> = query.match_indices(typed).map(|(at, _)| at).collect();
    let alone = places.iter().find(|at| is_alone(at));
    match alone.or(places.first()).filter(|_| !typed.is_empty()) {
        Some(at) => format!("{}{word}{}", &query[..*at], &query[at + typed.len()..]),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_was_typed_is_replaced_where_it_stands_alone() {
        for (query, typed, asked) in [
            ("opne weights", "opne", "open weights"),
            ("opnely opne", "opne", "opnely open"),
            ("\"opne weights\" -opnex", "opne", "\"open weights\" -opnex"),
            ("xopne", "opne", "xopen"),
            ("Something else", "opne", "open"),
            ("é opne é", "opne", "é open é"),
            ("x", "", "open"),
        ] {
            assert_eq!(with_word(query, typed, "open"), asked);
        }
    }
}
