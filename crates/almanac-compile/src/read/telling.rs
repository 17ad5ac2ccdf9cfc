//! What a file tells, without that which may change and say nothing new.

use std::ops::Range;

use almanac_model::{ContentFile, FactReference, Link, Telling};
use almanac_syntax::{BlockKind, Document, Span};

/// Reads what a file tells: its title and summary, and its text at the places that are `told`, in their order. `links` are those
/// of the file, and the document still has its headings.
pub(super) fn read_telling(
    content: &ContentFile,
    document: &Document,
    links: &[Link],
    told: &[Span],
) -> Telling {
    let mut cuts = cuts(&content.text, document, links);
    cuts.sort_by_key(|cut| cut.span.start);
    let mut words = format!(
        "{}\n{}\n",
        content.title,
        content.summary.as_deref().unwrap_or_default()
    );
    words.reserve(told.iter().map(Range::len).sum());
    for place in told {
        push_told(&mut words, &content.text, place, &cuts);
        words.push('\n');
    }
    let mut hasher = blake3::Hasher::new();
    // Ends of lines differ between systems, and what stands before them is not seen.
    for line in words.trim_end().lines() {
        hasher.update(line.trim_end().as_bytes());
        hasher.update(b"\n");
    }
    let mut telling = Telling::default();
    telling
        .words
        .copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    let inserts = document.facts.iter();
    let inserts = inserts.filter(|(_, span)| told.iter().any(|place| place.contains(&span.start)));
    telling.inserts = inserts
        .filter_map(|(insert, _)| FactReference::parse(&insert.reference).ok())
        .collect();
    telling
}

/// A place of a text that is left out.
struct Cut {
    span: Span,
    /// What stands there instead.
    instead: &'static str,
    /// Whether the blanks before it go too.
    with_blanks: bool,
}

/// Stands for a name that is another one after a rename: what it names is added to the hash by its id.
const NAME: &str = "\u{1}";

fn cuts(text: &str, document: &Document, links: &[Link]) -> Vec<Cut> {
    let cut = |span: Span| Cut {
        span,
        instead: "",
        with_blanks: true,
    };
    let name = |span: Span| Cut {
        span,
        instead: NAME,
        with_blanks: false,
    };
    // Ids and weights of headings.
    let headings = document.headings.iter();
    let attributes = headings.filter_map(|heading| heading.attributes.clone());
    let ids = document.ids.iter().map(|(_, span)| {
        let closed = text[span.end..].starts_with("</a>");
        span.start..span.end + if closed { "</a>".len() } else { 0 }
    });
    let citations = document.citations.iter();
    let citations = citations.map(|citation| citation.span.clone());
    let mut cuts: Vec<Cut> = attributes.chain(ids).chain(citations).map(cut).collect();
    let targets = links.iter().filter(|link| link.target_span != link.span);
    cuts.extend(targets.map(|link| name(link.target_span.clone())));
    cuts.extend(document.facts.iter().filter_map(|(insert, _)| {
        let place = &insert.reference_span;
        let entry = text.get(place.clone())?.find('/')?;
        Some(name(place.start..place.start + entry))
    }));
    let blocks = document.blocks.iter();
    let questions = blocks.filter(|(block, _)| block.kind == BlockKind::Question);
    cuts.extend(questions.filter_map(|(block, _)| Some(cut(line_of_id(text, &block.content)?))));
    cuts
}

/// The line of a question that gives its id.
fn line_of_id(text: &str, block: &Span) -> Option<Span> {
    let mut start = block.start;
    for line in text.get(block.clone())?.split_inclusive('\n') {
        if line.trim_start().starts_with("id:") {
            return Some(start..start + line.len());
        }
        start += line.len();
    }
    None
}

fn push_told(words: &mut String, text: &str, told: &Span, cuts: &[Cut]) {
    let first = cuts.partition_point(|cut| cut.span.start < told.start);
    let mut at = told.start;
    for cut in cuts[first..]
        .iter()
        .take_while(|cut| cut.span.end <= told.end)
    {
        // One within another went with it.
        let Some(before) = text.get(at..cut.span.start) else {
            continue;
        };
        words.push_str(before);
        if cut.with_blanks {
            words.truncate(words.trim_end_matches(' ').len());
        }
        words.push_str(cut.instead);
        at = cut.span.end;
    }
    words.push_str(text.get(at..told.end).unwrap_or_default());
}
