//! Tables of lists and of values between commas, and glossaries.

use super::body::Writer;
use super::directives::Directive;
use super::roles::term_anchor;
use crate::csv::rows_of_csv;
use crate::sites::figures::anchors;
use crate::sites::includes::dedented;
use crate::sites::labels::plain_words;
use crate::sites::tables::Table;

impl Writer<'_> {
    fn table_with_caption(&mut self, one: &Directive, mut table: Table) -> String {
        let caption = self.inline(one.argument.trim());
        let ids = self.names_of(one.get("name").or_else(|| one.get("label")), &caption);
        for cell in table.rows.iter_mut().flatten() {
            let made = self.blocks(cell);
            made.trim().clone_into(cell);
        }
        let above = format!("{}{caption}", anchors(&ids));
        let above = if above.is_empty() {
            above
        } else {
            format!("{above}\n\n")
        };
        format!("{above}{}", table.written())
    }

    /// A table that is a list of lists.
    pub fn list_table(&mut self, one: &Directive) -> String {
        let rows = items_of(&one.body).into_iter().map(|row| items_of(&row));
        let table = Table {
            rows: rows.collect(),
            heads: heads_of(one),
        };
        self.table_with_caption(one, table)
    }

    /// A table of values between commas, which may lie in a file.
    pub fn csv_table(&mut self, one: &Directive) -> String {
        let divider = match one.get("delim") {
            Some("tab") => '\t',
            Some("space") => ' ',
            Some(sign) => sign.chars().next().unwrap_or(','),
            None => ',',
        };
        let mut heads = heads_of(one);
        let mut rows = Vec::new();
        if let Some(header) = one.get("header") {
            rows.extend(rows_of_csv(header, ','));
            heads = heads.max(1);
        }
        let text = match one.get("file") {
            Some(file) => {
                let path = match file.strip_prefix('/') {
                    Some(rest) => Some(format!("{}{rest}", self.site.root)),
                    None => self.includes.path(file),
                };
                let text = self
                    .includes
                    .put(path, self.remarks, |_, text, _| Some(text.to_owned()));
                text.unwrap_or_default()
            }
            None => one.body.clone(),
        };
        rows.extend(rows_of_csv(&text, divider));
        self.table_with_caption(one, Table { rows, heads })
    }

    /// Terms with what they mean.
    pub fn glossary(&mut self, one: &Directive) -> String {
        let mut new = self
            .names_of(one.get("name"), "")
            .iter()
            .map(|id| format!("<a id=\"{id}\"></a>\n\n"))
            .collect::<String>();
        let mut terms: Vec<String> = Vec::new();
        let mut meaning = String::new();
        let mut entries: Vec<(Vec<String>, String)> = Vec::new();
        for line in one.body.lines() {
            let is_meaning =
                line.starts_with([' ', '\t']) || line.starts_with(": ") || line.starts_with(":\t");
            if line.trim().is_empty() {
                meaning.push('\n');
            } else if is_meaning {
                let words = match line.strip_prefix(':') {
                    Some(rest) => format!(" {rest}"),
                    None => line.to_owned(),
                };
                meaning.push_str(&format!("{words}\n"));
            } else {
                if !meaning.trim().is_empty() {
                    entries.push((std::mem::take(&mut terms), std::mem::take(&mut meaning)));
                }
                meaning.clear();
                terms.push(line.trim().to_owned());
            }
        }
        entries.push((terms, meaning));
        if one.is_on("sorted") {
            entries.sort_by_key(|(terms, _)| terms.first().map(|term| term.to_lowercase()));
        }
        for (terms, meaning) in entries.into_iter().filter(|(terms, _)| !terms.is_empty()) {
            for term in terms {
                // A term may have a key for its place in the list behind it.
                let words = term.split(" : ").next().unwrap_or(&term).trim().to_owned();
                let made = self.inline(&words);
                let plain = plain_words(&made);
                self.found.push((format!("term {plain}"), plain.clone()));
                new.push_str(&format!("{made}{}\n", term_anchor(&plain)));
            }
            let made = self.blocks(&dedented(&meaning));
            let mut all = made.trim_matches('\n').lines();
            new.push_str(&format!(": {}\n", all.next().unwrap_or_default()));
            for line in all {
                new.push_str(format!("  {line}").trim_end());
                new.push('\n');
            }
            new.push('\n');
        }
        new
    }
}

fn heads_of(one: &Directive) -> usize {
    one.get("header-rows")
        .and_then(|count| count.parse().ok())
        .unwrap_or(0)
}

/// The items of a list, each without its mark and its indentation.
fn items_of(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut indent = None;
    for line in text.lines() {
        let own = line.len() - line.trim_start().len();
        let words = line.trim_start();
        let mark = words
            .strip_prefix(['-', '*', '+'])
            .filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        match mark {
            Some(rest) if own <= *indent.get_or_insert(own) => {
                let blanks = rest.len() - rest.trim_start().len();
                let rest = format!("{}{}", " ".repeat(own + 1 + blanks), rest.trim_start());
                found.push(format!("{rest}\n"));
            }
            _ => {
                if let Some(last) = found.last_mut() {
                    last.push_str(line);
                    last.push('\n');
                }
            }
        }
    }
    let text = |item: String| {
        dedented(&item)
            .trim_end()
            .trim_start_matches('\n')
            .to_owned()
    };
    found.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::items_of;

    #[test]
    fn lists_of_lists_are_rows() {
        let rows: Vec<Vec<String>> = items_of("* - a\n  - b\n* - c\n\n    d\n  -\n")
            .iter()
            .map(|row| items_of(row))
            .collect();
        assert_eq!(rows, [vec!["a", "b"], vec!["c\n\nd", ""]]);
    }
}
