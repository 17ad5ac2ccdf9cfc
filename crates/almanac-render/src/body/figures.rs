//! Figures where they stand in the text.

use std::ops::Range;

use almanac_model::FigureIds;
use almanac_syntax::{FigureBlock, yaml};

use super::render_line_with;
use super::writer::Writer;
use crate::figures::{Caption, Figure};
use crate::html::{Html, html};
use crate::isolation::{isolated, runs_otherwise};
use crate::plain_line::{has_marks, plain_line};

impl Writer<'_, '_> {
    pub(super) fn write_figure(&mut self, text: &str, content: Range<usize>) {
        let (node, _) = yaml::parse(text, content);
        let (site, page) = (self.scope.site, self.scope.page);
        let block = FigureBlock::read(&node);
        let caption = Caption {
            title: self.title_of_figure(&block.title),
            subtitle: block.subtitle.as_deref().map(|words| self.line(words)),
        };
        self.out.newline();
        if !self.drawn.has_room() {
            self.out.insert(Figure::without_drawing(site, &caption));
            return;
        }
        let headings = page.map_or(&[][..], |page| &page.outline);
        let ids = &mut self.drawn.ids;
        let ids = ids.get_or_insert_with(|| FigureIds::beside(headings));
        let id = ids.take(block.id.as_deref(), &block.title);
        let figure = Figure::new(site, page, block, id);
        self.drawn.figures += 1;
        self.drawn.values += figure.size;
        self.out.insert(figure.markup(site, page, caption));
    }

    /// A title, isolated where it runs another way than the words of the interface.
    fn title_of_figure(&mut self, title: &str) -> Html {
        let (site, page) = (self.scope.site, self.scope.page);
        let around = site.locale().direction();
        if !has_marks(title) {
            return isolated(&site.set_line(title), around);
        }
        let markup = self.line(title);
        match runs_otherwise(&plain_line(site, page, title), around) {
            true => html!("<bdi>{}</bdi>", markup),
            false => markup,
        }
    }

    /// A short Markdown text within a line.
    fn line(&mut self, text: &str) -> Html {
        match has_marks(text) {
            true => render_line_with(self.scope, text, self.references),
            false => Html::text(&self.scope.site.set_line(text)),
        }
    }
}
