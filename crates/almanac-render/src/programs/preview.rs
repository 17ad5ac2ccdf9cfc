//! How a link to a page is shown elsewhere: Open Graph, and what Twitter's cards add to it.

use almanac_model::{Address, Format, Subject};
use serde::Serialize;

use almanac_card::{Card, HEIGHT, WIDTH};

use crate::dates::machine;
use crate::view::View;

/// A property of a page, as a `meta` element has it.
#[derive(Debug, Serialize)]
pub(crate) struct Property {
    /// The attribute that names it: `property`, or `name` where Twitter wants that.
    pub attribute: &'static str,
    pub name: &'static str,
    pub content: String,
}

/// The properties of the page at an address.
pub(super) fn properties(
    site: &View<'_>,
    address: &Address,
    title: &str,
    description: Option<&str>,
) -> Vec<Property> {
    let is_article = matches!(address.original(), Address::Entry(_) | Address::Thread(_));
    let kind = if is_article { "article" } else { "website" };
    let mut properties = vec![
        property("og:type", kind),
        property("og:site_name", &site.snapshot().config().title),
        property("og:title", title),
        property("og:url", site.full_url(address)),
    ];
    properties.extend(description.map(|words| property("og:description", words)));
    properties.extend(changed(site, address).map(|day| property("article:modified_time", day)));
    match card_of(site, address) {
        Some((subject, card)) => {
            let picture = Address::Form(subject, Format::Card);
            properties.extend([
                property("og:image", site.full_url(&picture)),
                property("og:image:width", WIDTH.to_string()),
                property("og:image:height", HEIGHT.to_string()),
                property("og:image:alt", card.alternative()),
                property("twitter:card", "summary_large_image"),
            ]);
        }
        None => properties.push(property("twitter:card", "summary")),
    }
    properties
}

fn property(name: &'static str, content: impl Into<String>) -> Property {
    let is_twitters = name.starts_with("twitter:");
    Property {
        attribute: if is_twitters { "name" } else { "property" },
        name,
        content: content.into(),
    }
}

/// The card of what a page belongs to: a step shows its path's.
fn card_of(site: &View<'_>, address: &Address) -> Option<(Subject, Card)> {
    let subject = match address.original() {
        Address::Step(path, _) | Address::End(path) => Subject::Path(path.clone()),
        _ => address.subject()?,
    };
    if !site.has_forms() {
        return None;
    }
    // A translation is shown with the picture of its original.
    let originals = site.in_language(None);
    let card = super::card::card(&originals, &subject)?;
    Some((subject, card))
}

/// When an entry or a thread was last changed.
fn changed(site: &View<'_>, address: &Address) -> Option<String> {
    let (Address::Entry(slug) | Address::Thread(slug)) = address.original() else {
        return None;
    };
    let page = site.page(site.snapshot().page_by_slug(slug.as_str())?);
    page.changed.as_ref().map(|changed| machine(&changed.date))
}
