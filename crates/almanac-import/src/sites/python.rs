//! Literals of Python, as configurations have them: `name = value` at the start of a line. Nothing is run: a value that is
//! computed is none. Read by Sphinx.

use serde_json::{Map, Value};

/// How deep lists and dictionaries may stand in one another.
const MAX_DEPTH: usize = 20;

/// All names that a program gives plain values to.
pub fn settings(text: &str) -> Value {
    let mut found = Map::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((name, start)) = assigned(line)
            && let Some((value, _)) = value_at(text, at + start, 0)
        {
            found.insert(name.to_owned(), value);
        }
        at += line.len();
    }
    Value::Object(found)
}

/// The name that a line gives a value to, and where that begins.
fn assigned(line: &str) -> Option<(&str, usize)> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let rest = line[end..].trim_start();
    // A type may stand between: `x: list[str] = …`.
    let rest = match rest.strip_prefix(':') {
        Some(typed) => &typed[typed.find('=')?..],
        None => rest,
    };
    let value = rest
        .strip_prefix('=')
        .filter(|value| !value.starts_with('='))?;
    let is_name = end > 0 && !line.starts_with(|c: char| c.is_ascii_digit());
    is_name.then(|| (&line[..end], line.len() - value.len()))
}

/// The value that begins at a place, and where it ends.
fn value_at(text: &str, at: usize, depth: usize) -> Option<(Value, usize)> {
    if depth > MAX_DEPTH {
        return None;
    }
    let at = skipped(text, at, depth > 0);
    let rest = text.get(at..)?;
    match rest.chars().next()? {
        '[' => items(text, at + 1, ']', depth),
        '(' => items(text, at + 1, ')', depth),
        '{' => pairs(text, at + 1, depth),
        c if c == '-' || c.is_ascii_digit() => {
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
                .unwrap_or(rest.len());
            Some((Value::String(rest[..end].to_owned()), at + end))
        }
        _ => word_or_text(text, at, depth),
    }
}

fn word_or_text(text: &str, at: usize, depth: usize) -> Option<(Value, usize)> {
    let rest = &text[at..];
    for (word, value) in [
        ("True", Value::Bool(true)),
        ("False", Value::Bool(false)),
        ("None", Value::Null),
    ] {
        if rest.starts_with(word) {
            return Some((value, at + word.len()));
        }
    }
    // Texts that stand one behind another are one.
    let (mut whole, mut end) = string_at(text, at)?;
    while let Some((more, next)) = string_at(text, skipped(text, end, depth > 0)) {
        whole.push_str(&more);
        end = next;
    }
    Some((Value::String(whole), end))
}

/// The items of a list, or what stands in parentheses.
fn items(text: &str, start: usize, close: char, depth: usize) -> Option<(Value, usize)> {
    let mut found = Vec::new();
    let mut at = start;
    let mut has_comma = false;
    loop {
        at = skipped(text, at, true);
        if text[at..].starts_with(close) {
            break;
        }
        let Some((value, end)) = value_at(text, at, depth + 1) else {
            at = behind_item(text, at).filter(|end| *end > at)?;
            has_comma |= text[..at].ends_with(',');
            continue;
        };
        found.push(value);
        at = skipped(text, end, true);
        match text[at..].chars().next()? {
            ',' => {
                has_comma = true;
                at += 1;
            }
            c if c == close => {}
            _ => {
                // It goes on as something that is computed.
                found.pop();
                at = behind_item(text, at)
                    .filter(|end| *end > at || text[*end..].starts_with(close))?;
            }
        }
    }
    let is_one = close == ')' && !has_comma && found.len() == 1;
    match is_one {
        true => Some((found.remove(0), at + 1)),
        false => Some((Value::Array(found), at + 1)),
    }
}

/// The pairs of a dictionary, or the items of a set.
fn pairs(text: &str, start: usize, depth: usize) -> Option<(Value, usize)> {
    let mut found = Map::new();
    let mut at = start;
    loop {
        at = skipped(text, at, true);
        if text[at..].starts_with('}') {
            return Some((Value::Object(found), at + 1));
        }
        let read = value_at(text, at, depth + 1).and_then(|(key, end)| {
            let colon = skipped(text, end, true);
            if text[colon..].starts_with([',', '}']) {
                return Some((
                    key.as_str().unwrap_or_default().to_owned(),
                    Value::Bool(true),
                    colon,
                ));
            }
            let rest = text[colon..].strip_prefix(':')?;
            let start = text.len() - rest.len();
            let (value, end) = value_at(text, start, depth + 1)?;
            let end = skipped(text, end, true);
            let is_whole = text[end..].starts_with([',', '}']);
            is_whole.then(|| (key.as_str().unwrap_or_default().to_owned(), value, end))
        });
        at = match read {
            Some((key, value, end)) => {
                found.insert(key, value);
                end
            }
            None => behind_item(text, at).filter(|end| *end > at)?,
        };
        if text[at..].starts_with(',') {
            at += 1;
        }
    }
}

/// Where an item ends that is computed: behind its comma, or before what closes the list.
fn behind_item(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let mut at = start;
    while at < text.len() {
        if let Some((_, end)) = string_at(text, at) {
            at = end;
            continue;
        }
        let c = text[at..].chars().next()?;
        match c {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' if depth == 0 => return Some(at),
            ']' | ')' | '}' => depth -= 1,
            ',' if depth == 0 => return Some(at + 1),
            '#' => {
                at = text[at..].find('\n').map_or(text.len(), |end| at + end);
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// A place without the blanks and remarks before it; line ends count as blanks inside of brackets.
fn skipped(text: &str, start: usize, with_lines: bool) -> usize {
    let mut at = start;
    loop {
        let rest = &text[at.min(text.len())..];
        let blank = |c: char| matches!(c, ' ' | '\t') || with_lines && c.is_whitespace();
        let words = rest.trim_start_matches(blank);
        at += rest.len() - words.len();
        match words.starts_with('#') && with_lines {
            true => at += words.find('\n').unwrap_or(words.len()),
            false => return at,
        }
    }
}

/// The text in quotation marks that begins at a place, and where it ends.
fn string_at(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    let prefix = rest.len()
        - rest
            .trim_start_matches(['r', 'R', 'u', 'U', 'b', 'B'])
            .len();
    if prefix > 2 {
        return None;
    }
    let is_raw = rest[..prefix].to_lowercase().contains('r');
    let body = &rest[prefix..];
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| body.starts_with(quote))?;
    let inner = &body[quote.len()..];
    let mut new = String::new();
    let mut chars = inner.char_indices();
    while let Some((place, c)) = chars.next() {
        if inner[place..].starts_with(quote) {
            return Some((new, at + prefix + quote.len() + place + quote.len()));
        }
        if c == '\n' && quote.len() == 1 {
            return None;
        }
        match c {
            '\\' if !is_raw => match chars.next()?.1 {
                'n' => new.push('\n'),
                't' => new.push('\t'),
                '\n' => {}
                c @ ('\\' | '\'' | '"') => new.push(c),
                other => new.extend(['\\', other]),
            },
            c => new.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_values_are_read_and_others_are_not() {
        let text = "# x = 1\nproject = 'It\\'s' # words\ncopyright = f\"{x}\"\nversion: str = __version__\nexclude = [\n  '_build', # a, b\n  *more,\n  \"a\" 'b',\n  name('x', ['y']),\n]\nmap = {\n  'a': \"\"\"b\nc\"\"\",\n  'd': {'e': None, \"f\": call(1)},\n}\none = (\n  'a'\n  'b'\n)\nn = 2\nis_it = True\nboth = 'a' 'b' # c\nset = {'a', \"b\",}\nif x:\n  n = 3\ntwo = ('a',)\n";
        assert_eq!(
            settings(text),
            json!({
                "project": "It's",
                "exclude": ["_build", "ab"],
                "map": {"a": "b\nc", "d": {"e": null}},
                "one": "ab",
                "n": "2",
                "is_it": true,
                "both": "ab",
                "set": {"a": true, "b": true},
                "two": ["a"],
            })
        );
    }

    #[test]
    fn what_never_ends_is_nothing() {
        for text in [
            "a = [",
            "a = {'b':",
            "a = 'b",
            "a = ((((",
            "a = {'b'",
            "a = [x, ",
            "a: b",
            "é = 1",
            "a =",
        ] {
            assert_eq!(settings(text), json!({}), "{text}");
        }
    }
}
