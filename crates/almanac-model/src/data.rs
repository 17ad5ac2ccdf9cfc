//! Tables of data that figures draw, and what their cells say.

use crate::number::in_ascii;
use crate::value::SIGNS;
use crate::{Date, Quantity, ValueError};

/// A file of comma-separated values below `data/`: a head, and rows as long as it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DataTable {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a field for every column.
    pub rows: Vec<Vec<String>>,
    /// The byte at which each row starts in the file's text.
    pub starts: Vec<usize>,
    /// What stands between two fields: a comma, a semicolon or a tab.
    pub separator: char,
}

impl DataTable {
    /// The place of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Whether the cells of a column that says where values stand are dates and not numbers. A number of
    /// four digits could be either: it is a year, unless another cell of the column can be no date.
    pub fn has_dates(&self, column: usize) -> bool {
        let cells = || self.rows.iter().filter_map(move |row| row.get(column));
        let is_date = |cell: &&String| Date::parse(cell).is_ok();
        let is_but_a_date = |cell: &String| is_date(&cell) && Quantity::parse(cell).is_err();
        cells().any(is_but_a_date)
            || cells()
                .filter(|cell| !is_gap(cell))
                .all(|cell| is_date(&cell))
    }
}

/// What a cell of a column of numbers says.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: it is empty, or says in one of the usual ways that there is no value.
    Gap,
    /// A number, with the sign that stands at it.
    Number(Quantity, Option<NumberSign>),
}

/// What stands at a number in a table: `%`, `‰`, the sign or the code of a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberSign {
    /// `%` or `‰`, which stands behind the number.
    Share(char),
    /// A currency, as it is written there.
    Currency(String),
}

/// What is written where there is no value, in any case.
const GAPS: [&str; 16] = [
    "", "-", "–", "—", ".", "..", "…", "?", "n/a", "#n/a", "na", "n.a.", "nil", "null", "none",
    "unknown",
];

/// Whether a cell says that there is no value.
pub fn is_gap(cell: &str) -> bool {
    let cell = cell.trim();
    GAPS.iter().any(|gap| gap.eq_ignore_ascii_case(cell))
}

impl Cell {
    /// Reads a cell as a spreadsheet writes it. What its sign means follows from the column, so all
    /// cells of a column must have the same.
    ///
    /// # Errors
    /// If it is no number, or could mean several; then with what was probably meant.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim();
        if is_gap(text) {
            return Ok(Self::Gap);
        }
        let plain = in_ascii(text);
        let share = plain.strip_suffix(['%', '‰']);
        if let Some(number) = share {
            let sign = NumberSign::Share(if plain.ends_with('%') { '%' } else { '‰' });
            return Quantity::parse(number).map(|number| Self::Number(number, Some(sign)));
        }
        for (sign, ..) in SIGNS {
            let number = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
            if let Some(number) = number {
                let sign = Some(NumberSign::Currency(sign.to_owned()));
                return Quantity::parse(number).map(|number| Self::Number(number, sign));
            }
        }
        match coded(text) {
            Some((code, number)) => Quantity::parse(number)
                .map(|number| Self::Number(number, Some(NumberSign::Currency(code.to_owned())))),
            None => Quantity::parse(text).map(|number| Self::Number(number, None)),
        }
    }
}

impl NumberSign {
    /// Puts the sign at a number that is written already.
    pub fn at(&self, number: &str) -> String {
        match self {
            Self::Share(sign) => format!("{number}{sign}"),
            Self::Currency(code) if code.is_ascii() && code.len() == 3 => {
                format!("{code} {number}")
            }
            Self::Currency(sign) => format!("{sign}{number}"),
        }
    }
}

/// Divides `USD 5` and `5 USD` into the code and the number.
fn coded(text: &str) -> Option<(&str, &str)> {
    let is_code = |word: &&str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let first = text.split_once(' ').filter(|(code, _)| is_code(code));
    let last = text.rsplit_once(' ').map(|(number, code)| (code, number));
    first.or(last.filter(|(code, _)| is_code(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_spreadsheets_write_it() {
        for (text, number, shown) in [
            ("5%", 5.0_f64, "5%"),
            ("٥٪", 5.0, "5%"),
            ("$3", 3.0, "$3"),
            ("3 €", 3.0, "€3"),
            ("USD 13 billion", 13e9, "USD 13 billion"),
            ("1 200", 1200.0, "1,200"),
            ("+5", 5.0, "5"),
            ("1e12", 1e12, "1,000,000,000,000"),
        ] {
            let Ok(Cell::Number(quantity, sign)) = Cell::parse(text) else {
                panic!("{text} is a number");
            };
            let plain = quantity.to_string();
            assert_eq!(quantity.number.to_bits(), number.to_bits(), "{text}");
            assert_eq!(sign.map_or(plain.clone(), |sign| sign.at(&plain)), shown);
        }
        for gap in ["", " ", "n/a", "N/A", "—", "NA"] {
            assert_eq!(Cell::parse(gap), Ok(Cell::Gap), "{gap}");
        }
        for (bad, reading) in [
            ("x", None),
            ("1,5", Some("1.5")),
            ("0x1f", None),
            ("NaN", None),
        ] {
            let error = Cell::parse(bad)
                .map(|_| ())
                .map_err(|e| e.reading().map(str::to_owned));
            assert_eq!(error, Err(reading.map(str::to_owned)), "{bad}");
        }
    }
}
