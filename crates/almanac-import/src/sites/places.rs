//! The addresses that stand in a text, wherever Markdown and HTML have them. Read by all programs for sites.

use std::ops::Range;

use almanac_syntax::{HtmlAddressKind, candidates, html_addresses, html_tags};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::links::{encoded_path, links_of};
use crate::prose::Edits;

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The bytes of it, with the angle brackets that it may have.
    pub span: Range<usize>,
    /// What it is, its escapes resolved.
    pub address: String,
    /// Whether it stands in an attribute of HTML.
    is_html: bool,
}

impl Place {
    /// Writes a path, and what stands behind it, in the place of the address.
    pub fn rewrite(&self, path: &str, behind: &str, edits: &mut Edits) {
        let new = format!("{}{behind}", encoded_path(path));
        let new = match self.is_html {
            true => new
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('\'', "%27"),
            false => new,
        };
        edits.replace(self.span.clone(), new);
    }
}

/// All addresses of a text, in order.
pub fn places_of(text: &str) -> Vec<Place> {
    let inline = links_of(text, 0).into_iter().map(|link| Place {
        span: link.place,
        address: link.address,
        is_html: false,
    });
    let mut places: Vec<Place> = inline.collect();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    places.extend(definitions.filter_map(|(_, definition)| {
        Some(Place {
            span: place_of_definition(text, definition.span.clone())?,
            address: definition.dest.to_string(),
            is_html: false,
        })
    }));
    for (event, span) in parser.into_offset_iter() {
        if let Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) = event {
            places.extend(places_in_html(text, span));
        }
    }
    places.sort_by_key(|place| place.span.start);
    places.retain(|place| !place.address.is_empty());
    places
}

/// Where the address stands in the definition of a reference.
fn place_of_definition(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let written = &text[span.clone()];
    let colon = written.find("]:")? + 2;
    let blank = |c: char| c.is_whitespace() || c == '>';
    let start = colon + (written[colon..].len() - written[colon..].trim_start_matches(blank).len());
    let rest = &written[start..];
    let length = match rest.starts_with('<') {
        true => rest.find('>')? + 1,
        false => rest.find(char::is_whitespace).unwrap_or(rest.len()),
    };
    Some(span.start + start..span.start + start + length)
}

fn places_in_html(text: &str, span: Range<usize>) -> Vec<Place> {
    let html = &text[span.clone()];
    let tags = html_tags(html);
    let addresses = tags.iter().flat_map(html_addresses);
    let places = addresses.flat_map(|address| {
        let range = address.range();
        let value = &*address.attribute.value;
        let start = span.start + range.start;
        let whole = (value, start..span.start + range.end);
        let found = match address.kind {
            HtmlAddressKind::Candidates if html[range] == *value => match candidates_in(value) {
                Some(found) => { found.into_iter() }
                    .map(|(one, at)| (one, start + at..start + at + one.len()))
                    .collect(),
                None => vec![whole],
            },
            HtmlAddressKind::Candidates => Vec::new(),
            _ => vec![whole],
        };
        let place = |(address, span): (&str, Range<usize>)| Place {
            address: address.to_owned(),
            span,
            is_html: true,
        };
        found.into_iter().map(place).collect::<Vec<Place>>()
    });
    places.collect()
}

/// The addresses in a `srcset`, each with where it begins; `None` where it is one path with blanks in it.
fn candidates_in(value: &str) -> Option<Vec<(&str, usize)>> {
    let found = candidates(value);
    let is_description = |words: &str| {
        let mut parts = words.split_whitespace();
        parts.all(|part| {
            let number = part.strip_suffix(['w', 'x', 'h']);
            number.is_some_and(|number| number.parse::<f64>().is_ok())
        })
    };
    if found.len() == 1 && !is_description(found[0].1) {
        return None;
    }
    let mut at = 0;
    let places = found.into_iter().filter_map(|(address, _)| {
        let start = at + value[at..].find(address)?;
        at = start + address.len();
        Some((address, start))
    });
    Some(places.collect())
}

/// An address as its path and what stands behind it; `None` where it leads to another site, or has a scheme.
pub fn local_parts(address: &str) -> Option<(&str, &str)> {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, behind) = address.split_at(end);
    let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        let mut chars = scheme.chars();
        chars.next().is_some_and(|c| c.is_ascii_alphabetic())
            && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    (!has_scheme && !path.starts_with("//")).then_some((path, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_links_definitions_and_html() {
        let text = "[a](<b c.md> \"t\") ![d](e.png) [f][f] <img src='g.png' alt=x> `[h](i)`\n\n> [f]: j.md#k\n> 'title'\n\n<p>\n<a href=\"l.html?m\">n</a>\n</p>\n";
        let places = places_of(text);
        let found: Vec<_> = places
            .iter()
            .map(|place| (&text[place.span.clone()], place.address.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("<b c.md>", "b c.md"),
                ("e.png", "e.png"),
                ("g.png", "g.png"),
                ("j.md#k", "j.md#k"),
                ("l.html?m", "l.html?m"),
            ]
        );
    }

    #[test]
    fn each_candidate_of_an_image_is_an_address() {
        let text = "<picture><source srcset=\"a (1).svg\"><img src=\"b.png\" srcset=\"b.png 1x, c.png 2x\"></picture>\n";
        let places = places_of(text);
        let found: Vec<&str> = places
            .iter()
            .map(|place| &text[place.span.clone()])
            .collect();
        assert_eq!(found, ["a (1).svg", "b.png", "b.png", "c.png"]);
    }

    #[test]
    fn addresses_of_other_sites_are_told_from_paths() {
        assert_eq!(local_parts("a/b.md#c"), Some(("a/b.md", "#c")));
        assert_eq!(local_parts("#c"), Some(("", "#c")));
        assert_eq!(local_parts("/a?b#c"), Some(("/a", "?b#c")));
        for other in ["https://x.example", "mailto:a@b", "//x.example/a"] {
            assert_eq!(local_parts(other), None, "{other}");
        }
    }
}
