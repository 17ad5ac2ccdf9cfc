//! What `figure-without-data` finds in files of data: cells of the columns that figures draw that can't be read.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{Cell, DataTable, Date, FilePath, NumberSign, is_gap};
use almanac_syntax::{BlockKind, FigureBlock, FigureType, yaml};

use super::FIGURE_WITHOUT_DATA;
use crate::context::Context;
use crate::read::places_of_cells;
use crate::reporter::{Finding, Reporter};

/// What the cells of a column are to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Numbers,
    Dates,
    /// Dates or numbers, all of one sort.
    Places,
}

/// The columns of a file that figures draw, and what they are to be. Many figures may draw one file, so each
/// column is looked at once for all of them.
type DrawnColumns = BTreeMap<(usize, Sort), (FilePath, Range<usize>)>;

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (file, drawn) in drawn_files(context) {
        let file = FilePath::from(file);
        let (Some(table), Some(text)) = (
            context.snapshot.data(file.as_str()),
            context.texts.get(&file),
        ) else {
            continue;
        };
        for ((column, sort), (page, figure)) in drawn {
            let mut reader = ColumnReader::new(table, column, sort);
            for (row, start) in table.rows.iter().zip(&table.starts) {
                let Some((message, help)) = reader.fault(&row[column]) else {
                    continue;
                };
                // To find the place of a cell takes another look at its row: only for findings that will be reported.
                if reporter.has_room_for(&FIGURE_WITHOUT_DATA, &file, &(*start..*start)) {
                    let places = places_of_cells(text, *start, table.separator);
                    let place = places.get(column).cloned().unwrap_or(*start..*start);
                    let finding = Finding::new(&FIGURE_WITHOUT_DATA, &file, place, message);
                    let finding = finding.label(&page, figure.clone(), "this figure draws it");
                    reporter.report_counted(finding.help(help));
                }
            }
        }
    }
}

/// The files that figures draw, with their columns.
fn drawn_files(context: &Context<'_>) -> BTreeMap<String, DrawnColumns> {
    let mut files: BTreeMap<String, DrawnColumns> = BTreeMap::new();
    for (page, read) in context.every_page() {
        let blocks = read.document.blocks.iter();
        for (block, span) in blocks.filter(|(block, _)| block.kind == BlockKind::Figure) {
            if !page.text[block.content.clone()].contains("data") {
                continue;
            }
            let figure = FigureBlock::read(&yaml::parse(&page.text, block.content.clone()).0);
            let Some(file) = &figure.data else { continue };
            let Some(table) = context.snapshot.data(file) else {
                continue;
            };
            let drawn = files.entry(file.clone()).or_default();
            for (column, sort) in columns(&figure, table) {
                drawn
                    .entry((column, sort))
                    .or_insert_with(|| (page.file.clone(), span.clone()));
            }
        }
    }
    files
}

/// The columns of a table that a figure draws, but for labels and keys of sources, which may be any text.
fn columns(figure: &FigureBlock, table: &DataTable) -> Vec<(usize, Sort)> {
    let names = figure.columns();
    let first = match figure.kind {
        FigureType::Timeline => Some(Sort::Dates),
        FigureType::Line | FigureType::Scatter => Some(Sort::Places),
        FigureType::Bar | FigureType::Matrix | FigureType::BreakEven => None,
    };
    let sorts = first.into_iter().chain(std::iter::repeat(Sort::Numbers));
    let drawn = names
        .into_iter()
        .skip(1)
        .zip(sorts)
        .chain([("as_of", Sort::Dates)]);
    drawn
        .filter_map(|(name, sort)| Some((table.column(name)?, sort)))
        .collect()
}

/// Reads the cells of a column one after the other.
struct ColumnReader<'t> {
    name: &'t str,
    sort: Sort,
    /// The sign of the first number: all others must have the same.
    sign: Option<Option<NumberSign>>,
}

impl<'t> ColumnReader<'t> {
    fn new(table: &'t DataTable, column: usize, sort: Sort) -> Self {
        let sort = match sort {
            Sort::Places if table.has_dates(column) => Sort::Dates,
            Sort::Places => Sort::Numbers,
            sort => sort,
        };
        Self {
            name: &table.columns[column],
            sort,
            sign: None,
        }
    }

    /// What is wrong with a cell, and what mends it.
    fn fault(&mut self, cell: &str) -> Option<(String, String)> {
        if is_gap(cell) {
            return None;
        }
        let name = self.name;
        if self.sort == Sort::Dates {
            let message = || format!("`{cell}` in the column `{name}` is not a date");
            let help = "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or leave the cell empty";
            return Date::parse(cell)
                .is_err()
                .then(|| (message(), help.to_owned()));
        }
        match Cell::parse(cell) {
            Ok(Cell::Gap) => None,
            Ok(Cell::Number(_, sign)) => {
                let first = self.sign.get_or_insert_with(|| sign.clone());
                (*first != sign).then(|| other_sign(cell, name, first.as_ref()))
            }
            Err(error) => {
                let message = format!("`{cell}` in the column `{name}` is not a number");
                let help = match error.reading() {
                    Some(reading) => format!(
                        "write `{reading}` if that is meant: a point stands before the fraction, and commas between thousands"
                    ),
                    None => "write a number, or leave the cell empty if there is none".to_owned(),
                };
                Some((message, help))
            }
        }
    }
}

fn other_sign(cell: &str, name: &str, first: Option<&NumberSign>) -> (String, String) {
    let first = first.map_or("a number without a sign".to_owned(), |sign| {
        format!("one like `{}`", sign.at("5"))
    });
    (
        format!(
            "`{cell}` is written otherwise than the first value of the column `{name}`: {first}"
        ),
        "write all values of a column alike, so that they can be compared".to_owned(),
    )
}
