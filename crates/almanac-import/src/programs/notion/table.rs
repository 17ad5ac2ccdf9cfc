//! A table of Notion as a page.

use std::collections::BTreeMap;

use crate::csv::rows_of_csv;

/// The pages of the rows of a table, by their names in small letters: how they are reached from its page. Several rows may
/// bear one name.
pub type Rows = BTreeMap<String, Vec<String>>;

/// A page with a table, whose first column links the pages of its rows. `address` gives the new address of a page of the
/// export, by the one that stands in a cell.
pub fn table_page(
    csv: &str,
    id: Option<&str>,
    rows: &Rows,
    address: &dyn Fn(&str) -> Option<String>,
) -> String {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut page = String::new();
    if let Some(id) = id {
        page.push_str(&format!("---\naliases: [\"{id}\"]\n---\n"));
    }
    let records = rows_of_csv(csv.strip_prefix('\u{feff}').unwrap_or(csv), ',');
    let width = records.first().map_or(0, Vec::len);
    for (number, record) in records.iter().enumerate() {
        let cells = (0..width).map(|column| {
            let words = record.get(column).map_or("", String::as_str);
            let shown = related(words, address).unwrap_or_else(|| cell(words));
            if number == 0 || column > 0 || words.is_empty() {
                return shown;
            }
            let name = row_name(words);
            let targets = rows.get(&name).or_else(|| shortened(rows, words));
            let place = met.entry(name).or_insert(0);
            let target = targets.and_then(|targets| targets.get(*place).or(targets.last()));
            *place += 1;
            match target {
                Some(target) => format!("[{shown}]({target})"),
                None => shown,
            }
        });
        page.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
        if number == 0 {
            page.push_str(&format!("|{}\n", " --- |".repeat(width)));
        }
    }
    page
}

/// The name that the file of a row has: signs that file names can't have are blanks or not there.
fn row_name(words: &str) -> String {
    let kept: String = words
        .chars()
        .map(|c| if "/\\:*?\"<>|#%".contains(c) { ' ' } else { c })
        .collect();
    kept.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The only row whose name begins a title: long names are cut.
fn shortened<'r>(rows: &'r Rows, words: &str) -> Option<&'r Vec<String>> {
    const SHORTEST: usize = 20;
    let name = row_name(words);
    let mut found = rows.iter().filter(|(row, _)| {
        row.chars().count() >= SHORTEST && name.starts_with(row_name(row).as_str())
    });
    let (_, target) = found.next()?;
    found.next().is_none().then_some(target)
}

/// The pages that a cell relates its row to, `Name (address), Other (address)`, as links; `None` if it is of other words.
fn related(words: &str, address: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut links: Vec<String> = Vec::new();
    let mut rest = words;
    while let Some((name, behind)) = rest.split_once(" (") {
        let (written, further) = behind.split_once(')')?;
        let name = cell(name.trim_start_matches([',', ' ']));
        links.push(format!("[{name}]({})", address(written)?));
        rest = further;
    }
    (rest.is_empty() && !links.is_empty()).then(|| links.join(", "))
}

/// Words in a cell of a Markdown table.
fn cell(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace('|', "\\|")
        .replace('[', "\\[")
        .replace(']', "\\]")
}
