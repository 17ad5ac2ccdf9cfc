//! How a language writes dates in which the month has a name.

use crate::number::ascii_digit;

/// The forms that dates have in a language. They are made by whoever knows the language; here they are only read.
#[derive(Debug, Clone, Default)]
pub struct DateForms {
    forms: Vec<DateForm>,
}

/// A form of the dates of one month: what stands in front of, between and behind its day and its year.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DateForm {
    month: i8,
    parts: Vec<DateFormPart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum DateFormPart {
    Day,
    Year,
    /// Words in small letters. White space stands for any.
    Words(String),
}

/// A date that was read, with the length of what it was read from in bytes.
pub(crate) struct NamedDate {
    pub year: i16,
    pub month: i8,
    pub day: Option<i16>,
    pub length: usize,
}

impl DateForms {
    /// No forms.
    pub const NONE: Self = Self { forms: Vec::new() };

    /// Adds the form of a month that a date has. Its year and its day, `sample`, must be found in it once each, or the
    /// day not at all.
    pub fn add(&mut self, month: i8, written: &str, sample: (i32, u8)) {
        let written = plain(written);
        let (year, day) = (sample.0.to_string(), sample.1.to_string());
        let mut parts = Vec::new();
        let mut rest = &*written;
        while !rest.is_empty() {
            let year_at = rest.find(&year).unwrap_or(rest.len());
            let day_at = rest.find(&day).unwrap_or(rest.len());
            let at = year_at.min(day_at);
            if at > 0 {
                parts.push(DateFormPart::Words(rest[..at].to_owned()));
            }
            rest = &rest[at..];
            if rest.starts_with(&year) {
                parts.push(DateFormPart::Year);
                rest = &rest[year.len()..];
            } else if rest.starts_with(&day) {
                parts.push(DateFormPart::Day);
                rest = &rest[day.len()..];
            }
        }
        self.push(DateForm { month, parts });
    }

    /// Adds the name of a month, which people put before a year, and behind a day, as plainly as that.
    pub fn add_name(&mut self, month: i8, name: &str) {
        let name = plain(name);
        let of_month = vec![DateFormPart::Words(format!("{name} ")), DateFormPart::Year];
        let of_day = |between: &str| {
            vec![
                DateFormPart::Day,
                DateFormPart::Words(format!("{between}{name} ")),
                DateFormPart::Year,
            ]
        };
        for parts in [of_month, of_day(" "), of_day(". ")] {
            self.push(DateForm { month, parts });
        }
    }

    fn push(&mut self, form: DateForm) {
        let has_name = form
            .parts
            .iter()
            .any(|part| matches!(part, DateFormPart::Words(words) if words.contains(char::is_alphabetic)));
        if has_name && form.parts.contains(&DateFormPart::Year) && !self.forms.contains(&form) {
            self.forms.push(form);
        }
    }

    /// The longest date that a text begins with.
    pub(crate) fn longest(&self, text: &str) -> Option<NamedDate> {
        let read = self.forms.iter().filter_map(|form| form.read(text));
        read.max_by_key(|date| date.length)
    }
}

impl DateForm {
    fn read(&self, text: &str) -> Option<NamedDate> {
        let mut date = NamedDate {
            year: 0,
            month: self.month,
            day: None,
            length: 0,
        };
        for part in &self.parts {
            let rest = &text[date.length..];
            date.length += match part {
                DateFormPart::Words(words) => length_of_words(rest, words)?,
                DateFormPart::Year => {
                    let (year, length) = number(rest, 4..=4)?;
                    date.year = year;
                    length
                }
                DateFormPart::Day => {
                    let (day, length) = number(rest, 1..=2)?;
                    date.day = Some(day);
                    length
                }
            };
        }
        Some(date)
    }
}

/// A text in small letters with digits of ASCII and plain spaces.
fn plain(text: &str) -> String {
    let space = |c: char| if c.is_whitespace() { ' ' } else { c };
    let digit = |c: char| ascii_digit(c).unwrap_or(c);
    text.chars()
        .map(space)
        .map(digit)
        .flat_map(char::to_lowercase)
        .collect()
}

/// How much of a text some words are, whatever the case of its letters and however wide its spaces.
fn length_of_words(text: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars();
    let mut characters = text.char_indices().peekable();
    while let Some(character) = wanted.clone().next() {
        let (_, found) = characters.next()?;
        if character == ' ' {
            wanted.next();
            found.is_whitespace().then_some(())?;
            while characters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            continue;
        }
        let found = ascii_digit(found).unwrap_or(found);
        for lower in found.to_lowercase() {
            (wanted.next()? == lower).then_some(())?;
        }
    }
    let length = characters.peek().map_or(text.len(), |(at, _)| *at);
    Some(length)
}

/// The number of so many digits that a text begins with, and its length.
fn number(text: &str, width: std::ops::RangeInclusive<usize>) -> Option<(i16, usize)> {
    let digits: String = text.chars().map_while(ascii_digit).collect();
    let count = digits.len();
    let length = text.chars().take(count).map(char::len_utf8).sum();
    let number = digits.parse().ok()?;
    width.contains(&count).then_some((number, length))
}
