//! Dates of a bibliography: those of BibLaTeX, which are EDTF's, and BibTeX's years and months.

use almanac_model::Date;
use biblatex::{ChunksExt, Entry};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The date that a text gives; of a range that at which it begins, of a season its year. `None` if it gives none.
pub(super) fn first_of(text: &str) -> Option<Date> {
    let ends = text.split('/').map(str::trim);
    let mut ends = ends.filter(|end| !end.is_empty() && *end != "..");
    let first = ends.next()?;
    // The time of day matters to nobody here.
    let first = first.split('T').next().unwrap_or(first);
    Date::parse(first).ok().or_else(|| season(first))
}

/// A season of a year, of which the year is kept: `2010-21` is the spring of 2010.
fn season(text: &str) -> Option<Date> {
    let (year, season) = text.split_once('-')?;
    ["21", "22", "23", "24"]
        .contains(&season)
        .then(|| Date::parse(year).ok())?
}

/// The date that `year` and `month` give.
pub(super) fn year_and_month(entry: &Entry) -> Option<String> {
    let text = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let year = text("year")?.trim().to_owned();
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let month = text("month").filter(|_| is_year);
    Some(match month.as_deref().and_then(month_and_day) {
        Some((month, Some(day))) => format!("{year}-{month:02}-{day:02}"),
        Some((month, None)) => format!("{year}-{month:02}"),
        None => year,
    })
}

/// A month by its number or its name in English, and a day that may stand beside it: `15~March`.
fn month_and_day(text: &str) -> Option<(usize, Option<u8>)> {
    if let Ok(month @ 1..=12) = text.trim().parse() {
        return Some((month, None));
    }
    let words = || {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|known| *known == start)
    };
    let mut months = words().filter_map(month);
    let first = months.next()? + 1;
    // Of several months, `jul/aug`, the first counts, and no day is known.
    let mut days = words().filter_map(|word| word.parse().ok());
    let day = match (months.next(), days.next(), days.next()) {
        (None, Some(day @ 1..=31), None) => Some(day),
        _ => None,
    };
    Some((first, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_are_known() {
        for (text, expected) in [
            ("2019", "2019"),
            ("2019~", "2019~"),
            ("1984/1986", "1984"),
            ("1988-02/1988-05-01", "1988-02"),
            ("1997/", "1997"),
            ("../1997", "1997"),
            ("2010-21", "2010"),
            ("2004-06-11T10:00:00Z", "2004-06-11"),
        ] {
            let date = first_of(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(first_of("in press"), None);
    }

    #[test]
    fn months_are_read_by_name_and_number() {
        assert_eq!(month_and_day("March"), Some((3, None)));
        assert_eq!(month_and_day("12"), Some((12, None)));
        assert_eq!(month_and_day("15~January"), Some((1, Some(15))));
        assert_eq!(month_and_day("July/August"), Some((7, None)));
        assert_eq!(month_and_day("Spring"), None);
    }
}
