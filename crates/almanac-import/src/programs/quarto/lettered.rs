//! Lists that count with letters or Roman numbers, as Pandoc has them: `a.`, `(b)`, `iii)`, `C.` with two blanks.

use crate::sites::lines::{lines, prefix_length, trimmed_end};

/// A list, and where the text behind it begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Lettered {
    /// What stands before each of its lines.
    pub indent: String,
    /// How it counts, as HTML says it.
    pub kind: &'static str,
    /// The number of its first item.
    pub first: usize,
    /// The texts of its items.
    pub items: Vec<String>,
    pub end: usize,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    before: &'static str,
    behind: char,
    kind: &'static str,
}

/// The highest number that a list may begin with.
const MAX_FIRST: usize = 99;

/// The list that begins at a line. One alone is no list, as words may begin so.
pub fn list_at(text: &str, start: usize) -> Option<Lettered> {
    let line = lines(&text[start..]).next()?;
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    if !may_begin(text, start, indent.len()) {
        return None;
    }
    let mut styles = styles_of(line.trim_start());
    styles.find_map(|(style, first)| with_style(text, start, indent, style, first))
}

/// Whether a list may begin at a line: behind a blank one, or below the first line of an item.
fn may_begin(text: &str, start: usize, indent: usize) -> bool {
    let mut above = text[..start].lines().rev();
    let Some(last) = above.next() else {
        return indent < 4;
    };
    let is_item = |line: &str| prefix_length(line) > line.len() - line.trim_start().len();
    match last.trim().is_empty() {
        true => {
            let words = above.find(|line| !line.trim().is_empty());
            indent < 4 || words.is_some_and(|line| is_item(line) || line.starts_with([' ', '\t']))
        }
        false => is_item(last) && indent > last.len() - last.trim_start().len(),
    }
}

fn with_style(
    text: &str,
    start: usize,
    indent: &str,
    style: Style,
    first: usize,
) -> Option<Lettered> {
    let mut items: Vec<String> = Vec::new();
    let mut width = 0;
    let mut is_behind_blank = false;
    let mut at = start;
    for line in lines(&text[start..]) {
        let words = trimmed_end(line);
        if words.trim().is_empty() {
            is_behind_blank = true;
            if let Some(item) = items.last_mut() {
                item.push('\n');
            }
            at += line.len();
            continue;
        }
        let bare = words.strip_prefix(indent);
        if let Some((length, rest)) = bare.and_then(|bare| marker(bare, style, first + items.len()))
        {
            width = length;
            items.push(format!("{rest}\n"));
        } else if let Some(item) = items.last_mut() {
            let blanks = bare.map_or(0, |bare| bare.len() - bare.trim_start_matches(' ').len());
            if blanks < width.min(4) && is_behind_blank || bare.is_none() {
                break;
            }
            let bare = bare.unwrap_or(words);
            item.push_str(bare.get(blanks.min(width)..).unwrap_or_default());
            item.push('\n');
        } else {
            return None;
        }
        is_behind_blank = false;
        at += line.len();
    }
    let items: Vec<String> = items
        .iter()
        .map(|item| item.trim_end().to_owned())
        .collect();
    (items.len() > 1).then(|| Lettered {
        indent: indent.to_owned(),
        kind: style.kind,
        first,
        items,
        end: at,
    })
}

/// The styles that the first words of a list may have, each with the number that they say: `i.` is a letter and a number.
fn styles_of(words: &str) -> impl Iterator<Item = (Style, usize)> {
    let before = if words.starts_with('(') { "(" } else { "" };
    let rest = &words[before.len()..];
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mark = rest[..length].to_owned();
    let behind = rest[length..].chars().next().unwrap_or(' ');
    let is_known = matches!(behind, '.' | ')') && (before.is_empty() || behind == ')');
    let kinds = ["i", "I", "a", "A", "1"].into_iter();
    let kinds = kinds.filter(move |kind| is_known && (*kind != "1" || !before.is_empty()));
    kinds.filter_map(move |kind| {
        let style = Style {
            before,
            behind,
            kind,
        };
        // The next item has to follow in order, as words may begin so too.
        let first = (1..=MAX_FIRST).find(|number| said(style, *number) == mark)?;
        Some((style, first))
    })
}

/// A number as a style says it.
fn said(style: Style, number: usize) -> String {
    let letter = |first: u8| {
        let place = u8::try_from(number - 1).ok().filter(|place| *place < 26);
        place.map_or_else(String::new, |place| char::from(first + place).to_string())
    };
    match style.kind {
        "a" => letter(b'a'),
        "A" => letter(b'A'),
        "i" => roman(number),
        "I" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

fn roman(mut number: usize) -> String {
    const SIGNS: [(usize, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut said = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            said.push_str(sign);
            number -= value;
        }
    }
    said
}

/// The length of the mark of an item with the blanks behind it, and the words behind these.
fn marker(line: &str, style: Style, number: usize) -> Option<(usize, &str)> {
    let mark = format!("{}{}{}", style.before, said(style, number), style.behind);
    let rest = line.strip_prefix(&mark)?;
    let words = rest.trim_start_matches([' ', '\t']);
    // `B. Russell` is a name.
    let least = match style.kind {
        "A" | "I" if style.behind == '.' => 2,
        _ => 1,
    };
    let blanks = rest.len() - words.len();
    (blanks >= least && !words.is_empty()).then(|| (mark.len() + blanks, words))
}

impl Lettered {
    /// The list in HTML, with Markdown in it; `read` writes the text of an item.
    pub fn written(&self, read: &mut dyn FnMut(&str) -> String) -> String {
        let start = match self.first {
            1 => String::new(),
            first => format!(" start=\"{first}\""),
        };
        let mut text = format!("<ol type=\"{}\"{start}>\n", self.kind);
        for item in &self.items {
            let item = read(item);
            text.push_str(&format!("<li>\n\n{}\n\n</li>\n", item.trim()));
        }
        text.push_str("</ol>\n\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Option<(&'static str, Vec<String>, usize)> {
        list_at(text, 0).map(|list| (list.kind, list.items, list.end))
    }

    #[test]
    fn letters_count_in_their_order() {
        let two = |kind, one: &str, other: &str, end| {
            Some((kind, vec![one.to_owned(), other.to_owned()], end))
        };
        assert_eq!(items("a. x\nb. y\n"), two("a", "x", "y", 10));
        assert_eq!(items("i) x\nii) y\n"), two("i", "x", "y", 11));
        assert_eq!(
            items("(A) x\n\n    z\n(B) y\n\nw\n"),
            two("A", "x\n\nz", "y", 20)
        );
        assert_eq!(items("(1) x\n(2) y\n"), two("1", "x", "y", 12));
        assert_eq!(items("c. x\nd. y\n"), two("a", "x", "y", 10));
        assert_eq!(items("iv) x\nv) y\n"), two("i", "x", "y", 11));
        assert_eq!(list_at("(5) x\n(6) y\n", 0).map(|list| list.first), Some(5));
        assert_eq!(items("A.  x\nB.  y\n"), two("A", "x", "y", 12));
        for none in [
            "a. x\n",
            "A. Turing\nB. Russell\n",
            "b. x\nd. y\n",
            "I. x\nII. y\n",
            "1. x\n2. y\n",
            "ab. c\n",
        ] {
            assert_eq!(items(none), None, "{none}");
        }
    }
}
