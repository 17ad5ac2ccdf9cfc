//! When a work came out, as libraries write it: a day, a year, a range, a season, or words such as `in press`.

use std::fmt;

use crate::{Date, Day};

/// When a work came out.
///
/// What can be read is EDTF, level 1 (<https://www.loc.gov/standards/datetime/>): a date, a range (`1984/1986`, `1997/..`,
/// `/2003`), a season (`2010-21`), and digits that are not known (`199X`). Anything else is kept as its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PublicationDate {
    /// On a day, or in a month or year.
    On(Date),
    /// From a date to another one; one of the two may be open or unknown.
    Range {
        /// When the first part came out.
        from: Option<Date>,
        /// When the last part came out.
        to: Option<Date>,
    },
    /// In a season of a year.
    Season {
        /// The year.
        year: i16,
        /// The season.
        season: Season,
    },
    /// What is no date, as it is written: `in press`, `n.d.` Readers see those of [`UNPUBLISHED`] in their language.
    Words(String),
}

/// How far the publication of a work is that has not come out, with the message that says so.
pub const UNPUBLISHED: [(&str, &str); 5] = [
    ("in preparation", "status-in-preparation"),
    ("submitted", "status-submitted"),
    ("forthcoming", "status-forthcoming"),
    ("in press", "status-in-press"),
    ("pre-published", "status-pre-published"),
];

/// A season, as it is named where the work came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// `21` in EDTF.
    Spring,
    /// `22` in EDTF.
    Summer,
    /// `23` in EDTF.
    Autumn,
    /// `24` in EDTF.
    Winter,
}

impl Season {
    /// All seasons, in the order of their numbers in EDTF, which begin at 21.
    pub const ALL: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];

    fn from_number(text: &str) -> Option<Self> {
        let number: usize = text.parse().ok()?;
        Self::ALL.get(number.checked_sub(21)?).copied()
    }

    /// The name in English, by which messages are called too.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }
}

impl PublicationDate {
    /// Reads what EDTF can say. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((from, to)) = text.split_once('/') {
            return range(from.trim(), to.trim());
        }
        let date = Date::parse(text).ok().map(Self::On);
        date.or_else(|| season(text))
            .or_else(|| unknown_digits(text))
    }

    /// The first day on which it may have come out, if that is known.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::On(date) => Some(date.earliest()),
            Self::Range { from, to } => from.or(*to).map(|date| date.earliest()),
            Self::Season { year, .. } => year_alone(*year).map(|date| date.earliest()),
            Self::Words(_) => None,
        }
    }

    /// The last day on which it may have come out, if that is known. A winter may end in the next year.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::On(date) => Some(date.latest()),
            Self::Range { to, .. } => to.map(|date| date.latest()),
            Self::Season { year, season } => {
                let year = year + i16::from(*season == Season::Winter);
                year_alone(year).map(|date| date.latest())
            }
            Self::Words(_) => None,
        }
    }

    /// Whether both may mean the same: of what can't be compared, nothing speaks against it.
    pub fn may_equal(&self, other: &Self) -> bool {
        let is_before = |one: &Self, other: &Self| {
            let days = one.latest().zip(other.earliest());
            days.is_some_and(|(latest, earliest)| latest < earliest)
        };
        !is_before(self, other) && !is_before(other, self)
    }

    /// The date in the form that browsers and search engines take, if there is but one.
    pub fn single(&self) -> Option<Date> {
        match self {
            Self::On(date) => Some(*date),
            Self::Season { year, .. } => year_alone(*year),
            Self::Range { .. } | Self::Words(_) => None,
        }
    }
}

fn year_alone(year: i16) -> Option<Date> {
    Date::new(year, None, None).ok()
}

/// A range, of which an end may be open (`..`) or unknown (nothing).
fn range(from: &str, to: &str) -> Option<PublicationDate> {
    let end = |text: &str| match text {
        "" | ".." => Some(None),
        date => Date::parse(date).ok().map(Some),
    };
    match (end(from)?, end(to)?) {
        (None, None) => None,
        (from, to) => Some(PublicationDate::Range { from, to }),
    }
}

fn season(text: &str) -> Option<PublicationDate> {
    let (year, season) = text.split_once('-')?;
    let season = Season::from_number(season)?;
    let year = Date::parse(year).ok()?.year();
    Some(PublicationDate::Season { year, season })
}

/// A date of which the last digits are not known: `199X` is a year from 1990 to 1999, `1999-XX` some month of 1999.
fn unknown_digits(text: &str) -> Option<PublicationDate> {
    // Before its standard, EDTF had `u` for such a digit.
    let text = text.replace(['u', 'x'], "X");
    if let Some(known) = text.strip_suffix("-XX") {
        let known = known.strip_suffix("-XX").unwrap_or(known);
        return Date::parse(known).ok().map(PublicationDate::On);
    }
    if text.len() != 4 || !text.ends_with('X') {
        return None;
    }
    let year = |digit: &str| Date::parse(&text.replace('X', digit)).ok();
    Some(PublicationDate::Range {
        from: Some(year("0")?),
        to: Some(year("9")?),
    })
}

impl From<Date> for PublicationDate {
    fn from(date: Date) -> Self {
        Self::On(date)
    }
}

impl fmt::Display for PublicationDate {
    /// Writes what [`PublicationDate::parse`] reads, or the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end =
            |date: &Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        match self {
            Self::On(date) => date.fmt(f),
            Self::Range { from, to } => write!(f, "{}/{}", end(from), end(to)),
            Self::Season { year, season } => write!(f, "{year:04}-{}", 21 + *season as u8),
            Self::Words(words) => f.write_str(words),
        }
    }
}

impl serde::Serialize for PublicationDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_edtf_says_of_a_work_is_kept() {
        for (text, written) in [
            ("1984", "1984"),
            ("1984~", "1984~"),
            ("1984/1986", "1984/1986"),
            ("1988-02/1988-05-01", "1988-02/1988-05-01"),
            ("1997/", "1997/.."),
            ("1997/..", "1997/.."),
            ("/2003", "../2003"),
            ("2010-21", "2010-21"),
            ("2010-24", "2010-24"),
            ("199X", "1990/1999"),
            ("19uu", "1900/1999"),
            ("1999-XX", "1999"),
            ("1999-07-XX", "1999-07"),
        ] {
            let date = PublicationDate::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(date.to_string(), written, "{text}");
        }
        for text in [
            "in press",
            "/",
            "../..",
            "1984/soon",
            "2010-25",
            "XXXX-XX",
            "",
        ] {
            assert_eq!(PublicationDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_one_date_is_no_disagreement() {
        let may_equal = |one, other| {
            let read = |text| PublicationDate::parse(text).unwrap();
            read(one).may_equal(&read(other))
        };
        assert!(may_equal("1984/1986", "1985"));
        assert!(may_equal("2010-24", "2011-01"));
        assert!(may_equal("1997/..", "2020"));
        assert!(!may_equal("1984/1986", "1987"));
        assert!(!may_equal("2010-21", "2011"));
        let in_press = PublicationDate::Words("in press".to_owned());
        assert!(in_press.may_equal(&PublicationDate::parse("1987").unwrap()));
    }
}
