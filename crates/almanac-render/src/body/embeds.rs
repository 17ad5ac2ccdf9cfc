//! The text of one page within that of another: `![[Heron]]`, `![[Heron#Nest]]`, `![[Heron#^egg]]`.
//!
//! What is embedded stands in a frame that names its page and leads there. It is read as part of that page: its links,
//! images and notes are resolved from where they were written. Its ids have a prefix, so that none stands twice.
//!
//! A part of a page is read with all of the page around it, and what lies outside of the part is passed over. So an item
//! deep in a list is the item that it is on its page, headings have the anchors that they have there, and the links and
//! notes that the rest of the page defines are known.

use std::collections::BTreeSet;
use std::ops::Range;

use almanac_model::Page;
use almanac_syntax::{MarkupEvent, WikiLink, events};
use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use super::markup::is_raw_html;
use super::references::NoteReferences;
use super::scope::BodyScope;
use super::unique_ids::with_prefix;
use super::writer::Writer;
use crate::html::{Href, Html, html};
use crate::messages::Messages;

/// How deeply texts may stand in each other.
const MAX_DEPTH: usize = 6;

/// How many bytes of texts a page may embed.
const MAX_BYTES: usize = 400_000;

/// How many bytes may be read for that: of a long page only a line may be shown.
const MAX_READ: usize = 8_000_000;

/// What an embed costs at least, however short it is.
const LEAST: usize = 200;

type Spanned<'t> = (MarkupEvent<'t>, Range<usize>);

/// The texts that a text is embedded in, and how much may still be.
#[derive(Debug, Clone)]
pub(super) struct Embedding {
    /// The file of each and the part of it, outermost first, with this text at last.
    chain: Vec<(String, Range<usize>)>,
    bounds: Bounds,
}

/// How much may still be embedded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    shown: usize,
    read: usize,
}

impl Default for Embedding {
    fn default() -> Self {
        Self {
            chain: Vec::new(),
            bounds: Bounds {
                shown: MAX_BYTES,
                read: MAX_READ,
            },
        }
    }
}

impl Embedding {
    /// Whether this text stands in another.
    pub(super) fn is_within(&self) -> bool {
        self.chain.len() > 1
    }
}

/// Why a text can't stand in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// It is around it already.
    Circle,
    /// Too many stand in each other.
    Depth,
    /// The page has embedded too much already.
    Length,
}

impl Cut {
    /// What readers are told.
    fn message(self) -> &'static str {
        match self {
            Self::Circle => "embed-circle",
            Self::Depth => "embed-depth",
            Self::Length => "embed-length",
        }
    }
}

impl<'s> Writer<'s, '_> {
    /// Writes the text of a page, or the part of it that a link names, in the place of the link; whether that is done. If
    /// not, the link is to be written, and what is said behind it.
    pub(super) fn write_embed(&mut self, link: &WikiLink, page: &'s Page) -> (bool, Option<Cut>) {
        // A box stands in no emphasis, link, heading or words for an image.
        let is_among_words = self.image.is_some() || self.inlines > 0 || self.is_in_link();
        if is_among_words || self.within_line || self.is_in_heading {
            return (false, None);
        }
        let Some(mut part) = page.part(link.heading.as_deref()) else {
            return (false, None);
        };
        if self.embedding.chain.is_empty() {
            let own = self.scope.page;
            let range = own.map_or(0..usize::MAX, Page::text_below_title);
            self.embedding
                .chain
                .push((self.scope.file.to_string(), range));
        }
        let place = (page.file.to_string(), part.clone());
        if self.embedding.chain.contains(&place) {
            return (false, Some(Cut::Circle));
        }
        if self.embedding.chain.len() > MAX_DEPTH {
            return (false, Some(Cut::Depth));
        }
        let bounds = &mut self.embedding.bounds;
        let (shown, read) = (part.len().max(LEAST), page.body.len().max(LEAST));
        if shown > bounds.shown || read > bounds.read {
            return (false, Some(Cut::Length));
        }
        bounds.shown -= shown;
        bounds.read -= read;
        if link.without_heading
            && let Some(heading) = { page.outline.iter() }.find(|one| one.span.start == part.start)
        {
            part.start = heading.span.end;
        }
        let prefix = format!("e{}:", self.references.count_embed());
        let inner = with_prefix(self.embedded(page, part, place), &prefix);
        let address = self.address_of_embed(page, link);
        let label = self.set_line(&page.title).into_owned();
        self.interrupt_paragraph();
        self.out.insert(html!(
            "<div class=\"embed\" role=\"group\" aria-label=\"{1}\"><p class=\"from\"><a href=\"{0}\">{1}</a></p>\n{2}</div>\n",
            Href(&address),
            label,
            inner
        ));
        self.resume_paragraph();
        (true, None)
    }

    /// Says behind a link why the text that it names does not stand there.
    pub(super) fn write_cut(&mut self, cut: Cut) {
        let words = self.locale().markup(cut.message());
        let around = self.scope.interface();
        self.out
            .insert(html!(" <small{}>({})</small>", around, words));
    }

    /// The markup of a part of a page.
    fn embedded(
        &mut self,
        page: &'s Page,
        part: Range<usize>,
        place: (String, Range<usize>),
    ) -> Html {
        let scope = BodyScope::of_page(self.scope.site, page).away();
        let events = events_of_part(page, part.clone(), scope);
        let mut references = NoteReferences::default();
        let has_raw_html = events.iter().any(|(event, _)| is_raw_html(event));
        let mut writer = Writer::new(scope, &mut references, has_raw_html);
        // Its headings stand below the one that it stands under, or below the title.
        let depths = events.iter().filter_map(|(event, _)| match event {
            MarkupEvent::StartHeading { depth, .. } => Some(*depth),
            _ => None,
        });
        let highest = depths.min().unwrap_or(1);
        writer.depth = self.depth;
        writer.demotion = i8::try_from(self.depth + 1).unwrap_or(6) - highest.cast_signed();
        writer.embedding = self.embedding.clone();
        if part == page.text_below_title() {
            writer.hide_title(page);
        }
        writer.embedding.chain.push(place);
        let (html, bounds) = writer.write_embedded(events, &page.text, part);
        self.embedding.bounds = bounds;
        html
    }

    /// The same of a text within another, from its events, with how much may still be embedded.
    fn write_embedded(
        mut self,
        events: Vec<Spanned<'_>>,
        text: &str,
        part: Range<usize>,
    ) -> (Html, Bounds) {
        self.begin(text, part);
        for (event, span) in events {
            self.accept(event, span, text);
        }
        self.write_footnotes();
        let bounds = self.embedding.bounds;
        (self.out.finish(), bounds)
    }

    /// Ends the paragraph that is open, as no box may stand in it.
    fn interrupt_paragraph(&mut self) {
        if !self.is_in_paragraph {
            return;
        }
        self.directions.end(&mut self.out);
        if !self.out.drop_empty_paragraph() {
            self.out.tag("</p>\n");
        }
    }

    fn resume_paragraph(&mut self) {
        if self.is_in_paragraph {
            self.is_divided = true;
            self.out.tag("<p>");
            self.directions.start(&self.out);
        }
    }
}

/// The events of a part of a page, and of the notes elsewhere that it names.
fn events_of_part<'s>(
    page: &'s Page,
    part: Range<usize>,
    scope: BodyScope<'_>,
) -> Vec<Spanned<'s>> {
    let mut all: Vec<Spanned<'s>> =
        events(&page.text, page.body.clone(), scope.dialect()).collect();
    let notes = notes_named(&all, &part);
    let of_others = notes_of_others(&all, &part);
    let is_in = |notes: &[Range<usize>], start| notes.iter().any(|note| note.contains(&start));
    // Only the blanks before the next item may belong to the part.
    let begins_in_part = |start: usize| {
        let rest = page.text.get(start..part.end).unwrap_or_default();
        part.contains(&start) && !rest.trim().is_empty()
    };
    let is_kept = |start: usize| match begins_in_part(start) {
        true => !is_in(&of_others, start),
        false => is_in(&notes, start),
    };
    all.retain(|(_, span)| is_kept(span.start));
    within_its_list(all)
}

/// The places of the notes outside of a part that it names, or that one of these names.
fn notes_named(events: &[Spanned<'_>], part: &Range<usize>) -> Vec<Range<usize>> {
    let mut notes: Vec<Range<usize>> = Vec::new();
    let mut wanted = labels_in(events, part);
    let mut known = BTreeSet::new();
    while let Some(label) = wanted.pop_first() {
        if !known.insert(label.clone()) {
            continue;
        }
        let is_meant = |(event, span): &&Spanned<'_>| match event {
            MarkupEvent::Markdown(Markdown::Start(Tag::FootnoteDefinition(name))) => {
                name.to_lowercase() == label && !part.contains(&span.start)
            }
            _ => false,
        };
        if let Some((_, span)) = events.iter().find(is_meant) {
            wanted.extend(labels_in(events, span));
            notes.push(span.clone());
        }
    }
    notes
}

/// The places of the notes that stand in a part and that only other parts of the page name.
fn notes_of_others(events: &[Spanned<'_>], part: &Range<usize>) -> Vec<Range<usize>> {
    let (here, anywhere) = (labels_in(events, part), labels_in(events, &(0..usize::MAX)));
    let notes = events.iter().filter_map(|(event, span)| match event {
        MarkupEvent::Markdown(Markdown::Start(Tag::FootnoteDefinition(name))) => {
            let label = name.to_lowercase();
            let is_of_others = !here.contains(&label) && anywhere.contains(&label);
            (is_of_others && part.contains(&span.start)).then(|| span.clone())
        }
        _ => None,
    });
    notes.collect()
}

/// The labels of the notes that are named within a part of a page.
fn labels_in(events: &[Spanned<'_>], part: &Range<usize>) -> BTreeSet<String> {
    let inner = events.iter().filter(|(_, span)| part.contains(&span.start));
    let labels = inner.filter_map(|(event, _)| match event {
        MarkupEvent::Markdown(Markdown::FootnoteReference(label)) => Some(label.to_lowercase()),
        _ => None,
    });
    labels.collect()
}

/// The same events, with the list around an item that stands by itself.
fn within_its_list(mut events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let first = events.iter().position(|(event, _)| is_start(event));
    let Some((event, span)) = first.map(|first| events[first].clone()) else {
        return events;
    };
    let (start, end) = match event {
        MarkupEvent::Markdown(Markdown::Start(Tag::Item)) => (Tag::List(None), TagEnd::List(false)),
        MarkupEvent::Markdown(Markdown::Start(
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition,
        )) => (Tag::DefinitionList, TagEnd::DefinitionList),
        _ => return events,
    };
    let is_end = |(event, place): &Spanned<'_>| {
        *place == span && matches!(event, MarkupEvent::Markdown(Markdown::End(_)))
    };
    let last = events.iter().rposition(is_end).unwrap_or(events.len() - 1);
    let end = MarkupEvent::Markdown(Markdown::End(end));
    events.insert(last + 1, (end, span.clone()));
    let start = MarkupEvent::Markdown(Markdown::Start(start));
    // The id of the item stands before it.
    events.insert(0, (start, span));
    events
}

fn is_start(event: &MarkupEvent<'_>) -> bool {
    !matches!(event, MarkupEvent::BlockId(_))
}
