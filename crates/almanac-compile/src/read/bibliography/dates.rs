//! Dates of a bibliography: those of BibLaTeX, which are EDTF's, and BibTeX's years and months, which are free text.
//!
//! What can't be read as a date is kept as its words, so that nothing is lost: `in press`, `c. 1850`.

use almanac_model::{Date, PublicationDate, Season};
use biblatex::Entry;

use super::tex;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// When a work came out: `date`, else `year` and `month`. What should be a date and is none is passed to `is_no_date`, with its field.
pub(super) fn published(
    entry: &Entry,
    is_no_date: &mut impl FnMut(&str, &str),
) -> Option<PublicationDate> {
    if let Some(text) = text(entry, "date") {
        let date = of_range(&text);
        if date.is_none() && text.contains(|c: char| c.is_ascii_digit()) {
            is_no_date("date", &text);
        }
        return date.or_else(|| in_words(&text));
    }
    let month = text(entry, "month");
    match (text(entry, "year"), month) {
        (Some(year), Some(month)) => {
            year_and_month(&year, &month).or_else(|| in_words(&format!("{month} {year}")))
        }
        (Some(year), None) => year_alone(&year).or_else(|| in_words(&year)),
        // A month without a year says nothing of when.
        (None, _) => None,
    }
}

/// When a work was read.
pub(super) fn accessed(entry: &Entry, is_no_date: &mut impl FnMut(&str, &str)) -> Option<Date> {
    let text = text(entry, "urldate")?;
    let date = Date::parse(day_of(&text)).ok();
    if date.is_none() {
        is_no_date("urldate", &text);
    }
    date
}

fn text(entry: &Entry, name: &str) -> Option<String> {
    // A tie is the sign of an approximate date too.
    let text = tex::words(entry.get(name)?).replace('\u{a0}', "~");
    (!text.is_empty()).then_some(text)
}

fn in_words(text: &str) -> Option<PublicationDate> {
    Some(PublicationDate::Words(text.replace('~', " ")))
}

/// The day of a moment: its time matters to nobody here.
fn day_of(text: &str) -> &str {
    text.split('T').next().unwrap_or(text)
}

/// A date or a range, without times of day.
fn of_range(text: &str) -> Option<PublicationDate> {
    match text.split_once('/') {
        Some((from, to)) => {
            let (from, to) = (day_of(from.trim()), day_of(to.trim()));
            PublicationDate::parse(&format!("{from}/{to}"))
        }
        None => PublicationDate::parse(day_of(text)),
    }
}

/// A year, or two of them in one of the ways in which BibTeX files have them: `1984--1986`, `1984–86`, `1984/85`.
fn year_alone(text: &str) -> Option<PublicationDate> {
    if let Some(date) = of_range(text) {
        return Some(date);
    }
    let (from, to) = text.split_once(['-', '–', '/'])?;
    let (from, to) = (from.trim(), to.trim_matches(['-', ' ']));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if from.len() != 4 || !is_number(from) || !is_number(to) {
        return None;
    }
    let to = match to.len() {
        4 => to.to_owned(),
        2 if to > &from[2..] => format!("{}{to}", &from[..2]),
        _ => return None,
    };
    PublicationDate::parse(&format!("{from}/{to}"))
}

/// The date that `year` and `month` give.
fn year_and_month(year: &str, month: &str) -> Option<PublicationDate> {
    let number = PublicationDate::parse(year)?.single()?.year();
    if let Some(season) = season(month) {
        let year = number;
        return Some(PublicationDate::Season { year, season });
    }
    let date = |month: i8, day: Option<i8>| Date::new(number, Some(month), day).ok();
    Some(match months(month)? {
        (first, Some(last), _) => PublicationDate::Range {
            from: Some(date(first, None)?),
            to: Some(date(last, None)?),
        },
        (month, None, day) => PublicationDate::On(date(month, day)?),
    })
}

fn season(text: &str) -> Option<Season> {
    let text = text.trim().to_ascii_lowercase();
    match text.as_str() {
        "fall" => Some(Season::Autumn),
        name => Season::ALL.into_iter().find(|season| season.name() == name),
    }
}

/// A month by its number or its name in English, another one up to which it goes, and a day that may stand beside:
/// `15~March`, `July/August`.
fn months(text: &str) -> Option<(i8, Option<i8>, Option<i8>)> {
    if let Ok(month @ 1..=12) = text.trim().parse() {
        return Some((month, None, None));
    }
    let words = || {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let place = MONTHS.iter().position(|known| *known == start)?;
        Some(place as i8 + 1)
    };
    let mut months = words().filter_map(month);
    let (first, last) = (months.next()?, months.next());
    let mut days = words().filter_map(|word| word.parse().ok());
    // Where there are several months or days, no day is known.
    let day = match (last, days.next(), days.next()) {
        (None, Some(day @ 1..=31), None) => Some(day),
        _ => None,
    };
    Some((first, last.filter(|last| *last > first), day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use biblatex::Bibliography;

    /// When a work with some fields came out, and what of it is no date.
    fn date(fields: &str) -> (String, Vec<String>) {
        let text = format!("@misc{{a, {fields}}}");
        let read = Bibliography::parse(&text).unwrap();
        let mut said = Vec::new();
        let date = published(read.get("a").unwrap(), &mut |_: &str, text: &str| {
            said.push(text.to_owned());
        });
        (date.map(|date| date.to_string()).unwrap_or_default(), said)
    }

    #[test]
    fn every_date_is_kept() {
        for (fields, expected) in [
            ("date={2019}", "2019"),
            ("date={2019~}", "2019~"),
            ("date={1984/1986}", "1984/1986"),
            ("date={1988-02/1988-05-01}", "1988-02/1988-05-01"),
            ("date={1997/}", "1997/.."),
            ("date={/2003}", "../2003"),
            ("date={1995-21}", "1995-21"),
            ("date={199X}", "1990/1999"),
            ("date={2004-06-11T10:00:00Z}", "2004-06-11"),
            (
                "date={2004-06-11T10:00/2004-06-12T11:00}",
                "2004-06-11/2004-06-12",
            ),
            ("date={in press}", "in press"),
            ("year={forthcoming}", "forthcoming"),
            ("year={c.~1850}", "c. 1850"),
            ("year={{\\noopsort{1973c}}1981}", "1981"),
            ("year={1984--1986}", "1984/1986"),
            ("year={1995/96}", "1995/1996"),
            ("year={1995}, month=jul # \"/\" # aug", "1995-07/1995-08"),
            ("year=1995, month=\"10~\" # jan", "1995-01-10"),
            ("year=1995, month={March 15--17}", "1995-03"),
            ("year=1995, month={Spring}", "1995-21"),
            ("year=1995, month={Fall}", "1995-23"),
            ("year=1995, month={Michaelmas}", "Michaelmas 1995"),
            ("year=1995, month=12", "1995-12"),
            ("month=12", ""),
        ] {
            assert_eq!(date(fields), (expected.to_owned(), Vec::new()), "{fields}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_said_and_kept_as_words() {
        let (shown, said) = date("date={2019-13-40}");
        assert_eq!(shown, "2019-13-40");
        assert_eq!(said, ["2019-13-40"]);
    }
}
