//! How long a text takes to read.
//!
//! Silent reading of English non-fiction runs at 238 words a minute on
//! average (Brysbaert 2019, <https://doi.org/10.1016/j.jml.2019.104047>). Other languages are read at that speed times
//! what IReST measured beside English: one text in seventeen languages, translated and read by native speakers
//! (Trauzettel-Klosinski and Dietz 2012, <https://doi.org/10.1167/iovs.11-8284>).
//! What is not prose adds fixed times, which are our choice: a figure or image
//! 12 seconds, a table 10 seconds, a line of code 2 seconds, a question 10 seconds.

use std::hash::{Hash, Hasher};
use std::iter::Sum;
use std::ops::{Add, Sub};

/// Seconds for looking at one figure or image.
const FIGURE_SECONDS: f64 = 12.0;
/// Seconds for looking at one table, its words aside.
const TABLE_SECONDS: f64 = 10.0;
/// Seconds for reading one line of code.
const CODE_LINE_SECONDS: f64 = 2.0;
/// Seconds for answering one question.
const QUESTION_SECONDS: f64 = 10.0;

/// Words a minute in IReST, by language.
const MEASURED: [(&str, f64); 17] = [
    ("ar", 138.0),
    ("de", 179.0),
    (ENGLISH, 228.0),
    ("es", 218.0),
    ("fi", 161.0),
    ("fr", 195.0),
    ("he", 187.0),
    ("it", 188.0),
    ("ja", 193.0),
    ("nl", 202.0),
    ("pl", 166.0),
    ("pt", 181.0),
    ("ru", 184.0),
    ("sl", 180.0),
    ("sv", 199.0),
    ("tr", 166.0),
    ("zh", 158.0),
];
const ENGLISH: &str = "en";
/// The mean of all languages of IReST, taken for those that it did not measure.
const MEAN: f64 = 184.0;

/// How fast a language is read beside English, by its BCP 47 tag.
fn speed_beside_english(language: &str) -> f64 {
    let primary = language.split('-').next().unwrap_or_default();
    let of = |wanted: &str| {
        let measured = MEASURED.iter().find(|(tag, _)| *tag == wanted);
        measured.map_or(MEAN, |(_, words)| *words)
    };
    of(primary) / of(ENGLISH)
}

/// What a text is made of, as far as its reading time depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextMeasure {
    /// Words of prose, headings and tables.
    pub words: u32,
    /// Figures and images.
    pub figures: u32,
    /// Tables.
    pub tables: u32,
    /// Lines of code.
    pub code_lines: u32,
    /// Questions.
    pub questions: u32,
}

impl TextMeasure {
    /// The reading time of a text in a language, for a reader who reads English at `words_per_minute`.
    pub fn reading_time(&self, words_per_minute: u32, language: &str) -> ReadingTime {
        let speed = f64::from(words_per_minute.max(1)) * speed_beside_english(language);
        let prose = f64::from(self.words) * 60.0 / speed;
        ReadingTime(
            prose
                + f64::from(self.figures) * FIGURE_SECONDS
                + f64::from(self.tables) * TABLE_SECONDS
                + f64::from(self.code_lines) * CODE_LINE_SECONDS
                + f64::from(self.questions) * QUESTION_SECONDS,
        )
    }
}

/// A reading time, kept unrounded so that sums are right.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct ReadingTime(f64);

impl Hash for ReadingTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl ReadingTime {
    /// The time in seconds.
    pub fn seconds(self) -> f64 {
        self.0
    }

    /// The nearest whole number of minutes, at least 1.
    pub fn minutes(self) -> u32 {
        // A reading time is never negative, and a u32 holds 8,000 years of minutes.
        ((self.0 / 60.0).round() as u32).max(1)
    }
}

impl Add for ReadingTime {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for ReadingTime {
    type Output = Self;

    /// The time without a part of it; never negative.
    fn sub(self, part: Self) -> Self {
        Self((self.0 - part.0).max(0.0))
    }
}

impl Sum for ReadingTime {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: u32) -> ReadingTime {
        TextMeasure {
            words,
            ..TextMeasure::default()
        }
        .reading_time(238, "en")
    }

    #[test]
    fn minutes_are_rounded_and_never_zero() {
        assert_eq!(words(0).minutes(), 1);
        assert_eq!(words(238).minutes(), 1);
        assert_eq!(words(1190).minutes(), 5);
    }

    #[test]
    fn a_sum_is_of_what_is_not_rounded() {
        let third = words(238 * 4 / 3);
        assert_eq!(third.minutes(), 1);
        assert_eq!(
            [third, third, third]
                .into_iter()
                .sum::<ReadingTime>()
                .minutes(),
            4
        );
    }

    #[test]
    fn what_is_not_prose_takes_time_too() {
        let measure = TextMeasure {
            words: 0,
            figures: 1,
            tables: 1,
            code_lines: 4,
            questions: 3,
        };
        assert_eq!(measure.reading_time(238, "en").seconds(), 60.0);
    }

    #[test]
    fn languages_are_read_as_fast_as_was_measured() {
        let text = TextMeasure {
            words: 2_380,
            ..TextMeasure::default()
        };
        for (language, minutes) in [
            ("en", 10),
            ("en-GB", 10),
            ("de", 13),
            ("de-AT", 13),
            ("zh-Hant", 14),
            ("ar", 17),
            ("th", 12),
        ] {
            let time = text.reading_time(238, language);
            assert_eq!(time.minutes(), minutes, "{language}");
        }
    }
}
