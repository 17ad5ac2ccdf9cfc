//! What the settings of a graph of Logseq say of its pages: what they are called, and what its own macros stand for.

use std::collections::BTreeMap;

use crate::local_address::decode;
use crate::{Day, page_stem};

/// What the settings of a graph of Logseq say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GraphSettings {
    /// Whether `___` stands for a slash in the names of files; else a dot does.
    pub has_low_bars: bool,
    /// The folder of journals.
    pub journals: String,
    /// How the title of a day is written: letters stand for its parts, as in Java's patterns.
    pub day_format: String,
    /// The graph's own macros: what each is written for, in which `$1` is what it is given first.
    pub macros: BTreeMap<String, String>,
}

impl Default for GraphSettings {
    fn default() -> Self {
        Self {
            has_low_bars: false,
            journals: "journals".to_owned(),
            day_format: "MMM do, yyyy".to_owned(),
            macros: BTreeMap::new(),
        }
    }
}

impl GraphSettings {
    /// The names of a page by that of its file, its title first: a day has two.
    pub fn names(&self, path: &str) -> Vec<String> {
        let stem = page_stem(path).unwrap_or(path);
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        match (folder == self.journals).then(|| day_in(name)).flatten() {
            Some(day) => vec![self.title_of(day), day.to_string()],
            None => vec![self.decoded(name)],
        }
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

    /// The title of a day.
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

    /// What stands for a macro that is written between braces, `name first, second`, if it is the graph's own.
    pub fn expanded(&self, written: &str) -> Option<String> {
        let (name, given) = match written.split_once(char::is_whitespace) {
            Some((name, given)) => (name, given.trim()),
            None => (written, ""),
        };
        let template = self.macros.get(name)?;
        let given: Vec<&str> = given.split(',').map(str::trim).collect();
        let mut expanded = String::with_capacity(template.len());
        let mut rest = template.as_str();
        while let Some(at) = rest.find('$') {
            expanded.push_str(&rest[..at]);
            let number = rest[at + 1..].chars().next().and_then(|c| c.to_digit(10));
            match number.filter(|number| *number > 0) {
                Some(number) => {
                    let place = number as usize - 1;
                    expanded.push_str(given.get(place).copied().unwrap_or_default());
                    rest = &rest[at + 2..];
                }
                None => {
                    expanded.push('$');
                    rest = &rest[at + 1..];
                }
            }
        }
        expanded.push_str(rest);
        Some(expanded)
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
        let low = GraphSettings {
            has_low_bars: true,
            ..GraphSettings::default()
        };
        assert_eq!(low.names("pages/A___B.md"), ["A/B"]);
        assert_eq!(low.names("pages/Who%3F v2.1.md"), ["Who? v2.1"]);
        assert_eq!(
            GraphSettings::default().names("pages/A.B%2FC.md"),
            ["A/B/C"]
        );
        assert_eq!(
            low.names("journals/2024_03_09.md"),
            ["Mar 9th, 2024", "2024-03-09"]
        );
        let german = GraphSettings {
            day_format: "EEEE, dd.MM.yyyy".to_owned(),
            ..GraphSettings::default()
        };
        assert_eq!(
            german.names("journals/2024_03_01.md")[0],
            "Friday, 01.03.2024"
        );
    }

    #[test]
    fn a_macro_stands_for_what_it_is_given() {
        let graph = GraphSettings {
            macros: BTreeMap::from([(
                "poem".to_owned(),
                "Rose is $1, $2 costs $5 and $".to_owned(),
            )]),
            ..GraphSettings::default()
        };
        let expanded = graph.expanded("poem red, violet");
        assert_eq!(
            expanded.as_deref(),
            Some("Rose is red, violet costs  and $")
        );
        assert_eq!(graph.expanded("query a"), None);
    }
}
