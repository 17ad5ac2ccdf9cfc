//! Remarks of an author, `%%not shown%%`, which no reader may see.
//!
//! They are taken out before anything else is read, so that whatever is made of a text holds nothing of them. All places
//! stay what they are: on a line by itself a remark becomes blank, and among words a stretch of the filler, which the
//! reading passes over.

use std::borrow::Cow;

use memchr::memmem;
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use crate::disguise::Disguise;
use crate::fault::{Fault, FaultKind};
use crate::front_matter::split;
use crate::markdown::parser;
use crate::span::Span;

/// What begins and ends a remark.
const MARK: &str = "%%";

/// What stands for each byte of a remark among words: a control character, which has no place in a text.
pub const REMARK_FILLER: char = '\u{7f}';

/// How often a text is parsed to tell its remarks from its code. What is left then is taken for remarks, code or not.
const MAX_ROUNDS: usize = 32;

/// The text of a file without its remarks, in which all places are what they were, and what is wrong with them.
pub fn without_remarks(text: &str) -> (Cow<'_, str>, Vec<Fault>) {
    let body = split(text).body;
    if memmem::find(&text.as_bytes()[body.clone()], MARK.as_bytes()).is_none() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut remarks = Remarks {
        clean: text.to_owned(),
        at: body.start,
        body,
        faults: Vec::new(),
    };
    for _ in 0..MAX_ROUNDS {
        if remarks.take_out_some() {
            return (Cow::Owned(remarks.clean), remarks.faults);
        }
    }
    remarks.take_out_rest();
    (Cow::Owned(remarks.clean), remarks.faults)
}

/// A text while remarks are taken out of it.
struct Remarks {
    clean: String,
    body: Span,
    /// Where the last remark ended.
    at: usize,
    faults: Vec<Fault>,
}

impl Remarks {
    /// Takes out those that can be found without parsing again; whether no more are left.
    fn take_out_some(&mut self) -> bool {
        let openings = openings(&self.clean, &self.body);
        for open in openings {
            if open < self.at {
                continue;
            }
            let remark = self.remark_at(open);
            let changes_reading = may_change_reading(&self.clean[remark.clone()]);
            self.take_out(&remark);
            if changes_reading {
                return false;
            }
        }
        true
    }

    fn take_out_rest(&mut self) {
        while let Some(open) = self.clean[self.at..].find(MARK) {
            let remark = self.remark_at(self.at + open);
            self.take_out(&remark);
        }
    }

    /// The remark that begins at a place: to the mark that ends it, else to the end of the text.
    fn remark_at(&mut self, open: usize) -> Span {
        let inner = open + MARK.len();
        let end = match is_alone(&self.clean, &(open..inner)) {
            true => end_of_block(&self.clean, inner, self.body.end),
            false => self.clean[inner..self.body.end]
                .find(MARK)
                .map(|at| inner + at),
        };
        match end {
            Some(end) => open..end + MARK.len(),
            None => {
                let message = "this remark is never closed, and hides all that follows";
                self.faults
                    .push(Fault::new(FaultKind::Unclosed, open..inner, message));
                open..self.body.end
            }
        }
    }

    fn take_out(&mut self, remark: &Span) {
        let first = remark.start..line_end(&self.clean, remark.start).min(remark.end);
        let last = line_start(&self.clean, remark.end).max(remark.start)..remark.end;
        let is_block = is_alone(&self.clean, &first) && is_alone(&self.clean, &last);
        let filler = if is_block { ' ' } else { REMARK_FILLER };
        let mut blank = String::with_capacity(remark.len());
        for (index, line) in self.clean[remark.clone()].split_inclusive('\n').enumerate() {
            // The marks of a quotation that a line stands in.
            let kept = match index {
                0 => 0,
                _ => line.len() - line.trim_start_matches([' ', '\t', '>']).len(),
            };
            blank.push_str(&line[..kept]);
            for letter in line[kept..].chars() {
                match letter {
                    '\n' | '\r' => blank.push(letter),
                    _ => (0..letter.len_utf8()).for_each(|_| blank.push(filler)),
                }
            }
        }
        self.clean.replace_range(remark.clone(), &blank);
        self.at = remark.end;
    }
}

/// The marks that stand among words, in order: not in code, in a formula, in an address or in a tag of HTML.
fn openings(text: &str, body: &Span) -> Vec<usize> {
    let part = &text[body.clone()];
    let disguise = Disguise::of(part, &[]);
    let mut found = Vec::new();
    let (mut is_in_code, mut is_in_tag) = (false, false);
    for (event, span) in parser(disguise.as_ref().map_or(part, Disguise::copy)) {
        match event {
            Markdown::Start(Tag::CodeBlock(_)) => is_in_code = true,
            Markdown::End(TagEnd::CodeBlock) => is_in_code = false,
            Markdown::Text(_) if !is_in_code => push_marks(part, span, &mut found),
            // A tag may go on in the next line.
            Markdown::Html(_) => push_marks_of_html(part, span, &mut is_in_tag, &mut found),
            _ => is_in_tag = false,
        }
    }
    found.sort_unstable();
    found.into_iter().map(|place| place + body.start).collect()
}

/// The marks in a piece of HTML that stand outside of its tags.
fn push_marks_of_html(text: &str, html: Span, is_in_tag: &mut bool, found: &mut Vec<usize>) {
    let mut start = html.start;
    for (at, byte) in text[html.clone()].bytes().enumerate() {
        let place = html.start + at;
        match byte {
            b'<' if !*is_in_tag => {
                push_marks(text, start..place, found);
                *is_in_tag = true;
            }
            b'>' if *is_in_tag => {
                *is_in_tag = false;
                start = place + 1;
            }
            _ => {}
        }
    }
    if !*is_in_tag {
        push_marks(text, start..html.end, found);
    }
}

fn push_marks(text: &str, words: Span, found: &mut Vec<usize>) {
    let mut from = words.start;
    let backslashes = text[..from].bytes().rev().take_while(|byte| *byte == b'\\');
    if backslashes.count() % 2 == 1 && text[from..].starts_with('%') {
        from += 1;
    }
    let Some(words) = text.get(from..words.end) else {
        return;
    };
    let marks = memmem::find_iter(words.as_bytes(), MARK.as_bytes());
    found.extend(marks.map(|at| from + at));
}

/// Whether what is taken out may have made what stands behind it code, a formula or HTML.
fn may_change_reading(remark: &str) -> bool {
    remark.contains(['`', '$', '<', '~', '\\', '\n', '['])
}

/// Whether nothing but the signs of a quotation or a list stands beside a stretch of a line.
fn is_alone(text: &str, stretch: &Span) -> bool {
    let before = &text[line_start(text, stretch.start)..stretch.start];
    let behind = &text[stretch.end..line_end(text, stretch.end)];
    before
        .trim_matches([' ', '\t', '>', '-', '*', '+'])
        .is_empty()
        && behind.trim().is_empty()
}

fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, place: usize) -> usize {
    text[place..].find('\n').map_or(text.len(), |at| place + at)
}

/// Where the mark stands that ends a remark of several lines: one in a block of code within it ends nothing.
fn end_of_block(text: &str, from: usize, end: usize) -> Option<usize> {
    let mut fence: Option<&str> = None;
    let mut start = from;
    for line in text[from..end].split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '>']);
        match (fence, opens_fence(words)) {
            (None, Some(opened)) => fence = Some(opened),
            (None, None) => {
                if let Some(at) = line.find(MARK) {
                    return Some(start + at);
                }
            }
            (Some(open), _) if words.starts_with(open) => fence = None,
            _ => {}
        }
        start += line.len();
    }
    // A fence that is never closed keeps no remark open.
    text[from..end].find(MARK).map(|at| from + at)
}

/// The fence that a line begins, if it does.
fn opens_fence(line: &str) -> Option<&str> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3).then(|| &line[..length])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let (clean, _) = without_remarks(text);
        assert_eq!(clean.len(), text.len());
        clean.replace(REMARK_FILLER, "")
    }

    #[test]
    fn remarks_are_taken_out_wherever_words_stand() {
        for (text, rest) in [
            ("a %%b%% c", "a  c"),
            ("a %%b%%\nc", "a \nc"),
            ("`%%a%%` %%b%%", "`%%a%%` "),
            ("\\%%a b", "\\%%a b"),
            ("- %%a%% b", "-  b"),
            ("[a %%b%%](c%%d%%e) %%f%%", "[a ](c%%d%%e) "),
            ("<p title=\"%%a%%\">%%b%%</p>", "<p title=\"%%a%%\"></p>"),
            ("$a%%b%%c$", "$a%%b%%c$"),
            ("%% ` %% and `%%`", " and `%%`"),
            ("a %%b\n\nc%% d", "a \n\n d"),
            ("a %%%% b %%", "a  b "),
        ] {
            assert_eq!(read(text), rest, "{text}");
        }
    }

    #[test]
    fn a_remark_of_several_lines_leaves_blank_ones() {
        for (text, words) in [
            ("a\n\n%%\nb\n\nc\n%%\n\nd", "a\nd"),
            ("> %%\n> a\n> %%\n> b", ">\n>\n>\n> b"),
            ("%%\n```mermaid\n%% a\n```\nb\n%%\nc", "c"),
            ("%%\n```\na\n%%\nb", "b"),
            ("```\n%%a%%\n```", "```\n%%a%%\n```"),
        ] {
            let read = read(text);
            let lines = read
                .lines()
                .map(str::trim_end)
                .filter(|line| !line.is_empty());
            assert_eq!(lines.collect::<Vec<_>>().join("\n"), words, "{text}");
        }
    }

    #[test]
    fn what_is_never_closed_hides_the_rest() {
        let (clean, faults) = without_remarks("a %%b\n\nc\n");
        assert_eq!(clean.replace(REMARK_FILLER, "").trim(), "a");
        assert_eq!(faults[0].span, 2..4);
    }

    proptest! {
        #[test]
        fn nothing_between_marks_is_left_among_words(text in "[%`$<>~\\\\\\n a-c\\[\\]()-]{0,60}") {
            let (clean, _) = without_remarks(&text);
            prop_assert_eq!(clean.len(), text.len());
            prop_assert_eq!(openings(&clean, &(0..clean.len())), Vec::<usize>::new());
        }
    }
}
