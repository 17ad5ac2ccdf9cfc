//! How many findings there are of each check, and which of them are written.

use std::collections::BTreeMap;
use std::io::{self, Write};

use almanac_model::{Diagnostic, Severity};

/// Up to how many findings a report needs no sum: they are seen at a glance.
const SEEN_AT_A_GLANCE: usize = 20;

/// The findings of one check.
struct OfCheck<'d> {
    severity: Severity,
    name: &'d str,
    all: usize,
    written: usize,
}

/// How many findings there are of each check, and how many of them are written.
pub(super) struct Sum<'d>(Vec<OfCheck<'d>>);

/// Takes the findings that are to be written: of each check the first ones, no more than `most`, unless all are seen at a glance.
pub(super) fn take_some<'d>(
    faults: Vec<&'d Diagnostic>,
    most: Option<usize>,
) -> (Vec<&'d Diagnostic>, Sum<'d>) {
    let mut checks: BTreeMap<(Severity, &str), OfCheck<'d>> = BTreeMap::new();
    let all: usize = faults.iter().map(|fault| fault.faults()).sum();
    let most = most.filter(|_| all > SEEN_AT_A_GLANCE);
    let most = most.unwrap_or(usize::MAX);
    let written = faults.into_iter().filter(|fault| {
        let key = (fault.severity, fault.name);
        let of_check = checks.entry(key).or_insert(OfCheck {
            severity: fault.severity,
            name: fault.name,
            all: 0,
            written: 0,
        });
        of_check.all += fault.faults();
        let is_written = of_check.written < most;
        if is_written {
            of_check.written += fault.faults();
        }
        is_written
    });
    let written = written.collect();
    let mut checks: Vec<OfCheck<'d>> = checks.into_values().collect();
    // Errors first, then what there is most of.
    checks.sort_by_key(|check| (check.severity != Severity::Error, usize::MAX - check.all));
    (written, Sum(checks))
}

impl Sum<'_> {
    /// Writes a line for each check, if there is more than what is seen at a glance.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let all: usize = self.0.iter().map(|check| check.all).sum();
        if all <= SEEN_AT_A_GLANCE {
            return Ok(());
        }
        let width = self.0.iter().map(|check| check.all.to_string().len()).max();
        let width = width.unwrap_or_default();
        for check in &self.0 {
            let severity = check.severity.name();
            write!(out, "{:>width$} {severity:<7} {}", check.all, check.name)?;
            if check.written < check.all {
                write!(out, " ({} shown)", check.written)?;
            }
            writeln!(out)?;
        }
        if let Some(hidden) = self.0.iter().find(|check| check.written < check.all) {
            writeln!(
                out,
                "`--all` shows all, `--only {}` those of a check",
                hidden.name
            )?;
        }
        writeln!(out)
    }
}
