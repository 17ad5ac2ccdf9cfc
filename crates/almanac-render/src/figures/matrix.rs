//! Entries by properties: a table whose cells say the value, its date and its source.

use std::collections::HashSet;

use almanac_model::{Fact, Page};
use almanac_syntax::{FigureBlock, MAX_SERIES, MAX_VALUES};

use super::data::{at_most, pages, point_sources, property_label, source_address};
use super::{label_language, within_label};
use crate::facts;
use crate::html::{Href, Html, html};
use crate::isolation::{isolated, runs_otherwise};
use crate::messages::Messages;
use crate::view::View;

/// The rows and columns that are drawn.
struct Cells<'p, 'b> {
    pages: Vec<&'p Page>,
    properties: &'b [String],
    /// Whether there are more.
    is_cut: bool,
}

impl<'p, 'b> Cells<'p, 'b> {
    fn of(site: &View<'p>, own: Option<&'p Page>, block: &'b FigureBlock) -> Self {
        let (properties, is_cut) = at_most(&block.properties, MAX_SERIES);
        let mut pages = pages(site, own, block);
        let most = MAX_VALUES / properties.len().max(1);
        let is_cut = is_cut || pages.len() > most;
        pages.truncate(most);
        Self {
            pages,
            properties,
            is_cut,
        }
    }
}

/// How many cells are drawn, and whether there are more.
pub(super) fn size(site: &View<'_>, own: Option<&Page>, block: &FigureBlock) -> (usize, bool) {
    let cells = Cells::of(site, own, block);
    (cells.pages.len() * cells.properties.len(), cells.is_cut)
}

/// The markup of the table.
pub(super) fn markup(site: &View<'_>, own: Option<&Page>, block: &FigureBlock) -> Html {
    let Cells {
        pages, properties, ..
    } = Cells::of(site, own, block);
    let heads = properties.iter().map(|property| {
        html!(
            "<th scope=\"col\" role=\"columnheader\">{}</th>",
            isolated(
                &site.set_line(&property_label(site, property)),
                site.locale().direction()
            )
        )
    });
    let heads: Html = heads.collect();
    let rows = pages.into_iter().map(|page| row(site, page, properties));
    let rows: Html = rows.collect();
    // The roles say what the table is where a narrow screen lays its rows out as lists.
    html!(
        "<div class=\"table matrix\" role=\"group\"{} aria-label=\"{}\" tabindex=\"0\"><table{} role=\"table\">\
         <thead role=\"rowgroup\"><tr role=\"row\"><td role=\"cell\"></td>{}</tr></thead>\
         <tbody role=\"rowgroup\">{}</tbody></table></div>",
        label_language(site),
        site.locale().markup("table"),
        within_label(site),
        heads,
        rows
    )
}

fn row(site: &View<'_>, page: &Page, properties: &[String]) -> Html {
    let cells = properties.iter().map(|property| {
        html!(
            "<td role=\"cell\" data-label=\"{}\">{}</td>",
            &*site.set_line(&property_label(site, property)),
            cell(site, page, property)
        )
    });
    let cells: Html = cells.collect();
    html!(
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><a href=\"{}\">{}</a></th>{}</tr>",
        Href(&site.page_url(page)),
        isolated(&site.set_line(&page.title), site.locale().direction()),
        cells
    )
}

/// How many parts of a thing a cell tells apart.
const MOST_PARTS: usize = 24;

/// What is stated now: the newest value of each part. That nothing is stated is not a no.
fn cell(site: &View<'_>, page: &Page, property: &str) -> Html {
    let stated = page.facts_of(property);
    if stated.is_empty() {
        return html!(
            "<span class=\"quiet\"{}>{}</span>",
            site.interface_among(site.shown_language()),
            site.locale().markup("not-stated-here")
        );
    }
    let mut parts: HashSet<Option<&str>> = HashSet::new();
    let newest = stated
        .into_iter()
        .filter(|fact| parts.insert(fact.applies_to.as_deref()));
    let values = newest.take(MOST_PARTS).map(|fact| value(site, page, fact));
    values.collect()
}

fn value(site: &View<'_>, page: &Page, fact: &Fact) -> Html {
    let around = site.locale().direction();
    let part = fact.applies_to.as_ref();
    let part = part.map(|part| {
        html!(
            "<span class=\"part\">{}:</span> ",
            isolated(&site.set_line(part), around)
        )
    });
    let shown = facts::value(site, fact, facts::ValueLinks::Without);
    let words = match runs_otherwise(&facts::words(site, fact), around) {
        true => html!("<bdi>{}</bdi>", shown),
        false => shown,
    };
    let stale = facts::stale_mark(site, fact, || facts::is_current(page, fact));
    let words = match source_address(site, point_sources(site, Some(page), &fact.sources).first()) {
        Some(address) => html!("<a href=\"{}\">{}</a>", Href(&address), words),
        None => words,
    };
    let date = facts::validity(site.locale(), fact);
    let date = date.map(|validity| html!(" <span class=\"as-of\">{}</span>", validity));
    html!(
        "<div class=\"value\">{}{}{}{}</div>",
        part,
        words,
        stale,
        date
    )
}
