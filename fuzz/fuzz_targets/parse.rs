//! The parser reads any bytes: no panic, every span within the text and on
//! character boundaries, events nested, and both readings of the text the same.

#![no_main]

use almanac_syntax::{Citation, Dialect, Document, Habits, MarkupEvent, Span, events, parse};
use libfuzzer_sys::fuzz_target;
use pulldown_cmark::Event as Markdown;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for dialect in dialects() {
        read(&text, dialect);
    }
});

/// Every way to read a text.
fn dialects() -> impl Iterator<Item = Dialect> {
    let all = [Habits::Almanac, Habits::Notes, Habits::Sites];
    all.into_iter().map(|habits| Dialect {
        habits,
        hard_breaks: habits == Habits::Notes,
        is_outline: habits == Habits::Notes,
        words_first: habits == Habits::Notes,
        has_components: habits == Habits::Sites,
    })
}

fn read(text: &str, dialect: Dialect) {
    let document = parse(text, dialect);
    for span in spans(&document) {
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?} is no part of the text"
        );
    }
    let counts = read_events(text, document.body.clone(), dialect);
    // The words around a key are a text of their own, which the document has and the stream has not.
    let in_stream = [counts.links, counts.citations, counts.facts];
    let in_document = [
        document.links.len(),
        document.citations.len(),
        document.facts.len(),
    ];
    match document.citations.iter().any(has_markup) {
        true => assert!(in_stream.iter().zip(&in_document).all(|(a, b)| a <= b)),
        false => assert_eq!(in_stream, in_document),
    }
    assert_eq!(counts.blocks, document.blocks.len());
    assert_eq!(counts.headings, document.headings.len());
}

/// Whether the words around a key of a citation may hold links, citations and facts.
fn has_markup(citation: &Citation) -> bool {
    let affixes = citation
        .works
        .iter()
        .flat_map(|work| [&work.prefix, &work.suffix]);
    affixes.flatten().any(|affix| affix.has_markup())
}

/// All places that a document names.
fn spans(document: &Document) -> Vec<Span> {
    let mut spans = vec![document.body.clone(), document.front_matter.span.clone()];
    spans.extend(document.front_matter_span.clone());
    spans.extend(document.headings.iter().map(|heading| heading.span.clone()));
    for (link, span) in &document.links {
        spans.extend([link.target_span.clone(), span.clone()]);
    }
    for citation in &document.citations {
        spans.push(citation.span.clone());
        spans.extend(citation.works.iter().map(|work| work.span.clone()));
    }
    for (fact, span) in &document.facts {
        spans.extend([fact.reference_span.clone(), span.clone()]);
    }
    for (block, span) in &document.blocks {
        spans.extend([block.content.clone(), span.clone()]);
    }
    spans.extend(document.images.iter().map(|image| image.span.clone()));
    spans.extend(
        document
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.span.clone()),
    );
    spans.extend(document.faults.iter().map(|fault| fault.span.clone()));
    spans
}

/// How many of our own events the stream has.
#[derive(Default)]
struct Counts {
    links: usize,
    citations: usize,
    facts: usize,
    blocks: usize,
    headings: usize,
}

/// Reads the stream; panics if an event reaches out of the one that holds it.
fn read_events(text: &str, range: Span, dialect: Dialect) -> Counts {
    let mut counts = Counts::default();
    let mut open = vec![range.clone()];
    for (event, span) in events(text, range, dialect) {
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?} is no part of the text"
        );
        match event {
            MarkupEvent::StartWikiLink(_) => counts.links += 1,
            MarkupEvent::StartHeading { .. } => counts.headings += 1,
            MarkupEvent::Citation(_) => counts.citations += 1,
            MarkupEvent::Fact(_) => counts.facts += 1,
            MarkupEvent::Block(_) => counts.blocks += 1,
            _ => {}
        }
        if matches!(
            event,
            MarkupEvent::EndHeading { .. }
                | MarkupEvent::EndWikiLink
                | MarkupEvent::Markdown(Markdown::End(_))
        ) {
            open.pop().expect("an end has a start");
            continue;
        }
        let outer = open.last().expect("a start has an end");
        assert!(
            outer.start <= span.start && span.end <= outer.end,
            "{span:?} reaches out of {outer:?}"
        );
        if matches!(
            event,
            MarkupEvent::StartHeading { .. }
                | MarkupEvent::StartWikiLink(_)
                | MarkupEvent::Markdown(Markdown::Start(_))
        ) {
            open.push(span);
        }
    }
    assert_eq!(open.len(), 1, "every start has an end");
    counts
}
