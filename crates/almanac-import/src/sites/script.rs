//! Configurations in JavaScript and TypeScript, as far as they are plain literals. Read by Docusaurus, VitePress, VuePress
//! and Starlight. Nothing is run: a call, a condition or an import is nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// How deep values may nest.
const MAX_DEPTH: usize = 64;

/// How often a script is read for what its names stand for.
const MAX_ROUNDS: usize = 6;

/// The key under which an object keeps the order of its keys, where that is asked for.
const ORDER: &str = "\u{0}order";

/// What a script exports, as far as it is written out.
pub fn exported(text: &str) -> Value {
    without_order(exported_in_order(text))
}

/// The same, whose objects know the order of their keys: see [`in_order`].
pub fn exported_in_order(text: &str) -> Value {
    let mut reader = Reader::with_names(text, BTreeMap::new());
    let exported = reader.statements();
    match exported.is_null() {
        true => reader
            .names
            .values()
            .find(|value| value.is_object())
            .cloned()
            .unwrap_or_default(),
        false => exported,
    }
}

/// The pairs of an object, in the order in which they are written if that is known.
pub fn in_order(pairs: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut found: Vec<(&String, &Value)> = pairs.iter().filter(|(key, _)| *key != ORDER).collect();
    if let Some(Value::Array(order)) = pairs.get(ORDER) {
        let place = |key: &str| order.iter().position(|one| one.as_str() == Some(key));
        found.sort_by_cached_key(|(key, _)| place(key).unwrap_or(usize::MAX));
    }
    found
}

/// A value whose objects are as they are written.
pub fn without_order(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(without_order).collect()),
        Value::Object(pairs) => {
            let pairs = pairs.into_iter().filter(|(key, _)| key != ORDER);
            Value::Object(
                pairs
                    .map(|(key, value)| (key, without_order(value)))
                    .collect(),
            )
        }
        value => value,
    }
}

/// What scripts that lie beside one another say by names: what each exports, what it imports from the others put in.
/// Scripts are named by their paths without their endings.
pub fn with_imports(scripts: &BTreeMap<String, String>) -> BTreeMap<String, Imported> {
    let mut known: BTreeMap<String, Imported> = BTreeMap::new();
    for _ in 0..MAX_ROUNDS {
        let before = known.clone();
        for (path, text) in scripts {
            let names = imported_names(path, text, &known);
            let mut reader = Reader::with_names(text, names.clone());
            let default = reader.statements();
            let own = Imported {
                imports: names,
                default,
                names: reader.names,
            };
            known.insert(path.clone(), own);
        }
        if known == before {
            break;
        }
    }
    known
}

/// What a script exports, and what it imports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// What the names stand for that it imports.
    pub imports: BTreeMap<String, Value>,
    /// What it exports by default.
    pub default: Value,
    /// What its names stand for.
    pub names: BTreeMap<String, Value>,
}

/// What the names stand for that a script imports from others that are known.
fn imported_names(
    path: &str,
    text: &str,
    known: &BTreeMap<String, Imported>,
) -> BTreeMap<String, Value> {
    let mut names = BTreeMap::new();
    let statements = text.match_indices("import ").map(|(at, _)| &text[at + 7..]);
    for statement in statements {
        let Some((clause, rest)) = statement.split_once(" from ") else {
            continue;
        };
        let rest = rest.trim_start();
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            continue;
        };
        let from = rest[1..].split(quote).next().unwrap_or_default();
        let beside = almanac_model::FilePath::from(path).resolve(from);
        let Some(module) = beside.filter(|_| from.starts_with('.')).and_then(|place| {
            let stem = place
                .rsplit_once('.')
                .filter(|(_, ending)| !ending.contains('/'));
            let stem = stem.map_or(place.as_str(), |(stem, _)| stem);
            let mut places = [place.clone(), stem.to_owned(), format!("{place}/index")].into_iter();
            places.find_map(|place| known.get(&place))
        }) else {
            continue;
        };
        let (default, named) = match clause.split_once('{') {
            Some((default, named)) => (default, named.split('}').next().unwrap_or_default()),
            None => (clause, ""),
        };
        let default = default.trim().trim_end_matches(',').trim();
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_name(default) {
            names.insert(default.to_owned(), module.default.clone());
        }
        for named in named.split(',') {
            let (name, own) = named.split_once(" as ").unwrap_or((named, named));
            let (name, own) = (name.trim(), own.trim());
            for call in ["", "()"] {
                if let Some(value) = module.names.get(&format!("{name}{call}")) {
                    names.insert(format!("{own}{call}"), value.clone());
                }
            }
        }
    }
    names
}

/// The values that are bound to a name anywhere in a script: `sidebar: […]`.
pub fn values_of(text: &str, key: &str) -> Vec<Value> {
    let values = values_with(text, key, &BTreeMap::new()).into_iter();
    values.map(without_order).collect()
}

/// The same in a script of which it is known what the names that it imports stand for. Objects know their order.
pub fn values_with(text: &str, key: &str, imports: &BTreeMap<String, Value>) -> Vec<Value> {
    if !text.contains(key) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    let mut reader = Reader::with_names(text, imports.clone());
    while let Some(next) = text[at..].find(key) {
        let start = at + next;
        at = start + key.len();
        let is_whole = !text[..start].ends_with(|c: char| c.is_alphanumeric() || "_$.".contains(c));
        let rest = text[at..].trim_start_matches(['"', '\'']).trim_start();
        if let Some(rest) = rest.strip_prefix([':', '=']).filter(|_| is_whole) {
            reader.at = text.len() - rest.len();
            let value = match ["const ", "let ", "var "]
                .iter()
                .any(|word| text[..start].ends_with(word))
            {
                // A type may stand before the value.
                true => reader.names.get(key).cloned().unwrap_or_default(),
                false => reader.value(0),
            };
            if !value.is_null() {
                found.push(value);
            }
        } else if is_whole && rest.starts_with([',', '}']) && !text[..start].ends_with(['"', '\''])
        {
            // A name alone in an object stands for itself; in the braces of an import it is none.
            let is_in_object = text[..start].trim_end().ends_with(['{', ',']);
            let imported = imports
                .get(key)
                .filter(|_| is_in_object && !is_in_import(text, start));
            found.extend(imported.cloned());
        }
    }
    found
}

/// Whether a place is in the braces of an import.
fn is_in_import(text: &str, at: usize) -> bool {
    let open = text[..at].rfind('{').unwrap_or(0);
    text[..open].trim_end().ends_with("import") || text[..open].trim_end().ends_with("type")
}

/// The length of the words that begin a function.
fn function_word(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("async").unwrap_or(text).trim_start();
    let behind = rest.strip_prefix("function")?;
    let is_word = behind.starts_with([' ', '(', '*', '\n']);
    is_word.then_some(text.len() - behind.len())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    names: BTreeMap<String, Value>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            names: BTreeMap::new(),
        }
    }

    /// A reader that knows what the names of a script stand for: constants, and functions that only give a value back.
    fn with_names(text: &'t str, names: BTreeMap<String, Value>) -> Self {
        let mut reader = Self::new(text);
        reader.names = names;
        // A function may be called before it is written, and call others.
        for _ in 0..MAX_ROUNDS {
            let before = reader.names.clone();
            reader.statements();
            reader.at = 0;
            if reader.names == before {
                break;
            }
        }
        reader
    }

    /// Reads all definitions; what is exported by default.
    fn statements(&mut self) -> Value {
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
    fn given(&mut self) -> Value {
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
    fn function(&mut self) -> Value {
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
    fn body(&mut self) -> Value {
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

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes blanks and comments over.
    fn blanks(&mut self) {
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

    fn skip_token(&mut self) {
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
    fn length_of_pattern(&self) -> Option<usize> {
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
    fn skip_balanced(&mut self) {
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

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// `name: Type = value`
    fn definition(&mut self) {
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

    /// A value; what is none that is written out is nothing, and is passed over up to what ends it.
    fn value(&mut self, depth: usize) -> Value {
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
    fn in_parentheses(&mut self, depth: usize) -> Value {
        self.at += 1;
        let value = self.value(depth + 1);
        self.at += usize::from(self.next() == Some(')'));
        value
    }

    /// A string, or several that are joined: `'a' + 'b'`.
    fn joined(&mut self) -> Option<String> {
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
    fn named(&mut self, depth: usize) -> Value {
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
        found.cloned().unwrap_or_default()
    }

    /// Passes on to the comma or the bracket that ends a value.
    fn skip_to_end(&mut self) {
        while self.at < self.text.len() {
            self.blanks();
            match self.next() {
                None | Some(',' | ']' | '}' | ')' | ';') => return,
                Some(_) => self.skip_token(),
            }
        }
    }

    fn number(&mut self) -> Value {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.' | '_')));
        let number = &rest[..end.unwrap_or(rest.len())];
        self.at += number.len().max(1);
        let number: Option<f64> = number.parse().ok();
        number.map_or(Value::Null, Value::from)
    }

    fn string(&mut self) -> Option<String> {
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

    fn array(&mut self, depth: usize) -> Value {
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

    fn object(&mut self, depth: usize) -> Value {
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
    fn pair(&mut self, pairs: &mut Map<String, Value>, depth: usize) -> Option<String> {
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
                let value = self.names.get(&key)?.clone();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_read_and_all_else_is_nothing() {
        let text = "import x from 'y'\n// a = {}\nconst items = ['a', `b`, run()]\nconst config: Config = {\n  title: 'It\\'s', /* no */ url: `x${y}`,\n  list: [...items, 'c', {n: 3, ok: true}],\n  items,\n  made: items.map(x => ({ y: 1 })),\n  'quoted-key': \"v\" as const,\n  f() { return { a: 1 } },\n  last: 'z',\n} satisfies Config\nexport default config\n";
        let read = exported(text);
        let expected = serde_json::json!({
            "title": "It's", "url": null, "list": ["a", "b", null, "c", {"n": 3.0, "ok": true}],
            "items": ["a", "b", null], "made": null, "quoted-key": "v", "last": "z"
        });
        assert_eq!(read, expected);
        assert_eq!(
            exported("export default defineConfig({ a: [1, ] })"),
            serde_json::json!({"a": [1.0]})
        );
        assert_eq!(
            exported("module.exports = { a: { b: 'c' } };"),
            serde_json::json!({"a": {"b": "c"}})
        );
    }

    #[test]
    fn functions_parentheses_and_patterns_stand_in_the_way_of_nothing() {
        let expected = serde_json::json!({"a": "xy", "b": ["c", null]});
        for text in [
            "/** @type {T} */\nmodule.exports = ({ a: 'x' + \"y\", b: [require.resolve('c'), ...more()] })",
            "export default async function make() {\n  const b = ['c', run()];\n  return { a: 'xy', b };\n}",
            "export default ({ mode }) => ({ skip: /['{]\\/x/g, a: ('xy'), b: ['c', f] }).x",
        ] {
            let read = exported(text);
            assert_eq!(
                (&read["a"], &read["b"]),
                (&expected["a"], &expected["b"]),
                "{text}"
            );
        }
    }

    #[test]
    fn scripts_beside_one_another_say_what_they_import() {
        let scripts = [
            (
                "c/config",
                "import side, { nav as top } from './side.mts'\nimport { list } from '../lists'\nexport default { sidebar: side, nav: top, more: list() }",
            ),
            (
                "c/side",
                "export const nav = ['n']\nexport default ['s', ...nav]",
            ),
            ("lists/index", "export function list() { return ['l'] }"),
        ];
        let scripts = scripts.map(|(path, text)| (path.to_owned(), text.to_owned()));
        let known = with_imports(&BTreeMap::from(scripts));
        let expected = serde_json::json!({"sidebar": ["s", "n"], "nav": ["n"], "more": ["l"]});
        let default = known["c/config"].default.clone();
        let keys = in_order(default.as_object().unwrap()).into_iter();
        assert!(
            keys.map(|(key, _)| key.as_str())
                .eq(["sidebar", "nav", "more"])
        );
        assert_eq!(without_order(default), expected);
        let imports = &known["c/config"].imports;
        let text = "import { side } from './x'\nx({ a, side })";
        assert_eq!(
            values_with(text, "side", imports),
            [serde_json::json!(["s", "n"])]
        );
    }

    #[test]
    fn values_are_found_by_their_keys() {
        let text = "function s() { return { sidebar: { '/a/': ['b'] } } }";
        assert_eq!(
            values_of(text, "sidebar"),
            [serde_json::json!({"/a/": ["b"]})]
        );
    }

    #[test]
    fn functions_that_only_give_a_value_back_stand_for_it() {
        let text = "export const sidebar: T['a'] = { '/a/': part(), '/b/': made(1), '/c/': late() }\nfunction part(): Item[] {\n  return ['x', inner()]\n}\nfunction inner() { return 'y' }\nfunction made(n) { return ['z'] }\nfunction late() { return ['u'].map((one) => one) }\nexport default defineConfig({ themeConfig: { sidebar } })";
        let sidebar = serde_json::json!({"/a/": ["x", "y"], "/b/": null, "/c/": null});
        assert_eq!(values_of(text, "sidebar"), std::slice::from_ref(&sidebar));
        assert_eq!(exported(text)["themeConfig"]["sidebar"], sidebar);
    }

    #[test]
    fn no_text_stops_the_reading() {
        for text in [
            "export default {",
            "const a = [",
            "module.exports = '",
            "export default {{[(]})",
            "const = ;",
            "export default -",
        ] {
            exported(text);
            values_of(text, "a");
        }
    }
}
