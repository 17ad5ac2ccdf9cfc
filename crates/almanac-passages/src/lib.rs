//! Texts as their readers read them: passage by passage, links by their words, facts by their values, and no markup.
//!
//! What is searched is made of them, and what stands where no markup can, as on the picture that a link is shown with; and
//! two versions of a page are compared by them.

mod cuts;
mod dialect;
mod difference;
mod footnotes;
mod html;
mod inserts;
mod passage;
mod raised;
mod reader;

pub use difference::{
    BlockChange, EventChange, FactChange, PageDifference, PageVersion, PastSummary, SourceChange,
    TextChange, WordChange, difference_words, fact_change_words, past_summary, past_words,
    path_text_change, text_change,
};
pub use passage::{Field, Passage};
pub use reader::{TextOwner, TextReader};
