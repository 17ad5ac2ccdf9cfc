//! Dates as a language writes them, as precise as they are.

use almanac_model::{Date, Day};

use super::{Argument, Locale};

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
        if date.approximate {
            text = self.say("date-approximate", &[("date", Argument::Words(&text))]);
        }
        if date.uncertain {
            text = self.say("date-uncertain", &[("date", Argument::Words(&text))]);
        }
        text
    }

    /// A date without what qualifies it.
    fn calendar_date(&self, date: &Date) -> String {
        let year = self.ungrouped(date.year());
        let Some(month) = date.month() else {
            return year;
        };
        let month = ("month", Argument::Words(month_of(&self.months, month)));
        let year = ("year", Argument::Words(&year));
        let Some(day) = date.day() else {
            return self.say("date-month", &[month, year]);
        };
        let day = self.ungrouped(day);
        self.say("date-day", &[("day", Argument::Words(&day)), month, year])
    }

    /// A day for a reader.
    pub fn day(&self, day: Day) -> String {
        self.date(&Date::from_day(day))
    }

    /// The day and the month of a date, as far as they are known: `14 Feb`, `June`.
    pub fn day_and_month(&self, date: &Date) -> Option<String> {
        let month = date.month()?;
        let Some(day) = date.day() else {
            return Some(month_of(&self.months, month).to_owned());
        };
        let day = self.ungrouped(day);
        let month = Argument::Words(month_of(&self.short_months, month));
        Some(self.say(
            "date-day-of-month",
            &[("day", Argument::Words(&day)), ("month", month)],
        ))
    }

    /// A message with a date in it.
    pub fn dated(&self, id: &str, date: &Date) -> String {
        self.say(id, &[("date", Argument::Words(&self.date(date)))])
    }
}

fn month_of(months: &[String; 12], month: i8) -> &str {
    &months[usize::from(month.unsigned_abs()) - 1]
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
        assert_eq!(of_month(arabic, "2019-02-14").as_deref(), Some("١٤ فبراير"));
        assert_eq!(of_month(english, "2019"), None);
    }
}
