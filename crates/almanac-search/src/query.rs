//! What is asked for, from what was typed.

mod parse;

use almanac_model::Level;

pub use parse::parse_query;

use crate::request::Filters;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ParsedQuery {
    /// What pages are to have.
    pub wanted: Vec<QueryPiece>,
    /// What they are not to have.
    pub excluded: Vec<QueryPiece>,
    /// What the results are narrowed to.
    pub filters: Filters,
    /// The last word that counts, where the query is longer than what is looked at.
    pub cut_off: Option<String>,
}

/// A part of a query: words, a phrase, or an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueryPiece {
    /// It, as it was typed.
    pub text: String,
    /// Whether its words are to stand as they do here.
    pub is_phrase: bool,
    /// Whether its last word may go on: it is what is being typed. A space behind it changes nothing, as nobody is to
    /// find less for having typed one.
    pub is_open: bool,
    /// Whether it is an address of the web.
    pub is_address: bool,
}

/// The values to which operators may narrow. Each method gives the value as filters name it, or `None` where there is no
/// such value.
pub trait KnownValues {
    /// The kind of that name or label.
    fn kind(&self, value: &str) -> Option<String>;
    /// The level of that name.
    fn level(&self, value: &str) -> Option<Level>;
    /// The slug of the topic of that name.
    fn topic(&self, value: &str) -> Option<String>;
    /// The thread, entry or path of that name, as filters name it.
    fn within(&self, value: &str) -> Option<String>;
    /// The language of that name.
    fn language(&self, value: &str) -> Option<String>;
}
