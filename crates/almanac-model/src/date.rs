//! Dates that may be imprecise.
//!
//! The format is EDTF (ISO 8601-2:2019, level 0 and the qualifiers of level
//! 1): `2019`, `2024-06`, `2026-04-24`, each optionally followed by `~`
//! (approximate), `?` (uncertain) or `%` (both).
//! See <https://www.loc.gov/standards/datetime/>.

use std::fmt::{self, Write};

use crate::Day;

/// A date known to the year, the month or the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    /// Whether the date is approximate (`~`).
    pub approximate: bool,
    /// Whether the date is uncertain (`?`).
    pub uncertain: bool,
}

/// Says why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text does not have the shape of a date at all.
    #[error("not a date")]
    NotADate,
    /// The text has the shape of a date, but the calendar has no such month or day.
    #[error("not in the calendar")]
    NotInCalendar,
}

/// Makes a [`Day`], or `None` if the calendar has none such.
pub fn day_from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day).ok()
}

/// The day that lies some days after another (before it, if negative); the
/// calendar's first or last day if it has none so far off.
pub fn day_after(day: Day, days: i32) -> Day {
    let end = if days < 0 { Day::MIN } else { Day::MAX };
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(end)
}

impl Date {
    /// Reads a date in EDTF, level 0 or 1 (`2019`, `2024-06`, `2026-04-24`, `2015~`).
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (digits, qualifier) = match text.strip_suffix(['~', '?', '%']) {
            Some(digits) => (digits, text.as_bytes()[digits.len()]),
            None => (text, b' '),
        };
        let digits = digits.as_bytes();
        let year = number(digits.get(..4))?.ok_or(DateError::NotADate)?;
        let month = behind_hyphen(digits, 4)?;
        let day = behind_hyphen(digits, 7)?;
        if digits.len() > "YYYY-MM-DD".len() {
            return Err(DateError::NotADate);
        }
        let date = Self::new(year, month.map(|m| m as i8), day.map(|d| d as i8))?;
        Ok(Self {
            approximate: matches!(qualifier, b'~' | b'%'),
            uncertain: matches!(qualifier, b'?' | b'%'),
            ..date
        })
    }

    /// Makes a date of its parts, the month from 1 to 12 and the day from 1. A day without a month is left out.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, DateError> {
        let day = day.filter(|_| month.is_some());
        let date = Self {
            year,
            month,
            day,
            approximate: false,
            uncertain: false,
        };
        match Day::new(year, month.unwrap_or(1), day.unwrap_or(1)) {
            Ok(_) => Ok(date),
            Err(_) => Err(DateError::NotInCalendar),
        }
    }

    /// Makes the precise date of a day.
    pub fn from_day(day: Day) -> Self {
        Self {
            year: day.year(),
            month: Some(day.month()),
            day: Some(day.day()),
            approximate: false,
            uncertain: false,
        }
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month from 1 to 12, if known.
    pub fn month(&self) -> Option<i8> {
        self.month
    }

    /// The day of the month from 1, if known.
    pub fn day(&self) -> Option<i8> {
        self.day
    }

    /// The first day that the date may mean.
    pub fn earliest(&self) -> Day {
        Day::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .expect("checked when the date was made")
    }

    /// The last day that the date may mean.
    pub fn latest(&self) -> Day {
        let month = Day::new(self.year, self.month.unwrap_or(12), 1)
            .expect("checked when the date was made");
        match self.day {
            Some(_) => self.earliest(),
            None => month.last_of_month(),
        }
    }

    /// Whether every day that `self` may mean is before every day that `other` may mean.
    pub fn is_surely_before(&self, other: &Date) -> bool {
        self.latest() < other.earliest()
    }

    /// Whether some day may be meant by both dates: where both name a part of the date, they name the same.
    pub fn may_equal(&self, other: &Date) -> bool {
        let agree = |one: Option<i8>, other: Option<i8>| one.zip(other).is_none_or(|(a, b)| a == b);
        self.year == other.year && agree(self.month, other.month) && agree(self.day, other.day)
    }

    /// The key by which dates are sorted: first by what they may mean at the
    /// earliest, then the less precise one first.
    pub fn sort_key(&self) -> (Day, std::cmp::Reverse<Day>) {
        (self.earliest(), std::cmp::Reverse(self.latest()))
    }
}

/// Reads the part of two digits behind the hyphen at a place, if the text goes on there.
fn behind_hyphen(text: &[u8], hyphen: usize) -> Result<Option<i16>, DateError> {
    match text.get(hyphen..) {
        None | Some([]) => Ok(None),
        Some([b'-', first, second, ..]) => number(Some(&[*first, *second])),
        Some(_) => Err(DateError::NotADate),
    }
}

/// Reads a number of at most four digits of ASCII.
fn number(digits: Option<&[u8]>) -> Result<Option<i16>, DateError> {
    let Some(digits) = digits else {
        return Ok(None);
    };
    let number = digits.iter().try_fold(0, |number, digit| {
        let is_digit = digit.is_ascii_digit();
        is_digit.then(|| number * 10 + i16::from(digit - b'0'))
    });
    number.map(Some).ok_or(DateError::NotADate)
}

impl fmt::Display for Date {
    /// Writes the date in EDTF, as [`Date::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pages have many dates: digit by digit is several times as fast as by format.
        if (0..10_000).contains(&self.year) {
            for power in [1000, 100, 10, 1] {
                f.write_char(digit((self.year / power % 10) as i8))?;
            }
        } else {
            write!(f, "{:04}", self.year)?;
        }
        for part in [self.month, self.day].into_iter().flatten() {
            f.write_char('-')?;
            f.write_char(digit(part / 10))?;
            f.write_char(digit(part % 10))?;
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

/// The digit of a number below ten.
fn digit(number: i8) -> char {
    char::from(b'0' + number.unsigned_abs())
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn every_precision_is_written_as_it_was_read() {
        for text in [
            "2019",
            "2024-06",
            "2026-04-24",
            "2015~",
            "2015-03?",
            "2015-03-01%",
        ] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_looks_like_a_date_but_is_none_is_told_from_what_does_not() {
        assert_eq!(Date::parse("2023-02-30"), Err(DateError::NotInCalendar));
        assert_eq!(Date::parse("2023-13"), Err(DateError::NotInCalendar));
        assert_eq!(Date::parse("last year"), Err(DateError::NotADate));
        assert_eq!(Date::parse("2023-1-2"), Err(DateError::NotADate));
    }

    #[test]
    fn comparisons_respect_imprecision() {
        assert!(date("2019").is_surely_before(&date("2020-01")));
        assert!(!date("2019").is_surely_before(&date("2019-06")));
        assert!(date("2019").may_equal(&date("2019-06-30")));
        assert_eq!(date("2024-02").latest(), Day::new(2024, 2, 29).unwrap());
    }
}
