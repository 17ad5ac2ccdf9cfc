//! Attributes behind what they are about, and in lines of their own: `![x](y.png){ width=300 }`, `{: #id .class }`. Read by
//! MkDocs, Jekyll, Docusaurus, VitePress, Hugo, MyST and Quarto.
//!
//! Ids are kept and so is the width of an image; how something looks is Almanac's to say.

use std::ops::Range;

use super::attributes::{Attributes, attributes_at};
use super::lines::{Part, code_spans, lines, parts, prefix_length, trimmed_end};

/// A text without attributes but those that are kept.
pub fn read(text: &str) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        let prose = match part {
            Part::Prose(prose) => prose,
            Part::Code(code) => {
                new.push_str(code.whole);
                continue;
            }
        };
        let code = code_spans(prose);
        let mut at = 0;
        for line in lines(prose) {
            new.push_str(&in_line(line, at, &code));
            at += line.len();
        }
    }
    new
}

/// A line that begins at a place of some prose, of which some is code.
fn in_line(line: &str, offset: usize, code: &[Range<usize>]) -> String {
    let end = &line[trimmed_end(line).len()..];
    let words = trimmed_end(line);
    let (prefix, rest) = words.split_at(prefix_length(words));
    if let Some((length, attributes)) = attributes_at(rest.trim_end())
        && length == rest.trim_end().len()
        && (attributes.id.is_some() || !attributes.classes.is_empty() || rest.starts_with("{:"))
    {
        return alone(prefix, &attributes, end);
    }
    let is_heading = rest.starts_with('#') && rest.trim_start_matches('#').starts_with([' ', '\t']);
    let mut new = String::with_capacity(line.len());
    let mut at = 0;
    while let Some(found) = words[at..].find('{') {
        let start = at + found;
        if let Some(span) = code.iter().find(|span| span.contains(&(offset + start))) {
            let end = (span.end - offset).min(words.len());
            new.push_str(&words[at..end]);
            at = end;
            continue;
        }
        let Some((length, attributes)) = attributes_at(&words[start..]) else {
            new.push_str(&words[at..=start]);
            at = start + 1;
            continue;
        };
        let before = &words[..start];
        let behind = &words[start + length..];
        let is_behind = before.ends_with([')', ']', '`', '*', '_', '>', '^', '~', '=', ':']);
        let is_last =
            behind.trim().trim_end_matches('|').trim().is_empty() && before.ends_with([' ', '\t']);
        let says_so = attributes.id.is_some()
            || !attributes.classes.is_empty()
            || is_heading
            || words[start..].starts_with("{:");
        let is_cell = behind.trim_start().starts_with('|') && before.ends_with(' ');
        if words[..start].ends_with(['\\', '{', '%', '$'])
            || !(is_behind || (is_last || is_cell) && says_so)
        {
            new.push_str(&words[at..=start]);
            at = start + 1;
            continue;
        }
        new.push_str(&words[at..start]);
        match is_heading && is_last {
            true => push_heading(&mut new, &attributes),
            false => push_inline(&mut new, &attributes),
        }
        at = start + length;
    }
    new.push_str(&words[at..]);
    new.push_str(end);
    new
}

/// Attributes in a line of their own: an id goes to what stands above.
fn alone(prefix: &str, attributes: &Attributes, end: &str) -> String {
    match &attributes.id {
        Some(id) => format!("{prefix}<a id=\"{id}\"></a>{end}"),
        None if prefix.trim().is_empty() => String::new(),
        None => format!("{}{end}", prefix.trim_end()),
    }
}

fn push_heading(new: &mut String, attributes: &Attributes) {
    match &attributes.id {
        Some(id) => new.push_str(&format!("{{#{id}}}")),
        None => new.truncate(new.trim_end().len()),
    }
}

fn push_inline(new: &mut String, attributes: &Attributes) {
    let width = attributes
        .get("width")
        .map(|width| width.trim_end_matches("px"));
    if let Some(width) = width.filter(|width| is_width(width))
        && let Some(middle) = new.rfind("](")
        && new.ends_with(')')
        && is_image(&new[..middle])
    {
        new.insert_str(middle, &format!("|{width}"));
    }
    if let Some(id) = &attributes.id {
        new.push_str(&format!("<a id=\"{id}\"></a>"));
    }
    let blanks = new.len() - new.trim_end_matches(' ').len();
    new.truncate(new.len() - blanks);
}

fn is_width(width: &str) -> bool {
    let number = width.strip_suffix('%').unwrap_or(width);
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the last bracket that is open in some words is an image's.
fn is_image(words: &str) -> bool {
    words
        .rfind('[')
        .is_some_and(|open| words[..open].ends_with('!'))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn ids_and_widths_stay() {
        for (written, kept) in [
            ("## A { #b .c data-x=\"1\" }\n", "## A {#b}\n"),
            ("## A {: .c }\n", "## A\n"),
            ("## A { data-toc-label=\"B\" }\n", "## A\n"),
            ("## A {data-search-exclude}\n", "## A\n"),
            ("## A {b}\n", "## A {b}\n"),
            (
                "![a](b.png){ width=\"300\" align=left }\n",
                "![a|300](b.png)\n",
            ),
            ("![a](b.png){ width=\"30em\" }\n", "![a](b.png)\n"),
            (
                "[a](b){ .md-button target=_blank } and `c`{.py}.\n",
                "[a](b) and `c`.\n",
            ),
            (
                "A paragraph.\n{: #p .x }\n",
                "A paragraph.\n<a id=\"p\"></a>\n",
            ),
            ("A paragraph.\n{: .x }\n", "A paragraph.\n"),
            ("- item { .x }\n", "- item\n"),
            ("| a { .x } | b |\n", "| a | b |\n"),
            (
                "a {b} {c: d} {{e}} {% f %} \\{.g}\n",
                "a {b} {c: d} {{e}} {% f %} \\{.g}\n",
            ),
            ("f(x){ return 1 } `{ .a }`\n", "f(x){ return 1 } `{ .a }`\n"),
            ("> {: .note }\n", ">\n"),
        ] {
            assert_eq!(read(written), kept, "{written}");
        }
    }
}
