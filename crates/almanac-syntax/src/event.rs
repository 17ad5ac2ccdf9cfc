//! What the stream of [`events`](crate::events) is made of.

use pulldown_cmark::Event as Markdown;

use crate::callout::Callout;
use crate::citation::Citation;
use crate::shown_size::ShownSize;
use crate::span::Span;
use crate::wiki_link::WikiLink;

/// One event. Starts and ends are balanced.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkupEvent<'t> {
    /// Ordinary Markdown, with no heading, wiki link or citation among it.
    Markdown(Markdown<'t>),
    /// A heading starts.
    StartHeading {
        /// Its depth, from 1 to 6.
        depth: u8,
        /// The fragment by which it is linked to; unique in the stream.
        anchor: String,
        /// Whether the author gave the anchor: `{#anchor}`.
        explicit: bool,
        /// The bytes of its attributes `{#anchor .class}` with their braces, if it has any.
        attributes: Option<Span>,
    },
    /// A heading ends.
    EndHeading {
        /// Its depth, from 1 to 6.
        depth: u8,
    },
    /// A wiki link starts; the events up to its end are its words.
    StartWikiLink(WikiLink),
    /// A wiki link ends.
    EndWikiLink,
    /// A callout starts; its title, if it has one, comes first.
    StartCallout(Callout),
    /// A callout ends.
    EndCallout,
    /// The title of a callout starts; the events up to its end are its words.
    StartTitle,
    /// The title of a callout ends.
    EndTitle,
    /// Marked words start.
    StartMark,
    /// Marked words end.
    EndMark,
    /// The block that begins next has this id, with its caret: `^id`. The place is that of the id.
    BlockId(String),
    /// A task in a list, by the sign in its box: neither blank nor `x`.
    Task(char),
    /// How large the image that ended last is to be shown.
    ImageSize(ShownSize),
    /// A topic that words name: `#topic`, with what stands behind the sign.
    Topic(String),
    /// A citation.
    Citation(Citation),
    /// A note in line, `^[words]`, starts; the events up to its end are its words.
    StartNote,
    /// A note in line ends.
    EndNote,
    /// A fact to be inserted.
    Fact(FactInsert),
    /// A fenced block that Almanac gives a meaning.
    Block(Block),
}

impl MarkupEvent<'_> {
    pub(crate) fn is_start(&self) -> bool {
        matches!(
            self,
            MarkupEvent::StartHeading { .. }
                | MarkupEvent::StartWikiLink(_)
                | MarkupEvent::StartNote
                | MarkupEvent::StartCallout(_)
                | MarkupEvent::StartTitle
                | MarkupEvent::StartMark
                | MarkupEvent::Markdown(Markdown::Start(_))
        )
    }

    pub(crate) fn is_end(&self) -> bool {
        matches!(
            self,
            MarkupEvent::EndHeading { .. }
                | MarkupEvent::EndWikiLink
                | MarkupEvent::EndNote
                | MarkupEvent::EndCallout
                | MarkupEvent::EndTitle
                | MarkupEvent::EndMark
                | MarkupEvent::Markdown(Markdown::End(_))
        )
    }
}

/// A fact to be inserted: `{{property@2024}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactInsert {
    /// What stands between the braces.
    pub reference: String,
    /// The bytes between the braces.
    pub reference_span: Span,
}

/// A fenced block that Almanac gives a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The bytes between the fences, from the start of a line.
    pub content: Span,
    /// Whether its fence is closed, and no other block begins in it. Of one that isn't, what its lines say is left alone:
    /// they may be another's.
    pub is_closed: bool,
}

/// What a fenced block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A review question.
    Question,
    /// A figure.
    Figure,
}
