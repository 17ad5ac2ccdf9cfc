//! How deeply what is written may nest.
//!
//! A thousand lists in each other say nothing to a reader, and take browsers, sanitizers and all
//! that goes through them a time that grows with the square of their depth, or their stack.

use pulldown_cmark::{CowStr, Event as Markdown, Tag};

use crate::event::MarkupEvent;
use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// How deeply blocks, inlines and HTML elements may nest. A list and its item count as two.
const MAX_DEPTH: usize = 64;

/// Elements that have no end, or whose end may be left out.
const WITHOUT_END: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "th", "tr", "track",
    "wbr",
];

/// What is open where a stream of events has come to.
#[derive(Default)]
pub(crate) struct Nesting {
    /// Whether each of what has started and not ended was passed on, outermost first.
    open: Vec<bool>,
    /// The names of the HTML elements that are open, outermost first.
    elements: Vec<String>,
    is_reported: bool,
}

impl Nesting {
    /// The event that is passed on for one: what is nested too deeply loses its marks and keeps its
    /// words. The first time is a fault.
    pub fn bounded<'t>(
        &mut self,
        event: MarkupEvent<'t>,
        span: &Span,
        faults: &mut Vec<Fault>,
    ) -> Option<MarkupEvent<'t>> {
        if event.is_end() {
            return self.open.pop().unwrap_or(true).then_some(event);
        }
        if event.is_start() {
            let is_kept = self.keeps(&event);
            self.open.push(is_kept);
            if is_kept {
                return Some(event);
            }
            self.tell(span, faults);
            // The words of two items must not become one.
            let is_item =
                matches!(&event, MarkupEvent::Markdown(Markdown::Start(tag)) if is_item(tag));
            return is_item.then_some(MarkupEvent::Markdown(Markdown::SoftBreak));
        }
        match event {
            MarkupEvent::Markdown(Markdown::Html(html) | Markdown::InlineHtml(html))
                if !self.accept_html(&html) =>
            {
                self.tell(span, faults);
                Some(MarkupEvent::Markdown(Markdown::Text(html)))
            }
            other => Some(other),
        }
    }

    fn keeps(&self, event: &MarkupEvent<'_>) -> bool {
        let tag = match event {
            MarkupEvent::Markdown(Markdown::Start(tag)) => tag,
            MarkupEvent::StartCallout(_) | MarkupEvent::StartMark => {
                return self.open.len() < MAX_DEPTH;
            }
            // A callout that is kept has its title.
            MarkupEvent::StartTitle => return self.open.last().copied().unwrap_or(true),
            _ => return true,
        };
        match tag {
            // A list that is kept has its items.
            tag if is_item(tag) => self.open.last().copied().unwrap_or(true),
            Tag::List(_)
            | Tag::DefinitionList
            | Tag::BlockQuote(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => self.open.len() < MAX_DEPTH,
            _ => true,
        }
    }

    fn tell(&mut self, span: &Span, faults: &mut Vec<Fault>) {
        if !std::mem::replace(&mut self.is_reported, true) {
            let message = format!("this is nested more than {MAX_DEPTH} deep");
            faults.push(Fault::new(FaultKind::TooDeep, span.clone(), message));
        }
    }

    /// Follows the tags in a piece of HTML; whether it stays within the bound.
    fn accept_html(&mut self, html: &CowStr<'_>) -> bool {
        for (at, _) in html.match_indices('<') {
            let tag = &html[at + 1..];
            let (is_end, tag) = match tag.strip_prefix('/') {
                Some(tag) => (true, tag),
                None => (false, tag),
            };
            let length = tag
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .unwrap_or(tag.len());
            let name = tag[..length].to_ascii_lowercase();
            if name.is_empty() || WITHOUT_END.contains(&name.as_str()) {
                continue;
            }
            let opened = self.elements.iter().rposition(|open| *open == name);
            match (is_end, opened) {
                (true, Some(opened)) => self.elements.truncate(opened),
                (true, None) => {}
                (false, _) if self.elements.len() >= MAX_DEPTH => return false,
                (false, _) => self.elements.push(name),
            }
        }
        true
    }
}

/// Whether a tag begins a part of a list.
fn is_item(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dialect, events, parse};

    /// How deeply the events of a text nest, and its faults.
    fn depth(text: &str) -> (usize, Vec<Fault>) {
        let mut stream = events(text, 0..text.len(), Dialect::default());
        let (mut open, mut deepest) = (0_usize, 0);
        for (event, _) in stream.by_ref() {
            open += usize::from(event.is_start());
            deepest = deepest.max(open);
            open -= usize::from(event.is_end());
        }
        assert_eq!(open, 0, "starts and ends are balanced");
        (deepest, stream.into_faults())
    }

    #[test]
    fn lists_quotes_and_emphasis_nest_so_far_and_no_further() {
        let emphasis = format!("{}b{}", "*a **a ".repeat(5_000), "** b*".repeat(5_000));
        for text in [
            "- ".repeat(10_000) + "x",
            ">".repeat(10_000) + "x",
            emphasis,
        ] {
            let (depth, faults) = depth(&text);
            assert!(depth <= MAX_DEPTH + 2, "{depth}");
            assert_eq!(faults.len(), 1);
            assert_eq!(faults[0].message, "this is nested more than 64 deep");
        }
    }

    #[test]
    fn links_and_images_in_each_other_overflow_nothing() {
        for (open, close) in [
            ("![[a|", "]]"),
            ("[[a|", "]]"),
            ("![", "](a)"),
            ("[[a|![", "](a)]]"),
        ] {
            let text = format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
            depth(&text);
        }
    }

    #[test]
    fn what_people_write_is_kept_as_it_is() {
        let list: String = (0..30)
            .map(|depth| format!("{}- x\n", "  ".repeat(depth)))
            .collect();
        assert_eq!(depth(&list), (60, Vec::new()));
        let html = "<p>a<br><div>b</div>\n\n".repeat(200);
        assert_eq!(depth(&html).1, []);
    }

    #[test]
    fn words_that_are_nested_too_deeply_stay_words() {
        let list: String = (0..100)
            .map(|depth| format!("{}- word\n", "  ".repeat(depth)))
            .collect();
        let document = parse(&list, Dialect::default());
        assert_eq!(
            document.plain_text.split_whitespace().count(),
            100,
            "{}",
            document.plain_text
        );
        assert_eq!(document.measure.words, 100);
    }

    #[test]
    fn html_that_nests_too_deeply_is_text_from_there_on() {
        for text in [
            "<div>".repeat(100),
            "<b></i>".repeat(100),
            "x <b>".repeat(100),
        ] {
            let mut stream = events(&text, 0..text.len(), Dialect::default());
            let opened = |event: MarkupEvent<'_>| match event {
                MarkupEvent::Markdown(Markdown::Html(html) | Markdown::InlineHtml(html)) => {
                    html.matches("<b>").count() + html.matches("<div>").count()
                }
                _ => 0,
            };
            let opened: usize = stream.by_ref().map(|(event, _)| opened(event)).sum();
            assert!(opened <= MAX_DEPTH, "{opened} in {text}");
            let faults = stream.into_faults();
            let too_deep = |fault: &&Fault| fault.kind == FaultKind::TooDeep;
            assert_eq!(faults.iter().filter(too_deep).count(), 1, "{text}");
        }
    }
}
