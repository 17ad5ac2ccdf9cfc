//! The ids of a body, each once.

use std::collections::HashSet;
use std::ops::Range;

use almanac_model::is_free_id;
use almanac_syntax::{HtmlAttribute, HtmlTag, html_tags};

use crate::html::Html;

/// Takes out of a body the ids that something else there has: authors can give one by HTML that a heading or a figure has, or
/// one that stands before. Browsers would follow a link to the first of the two only. Such ids are reported (`duplicate-id`).
pub(super) fn with_unique_ids(html: Html) -> Html {
    let repeated = repeated_ids(&html_tags(html.as_str()));
    without_attributes(html, repeated)
}

/// Takes the ids that an author gave by HTML out of Markdown beside a body, which may be shown on several pages or
/// twice on one. They are reported, too (`removed-markup`).
pub(super) fn without_ids(html: Html) -> Html {
    let tags = html_tags(html.as_str());
    let attributes = tags.iter().flat_map(|tag| {
        let given = tag.attributes.iter();
        given.filter(|attribute| gives_id(tag, attribute) && is_free_id(&attribute.value))
    });
    let places = attributes.map(place).collect();
    without_attributes(html, places)
}

/// The markup of an embedded text, its ids and the links to them with a prefix.
pub(super) fn with_prefix(html: Html, prefix: &str) -> Html {
    let html = html.into_string();
    if !html.contains(" id=\"") && !html.contains("href=\"#") {
        return Html::of_body(html);
    }
    // In words a quotation mark is written as a reference, so that what is found here is an attribute.
    let html = html.replace(" id=\"", &format!(" id=\"{prefix}"));
    Html::of_body(html.replace("href=\"#", &format!("href=\"#{prefix}")))
}

fn without_attributes(html: Html, places: Vec<Range<usize>>) -> Html {
    if places.is_empty() {
        return html;
    }
    let text = html.as_str();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for attribute in places {
        out.push_str(&text[at..attribute.start]);
        at = attribute.end;
    }
    out.push_str(&text[at..]);
    Html::of_body(out)
}

fn gives_id(tag: &HtmlTag<'_>, attribute: &HtmlAttribute<'_>) -> bool {
    attribute.name == "id" || attribute.name == "name" && tag.name == "a"
}

/// Where an attribute stands, with the space before it.
fn place(attribute: &HtmlAttribute<'_>) -> Range<usize> {
    let start = attribute.range.start - attribute.name.len() - " =\"".len();
    start..attribute.range.end + 1
}

/// The places of the attributes that give an id which is taken, in order, each with the space before it.
fn repeated_ids(tags: &[HtmlTag<'_>]) -> Vec<Range<usize>> {
    let kept: HashSet<&str> = tags
        .iter()
        .filter(|tag| keeps_id(tag))
        .filter_map(id_of)
        .collect();
    let mut taken = HashSet::new();
    let mut repeated = Vec::new();
    for tag in tags {
        let owns = keeps_id(tag);
        let mut own = HashSet::new();
        for attribute in &tag.attributes {
            let id = &*attribute.value;
            // An element may give its id as its name, too.
            if !gives_id(tag, attribute) || !is_free_id(id) || own.contains(id) {
                continue;
            }
            if (owns || !kept.contains(id)) && taken.insert(id) {
                own.insert(id);
                continue;
            }
            repeated.push(place(attribute));
        }
    }
    repeated
}

/// Whether a tag begins a heading or a figure, whose id is kept wherever it stands.
fn keeps_id(tag: &HtmlTag<'_>) -> bool {
    matches!(
        &*tag.name,
        "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

fn id_of<'t>(tag: &'t HtmlTag<'_>) -> Option<&'t str> {
    tag.attribute("id").map(|id| &*id.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_heading_is_kept_and_else_the_first() {
        for (html, unique) in [
            (
                "<p><a id=\"b\"></a></p><h2 id=\"b\">B</h2><p id=\"b\">x</p>",
                "<p><a></a></p><h2 id=\"b\">B</h2><p>x</p>",
            ),
            (
                "<a name=\"é\" id=\"é\">x</a><b title=\"y\" id=\"é\" dir=\"ltr\">z</b><a name=\"é\"></a>",
                "<a name=\"é\" id=\"é\">x</a><b title=\"y\" dir=\"ltr\">z</b><a></a>",
            ),
            (
                "<sup id=\"fnref:1.1\"></sup><sup id=\"fnref:1.1\"></sup>",
                "",
            ),
            (
                "<p>id=\"a\" id=\"a\"</p><input name=\"a\"><a id=\"a\"></a>",
                "",
            ),
        ] {
            let expected = if unique.is_empty() { html } else { unique };
            assert_eq!(
                with_unique_ids(Html::of_body(html.to_owned())).as_str(),
                expected
            );
        }
    }
}
