//! Languages: the words of the interface, and how each writes numbers and dates.
//!
//! The words stand in `locales/*.ftl`, one file a language, in Mozilla's
//! Fluent format. [`Locale::of`] finds the interface that is nearest to the language
//! an almanac is written in. Numbers, dates and lists are written as that language has
//! them, by ICU4X, whether or not the interface speaks it. All that this crate gives is plain text: whoever
//! writes it into a page escapes it. Tests hold all files to the same messages;
//! almanac-render has a test that holds templates, Rust and modules to messages that exist.

mod beginnings;
mod bidi;
mod date_forms;
mod dates;
mod edition;
mod event_lists;
mod facts;
mod for_programs;
mod interface;
mod locale;
mod months;
mod names;
mod news;
mod numbers;
mod patterns;
mod publication_dates;
mod punctuation;
mod script;
mod sentences;
mod sorting;
#[cfg(test)]
mod tests;
mod text_fragment;
mod values;
mod words;

pub use beginnings::beginning_of;
pub use bidi::{Direction, LetterCount, has_right_to_left};
pub use date_forms::date_forms;
pub use dates::machine_date;
pub use edition::Edition;
pub use event_lists::{MOST_IN_YEAR, ShownEvent, in_stream_order, years_of};
pub use facts::{
    NewestFacts, fact_anchor, fact_unit, fact_words, fact_words_with_unit, is_current_fact,
    stated_facts,
};
pub use for_programs::{
    EventMarkup, ForPrograms, HeadLink, HeadOf, HeadProperty, PageCitation, PageHead,
};
pub use interface::{Argument, Interface};
pub use locale::Locale;
pub use names::own_name;
pub use news::NewsWords;
pub use numbers::NumberSeparators;
pub use punctuation::Punctuation;
pub use script::{module_messages, words_module};
pub use sentences::page_link_words;
pub use sorting::KindWithEntries;
pub use text_fragment::passage_address;
pub use words::words_of;
