//! The values of a script that are written out: texts, numbers, lists and objects.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::reader::Reader;
use super::{ORDER, in_order};

/// How deep values may nest, with what the names in them stand for.
const MAX_DEPTH: usize = 64;

/// How many values the names of a script may stand for, each time when they are read. A name may stand for two others, each of
/// which stands for two others.
const MAX_COPIED: usize = 100_000;

impl<'t> Reader<'t> {
    /// A value; what is none that is written out is nothing, and is passed over up to what ends it.
    pub(super) fn value(&mut self, depth: usize) -> Value {
        self.blanks();
        if depth > MAX_DEPTH {
            self.skip_to_end();
            return Value::Null;
        }
        let value = match self.next() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"' | '\'' | '`') => self.joined().map_or(Value::Null, Value::String),
            Some('(') => self.in_parentheses(depth),
            Some(c) if c.is_ascii_digit() || c == '-' => self.number(),
            Some(c) if c.is_alphabetic() || c == '_' => self.named(depth),
            _ => Value::Null,
        };
        // `as const`, `satisfies Type`, `.map(…)`, `+ more`.
        self.blanks();
        let behind = self.rest();
        let is_plain = behind.is_empty()
            || behind.starts_with([',', ']', '}', ')', ';'])
            || ["as ", "satisfies "]
                .iter()
                .any(|word| behind.starts_with(word))
            || depth == 0;
        if depth > 0 {
            self.skip_to_end();
        }
        if is_plain { value } else { Value::Null }
    }

    /// `(value)`
    pub(super) fn in_parentheses(&mut self, depth: usize) -> Value {
        self.at += 1;
        let value = self.value(depth + 1);
        self.at += usize::from(self.next() == Some(')'));
        value
    }

    /// A string, or several that are joined: `'a' + 'b'`.
    pub(super) fn joined(&mut self) -> Option<String> {
        let mut text = self.string();
        loop {
            self.blanks();
            let behind = self.rest().strip_prefix('+').map(str::trim_start);
            let Some(behind) = behind.filter(|rest| rest.starts_with(['"', '\'', '`'])) else {
                return text;
            };
            self.at = self.text.len() - behind.len();
            text = match (text, self.string()) {
                (Some(text), Some(more)) => Some(text + &more),
                _ => None,
            };
        }
    }

    /// A word: a truth value, a name, or the argument of a call that only checks its type.
    pub(super) fn named(&mut self, depth: usize) -> Value {
        let word = self.word();
        match word {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "null" | "undefined" => return Value::Null,
            _ => {}
        }
        self.blanks();
        let checks_type = word.to_lowercase().contains("define")
            || word.starts_with("with")
            || word == "require.resolve";
        if self.next() == Some('(') && checks_type {
            self.at += 1;
            let value = self.value(depth + 1);
            self.skip_to_end();
            self.at += usize::from(self.next() == Some(')'));
            return value;
        }
        let name = match self.rest().starts_with("()") {
            true => {
                self.at += 2;
                Cow::Owned(format!("{word}()"))
            }
            false => Cow::Borrowed(word),
        };
        let mut parts = name.split('.');
        let first = self.names.get(name.as_ref());
        let found = first.or_else(|| {
            let first = self.names.get(parts.next()?)?;
            parts.try_fold(first, |value, part| value.get(part))
        });
        found.map_or(Value::Null, |value| copy(value, depth, &mut self.copied))
    }

    /// Passes on to the comma or the bracket that ends a value.
    pub(super) fn skip_to_end(&mut self) {
        while self.at < self.text.len() {
            self.blanks();
            match self.next() {
                None | Some(',' | ']' | '}' | ')' | ';') => return,
                Some(_) => self.skip_token(),
            }
        }
    }

    pub(super) fn number(&mut self) -> Value {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '_')));
        let number = &rest[..end.unwrap_or(rest.len())];
        self.at += number.len().max(1);
        let number: Option<f64> = number.parse().ok();
        number.map_or(Value::Null, Value::from)
    }

    pub(super) fn string(&mut self) -> Option<String> {
        let quote = self.next()?;
        self.at += 1;
        let mut text = String::new();
        let mut is_plain = true;
        while let Some(c) = self.next() {
            self.at += c.len_utf8();
            match c {
                c if c == quote => return is_plain.then_some(text),
                '\\' => {
                    let Some(escaped) = self.next() else { break };
                    self.at += escaped.len_utf8();
                    match escaped {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'u' => is_plain = false,
                        '\n' => {}
                        escaped => text.push(escaped),
                    }
                }
                '$' if quote == '`' && self.next() == Some('{') => {
                    is_plain = false;
                    self.skip_balanced();
                }
                '\n' if quote != '`' => return None,
                c => text.push(c),
            }
        }
        None
    }

    pub(super) fn array(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks();
            match self.next() {
                None => break,
                Some(']') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                Some('.') if self.rest().starts_with("...") => {
                    self.at += 3;
                    match self.value(depth + 1) {
                        Value::Array(more) => items.extend(more),
                        // What is computed has a place, though nobody knows what stands there.
                        _ => items.push(Value::Null),
                    }
                }
                Some('}' | ')' | ';') => self.at += 1,
                Some(_) => items.push(self.value(depth + 1)),
            }
        }
        Value::Array(items)
    }

    pub(super) fn object(&mut self, depth: usize) -> Value {
        self.at += 1;
        let mut pairs = Map::new();
        let mut order: Vec<Value> = Vec::new();
        loop {
            self.blanks();
            match self.next() {
                None => break,
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some('.') if self.rest().starts_with("...") => {
                    self.at += 3;
                    if let Value::Object(more) = self.value(depth + 1) {
                        let keys = in_order(&more).into_iter();
                        order.extend(keys.map(|(key, _)| Value::from(key.as_str())));
                        pairs.extend(more);
                    }
                }
                Some(c) if c.is_alphanumeric() || "\"'`_$".contains(c) => {
                    if let Some(key) = self.pair(&mut pairs, depth) {
                        order.push(Value::String(key));
                    }
                }
                Some(_) => self.skip_token(),
            }
        }
        pairs.remove(ORDER);
        if pairs.len() > 1 {
            pairs.insert(ORDER.to_owned(), Value::Array(order));
        }
        Value::Object(pairs)
    }

    /// Reads a pair; returns its key.
    pub(super) fn pair(&mut self, pairs: &mut Map<String, Value>, depth: usize) -> Option<String> {
        let key = match self.next() {
            Some('"' | '\'' | '`') => self.string().unwrap_or_default(),
            _ => self.word().to_owned(),
        };
        self.blanks();
        match self.next() {
            Some(':') => {
                self.at += 1;
                let value = self.value(depth + 1);
                pairs.insert(key.clone(), value);
                Some(key)
            }
            // A name alone stands for itself.
            Some(',' | '}') => {
                let value = copy(self.names.get(&key)?, depth + 1, &mut self.copied);
                pairs.insert(key.clone(), value);
                Some(key)
            }
            _ => {
                self.skip_to_end();
                None
            }
        }
    }
}

/// What a name stands for, at a depth; null where there is no room for it any more.
fn copy(value: &Value, depth: usize, copied: &mut usize) -> Value {
    let mut left = MAX_COPIED.saturating_sub(*copied);
    if !fits(value, depth, &mut left) {
        return Value::Null;
    }
    *copied = MAX_COPIED - left;
    value.clone()
}

/// Whether a value ends above the deepest level, and has no more values in it than are left.
fn fits(value: &Value, depth: usize, left: &mut usize) -> bool {
    let Some(rest) = left.checked_sub(1).filter(|_| depth <= MAX_DEPTH) else {
        return false;
    };
    *left = rest;
    match value {
        Value::Array(items) => items.iter().all(|item| fits(item, depth + 1, left)),
        Value::Object(pairs) => pairs.values().all(|value| fits(value, depth + 1, left)),
        _ => true,
    }
}
