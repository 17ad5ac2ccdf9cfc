//! When a work came out, in a language: `1984–1986`, `spring 2010`, `in press`.

use almanac_model::{Date, PublicationDate, Season};

use super::{Argument, Locale};

impl Locale {
    /// When a work came out, for a reader.
    pub fn publication_date(&self, date: &PublicationDate) -> String {
        match date {
            PublicationDate::Range { from, to } => {
                let is_of_years =
                    |end: &Option<Date>| end.is_none_or(|date| date.month().is_none());
                let message = match is_of_years(from) && is_of_years(to) {
                    true => "range-of-years",
                    false => "range-of-dates",
                };
                let end =
                    |end: &Option<Date>| end.map_or_else(String::new, |date| self.date(&date));
                self.range(message, &end(from), &end(to))
            }
            PublicationDate::On(date) => self.date(date),
            PublicationDate::Season { year, season } => self.season(*year, *season),
            PublicationDate::Words(words) => words.clone(),
        }
    }

    /// The year in which a work came out, or its years, as a sentence that speaks of it says them.
    pub fn publication_year(&self, date: &PublicationDate) -> String {
        match date {
            PublicationDate::On(date) => self.ungrouped(date.year()),
            PublicationDate::Season { year, .. } => self.ungrouped(*year),
            PublicationDate::Range {
                from: Some(from),
                to: Some(to),
            } if from.year() == to.year() => self.ungrouped(from.year()),
            PublicationDate::Range { from, to } => {
                let end = |end: &Option<Date>| {
                    end.map_or_else(String::new, |date| self.ungrouped(date.year()))
                };
                format!("{}–{}", end(from), end(to))
            }
            PublicationDate::Words(words) => words.clone(),
        }
    }

    fn range(&self, message: &str, from: &str, to: &str) -> String {
        match from.is_empty() || to.is_empty() {
            // An end that is open or unknown is left open.
            true => format!("{from}–{to}"),
            false => {
                let ends = [("from", Argument::Words(from)), ("to", Argument::Words(to))];
                self.say(message, &ends)
            }
        }
    }

    fn season(&self, year: i16, season: Season) -> String {
        let message = match season {
            Season::Spring => "season-spring",
            Season::Summer => "season-summer",
            Season::Autumn => "season-autumn",
            Season::Winter => "season-winter",
        };
        let year = self.ungrouped(year);
        self.say(message, &[("year", Argument::Words(&year))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_seasons_are_written_as_each_language_does() {
        for (text, english, german, chinese, arabic) in [
            (
                "1984/1986",
                "1984–1986",
                "1984–1986",
                "1984年至1986年",
                "١٩٨٤–١٩٨٦",
            ),
            ("1997/..", "1997–", "1997–", "1997年–", "١٩٩٧–"),
            (
                "1988-02/1988-05",
                "February 1988 – May 1988",
                "Februar 1988 – Mai 1988",
                "1988年2月至1988年5月",
                "فبراير ١٩٨٨ – مايو ١٩٨٨",
            ),
            (
                "2010-21",
                "spring 2010",
                "Frühjahr 2010",
                "2010年春季",
                "ربيع ٢٠١٠",
            ),
            (
                "2010-24",
                "winter 2010",
                "Winter 2010",
                "2010年冬季",
                "شتاء ٢٠١٠",
            ),
        ] {
            let date = PublicationDate::parse(text).unwrap();
            for (language, expected) in [
                ("en", english),
                ("de", german),
                ("zh", chinese),
                ("ar", arabic),
            ] {
                assert_eq!(Locale::of(language).publication_date(&date), expected);
            }
        }
    }

    #[test]
    fn a_sentence_says_the_years_alone() {
        let year = |text: &str| {
            let date = PublicationDate::parse(text);
            let date = date.unwrap_or_else(|| PublicationDate::Words(text.to_owned()));
            Locale::of("en").publication_year(&date)
        };
        assert_eq!(year("2019-05-01"), "2019");
        assert_eq!(year("1988-02/1988-05"), "1988");
        assert_eq!(year("1984/1986"), "1984–1986");
        assert_eq!(year("2010-22"), "2010");
        assert_eq!(year("in press"), "in press");
    }
}
