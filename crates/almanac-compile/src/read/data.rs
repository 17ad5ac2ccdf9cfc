//! Reads the files of comma-separated values below `data/`.

use almanac_model::{DataTable, FilePath};

use crate::checks::UNREADABLE_FILE;
use crate::reporter::Finding;

/// Reads a table with a head (RFC 4180). A row of another length than the head is left out, and reported.
pub(crate) fn read_data(file: &FilePath, text: &str) -> (DataTable, Vec<Finding>) {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut findings = Vec::new();
    let columns = match reader.headers() {
        Ok(head) => head.iter().map(str::to_owned).collect(),
        Err(error) => {
            findings.push(fault(file, &error));
            Vec::new()
        }
    };
    let mut rows = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => rows.push(row.iter().map(str::to_owned).collect()),
            Err(error) => findings.push(fault(file, &error)),
        }
    }
    (DataTable { columns, rows }, findings)
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
