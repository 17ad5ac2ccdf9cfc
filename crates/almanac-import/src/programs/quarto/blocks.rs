//! The blocks of Pandoc's Markdown: fenced blocks between colons, code, and what stands between them.

use std::collections::BTreeMap;

use super::body::Writer;
use super::lettered::list_at;
use crate::sites::braces::of_div;
use crate::sites::lines::{
    FencedCode, Part, blank_marks, comment_end, lines, parts, prefix_length, trimmed_end,
    without_prefix,
};

/// How deep blocks may stand in one another.
const MAX_DEPTH: usize = 40;

/// What a line of colons does.
enum Colons {
    Opens,
    Closes,
    Neither,
}

impl Writer<'_> {
    /// A text in our forms.
    pub fn blocks(&mut self, text: &str) -> String {
        if self.depth > MAX_DEPTH {
            return text.to_owned();
        }
        self.depth += 1;
        let codes = codes_of(text);
        let mut new = String::with_capacity(text.len());
        let mut prose = String::new();
        let mut at = 0;
        while at < text.len() {
            let line = lines(&text[at..]).next().unwrap_or_default();
            if let Some(code) = codes.get(&at) {
                self.flush(&mut prose, &mut new);
                let made = self.code(code);
                put(&mut new, code.prefix, &made);
                at = code.span.end;
            } else if line.trim_start().starts_with("<!--") {
                self.flush(&mut prose, &mut new);
                let end = comment_end(text, at);
                new.push_str(&text[at..end]);
                at = end;
            } else {
                match colons_of(line) {
                    Colons::Opens => {
                        self.flush(&mut prose, &mut new);
                        at = self.fenced(text, at, line, &codes, &mut new);
                    }
                    Colons::Closes => {
                        self.flush(&mut prose, &mut new);
                        at += line.len();
                    }
                    Colons::Neither => match list_at(text, at) {
                        Some(list) => {
                            self.flush(&mut prose, &mut new);
                            let made = list.written(&mut |item| self.blocks(item));
                            put(&mut new, &list.indent, &made);
                            at = list.end;
                        }
                        None => {
                            prose.push_str(line);
                            at += line.len();
                        }
                    },
                }
            }
        }
        self.flush(&mut prose, &mut new);
        self.depth -= 1;
        new
    }

    fn flush(&mut self, prose: &mut String, new: &mut String) {
        if !prose.is_empty() {
            let prose = std::mem::take(prose);
            let made = self.prose(&prose);
            new.push_str(&made);
        }
    }

    /// Writes a fenced block; returns where the text behind it begins. One that is never closed loses its first line.
    fn fenced(
        &mut self,
        text: &str,
        start: usize,
        first: &str,
        codes: &BTreeMap<usize, FencedCode<'_>>,
        new: &mut String,
    ) -> usize {
        let inner_start = start + first.len();
        let Some((inner_end, end)) = closing(text, inner_start, codes) else {
            return inner_start;
        };
        let prefix = &first[..prefix_length(first)];
        let inner_prefix = blank_marks(prefix);
        let inner = lines(&text[inner_start..inner_end]);
        let inner: String = inner
            .map(|line| without_prefix(line, &inner_prefix))
            .collect();
        let words = trimmed_end(first)[prefix.len()..].trim_start_matches(':');
        let attributes = of_div(words).unwrap_or_default();
        let made = self.div(&attributes, &inner);
        put(new, prefix, &made);
        end
    }
}

/// The blocks of code of a text, by where they begin.
pub fn codes_of(text: &str) -> BTreeMap<usize, FencedCode<'_>> {
    let codes = parts(text).into_iter().filter_map(|part| match part {
        Part::Code(code) => Some((code.span.start, code)),
        Part::Prose(_) => None,
    });
    codes.collect()
}

/// Where the block ends that begins at a place: its text, and its last line.
fn closing(
    text: &str,
    start: usize,
    codes: &BTreeMap<usize, FencedCode<'_>>,
) -> Option<(usize, usize)> {
    let mut depth = 1;
    let mut at = start;
    while at < text.len() {
        if let Some(code) = codes.get(&at) {
            at = code.span.end;
            continue;
        }
        let line = lines(&text[at..]).next().unwrap_or_default();
        match colons_of(line) {
            Colons::Opens => depth += 1,
            Colons::Closes => depth -= 1,
            Colons::Neither => {}
        }
        if depth == 0 {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn colons_of(line: &str) -> Colons {
    let rest = &trimmed_end(line)[prefix_length(trimmed_end(line))..];
    let words = rest.trim_start_matches(':');
    match rest.len() - words.len() {
        0..=2 => Colons::Neither,
        _ if words.trim().is_empty() => Colons::Closes,
        _ if of_div(words).is_some() => Colons::Opens,
        _ => Colons::Neither,
    }
}

/// Writes a text whose lines begin with a prefix: what stands before the block, with blanks for the marks of lists.
pub fn put(new: &mut String, prefix: &str, text: &str) {
    let inner_prefix = blank_marks(prefix);
    let is_item = inner_prefix != prefix;
    let last = new
        .trim_end_matches('\n')
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let is_open = !new.is_empty() && !new.ends_with("\n\n") && !is_blank(last);
    if is_open && !is_item {
        new.push_str(if new.ends_with('\n') { "" } else { "\n" });
        new.push_str(&format!("{}\n", inner_prefix.trim_end()));
    }
    for (number, line) in lines(text).enumerate() {
        let prefix = if number == 0 { prefix } else { &inner_prefix };
        match line.trim().is_empty() {
            true => new.push_str(&format!("{}\n", prefix.trim_end())),
            false => {
                new.push_str(prefix);
                new.push_str(line);
            }
        }
    }
    if !new.is_empty() && !new.ends_with('\n') {
        new.push('\n');
    }
}

fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '>']).is_empty()
}
