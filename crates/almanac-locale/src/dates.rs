//! Dates as a language writes them, as precise as they are.

use std::sync::{PoisonError, RwLock};

use almanac_model::{Date, Day};
use icu_calendar::Gregorian;
use icu_datetime::fieldsets::{M, MD, Y, YM, YMD};
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter};
use icu_locale_core::Locale as Tag;
use rustc_hash::FxHashMap as HashMap;

use super::{Argument, Locale};
use crate::months::of_month;

/// How a language writes dates, by the CLDR. All are Gregorian, as those of EDTF are.
pub(crate) struct DateFormats {
    day: Formatter<Gregorian, YMD>,
    month: Formatter<Gregorian, YM>,
    year: Formatter<Gregorian, Y>,
    short_day: Formatter<Gregorian, YMD>,
    day_of_month: Formatter<Gregorian, MD>,
    month_alone: Formatter<Gregorian, M>,
    /// Dates as they were written before. A page has two for each of its sources, nearly all of them dates of other
    /// pages too, and to write one anew takes as long as to look up a hundred.
    known: RwLock<HashMap<DateParts, Box<str>>>,
}

/// Year, month and day of a date, as far as they are known.
type DateParts = (i16, Option<i8>, Option<i8>);

/// The days of some twenty years: how many dates are kept at most.
const MOST_KNOWN: usize = 8192;

const COMPILED: &str = "the data of all languages is compiled in";

impl DateFormats {
    /// Those of a language.
    pub(crate) fn of(tag: &Tag) -> Self {
        let preferences = DateTimeFormatterPreferences::from(tag);
        Self {
            day: Formatter::try_new(preferences, YMD::long()).expect(COMPILED),
            short_day: Formatter::try_new(preferences, YMD::medium()).expect(COMPILED),
            month: of_month(preferences, YM::long()),
            year: Formatter::try_new(preferences, Y::long()).expect(COMPILED),
            day_of_month: Formatter::try_new(preferences, MD::medium()).expect(COMPILED),
            month_alone: Formatter::try_new(preferences, month_alone(tag)).expect(COMPILED),
            known: RwLock::default(),
        }
    }

    /// A date as precise as it is.
    fn written(&self, date: &Date) -> Option<String> {
        let parts = (date.year(), date.month(), date.day());
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(written) = known.get(&parts) {
            return Some(written.to_string());
        }
        drop(known);
        let written = self.formatted(date)?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < MOST_KNOWN {
            known.insert(parts, written.clone().into());
        }
        Some(written)
    }

    fn formatted(&self, date: &Date) -> Option<String> {
        let whole = gregorian(date)?;
        Some(match (date.month(), date.day()) {
            (Some(_), Some(_)) => self.day.format(&whole).to_string(),
            (Some(_), None) => self.month.format(&whole).to_string(),
            _ => self.year.format(&whole).to_string(),
        })
    }
}

/// How a month is written by itself. Chinese counts it in digits where its day or year is said, so that it does here.
fn month_alone(tag: &Tag) -> M {
    match tag.id.language.as_str() {
        "zh" | "yue" => M::medium(),
        _ => M::long(),
    }
}

/// A date in ICU4X's own type: its first day, if it is of a month or a year.
fn gregorian(date: &Date) -> Option<icu_calendar::Date<Gregorian>> {
    let part = |part: Option<i8>| part.unwrap_or(1).unsigned_abs();
    let (month, day) = (part(date.month()), part(date.day()));
    icu_calendar::Date::try_new_gregorian(date.year().into(), month, day).ok()
}

/// A date as the `datetime` attribute has it: as precise as it is, without its qualifiers.
pub fn machine_date(date: &Date) -> String {
    let mut date = *date;
    date.approximate = false;
    date.uncertain = false;
    date.to_string()
}

impl Locale {
    /// A date for a reader: `24 April 2026`, `June 2024`, `about 2015`.
    pub fn date(&self, date: &Date) -> String {
        let mut text = self.calendar_date(date);
        if date.approximate && !self.speaks {
            text = format!("{}{text}", self.patterns.near);
        } else if date.approximate {
            let id = match date.day() {
                Some(_) => "day-approximate",
                None => "date-approximate",
            };
            text = self.say(id, &[("date", Argument::Words(&text))]);
        }
        if date.uncertain && !self.speaks {
            text.push_str(" (?)");
        } else if date.uncertain {
            text = self.say("date-uncertain", &[("date", Argument::Words(&text))]);
        }
        text
    }

    /// A date without what qualifies it.
    fn calendar_date(&self, date: &Date) -> String {
        self.dates
            .written(date)
            .unwrap_or_else(|| self.ungrouped(date.year()))
    }

    /// The sign for “about”, for a language that the interface doesn't speak.
    pub fn near_sign(&self) -> &'static str {
        self.patterns.near.trim_end()
    }

    /// A day for a reader.
    pub fn day(&self, day: Day) -> String {
        self.date(&Date::from_day(day))
    }

    /// A date for a reader where there is little room: `24 Apr 2026`. What is no whole day is written as ever.
    pub fn short_date(&self, date: &Date) -> String {
        match (date.day(), gregorian(date)) {
            (Some(_), Some(day)) => self.dates.short_day.format(&day).to_string(),
            _ => self.date(date),
        }
    }

    /// The day and the month of a date, as far as they are known: `14 Feb`, `June`.
    pub fn day_and_month(&self, date: &Date) -> Option<String> {
        let whole = gregorian(date)?;
        date.month()?;
        Some(match date.day() {
            Some(_) => self.dates.day_of_month.format(&whole).to_string(),
            None => self.dates.month_alone.format(&whole).to_string(),
        })
    }

    /// When something is or was true: `as of August 2026`, `until 2019`, `2014 to 2019`.
    pub fn validity(&self, as_of: Option<&Date>, until: Option<&Date>) -> Option<String> {
        let as_of = as_of.map(|date| self.date(date));
        let until = until.map(|date| self.date(date));
        let (from, to) = (as_of.as_deref(), until.as_deref());
        Some(match (from, to) {
            (None, None) => return None,
            (Some(from), Some(to)) => self.date_range(from, to),
            (Some(date), None) if !self.speaks => date.to_owned(),
            (None, Some(date)) if !self.speaks => format!("–\u{a0}{date}"),
            (Some(date), None) => self.say("as-of", &[("date", Argument::Words(date))]),
            (None, Some(date)) => self.say("until", &[("date", Argument::Words(date))]),
        })
    }

    /// From a date to another, both written.
    fn date_range(&self, from: &str, to: &str) -> String {
        if !self.speaks {
            let between = self.patterns.between_dates.unwrap_or("\u{a0}– ");
            return format!("{from}{between}{to}");
        }
        let values = [("from", Argument::Words(from)), ("to", Argument::Words(to))];
        self.say("from-to", &values)
    }

    /// A message with a date in it.
    pub fn dated(&self, id: &str, date: &Date) -> String {
        self.say(id, &[("date", Argument::Words(&self.date(date)))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let date = |text| Date::parse(text).unwrap();
        let (english, arabic) = (Locale::of("en"), Locale::of("ar"));
        for (edtf, in_english, in_arabic) in [
            ("2026-04-24", "24 April 2026", "٢٤ أبريل ٢٠٢٦"),
            ("2024-06", "June 2024", "يونيو ٢٠٢٤"),
            ("2015~", "about 2015", "نحو ٢٠١٥"),
            ("2015-03?", "March 2015 (uncertain)", "مارس ٢٠١٥ (غير مؤكد)"),
            ("2015%", "about 2015 (uncertain)", "نحو ٢٠١٥ (غير مؤكد)"),
        ] {
            assert_eq!(english.date(&date(edtf)), in_english);
            assert_eq!(arabic.date(&date(edtf)), in_arabic);
        }
        let of_month = |locale: &Locale, text| locale.day_and_month(&date(text));
        assert_eq!(of_month(english, "2019-02-14").as_deref(), Some("14 Feb"));
        assert_eq!(of_month(english, "2019-02").as_deref(), Some("February"));
        let chinese = Locale::of("zh");
        assert_eq!(of_month(chinese, "2019-02-14").as_deref(), Some("2月14日"));
        assert_eq!(of_month(chinese, "2019-02").as_deref(), Some("2月"));
        assert_eq!(of_month(arabic, "2019-02-14").as_deref(), Some("١٤ فبراير"));
        assert_eq!(of_month(english, "2019"), None);
    }

    #[test]
    fn it_is_said_when_something_is_true() {
        let (from, to) = (Date::parse("1914").unwrap(), Date::parse("1918").unwrap());
        for (language, written) in [
            ("en", ["as of 1914", "until 1918", "1914 to 1918"]),
            ("de", ["Stand: 1914", "bis 1918", "1914 bis 1918"]),
            ("pl", ["1914", "–\u{a0}1918", "1914\u{a0}– 1918"]),
            ("fa", ["۱۹۱۴", "–\u{a0}۱۹۱۸", "۱۹۱۴\u{a0}تا ۱۹۱۸"]),
            ("ja", ["1914年", "–\u{a0}1918年", "1914年～1918年"]),
        ] {
            let locale = Locale::of(language);
            let validity = [
                locale.validity(Some(&from), None),
                locale.validity(None, Some(&to)),
                locale.validity(Some(&from), Some(&to)),
            ];
            assert_eq!(validity.map(Option::unwrap), written, "{language}");
        }
        assert_eq!(Locale::of("en").validity(None, None), None);
    }

    #[test]
    fn dates_are_written_as_their_language_does() {
        for (language, written) in [
            ("de", ["24. April 2026", "Mai 1987", "1987", "um 1987"]),
            ("pl", ["24 kwietnia 2026", "maj 1987", "1987", "~1987"]),
            ("tr", ["24 Nisan 2026", "Mayıs 1987", "1987", "~1987"]),
            (
                "vi",
                ["24 tháng 4 2026", "tháng 5 năm 1987", "1987", "~1987"],
            ),
            ("zh", ["2026年4月24日", "1987年5月", "1987年", "1987年前后"]),
            ("ja", ["2026年4月24日", "1987年5月", "1987年", "約1987年"]),
            ("ko", ["2026년 4월 24일", "1987년 5월", "1987년", "~1987년"]),
            ("fa", ["۲۴ آوریل ۲۰۲۶", "مه ۱۹۸۷", "۱۹۸۷", "~۱۹۸۷"]),
            ("he", ["24 באפריל 2026", "מאי 1987", "1987", "~1987"]),
            ("hi", ["24 अप्रैल, 2026", "मई 1987", "1987", "~1987"]),
            (
                "pt",
                ["24 de abril de 2026", "maio de 1987", "1987", "~1987"],
            ),
            ("km", ["24 មេសា 2026", "ឧសភា 1987", "1987", "~1987"]),
        ] {
            let locale = Locale::of(language);
            let dates = ["2026-04-24", "1987-05", "1987", "1987~"];
            let dates = dates.map(|text| locale.date(&Date::parse(text).unwrap()));
            assert_eq!(dates, written, "{language}");
        }
        let near = |language| Locale::of(language).date(&Date::parse("1987-05-03~").unwrap());
        assert_eq!(near("de"), "um den 3. Mai 1987");
        assert_eq!(near("en"), "about 3 May 1987");
        assert_eq!(near("zh"), "1987年5月3日前后");
    }
}
