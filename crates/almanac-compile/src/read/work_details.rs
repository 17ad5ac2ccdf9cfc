//! Which edition a work is and where it stands in a larger one, in one form whoever wrote it.

use almanac_model::WorkDetails;

use super::fields::Fields;

/// Reads the details that a source gives under our names.
pub(super) fn read_details(fields: &mut Fields<'_>) -> WorkDetails {
    WorkDetails {
        edition: fields.text("edition").map(edition),
        series: fields.text("series"),
        volume: fields.text("volume"),
        number: fields.text("number"),
        chapter: fields.text("chapter"),
        pages: fields.text("pages").map(page_range),
    }
}

/// The number of an edition, where it is written with an ending or as a word: `2nd ed.`, `Second`.
pub(super) fn edition(text: String) -> String {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let lower = text.to_lowercase();
    let ends = [" edition", " edn.", " edn", " ed.", " ed"];
    let name = ends.iter().find_map(|end| lower.strip_suffix(end));
    let name = name.unwrap_or(&lower).trim();
    if let Some(place) = ORDINALS.iter().position(|ordinal| *ordinal == name) {
        return (place + 1).to_string();
    }
    let digits = name.trim_end_matches(|c: char| !c.is_ascii_digit());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match &name[digits.len()..] {
        "" | "." | "st" | "nd" | "rd" | "th" if is_number => digits.to_owned(),
        _ => text,
    }
}

/// Pages with a dash between the ends of a range.
pub(super) fn page_range(text: String) -> String {
    if !text.contains('-') {
        return text;
    }
    let ends: Vec<&str> = text.split('-').map(str::trim).collect();
    // `A-12` is the name of a page.
    let is_number = |end: &&str| end.ends_with(|c: char| c.is_ascii_digit());
    let is_range =
        |pair: &[&str]| is_number(&pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit());
    match ends.windows(2).all(is_range) {
        true => ends.join("–"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_a_number_where_it_is_one() {
        for (written, read) in [
            ("2", "2"),
            ("2nd", "2"),
            ("Third", "3"),
            ("12th ed.", "12"),
            ("4. Edition", "4"),
            ("2., neubearb. Aufl.", "2., neubearb. Aufl."),
            ("Revised", "Revised"),
            ("First Folio edition", "First Folio edition"),
        ] {
            assert_eq!(edition(written.to_owned()), read);
        }
    }

    #[test]
    fn a_range_of_pages_has_a_dash() {
        for (written, read) in [
            ("12-34", "12–34"),
            ("12 - 34, 40-41", "12–34, 40–41"),
            ("S12-S15", "S12-S15"),
            ("12–34", "12–34"),
            ("A-12", "A-12"),
        ] {
            assert_eq!(page_range(written.to_owned()), read);
        }
    }
}
