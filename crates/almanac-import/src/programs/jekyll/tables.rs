//! Tables as kramdown has them: without a head, with a line of `=` before the foot, with lines between parts.

use crate::sites::lines::{lines, prefix_length, trimmed_end};

/// Some prose whose tables begin with a head and a line below it, and have no other such lines.
pub fn with_heads(prose: &str) -> String {
    if !prose.contains('|') {
        return prose.to_owned();
    }
    let all: Vec<&str> = lines(prose).collect();
    let mut new = String::with_capacity(prose.len());
    let mut at = 0;
    while at < all.len() {
        let length = all[at..].iter().take_while(|line| is_row(line)).count();
        let begins = at == 0 || is_blank(all[at - 1]);
        let ends = all
            .get(at + length)
            .is_none_or(|line| is_blank(line) || line.trim().starts_with("{:"));
        match length > 0 && begins && ends {
            true => push_table(&all[at..at + length], &mut new),
            false => all[at..at + length.max(1)]
                .iter()
                .for_each(|line| new.push_str(line)),
        }
        at += length.max(1);
    }
    new
}

fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\t', '>', '\n', '\r']).is_empty()
}

/// Whether a line is one of a table: it begins and ends with a bar, or is a row of lines.
fn is_row(line: &str) -> bool {
    let words = bare(line);
    words.len() > 1 && words.starts_with('|') && words.ends_with('|')
}

fn bare(line: &str) -> &str {
    let words = trimmed_end(line);
    words[prefix_length(words)..].trim()
}

/// Whether a row divides parts of a table: `|---|:--:|`, `|===`, `|-----`.
fn is_divider(line: &str) -> bool {
    let words = bare(line);
    let is_sign = |c: char| matches!(c, '|' | '-' | '=' | ':' | '+' | ' ' | '\t');
    words.chars().all(is_sign) && words.contains(['-', '='])
}

fn push_table(rows: &[&str], new: &mut String) {
    let has_head =
        rows.len() > 1 && !is_divider(rows[0]) && is_divider(rows[1]) && !rows[1].contains('=');
    let first = usize::from(rows.len() > 1 && is_divider(rows[0]));
    let second = rows.get(first + 1);
    let second_divides = second.is_some_and(|row| is_divider(row) && !row.contains('='));
    // A line above all of it says nothing where there is a head.
    let rows = match has_head || second_divides {
        true => &rows[first..],
        false => rows,
    };
    let is_with_head =
        rows.len() > 1 && !is_divider(rows[0]) && is_divider(rows[1]) && !rows[1].contains('=');
    if !is_with_head {
        let cells = rows
            .iter()
            .map(|row| bare(row).matches('|').count() - 1)
            .max()
            .unwrap_or(1);
        let prefix = &rows[0][..prefix_length(rows[0])];
        let end = &rows[0][trimmed_end(rows[0]).len()..];
        let end = if end.is_empty() { "\n" } else { end };
        new.push_str(&format!("{prefix}|{}{end}", " |".repeat(cells.max(1))));
        let blank = crate::sites::lines::blank_marks(prefix);
        new.push_str(&format!("{blank}|{}{end}", "---|".repeat(cells.max(1))));
        let rows = rows.iter().filter(|row| !is_divider(row));
        for (number, row) in rows.enumerate() {
            match number {
                0 => new.push_str(&format!("{blank}{}", &row[prefix_length(row)..])),
                _ => new.push_str(row),
            }
        }
        return;
    }
    new.push_str(rows[0]);
    new.push_str(rows[1]);
    rows[2..]
        .iter()
        .filter(|row| !is_divider(row))
        .for_each(|row| new.push_str(row));
}

#[cfg(test)]
mod tests {
    use super::with_heads;

    #[test]
    fn tables_have_heads() {
        for (written, made) in [
            ("|a|b|\n|1|2|\n", "| | |\n|---|---|\n|a|b|\n|1|2|\n"),
            (
                "x\n\n- |a|b|\n\ny\n",
                "x\n\n- | | |\n  |---|---|\n  |a|b|\n\ny\n",
            ),
            ("|---|\n|a|\n|===|\n|f|\n", "| |\n|---|\n|a|\n|f|\n"),
            ("|a|\n|:-:|\n|b|\n|---|\n|c|\n", "|a|\n|:-:|\n|b|\n|c|\n"),
            ("a | b\n|c|\n", "a | b\n|c|\n"),
        ] {
            assert_eq!(with_heads(written), made, "{written}");
        }
    }
}
