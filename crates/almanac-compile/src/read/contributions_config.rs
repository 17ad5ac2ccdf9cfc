//! Reads `[contributions]` of `almanac.toml`: who may change what.

use almanac_model::{Contributions, Review};
use almanac_syntax::yaml::Node;

use super::fields::Fields;
use crate::checks::INVALID_FRONT_MATTER;
use crate::reporter::Finding;

/// What units of sizes are called, and how many bytes each is.
const UNITS: [(&str, u64); 4] = [
    ("B", 1),
    ("kB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
];

/// Reads `[contributions]`; what is wrong keeps its default.
pub(super) fn read_contributions(fields: &mut Fields<'_>, node: &Node) -> Contributions {
    let mut inner = Fields::new(fields.file, node, "`contributions`");
    let names = Review::ALL.map(Review::name);
    let review = inner.one_of("review", Review::from_name, &names);
    let default = Contributions::default();
    let size = inner.placed_text("max_upload").map(|(text, span)| {
        let size = size_of(&text);
        if size.is_none() {
            let message = format!("`{text}` is no size");
            let finding = Finding::new(&INVALID_FRONT_MATTER, inner.file, span, message);
            let help = "write a number and a unit: `max_upload = \"10 MB\"`";
            inner.findings.push(finding.help(help));
        }
        size
    });
    fields.findings.extend(inner.finish());
    Contributions {
        review: review.unwrap_or(default.review),
        max_upload: size.flatten().unwrap_or(default.max_upload),
    }
}

/// A number of bytes: `10 MB`.
fn size_of(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    let (_, bytes) = UNITS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(unit))?;
    number.parse::<u64>().ok()?.checked_mul(*bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_number_and_a_unit() {
        assert_eq!(size_of("10 MB"), Some(10_000_000));
        assert_eq!(size_of("500kb"), Some(500_000));
        assert_eq!(size_of("0 B"), Some(0));
        for wrong in ["", "MB", "10", "1.5 MB", "-1 MB", "99999999999999999999 GB"] {
            assert_eq!(size_of(wrong), None, "{wrong}");
        }
    }
}
