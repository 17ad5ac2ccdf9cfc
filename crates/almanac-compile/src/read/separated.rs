//! Reads rows of separated values (RFC 4180), and says where each stands.
//!
//! The reader is our own because a library's rows don't say where a cell stands, and because a quotation
//! mark that is never closed takes the rest of a file into one cell without a word.

use std::ops::Range;

use almanac_syntax::without_control_characters;

/// The rows of a text.
pub(crate) struct Rows<'t> {
    text: &'t str,
    at: usize,
    separator: char,
}

/// A row that was read.
pub(crate) struct Row {
    pub span: Range<usize>,
    /// The cells, without the space around them.
    pub cells: Vec<String>,
    /// The bytes of each cell, with its quotation marks.
    pub places: Vec<Range<usize>>,
}

/// Why a row can't be read, and where.
pub(crate) enum RowFault {
    /// A quotation mark opens a cell and none closes it.
    Unclosed(Range<usize>),
    /// Something stands between the quotation mark that closes a cell and the next separator.
    BehindQuote(Range<usize>),
}

/// What separates the cells of a text: what its first line has most of.
pub(crate) fn separator_of(line: &str) -> char {
    let count = |separator: char| {
        let mut is_quoted = false;
        let is_free = |c: &char| {
            is_quoted ^= *c == '"';
            !is_quoted && *c == separator
        };
        line.chars().filter(is_free).count()
    };
    let (comma, semicolon, tab) = (count(','), count(';'), count('\t'));
    match () {
        () if comma >= semicolon && comma >= tab => ',',
        () if semicolon >= tab => ';',
        () => '\t',
    }
}

impl<'t> Rows<'t> {
    /// The rows from a byte on, which stands at the start of a line.
    pub fn from(text: &'t str, at: usize, separator: char) -> Self {
        Self {
            text,
            at,
            separator,
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn is_line_end(&self) -> bool {
        matches!(self.peek(), None | Some('\n' | '\r'))
    }

    fn skip_spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn cell(&mut self) -> Result<(String, Range<usize>), RowFault> {
        self.skip_spaces();
        let start = self.at;
        if self.peek() == Some('"') {
            return self.quoted(start);
        }
        let ends = |c: char| c == self.separator || matches!(c, '\n' | '\r');
        let rest = &self.text[start..];
        let text = rest[..rest.find(ends).unwrap_or(rest.len())].trim_end();
        self.at = start + rest.find(ends).unwrap_or(rest.len());
        let cell = without_control_characters(text).into_owned();
        Ok((cell, start..start + text.len()))
    }

    /// A cell in quotation marks, of which two together are one.
    fn quoted(&mut self, start: usize) -> Result<(String, Range<usize>), RowFault> {
        let mut text = String::new();
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.find('"') else {
                self.at = self.text.len();
                return Err(RowFault::Unclosed(start..start + 1));
            };
            text.push_str(&rest[..length]);
            self.at += length + 1;
            if self.peek() != Some('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let end = self.at;
        self.skip_spaces();
        if self.is_line_end() || self.peek() == Some(self.separator) {
            let cell = without_control_characters(text.trim()).into_owned();
            return Ok((cell, start..end));
        }
        let behind = self.at;
        let rest = &self.text[behind..];
        self.at += rest.find(['\n', '\r']).unwrap_or(rest.len());
        Err(RowFault::BehindQuote(behind..self.at))
    }

    fn row(&mut self) -> Result<Row, RowFault> {
        let start = self.at;
        let (mut cells, mut places) = (Vec::new(), Vec::new());
        loop {
            let (cell, place) = self.cell()?;
            cells.push(cell);
            places.push(place);
            if self.is_line_end() {
                break;
            }
            self.at += self.separator.len_utf8();
        }
        Ok(Row {
            span: start..self.at,
            cells,
            places,
        })
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, RowFault>;

    /// The next row that says something.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start_matches(['\n', '\r']).len();
            if self.at >= self.text.len() {
                return None;
            }
            match self.row() {
                Ok(row) if row.cells.iter().all(String::is_empty) => {}
                row => return Some(row),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, separator: char) -> Vec<Vec<String>> {
        let rows = Rows::from(text, 0, separator);
        rows.filter_map(|row| row.ok().map(|row| row.cells))
            .collect()
    }

    #[test]
    fn cells_are_read_with_their_quotation_marks_and_line_ends() {
        let text = "a, \"b, c\" ,\"say \"\"x\"\"\"\r\n\n5\" pipe,,\"two\nlines\"\r,,\rlast,,";
        let rows = cells(text, ',');
        let expected: [[&str; 3]; 3] = [
            ["a", "b, c", "say \"x\""],
            ["5\" pipe", "", "two\nlines"],
            ["last", "", ""],
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_cell_stands_where_it_is_written() {
        let text = "a;  b \n\"c\"; d";
        let rows = Rows::from(text, 0, ';').filter_map(Result::ok);
        let places: Vec<_> = rows.flat_map(|row| row.places).collect();
        let written: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(written, ["a", "b", "\"c\"", "d"]);
    }

    #[test]
    fn what_separates_cells_is_what_the_first_line_has_most_of() {
        for (line, separator) in [
            ("a,b", ','),
            ("a", ','),
            ("a;b, c;d", ';'),
            ("a\tb", '\t'),
            ("\"a;b;c\",d", ','),
        ] {
            assert_eq!(separator_of(line), separator, "{line}");
        }
    }
}
