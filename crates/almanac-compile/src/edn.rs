//! The settings of Logseq: as much of EDN as they need.

use std::collections::BTreeMap;

use almanac_model::GraphSettings;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edn {
    /// A text in quotation marks.
    Text(String),
    /// A keyword without its colon, a symbol, a number.
    Word(String),
    /// A vector, a list or a set.
    List(Vec<Edn>),
    /// A map, in the order of the file.
    Map(Vec<(Edn, Edn)>),
}

/// How deep values may nest.
const MAX_DEPTH: usize = 32;

impl Edn {
    /// Reads a text. What can't be read is an empty map.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { text, at: 0 };
        reader.value(0).unwrap_or(Edn::Map(Vec::new()))
    }

    /// The value of a keyword.
    pub fn get(&self, name: &str) -> Option<&Edn> {
        let Edn::Map(pairs) = self else { return None };
        let found = pairs
            .iter()
            .find(|(key, _)| matches!(key, Edn::Word(word) if word == name));
        found.map(|(_, value)| value)
    }

    /// The text or the word of a keyword.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Edn::Text(text) | Edn::Word(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let Some(Edn::List(items)) = self.get(name) else {
            return Vec::new();
        };
        let texts = items.iter().filter_map(|item| match item {
            Edn::Text(text) => Some(text.clone()),
            _ => None,
        });
        texts.collect()
    }

    /// The texts of a map.
    pub fn pairs(&self, name: &str) -> BTreeMap<String, String> {
        let Some(Edn::Map(pairs)) = self.get(name) else {
            return BTreeMap::new();
        };
        let texts = pairs.iter().filter_map(|pair| match pair {
            (Edn::Text(key) | Edn::Word(key), Edn::Text(value)) => {
                Some((key.clone(), value.clone()))
            }
            _ => None,
        });
        texts.collect()
    }
}

/// What the settings of a graph say of its pages.
pub fn graph_settings(settings: &Edn) -> GraphSettings {
    let default = GraphSettings::default();
    let text = |name: &str, default: String| settings.text(name).map_or(default, str::to_owned);
    GraphSettings {
        has_low_bars: settings.text("file/name-format") == Some("triple-lowbar"),
        journals: text("journals-directory", default.journals),
        day_format: text("journal/page-title-format", default.day_format),
        macros: settings.pairs("macros"),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes blanks, commas, comments, and values that `#_` takes out.
    fn skip(&mut self, depth: usize) {
        loop {
            let rest = self.rest();
            let blank = rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_whitespace() || c == ',')
                    .len();
            self.at += blank;
            if self.rest().starts_with(';') {
                let line = self.rest().find('\n').unwrap_or(self.rest().len());
                self.at += line;
            } else if self.rest().starts_with("#_") && depth < MAX_DEPTH {
                self.at += 2;
                self.value(depth + 1);
            } else if blank == 0 {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Edn> {
        self.skip(depth);
        if depth > MAX_DEPTH {
            return None;
        }
        let first = self.rest().chars().next()?;
        match first {
            '{' => {
                self.at += 1;
                let mut items = self.items('}', depth)?.into_iter();
                let mut pairs = Vec::new();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    pairs.push((key, value));
                }
                Some(Edn::Map(pairs))
            }
            '[' => self.list(']', depth),
            '(' => self.list(')', depth),
            '#' if self.rest().starts_with("#{") => {
                self.at += 1;
                self.list('}', depth)
            }
            '"' => Some(Edn::Text(self.quoted())),
            '}' | ']' | ')' => None,
            _ => {
                let is_end = |c: char| c.is_whitespace() || "{}[]()\",;".contains(c);
                let length = self
                    .rest()
                    .find(is_end)
                    .unwrap_or(self.rest().len())
                    .max(first.len_utf8());
                let word = self.rest()[..length]
                    .trim_start_matches([':', '#'])
                    .to_owned();
                self.at += length;
                Some(Edn::Word(word))
            }
        }
    }

    fn list(&mut self, close: char, depth: usize) -> Option<Edn> {
        self.at += 1;
        Some(Edn::List(self.items(close, depth)?))
    }

    fn items(&mut self, close: char, depth: usize) -> Option<Vec<Edn>> {
        let mut items = Vec::new();
        loop {
            self.skip(depth);
            if self.rest().starts_with(close) {
                self.at += 1;
                return Some(items);
            }
            items.push(self.value(depth + 1)?);
        }
    }

    fn quoted(&mut self) -> String {
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        let mut end = self.rest().len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    end = at + 1;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, other)) => text.push(other),
                    None => {}
                },
                c => text.push(c),
            }
        }
        self.at += end;
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read() {
        let edn = Edn::read(
            ";; comment\n{:file/name-format :triple-lowbar, #_{:a 1} :hidden [\"/x\" \"y\"]\n :macros {\"hi\" \"Hello \\\"$1\\\"\"} :set #{:a} }",
        );
        assert_eq!(edn.text("file/name-format"), Some("triple-lowbar"));
        assert_eq!(edn.texts("hidden"), ["/x", "y"]);
        assert_eq!(edn.pairs("macros")["hi"], "Hello \"$1\"");
        for broken in ["{:a [", "}", "", "\"", "{:a"] {
            assert_eq!(Edn::read(broken).text("a"), None);
        }
    }
}
