//! What a break-even rests on and leads to, each number with its date and its sources.

use super::Row;
use crate::html::{escaped, href};
use crate::messages::Messages;
use crate::view::View;

pub(super) fn markup(site: &View<'_>, rows: &[Row]) -> String {
    let locale = site.locale();
    let columns = ["figure-value", "as-of-column", "source"].map(|id| {
        let words = locale.markup(id);
        format!("<th scope=\"col\">{words}</th>")
    });
    let rows: String = rows.iter().map(|row| line(site, row)).collect();
    format!(
        "<details class=\"data\"><summary>{}</summary><div class=\"table\" role=\"group\" aria-label=\"{}\" tabindex=\"0\">\
         <table><thead><tr><td></td>{}</tr></thead><tbody>{rows}</tbody></table></div></details>",
        locale.markup("break-even-table"),
        locale.markup("table"),
        columns.concat()
    )
}

fn line(site: &View<'_>, row: &Row) -> String {
    let note = row.note.as_deref().map_or(String::new(), |note| {
        format!("<span class=\"note\">{}</span>", escaped(note))
    });
    format!(
        "<tr><th scope=\"row\">{}{note}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
        escaped(&row.point.label),
        escaped(&row.point.shown),
        escaped(row.point.dated.as_deref().unwrap_or_default()),
        origin(site, row)
    )
}

/// Where a number is from.
fn origin(site: &View<'_>, row: &Row) -> String {
    let locale = site.locale();
    if row.is_worked_out {
        return locale.markup("break-even-worked-out").to_owned();
    }
    let sources = row.point.sources.iter();
    let sources = sources.filter_map(|one| one.source.as_deref());
    let links: Vec<String> = sources
        .map(|source| {
            let address = site.source_url(source);
            let title = escaped(&source.title);
            format!("<a href=\"{}\">{title}</a>", href(&address))
        })
        .collect();
    if links.is_empty() {
        return locale.markup("break-even-assumed").to_owned();
    }
    locale.list(&links)
}
