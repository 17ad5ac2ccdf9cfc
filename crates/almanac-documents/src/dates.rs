//! When something was changed or published, as far as it is known.

use almanac_locale::{Edition, machine_date};
use almanac_model::{Changed, Date};

/// A last change, unless its author dates it into the future: nobody has made it yet.
pub(crate) fn past<'c>(edition: &Edition<'_>, changed: Option<&'c Changed>) -> Option<&'c Changed> {
    changed.filter(|changed| changed.is_by(edition.today()))
}

/// A date as programs read it, as precise as it is known. `None` if it is approximate or uncertain, which this form can't
/// express, or in the future.
pub(crate) fn machine_past(edition: &Edition<'_>, date: Option<&Date>) -> Option<String> {
    let is_certain = |date: &&Date| !date.approximate && !date.uncertain;
    let date = date
        .filter(|date| is_past(edition, date))
        .filter(is_certain);
    date.map(machine_date)
}

/// The same of a last change.
pub(crate) fn machine_change(edition: &Edition<'_>, changed: Option<&Changed>) -> Option<String> {
    machine_past(edition, changed.map(|changed| &changed.date))
}

fn is_past(edition: &Edition<'_>, date: &Date) -> bool {
    date.earliest() <= edition.today()
}
