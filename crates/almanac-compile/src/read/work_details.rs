//! Which edition a work is and where it stands in a larger one, in one form whoever wrote it.

use almanac_model::{PublicationDate, UNPUBLISHED, WorkDetails};

use super::fields::Fields;

/// Reads the details that a source gives under our names.
pub(super) fn read_details(fields: &mut Fields<'_>) -> WorkDetails {
    WorkDetails {
        location: fields.text("location"),
        event: fields.text("event"),
        edition: fields.text("edition").map(edition),
        version: fields.text("version"),
        series: fields.text("series"),
        volume: fields.text("volume"),
        number: fields.text("number"),
        chapter: fields.text("chapter"),
        pages: fields.text("pages").map(page_range),
        volume_total: fields.text("volume_total"),
        page_total: fields.text("page_total"),
        status: fields.text("status").map(status),
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

/// How far the publication of a work is, in the usual spelling: `inpress` is BibLaTeX's `in press`.
pub(super) fn status(text: String) -> String {
    let letters = |text: &str| {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let written = letters(&text);
    let usual = UNPUBLISHED
        .iter()
        .find(|(usual, _)| letters(usual) == written);
    usual.map_or(text, |(usual, _)| (*usual).to_owned())
}

/// When a work came out: its date, else how far its publication is, which is then no detail any more.
pub(super) fn date_or_status(
    date: Option<PublicationDate>,
    details: &mut WorkDetails,
) -> Option<PublicationDate> {
    date.or_else(|| details.status.take().map(PublicationDate::Words))
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
    fn a_status_has_its_usual_spelling() {
        for (written, read) in [
            ("inpress", "in press"),
            ("In Press", "in press"),
            ("prepublished", "pre-published"),
            ("in preparation", "in preparation"),
            ("under review", "under review"),
        ] {
            assert_eq!(status(written.to_owned()), read);
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
