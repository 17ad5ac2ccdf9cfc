//! What a page is called, by the name of its file.

use almanac_model::{Day, decode};

use super::edn::Edn;
use super::page::Page;
use crate::source::{markdown_stem, split_path};

/// How a graph names its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Whether `___` stands for a slash; else a dot does.
    has_low_bars: bool,
    /// The folder of journals.
    journals: String,
    /// How the title of a day is written.
    day_format: String,
}

impl Naming {
    /// As the settings say.
    pub fn of(settings: &Edn) -> Self {
        Self {
            has_low_bars: settings.text("file/name-format") == Some("triple-lowbar"),
            journals: settings
                .text("journals-directory")
                .unwrap_or("journals")
                .to_owned(),
            day_format: settings
                .text("journal/page-title-format")
                .unwrap_or("MMM do, yyyy")
                .to_owned(),
        }
    }

    /// All names of a page, its title first.
    pub fn names(&self, path: &str, page: &Page) -> Vec<String> {
        let stem = markdown_stem(path).unwrap_or(path);
        let (folder, name) = split_path(stem);
        let day = (folder == self.journals).then(|| day_in(name)).flatten();
        let mut names: Vec<String> = page
            .property("title")
            .map(str::to_owned)
            .into_iter()
            .collect();
        match day {
            Some(day) => names.extend([self.title_of(day), day.to_string()]),
            None => names.push(self.decoded(name)),
        }
        names.extend(page.list("alias"));
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
        names
    }

    /// The title that a file's name stands for.
    fn decoded(&self, name: &str) -> String {
        let parted = match self.has_low_bars {
            true => name.replace("___", "/"),
            false => name.replace('.', "/"),
        };
        let decoded = decode(&parted);
        let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
        parts.join("/")
    }

    /// The title of a day: letters stand for its parts, as in Java's patterns.
    fn title_of(&self, day: Day) -> String {
        let mut title = String::new();
        let mut rest = self.day_format.as_str();
        while let Some(c) = rest.chars().next() {
            if let Some(behind) = rest.strip_prefix("do") {
                title.push_str(&ordinal(day.day()));
                rest = behind;
                continue;
            }
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (words, behind) = quoted.split_once('\'').unwrap_or((quoted, ""));
                title.push_str(words);
                rest = behind;
                continue;
            }
            let length = rest.len() - rest.trim_start_matches(c).len();
            let format = match (c, length / c.len_utf8()) {
                ('y', 2) => "%y",
                ('y', _) => "%Y",
                ('M', 4..) => "%B",
                ('M', 3) => "%b",
                ('M', 2) => "%m",
                ('M', _) => "%-m",
                ('d', 2..) => "%d",
                ('d', _) => "%-d",
                ('E', 4..) => "%A",
                ('E', _) => "%a",
                _ => {
                    title.push_str(&rest[..length]);
                    rest = &rest[length..];
                    continue;
                }
            };
            title.push_str(&day.strftime(format).to_string());
            rest = &rest[length..];
        }
        title
    }
}

/// The day in the name of a journal: `2024_03_09`.
fn day_in(name: &str) -> Option<Day> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let others = name.chars().filter(|c| !c.is_ascii_digit());
    if digits.len() != 8
        || others.clone().count() > 2
        || others.into_iter().any(char::is_alphabetic)
    {
        return None;
    }
    format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])
        .parse()
        .ok()
}

/// A number as English counts with it: `9th`.
fn ordinal(number: i8) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_from_names() {
        let names = |settings: &str, path: &str| {
            Naming::of(&Edn::read(settings)).names(path, &Page::read("- x"))
        };
        let low = "{:file/name-format :triple-lowbar}";
        assert_eq!(names(low, "pages/A___B.md"), ["A/B"]);
        assert_eq!(names(low, "pages/Who%3F v2.1.md"), ["Who? v2.1"]);
        assert_eq!(names("{}", "pages/A.B%2FC.md"), ["A/B/C"]);
        assert_eq!(
            names(low, "journals/2024_03_09.md"),
            ["Mar 9th, 2024", "2024-03-09"]
        );
        let format = "{:journal/page-title-format \"EEEE, dd.MM.yyyy\"}";
        assert_eq!(
            names(format, "journals/2024_03_01.md")[0],
            "Friday, 01.03.2024"
        );
    }
}
