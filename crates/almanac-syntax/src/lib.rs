//! One file's text to spanned Markdown and faults.
//!
//! This crate owns the syntax of an almanac's files: YAML front matter between
//! `---` lines, then CommonMark with GFM's tables, footnotes, task lists,
//! strikethrough and alerts, definition lists, math, wiki links (`[[slug|text]]`), Pandoc
//! citations (`[@key, sec. 3]`), inserted facts (`{{property}}`) and fenced
//! `figure` and `question` blocks. It knows nothing of what the names mean.
//!
//! Parsing never fails and never panics: what is wrong is a [`Fault`] with a
//! place, and the rest is read all the same. All spans are byte ranges of the
//! file's text, on character boundaries.
//!
//! How a text is read where programs differ is a [`Dialect`].
//!
//! [`parse`] gathers what a compiler needs of a file; [`events`] is the same
//! reading as a stream, for those who render it.

mod anchor;
mod bare_address;
mod beside;
mod break_even;
mod callout;
mod citation;
mod control_character;
mod definitions;
mod dialect;
mod disguise;
mod document;
mod event;
mod events;
mod fault;
mod fence;
mod figure;
mod fit;
mod foreign_form;
mod forms;
mod formula;
mod front_matter;
mod gatherer;
mod html_addresses;
mod html_elements;
mod html_links;
mod html_parts;
mod html_pieces;
mod html_tags;
mod inline_tag;
mod letters;
mod markdown;
mod near_heading;
mod nesting;
mod outline;
mod parse;
mod raw_html;
mod remarks;
mod sentence;
mod shown_fields;
mod shown_size;
mod span;
mod standing_alone;
mod table;
mod toml_fields;
mod wiki_link;
mod without_blocks;
mod words;
mod written;
pub mod yaml;

pub use beside::with_definitions;
pub use break_even::{Assumption, AssumptionName, BreakEvenBlock, MOVED};
pub use callout::{Callout, CalloutLook, Fold};
pub use citation::{Affix, Citation, CitationMode, CitedWork, Passage};
pub use control_character::{
    control_character, take_control_characters, with_paired_turns, without_control_characters,
};
pub use definitions::defined_addresses;
pub use dialect::{Dialect, Habits};
pub use document::{Document, Hyperlink, Image, Measure, Paragraph, ParsedHeading};
pub use event::{Block, BlockKind, FactInsert, MarkupEvent};
pub use events::{Events, events};
pub use fault::{Fault, FaultKind};
pub use figure::{
    FigureBlock, FigureType, MAX_FIGURES, MAX_PAGE_VALUES, MAX_SERIES, MAX_VALUES, SCALES,
};
pub use fit::{fit, fitted};
pub use foreign_form::{ForeignForm, exported_pictures};
pub use formula::read_formula;
pub use front_matter::FrontMatterForm;
pub use html_addresses::{
    HtmlAddress, HtmlAddressKind, candidates, html_address_kind, html_addresses,
};
pub use html_elements::{KEPT_ATTRIBUTES, KEPT_ELEMENTS, kept_attributes};
pub use html_parts::{HtmlPart, html_parts};
pub use html_tags::{HtmlAttribute, HtmlTag, html_tags};
pub use inline_tag::is_inline;
pub use outline::is_hidden_property;
pub use parse::{front_matter, measure, needs_parsing, parse};
pub use raw_html::opened_elements;
pub use remarks::{REMARK_FILLER, without_remarks};
pub use sentence::{first_sentence, last_sentence};
pub use shown_size::{ShownSize, ShownWidth, image_words};
pub use span::Span;
pub use standing_alone::standing_alone;
pub use wiki_link::{Instead, WikiLink};
pub use without_blocks::without_blocks;
pub use words::count_words;
