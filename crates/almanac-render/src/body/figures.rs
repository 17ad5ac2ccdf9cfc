//! Figures where they stand in the text.

use std::ops::Range;

use almanac_syntax::{FigureBlock, yaml};

use super::writer::Writer;
use crate::figures::Figure;

impl Writer<'_, '_> {
    pub(super) fn write_figure(&mut self, text: &str, content: Range<usize>) {
        let (node, _) = yaml::parse(text, content);
        let (site, page) = (self.scope.site, self.scope.page);
        let figure = Figure::new(site, page, FigureBlock::read(&node));
        self.out.newline();
        self.out.insert(&figure.markup(site, page));
    }
}
