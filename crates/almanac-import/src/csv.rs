//! Values between commas or other signs, as RFC 4180 has them. Read by Notion and by the tables of sites.

/// The rows of a table whose cells are divided by a sign, and may be in quotation marks.
pub fn rows_of_csv(text: &str, divider: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            c if c == divider && !is_quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    let trimmed = |row: Vec<String>| row.into_iter().map(|cell| cell.trim().to_owned()).collect();
    let rows = rows.into_iter().map(trimmed);
    rows.filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::rows_of_csv;

    #[test]
    fn quoted_fields_may_hold_commas_lines_and_quotes() {
        let read = rows_of_csv("a,\"b, c\"\r\n\n\"d\ne\",\"f\"\"g\"\"\"\n", ',');
        assert_eq!(read, [["a", "b, c"], ["d\ne", "f\"g\""]]);
    }
}
