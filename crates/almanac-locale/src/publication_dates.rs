//! When a work came out, in a language: `1984–1986`, `spring 2010`, `in press`.

use almanac_model::{Date, PublicationDate, Season, UNPUBLISHED};

use super::{Argument, Locale};

/// The countries that BibLaTeX knows of patents, as they are read from a bibliography, and the messages that name them.
const COUNTRIES: [(&str, &str); 5] = [
    ("Germany", "country-germany"),
    ("European Union", "country-european-union"),
    ("France", "country-france"),
    ("United Kingdom", "country-united-kingdom"),
    ("United States of America", "country-united-states"),
];

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
            PublicationDate::Words(words) => self.status(words).to_owned(),
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
            PublicationDate::Words(words) => self.status(words).to_owned(),
        }
    }

    /// How far the publication of a work is, where it is one of the usual words for that; else the words as they stand.
    pub fn status<'w>(&'w self, words: &'w str) -> &'w str {
        let usual = UNPUBLISHED.iter().find(|(usual, _)| *usual == words);
        usual.map_or(words, |(_, message)| self.text(message))
    }

    /// Places of publication, with semicolons between them: the countries that BibLaTeX knows of patents in this language,
    /// others as they stand.
    pub fn places(&self, places: &str) -> String {
        let in_words = places.split("; ").map(|place| {
            let country = COUNTRIES.iter().find(|(name, _)| *name == place);
            country.map_or(place, |(_, message)| self.text(message))
        });
        in_words.collect::<Vec<&str>>().join("; ")
    }

    fn range(&self, message: &str, from: &str, to: &str) -> String {
        let is_open = from.is_empty() || to.is_empty();
        match self.patterns.between_dates.filter(|_| !self.speaks()) {
            Some(between) if !is_open => format!("{from}{between}{to}"),
            // An end that is open or unknown is left open.
            _ if is_open => format!("{from}–{to}"),
            _ => {
                let ends = [("from", Argument::Words(from)), ("to", Argument::Words(to))];
                self.say(message, &ends)
            }
        }
    }

    /// A season of a year. The CLDR has no words for seasons and months would be wrong on one half of the earth, so that
    /// the year stands alone in a language that the interface doesn't speak.
    fn season(&self, year: i16, season: Season) -> String {
        if !self.speaks() {
            return Date::new(year, None, None)
                .map_or_else(|_| self.ungrouped(year), |year| self.date(&year));
        }
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
    fn countries_are_named_in_the_language_and_other_places_as_they_are_written() {
        let places = "United States of America; Germany; Basel";
        let named = |language| Locale::of(language).places(places);
        assert_eq!(named("en"), places);
        assert_eq!(
            named("de"),
            "Vereinigte Staaten von Amerika; Deutschland; Basel"
        );
        assert_eq!(named("zh"), "美国; 德国; Basel");
    }

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
    fn no_word_of_english_stands_in_a_language_without_an_interface() {
        for (language, season, years, months) in [
            ("pl", "2010", "1984–1986", "luty 1988 – maj 1988"),
            ("ja", "2010年", "1984年～1986年", "1988年2月～1988年5月"),
            (
                "ko",
                "2010년",
                "1984년\u{a0}~ 1986년",
                "1988년 2월\u{a0}~ 1988년 5월",
            ),
            (
                "fa",
                "۲۰۱۰",
                "۱۹۸۴\u{a0}تا ۱۹۸۶",
                "فوریه ۱۹۸۸\u{a0}تا مه ۱۹۸۸",
            ),
            (
                "th",
                "ค.ศ. 2010",
                "ค.ศ. 1984–ค.ศ. 1986",
                "กุมภาพันธ์ ค.ศ. 1988 – พฤษภาคม ค.ศ. 1988",
            ),
        ] {
            let written = ["2010-21", "1984/1986", "1988-02/1988-05"].map(|text| {
                let date = PublicationDate::parse(text).unwrap();
                Locale::of(language).publication_date(&date)
            });
            assert_eq!(written, [season, years, months], "{language}");
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
        let german = PublicationDate::Words("in press".to_owned());
        assert_eq!(Locale::of("de").publication_year(&german), "im Druck");
        assert_eq!(Locale::of("pl").publication_year(&german), "in press");
    }
}
