//! Links as authors write them.
//!
//! A link is kept as it is written, because what it leads to may change with any other file. To look
//! that up costs about as much as to look up what was kept.

use std::ops::Range;

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkForm {
    /// By name: `[[target#heading|text]]`.
    Name,
    /// By address: `[text](target#heading)`.
    Address,
}

/// A link to something in the almanac, as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it is written.
    pub form: LinkForm,
    /// The slug, title or alias that it names, `path:slug` for a path; or the path of its address,
    /// escapes resolved. Empty for a heading of its own page.
    pub target: String,
    /// The heading that it names.
    pub heading: Option<String>,
    /// What stands behind its bar, which may be the target: `[[words|target]]`, as Dendron writes it.
    pub behind_bar: Option<String>,
    /// Whether what it names is to stand in its place: `![[target]]`.
    pub is_embed: bool,
    /// Whether it only is a link if there is such a page: nobody asks for one with it.
    pub is_optional: bool,
    /// The bytes of the whole link.
    pub span: Range<usize>,
    /// The bytes of the name, or of the whole address.
    pub target_span: Range<usize>,
}

/// Whether a name of a note is that of a day, `2024-03-09`: vaults link to days of which nobody wrote anything, and nobody is
/// asked to.
pub fn names_day(name: &str) -> bool {
    let day = name.rsplit('/').next().unwrap_or(name);
    let is_of_form = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day.len() == "2024-03-09".len() && day.bytes().enumerate().all(is_of_form)
}
