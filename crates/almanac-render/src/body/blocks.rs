//! Paragraphs, lists, quotes, alerts and tables.

use pulldown_cmark::{Alignment, BlockQuoteKind, Tag, TagEnd};

use super::writer::Writer;
use crate::html::{Html, html};
use crate::messages::Messages;

/// The table that is being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_in_head: bool,
    /// The tag of the cell that is being written.
    cell: Html,
}

/// Whether a block may run another way than what is around it. The columns of a table are in the order of the page, and the
/// style sheet keeps the words of a cell at the start of its column.
fn is_directed(tag: &Tag<'_>) -> bool {
    is_directed_end(tag.to_end())
}

fn is_directed_end(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableCell
    )
}

impl Writer<'_, '_> {
    pub(super) fn start_block(&mut self, tag: &Tag<'_>) {
        if !matches!(tag, Tag::TableCell) {
            self.out.newline();
        }
        match tag {
            Tag::Paragraph => self.out.tag("<p>"),
            Tag::BlockQuote(None) => self.out.tag("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => self.start_alert(*kind),
            Tag::List(None) => self.out.tag("<ul>\n"),
            Tag::List(Some(1)) => self.out.tag("<ol>\n"),
            Tag::List(Some(start)) => self.out.html(&html!("<ol start=\"{}\">\n", *start)),
            Tag::Item => self.out.tag("<li>"),
            Tag::DefinitionList => self.out.tag("<dl>\n"),
            Tag::DefinitionListTitle => self.out.tag("<dt>"),
            Tag::DefinitionListDefinition => self.out.tag("<dd>"),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                self.table.is_in_head = true;
                self.table.column = 0;
                self.out.tag("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.tag("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            _ => {}
        }
        self.put_block_id();
        if is_directed(tag) {
            self.directions.start(&self.out);
        }
    }

    pub(super) fn end_block(&mut self, end: TagEnd) {
        if is_directed_end(end) {
            self.directions.end(&mut self.out);
        }
        match end {
            // What was embedded may be all that a paragraph had.
            TagEnd::Paragraph if self.is_divided && self.out.drop_empty_paragraph() => {}
            TagEnd::Paragraph => self.out.tag("</p>\n"),
            TagEnd::BlockQuote(None) => self.out.tag("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.insert(html!("</div>\n")),
            TagEnd::List(false) => self.out.tag("</ul>\n"),
            TagEnd::List(true) => self.out.tag("</ol>\n"),
            TagEnd::Item => self.out.tag("</li>\n"),
            TagEnd::DefinitionList => self.out.tag("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.tag("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.tag("</dd>\n"),
            TagEnd::Table => {
                self.out.tag("</tbody>\n</table>");
                self.out.insert(html!("</div>\n"));
            }
            TagEnd::TableHead => {
                self.table.is_in_head = false;
                self.out.tag("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.tag("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let (name, id) = match kind {
            BlockQuoteKind::Note => ("note", "alert-note"),
            BlockQuoteKind::Tip => ("tip", "alert-tip"),
            BlockQuoteKind::Important => ("important", "alert-important"),
            BlockQuoteKind::Warning => ("warning", "alert-warning"),
            BlockQuoteKind::Caution => ("caution", "alert-caution"),
        };
        let label = self.scope.message(id);
        let id = self.take_block_id();
        self.out.insert(html!(
            "<div class=\"alert {}\"{}><p class=\"kicker\">{}</p>\n",
            name,
            id,
            label
        ));
    }

    fn start_table(&mut self, alignments: &[Alignment]) {
        self.table = Table {
            alignments: alignments.to_vec(),
            ..Table::default()
        };
        let label = self.locale().markup("table");
        // A table that is wider than the page is scrolled by itself, by keyboard too.
        self.out.insert(html!(
            "<div class=\"table\" role=\"group\"{} aria-label=\"{}\" tabindex=\"0\">",
            self.scope.label_language(),
            label
        ));
        match self.scope.within_label() {
            within if within.is_empty() => self.out.tag("<table>\n"),
            within => self.out.insert(html!("<table{}>\n", within)),
        }
    }

    fn start_cell(&mut self) {
        let mut cell = match self.table.is_in_head {
            true => html!("<th"),
            false => html!("<td"),
        };
        cell.push_literal(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            _ => ">",
        });
        self.out.html(&cell);
        self.table.cell = cell;
    }

    fn end_cell(&mut self) {
        self.table.column += 1;
        // An empty corner is the head of nothing.
        let is_head = self.table.is_in_head && !self.out.replace_end(&self.table.cell, "<td>");
        self.out.tag(if is_head { "</th>" } else { "</td>" });
    }

    /// Writes the box of a task in a list.
    pub(super) fn write_task(&mut self, is_done: bool) {
        let (checked, id) = match is_done {
            true => (html!(" checked"), "task-done"),
            false => (Html::default(), "task-to-do"),
        };
        self.out.insert(html!(
            "<input type=\"checkbox\"{} disabled{} aria-label=\"{}\"> ",
            checked,
            self.scope.label_language(),
            self.locale().markup(id)
        ));
    }
}
