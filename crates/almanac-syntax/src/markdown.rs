//! The Markdown parser, with the options by which all of an almanac is read.

use pulldown_cmark::{Event as Markdown, OffsetIter, Options, Parser};

use crate::span::Span;

/// An event of the Markdown parser, with its place.
pub(crate) type SpannedMarkdown<'t> = (Markdown<'t>, Span);

/// The events of a text, as the Markdown parser gives them.
pub(crate) fn parser(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, options()).into_offset_iter()
}

/// The options of the Markdown parser.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_DEFINITION_LIST
}
