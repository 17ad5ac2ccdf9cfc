//! What tags of raw HTML lead to, load and name.
//!
//! Tags are found and their attributes are read as HTML does, so that what is checked is what a browser
//! would follow. Which tags are markup at all is decided in `raw_html.rs`; words never come here.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event as Markdown, Parser};

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlTag<'h> {
    /// The element's name, in lower case.
    pub name: String,
    /// Its bytes.
    pub range: Range<usize>,
    /// Its attributes, each name once.
    pub attributes: Vec<HtmlAttribute<'h>>,
}

/// An attribute of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlAttribute<'h> {
    /// Its name, in lower case.
    pub name: String,
    /// Its value, character references resolved.
    pub value: Cow<'h, str>,
    /// The bytes of the value, without quotes.
    pub range: Range<usize>,
}

impl HtmlTag<'_> {
    /// The attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&HtmlAttribute<'_>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// The start tags in a piece of HTML that is nothing but markup, in order. What doesn't end is none.
pub fn html_tags(html: &str) -> Vec<HtmlTag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[start..];
        at = start + 1;
        if rest.starts_with("<!--") {
            let end = html[start + 2..].find("-->");
            at = end.map_or(html.len(), |end| start + 2 + end + "-->".len());
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let Some((tag, end)) = read_tag(html, start) else {
                break;
            };
            tags.push(tag);
            at = end;
        }
    }
    tags
}

/// Reads the start tag that begins at a place; returns it with the place behind it.
pub(crate) fn read_tag(html: &str, start: usize) -> Option<(HtmlTag<'_>, usize)> {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let name_end = start + html[start..].find(ends_name)?;
    let mut tag = HtmlTag {
        name: html[start + 1..name_end].to_ascii_lowercase(),
        range: start..start,
        attributes: Vec::new(),
    };
    let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
    let mut names = HashSet::new();
    let mut at = name_end;
    loop {
        at += html[at..].find(|c| !is_between(c))?;
        if html[at..].starts_with('>') {
            tag.range.end = at + 1;
            return Some((tag, at + 1));
        }
        let (attribute, end) = read_attribute(html, at)?;
        if names.insert(attribute.name.clone()) {
            tag.attributes.push(attribute);
        }
        at = end;
    }
}

fn read_attribute(html: &str, start: usize) -> Option<(HtmlAttribute<'_>, usize)> {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    // A sign of equality at the start belongs to the name.
    let first = html[start..].chars().next()?.len_utf8();
    let name_end = start + first + html[start + first..].find(ends_name)?;
    let name = html[start..name_end].to_ascii_lowercase();
    let is_space = |c: char| c.is_ascii_whitespace();
    let at = name_end + html[name_end..].find(|c| !is_space(c))?;
    if !html[at..].starts_with('=') {
        let value = Cow::Borrowed("");
        let range = name_end..name_end;
        return Some((HtmlAttribute { name, value, range }, name_end));
    }
    let at = at + 1 + html[at + 1..].find(|c| !is_space(c))?;
    let (range, end) = match html[at..].chars().next()? {
        quote @ ('"' | '\'') => {
            let length = html[at + 1..].find(quote)?;
            (at + 1..at + 1 + length, at + 1 + length + 1)
        }
        '>' => (at..at, at),
        _ => {
            let length = html[at..].find(|c| is_space(c) || c == '>')?;
            (at..at + length, at + length)
        }
    };
    let value = without_references(&html[range.clone()]);
    Some((HtmlAttribute { name, value, range }, end))
}

/// Resolves the character references in a value or in words.
pub(crate) fn without_references(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((meant, length)) => {
                out.push_str(&meant);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// The longest name of a character, with some room.
const LONGEST_NAME: usize = 40;

/// What the character reference at the start of a text stands for, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    if let Some(number) = text.strip_prefix("&#") {
        return numeric(number).map(|(meant, length)| (meant.to_string(), length + 2));
    }
    let name = |c: char| c.is_ascii_alphanumeric();
    let end = 1 + text[1..].find(|c| !name(c)).unwrap_or(text.len() - 1);
    if end > LONGEST_NAME {
        return None;
    }
    if text[end..].starts_with(';') {
        let named = &text[..=end];
        // The parser knows all names that HTML has.
        let meant = Parser::new(named).find_map(|event| match event {
            Markdown::Text(meant) if *meant != *named => Some(meant.to_string()),
            _ => None,
        });
        return meant.map(|meant| (meant, end + 1));
    }
    // These may lack the semicolon, where no letter and no `=` follows.
    let meant = match &text[1..end] {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u{a0}",
        _ => return None,
    };
    (!text[end..].starts_with('=')).then(|| (meant.to_owned(), end))
}

/// The character of a number, and the length of that with its semicolon, which may be left out.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (digits, radix, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let significant = digits[..length].trim_start_matches('0');
    if length == 0 {
        return None;
    }
    let number = u32::from_str_radix(significant, radix).unwrap_or(0);
    let meant = char::from_u32(number).filter(|meant| *meant != '\0');
    let semicolon = usize::from(digits[length..].starts_with(';'));
    Some((meant.unwrap_or('\u{fffd}'), prefix + length + semicolon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(html: &str) -> Vec<(String, String, String)> {
        let tags = html_tags(html).into_iter();
        let attributes = tags.flat_map(|tag| {
            let name = tag.name.clone();
            let attributes = tag.attributes.into_iter();
            attributes.map(move |attribute| (name.clone(), attribute.name, attribute.value.into()))
        });
        attributes.collect()
    }

    fn of(name: &str, attribute: &str, value: &str) -> (String, String, String) {
        (name.into(), attribute.into(), value.into())
    }

    #[test]
    fn attributes_are_read_as_html_has_them() {
        assert_eq!(
            values("<IMG SRC = 'a b.png' alt=\"x > y\" hidden data-x=1/><a href=b.md>"),
            [
                of("img", "src", "a b.png"),
                of("img", "alt", "x > y"),
                of("img", "hidden", ""),
                of("img", "data-x", "1/"),
                of("a", "href", "b.md"),
            ]
        );
        assert_eq!(
            values("<a href=x href=y></a><!-- <a href=z> --><br/>"),
            [of("a", "href", "x")]
        );
        assert_eq!(values("<a href=\"never"), []);
    }

    #[test]
    fn character_references_are_resolved() {
        for (written, meant) in [
            ("&#9;//x.example", "\t//x.example"),
            ("&#x09//x", "\t//x"),
            ("a&amp;b&ampc", "a&b&ampc"),
            ("a&amp/&lt=", "a&/&lt="),
            ("javascript&colon;x", "javascript:x"),
            ("&Tab;&NewLine;x", "\t\nx"),
            ("a&nothing;b & c", "a&nothing;b & c"),
        ] {
            let html = format!("<a href=\"{written}\">");
            assert_eq!(html_tags(&html)[0].attributes[0].value, meant, "{written}");
        }
    }

    #[test]
    fn the_place_of_a_value_is_that_between_its_quotes() {
        let html = "<a title='é' href=\"../b.md#x\">";
        let tags = html_tags(html);
        let href = tags[0].attribute("href").unwrap();
        assert_eq!(&html[href.range.clone()], "../b.md#x");
    }
}
