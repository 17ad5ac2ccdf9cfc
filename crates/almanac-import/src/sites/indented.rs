//! Blocks of what is indented by four: `!!! note "Title"`, `??? tip`, `=== "Tab"`; and those between slashes, `/// note`.
//! Read by MkDocs.

use super::callouts::Callout;
use super::lines::{Part, lines, parts, prefix_length, trimmed_end};

/// What begins a block.
#[derive(Debug, PartialEq, Eq)]
enum Opening<'l> {
    Box(Callout),
    /// A box without a title.
    Untitled,
    Tab(&'l str),
    /// A block between slashes: how many, what it is called, and its title.
    Slashes(usize, &'l str, &'l str),
    /// Text that is made of source code.
    Reference,
}

/// How a tab is written: its title, and what it holds.
pub type WriteTab = fn(&str, &str) -> String;

/// A text with such blocks in our forms.
pub fn written(text: &str, tab: WriteTab) -> String {
    let all: Vec<&str> = lines(text).collect();
    let mut is_code = Vec::with_capacity(all.len());
    for part in parts(text) {
        match part {
            Part::Prose(prose) => is_code.extend(lines(prose).map(|_| false)),
            Part::Code(code) => is_code.extend(lines(code.whole).map(|_| true)),
        }
    }
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    while at < all.len() {
        let line = all[at];
        if let Some(end) = quotation(&all, &is_code, at) {
            new.push_str(&quoted(&all[at..end], tab));
            at = end;
            continue;
        }
        let opening = match is_code.get(at) {
            Some(true) => None,
            _ => opening_of(line),
        };
        let Some(opening) = opening else {
            new.push_str(line);
            at += 1;
            continue;
        };
        let indent = indent_of(line);
        at = match opening {
            Opening::Slashes(count, name, title) => {
                slashes(&all, at, (indent, count, name, title), (tab, &mut new))
            }
            opening => block(&all, at, indent, &opening, (tab, &mut new)),
        };
    }
    new
}

/// Where the quotation ends that begins in a line, if there may be blocks in it.
fn quotation(all: &[&str], is_code: &[bool], at: usize) -> Option<usize> {
    let is_quoted = |number: &usize| {
        all[*number].trim_start_matches(' ').starts_with('>') && indent_of(all[*number]) < 4
    };
    let end = (at..all.len()).take_while(is_quoted).last()? + 1;
    let has_block = (at..end).any(|number| {
        let words = all[number].trim_start_matches(['>', ' ']);
        is_code.get(number) != Some(&true)
            && ["!!!", "???", "===", "///"]
                .iter()
                .any(|mark| words.starts_with(mark))
    });
    has_block.then_some(end)
}

/// The lines of a quotation with the blocks in it in our forms.
fn quoted(all: &[&str], tab: WriteTab) -> String {
    let bare = all.iter().map(|line| {
        let line = line.trim_start_matches(' ');
        let rest = line.strip_prefix('>').unwrap_or(line);
        rest.strip_prefix(' ').unwrap_or(rest)
    });
    let inner = written(&bare.collect::<String>(), tab);
    let lines = lines(&inner).map(|line| match line.trim().is_empty() {
        true => ">\n".to_owned(),
        false => format!("> {line}"),
    });
    lines.collect()
}

/// Writes a block of indented lines; returns the line behind it.
fn block(
    all: &[&str],
    at: usize,
    indent: usize,
    opening: &Opening<'_>,
    (tab, new): (WriteTab, &mut String),
) -> usize {
    let mut end = at + 1;
    let mut last = at;
    while let Some(line) = all.get(end) {
        if !line.trim().is_empty() {
            if indent_of(line) < indent + 4 {
                break;
            }
            last = end;
        }
        end += 1;
    }
    let inner = dedented(&all[at + 1..=last.max(at)], indent + 4);
    match opening {
        Opening::Reference => {
            let inner: String = all[at..=last].concat();
            put(new, indent, &format!("```\n{}\n```\n\n", inner.trim_end()));
        }
        _ => put(new, indent, &of(opening, &written(&inner, tab), tab)),
    }
    // Blank lines behind it were written already.
    let mut next = last + 1;
    while all.get(next).is_some_and(|line| line.trim().is_empty()) {
        next += 1;
    }
    next
}

fn of(opening: &Opening<'_>, inner: &str, tab: WriteTab) -> String {
    match opening {
        Opening::Box(callout) => callout.written(inner),
        Opening::Untitled => {
            let quoted = lines(inner.trim_end()).map(|line| {
                let line = format!("> {}", trimmed_end(line));
                format!("{}\n", line.trim_end())
            });
            format!("{}\n", quoted.collect::<String>())
        }
        Opening::Tab(title) => tab(title, inner),
        Opening::Slashes(..) | Opening::Reference => inner.to_owned(),
    }
}

/// Writes a block between slashes; returns the line behind it. One that is never closed is none.
fn slashes(
    all: &[&str],
    at: usize,
    (indent, count, name, title): (usize, usize, &str, &str),
    (tab, new): (WriteTab, &mut String),
) -> usize {
    let fence = "/".repeat(count);
    let close = all[at + 1..].iter().position(|line| line.trim() == fence);
    let Some(close) = close.map(|close| at + 1 + close) else {
        new.push_str(all[at]);
        return at + 1;
    };
    let mut start = at + 1;
    let mut kind = name;
    let mut is_open = false;
    // Options stand indented right below.
    while start < close && indent_of(all[start]) >= indent + 4 && !all[start].trim().is_empty() {
        let (key, value) = all[start].split_once(':').unwrap_or((all[start], ""));
        match key.trim() {
            "type" => kind = value.trim(),
            "open" => is_open = value.trim() == "true",
            _ => {}
        }
        start += 1;
    }
    let inner = written(&dedented(&all[start..close], indent), tab);
    let title = (!title.is_empty()).then(|| title.to_owned());
    let boxed = |name: &str, fold| Callout {
        name: name.to_owned(),
        title: title.clone(),
        fold,
    };
    let text = match name {
        "tab" => tab(title.as_deref().unwrap_or_default(), &inner),
        "details" if kind == name => boxed("details", Some(is_open)).written(&inner),
        "details" => boxed(kind, Some(is_open)).written(&inner),
        "html" | "caption" | "figure-caption" | "table-caption" | "define" | "definition" => {
            let words = title
                .map(|title| format!("{title}\n\n"))
                .unwrap_or_default();
            format!("{words}{}\n", inner.trim_matches('\n'))
        }
        "admonition" => boxed(if kind == name { "note" } else { kind }, None).written(&inner),
        name => boxed(name, None).written(&inner),
    };
    put(new, indent, &text);
    close + 1
}

/// Writes a text with its indentation. Where the lines before it end without a blank one, that comes first.
fn put(new: &mut String, indent: usize, text: &str) {
    if !new.is_empty() && !new.ends_with("\n\n") {
        let last = new
            .trim_end_matches('\n')
            .rsplit('\n')
            .next()
            .unwrap_or_default();
        if !last.trim().is_empty() {
            new.push_str(if new.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }
    let blanks = " ".repeat(indent);
    for line in lines(text) {
        match line.trim().is_empty() {
            true => new.push('\n'),
            false => {
                new.push_str(&blanks);
                new.push_str(line);
            }
        }
    }
}

/// How far a line is indented; a tab counts as four.
fn indent_of(line: &str) -> usize {
    let mut indent = 0;
    for c in line.chars() {
        match c {
            ' ' => indent += 1,
            '\t' => indent += 4 - indent % 4,
            _ => break,
        }
    }
    indent
}

fn dedented(lines: &[&str], indent: usize) -> String {
    let cut = |line: &&str| {
        let mut left = indent;
        let mut rest = *line;
        while left > 0 {
            if let Some(behind) = rest.strip_prefix(' ') {
                rest = behind;
                left -= 1;
            } else if let Some(behind) = rest.strip_prefix('\t') {
                rest = behind;
                left = left.saturating_sub(4);
            } else {
                break;
            }
        }
        rest.to_owned()
    };
    lines.iter().map(cut).collect()
}

fn opening_of(line: &str) -> Option<Opening<'_>> {
    let words = line.trim();
    if let Some(rest) = words.strip_prefix("!!!") {
        return boxed(rest, None);
    }
    if let Some(rest) = words.strip_prefix("???") {
        let is_open = rest.starts_with('+');
        return boxed(rest.trim_start_matches('+'), Some(is_open));
    }
    if let Some(rest) = words.strip_prefix("===") {
        let rest = rest.trim_start_matches(['!', '+']);
        let title = rest.trim().strip_prefix('"')?.strip_suffix('"')?;
        return rest.starts_with(' ').then_some(Opening::Tab(title));
    }
    if let Some(rest) = words.strip_prefix("::: ") {
        const BOXES: [&str; 12] = [
            "note",
            "tip",
            "info",
            "warning",
            "danger",
            "caution",
            "important",
            "details",
            "example",
            "quote",
            "success",
            "question",
        ];
        let name = rest.split_whitespace().next()?;
        let is_name = name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '-' | '<' | '>'));
        return (is_name && !BOXES.contains(&name)).then_some(Opening::Reference);
    }
    let count = words.len() - words.trim_start_matches('/').len();
    let rest = &words[count..];
    if count < 3
        || prefix_length(line) != line.len() - line.trim_start().len()
        || !rest.starts_with(' ')
    {
        return None;
    }
    let (name, title) = rest.split_once('|').unwrap_or((rest, ""));
    let name = name.trim();
    let is_name = name
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    (is_name && !name.is_empty()).then(|| Opening::Slashes(count, name, title.trim()))
}

/// A box: its type, further words that say how it looks, and its title in quotation marks.
fn boxed(rest: &str, fold: Option<bool>) -> Option<Opening<'_>> {
    let rest = rest.trim();
    let quote = rest.find('"').unwrap_or(rest.len());
    let (words, title) = rest.split_at(quote);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let is_titled = title.is_empty() || title.len() > 1 && title.ends_with('"');
    if !words.chars().all(is_word) || !is_titled || rest.is_empty() {
        return None;
    }
    let name = words.split_whitespace().next().unwrap_or("note");
    let title = (!title.is_empty()).then(|| title[1..title.len() - 1].replace("\\\"", "\""));
    match title.as_deref() {
        Some("") if fold.is_none() => Some(Opening::Untitled),
        title => Some(Opening::Box(Callout {
            name: name.to_lowercase(),
            title: title.filter(|title| !title.is_empty()).map(str::to_owned),
            fold,
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sites::tabs::tab;

    #[test]
    fn boxes_nest_by_indentation() {
        let text = "a\n!!! warning inline end \"B *c*\"\n    d\n\n    ```py\n    !!! no\n    ```\n\n    !!!tip\n        e\nf\n- g\n\n    ???+ question\n        h\n\n!!! x \"\"\n    i\n";
        assert_eq!(
            written(text, tab),
            "a\n\n> [!warning] B *c*\n> d\n>\n> ```py\n> !!! no\n> ```\n>\n> > [!tip]\n> > e\n\nf\n- g\n\n    > [!question]+\n    > h\n\n> i\n\n"
        );
    }

    #[test]
    fn blocks_in_quotations_are_read() {
        assert_eq!(
            written(
                "> a\n>\n> !!! tip \"T\"\n>     b\n>\n>     c\n> d\n\n> !no\n",
                tab
            ),
            "> a\n>\n> > [!tip] T\n> > b\n> >\n> > c\n>\n> d\n\n> !no\n"
        );
    }

    #[test]
    fn tabs_are_titled_and_slashes_are_read() {
        let text = "=== \"One\"\n\n    a\n\n=== \"Two\"\n\n    ```\n    b\n    ```\n\n/// note | T\nc\n//// tab | D\ne\n////\n///\n::: pkg.mod\n    options:\n      x: 1\n::: tip\nz\n:::\n";
        assert_eq!(
            written(text, tab),
            "**One**\n\na\n\n**Two**\n\n```\nb\n```\n\n> [!note] T\n> c\n>\n> **D**\n>\n> e\n\n```\n::: pkg.mod\n    options:\n      x: 1\n```\n\n::: tip\nz\n:::\n"
        );
    }

    #[test]
    fn what_is_no_block_stays() {
        for text in [
            "===\n",
            "a\n===\nb\n",
            "!!! \n",
            "// a\n",
            "/// a\nb\n",
            "??? !\n",
        ] {
            assert_eq!(written(text, tab), text);
        }
    }
}
