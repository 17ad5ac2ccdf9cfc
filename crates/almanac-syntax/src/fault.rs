//! What can be wrong with a file's syntax.

use crate::span::Span;

/// Something wrong with a file's syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What sort of fault it is.
    pub kind: FaultKind,
    /// The bytes that are wrong.
    pub span: Span,
    /// What is wrong with them, in lower case.
    pub message: String,
}

/// What sort of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The front matter or a block is not YAML of the form that we read.
    InvalidYaml,
    /// The front matter is in another language than YAML.
    ForeignFrontMatter,
    /// Something that was opened is never closed: front matter, a fence, `{{`.
    Unclosed,
    /// Lists, quotes, emphasis or HTML nest so deeply that what is deeper is read without its marks.
    TooDeep,
    /// There are more figures and questions than a page may have.
    TooMany,
    /// What begins like a citation can't be read as one.
    UnreadCitation,
    /// A mark begins a passage in a citation, and no mark ends it.
    UnclosedPassage,
    /// A footnote is named that is not there.
    UnknownFootnote,
    /// Nothing names a footnote that is there.
    UnusedFootnote,
    /// No link names a link reference that is defined.
    UnusedReference,
    /// Words look like a link and are none.
    NearLink,
    /// A link names nothing, or has no words.
    EmptyLink,
    /// A character that no reader sees, and that may break what it stands in.
    ControlCharacter,
    /// An element or an attribute of raw HTML that a page may not have is taken out.
    RemovedMarkup,
    /// An element of raw HTML is never closed.
    UnclosedElement,
    /// A row of a table has more cells than its head, which a page can't show.
    ExtraCells,
    /// A formula can't be set.
    UnreadFormula,
    /// A line looks like a heading and is none, or is a heading without words.
    NearHeading,
    /// The bar of a wiki link in a table ends its cell, as it is not escaped.
    BarInCell {
        /// Where the bar stands.
        bar: usize,
    },
}

impl Fault {
    pub(crate) fn new(kind: FaultKind, span: Span, message: impl Into<String>) -> Self {
        Self {
            kind,
            span,
            message: message.into(),
        }
    }
}
