//! Reads the files of comma-separated values below `data/`.

use almanac_model::{DataTable, FilePath};

use crate::checks::{OVERSIZED_CONTENT, UNREADABLE_FILE};
use crate::reporter::Finding;

/// How many columns a table may have.
const MAX_COLUMNS: usize = 1_000;

/// How many fields a table may have in all.
const MAX_FIELDS: usize = 2_000_000;

/// Reads a table with a head (RFC 4180). A row of another length than the head is left out, and reported.
pub(crate) fn read_data(file: &FilePath, text: &str) -> (DataTable, Vec<Finding>) {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut findings = Vec::new();
    let columns: Vec<String> = match reader.headers() {
        Ok(head) => head.iter().map(str::to_owned).collect(),
        Err(error) => {
            findings.push(fault(file, &error));
            Vec::new()
        }
    };
    let mut table = DataTable {
        rows: Vec::new(),
        columns,
    };
    if table.columns.len() > MAX_COLUMNS {
        let count = table.columns.len();
        let message = format!("this table has {count} columns, and at most {MAX_COLUMNS} are read");
        table.columns.clear();
        return (table, vec![oversized(file, 0, message)]);
    }
    let most = MAX_FIELDS / table.columns.len().max(1);
    for row in reader.records() {
        match row {
            Ok(row) if table.rows.len() >= most => {
                let at = row.position().map_or(0, |at| at.byte() as usize);
                let message = format!("this table has more than {most} rows, and no more are read");
                findings.push(oversized(file, at, message));
                break;
            }
            Ok(row) => table.rows.push(row.iter().map(str::to_owned).collect()),
            Err(error) => findings.push(fault(file, &error)),
        }
    }
    (table, findings)
}

fn oversized(file: &FilePath, at: usize, message: String) -> Finding {
    let help = "keep what no figure draws out of the almanac";
    Finding::new(&OVERSIZED_CONTENT, file, at..at, message).help(help)
}

fn fault(file: &FilePath, error: &csv::Error) -> Finding {
    let at = error
        .position()
        .map_or(0, |position| position.byte() as usize);
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("this row has {len} fields, and the head has {expected_len}"),
        _ => "this row can't be read as comma-separated values".to_owned(),
    };
    Finding::new(&UNREADABLE_FILE, file, at..at, message).help(
        "write as many fields as the head names, and put one that has a comma in quotation marks",
    )
}
