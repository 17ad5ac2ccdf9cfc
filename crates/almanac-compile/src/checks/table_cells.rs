//! What is found in files of data that figures draw: cells that can't be read (`figure-without-data`), and keys that no
//! source has (`unknown-source`).

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use almanac_model::{Cell, DataTable, Date, FilePath, NumberSign, Page, ValueError, is_gap};
use almanac_syntax::{BlockKind, FigureBlock, FigureType, yaml};

use super::FIGURE_WITHOUT_DATA;
use super::figure_problem::FigureProblem;
use super::figure_values::not_above_zero;
use super::unknown_source::UNKNOWN_SOURCE;
use crate::context::Context;
use crate::read::{IN_RANGE, places_of_cells};
use crate::reporter::{Finding, Reporter};

/// What the cells of a column are to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Numbers,
    /// Numbers that have a place on a logarithmic scale. That they are numbers is looked at by itself.
    AboveZero,
    Dates,
    /// Dates or numbers, all of one sort.
    Places,
    /// Keys of sources, with spaces between them.
    Keys,
}

/// The columns of a file that figures draw, and what they are to be. Many figures may draw one file, so each
/// column is looked at once for all of them.
type DrawnColumns<'c> = BTreeMap<(usize, Sort), (&'c Page, Range<usize>)>;

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
            if sort == Sort::Keys {
                find_unknown_keys(
                    context,
                    reporter,
                    &(&file, table, text, column),
                    &(page, figure),
                );
                continue;
            }
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
                    let finding = finding.label(&page.file, figure.clone(), "this figure draws it");
                    reporter.report_counted(finding.help(help));
                }
            }
        }
    }
}

/// Finds the keys in a column of a file that name nothing on the page of the figure that draws it.
fn find_unknown_keys(
    context: &Context<'_>,
    reporter: &mut Reporter,
    (file, table, text, column): &(&FilePath, &DataTable, &str, usize),
    (page, figure): &(&Page, Range<usize>),
) {
    // A key stands in many rows, and is looked up once.
    let mut known: HashMap<&str, bool> = HashMap::new();
    for (row, start) in table.rows.iter().zip(&table.starts) {
        for key in row[*column].split_whitespace() {
            let is_known = known
                .entry(key)
                .or_insert_with(|| context.snapshot.source(Some(page), key).is_some());
            if *is_known || !reporter.has_room_for(&UNKNOWN_SOURCE, file, &(*start..*start)) {
                continue;
            }
            let places = places_of_cells(text, *start, table.separator);
            let place = places.get(*column).cloned().unwrap_or(*start..*start);
            let message = format!("no source has the key `{key}`");
            let finding = Finding::new(&UNKNOWN_SOURCE, file, place, message);
            let finding = finding.label(&page.file, figure.clone(), "this figure draws it");
            let help =
                "list it under `sources:` in the front matter of the page, or in `sources.yaml`";
            reporter.report_counted(finding.help(help));
        }
    }
}

/// The files that figures draw, with their columns.
fn drawn_files<'c>(context: &'c Context<'_>) -> BTreeMap<String, DrawnColumns<'c>> {
    let mut files: BTreeMap<String, DrawnColumns<'c>> = BTreeMap::new();
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
                    .or_insert_with(|| (page, span.clone()));
            }
        }
    }
    files
}

/// The columns of a table that a figure draws, but for labels, which may be any text.
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
        .chain([("as_of", Sort::Dates), ("source", Sort::Keys)]);
    let scaled = columns_on_scale(figure).into_iter();
    drawn
        .chain(scaled.map(|name| (name, Sort::AboveZero)))
        .filter_map(|(name, sort)| Some((table.column(name)?, sort)))
        .collect()
}

/// The columns of which a figure draws the values on a logarithmic scale: those behind the label, and behind where each
/// value stands.
fn columns_on_scale(figure: &FigureBlock) -> Vec<&str> {
    let before = match figure.kind {
        FigureType::Bar if figure.is_logarithmic => 1,
        FigureType::Line | FigureType::Scatter if figure.is_logarithmic => 2,
        _ => return Vec::new(),
    };
    figure.columns().into_iter().skip(before).collect()
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
        if self.sort == Sort::AboveZero {
            let Ok(Cell::Number(quantity, _)) = Cell::parse(cell) else {
                return None;
            };
            let FigureProblem { message, help, .. } =
                not_above_zero(&format!("`{cell}` in the column `{name}`"));
            return (quantity.number <= 0.0).then(|| (message, help.to_owned()));
        }
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
                let message = format!("`{cell}` in the column `{name}` is {error}");
                let help = match error.reading() {
                    _ if error == ValueError::OutOfRange => IN_RANGE.to_owned(),
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
