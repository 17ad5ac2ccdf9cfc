//! What a text tells: that which whoever writes another version of it must follow.
//!
//! A version names the text that it was written from by the hash of what that told, and a reader's record names so what was
//! read. So the hash must stay where nothing new is said: when an id is written, a link is renamed, a source is added or a
//! value changes. It is made in two halves. The first is made while a file is read, of its words without that which may
//! change by itself. The second joins to it the ids of what the links lead to, which is known once all files are.

use crate::FactReference;

/// What a file says, but for where its links lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Telling {
    /// The hash (BLAKE3) of title, summary, takeaways and text. Targets of links, ids, marks of citations and the entries of
    /// inserted facts are left out.
    pub words: [u8; 16],
    /// The facts that it inserts, in order.
    pub inserts: Vec<FactReference>,
}
