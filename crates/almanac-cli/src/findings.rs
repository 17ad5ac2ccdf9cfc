//! What a server prints of what the compiler found.

use std::collections::HashSet;

use almanac_compile::MAX_FILE_BYTES;
use almanac_compile::output;
use almanac_model::{Diagnostic, FilePath, Report, Severity};
use almanac_workspace::Almanac;

use crate::failure::say;

/// How many findings of a check are printed at a time. `almanac check` shows them all.
const MOST_OF_A_CHECK: usize = 5;

/// Prints what was found, as `almanac check` shows it: errors and warnings that were not there before.
///
/// An edit moves all that stands below it, so that a finding is the same if it is said of the same file in the same words.
pub fn print_new(almanac: &Almanac, now: &Report, before: Option<&Report>) {
    let key = |found: &Diagnostic| (found.name, found.place.file.clone(), found.message.clone());
    let known: HashSet<_> = { before.into_iter() }
        .flat_map(|report| report.diagnostics.iter().map(key))
        .collect();
    let is_new =
        |found: &&Diagnostic| found.severity != Severity::Remark && !known.contains(&key(found));
    let diagnostics: Vec<Diagnostic> = now.diagnostics.iter().filter(is_new).cloned().collect();
    if diagnostics.is_empty() {
        return;
    }
    let report = Report { diagnostics };
    let tree = almanac.tree();
    let read = |file: &FilePath| {
        let bytes = tree.read(file, MAX_FILE_BYTES).ok()??;
        String::from_utf8(bytes).ok()
    };
    let mut text = Vec::new();
    if output::write_findings(&report, MOST_OF_A_CHECK, &read, &mut text).is_ok() {
        say(String::from_utf8_lossy(&text).trim_end());
    }
}
