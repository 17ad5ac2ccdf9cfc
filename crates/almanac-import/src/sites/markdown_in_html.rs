//! Markdown in elements of HTML that say so: `<div class="grid" markdown>`. Read by MkDocs, and by Jekyll as `markdown="1"`.

use almanac_syntax::html_tags;

use super::includes::dedented;
use super::lines::{Part, lines, parts};

/// A text whose elements with Markdown in them have it read: those that only wrap go, others keep their tags.
pub fn read(text: &str) -> String {
    if !text.contains("markdown") {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, element)) = next_element(rest) {
        new.push_str(&rest[..start]);
        let inner = dedented(element.inner.trim_matches('\n'));
        let inner = read(&inner);
        let written = match element.is_wrapper {
            true => format!("\n{inner}\n\n"),
            false => format!("{}\n\n{inner}\n\n</{}>\n", element.tag, element.name),
        };
        for line in lines(&written) {
            if !line.trim().is_empty() {
                new.push_str(&" ".repeat(element.indent));
            }
            new.push_str(line);
        }
        rest = &rest[element.end..];
    }
    new.push_str(rest);
    new
}

struct Element<'t> {
    name: String,
    /// Its first tag, without what says that there is Markdown in it.
    tag: String,
    inner: &'t str,
    end: usize,
    is_wrapper: bool,
    /// How far its line is indented.
    indent: usize,
}

/// The next element with Markdown in it, whose first tag begins a line.
fn next_element(text: &str) -> Option<(usize, Element<'_>)> {
    let mut offset = 0;
    for part in parts(text) {
        let prose = match part {
            Part::Code(code) => {
                offset = code.span.end;
                continue;
            }
            Part::Prose(prose) => prose,
        };
        let mut at = offset;
        for line in lines(prose) {
            let words = line.trim_start();
            if words.starts_with('<')
                && let Some(element) = element_at(text, at + line.len() - words.len())
            {
                let indent = line.len() - words.len();
                return Some((at, Element { indent, ..element }));
            }
            at += line.len();
        }
        offset = at;
    }
    None
}

fn element_at(text: &str, start: usize) -> Option<Element<'_>> {
    const INLINE: [&str; 6] = ["p", "span", "a", "summary", "figcaption", "td"];
    let rest = &text[start..];
    let end = rest.find('>')?;
    let html = &rest[..=end];
    let tags = html_tags(html);
    let tag = tags.first()?;
    let attribute = tag.attribute("markdown")?;
    let name = tag.name.clone();
    let close = closing(rest, &name, end + 1)?;
    let inner = &rest[end + 1..close];
    let behind = close + rest[close..].find('>')? + 1;
    let is_inline = INLINE.contains(&name.as_str()) || attribute.value == "span";
    let line = rest[behind..]
        .find('\n')
        .map_or(rest.len(), |at| behind + at + 1);
    let is_last = rest[behind..line].trim().is_empty();
    Some(Element {
        tag: without_attribute(html),
        end: start + if is_last { line } else { behind },
        is_wrapper: is_inline || !matches!(name.as_str(), "details" | "figure" | "table"),
        indent: 0,
        inner,
        name,
    })
}

/// Where the tag begins that closes an element.
fn closing(text: &str, name: &str, from: usize) -> Option<usize> {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let lower = text.to_ascii_lowercase();
    let mut depth = 1;
    let mut at = from;
    loop {
        let next = at + lower[at..].find('<')?;
        let ends = |mark: &str| {
            lower[next..].strip_prefix(mark).is_some_and(|rest| {
                rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            })
        };
        if ends(&close) {
            depth -= 1;
            if depth == 0 {
                return Some(next);
            }
        } else if ends(&open) {
            depth += 1;
        }
        at = next + 1;
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
