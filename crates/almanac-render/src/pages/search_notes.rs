//! What search says about a query: what was done to it, and what to ask instead. What a reader typed runs its own way.

use almanac_search::QueryNote;

use crate::html::{Html, html};
use crate::messages::Messages;
use crate::results::{Loosened, facet_label, filter_label};
use crate::search_parameters::{FILTERS, SearchParameters};
use crate::view::View;

/// What was done to a query, in words.
pub(super) fn note_words(site: &View<'_>, note: &QueryNote) -> Html {
    let locale = site.locale();
    match note {
        QueryNote::NearWords { typed, taken } => locale.with_markup(
            "note-near-words",
            &[
                ("typed", typed_word(typed)),
                ("taken", typed_words(site, taken)),
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
