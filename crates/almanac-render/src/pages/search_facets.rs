//! The facets of search: what results can be narrowed to, a line each.

use serde::Serialize;

use crate::results::{WordedFacetValue, WordedFacets, filter_label, shown_facets};
use crate::search_parameters::{FilterName, SearchParameters};
use crate::view::View;

/// How many values of a facet are shown before the others are folded, and how many there are at most: no reader goes
/// through more, and an almanac may have thousands of topics.
const SHOWN_VALUES: usize = 6;
const MOST_VALUES: usize = 60;

/// What results can be narrowed to by one filter.
#[derive(Debug, Serialize)]
pub(super) struct FacetLine {
    /// The filter, as addresses name it.
    pub name: &'static str,
    pub label: &'static str,
    pub shown: Vec<FacetLink>,
    /// Those that are folded.
    pub further: Vec<FacetLink>,
}

/// A value to which results can be narrowed; of one that is chosen, how to take it off.
#[derive(Debug, Serialize)]
pub(super) struct FacetLink {
    pub label: String,
    pub href: String,
    pub count: usize,
    pub is_chosen: bool,
}

/// The facets that are shown, and those that are folded. Where there are results, they are to be in view: then the first
/// facet is shown, and what is chosen.
pub(super) fn facet_lines(
    site: &View<'_>,
    asked: &SearchParameters,
    facets: &WordedFacets,
    to: &dyn Fn(&SearchParameters) -> String,
) -> (Vec<FacetLine>, Vec<FacetLine>) {
    let mut shown = Vec::new();
    let mut further = Vec::new();
    for (name, values) in shown_facets(facets) {
        let is_chosen = values.iter().any(|value| value.is_chosen);
        let is_in_view = !asked.asks() || shown.is_empty() || is_chosen;
        let line = line(site, asked, name, values, to);
        match is_in_view {
            true => shown.push(line),
            false => further.push(line),
        }
    }
    (shown, further)
}

fn line(
    site: &View<'_>,
    asked: &SearchParameters,
    name: FilterName,
    mut values: Vec<WordedFacetValue>,
    to: &dyn Fn(&SearchParameters) -> String,
) -> FacetLine {
    // What is chosen is never folded. The sort is stable.
    values.sort_by_key(|value| !value.is_chosen);
    values.truncate(MOST_VALUES);
    let link = |value: WordedFacetValue| {
        let asked_then = match value.is_chosen {
            true => asked.without(name),
            false => asked.with(name, Some(&value.value)),
        };
        FacetLink {
            href: to(&asked_then),
            label: value.label,
            count: value.count,
            is_chosen: value.is_chosen,
        }
    };
    let mut shown: Vec<FacetLink> = values.into_iter().map(link).collect();
    let further = shown.split_off(shown.len().min(SHOWN_VALUES));
    FacetLine {
        name: name.name(),
        label: filter_label(site, name),
        shown,
        further,
    }
}
