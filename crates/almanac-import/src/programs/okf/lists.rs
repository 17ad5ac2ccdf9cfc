//! The lists in a bundle: what is in a folder, and what changed in it.

use std::collections::BTreeMap;

use almanac_model::{FilePath, decode};

use crate::front_matter::{FrontMatter, yaml_list, yaml_text};

/// Whether a text is nothing but headings and lists of links.
pub fn is_listing(text: &str) -> bool {
    let body = &text[FrontMatter::read(text).body()..];
    let mut lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .peekable();
    lines.peek().is_some() && lines.all(|line| line.starts_with('#') || item(line).is_some())
}

/// The title, the address and the description in a line of a list.
fn item(line: &str) -> Option<(&str, &str, &str)> {
    let line = line.trim().strip_prefix(['*', '-'])?.trim_start();
    let (title, rest) = line.strip_prefix('[')?.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    let description = rest
        .trim_start()
        .trim_start_matches(['-', '–', '—', ':'])
        .trim();
    Some((title, address, description))
}

/// What a list says of the concepts in it, by their paths.
pub fn descriptions(path: &str, text: &str) -> BTreeMap<String, String> {
    let items = text.lines().filter_map(item);
    let described = items.filter(|(_, _, description)| !description.is_empty());
    described
        .filter_map(|(_, address, description)| {
            let target = FilePath::from(path).resolve(&decode(address))?;
            Some((target, description.to_owned()))
        })
        .collect()
}

/// A log as a thread: its days as events, the oldest first.
pub fn thread_of_log(path: &str, text: &str) -> String {
    let head = FrontMatter::read(text);
    let body = &text[head.body()..];
    let mut title = head.text("title").map(str::to_owned);
    let mut state = String::new();
    let mut days: Vec<(String, String)> = Vec::new();
    for line in body.lines() {
        if let Some(heading) = line.strip_prefix("# ").filter(|_| days.is_empty()) {
            title.get_or_insert_with(|| heading.trim().to_owned());
        } else if let Some(day) = line.strip_prefix("## ") {
            days.push((day.trim().to_owned(), String::new()));
        } else {
            let part = days.last_mut().map_or(&mut state, |(_, part)| part);
            part.push_str(line);
            part.push('\n');
        }
    }
    let title = title.unwrap_or_else(|| "Changes".to_owned());
    let mut thread = format!(
        "---\ntitle: {}\naliases: {}\n---\n",
        yaml_text(&title),
        yaml_list(&[path.to_owned()])
    );
    thread.push_str(state.trim());
    for (day, part) in days.iter().rev() {
        thread.push_str(&format!(
            "\n\n## {day} · {}\n\n{}",
            event_title(part),
            part.trim()
        ));
    }
    thread.push('\n');
    thread
}

/// What happened on a day, in the bold words that begin its first line.
fn event_title(part: &str) -> String {
    let first = part
        .trim_start()
        .trim_start_matches(['*', '-'])
        .trim_start();
    let bold = first
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    let (words, _) = bold.unwrap_or(("Changes", ""));
    words.trim_end_matches(':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_texts() {
        assert!(is_listing(
            "# Tables\n\n* [Orders](orders.md) - One row an order.\n- [X](x/)\n"
        ));
        assert!(!is_listing(
            "# Tables\n\nWhat they hold.\n\n* [Orders](orders.md)\n"
        ));
        assert!(!is_listing(""));
        let said = descriptions(
            "tables/index.md",
            "* [O](a%20b.md) - One row.\n* [P](/p.md)\n",
        );
        assert_eq!(
            said.into_iter().next(),
            Some(("tables/a b.md".into(), "One row.".into()))
        );
    }
}
