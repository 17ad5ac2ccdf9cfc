//! A text as prose and blocks of code, by its fences alone. Read by all programs for sites: their rules hold outside of
//! code, and a text that is not yet in our forms can't be parsed as ours.

use std::ops::Range;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'t> {
    /// Lines outside of fenced code.
    Prose(&'t str),
    /// A fenced block.
    Code(FencedCode<'t>),
}

/// A fenced block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FencedCode<'t> {
    /// The whole block with its line ends.
    pub whole: &'t str,
    /// Its place in the text.
    pub span: Range<usize>,
    /// What stands before the fence: blanks, marks of quotations and lists.
    pub prefix: &'t str,
    /// The marks of the fence.
    pub fence: &'t str,
    /// What stands behind them.
    pub info: &'t str,
    /// The lines between the fences, with what stands before them.
    pub inner: &'t str,
    /// The last line, if the block is closed.
    pub close: Option<&'t str>,
}

impl FencedCode<'_> {
    /// What stands before each line of the block that is not its first: marks of lists are blanks there.
    pub fn inner_prefix(&self) -> String {
        blank_marks(self.prefix)
    }

    /// A line of it without what stands before each of them.
    pub fn bare<'l>(&self, line: &'l str) -> &'l str {
        without_prefix(line, &self.inner_prefix())
    }
}

/// Where the line ends on which a comment does that begins at a place.
pub fn comment_end(text: &str, start: usize) -> usize {
    let end = text[start..].find("-->");
    let end = end.map_or(text.len(), |end| start + end + 3);
    let line = text[end..].find('\n');
    line.map_or(text.len(), |more| end + more + 1)
}

/// A prefix of a line with blanks in the place of the marks of lists.
pub fn blank_marks(prefix: &str) -> String {
    let blank = |c: char| if matches!(c, '>' | '\t') { c } else { ' ' };
    prefix.chars().map(blank).collect()
}

/// A line without a prefix, or without as many of its blanks as it has.
pub fn without_prefix<'l>(line: &'l str, prefix: &str) -> &'l str {
    let mut rest = line;
    for c in prefix.chars() {
        match rest.strip_prefix(c) {
            Some(behind) => rest = behind,
            None if c == ' ' => {}
            None => break,
        }
    }
    rest
}

/// The length of what may stand before a block in a line: blanks, and marks of quotations and lists.
pub fn prefix_length(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let first = rest.chars().next();
        let length = match first {
            Some(' ' | '\t' | '>') => 1,
            Some('-' | '*' | '+') if rest[1..].starts_with([' ', '\t']) => 1,
            Some('0'..='9') => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let behind = rest[digits..].strip_prefix(['.', ')']);
                match behind.is_some_and(|behind| behind.starts_with([' ', '\t'])) && digits < 10 {
                    true => digits + 1,
                    false => return at,
                }
            }
            _ => return at,
        };
        at += length;
    }
}

/// Lines with their ends.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive('\n')
}

/// A line without its end.
pub fn trimmed_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// The parts of a text, in order; together they are all of it.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut prose = 0;
    let mut at = 0;
    while at < text.len() {
        let line = lines(&text[at..]).next().unwrap_or_default();
        match opening(line) {
            Some((prefix, fence, info)) => {
                if prose < at {
                    found.push(Part::Prose(&text[prose..at]));
                }
                let code = block(text, at, line, (prefix, fence, info));
                at = code.span.end;
                prose = at;
                found.push(Part::Code(code));
            }
            None => at += line.len(),
        }
    }
    if prose < text.len() {
        found.push(Part::Prose(&text[prose..]));
    }
    found
}

/// The prefix, the marks and the words of a line that opens a block.
fn opening(line: &str) -> Option<(&str, &str, &str)> {
    let line = trimmed_end(line);
    let (prefix, rest) = line.split_at(prefix_length(line));
    let sign = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.len() - rest.trim_start_matches(sign).len();
    let (fence, info) = rest.split_at(length);
    (length >= 3 && (sign == '~' || !info.contains('`'))).then(|| (prefix, fence, info.trim()))
}

fn block<'t>(
    text: &'t str,
    start: usize,
    first: &'t str,
    (prefix, fence, info): (&'t str, &'t str, &'t str),
) -> FencedCode<'t> {
    let inner_start = start + first.len();
    let quotes = prefix.matches('>').count();
    let mut at = inner_start;
    let mut close = None;
    for line in lines(&text[inner_start..]) {
        let (marks, rest) =
            line.split_at(line.len() - line.trim_start_matches([' ', '\t', '>']).len());
        if marks.matches('>').count() < quotes {
            break;
        }
        let is_close = rest.trim_end().len() >= fence.len()
            && rest.trim_end().chars().all(|c| fence.starts_with(c));
        if is_close {
            close = Some(line);
            break;
        }
        at += line.len();
    }
    let end = at + close.map_or(0, str::len);
    FencedCode {
        whole: &text[start..end],
        span: start..end,
        prefix,
        fence,
        info,
        inner: &text[inner_start..at],
        close,
    }
}

/// A text whose prose is written otherwise, without the code in its lines. `change` is given stretches between code.
pub fn prose_changed(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => outside_code(prose, &mut new, &mut change),
        }
    }
    new
}

/// Writes prose with the stretches between inline code changed.
pub fn outside_code(prose: &str, new: &mut String, change: &mut impl FnMut(&str) -> String) {
    let mut at = 0;
    for span in code_spans(prose) {
        if at < span.start {
            new.push_str(&change(&prose[at..span.start]));
        }
        new.push_str(&prose[span.clone()]);
        at = span.end;
    }
    if at < prose.len() {
        new.push_str(&change(&prose[at..]));
    }
}

/// The code in the lines of some prose, with its backticks. It ends with its paragraph at the latest.
pub fn code_spans(prose: &str) -> Vec<Range<usize>> {
    let bytes = prose.as_bytes();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(found) = prose[at..].find('`') {
        let start = at + found;
        let length = run(bytes, start);
        at = start + length;
        if start > 0 && bytes[start - 1] == b'\\' {
            at = start + 1;
            continue;
        }
        let paragraph = end_of_paragraph(prose, at);
        let mut inner = at;
        while let Some(found) = prose[inner..paragraph].find('`') {
            let close = inner + found;
            let closing = run(bytes, close);
            if closing == length {
                spans.push(start..close + closing);
                at = close + closing;
                break;
            }
            inner = close + closing;
            if inner >= paragraph {
                break;
            }
        }
    }
    spans
}

fn run(bytes: &[u8], start: usize) -> usize {
    bytes[start..]
        .iter()
        .take_while(|byte| **byte == b'`')
        .count()
}

/// Where the paragraph ends that a place is in: at the next line of blanks.
fn end_of_paragraph(text: &str, start: usize) -> usize {
    let mut at = start;
    for line in lines(&text[start..]) {
        if at > start && line.trim_matches([' ', '\t', '>', '\n', '\r']).is_empty() {
            return at;
        }
        at += line.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_found_in_quotations_and_lists() {
        let text = "a\n```rust,x\nb\n```\n> ~~~\n> c\nd\n- ````md\n  ```\n  ````\ne\n```\nf";
        let found = parts(text);
        let shown: Vec<String> = found
            .iter()
            .map(|part| match part {
                Part::Prose(prose) => format!("prose {prose:?}"),
                Part::Code(code) => format!("{} {:?} {:?}", code.info, code.prefix, code.inner),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "prose \"a\\n\"",
                "rust,x \"\" \"b\\n\"",
                " \"> \" \"> c\\n\"",
                "prose \"d\\n\"",
                "md \"- \" \"  ```\\n\"",
                "prose \"e\\n\"",
                " \"\" \"f\"",
            ]
        );
    }

    #[test]
    fn code_in_lines_is_left_alone() {
        let text = "a `a` ``a ` a`` \\`a\n\n`a\n\na` a";
        let new = prose_changed(text, |prose| prose.replace('a', "b"));
        assert_eq!(new, "b `a` ``a ` a`` \\`b\n\n`b\n\nb` b");
    }
}
