//! What the pages of a synthetic almanac are like.

use std::str::FromStr;

/// A kind of almanac as people have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// Like an encyclopedia: five references an entry, four of them to sources that pages share, and
    /// little to warn about.
    #[default]
    Plain,
    /// Like `almanacs/ai`: twelve sources an entry, a tenth of them shared, and a thread for every
    /// fifty entries.
    AsAi,
    /// The same with three events for every entry, each naming it, and with two other depths of every tenth one.
    Depths,
    /// Like a folder of notes: no sources, images, and six warnings a page.
    Vault,
}

impl Shape {
    const ALL: [Shape; 4] = [Shape::Plain, Shape::AsAi, Shape::Depths, Shape::Vault];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Plain => "plain",
            Shape::AsAi => "as-ai",
            Shape::Depths => "depths",
            Shape::Vault => "vault",
        }
    }

    /// How many sources a page cites.
    pub(super) fn references(self) -> usize {
        match self {
            Shape::Plain => 5,
            Shape::AsAi | Shape::Depths => 12,
            Shape::Vault => 0,
        }
    }

    /// How many entries there are for each thread; none where there are no threads.
    pub(super) fn entries_for_a_thread(self) -> Option<usize> {
        match self {
            Shape::Plain => Some(20),
            Shape::AsAi | Shape::Depths => Some(50),
            Shape::Vault => None,
        }
    }

    /// How many events name each entry; none where events name whatever they do by chance.
    pub(super) fn events_of_an_entry(self) -> Option<usize> {
        (self == Shape::Depths).then_some(3)
    }

    /// Whether an entry is told at other depths, too.
    pub(super) fn has_depths(self, number: usize) -> bool {
        self == Shape::Depths && number.is_multiple_of(10)
    }

    /// How many entries there are for each source that pages share.
    pub(super) fn entries_for_a_shared_source(self) -> usize {
        match self {
            Shape::Plain => 4,
            Shape::AsAi | Shape::Depths | Shape::Vault => 10,
        }
    }
}

impl FromStr for Shape {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let mut shapes = Self::ALL.into_iter();
        shapes.find(|shape| shape.name() == name).ok_or(())
    }
}
