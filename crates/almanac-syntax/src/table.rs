//! Wiki links that the cells of a table cut in two.

use crate::fault::{Fault, FaultKind};

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
