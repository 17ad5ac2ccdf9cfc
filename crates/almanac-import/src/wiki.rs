//! Wiki links in the text of a note.

use std::ops::Range;

use crate::prose::Literals;

/// A wiki link or an embed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wiki {
    /// The bytes of the whole, with the `!` of an embed.
    pub span: Range<usize>,
    /// The bytes between the brackets.
    pub inner: Range<usize>,
    /// Whether it shows what it leads to.
    pub is_embed: bool,
}

impl Wiki {
    /// What stands before the bar, and behind it. In a table the bar has a backslash.
    pub fn parts<'t>(&self, text: &'t str) -> (&'t str, Option<&'t str>) {
        let inner = &text[self.inner.clone()];
        match inner.split_once('|') {
            Some((first, rest)) => (first.strip_suffix('\\').unwrap_or(first), Some(rest)),
            None => (inner, None),
        }
    }

    /// The bar as it is written, or has to be.
    pub fn bar(&self, text: &str) -> &'static str {
        match text[self.inner.clone()].contains("\\|") {
            true => "\\|",
            false => bar_at(text, self.span.start),
        }
    }
}

/// A bar within a link at a place: in a row of a table it would end the cell, and has a backslash.
pub fn bar_at(text: &str, place: usize) -> &'static str {
    let start = text[..place].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    match line.starts_with('|') {
        true => "\\|",
        false => "|",
    }
}

/// The name in a link's target, and the heading or block behind it with its `#`.
pub fn split_heading(target: &str) -> (&str, &str) {
    match target.find('#') {
        Some(at) => target.split_at(at),
        None => (target, ""),
    }
}

/// All wiki links in the prose behind a place, in order.
pub fn wiki_links(text: &str, body: usize, literals: &Literals) -> Vec<Wiki> {
    let mut links = Vec::new();
    let mut at = body;
    while let Some(found) = text[at..].find("[[") {
        let open = at + found;
        at = open + 2;
        if literals.holds(open) || text[body..open].ends_with('\\') {
            continue;
        }
        let line = text[at..].lines().next().unwrap_or_default();
        let Some(length) = line.find("]]") else {
            continue;
        };
        let inner = at..at + length;
        // `[[[a]]` begins at the last of the brackets.
        if text[inner.clone()].starts_with('[') {
            at = open + 1;
            continue;
        }
        let is_embed = text[body..open].ends_with('!');
        links.push(Wiki {
            span: open - usize::from(is_embed)..inner.end + 2,
            is_embed,
            inner: inner.clone(),
        });
        at = inner.end + 2;
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_row_of_a_table_a_bar_has_a_backslash() {
        let text = "a [[b]] | c\n> | x | [[d]] |\n";
        let bars = wiki_links(text, 0, &Literals::of(text, 0));
        let bars: Vec<&str> = bars.iter().map(|link| link.bar(text)).collect();
        assert_eq!(bars, ["|", "\\|"]);
    }

    #[test]
    fn links_and_embeds_are_found_in_prose_alone() {
        let text = "a [[b#c|d]] ![[e]] `[[f]]` \\[[g]] [[h\\|i]] [[never";
        let links = wiki_links(text, 0, &Literals::of(text, 0));
        let found: Vec<_> = links
            .iter()
            .map(|link| (&text[link.span.clone()], link.parts(text)))
            .collect();
        assert_eq!(
            found,
            [
                ("[[b#c|d]]", ("b#c", Some("d"))),
                ("![[e]]", ("e", None)),
                ("[[h\\|i]]", ("h", Some("i")))
            ]
        );
    }
}
