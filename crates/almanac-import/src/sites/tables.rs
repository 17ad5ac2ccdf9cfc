//! Tables as lists of rows, written with bars where each cell is one line, else in HTML with Markdown in its cells. Read by
//! MyST, Quarto and bookdown.

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows of cells, each as Markdown.
    pub rows: Vec<Vec<String>>,
    /// How many rows are its head.
    pub heads: usize,
}

impl Table {
    /// The table as it is written here, and the blank line behind it.
    pub fn written(&self) -> String {
        let is_line = |cell: &String| !cell.trim().contains('\n') && !begins_block(cell.trim());
        let is_plain = self.heads <= 1 && self.rows.iter().flatten().all(is_line);
        match is_plain {
            true => self.with_bars(),
            false => self.html(),
        }
    }

    fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn with_bars(&self) -> String {
        let columns = self.columns();
        if columns == 0 {
            return String::new();
        }
        let empty = vec![String::new(); columns];
        let (head, rows) = match self.rows.split_first() {
            Some((head, rows)) if self.heads == 1 => (head, rows),
            _ => (&empty, &self.rows[..]),
        };
        let line = |cells: &[String]| {
            let cells = (0..columns).map(|at| {
                let cell = cells.get(at).map(String::as_str).unwrap_or_default();
                escaped_bars(cell.trim())
            });
            format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
        };
        let mut text = line(head);
        text.push_str(&format!("|{}\n", "---|".repeat(columns)));
        rows.iter().for_each(|row| text.push_str(&line(row)));
        text.push('\n');
        text
    }

    fn html(&self) -> String {
        let mut text = "<table>\n".to_owned();
        for (number, row) in self.rows.iter().enumerate() {
            let cell = if number < self.heads { "th" } else { "td" };
            text.push_str("<tr>\n");
            for words in row {
                match words.trim_matches('\n') {
                    "" => text.push_str(&format!("<{cell}></{cell}>\n")),
                    words => text.push_str(&format!("<{cell}>\n\n{words}\n\n</{cell}>\n")),
                }
            }
            text.push_str("</tr>\n");
        }
        text.push_str("</table>\n\n");
        text
    }
}

fn begins_block(cell: &str) -> bool {
    let behind = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = behind.len() < cell.len() && behind.starts_with([')', '.']);
    let is_item = cell.starts_with(['-', '*', '+']) || is_numbered;
    let second = cell.find(' ').is_some_and(|at| at <= 4);
    is_item && second || cell.starts_with("```") || cell.starts_with('>')
}

/// Words whose bars end no cell.
fn escaped_bars(words: &str) -> String {
    let mut new = String::with_capacity(words.len());
    let mut before = ' ';
    for c in words.chars() {
        if c == '|' && before != '\\' {
            new.push('\\');
        }
        new.push(c);
        before = c;
    }
    new
}

/// The table that a grid of `+---+` and bars draws; `None` where the lines draw none.
pub fn grid_table(lines: &[&str]) -> Option<Table> {
    let first = lines.first()?.trim_end();
    if !first.starts_with("+-") && !first.starts_with("+=") || !first.ends_with('+') {
        return None;
    }
    let is_rule = |line: &str| {
        line.starts_with('+')
            && line.ends_with('+')
            && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
    };
    let columns = starts_of_columns(lines);
    let mut table = Table::default();
    let mut row: Vec<Vec<String>> = vec![Vec::new(); columns.len().saturating_sub(1)];
    for line in &lines[1..] {
        let line = line.trim_end();
        if !line.starts_with(['+', '|']) {
            return None;
        }
        if is_rule(line) {
            if row.iter().any(|cell| !cell.is_empty()) {
                table
                    .rows
                    .push(row.iter().map(|cell| cell_of(cell)).collect());
                row.iter_mut().for_each(Vec::clear);
            }
            if line.contains('=') && table.heads == 0 {
                table.heads = table.rows.len();
            }
            continue;
        }
        for (number, pair) in columns.windows(2).enumerate() {
            let chars = line.chars().skip(pair[0] + 1);
            let part: String = chars.take(pair[1] - pair[0] - 1).collect();
            row[number].push(part);
        }
    }
    let is_closed = lines.last().is_some_and(|line| is_rule(line.trim_end()));
    (is_closed && !table.rows.is_empty()).then_some(table)
}

/// Where the columns of a grid begin: wherever a rule has a corner.
fn starts_of_columns(lines: &[&str]) -> Vec<usize> {
    let rules = lines.iter().filter(|line| line.starts_with('+'));
    let most = rules.max_by_key(|line| line.matches('+').count());
    let corners = most
        .into_iter()
        .flat_map(|line| line.trim_end().chars().enumerate());
    corners
        .filter(|(_, c)| *c == '+')
        .map(|(at, _)| at)
        .collect()
}

fn cell_of(lines: &[String]) -> String {
    let text = lines
        .iter()
        .map(|line| line.trim_end())
        .collect::<Vec<_>>()
        .join("\n");
    super::includes::dedented(&text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::rows_of_csv;

    #[test]
    fn cells_of_one_line_stand_between_bars() {
        let table = Table {
            rows: rows_of_csv("a,\"b, \"\"c\"\"\"\n1,x|y\n\n3", ','),
            heads: 1,
        };
        assert_eq!(
            table.written(),
            "| a | b, \"c\" |\n|---|---|\n| 1 | x\\|y |\n| 3 |  |\n\n"
        );
    }

    #[test]
    fn a_grid_holds_blocks() {
        let text = "+-----+------+\n| A   | B    |\n+=====+:=====+\n| 1   | - x  |\n| 2   | - y  |\n+-----+------+\n";
        let lines: Vec<&str> = text.lines().collect();
        let table = grid_table(&lines).unwrap();
        assert_eq!((table.heads, table.rows.len()), (1, 2));
        assert_eq!(table.rows[1], ["1\n2", "- x\n- y"]);
        assert!(table.written().contains("<td>\n\n- x\n- y\n\n</td>"));
        assert_eq!(grid_table(&["+ a", "+ b"]), None);
    }
}
