//! How much of the room for figures a text has taken.

use almanac_model::FigureIds;
use almanac_syntax::{MAX_FIGURES, MAX_PAGE_VALUES};

/// What the figures of a text have taken of the room that a page has for them.
#[derive(Debug, Default)]
pub(super) struct FigureRoom {
    pub(super) figures: usize,
    pub(super) values: usize,
    /// The ids of the figures; made when the first is written.
    pub(super) ids: Option<FigureIds>,
}

impl FigureRoom {
    /// Whether another figure may be drawn.
    pub(super) fn has_room(&self) -> bool {
        self.figures < MAX_FIGURES && self.values < MAX_PAGE_VALUES
    }
}
