//! Markdown in elements of HTML that say so: `<div class="grid" markdown>`. Read by MkDocs, and by Jekyll as `markdown="1"`.

use almanac_syntax::html_tags;

use super::includes::dedented;
use super::lines::{Part, lines, parts};

/// How deep elements are read in one another; below, they stay as they are.
const MAX_DEPTH: usize = 40;

/// How many elements of a text may never end: for each of them all that follows is looked through.
const MAX_UNCLOSED: usize = 50;

/// The most bytes of a tag.
const MAX_TAG: usize = 4_096;

/// A text whose elements with Markdown in them have it read: those that only wrap go, others keep their tags.
pub fn read(text: &str) -> String {
    read_at(text, 0)
}

fn read_at(text: &str, depth: usize) -> String {
    if depth == MAX_DEPTH || !text.contains("markdown") {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    let mut unclosed = 0;
    let (mut done, mut at) = (0, 0);
    for part in parts(text) {
        let prose = match part {
            Part::Code(code) => {
                at = code.span.end;
                continue;
            }
            Part::Prose(prose) => prose,
        };
        for line in lines(prose) {
            let start = at;
            at += line.len();
            let indent = line.len() - line.trim_start().len();
            if start < done || unclosed > MAX_UNCLOSED || !line[indent..].starts_with('<') {
                continue;
            }
            match element_at(text, start + indent) {
                Found::Element(element) => {
                    new.push_str(&text[done..start]);
                    push(&element, indent, depth, &mut new);
                    done = element.end;
                }
                Found::Unclosed => unclosed += 1,
                Found::Nothing => {}
            }
        }
    }
    new.push_str(&text[done..]);
    new
}

/// Adds what is made of an element whose line is indented so far.
fn push(element: &Element<'_>, indent: usize, depth: usize, new: &mut String) {
    let inner = dedented(element.inner.trim_matches('\n'));
    let inner = read_at(&inner, depth + 1);
    let written = match element.is_wrapper {
        true => format!("\n{inner}\n\n"),
        false => format!("{}\n\n{inner}\n\n</{}>\n", element.tag, element.name),
    };
    for line in lines(&written) {
        if !line.trim().is_empty() {
            new.push_str(&" ".repeat(indent));
        }
        new.push_str(line);
    }
}

/// What begins at a place.
enum Found<'t> {
    Element(Element<'t>),
    /// An element with Markdown in it that never ends.
    Unclosed,
    Nothing,
}

struct Element<'t> {
    name: String,
    /// Its first tag, without what says that there is Markdown in it.
    tag: String,
    inner: &'t str,
    end: usize,
    is_wrapper: bool,
}

/// The element with Markdown in it whose first tag begins at a place.
fn element_at(text: &str, start: usize) -> Found<'_> {
    const INLINE: [&str; 6] = ["p", "span", "a", "summary", "figcaption", "td"];
    let rest = &text[start..];
    let Some(end) = rest.bytes().take(MAX_TAG).position(|byte| byte == b'>') else {
        return Found::Nothing;
    };
    let html = &rest[..=end];
    if !html.contains("markdown") {
        return Found::Nothing;
    }
    let tags = html_tags(html);
    let Some((tag, attribute)) = tags
        .first()
        .and_then(|tag| Some((tag, tag.attribute("markdown")?)))
    else {
        return Found::Nothing;
    };
    let name = tag.name.clone();
    let Some(close) = closing(rest, &name, end + 1) else {
        return Found::Unclosed;
    };
    let inner = &rest[end + 1..close];
    let Some(behind) = rest[close..].find('>').map(|end| close + end + 1) else {
        return Found::Unclosed;
    };
    let is_inline = INLINE.contains(&name.as_str()) || attribute.value == "span";
    let line = rest[behind..]
        .find('\n')
        .map_or(rest.len(), |at| behind + at + 1);
    let is_last = rest[behind..line].trim().is_empty();
    Found::Element(Element {
        tag: without_attribute(html),
        end: start + if is_last { line } else { behind },
        is_wrapper: is_inline || !matches!(name.as_str(), "details" | "figure" | "table"),
        inner,
        name,
    })
}

/// Where the tag begins that closes an element.
fn closing(text: &str, name: &str, from: usize) -> Option<usize> {
    let mut depth = 1;
    let mut at = from;
    loop {
        let next = at + text[at..].find('<')?;
        at = next + 1;
        let behind = text[at..].strip_prefix('/');
        let begins = behind.unwrap_or(&text[at..]).as_bytes();
        let is_same = begins
            .get(..name.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(name.as_bytes()))
            && begins
                .get(name.len())
                .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
        match (is_same, behind) {
            (true, Some(_)) if depth == 1 => return Some(next),
            (true, Some(_)) => depth -= 1,
            (true, None) => depth += 1,
            (false, _) => {}
        }
    }
}

fn without_attribute(html: &str) -> String {
    let Some(at) = html.find("markdown") else {
        return html.to_owned();
    };
    let rest = &html[at + "markdown".len()..];
    let length = match rest.strip_prefix('=') {
        Some(value) if value.starts_with(['"', '\'']) => {
            value[1..].find(['"', '\'']).map_or(0, |end| end + 3)
        }
        Some(value) => value.find([' ', '>']).map_or(0, |end| end + 1),
        None => 0,
    };
    format!("{}{}", html[..at].trim_end(), &rest[length..])
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_only_wraps_goes_and_its_markdown_is_read() {
        let text = "a\n<div class=\"grid\" markdown>\n\n- b\n\n<div markdown=\"1\">\n    c\n</div>\n\n</div>\nd\n<details open markdown=\"block\">\n<summary>E</summary>\n\nf\n</details>\n```\n<div markdown>\n```\n<div markdown>never\n";
        assert_eq!(
            read(text),
            "a\n\n- b\n\n\nc\n\n\n\nd\n<details open>\n\n<summary>E</summary>\n\nf\n\n</details>\n```\n<div markdown>\n```\n<div markdown>never\n"
        );
    }
}
