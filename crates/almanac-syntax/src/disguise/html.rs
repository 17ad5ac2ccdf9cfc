//! Blocks of HTML that would take all that follows, as they are never closed.
//!
//! Comments, instructions, declarations, `CDATA`, `<pre>`, `<script>`, `<style>` and `<textarea>` go on over blank lines
//! until they are closed (<https://spec.commonmark.org/0.31.2/#html-blocks>, the first five sorts).
//!
//! Those that a page shows as words end with their paragraph, or at the first heading, though something may close them
//! further down: readers would see headings, links and events as they are written.

use std::ops::Range;

use pulldown_cmark::{Event as Markdown, Tag};

use crate::markdown::parser;

/// Where a text has HTML that the parser would read to the end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NeverClosed {
    /// The places of the `<` of what is never closed, in order.
    pub places: Vec<usize>,
    /// The end tags that the parser would overlook, as it knows them in small letters only.
    pub end_tags: Vec<Range<usize>>,
}

/// The elements that are closed by their end tags alone.
const VERBATIM: [(&str, &str); 4] = [
    ("pre", "</pre>"),
    ("script", "</script>"),
    ("style", "</style>"),
    ("textarea", "</textarea>"),
];

/// Finds what is never closed in a text.
pub(super) fn never_closed(text: &str) -> NeverClosed {
    let mut found = NeverClosed::default();
    let mut openers = openers(text).peekable();
    if openers.peek().is_none() {
        return found;
    }
    // What is in a list or a quote ends with that: only the parser knows where.
    let mut is_doubtful = false;
    let mut reach = Reach::default();
    // Behind the last of a mark, there is none: a thousand openers are not a thousand searches.
    let mut last: Vec<(&str, Option<usize>)> = Vec::new();
    for opener in openers {
        let known = last.iter().find(|(mark, _)| *mark == opener.mark);
        let end = match known {
            Some((_, end)) => *end,
            None => {
                let ends = ends(text, opener.mark);
                let end = ends.last().map(|tag| tag.start);
                let is_overlooked = |tag: &Range<usize>| text[tag.clone()] != *opener.mark;
                found
                    .end_tags
                    .extend(ends.into_iter().filter(is_overlooked));
                last.push((opener.mark, end));
                end
            }
        };
        let is_closed = end.is_some_and(|end| end >= opener.place);
        if !is_closed || !reach.is_closed(text, &opener) {
            found.places.push(opener.place);
        } else {
            is_doubtful |= opener.is_inner;
        }
    }
    if is_doubtful {
        add_inner(text, &mut found);
    }
    found
}

/// How far what is shown as words is read for what closes it. No stretch is read twice for one mark.
#[derive(Default)]
struct Reach {
    /// Behind what closes the last one.
    closed: usize,
    /// Up to where nothing closes what begins before that, by its mark.
    open: Vec<(&'static str, usize)>,
}

impl Reach {
    /// Whether what a page shows as words is closed where Markdown still reads it as one: in its paragraph, or, if it is an
    /// element, before the next heading. Comments and `<pre>` may reach as far as they want.
    fn is_closed(&mut self, text: &str, opener: &Opener) -> bool {
        if matches!(opener.mark, "-->" | "</pre>") || opener.place < self.closed {
            return true;
        }
        let is_open = |(mark, end): &(&str, usize)| *mark == opener.mark && opener.place < *end;
        if self.open.iter().any(is_open) {
            return false;
        }
        let is_element = opener.mark.starts_with("</");
        let ends_here: fn(&str) -> bool = if is_element { is_heading } else { is_blank };
        let mut at = opener.place;
        for line in text[opener.place..].split_inclusive('\n') {
            let is_further = at > opener.place;
            let words = match is_further && opener.is_inner {
                true => line.trim_start_matches([' ', '\t', '>']),
                false => line,
            };
            if is_further && ends_here(words) {
                self.open.retain(|(mark, _)| *mark != opener.mark);
                self.open.push((opener.mark, at));
                return false;
            }
            at += line.len();
            if holds(words, opener.mark) {
                break;
            }
        }
        self.closed = at;
        true
    }
}

/// Whether a line has a mark in letters of any case.
fn holds(line: &str, mark: &str) -> bool {
    let starts = line.match_indices(&mark[..1]).map(|(start, _)| start);
    let mut marks = starts.filter_map(|start| line.get(start..start + mark.len()));
    marks.any(|found| found.eq_ignore_ascii_case(mark))
}

/// Whether a line has no words.
fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Whether a line begins a heading.
fn is_heading(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with([' ', '\t'])
}

/// The start of a block that goes on until it is closed.
struct Opener {
    place: usize,
    /// What closes it, in small letters.
    mark: &'static str,
    /// Whether something stands before it on its line: it may be in a list or a quote.
    is_inner: bool,
}

/// What may begin such blocks, in order: of each line its first `<`, as what may stand before has none.
fn openers(text: &str) -> impl Iterator<Item = Opener> + '_ {
    let mut begin = 0;
    text.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = begin;
        begin += line.len();
        let (before, rest) = line.split_at(line.find('<')?);
        let mark = mark_of(rest)?;
        let is_prefix = |c: char| c.is_ascii_digit() || " \t>-+*.):".contains(c);
        before.chars().all(is_prefix).then_some(Opener {
            place: start + before.len(),
            mark,
            is_inner: !before.is_empty(),
        })
    })
}

/// If a text begins with what begins such a block: what closes that.
fn mark_of(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix('<')?;
    let marks = [("!--", "-->"), ("?", "?>"), ("![CDATA[", "]]>")];
    if let Some((_, mark)) = marks.iter().find(|(start, _)| rest.starts_with(start)) {
        return Some(mark);
    }
    if rest.starts_with('!') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(">");
    }
    let element = VERBATIM.iter().find(|(name, _)| {
        let is_named = rest
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name));
        is_named
            && rest[name.len()..]
                .chars()
                .next()
                .is_none_or(|c| c.is_ascii_whitespace() || c == '>')
    })?;
    Some(element.1)
}

/// Where all that closes such a block stands: end tags in letters of any case, of other marks the last one.
fn ends(text: &str, mark: &str) -> Vec<Range<usize>> {
    let place = |start: usize| start..start + mark.len();
    if !mark.starts_with("</") {
        return text.rfind(mark).map(place).into_iter().collect();
    }
    let tags = text.match_indices("</").map(|(start, _)| place(start));
    let is_end = |tag: &Range<usize>| {
        text.get(tag.clone())
            .is_some_and(|end| end.eq_ignore_ascii_case(mark))
    };
    tags.filter(is_end).collect()
}

/// How often the parser is asked what is closed in lists and quotes. Each time, all that opens one sort of block in a
/// stretch that is never closed is found, and there are eight sorts.
const MAX_ROUNDS: usize = 9;

/// Adds what is never closed in the lists and quotes that it stands in.
fn add_inner(text: &str, found: &mut NeverClosed) {
    for _ in 0..MAX_ROUNDS {
        let mut copy = text.as_bytes().to_vec();
        found.places.iter().for_each(|place| copy[*place] = b'%');
        for tag in &found.end_tags {
            copy[tag.clone()].make_ascii_lowercase();
        }
        let Ok(copy) = String::from_utf8(copy) else {
            return;
        };
        let before = found.places.len();
        for (event, span) in parser(&copy) {
            if !matches!(event, Markdown::Start(Tag::HtmlBlock)) {
                continue;
            }
            let block = copy[span.clone()].trim_start();
            let Some(mark) = mark_of(block).filter(|mark| !block.contains(mark)) else {
                continue;
            };
            let inner = openers(&copy[span.clone()]).filter(|opener| opener.mark == mark);
            found
                .places
                .extend(inner.map(|opener| span.start + opener.place));
        }
        if found.places.len() == before {
            break;
        }
    }
    found.places.sort_unstable();
    found.places.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<usize> {
        never_closed(text).places
    }

    #[test]
    fn what_is_never_closed_is_found() {
        for (text, found) in [
            ("<script>\n\nmore", vec![0]),
            ("a\n\n<!-- x\n\n<!-- y\n", vec![3, 11]),
            ("<?php\n", vec![0]),
            ("<![CDATA[\n", vec![0]),
            ("<!DOCTYPE html\n", vec![0]),
            ("<PRE>\n", vec![0]),
            ("<style\n", vec![0]),
            ("> <!-- x\n\n-->", vec![2]),
            ("- <!-- x\n\n  <!-- y\n\nz -->", vec![2, 12]),
            ("<script>\n\n</script>", vec![]),
            ("<!DOCTYPE x\n\n## 2041 · Six\n\n<b>", vec![0]),
            ("<?xml a\n\nb ?> c\n\n<? d ?>\n", vec![0]),
            ("<![CDATA[ a\n\n<![CDATA[ b\n\n]]>", vec![0, 13]),
            ("<script>\n\n## Two\n\n</script>", vec![0]),
            ("> <!x\n>\n> b\n>\n> c > d", vec![2]),
            ("> <TEXTAREA>\n> ## Two\n> </TEXTAREA>", vec![2]),
            ("<!ELEMENT a\n<!ELEMENT b\n\n>", vec![0, 12]),
            ("<style>\n\n#two { }\n\n</STYLE>", vec![]),
            ("<pre>\n\n## Two\n\n</pre>", vec![]),
            ("<!-- x\n\n## Two\n\n-->", vec![]),
            ("<?php\n?>\n\n<!x\n>", vec![]),
            ("<!-- x\n\n-->", vec![]),
            ("> <!-- x\n>\n> -->", vec![]),
            ("<div>\n", vec![]),
            ("<prefix>", vec![]),
            ("<!DOCTYPE html>", vec![]),
            ("<!-->\n\nb", vec![]),
            ("a <!-- b", vec![]),
        ] {
            assert_eq!(places(text), found, "{text}");
        }
    }

    #[test]
    fn end_tags_in_capitals_close_too() {
        let found = never_closed("<PRE>\n\n</Pre>\n\nb");
        assert!(found.places.is_empty());
        assert_eq!(found.end_tags.first(), Some(&(7..13)));
        assert_eq!(never_closed("<pre>\n\n</pre>"), NeverClosed::default());
    }

    #[test]
    fn many_that_are_never_closed_are_found_in_little_time() {
        let start = std::time::Instant::now();
        for piece in [
            "<!-- x\n\n",
            "> <!-- x\n\n",
            "- <script>\n\n",
            "<PRE>\n</PRE>\n",
            "> <!--\n>\n> <?\n>\n",
            "<?\n",
            "<!x\n\n>\n",
            "<script>\n<style>\n# a\n</style>\n</script>\n",
        ] {
            never_closed(&piece.repeat(20_000));
        }
        // And those of one line.
        for piece in ["<!--", "<?", "<![CDATA[", "<!A ", "<pre ", "> > > <!x"] {
            never_closed(&piece.repeat(200_000));
            never_closed(&format!(
                "{}{}",
                "> ".repeat(200_000),
                piece.repeat(200_000)
            ));
        }
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
