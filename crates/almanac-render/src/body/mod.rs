//! Markdown to markup: the bodies of pages, and the short texts around them.
//!
//! [`BodyScope`] says whose text is rendered and where it will stand. The stream
//! of almanac-syntax is written straight into a string; names are resolved from
//! the snapshot's tables as they come.

mod addresses;
mod asides;
mod blocks;
mod callouts;
mod citations;
mod code;
#[cfg(test)]
mod conformance;
mod direction;
mod embeds;
mod figure_room;
mod figures;
mod folds;
mod footnotes;
mod foreign;
mod headings;
mod images;
mod inserts;
mod links;
mod markup;
mod math;
mod percent;
#[cfg(test)]
mod properties;
mod questions;
mod references;
mod scope;
mod toml;
mod typed;
mod unique_ids;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use almanac_model::Page;
use almanac_syntax::{Dialect, MarkupEvent, with_definitions, without_blocks};

use crate::html::{Html, html};
use markup::is_raw_html;
use unique_ids::{with_unique_ids, without_ids};
use writer::Writer;

pub use code::highlight_ahead;
pub(crate) use questions::QuestionView;
pub(crate) use references::NoteReferences;
pub(crate) use scope::BodyScope;

/// Renders the body of an entry or a thread. `state` are the words beside the
/// heading of a thread's state of play. As a step of a path, a thread with major events shows these, and folds the others.
pub(crate) fn render_page(
    scope: BodyScope<'_>,
    page: &Page,
    state: Option<&str>,
    is_step: bool,
    references: &mut NoteReferences,
) -> Html {
    let dialect = scope.dialect();
    let mut writer = Writer::new(
        scope,
        references,
        has_raw_html(&page.text, page.body.clone(), dialect),
    );
    let repeated = page.repeated_title();
    let mut headings = page.outline.iter().skip(usize::from(repeated.is_some()));
    if headings.any(|heading| heading.depth == 1) || has_raw_title(&page.text[page.body.clone()]) {
        writer.demote_headings();
    }
    if page.is_thread() {
        writer.expect_events(page, state, is_step);
    }
    let below = page.text_below_title();
    let is_above = repeated.filter(|heading| heading.span.start < below.start);
    writer.hide_title(page);
    let html = writer.write(&page.text, below);
    let html = match is_above {
        Some(heading) => html!("<span id=\"{}\"></span>\n{}", heading.anchor, html),
        None => html,
    };
    match page.ids.is_empty() {
        true => html,
        false => with_unique_ids(html),
    }
}

/// Renders the Markdown in a range of a text, as blocks.
fn render_blocks(
    scope: BodyScope<'_>,
    text: &str,
    range: Range<usize>,
    references: &mut NoteReferences,
) -> Html {
    let has_raw_html = has_raw_html(text, range.clone(), scope.dialect());
    let mut writer = Writer::new(scope, references, has_raw_html);
    if has_title_heading(text, range.clone(), scope.dialect())
        || has_raw_title(&text[range.clone()])
    {
        writer.demote_headings();
    }
    let html = writer.write(text, range);
    match has_raw_html {
        true => with_unique_ids(html),
        false => html,
    }
}

/// Renders a part of the Markdown in the range `whole` of a text, as blocks. Links and notes that the rest of it defines are known there.
pub(crate) fn render_part(
    scope: BodyScope<'_>,
    text: &str,
    whole: Range<usize>,
    part: Range<usize>,
    references: &mut NoteReferences,
) -> Html {
    let (text, part) = almanac_syntax::standing_alone(text, whole, part);
    render_blocks(scope, &text, part, references)
}

/// Renders a short text beside a body as it may stand within a line: paragraphs without their tags.
pub(crate) fn render_line(scope: BodyScope<'_>, text: &str) -> Html {
    render_line_with(scope, text, &mut NoteReferences::default())
}

/// The same in a document that has notes.
pub(crate) fn render_line_with(
    scope: BodyScope<'_>,
    text: &str,
    references: &mut NoteReferences,
) -> Html {
    render_answer(scope, &without_blocks(text), references)
}

/// Renders a short text where blocks may stand, but for the tags of paragraphs.
fn render_answer(scope: BodyScope<'_>, text: &str, references: &mut NoteReferences) -> Html {
    let text = match scope.content {
        Some(content) => with_definitions(text, &content.definitions, &content.text),
        None => Cow::Borrowed(text),
    };
    let has_raw_html = has_raw_html(&text, 0..text.len(), scope.dialect());
    let mut writer = Writer::new(scope, references, has_raw_html);
    writer.write_within_line();
    let html = writer.write(&text, 0..text.len());
    match has_raw_html {
        true => without_ids(html),
        false => html,
    }
}

/// Whether a heading in a range of a text is as high as the title of its page, so that all have to go down.
fn has_title_heading(text: &str, range: Range<usize>, dialect: Dialect) -> bool {
    let is_title =
        |event: MarkupEvent<'_>| matches!(event, MarkupEvent::StartHeading { depth: 1, .. });
    let mut lines = text[range.clone()].lines();
    // Such a heading begins with one sign, or has a line of others below it. Few texts have either, and few are read twice.
    lines.any(|line| {
        let marks = line.trim_start_matches([' ', '>']);
        marks.starts_with('=') || marks.starts_with('#') && !marks.starts_with("##")
    }) && almanac_syntax::events(text, range, dialect).any(|(event, _)| is_title(event))
}

/// Whether an author wrote such a heading in HTML. If it is only shown as code, the other headings go down in vain, and that is all.
fn has_raw_title(text: &str) -> bool {
    let is_start = |at: usize| text[..at - 1].ends_with('<');
    heading_depths(text).any(|at| text.as_bytes()[at] == b'1' && is_start(at))
}

/// Where the digits stand that say how deep headings of HTML are, in their start tags and their end tags.
fn heading_depths(html: &str) -> impl Iterator<Item = usize> + '_ {
    html.match_indices('<').filter_map(|(start, _)| {
        let tag = &html[start + 1..];
        let name = tag.trim_start_matches('/');
        let is_heading = match name.as_bytes() {
            [b'h' | b'H', b'1'..=b'6', rest @ ..] => rest
                .first()
                .is_none_or(|next| !next.is_ascii_alphanumeric()),
            _ => false,
        };
        is_heading.then(|| start + 1 + tag.len() - name.len() + 1)
    })
}

/// Whether an author wrote HTML in a range of a text.
///
/// It has to be known before the first event is written, because what we write ourselves is then kept apart from
/// the sanitizer. Few texts have a `<` at all, so that reading the others twice costs less than sanitizing all.
fn has_raw_html(text: &str, range: Range<usize>, dialect: Dialect) -> bool {
    text[range.clone()].contains('<')
        && almanac_syntax::events(text, range, dialect).any(|(event, _)| is_raw_html(&event))
}
