//! What a piece of raw HTML consists of: words, and the tags between them.

use std::borrow::Cow;

use crate::html_tags::{HtmlTag, read_tag, without_references};

/// A part of a piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HtmlPart<'h> {
    /// Words, their character references resolved.
    Words(Cow<'h, str>),
    /// A start tag.
    Start(HtmlTag<'h>),
    /// An end tag, by the name of its element in lower case.
    End(String),
}

/// The parts of a piece of HTML in which every tag is markup, in order. Comments are left out. A tag that doesn't end
/// is words, as is a sign that begins none.
pub fn html_parts(html: &str) -> Vec<HtmlPart<'_>> {
    let mut parts = Vec::new();
    let (mut written, mut at) = (0, 0);
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        at = start + 1;
        let Some((part, end)) = markup_at(html, start) else {
            continue;
        };
        push_words(&mut parts, &html[written..start]);
        parts.extend(part);
        (written, at) = (end, end);
    }
    push_words(&mut parts, &html[written..]);
    parts
}

fn push_words<'h>(parts: &mut Vec<HtmlPart<'h>>, words: &'h str) {
    if !words.is_empty() {
        parts.push(HtmlPart::Words(without_references(words)));
    }
}

/// The markup that begins with the `<` at a place, and where it ends. A comment is no part.
fn markup_at(html: &str, start: usize) -> Option<(Option<HtmlPart<'_>>, usize)> {
    let rest = &html[start + 1..];
    if rest.starts_with("!--") {
        let end = html[start + 2..].find("-->");
        return Some((
            None,
            end.map_or(html.len(), |end| start + 2 + end + "-->".len()),
        ));
    }
    if let Some(name) = rest.strip_prefix('/') {
        let length = name.find('>')?;
        let name = name[..length].trim().to_ascii_lowercase();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        return is_name.then(|| (Some(HtmlPart::End(name)), start + "</".len() + length + 1));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (tag, end) = read_tag(html, start)?;
    Some((Some(HtmlPart::Start(tag)), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts in a line: words as they are, tags by their names.
    fn line(html: &str) -> String {
        let parts = html_parts(html).into_iter();
        let parts = parts.map(|part| match part {
            HtmlPart::Words(words) => words.into_owned(),
            HtmlPart::Start(tag) => format!("[{}]", tag.name),
            HtmlPart::End(name) => format!("[/{name}]"),
        });
        parts.collect()
    }

    #[test]
    fn words_and_tags_come_in_order() {
        for (html, parts) in [
            ("<div>\nA <B>b</B>\n</div>\n", "[div]\nA [b]b[/b]\n[/div]\n"),
            ("a &amp;lt; b&nbsp;c", "a &lt; b\u{a0}c"),
            ("x <!-- <b> --> y", "x  y"),
            ("1 < 2 <img alt='a > b'> 3", "1 < 2 [img] 3"),
            ("never <b", "never <b"),
            ("<!-- never", ""),
            ("</ b>", "[/b]"),
            ("</", "</"),
        ] {
            assert_eq!(line(html), parts, "{html}");
        }
    }
}
