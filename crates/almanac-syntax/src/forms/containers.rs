//! Containers between lines of colons, as documentation sites write them: `::: tip Title`, `:::{.callout-note}`.
//!
//! Those that are called like a callout are one. All others lose their marks, and what they hold stays as it is.

use std::borrow::Cow;

use memchr::memmem;
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use super::interrupted::Interrupted;
use super::{begins_line, line_end, line_start};
use crate::callout::{Callout, CalloutLook, Fold, trimmed};
use crate::fault::{Fault, FaultKind};
use crate::markdown::SpannedMarkdown;
use crate::span::Span;

/// What a container begins and ends with.
const MARK: &str = ":::";

/// The containers of a text.
#[derive(Default)]
pub(super) struct Containers {
    /// The lines that may begin or end one, from their first colon to their end, in order.
    lines: Vec<Span>,
    /// Whether each stands among words.
    is_meant: Vec<bool>,
    /// The line that the parser has come to.
    next: usize,
    found: Vec<Container>,
}

struct Container {
    /// Its first line.
    open: Span,
    /// Its last line; `None` if it is never closed.
    close: Option<Span>,
    callout: Option<Callout>,
    /// Whether its first line is that of an item, which would be none without words.
    begins_item: bool,
}

impl Containers {
    /// The lines that may begin or end a container.
    pub fn candidates(text: &str, is_outline: bool) -> Self {
        let mut lines: Vec<Span> = match is_outline {
            true => org_lines(text).collect(),
            false => Vec::new(),
        };
        // Only the first colons of a line may begin it.
        let mut looked_at = 0;
        for at in memmem::find_iter(text.as_bytes(), MARK.as_bytes()) {
            if at < looked_at {
                continue;
            }
            looked_at = line_end(text, at);
            if begins_line(&text[line_start(text, at)..at]) {
                lines.push(at..looked_at);
            }
        }
        lines.sort_by_key(|line| line.start);
        Self {
            is_meant: vec![false; lines.len()],
            lines,
            ..Self::default()
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// A text in which the lines of containers begin with letters: the parser takes colons for those of a definition.
    pub fn disguised<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut copy = Cow::Borrowed(text);
        let of_colons = |line: &&Span| text[line.start..].starts_with(MARK);
        for line in self.lines.iter().filter(of_colons) {
            let colons = line.start..line.start + MARK.len();
            copy.to_mut().replace_range(colons, "xxx");
        }
        copy
    }

    /// Words stand at a place: a line that begins there is meant.
    pub fn confirm(&mut self, words: &Span) {
        while let Some(line) = self
            .lines
            .get(self.next)
            .filter(|line| line.start < words.end)
        {
            self.is_meant[self.next] |= words.contains(&line.start);
            self.next += 1;
        }
    }

    /// Finds which lines belong together: a line of colons alone ends the innermost container.
    pub fn pair(&mut self, text: &str) {
        let mut open: Vec<usize> = Vec::new();
        for (line, _) in self
            .lines
            .iter()
            .zip(&self.is_meant)
            .filter(|(_, is_meant)| **is_meant)
        {
            if begins_container(&text[line.clone()]) {
                open.push(self.found.len());
                let callout = match org_name(&text[line.clone()]) {
                    Some((name, _)) => org_callout(name),
                    None => callout_of(text, line),
                };
                self.found.push(Container {
                    open: line.clone(),
                    close: None,
                    callout,
                    begins_item: begins_item(text, line.start),
                });
            } else if let Some(index) = open.pop() {
                self.found[index].close = Some(line.clone());
            }
        }
    }

    /// The lines that are not shown.
    pub fn blanks(&self) -> impl Iterator<Item = Span> + '_ {
        let closes = self.found.iter().filter_map(|one| one.close.clone());
        let opens = self.found.iter().filter(|one| !one.begins_item);
        opens.map(|one| one.open.clone()).chain(closes)
    }

    /// The lines that are a word in the copy that is read, which is taken out of its events.
    pub fn words(&self) -> impl Iterator<Item = Span> + '_ {
        let opens = self.found.iter().filter(|one| one.begins_item);
        opens.map(|one| one.open.clone())
    }

    /// Takes out the words that stand for lines which are not shown.
    fn without_words<'t>(&self, events: Vec<SpannedMarkdown<'t>>) -> Vec<SpannedMarkdown<'t>> {
        let mut words = self.words().peekable();
        if words.peek().is_none() {
            return events;
        }
        let mut put = Interrupted::default();
        for (event, span) in events {
            while words.next_if(|word| word.start < span.start).is_some() {}
            let is_text = matches!(event, Markdown::Text(_));
            match words.next_if(|word| is_text && word.start == span.start) {
                Some(_) => put.interrupt(),
                None => put.push(event, span),
            }
        }
        put.into_events()
    }

    /// Those that are callouts, by the places where they begin.
    pub fn callouts(&self) -> impl Iterator<Item = (usize, Callout)> + '_ {
        self.found
            .iter()
            .filter_map(|one| Some((one.open.start, one.callout.clone()?)))
    }

    /// Puts those that are callouts among the events of the text, as quotations.
    pub fn put_into<'t>(&self, events: Vec<SpannedMarkdown<'t>>) -> Vec<SpannedMarkdown<'t>> {
        let events = self.without_words(events);
        let callouts = self.found.iter().filter(|one| one.callout.is_some());
        let mut coming = callouts.peekable();
        if coming.peek().is_none() {
            return events;
        }
        let last = events.last().map_or(0, |(_, span)| span.end);
        let mut put = PutIn {
            events: Vec::with_capacity(events.len() + 2 * self.found.len()),
            open: Vec::new(),
            depth: 0,
        };
        for (event, span) in events {
            let is_end = matches!(event, Markdown::End(_));
            if is_end {
                put.end_deeper();
            } else {
                put.end_before(span.start);
                while let Some(one) = coming.next_if(|one| one.open.start <= span.start) {
                    put.begin(one, last);
                }
            }
            put.push(event, span);
        }
        for one in coming {
            put.begin(one, last);
        }
        put.end_before(usize::MAX);
        put.events
    }

    /// Containers that are never closed.
    pub fn faults(&self, text: &str) -> Vec<Fault> {
        let open = self.found.iter().filter(|one| one.close.is_none());
        open.map(|one| {
            let line = text[one.open.clone()].trim();
            let message = format!("the container `{line}` is never closed");
            Fault::new(FaultKind::Unclosed, one.open.clone(), message)
        })
        .collect()
    }
}

/// Events, while containers are put among them.
struct PutIn<'t> {
    events: Vec<SpannedMarkdown<'t>>,
    /// The containers that are open: the depth that each stands at, where it ends, and its place.
    open: Vec<(usize, usize, Span)>,
    depth: usize,
}

impl<'t> PutIn<'t> {
    fn push(&mut self, event: Markdown<'t>, span: Span) {
        match &event {
            Markdown::Start(_) => self.depth += 1,
            Markdown::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.events.push((event, span));
    }

    fn begin(&mut self, container: &Container, last: usize) {
        let start = container.open.start;
        let end = container.close.as_ref().map(|close| close.start);
        let place = start
            ..container
                .close
                .as_ref()
                .map_or(last, |close| close.end)
                .max(start);
        let quote = Markdown::Start(Tag::BlockQuote(None));
        self.push(quote, place.clone());
        self.open
            .push((self.depth, end.unwrap_or(usize::MAX), place));
    }

    fn end_last(&mut self) {
        if let Some((_, _, place)) = self.open.pop() {
            self.push(Markdown::End(TagEnd::BlockQuote(None)), place);
        }
    }

    /// Ends those that what ends next holds.
    fn end_deeper(&mut self) {
        while self
            .open
            .last()
            .is_some_and(|(depth, ..)| *depth == self.depth)
        {
            self.end_last();
        }
    }

    /// Ends those that are over before a place.
    fn end_before(&mut self, place: usize) {
        while self
            .open
            .last()
            .is_some_and(|(depth, end, _)| *depth == self.depth && *end <= place)
        {
            self.end_last();
        }
    }
}

/// Whether what stands at a place is the first of an item of a list.
fn begins_item(text: &str, place: usize) -> bool {
    let before = text[line_start(text, place)..place].trim_end_matches([' ', '\t']);
    before.ends_with(['-', '*', '+', '.', ')'])
}

/// Whether a line begins a container rather than ending one.
fn begins_container(line: &str) -> bool {
    match org_name(line) {
        Some((_, is_begin)) => is_begin,
        None => !line.trim_start_matches(':').trim().is_empty(),
    }
}

/// What is called `#+BEGIN_TIP` to `#+END_TIP` in outlines, and whether a line begins it. Code and queries stay as written.
fn org_name(line: &str) -> Option<(&str, bool)> {
    let line = line.trim_end();
    let begin = line
        .get(..BEGIN.len())
        .filter(|word| word.eq_ignore_ascii_case(BEGIN));
    let end = line
        .get(..END.len())
        .filter(|word| word.eq_ignore_ascii_case(END));
    let name = &line[begin.or(end)?.len()..];
    let is_read = ORG_BLOCKS
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    is_read.then_some((name, begin.is_some()))
}

const BEGIN: &str = "#+BEGIN_";
const END: &str = "#+END_";

/// The blocks that are boxes or quotations; `center` only loses its marks.
const ORG_BLOCKS: [&str; 9] = [
    "note",
    "tip",
    "important",
    "warning",
    "caution",
    "pinned",
    "example",
    "quote",
    "center",
];

/// The lines of an outline that may begin or end one.
fn org_lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let signs = memmem::find_iter(text.as_bytes(), b"#+");
    let lines = signs.map(|at| at..line_end(text, at));
    lines.filter(|line| {
        let is_first = begins_line(&text[line_start(text, line.start)..line.start]);
        is_first && org_name(&text[line.clone()]).is_some()
    })
}

fn org_callout(name: &str) -> Option<Callout> {
    let name = name.to_lowercase();
    Some(Callout {
        look: CalloutLook::of(&name)?,
        name,
        fold: Fold::Fixed,
        title: None,
    })
}

/// The callout that a line of colons begins, if it is called like one.
fn callout_of(text: &str, line: &Span) -> Option<Callout> {
    let colons = text[line.clone()].len() - text[line.clone()].trim_start_matches(':').len();
    let rest = trimmed(text, line.start + colons..line.end)?;
    let words = &text[rest.clone()];
    let (name, behind) = match words.strip_prefix('{') {
        Some(attributes) => {
            let end = attributes.find('}')?;
            (name_in(&attributes[..end])?, "{}".len() + end)
        }
        None => {
            let length = words.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
            let name = &words[..length.unwrap_or(words.len())];
            (name, name.len())
        }
    };
    let name = name.strip_prefix("callout-").unwrap_or(name);
    let look = CalloutLook::of(&name.to_lowercase())?;
    let is_folded = name == "details" || words.contains("collapse=\"true\"");
    let is_open = words.trim_end().ends_with("{open}");
    Some(Callout {
        name: name.to_owned(),
        look,
        fold: match (is_folded, is_open) {
            (false, _) => Fold::Fixed,
            (true, false) => Fold::Closed,
            (true, true) => Fold::Open,
        },
        title: title_in(text, rest.start + behind..rest.end).or_else(|| given_title(text, rest)),
    })
}

/// The name in attributes: the class `.tip`, or the only word.
fn name_in(attributes: &str) -> Option<&str> {
    let mut words = attributes.split_whitespace();
    let class = words.clone().find_map(|word| word.strip_prefix('.'));
    class.or_else(|| words.next().filter(|word| !word.contains(['=', '#'])))
}

/// The title behind the name of a container: `Title`, `[Title]`, without attributes.
fn title_in(text: &str, behind: Span) -> Option<Span> {
    let words = &text[behind.clone()];
    let end = words.rfind('{').filter(|_| words.trim_end().ends_with('}'));
    let stretch = trimmed(
        text,
        behind.start..behind.start + end.unwrap_or(words.len()),
    )?;
    let words = &text[stretch.clone()];
    match words.starts_with('[') && words.ends_with(']') && !words.starts_with("[[") {
        true => trimmed(text, stretch.start + 1..stretch.end - 1),
        false => Some(stretch),
    }
}

/// The title that attributes give: `title="Words"`.
fn given_title(text: &str, line: Span) -> Option<Span> {
    const SIGN: &str = "title=\"";
    let words = &text[line.clone()];
    let start = words.find(SIGN)? + SIGN.len();
    let length = words[start..].find('"')?;
    trimmed(text, line.start + start..line.start + start + length)
}
