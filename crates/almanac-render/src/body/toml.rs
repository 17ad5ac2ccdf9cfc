//! Highlights TOML and files of settings that are like it (INI, units of systemd), which the library of syntaxes lacks.

use crate::html::{Html, html};

/// The names by which a fence asks for it.
const LANGUAGES: [&str; 8] = [
    "toml",
    "ini",
    "cfg",
    "conf",
    "systemd",
    "service",
    "desktop",
    "editorconfig",
];

/// The classes of the library's scopes, which the style sheet colours.
const COMMENT: &str = "c-comment";
const STRING: &str = "c-string";
const CONSTANT: &str = "c-constant";
const NAME: &str = "c-entity c-name";

/// The text with its parts marked; nothing if a language is none of these.
pub(super) fn highlighted(language: &str, text: &str) -> Option<Html> {
    if !LANGUAGES.contains(&language.to_ascii_lowercase().as_str()) {
        return None;
    }
    let mut highlighter = Highlighter::default();
    for line in text.split_inclusive('\n') {
        highlighter.line(line);
    }
    Some(highlighter.out)
}

#[derive(Default)]
struct Highlighter {
    out: Html,
    /// The quotation marks that end the string which goes on over lines.
    open: Option<&'static str>,
    /// How many arrays and inline tables are open.
    depth: usize,
}

impl Highlighter {
    fn line(&mut self, line: &str) {
        if let Some(quotes) = self.open {
            let end = line.find(quotes).map(|at| at + quotes.len());
            let (string, rest) = line.split_at(end.unwrap_or(line.len()));
            self.mark(STRING, string);
            if end.is_some() {
                self.open = None;
                self.value(rest);
            }
            return;
        }
        let start = line.len() - line.trim_start().len();
        let (indent, rest) = line.split_at(start);
        self.out.push_text(indent);
        if rest.starts_with(['#', ';']) {
            self.mark(COMMENT, rest);
        } else if self.depth > 0 {
            self.value(rest);
        } else if rest.starts_with('[') {
            let end = rest.rfind(']').map_or(rest.len(), |at| at + 1);
            let (table, rest) = rest.split_at(end);
            self.mark(NAME, table);
            self.value(rest);
        } else {
            let (key, rest) = rest.split_at(rest.find('=').unwrap_or(0));
            let name = key.trim_end();
            self.mark(NAME, name);
            self.out.push_text(&key[name.len()..]);
            self.value(rest);
        }
    }

    /// What stands behind a key.
    fn value(&mut self, mut rest: &str) {
        while let Some(first) = rest.chars().next() {
            let length = match first {
                '"' | '\'' => self.string(rest),
                '#' => {
                    self.mark(COMMENT, rest);
                    rest.len()
                }
                _ if first.is_alphanumeric() || matches!(first, '+' | '-') => self.word(rest),
                _ => {
                    match first {
                        '[' | '{' => self.depth += 1,
                        ']' | '}' => self.depth = self.depth.saturating_sub(1),
                        _ => {}
                    }
                    self.out.push_text(&rest[..first.len_utf8()]);
                    first.len_utf8()
                }
            };
            rest = &rest[length..];
        }
    }

    /// Marks the string at the start of a text, and gives its length.
    fn string(&mut self, text: &str) -> usize {
        for quotes in ["\"\"\"", "'''"] {
            if let Some(inner) = text.strip_prefix(quotes) {
                let end = inner.find(quotes).map(|at| at + 2 * quotes.len());
                self.open = end.is_none().then_some(quotes);
                let length = end.unwrap_or(text.len());
                self.mark(STRING, &text[..length]);
                return length;
            }
        }
        let quote = &text[..1];
        let mut is_escaped = false;
        let end = text[1..].char_indices().find(|(_, letter)| {
            let is_end = !is_escaped && letter.to_string() == quote;
            is_escaped = quote == "\"" && *letter == '\\' && !is_escaped;
            is_end
        });
        match end {
            Some((at, _)) => {
                self.mark(STRING, &text[..at + 2]);
                at + 2
            }
            // An apostrophe in a value without quotation marks.
            None => {
                self.out.push_text(quote);
                1
            }
        }
    }

    /// Marks the word at the start of a text, and gives its length.
    fn word(&mut self, text: &str) -> usize {
        let is_part = |letter: char| {
            letter.is_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.' | ':')
        };
        let length = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
        let (word, rest) = text.split_at(length);
        let is_key = self.depth > 0 && rest.trim_start().starts_with('=');
        let is_number = word
            .trim_start_matches(['+', '-'])
            .starts_with(|letter: char| letter.is_ascii_digit());
        match word {
            _ if is_key => self.mark(NAME, word),
            "true" | "false" | "inf" | "nan" => self.mark(CONSTANT, word),
            _ if is_number => self.mark(CONSTANT, word),
            _ => self.out.push_text(word),
        }
        length
    }

    fn mark(&mut self, class: &str, text: &str) {
        if !text.is_empty() {
            self.out
                .push(&html!("<span class=\"{}\">{}</span>", class, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        highlighted("toml", text).unwrap().into_string()
    }

    #[test]
    fn comments_keys_tables_strings_and_values_are_told_apart() {
        assert_eq!(
            marked("# <why>\n[a.b]\nname = \"x # \\\" y\" # end\nsize = 1_000\nis-on = true\n"),
            "<span class=\"c-comment\"># &lt;why&gt;\n</span>\
             <span class=\"c-entity c-name\">[a.b]</span>\n\
             <span class=\"c-entity c-name\">name</span> = \
             <span class=\"c-string\">&quot;x # \\&quot; y&quot;</span> \
             <span class=\"c-comment\"># end\n</span>\
             <span class=\"c-entity c-name\">size</span> = <span class=\"c-constant\">1_000</span>\n\
             <span class=\"c-entity c-name\">is-on</span> = <span class=\"c-constant\">true</span>\n"
        );
    }

    #[test]
    fn arrays_and_strings_go_on_over_lines() {
        let html =
            marked("a = [\n  \"x\",\n  [1, 2],\n]\nb = \"\"\"\nc = 1\n\"\"\"\nd = { e = 1 }\n");
        assert!(
            html.contains("<span class=\"c-string\">c = 1\n</span>"),
            "{html}"
        );
        assert!(
            html.contains("  [<span class=\"c-constant\">1</span>, "),
            "{html}"
        );
        assert!(
            html.contains("<span class=\"c-entity c-name\">e</span>"),
            "{html}"
        );
    }

    #[test]
    fn no_text_is_lost_whatever_it_is() {
        for text in [
            "",
            "=",
            "[",
            "a",
            "a='",
            "\"",
            "a = it's\n",
            "é = '''",
            "x = ü# y",
            "]}\n[{",
        ] {
            let html = marked(text);
            let mut plain = String::new();
            let mut is_tag = false;
            for letter in html.chars() {
                match letter {
                    '<' => is_tag = true,
                    '>' => is_tag = false,
                    _ if !is_tag => plain.push(letter),
                    _ => {}
                }
            }
            let plain = plain.replace("&quot;", "\"").replace("&#39;", "'");
            assert_eq!(plain, text);
        }
        assert!(highlighted("rust", "a = 1").is_none());
    }
}
