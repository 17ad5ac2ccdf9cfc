//! Properties that are shown: `key:: value` becomes an item of a small list, `key: value`.

use pulldown_cmark::{CowStr, Event as Markdown, Tag, TagEnd};

use super::properties::ShownProperty;
use crate::forms::interrupted::Interrupted;
use crate::inline_tag::is_inline;
use crate::markdown::SpannedMarkdown;

/// Puts lists in the places of the lines that are shown, which are in order.
pub(super) fn with_lists<'t>(
    text: &'t str,
    events: Vec<SpannedMarkdown<'t>>,
    lines: &[ShownProperty],
) -> Vec<SpannedMarkdown<'t>> {
    if lines.is_empty() {
        return events;
    }
    let mut lists = Lists {
        text,
        put: Interrupted::default(),
        open: None,
    };
    let mut coming = lines.iter().peekable();
    for (event, span) in events {
        while coming
            .next_if(|line| line.line.start < span.start)
            .is_some()
        {}
        let begins = matches!(event, Markdown::Text(_));
        match coming.next_if(|line| begins && line.line.start == span.start) {
            Some(line) => lists.begin(line, event, span),
            None => lists.accept(event, span),
        }
    }
    lists.close();
    lists.put.into_events()
}

struct Lists<'t, 'l> {
    text: &'t str,
    put: Interrupted<'t>,
    /// The property whose item is open, and whether its sign has passed.
    open: Option<(&'l ShownProperty, bool)>,
}

impl<'t, 'l> Lists<'t, 'l> {
    /// Begins the item of a property, with the words at the start of its line.
    fn begin(
        &mut self,
        line: &'l ShownProperty,
        words: Markdown<'t>,
        span: std::ops::Range<usize>,
    ) {
        let item = line.line.clone();
        match self.open.take() {
            Some((before, _)) => self
                .put
                .put(Markdown::End(TagEnd::Item), before.line.clone()),
            None => {
                self.put.interrupt();
                self.put.put(Markdown::Start(Tag::List(None)), item.clone());
            }
        }
        self.put.put(Markdown::Start(Tag::Item), item);
        let key = line.line.start..line.sign;
        let name = Markdown::Text(CowStr::Borrowed(&self.text[key.clone()]));
        self.put.put(name, key);
        let sign = Markdown::Text(CowStr::Borrowed(": "));
        self.put.put(sign, line.sign..line.sign + "::".len());
        self.open = Some((line, false));
        self.accept(words, span);
    }

    fn accept(&mut self, event: Markdown<'t>, span: std::ops::Range<usize>) {
        let Some((line, has_passed)) = self.open else {
            return self.put.push(event, span);
        };
        let is_within = match &event {
            Markdown::Start(tag) => is_inline(tag.to_end()),
            Markdown::End(end) => is_inline(*end),
            Markdown::SoftBreak | Markdown::HardBreak => false,
            _ => true,
        } && span.start < line.line.end;
        if !is_within {
            // The next property goes on with the list.
            if matches!(event, Markdown::SoftBreak | Markdown::HardBreak) && line.is_followed {
                return;
            }
            self.close();
            return self.put.push(event, span);
        }
        if has_passed {
            return self.put.put(event, span);
        }
        let value = line.sign + "::".len();
        if !matches!(event, Markdown::Text(_)) || span.end > value {
            self.open = Some((line, true));
        }
        if matches!(event, Markdown::Text(_)) && span.end > value {
            let words = &self.text[value.max(span.start)..span.end];
            let start = span.end - words.trim_start().len();
            if start < span.end {
                let words = Markdown::Text(CowStr::Borrowed(&self.text[start..span.end]));
                self.put.put(words, start..span.end);
            }
        }
    }

    fn close(&mut self) {
        if let Some((line, _)) = self.open.take() {
            let place = line.line.clone();
            self.put.put(Markdown::End(TagEnd::Item), place.clone());
            self.put.put(Markdown::End(TagEnd::List(false)), place);
        }
    }
}
