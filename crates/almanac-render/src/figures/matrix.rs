//! Entries by properties: a table whose cells say the value, its date and its source.

use almanac_model::{Fact, Page};
use almanac_syntax::FigureBlock;

use super::data::{pages, property_label, source_address};
use crate::facts;
use crate::html::{escaped, href};
use crate::messages::Messages;
use crate::view::View;

/// The markup of the table.
pub(super) fn markup(site: &View<'_>, own: Option<&Page>, block: &FigureBlock) -> String {
    let heads: String = block
        .properties
        .iter()
        .map(|property| {
            format!(
                "<th scope=\"col\" role=\"columnheader\">{}</th>",
                escaped(&property_label(site, property))
            )
        })
        .collect();
    let rows: String = pages(site, own, block)
        .into_iter()
        .map(|page| row(site, page, &block.properties))
        .collect();
    // The roles say what the table is where a narrow screen lays its rows out as lists.
    format!(
        "<div class=\"table matrix\" role=\"group\" aria-label=\"{}\" tabindex=\"0\"><table role=\"table\">\
         <thead role=\"rowgroup\"><tr role=\"row\"><td role=\"cell\"></td>{heads}</tr></thead>\
         <tbody role=\"rowgroup\">{rows}</tbody></table></div>",
        site.locale().markup("table")
    )
}

fn row(site: &View<'_>, page: &Page, properties: &[String]) -> String {
    let cells: String = properties
        .iter()
        .map(|property| {
            format!(
                "<td role=\"cell\" data-label=\"{}\">{}</td>",
                escaped(&property_label(site, property)),
                cell(site, page, property)
            )
        })
        .collect();
    format!(
        "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\"><a href=\"{}\">{}</a></th>{cells}</tr>",
        href(&site.page_url(page)),
        escaped(&page.title)
    )
}

/// What is stated now: the newest value of each part. That nothing is stated is not a no.
fn cell(site: &View<'_>, page: &Page, property: &str) -> String {
    let stated = page.facts_of(property);
    if stated.is_empty() {
        return format!(
            "<span class=\"quiet\">{}</span>",
            site.locale().markup("not-stated-here")
        );
    }
    let mut parts: Vec<Option<&str>> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for fact in stated {
        let part = fact.applies_to.as_deref();
        if !parts.contains(&part) {
            parts.push(part);
            values.push(value(site, page, fact));
        }
    }
    values.join("")
}

fn value(site: &View<'_>, page: &Page, fact: &Fact) -> String {
    let part = fact.applies_to.as_ref().map_or(String::new(), |part| {
        format!("<span class=\"part\">{}:</span> ", escaped(part))
    });
    let words = facts::value(site, fact, facts::Links::Without);
    let stale = facts::stale_mark(site, page, fact);
    let words = match source_address(site, fact.sources.first()) {
        Some(address) => format!("<a href=\"{}\">{words}</a>", href(&address)),
        None => words,
    };
    let date = facts::validity(site.locale(), fact).map_or(String::new(), |validity| {
        format!(" <span class=\"as-of\">{}</span>", escaped(&validity))
    });
    format!("<div class=\"value\">{part}{words}{stale}{date}</div>")
}
