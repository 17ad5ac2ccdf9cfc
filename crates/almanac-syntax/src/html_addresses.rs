//! Which attributes of raw HTML are addresses, and what browsers do with them.

use std::ops::Range;

use crate::html_tags::{HtmlAttribute, HtmlTag};

/// An attribute of a tag that holds addresses.
#[derive(Debug)]
pub struct HtmlAddress<'t> {
    /// The attribute.
    pub attribute: &'t HtmlAttribute<'t>,
    /// What is done with its addresses.
    pub kind: HtmlAddressKind,
}

/// What a browser does with an address in HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HtmlAddressKind {
    /// It is followed, if the reader wishes: `<a href>`.
    Followed,
    /// It is shown as an image: `<img src>`.
    Image,
    /// It is loaded with the page: `<video src>`.
    Loaded,
    /// One of several is loaded: `<img srcset>`.
    Candidates,
}

/// The addresses in a tag, in the order in which they are written.
pub fn html_addresses<'t>(tag: &'t HtmlTag<'t>) -> impl Iterator<Item = HtmlAddress<'t>> {
    tag.attributes.iter().filter_map(|attribute| {
        let kind = html_address_kind(&tag.name, &attribute.name)?;
        Some(HtmlAddress { attribute, kind })
    })
}

/// What is done with the addresses in an attribute of an element that a page may have; `None` if there are none in it.
pub fn html_address_kind(element: &str, attribute: &str) -> Option<HtmlAddressKind> {
    match (element, attribute) {
        ("a" | "area", "href") | ("blockquote" | "del" | "ins" | "q", "cite") => {
            Some(HtmlAddressKind::Followed)
        }
        ("img", "src") => Some(HtmlAddressKind::Image),
        ("audio" | "source" | "track" | "video", "src") | ("video", "poster") => {
            Some(HtmlAddressKind::Loaded)
        }
        ("img" | "source", "srcset") => Some(HtmlAddressKind::Candidates),
        _ => None,
    }
}

impl HtmlAddress<'_> {
    /// The addresses, each with the description that follows it among candidates: `2x`, `480w`.
    pub fn values(&self) -> Vec<(&str, &str)> {
        let value = &*self.attribute.value;
        match self.kind {
            HtmlAddressKind::Candidates => candidates(value),
            _ => vec![(value, "")],
        }
    }

    /// The bytes of the value in the HTML that was read.
    pub fn range(&self) -> Range<usize> {
        self.attribute.range.clone()
    }
}

/// The candidates of a `srcset`, as the
/// [HTML standard](https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute) divides them.
pub fn candidates(srcset: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let is_between = |c: char| c.is_ascii_whitespace() || c == ',';
    let mut rest = srcset.trim_start_matches(is_between);
    while !rest.is_empty() {
        let length = rest.find(|c: char| c.is_ascii_whitespace());
        let (address, behind) = rest.split_at(length.unwrap_or(rest.len()));
        let trimmed = address.trim_end_matches(',');
        let (description, behind) = match trimmed.len() < address.len() {
            true => ("", behind),
            false => behind.split_once(',').unwrap_or((behind, "")),
        };
        found.push((trimmed, description.trim()));
        rest = behind.trim_start_matches(is_between);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html_tags::html_tags;

    #[test]
    fn candidates_are_told_from_what_describes_them() {
        assert_eq!(
            candidates("a.png, b%2C,c.png 2x,\n d.png 480w"),
            [("a.png", ""), ("b%2C,c.png", "2x"), ("d.png", "480w")]
        );
        assert_eq!(candidates(" a.png,"), [("a.png", "")]);
        assert_eq!(candidates(" , "), []);
    }

    #[test]
    fn every_address_that_a_browser_would_follow_or_load_is_found() {
        let html = "<a href=1 name=x><area href=2><img alt=x src=3 srcset='4 1x, 5 2x'>\
                    <video poster=6 src=7><source src=8 srcset=9><audio src=10><track src=11>";
        let tags = html_tags(html);
        let mut values = Vec::new();
        for address in tags.iter().flat_map(html_addresses) {
            values.extend(
                address
                    .values()
                    .iter()
                    .map(|(value, _)| (*value).to_owned()),
            );
        }
        let numbers: Vec<String> = (1..=11).map(|number| number.to_string()).collect();
        assert_eq!(values, numbers);
    }
}
