//! Short texts for places where only words can stand.

use std::borrow::Cow;

/// A text for a place where only words can stand, in which no line begins a heading, a list, a quotation, code or a table:
/// its first sign is one of the sentence, as in `1. of *four*`.
pub fn without_blocks(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.lines().any(|line| block_sign(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for line in text.lines() {
        let line = line.trim_start();
        let at = block_sign(line);
        let (before, sign) = line.split_at(at.unwrap_or(line.len()));
        escaped.push_str(before);
        if at.is_some() {
            escaped.push('\\');
        }
        escaped.push_str(sign);
        escaped.push('\n');
    }
    escaped.truncate(escaped.trim_end().len());
    Cow::Owned(escaped)
}

/// Where in a line the sign stands by which it begins a block, if it does.
fn block_sign(line: &str) -> Option<usize> {
    const FIRST: [char; 6] = ['#', '>', '+', '-', '=', '|'];
    let line = line.trim_start();
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let begins_block = match number {
        0 => line.starts_with(FIRST) || line.starts_with("* ") || is_fence(line) || is_rule(line),
        _ => line[number..].starts_with(['.', ')']),
    };
    begins_block.then_some(number)
}

/// Whether a line opens a block of code. One that has a backtick behind the first ones is code within a line.
fn is_fence(line: &str) -> bool {
    let of_backticks = line.starts_with("```") && !line.trim_start_matches('`').contains('`');
    of_backticks || line.starts_with("~~~")
}

/// Whether a line is a rule: three stars or underscores, or more, and nothing else.
fn is_rule(line: &str) -> bool {
    let is_of = |sign: char| {
        let mut signs = line.chars().filter(|letter| !letter.is_whitespace());
        signs.clone().count() >= 3 && signs.all(|letter| letter == sign)
    };
    is_of('*') || is_of('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_begins_a_block() {
        for (text, escaped) in [
            ("Who?", "Who?"),
            ("1. of four", "1\\. of four"),
            ("- or plus?", "\\- or plus?"),
            ("Which?\n\n  - one\n  2) two", "Which?\n\n\\- one\n2\\) two"),
            ("Title\n===", "Title\n\\==="),
            ("a | b\n|---|", "a | b\n\\|---|"),
            ("* * *", "\\* * *"),
            ("```sh", "\\```sh"),
            ("***So*** it is", "***So*** it is"),
            ("```x``` it is", "```x``` it is"),
        ] {
            assert_eq!(without_blocks(text), escaped);
        }
    }
}
