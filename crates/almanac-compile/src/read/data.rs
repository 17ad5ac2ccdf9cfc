//! Reads the files of separated values below `data/`.

use std::ops::Range;

use almanac_model::{DataTable, FilePath, nfc};
use rustc_hash::FxHashSet as HashSet;

use super::separated::{Row, RowFault, Rows, separator_of};
use crate::checks::{FIGURE_WITHOUT_DATA, OVERSIZED_CONTENT, UNREADABLE_FILE};
use crate::reporter::Finding;

/// How many columns a table may have.
const MAX_COLUMNS: usize = 1_000;

/// How many cells a table may have in all.
const MAX_CELLS: usize = 2_000_000;

/// Reads a table whose first line names its columns. A row that can't be read, or that has more or
/// fewer cells than there are columns, is left out and reported.
pub(crate) fn read_data(file: &FilePath, text: &str) -> (DataTable, Vec<Finding>) {
    if let Some(at) = text.find('\0') {
        let message = "the file has bytes that are zero, so it is not text in UTF-8";
        let finding = Finding::new(&UNREADABLE_FILE, file, at..at + 1, message);
        return (DataTable::default(), vec![finding.help(SAVE_AS_UTF_8)]);
    }
    let (start, separator) = start_of(text);
    let mut table = DataTable {
        separator,
        ..DataTable::default()
    };
    let mut findings = Vec::new();
    let mut rows = Rows::from(text, start, separator);
    match rows.next() {
        None => return (table, findings),
        Some(Err(row)) => return (table, vec![fault(file, row)]),
        Some(Ok(head)) => read_head(file, head, &mut table, &mut findings),
    }
    let most = MAX_CELLS / table.columns.len().max(1);
    for row in rows.take_while(|_| !table.columns.is_empty()) {
        match row {
            Ok(row) if table.rows.len() >= most => {
                let message = format!("this table has more than {most} rows, and no more are read");
                findings.push(oversized(file, row.span.start, message));
                break;
            }
            Ok(row) if row.cells.len() == table.columns.len() => {
                table.starts.push(row.span.start);
                table.rows.push(row.cells);
            }
            Ok(row) => findings.push(wrong_length(file, &row, table.columns.len())),
            Err(row) => findings.push(fault(file, row)),
        }
    }
    (table, findings)
}

/// What to do about a file in another encoding.
const SAVE_AS_UTF_8: &str = "save the file in the encoding UTF-8";

/// Where the cells of a row stand: of a row that was read, at its start in the text.
pub(crate) fn places_of_cells(text: &str, start: usize, separator: char) -> Vec<Range<usize>> {
    let row = Rows::from(text, start, separator).next();
    row.and_then(Result::ok)
        .map_or_else(Vec::new, |row| row.places)
}

/// Where the first row starts, and what separates cells. A spreadsheet may say the latter in a line of
/// its own: `sep=;`.
fn start_of(text: &str) -> (usize, char) {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text[start..].lines();
    let first = lines.next().unwrap_or_default();
    let said = first.strip_prefix("sep=").map(str::chars);
    match said.map(|mut said| (said.next(), said.next())) {
        Some((Some(separator), None)) => (start + first.len(), separator),
        _ if first.trim().is_empty() => (
            start,
            separator_of(
                lines
                    .find(|line| !line.trim().is_empty())
                    .unwrap_or_default(),
            ),
        ),
        _ => (start, separator_of(first)),
    }
}

fn read_head(file: &FilePath, head: Row, table: &mut DataTable, findings: &mut Vec<Finding>) {
    if head.cells.len() > MAX_COLUMNS {
        let count = head.cells.len();
        let message = format!("this table has {count} columns, and at most {MAX_COLUMNS} are read");
        findings.push(oversized(file, head.span.start, message));
        return;
    }
    let mut names: HashSet<&str> = HashSet::default();
    for (name, place) in head.cells.iter().zip(head.places) {
        if !name.is_empty() && !names.insert(name) {
            let message = format!("the column `{name}` stands twice");
            let finding = Finding::new(&FIGURE_WITHOUT_DATA, file, place, message);
            findings.push(finding.help("give each column a name of its own"));
        }
    }
    // They are named in figures.
    table.columns = head
        .cells
        .iter()
        .map(|cell| nfc(cell).into_owned())
        .collect();
}

fn oversized(file: &FilePath, at: usize, message: String) -> Finding {
    let help = "keep what no figure draws out of the almanac";
    Finding::new(&OVERSIZED_CONTENT, file, at..at, message).help(help)
}

fn wrong_length(file: &FilePath, row: &Row, columns: usize) -> Finding {
    let cells = row.cells.len();
    let (cells_word, columns_word) = (plural(cells, "cell"), plural(columns, "column"));
    let message =
        format!("this row has {cells} {cells_word}, and there are {columns} {columns_word}");
    Finding::new(&FIGURE_WITHOUT_DATA, file, row.span.clone(), message).help(
        "write a cell for each column; one that has the separator in it stands in quotation marks",
    )
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}

fn fault(file: &FilePath, fault: RowFault) -> Finding {
    let (span, message, help) = match fault {
        RowFault::Unclosed(span) => (
            span,
            "this quotation mark is never closed, so nothing behind it can be read",
            "close it with another `\"`; one that belongs to the text of a cell is written twice",
        ),
        RowFault::BehindQuote(span) => (
            span,
            "something stands behind the quotation mark that closes a cell",
            "write a quotation mark that belongs to the text of a cell twice: `\"\"`",
        ),
    };
    Finding::new(&FIGURE_WITHOUT_DATA, file, span, message).help(help)
}
