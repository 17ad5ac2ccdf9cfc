//! What a row of a table loses: wiki links that its cells cut in two, and cells that the head has no room for.

use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// Finds the wiki links whose bar ends a cell, in the row that starts at `start`: `[[slug|words]]`.
/// Two open brackets that no others close in their row are left alone.
pub(crate) fn split_links(text: &str, start: usize) -> Vec<Fault> {
    let row = text[start..].lines().next().unwrap_or_default();
    let opens = row.match_indices("[[").map(|(offset, _)| start + offset);
    opens
        .filter(|open| !text[..*open].ends_with('\\'))
        .filter_map(|open| split_link(text, open))
        .collect()
}

/// The cells of a row behind its last one that is shown, which ends where `rest` begins, if there are words in them.
pub(crate) fn extra_cells(text: &str, rest: Span) -> Option<Fault> {
    let is_edge = |c: char| c.is_whitespace() || c == '|';
    let cells = text[rest.clone()].trim_start_matches(is_edge);
    let start = rest.end - cells.len();
    let cells = cells.trim_end_matches(is_edge);
    (!cells.is_empty()).then(|| {
        let message = "this row has more cells than the head of its table, so they are not shown";
        Fault::new(FaultKind::ExtraCells, start..start + cells.len(), message)
    })
}

/// The wiki link that opens at `open`, if one bar stands in it that is not escaped.
fn split_link(text: &str, open: usize) -> Option<Fault> {
    let row = text[open..].lines().next()?;
    let link = &row[..row.find("]]")? + "]]".len()];
    let bar = link.find('|')?;
    let is_plain = !link[..bar].ends_with('\\') && link.rfind('|') == Some(bar);
    let is_one = link.rfind("[[") == Some(0);
    (is_plain && is_one).then(|| {
        let kind = FaultKind::BarInCell { bar: open + bar };
        let message = format!("`{}` is never closed in its cell", &link[..bar]);
        Fault::new(kind, open..open + link.len(), message)
    })
}
