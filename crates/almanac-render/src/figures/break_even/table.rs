//! What a break-even rests on and leads to, each number with its date and its sources.

use super::BreakEvenRow;
use crate::html::{Href, Html, html};
use crate::messages::Messages;
use crate::view::View;

pub(super) fn markup(site: &View<'_>, rows: &[BreakEvenRow]) -> Html {
    let locale = site.locale();
    let columns = ["figure-value", "as-of-column", "source"];
    let columns = columns.map(|id| html!("<th scope=\"col\">{}</th>", locale.markup(id)));
    let columns: Html = columns.into_iter().collect();
    let rows: Html = rows.iter().map(|row| line(site, row)).collect();
    html!(
        "<details class=\"data\"{}><summary>{}</summary><div class=\"table\" role=\"group\" aria-label=\"{}\" tabindex=\"0\">\
         <table><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div></details>",
        site.interface_among(site.shown_language()),
        locale.markup("break-even-table"),
        locale.markup("table"),
        columns,
        rows
    )
}

fn line(site: &View<'_>, row: &BreakEvenRow) -> Html {
    let note = row.note.as_deref();
    let note = note.map(|note| html!("<span class=\"note\">{}</span>", &*site.set_line(note)));
    html!(
        "<tr><th scope=\"row\">{}{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
        row.point.label,
        note,
        row.point.shown,
        row.point.dated,
        origin(site, row)
    )
}

/// Where a number is from.
fn origin(site: &View<'_>, row: &BreakEvenRow) -> Html {
    let locale = site.locale();
    if row.is_worked_out {
        return locale.markup("break-even-worked-out").clone();
    }
    let sources = row.point.sources.iter();
    let sources = sources.filter_map(|one| one.source.as_deref());
    let links: Vec<Html> = sources
        .map(|source| {
            let address = site.source_url(source);
            html!(
                "<a href=\"{}\">{}</a>",
                Href(&address),
                &*site.set_line(&source.title)
            )
        })
        .collect();
    if links.is_empty() {
        return locale.markup("break-even-assumed").clone();
    }
    Html::join(&links, locale.markup("list-separator"))
}
