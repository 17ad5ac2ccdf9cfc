//! Lines of an outline that say something of a block or the page: properties, of which its program keeps some for itself,
//! and the log of when a block was worked on.

use std::borrow::Cow;

use memchr::memmem;

use super::numbered::with_numbers;
use super::shown::with_lists;
use crate::forms::{begins_line, line_end, line_start};
use crate::markdown::SpannedMarkdown;
use crate::outline::{Property, is_hidden_property, page_fields, property_in};
use crate::span::Span;

/// The lines that say something of a block or the page.
#[derive(Default)]
pub(in crate::forms) struct Properties {
    /// In order.
    lines: Vec<Line>,
    next: usize,
    /// The sign of a bullet that has nothing but properties of the page.
    bullet: Option<Span>,
}

struct Line {
    span: Span,
    sort: Sort,
    /// Whether it stands among words.
    is_meant: bool,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// One that nobody reads.
    Hidden,
    /// One by which the items of a list are counted.
    Counting,
    /// A property that is shown; where its sign stands.
    Shown(usize),
}

/// A property that is shown.
pub(super) struct ShownProperty {
    pub line: Span,
    /// Where `::` stands.
    pub sign: usize,
    /// Whether the next line is one as well.
    pub is_followed: bool,
}

impl Properties {
    /// The lines that may be properties.
    pub fn candidates(text: &str) -> Self {
        let whole = 0..text.len();
        let of_page = page_fields(text, &whole).map_or(0, |(_, end)| end);
        let properties = memmem::find_iter(text.as_bytes(), b"::").filter_map(|at| {
            let start = words_start(text, at)?;
            let span = start..line_end(text, at);
            let property = property_in(text, &span)?;
            let sort = sort_of(text, &property, start < of_page);
            Some(Line {
                span,
                sort,
                is_meant: false,
            })
        });
        let mut lines: Vec<Line> = properties.collect();
        lines.extend(logs(text).map(|span| Line {
            span,
            sort: Sort::Hidden,
            is_meant: false,
        }));
        lines.sort_by_key(|line| line.span.start);
        let begins_with_bullet = of_page > 0 && text.trim_start().starts_with("- ");
        let bullet = text.len() - text.trim_start().len();
        Self {
            lines,
            next: 0,
            bullet: begins_with_bullet.then_some(bullet..bullet + 1),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The ids of blocks, each with the bytes of its line.
    pub fn ids(&self, text: &str) -> Vec<(String, Span)> {
        let ids = self.lines.iter().filter_map(|line| {
            let property = property_in(text, &line.span)?;
            let id = &text[property.value];
            let is_id = property.key == "id" && !id.is_empty();
            is_id.then(|| (format!("^{id}"), line.span.clone()))
        });
        ids.collect()
    }

    /// Puts what properties mean into the events of the text: lists of those that are shown, and items that are counted.
    pub fn put_into<'t>(
        &self,
        text: &'t str,
        events: Vec<SpannedMarkdown<'t>>,
    ) -> Vec<SpannedMarkdown<'t>> {
        let meant = || self.lines.iter().filter(|line| line.is_meant);
        let counting = meant().filter(|line| line.sort == Sort::Counting);
        let counting: Vec<usize> = counting.map(|line| line.span.start).collect();
        let events = with_numbers(events, &counting);
        let mut shown: Vec<ShownProperty> = Vec::new();
        let mut end = None;
        for line in meant() {
            // Lines right below each other make one list, also with some between that nobody reads.
            let is_below = end.is_some_and(|end| text[end..line.span.start].trim().is_empty());
            end = Some(line.span.end).filter(|_| is_below);
            let Sort::Shown(sign) = line.sort else {
                continue;
            };
            if let Some(before) = shown.last_mut().filter(|_| is_below) {
                before.is_followed = true;
            }
            shown.push(ShownProperty {
                line: line.span.clone(),
                sign,
                is_followed: false,
            });
            end = Some(line.span.end);
        }
        with_lists(text, events, &shown)
    }

    /// A text in which the lines of logs begin with a letter: the parser takes a colon for that of a definition.
    pub fn disguised<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        let mut copy = text;
        for Line { span, .. } in &self.lines {
            if copy[span.start..].starts_with(':') {
                copy.to_mut().replace_range(span.start..=span.start, "x");
            }
        }
        copy
    }

    /// Words stand at a place: a line that begins there is meant.
    pub fn confirm(&mut self, words: &Span) {
        while let Some(line) = self.lines.get_mut(self.next)
            && line.span.start < words.end
        {
            line.is_meant |= words.contains(&line.span.start);
            self.next += 1;
        }
    }

    /// What is not shown, with the end of the line before where that is of the same block.
    pub fn blanks<'p>(&'p self, text: &'p str) -> impl Iterator<Item = Span> + 'p {
        let meant = self.lines.iter().filter(|line| line.is_meant);
        let hidden = meant.filter(|line| !matches!(line.sort, Sort::Shown(_)));
        let lines = hidden.map(move |Line { span, .. }| {
            let start = line_start(text, span.start);
            let is_first = text[start..span.start].contains(['-', '*', '+', '>']) || start == 0;
            match is_first || text[..start - 1].ends_with('\n') {
                true => span.clone(),
                false => start - 1..span.end,
            }
        });
        lines.chain(self.bullet.clone())
    }
}

/// What a line is by its property. Those of the page that have a meaning of ours are not shown again.
fn sort_of(text: &str, property: &Property, is_of_page: bool) -> Sort {
    const OF_PAGE: [&str; 6] = ["title", "alias", "aliases", "filters", "public", "icon"];
    let value = &text[property.value.clone()];
    // What names pages is worth following.
    let is_topic = property.key == "tags" && !value.contains("[[");
    match property.key.as_str() {
        "logseq.order-list-type" if value == "number" => Sort::Counting,
        key if is_hidden_property(key) || value.is_empty() => Sort::Hidden,
        key if is_of_page && (is_topic || OF_PAGE.contains(&key)) => Sort::Hidden,
        _ => Sort::Shown(property.name.end),
    }
}

/// Where the words of a line begin, if nothing but a key stands between there and a place.
fn words_start(text: &str, at: usize) -> Option<usize> {
    let start = line_start(text, at);
    let before = &text[start..at];
    let key = before.rfind([' ', '\t']).map_or(0, |space| space + 1);
    begins_line(&before[..key]).then_some(start + key)
}

/// The lines of the log of a block: from `:LOGBOOK:` to `:END:`.
fn logs(text: &str) -> impl Iterator<Item = Span> + '_ {
    let starts = memmem::find_iter(text.as_bytes(), b":LOGBOOK:");
    starts.flat_map(move |at| {
        let length = text[at..]
            .find(":END:")
            .map_or(0, |length| length + ":END:".len());
        let mut start = at;
        let lines = text[at..at + length]
            .split_inclusive('\n')
            .map(move |line| {
                let indent = line.len() - line.trim_start().len();
                let place = start + indent..start + line.trim_end().len().max(indent);
                start += line.len();
                place
            });
        lines.collect::<Vec<_>>()
    })
}
