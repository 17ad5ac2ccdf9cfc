//! Tables whose columns are drawn by dashes: simple ones, and those with several lines a row.

use crate::sites::tables::Table;

/// Whether a line is dashes and blanks alone.
pub fn is_rule_of_dashes(line: &str) -> bool {
    let words = line.trim();
    words.len() > 2 && words.starts_with("--") && words.chars().all(|c| matches!(c, '-' | ' '))
}

/// The table that some lines draw; `None` where they draw none.
pub fn text_table(text: &str) -> Option<Table> {
    let all: Vec<&str> = text.lines().map(str::trim_end).collect();
    let rule = all
        .iter()
        .position(|line| is_rule_of_dashes(line) && line.trim().contains(' '))?;
    let columns = columns_of(all[rule]);
    if columns.len() < 2 {
        return None;
    }
    let is_whole = |line: &str| is_rule_of_dashes(line) && !line.trim().contains(' ');
    let is_long = rule > 0 && is_whole(all[0]);
    let head = &all[usize::from(is_long)..rule];
    if !is_long && head.len() > 1 {
        return None;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut body = &all[rule + 1..];
    let last = body.last()?;
    let is_closed = is_rule_of_dashes(last);
    if is_closed {
        body = &body[..body.len() - 1];
    }
    if head.is_empty() && !is_closed || body.is_empty() {
        return None;
    }
    let mut table = Table::default();
    if !head.is_empty() {
        table.heads = 1;
        rows.push(cells_of(head, &columns));
    }
    match is_long || body.iter().any(|line| line.is_empty()) {
        true => {
            let rows_of = body
                .split(|line| line.is_empty())
                .filter(|row| !row.is_empty());
            rows.extend(rows_of.map(|row| cells_of(row, &columns)));
        }
        false => rows.extend(body.iter().map(|line| cells_of(&[line], &columns))),
    }
    table.rows = rows;
    Some(table)
}

/// Where each column begins and the next one does, in letters.
fn columns_of(rule: &str) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, c) in rule.chars().enumerate() {
        if c == '-' && before == ' ' {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts.iter().copied().zip(ends).collect()
}

fn cells_of(row: &[&str], columns: &[(usize, usize)]) -> Vec<String> {
    let cell = |(number, (start, end)): (usize, &(usize, usize))| {
        let start = if number == 0 { 0 } else { *start };
        let parts = row.iter().map(|line| {
            let part: String = line.chars().skip(start).take(end - start).collect();
            part.trim().to_owned()
        });
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    columns.iter().enumerate().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_drawn_by_dashes() {
        let simple = "  Right  Left\n-------  ------\n     12  a b\n    123  c\n";
        let table = text_table(simple).unwrap();
        assert_eq!(table.rows, [["Right", "Left"], ["12", "a b"], ["123", "c"]]);
        let long = "-------------\n A     B\n----- -------\n one   x\n       y\n\n two   z\n-------------\n";
        let table = text_table(long).unwrap();
        assert_eq!(table.rows, [["A", "B"], ["one", "x y"], ["two", "z"]]);
        for none in ["---\n", "a\n---\n", "- - -\n", "a b\n-- --\n"] {
            assert_eq!(text_table(none), None, "{none}");
        }
    }
}
