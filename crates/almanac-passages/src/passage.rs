//! What a text is read into.

/// Which part of a page a passage is. The order is that of weight: what stands in a title says most about a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// Another name.
    Alias,
    /// A heading, or the title of an event.
    Heading,
    /// The summary.
    Summary,
    /// A fact: its label, its value with the unit, its date.
    Fact,
    /// A paragraph or another block of the text, as it is read.
    Text,
    /// A review question with its answer.
    Question,
    /// A source that is cited: its title, authors and publisher.
    Source,
}

impl Field {
    /// Whether its texts stand as they are typed. Those of the others are read, with their punctuation set, but in code.
    pub fn is_as_typed(self) -> bool {
        match self {
            Self::Title | Self::Alias | Self::Summary | Self::Fact | Self::Source => true,
            Self::Heading | Self::Text | Self::Question => false,
        }
    }
}

/// A piece of a page's text. Words of two passages are never side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which part of the page it is.
    pub field: Field,
    /// The fragment of the nearest heading, event or fact above it, to which a hit leads; `None` at the page's top.
    pub anchor: Option<String>,
    /// The text as it is read: facts with their values, links as their words, no markup.
    pub text: String,
}
