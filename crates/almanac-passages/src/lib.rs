//! Texts as their readers read them: passage by passage, links by their words, facts by their values, and no markup.
//!
//! What is searched is made of them, and what stands where no markup can, as on the picture that a link is shown with.

mod cuts;
mod dialect;
mod footnotes;
mod html;
mod inserts;
mod passage;
mod raised;
mod reader;

pub use passage::{Field, Passage};
pub use reader::{TextOwner, TextReader};
