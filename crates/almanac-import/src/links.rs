//! Markdown links and images, and the paths in them.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// A link or an image whose address stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineLink {
    /// The bytes of the whole.
    pub span: Range<usize>,
    /// The bytes of its words.
    pub words: Range<usize>,
    /// The bytes of its address, with the angle brackets that it may have.
    pub place: Range<usize>,
    /// Its address, escapes resolved.
    pub address: String,
    /// Whether it is an image.
    pub is_image: bool,
}

/// All of a text, behind its front matter, in order.
pub fn links_of(text: &str, body: usize) -> Vec<InlineLink> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    let mut links = Vec::new();
    let mut open = Vec::new();
    for (event, span) in Parser::new_ext(&text[body..], options).into_offset_iter() {
        let span = body + span.start..body + span.end;
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) => {
                open.push((false, dest_url, None));
            }
            Event::Start(Tag::Image {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }) => {
                open.push((true, dest_url, None));
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                open.push((false, "".into(), Some(0)));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((is_image, address, None)) = open.pop() {
                    links.extend(inline_link(text, span, &address, is_image));
                }
            }
            _ => {}
        }
    }
    links.sort_by_key(|link| link.span.start);
    links
}

/// Finds the parts of a link: its address stands behind the last `](`.
fn inline_link(
    text: &str,
    span: Range<usize>,
    address: &str,
    is_image: bool,
) -> Option<InlineLink> {
    let written = &text[span.clone()];
    let middle = written.rfind("](")?;
    let start = middle + 2;
    let inner = &written[start..written.len() - 1];
    let start = start + (inner.len() - inner.trim_start().len());
    let inner = inner.trim_start();
    let length = match inner.starts_with('<') {
        true => inner.find('>')? + 1,
        false => inner.find(char::is_whitespace).unwrap_or(inner.len()),
    };
    Some(InlineLink {
        words: span.start + 1 + usize::from(is_image)..span.start + middle,
        place: span.start + start..span.start + start + length,
        address: address.to_owned(),
        span,
        is_image,
    })
}

/// The way from a file to another one, both by their paths from one root.
pub fn relative(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let parts: Vec<&str> = to.split('/').collect();
    let most = folders.len().min(parts.len() - 1);
    let same = (0..most)
        .take_while(|at| folders[*at] == parts[*at])
        .count();
    let up = "../".repeat(folders.len() - same);
    format!("{up}{}", parts[same..].join("/"))
}

/// A path as it stands in the address of a link.
pub fn encoded_path(path: &str) -> String {
    let mut encoded = String::new();
    for c in path.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '%' | '#' | '?' | '"' | '[' | ']' | '\\' | '^' | '`'
            | '{' | '|' | '}' => {
                let mut bytes = [0; 4];
                let bytes = c.encode_utf8(&mut bytes).bytes();
                bytes.for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_links_are_found() {
        let text = "See [a *b*](<c d.md> \"t\"), ![p](x.png) and `[no](y)`, [r][s].\n\n[s]: z\n";
        let links = links_of(text, 0);
        let parts: Vec<_> = links
            .iter()
            .map(|link| {
                (
                    &text[link.words.clone()],
                    &text[link.place.clone()],
                    link.is_image,
                )
            })
            .collect();
        assert_eq!(parts, [("a *b*", "<c d.md>", false), ("p", "x.png", true)]);
    }

    #[test]
    fn a_way_leads_up_and_down() {
        assert_eq!(relative("entries/a/b.md", "entries/c.md"), "../c.md");
        assert_eq!(relative("a.md", "b/c.md"), "b/c.md");
        assert_eq!(relative("x/a.md", "x/a.md"), "a.md");
    }
}
