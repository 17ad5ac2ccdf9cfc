//! The statements of a script: which names it gives to what, and what it exports.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{MAX_ROUNDS, function_word};

/// Reads a script from its beginning to its end.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// What is known of the names that it gives.
    pub(super) names: BTreeMap<String, Value>,
    /// How many values were put in the places of names.
    pub(super) copied: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            names: BTreeMap::new(),
            copied: 0,
        }
    }

    /// A reader that knows what the names of a script stand for: constants, and functions that only give a value back.
    pub(super) fn with_names(text: &'t str, names: BTreeMap<String, Value>) -> Self {
        let mut reader = Self::new(text);
        reader.names = names;
        // A function may be called before it is written, and call others.
        for _ in 0..MAX_ROUNDS {
            let before = reader.names.clone();
            reader.statements();
            (reader.at, reader.copied) = (0, 0);
            if reader.names == before {
                break;
            }
        }
        reader
    }

    /// Reads all definitions; what is exported by default.
    pub(super) fn statements(&mut self) -> Value {
        let mut exported = Value::Null;
        while self.at < self.text.len() {
            self.blanks();
            let rest = self.rest();
            let is_name = ["const ", "let ", "var "]
                .iter()
                .find_map(|word| rest.strip_prefix(word).map(|_| word.len()));
            let export = [
                "export default ",
                "export default{",
                "export default[",
                "module.exports =",
                "module.exports=",
                "export ",
                "exports.default =",
            ];
            if let Some(length) = is_name {
                self.at += length;
                self.definition();
            } else if let Some(length) = function_word(rest) {
                self.at += length;
                self.function();
            } else if let Some(word) = export.iter().find(|word| rest.starts_with(**word)) {
                self.at += word.trim_end_matches(['{', '[']).len();
                if *word != "export " {
                    exported = self.given();
                }
            } else {
                self.skip_token();
            }
        }
        exported
    }

    /// What is exported: a value, or what a function only gives back.
    pub(super) fn given(&mut self) -> Value {
        self.blanks();
        if let Some(length) = function_word(self.rest()) {
            self.at += length;
            return self.function();
        }
        let start = self.at;
        if let Some(rest) = self.rest().strip_prefix("async") {
            self.at = self.text.len() - rest.trim_start().len();
        }
        if self.next() == Some('(') {
            self.skip_balanced();
            self.blanks();
            if self.rest().starts_with("=>") {
                self.at += 2;
                self.blanks();
                return match self.next() {
                    Some('{') => self.body(),
                    _ => self.value(0),
                };
            }
        }
        self.at = start;
        self.value(0)
    }

    /// `name(): Type { return value }`: a function that takes nothing and only gives a value back stands for that. Returns
    /// what it gives back, whatever it takes.
    pub(super) fn function(&mut self) -> Value {
        self.blanks();
        let name = self.word();
        let takes_nothing = self.rest().starts_with("()");
        if self.next() != Some('(') {
            return Value::Null;
        }
        self.skip_balanced();
        // The type may be a list of something, and has no braces.
        let Some(open) = self.rest().find('{') else {
            return Value::Null;
        };
        self.at += open;
        let value = self.body();
        if takes_nothing && !name.is_empty() {
            self.names.insert(format!("{name}()"), value.clone());
        }
        value
    }

    /// What the body of a function gives back, if it only defines values before that.
    pub(super) fn body(&mut self) -> Value {
        let start = self.at;
        self.at += 1;
        let mut value = Value::Null;
        loop {
            self.blanks();
            let rest = self.rest();
            let definition = ["const ", "let ", "var "]
                .iter()
                .find_map(|word| rest.strip_prefix(word).map(|_| word.len()));
            if let Some(length) = definition {
                self.at += length;
                self.definition();
            } else if let Some(rest) = rest.strip_prefix("return") {
                self.at = self.text.len() - rest.len();
                value = self.value(1);
                break;
            } else if rest.starts_with(';') {
                self.at += 1;
            } else {
                break;
            }
        }
        self.at = start;
        self.skip_balanced();
        value
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes blanks and comments over.
    pub(super) fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let length = match trimmed {
                comment if comment.starts_with("//") => comment.find('\n').unwrap_or(comment.len()),
                comment if comment.starts_with("/*") => {
                    comment.find("*/").map_or(comment.len(), |end| end + 2)
                }
                _ => return,
            };
            self.at += length;
        }
    }

    pub(super) fn skip_token(&mut self) {
        match self.next() {
            Some('"' | '\'' | '`') => drop(self.string()),
            Some('{' | '[' | '(') => self.skip_balanced(),
            Some('/') => self.at += self.length_of_pattern().unwrap_or(1),
            Some(c) if c.is_alphanumeric() || matches!(c, '_' | '$') => drop(self.word()),
            Some(c) => self.at += c.len_utf8(),
            None => {}
        }
    }

    /// The length of the pattern that begins here, `/[{]x/i`; `None` where the stroke divides.
    pub(super) fn length_of_pattern(&self) -> Option<usize> {
        let before = self.text[..self.at].trim_end();
        if !before.ends_with([
            '(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '>',
        ]) {
            return None;
        }
        let mut in_class = false;
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '\n' => return None,
                '\\' => drop(chars.next()),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => return Some(at + 1),
                _ => {}
            }
        }
        None
    }

    /// Passes over what stands between brackets.
    pub(super) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.text.len() {
            self.blanks();
            match self.next() {
                Some('"' | '\'' | '`') => {
                    self.string();
                    continue;
                }
                Some('/') => {
                    self.at += self.length_of_pattern().unwrap_or(1);
                    continue;
                }
                Some('{' | '[' | '(') => depth += 1,
                Some('}' | ']' | ')') => depth = depth.saturating_sub(1),
                None => return,
                Some(_) => {}
            }
            self.at += self.next().map_or(0, char::len_utf8);
            if depth == 0 {
                return;
            }
        }
    }

    pub(super) fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// `name: Type = value`
    pub(super) fn definition(&mut self) {
        self.blanks();
        let name = self.word().to_owned();
        // The type may have brackets of its own.
        while let Some(c) = self.next() {
            match c {
                '=' if !self.rest().starts_with("=>") => break,
                ';' | '\n' => return,
                '{' | '[' | '(' => self.skip_balanced(),
                c => self.at += c.len_utf8(),
            }
        }
        if self.next() == Some('=') {
            self.at += 1;
            let value = self.value(0);
            if !name.is_empty() {
                self.names.insert(name, value);
            }
        }
    }
}
