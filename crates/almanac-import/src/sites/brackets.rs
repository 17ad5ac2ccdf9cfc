//! What stands in brackets, parentheses, braces and between backticks, by where they close. Read by MyST, Quarto and bookdown.

use super::attributes::Attributes;
use super::braces::{braces_at, read};

/// An image with all that is said of it.
pub struct Image<'t> {
    pub alt: &'t str,
    pub address: &'t str,
    pub attributes: Attributes,
    /// The bytes of it.
    pub length: usize,
}

/// Reads a text from left to right. `read` gets the rest of it and what is written so far, and returns how many bytes it has dealt
/// with: of what it leaves, one letter is taken over.
pub fn scanned(text: &str, mut read: impl FnMut(&str, &mut String) -> usize) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        at += match read(rest, &mut new) {
            0 => {
                let c = rest.chars().next().map_or(1, char::len_utf8);
                new.push_str(&rest[..c]);
                c
            }
            length => length,
        };
    }
    new
}

/// A tag, a comment or an address between angle brackets.
pub fn html(rest: &str, new: &mut String) -> usize {
    let end = match rest.strip_prefix("<!--") {
        Some(inner) => inner.find("-->").map(|end| end + 7),
        None => {
            let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            rest.find('>').filter(|_| is_tag).map(|end| end + 1)
        }
    };
    match end.filter(|end| !rest[..*end].contains("\n\n")) {
        Some(end) => {
            new.push_str(&rest[..end]);
            end
        }
        None => 0,
    }
}

/// A bare address, in which no sign means anything.
pub fn bare_address(rest: &str, new: &mut String) -> usize {
    if !rest.starts_with("http://") && !rest.starts_with("https://") {
        return 0;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '|' | '`'))
        .unwrap_or(rest.len());
    new.push_str(&rest[..end]);
    end
}

/// Where the backticks close that a text begins with.
pub fn closing_marks(text: &str, marks: usize) -> Option<usize> {
    let mut at = marks;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        if text[marks..start].contains("\n\n") {
            return None;
        }
        let run = text[start..].len() - text[start..].trim_start_matches('`').len();
        if run == marks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Where the bracket closes that a text begins with.
pub fn closing_bracket(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let marks = text[at..].len() - text[at..].trim_start_matches('`').len();
                at += closing_marks(&text[at..], marks).map_or(marks, |close| close + marks) - 1;
            }
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The length of what stands in the parentheses that a text begins with, with them.
pub fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if before == '\\' => {}
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"') if before.is_whitespace() => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            (None, '\n') if before == '\n' => return None,
            _ => {}
        }
        before = if before == '\\' { ' ' } else { c };
    }
    None
}

/// The image that a text begins with.
pub fn image_at(text: &str) -> Option<Image<'_>> {
    let bracket = text.strip_prefix('!')?;
    let close = closing_bracket(bracket)?;
    let behind = &bracket[close + 1..];
    let length = behind
        .starts_with('(')
        .then(|| closing_parenthesis(behind))??;
    let inner = behind[1..length - 1].trim();
    let address = match inner.strip_prefix('<') {
        Some(rest) => rest.split('>').next().unwrap_or_default(),
        None => inner.split([' ', '\n', '\t']).next().unwrap_or_default(),
    };
    let mut whole = 1 + close + 1 + length;
    let mut attributes = Attributes::default();
    if let Some((length, braces)) = braces_at(&text[whole..])
        && let Some(read) = read(braces)
    {
        attributes = read;
        whole += length;
    }
    Some(Image {
        alt: &bracket[1..close],
        address,
        attributes,
        length: whole,
    })
}
