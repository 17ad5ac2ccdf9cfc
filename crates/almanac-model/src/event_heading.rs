//! The heading of a thread's event: its date, then its title.
//!
//! A heading of the second level in a thread is an event if it begins with a date: `## 2019-02-14 · GPT-2 is announced`.
//! What a heading means and what a page shows of it both follow from [`event_heading`], so that a date that makes an
//! event is always the date that is taken off its title.

use crate::date::{Date, DateError};
use crate::date_forms::DateForms;
use crate::heading_periods::{length_before_our_era, length_of_odd_year, length_of_range};
use crate::number::ascii_digit;
use crate::written_date::{DateRead, digits, longest_date, month_at, small};

/// The marks that may stand between the date and the title. A space may stand there too.
pub(crate) const MARKS: [char; 7] = ['·', '-', '–', '—', ':', '：', '・'];

/// The words before a year that make something like a date, which is none.
const VAGUE: [&str; 18] = [
    "q1", "q2", "q3", "q4", "h1", "h2", "spring", "summer", "autumn", "fall", "winter", "early",
    "mid", "late", "circa", "ca", "c", "about",
];

/// The heading of an event in its two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventHeading<'t> {
    /// The date.
    pub date: Date,
    /// What stands behind the mark, up to the end of the heading; never empty.
    pub title: &'t str,
}

/// Why a heading that begins with something like a date is no event. Each has what stands for the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndatedHeading<'t> {
    /// It has the form of a date, but the calendar has no such month or day.
    NotInCalendar(&'t str),
    /// It looks like a date, and can't be read as one.
    NotADate(&'t str),
    /// It is before our era, or in a year 0, which our calendar does not have.
    BeforeOurEra(&'t str),
    /// It is a range of time: `1914/1918`, `from May 2020`.
    Range(&'t str),
    /// A number follows: `2019-2020` may be a range.
    NumberFollows(&'t str),
    /// There are no words behind the date.
    WithoutTitle(&'t str),
}

/// Reads the heading of an event: the longest date at its start, then a mark or a space, then the title. Dates may be
/// written in English, with the names that `forms` gives the months, and in digits of any script. `None` if the heading
/// neither begins nor ends with anything like a date.
pub fn event_heading<'t>(
    heading: &'t str,
    forms: &DateForms,
) -> Option<Result<EventHeading<'t>, UndatedHeading<'t>>> {
    let heading = heading.trim();
    // The same characters, with the digits of all scripts as those of ASCII.
    let plain: String = heading
        .chars()
        .map(|c| ascii_digit(c).unwrap_or(c))
        .collect();
    let written = |length: usize| {
        let characters = plain[..length].chars().count();
        let length = heading.char_indices().nth(characters).map(|(at, _)| at);
        &heading[..length.unwrap_or(heading.len())]
    };
    if let Some(length) = length_before_our_era(&plain) {
        return Some(Err(UndatedHeading::BeforeOurEra(written(length))));
    }
    if let Some(length) = length_of_range(&plain, forms) {
        return Some(Err(UndatedHeading::Range(written(length))));
    }
    let found = date_at(&plain, forms);
    let Some((date, length)) = found else {
        let like_a_date = length_like_a_date(&plain).or_else(|| length_of_odd_year(&plain));
        let like_a_date = like_a_date.or_else(|| year_at_end(&plain))?;
        return Some(Err(UndatedHeading::NotADate(written(like_a_date))));
    };
    let is_ours = heading.starts_with(&plain[..length]) || is_of_our_calendar(date.as_ref().ok());
    let length = written(length).len();
    if !is_ours {
        return Some(Err(UndatedHeading::NotADate(&heading[..length])));
    }
    let (written, rest) = heading.split_at(length);
    if let Some(more) = length_of_part_of_year(rest) {
        return Some(Err(UndatedHeading::NotADate(&heading[..length + more])));
    }
    let title = match title_behind(rest) {
        Behind::Title(title) => title,
        Behind::Number => return Some(Err(UndatedHeading::NumberFollows(written))),
        Behind::Nothing => return Some(Err(UndatedHeading::WithoutTitle(written))),
        Behind::MoreOfADate => {
            let end = heading.find(char::is_whitespace).unwrap_or(heading.len());
            let end = end.max(length);
            return Some(Err(UndatedHeading::NotADate(&heading[..end])));
        }
    };
    Some(match date {
        Err(DateError::NotADate) => Err(UndatedHeading::NotADate(&heading[..length])),
        Ok(date) => Ok(EventHeading { date, title }),
        Err(_) => Err(UndatedHeading::NotInCalendar(written)),
    })
}

/// How long the part of a year is that stands right behind one: the week of `2021-W03` and `2021-W03-2`, the quarter of
/// `2021 Q3 · x` and `2021Q3`, the half of `2021-H1`. `None` where a word that begins so is one of the title: `2021 Q3 results`.
fn length_of_part_of_year(rest: &str) -> Option<usize> {
    let word = rest.trim_start_matches(['-', '\u{2010}', '\u{2011}', ' ', '\u{a0}', '/']);
    let start = rest.len() - word.len();
    let is_apart = rest[..start].contains([' ', '\u{a0}']);
    let letter = word.chars().next().filter(char::is_ascii)?;
    let letter = letter.to_ascii_uppercase();
    let digits = word[1..].bytes().take_while(u8::is_ascii_digit).count();
    let is_part = match letter {
        'W' => matches!(digits, 1 | 2),
        'Q' | 'H' | 'S' | 'T' => digits == 1,
        _ => false,
    };
    if !is_part {
        return None;
    }
    let mut end = 1 + digits;
    let day = word[end..]
        .strip_prefix('-')
        .and_then(|day| day.chars().next());
    if letter == 'W' && day.is_some_and(|day| day.is_ascii_digit()) {
        end += 2;
    }
    let behind = word[end..].trim_start();
    let is_end = behind.is_empty() || behind.starts_with(MARKS);
    let is_word_end = !word[end..].starts_with(char::is_alphanumeric);
    (is_word_end && (is_end || !is_apart)).then_some(start + end)
}

/// What stands behind a date.
enum Behind<'t> {
    Title(&'t str),
    Number,
    Nothing,
    MoreOfADate,
}

fn title_behind(rest: &str) -> Behind<'_> {
    let words = rest.trim_start();
    let mark = words.chars().next().filter(|c| MARKS.contains(c));
    let title = match mark {
        Some(mark) => words[mark.len_utf8()..].trim_start(),
        None if rest.is_empty() => return Behind::Nothing,
        None if words.len() == rest.len() => return Behind::MoreOfADate,
        None => words,
    };
    if title.is_empty() {
        return Behind::Nothing;
    }
    // Behind a dot, and a colon with a space, a title is meant, `2024 · 3 models`, but for a year, which may be the end of
    // a range: `2019 · 2020 budget`.
    let is_year = digits(title, 4..=4).is_some();
    let is_closed_off = !is_year
        && match mark {
            Some('·' | '・' | '：') => true,
            Some(':') => !words[1..].starts_with(title),
            _ => false,
        };
    match title.starts_with(char::is_numeric) && !is_closed_off {
        true => Behind::Number,
        false => Behind::Title(title),
    }
}

/// The date at the start of a text.
pub(crate) fn date_at(text: &str, forms: &DateForms) -> Option<DateRead> {
    longest_date(text).or_else(|| named_date(text, forms))
}

/// A date with the name of a month as a language has it.
fn named_date(text: &str, forms: &DateForms) -> Option<DateRead> {
    let read = forms.longest(text)?;
    // `14 марта 2019 г.`, where no more of the form is written.
    let date = Date::new(read.year, Some(read.month), read.day.map(small));
    let is_ours = is_of_our_calendar(date.as_ref().ok());
    let date = if is_ours {
        date
    } else {
        Err(DateError::NotADate)
    };
    Some((date, read.length))
}

/// Whether the year of a date is one of our calendar: those of others are counted from elsewhere, and an author who
/// writes the digits or the months of a language may count as it does.
fn is_of_our_calendar(date: Option<&Date>) -> bool {
    date.is_some_and(|date| (1600..2200).contains(&date.year()))
}

/// How long a heading is up to the year at its end, or at the end of what stands before its first mark: `Spring of
/// 2019`, `Frühjahr 2019 · x`. `None` if no year stands there.
fn year_at_end(text: &str) -> Option<usize> {
    let marks = [" · ", " – ", " — ", " - ", ": "];
    let first = marks.iter().filter_map(|mark| text.find(mark)).min();
    let ends_in_year = |end: &usize| {
        let words = text[..*end].trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = words.rsplit(|c: char| c.is_whitespace() || c == '(').next();
        word.is_some_and(is_year)
    };
    [first, Some(text.len())]
        .into_iter()
        .flatten()
        .find(ends_in_year)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && matches!(word.parse(), Ok(1000..=2199))
}

/// How long that is what looks like a date at the start of a text without one: `14.02.2019`, `March 14`, `Q3 2024`,
/// `20XX`. `None` if nothing does.
fn length_like_a_date(text: &str) -> Option<usize> {
    let first = text.find(char::is_whitespace).unwrap_or(text.len());
    let word = &text[..first];
    let plain = word.trim_end_matches(|c| MARKS.contains(&c));
    if is_numeric_date(plain) {
        return (!is_version(plain, &text[first..])).then_some(plain.len());
    }
    let second = text[first..].trim_start();
    let second_length = second.find(char::is_whitespace).unwrap_or(second.len());
    let second_end = text.len() - second.len() + second_length;
    let number = second.trim_end_matches(|c: char| !c.is_ascii_digit());
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || ".,:".contains(c));
        digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let is_year = |word: &str| digits(word, 4..=4).is_some();
    let is_month = |word: &str| month_at(word).is_some_and(|(_, length)| word[length..].len() <= 1);
    let head = plain.trim_end_matches('.').to_ascii_lowercase();
    let second_word = &second[..second_length];
    let is_era = |word: &str| {
        let word = word
            .trim_end_matches(|c| MARKS.contains(&c))
            .replace('.', "");
        ["BC", "BCE", "AD", "CE", "century"].contains(&&*word)
    };
    let is_number = plain.starts_with(|c: char| c.is_ascii_digit());
    let is_date = is_number && is_era(second_word)
        || is_month(plain)
            && (day(second_word)
                || second_word.starts_with(|c: char| c.is_ascii_digit()) && is_year(number))
        || day(plain) && plain.len() <= 4 && is_month(second_word)
        || VAGUE.contains(&&*head) && is_year(second_word);
    let is_joined = ["mid-", "~", "c."]
        .iter()
        .any(|start| head.strip_prefix(start).is_some_and(is_year));
    (is_date || is_joined).then_some(if is_joined { plain.len() } else { second_end })
}

/// Whether a word has the form of a date in digits that can't be read: `14.02.2019`, `3/14/2019`, `20240501`, `20XX`, or
/// a year in the digits of another script.
fn is_numeric_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    let lengths: Vec<usize> = parts
        .iter()
        .map(|part| digits(part, 1..=8).unwrap_or(0))
        .collect();
    let is_whole = parts
        .iter()
        .zip(&lengths)
        .all(|(part, length)| part.len() == *length);
    let is_masked = word.len() == 4
        && word.starts_with(['1', '2'])
        && word[1..]
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .bytes()
            .all(|b| matches!(b, b'X' | b'x' | b'u'));
    let is_of_another_script = !word.is_ascii()
        && word.chars().take_while(|c| c.is_numeric()).count() == 4
        && word.starts_with(|c: char| !c.is_ascii());
    match (is_whole, lengths.as_slice()) {
        (true, [1..=2, 1..=2, 2 | 4] | [1..=2, 4]) => true,
        (true, [8]) => {
            let month_and_day = (word[4..6].parse(), word[6..].parse());
            matches!(month_and_day, (Ok(1..=12), Ok(1..=31)))
        }
        // A year before our era.
        (true, [0, 4, ..]) => word.starts_with('-'),
        _ => is_masked || is_of_another_script,
    }
}

/// Whether numbers with a year of two digits are rather a version, `0.4.12`: they make no day of a month, or a year stands
/// behind them, `1.2.67 - 2026-07-01`.
fn is_version(word: &str, behind: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let [first, second, third] = parts[..] else {
        return false;
    };
    let within = |part: &str, most: u8| part.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    let is_day = within(first, 31) && within(second, 12) || within(first, 12) && within(second, 31);
    let mut words = behind.split(|c: char| !c.is_ascii_digit());
    third.len() == 2 && (!is_day || words.any(is_year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Result<(String, &str), UndatedHeading<'_>> {
        let read = event_heading(heading, &DateForms::NONE)
            .unwrap_or_else(|| panic!("{heading} is like no date"));
        read.map(|heading| (heading.date.to_string(), heading.title))
    }

    #[test]
    fn the_longest_date_at_the_start_is_the_date() {
        for (heading, date, title) in [
            ("2024-05-01 · Llama 3", "2024-05-01", "Llama 3"),
            (
                "2024-05-01: Llama 3 – open weights",
                "2024-05-01",
                "Llama 3 – open weights",
            ),
            ("2019-03 - The plan", "2019-03", "The plan"),
            ("2019-03-14-A day", "2019-03-14", "A day"),
            ("2024 – a · b", "2024", "a · b"),
            ("2024-05: x — y", "2024-05", "x — y"),
            ("2015~ · About then", "2015~", "About then"),
            ("2024 budget", "2024", "budget"),
            ("2021 Q3 results", "2021", "Q3 results"),
            ("2021 · Q3 results", "2021", "Q3 results"),
            ("2024 H100 ships", "2024", "H100 ships"),
            ("2024-05 - W3C is asked", "2024-05", "W3C is asked"),
            ("2024 · 3 models", "2024", "3 models"),
            ("2024-05-01: 3 models", "2024-05-01", "3 models"),
            ("March 2019 · x", "2019-03", "x"),
            ("Sept. 2019: x", "2019-09", "x"),
            ("March 14, 2019 – x", "2019-03-14", "x"),
            ("14 March 2019 x", "2019-03-14", "x"),
            ("1st of may 2019 · x", "2019-05-01", "x"),
            ("2019 March 14 · x", "2019-03-14", "x"),
            ("2019\u{a0}·\u{a0}x", "2019", "x"),
            ("2019年3月14日：発売", "2019-03-14", "発売"),
            ("2019년 3월 · 출시", "2019-03", "출시"),
            ("2019年 · 发布", "2019", "发布"),
            ("٢٠١٩-٠٣ · x", "2019-03", "x"),
            ("２０１９年３月 · 発売", "2019-03", "発売"),
            ("March 3rd, 2019 · x", "2019-03-03", "x"),
            ("2019 · To 2020 and beyond", "2019", "To 2020 and beyond"),
            ("May 2020 to be remembered", "2020-05", "to be remembered"),
            ("2019-05 - May the fourth", "2019-05", "May the fourth"),
            ("0044 · x", "0044", "x"),
            ("2019 or never", "2019", "or never"),
            ("2019 · onwards", "2019", "onwards"),
        ] {
            assert_eq!(read(heading), Ok((date.to_owned(), title)), "{heading}");
        }
    }

    #[test]
    fn what_is_like_a_date_and_is_none_is_said() {
        use UndatedHeading::{
            BeforeOurEra, NotADate, NotInCalendar, NumberFollows, Range, WithoutTitle,
        };
        for (heading, why) in [
            ("2019-2020 budget", Range("2019-2020")),
            ("2019 – 2020 · budget", Range("2019 – 2020")),
            ("2019-3-1 · x", NumberFollows("2019")),
            ("2019:30 x", NumberFollows("2019")),
            ("2019", WithoutTitle("2019")),
            ("2019-03-14 ·", WithoutTitle("2019-03-14")),
            ("2023-02-30 · x", NotInCalendar("2023-02-30")),
            ("2023-13 x", NotInCalendar("2023-13")),
            ("Feb 30, 2019 · x", NotInCalendar("Feb 30, 2019")),
            ("2019/03/14 x", NotADate("2019/03/14")),
            ("2019/2020 · x", Range("2019/2020")),
            ("1990s · x", NotADate("1990s")),
            ("2019, the year", NotADate("2019,")),
            ("14.02.2019 · x", NotADate("14.02.2019")),
            ("3/14/2019: x", NotADate("3/14/2019")),
            ("20240501 · x", NotADate("20240501")),
            ("20XX · x", NotADate("20XX")),
            ("March 14 · x", NotADate("March 14")),
            ("Q3 2024 · x", NotADate("Q3 2024")),
            ("c. 2015: x", NotADate("c. 2015:")),
            ("۱۴۰۳ · x", NotADate("۱۴۰۳")),
            ("2019/03 · x", NotADate("2019/03")),
            ("03/2019: x", NotADate("03/2019")),
            ("1.3.2019", NotADate("1.3.2019")),
            ("1.3.19 · x", NotADate("1.3.19")),
            ("14.02.2019 - 2019", NotADate("14.02.2019")),
            ("44 BC · x", BeforeOurEra("44 BC")),
            ("2019 · 2020 budget", NumberFollows("2019")),
            ("2019: 2020 budget", NumberFollows("2019")),
            ("Spring of 2019 · x", NotADate("Spring of 2019")),
            ("Budget (2019)", NotADate("Budget (2019)")),
            ("The year 2019", NotADate("The year 2019")),
            ("-0300 · x", BeforeOurEra("-0300")),
            ("\u{2212}0300-05 · x", BeforeOurEra("\u{2212}0300-05")),
            ("-44 · x", BeforeOurEra("-44")),
            ("0000 · x", BeforeOurEra("0000")),
            ("0000-01-01 · x", BeforeOurEra("0000-01-01")),
            ("300 BC · x", BeforeOurEra("300 BC")),
            ("300BCE: x", BeforeOurEra("300BCE:")),
            ("15 March 44 B.C. · x", BeforeOurEra("15 March 44 B.C.")),
            ("c. 300 BC x", BeforeOurEra("c. 300 BC")),
            ("3rd century BC · x", BeforeOurEra("3rd century BC")),
            ("300 v. Chr. · x", BeforeOurEra("300 v. Chr.")),
            ("300 av. J.-C. · x", BeforeOurEra("300 av. J.-C.")),
            ("公元前300年 · x", BeforeOurEra("公元前300年")),
            ("1914/1918 · x", Range("1914/1918")),
            ("1914-07-28/1918-11-11 · x", Range("1914-07-28/1918-11-11")),
            ("from May 2020 · x", Range("from May 2020")),
            ("Since 2019: x", Range("Since 2019")),
            ("until 14 March 2020 x", Range("until 14 March 2020")),
            ("between 2019 and 2021 · x", Range("between 2019 and 2021")),
            ("2019 to 2020 · x", Range("2019 to 2020")),
            ("May 2020 – June 2020 · x", Range("May 2020 – June 2020")),
            ("May–June 2020 · x", Range("May–June 2020")),
            ("14–16 May 2020 · x", Range("14–16 May 2020")),
            ("2019– · x", Range("2019–")),
            ("2021-W03 · x", NotADate("2021-W03")),
            ("2021-W03-2 · x", NotADate("2021-W03-2")),
            ("2021W03: x", NotADate("2021W03")),
            ("2021 W3 – x", NotADate("2021 W3")),
            ("2021-Q3 · x", NotADate("2021-Q3")),
            ("2021 q3 · x", NotADate("2021 q3")),
            ("2021-H1", NotADate("2021-H1")),
            ("2019/.. · x", Range("2019/..")),
            ("2019 onwards · x", Range("2019 onwards")),
            ("2024 and beyond", Range("2024 and beyond")),
            ("May 2020 to today: x", Range("May 2020 to today")),
            ("1914 or 1915 · x", Range("1914 or 1915")),
            ("2019-05-01 to 04 · x", Range("2019-05-01 to 04")),
            ("0 · x", BeforeOurEra("0")),
            ("Year 0 · x", BeforeOurEra("Year 0")),
            ("476 · Rome falls", NotADate("476")),
            ("44 · x", NotADate("44")),
            ("20000 · x", NotADate("20000")),
            ("A.D. 79 · x", NotADate("A.D. 79")),
            ("+1914 · x", NotADate("+1914")),
            ("?1914 · x", NotADate("?1914")),
            ("../2019 · x", Range("../2019")),
        ] {
            assert_eq!(read(heading), Err(why), "{heading}");
        }
    }

    #[test]
    fn what_is_like_no_date_is_an_ordinary_heading() {
        for heading in [
            "State of play",
            "3 models · x",
            "1,000 models",
            "10000 models",
            "March of the models",
            "May we ask",
            "Late news",
            "GPT-4 · x",
            "· x",
            "",
            "3.5 or 4",
            "v1.2.3 is out",
            "From the models to the products",
            "Until then",
            "-5 degrees",
            "To 2020 models",
            "0.4.12",
            "0.20.10 - 2026-10-01",
            "1.2.67 (2017-09-30)",
        ] {
            assert_eq!(event_heading(heading, &DateForms::NONE), None, "{heading}");
        }
    }
}
