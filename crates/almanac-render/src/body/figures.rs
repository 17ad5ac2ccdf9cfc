//! Figures where they stand in the text.

use std::ops::Range;

use almanac_model::FigureIds;
use almanac_syntax::{FigureBlock, MAX_FIGURES, MAX_PAGE_VALUES, yaml};

use super::writer::Writer;
use crate::figures::Figure;

/// What the figures of a text have taken of the room that a page has for them.
#[derive(Debug, Default)]
pub(super) struct FigureRoom {
    figures: usize,
    values: usize,
    /// The ids of the figures; made when the first is written.
    ids: Option<FigureIds>,
}

impl FigureRoom {
    fn has_room(&self) -> bool {
        self.figures < MAX_FIGURES && self.values < MAX_PAGE_VALUES
    }
}

impl Writer<'_, '_> {
    pub(super) fn write_figure(&mut self, text: &str, content: Range<usize>) {
        let (node, _) = yaml::parse(text, content);
        let (site, page) = (self.scope.site, self.scope.page);
        let block = FigureBlock::read(&node);
        self.out.newline();
        if !self.drawn.has_room() {
            self.out.insert(Figure::without_drawing(site, &block));
            return;
        }
        let headings = page.map_or(&[][..], |page| &page.outline);
        let ids = &mut self.drawn.ids;
        let ids = ids.get_or_insert_with(|| FigureIds::beside(headings));
        let id = ids.take(block.id.as_deref(), &block.title);
        let figure = Figure::new(site, page, block, id);
        self.drawn.figures += 1;
        self.drawn.values += figure.size;
        self.out.insert(figure.markup(site, page));
    }
}
