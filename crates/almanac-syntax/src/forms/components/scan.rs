//! Finds what is a program in a text of MDX, by its signs alone: whether these stand among words is found out by others.

use super::{Part, Stretch};
use crate::span::Span;

/// The most bytes that one of them may have: what is never closed is no program.
const MAX_BYTES: usize = 50_000;

/// How many may begin and have no end, before no more are looked for: each costs a search.
const MAX_UNENDED: usize = 1_000;

/// All that may be a program, in order; none begins in `code`, whose places are in order.
pub(super) fn stretches(text: &str, code: &[Span]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut code = code.iter().peekable();
    let mut at = 0;
    let mut unended = 0;
    while let Some(offset) = text[at..].find(['<', '{', 'i', 'e']) {
        at += offset;
        if unended > MAX_UNENDED {
            break;
        }
        while code.next_if(|span| span.end <= at).is_some() {}
        if let Some(span) = code.peek().filter(|span| span.start <= at) {
            at = span.end;
            continue;
        }
        match stretch_at(text, at) {
            Some(stretch) => {
                at = stretch.span.end;
                found.push(stretch);
            }
            None => {
                unended += usize::from(matches!(text.as_bytes()[at], b'<' | b'{'));
                at += 1;
            }
        }
    }
    found
}

/// What begins at a place.
fn stretch_at(text: &str, at: usize) -> Option<Stretch> {
    let is_escaped = text[..at].ends_with('\\');
    let (end, part) = match text.as_bytes()[at] {
        b'<' if !is_escaped => tag_at(text, at)?,
        b'{' if !is_escaped => expression_at(text, at)?,
        b'i' | b'e' => (module_end(text, at)?, Part::Module),
        _ => return None,
    };
    let span = at..end;
    Some(Stretch { span, part })
}

/// The end of an expression in braces. `{#id}` is the anchor of a heading.
fn expression_at(text: &str, at: usize) -> Option<(usize, Part)> {
    let end = closing(text, at)?;
    let inner = text[at + 1..end - 1].trim();
    if inner.starts_with('#') || inner.is_empty() {
        return None;
    }
    let is_comment = inner.starts_with("/*") && inner.ends_with("*/");
    let part = if is_comment { Part::Mark } else { Part::Code };
    Some((end, part))
}

/// The elements of HTML that only hold others: with words of Markdown in them they are wrappers.
const WRAPPERS: [&str; 8] = [
    "div", "section", "article", "main", "header", "footer", "span", "center",
];

/// The end of a tag of a component, or of one of HTML that is written as components are.
fn tag_at(text: &str, at: usize) -> Option<(usize, Part)> {
    let is_end = text[at + 1..].starts_with('/');
    let start = at + 1 + usize::from(is_end);
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    let length = text[start..].find(|c| !is_of_name(c))?;
    let name = &text[start..start + length];
    let behind = start + length;
    if name.is_empty() {
        return text[behind..]
            .starts_with('>')
            .then_some((behind + 1, Part::Mark));
    }
    let is_component = name.starts_with(|c: char| c.is_uppercase())
        || name.contains('.') && name.starts_with(char::is_alphabetic);
    let (end, has_braces) = tag_end(text, behind)?;
    if is_component {
        return Some((end, Part::Code));
    }
    let is_wrapper = WRAPPERS.contains(&name);
    let is_whole = text[..end].ends_with("/>");
    match (has_braces, is_wrapper) {
        (true, _) if is_whole || matches!(name, "img" | "input" | "br" | "hr") => {
            Some((end, Part::Code))
        }
        (true, _) | (_, true) => Some((end, Part::Mark)),
        (false, false) => None,
    }
}

/// Where a tag ends, from behind its name, and whether it has attributes in braces.
fn tag_end(text: &str, from: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(from)?, b'>' | b'/') && !bytes[from].is_ascii_whitespace() {
        return None;
    }
    let limit = bytes.len().min(from + MAX_BYTES);
    let (mut at, mut has_braces) = (from, false);
    while at < limit {
        match bytes[at] {
            b'>' => return Some((at + 1, has_braces)),
            b'<' => return None,
            b'{' => {
                at = closing(text, at)?;
                has_braces = true;
                continue;
            }
            quote @ (b'"' | b'\'') => {
                let length = bytes[at + 1..limit]
                    .iter()
                    .position(|byte| *byte == quote)?;
                at += length + 1;
            }
            b'\n' if is_blank_line(text, at + 1) => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The place behind the brace that closes the one at a place. Braces in strings and remarks count for nothing.
fn closing(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let limit = bytes.len().min(open + MAX_BYTES);
    let (mut at, mut depth) = (open, 0_usize);
    while at < limit {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            quote @ (b'"' | b'`') => at = string_end(bytes, at, quote, limit)?,
            // An apostrophe among words begins no string.
            b'\'' if !text[..at].ends_with(char::is_alphanumeric) => {
                at = string_end(bytes, at, b'\'', limit)?;
            }
            b'/' if bytes[at + 1..].starts_with(b"*") => at += text[at..limit].find("*/")? + 1,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the quotation mark stands that ends a string.
fn string_end(bytes: &[u8], open: usize, quote: u8, limit: usize) -> Option<usize> {
    let mut at = open + 1;
    while at < limit {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The end of an import or an export that begins a block: at the first blank line behind which no bracket is open.
fn module_end(text: &str, at: usize) -> Option<usize> {
    let line_start = text[..at].is_empty() || text[..at].ends_with('\n');
    if !line_start || !begins_module(&text[at..]) || !begins_block(&text[..at]) {
        return None;
    }
    let (mut depth, mut end) = (0_isize, at);
    for line in text[at..].split_inclusive('\n') {
        if line.trim().is_empty() && depth <= 0 {
            break;
        }
        let opened = line.matches(['{', '(', '[']).count() as isize;
        depth += opened - line.matches(['}', ')', ']']).count() as isize;
        end += line.len();
        if end - at > MAX_BYTES {
            return None;
        }
    }
    Some(at + text[at..end].trim_end().len())
}

/// Whether a line imports or exports something.
fn begins_module(line: &str) -> bool {
    const EXPORTED: [&str; 8] = [
        "const ",
        "let ",
        "var ",
        "function ",
        "default ",
        "async ",
        "class ",
        "type ",
    ];
    if let Some(rest) = line.strip_prefix("export ") {
        return rest.starts_with(['{', '*']) || EXPORTED.iter().any(|word| rest.starts_with(word));
    }
    let Some(rest) = line.strip_prefix("import") else {
        return false;
    };
    let words = rest.trim_start();
    let first = &line[..line.find('\n').unwrap_or(line.len())];
    words.starts_with(['\'', '"', '{']) && words.len() < rest.len() + 1
        || rest.starts_with([' ', '{']) && (first.contains(" from '") || first.contains(" from \""))
}

/// Whether what follows some text begins a block: behind a blank line, or right behind other imports.
fn begins_block(before: &str) -> bool {
    let mut lines = before.trim_end_matches('\n').rsplit('\n');
    let has_blank = before.is_empty() || before.ends_with("\n\n") || before.trim().is_empty();
    has_blank
        || lines
            .next()
            .is_some_and(|line| line.trim().is_empty() || begins_module(line))
}

/// Whether a line that begins at a place has nothing but blanks.
fn is_blank_line(text: &str, at: usize) -> bool {
    text[at..]
        .lines()
        .next()
        .is_none_or(|line| line.trim().is_empty())
}
