//! How a link to a page is shown elsewhere: Open Graph, and what Twitter's cards add to it.

use almanac_card::{Card, HEIGHT, WIDTH};
use almanac_locale::{Edition, HeadOf, HeadProperty};
use almanac_model::{Address, Format, Slug, Subject};

use crate::card::card;
use crate::dates::machine_change;

/// The properties of the page at an address.
pub(crate) fn properties(edition: &Edition<'_>, page: &HeadOf<'_>) -> Vec<HeadProperty> {
    let HeadOf {
        address,
        title,
        description,
    } = *page;
    let is_article = matches!(
        address.of_original(),
        Address::Entry(_) | Address::Thread(_) | Address::Event(..)
    );
    let kind = if is_article { "article" } else { "website" };
    let mut properties = vec![
        property("og:type", kind),
        property("og:site_name", &edition.snapshot().config().title),
        property("og:title", title),
        property("og:url", edition.full_url(address)),
    ];
    properties.extend(description.map(|words| property("og:description", words)));
    properties.extend(changed(edition, address).map(|day| property("article:modified_time", day)));
    match card_of(edition, address) {
        Some((subject, card)) => {
            let picture = Address::Form(subject, Format::Card);
            properties.extend([
                property("og:image", edition.full_url(&picture)),
                property("og:image:width", WIDTH.to_string()),
                property("og:image:height", HEIGHT.to_string()),
                property("og:image:alt", card.alternative()),
                property("twitter:card", "summary_large_image"),
            ]);
        }
        None => properties.push(property("twitter:card", "summary")),
    }
    if is_unlisted(edition, address) {
        properties.push(property("robots", "noindex"));
    }
    properties
}

/// Whether an address shows an unlisted page, by itself or as a step of a path.
fn is_unlisted(edition: &Edition<'_>, address: &Address) -> bool {
    let snapshot = edition.snapshot();
    let path_of = |slug: &Slug| {
        snapshot
            .path_by_slug(slug.as_str())
            .map(|path| edition.path(path))
    };
    match address.of_original() {
        Address::Entry(slug)
        | Address::Thread(slug)
        | Address::Event(slug, _)
        | Address::EntryEvents(slug) => {
            let page = snapshot.page_by_slug(slug.as_str());
            page.is_some_and(|page| edition.page(page).is_unlisted)
        }
        Address::Path(slug) | Address::End(slug) => {
            path_of(slug).is_some_and(|path| path.is_unlisted)
        }
        Address::Step(slug, number) => path_of(slug).is_some_and(|path| {
            let step = number
                .checked_sub(1)
                .and_then(|place| path.steps.get(place));
            let page = step.and_then(|step| step.page);
            path.is_unlisted || page.is_some_and(|page| edition.page(page).is_unlisted)
        }),
        _ => false,
    }
}

fn property(name: &'static str, content: impl Into<String>) -> HeadProperty {
    let has_name = name.starts_with("twitter:") || name == "robots";
    HeadProperty {
        attribute: if has_name { "name" } else { "property" },
        name,
        content: content.into(),
    }
}

/// The card of what a page belongs to: a step shows its path's.
fn card_of(edition: &Edition<'_>, address: &Address) -> Option<(Subject, Card)> {
    let subject = match address.of_original() {
        Address::Step(path, _) | Address::End(path) => Subject::Path(path.clone()),
        _ => address.subject()?,
    };
    if !edition.has_forms() {
        return None;
    }
    // A translation is shown with the picture of its original.
    let originals = edition.in_language(None);
    let card = card(&originals, &subject)?;
    Some((subject, card))
}

/// When an entry or a thread was last changed.
fn changed(edition: &Edition<'_>, address: &Address) -> Option<String> {
    let (Address::Entry(slug) | Address::Thread(slug) | Address::Event(slug, _)) =
        address.of_original()
    else {
        return None;
    };
    let index = edition.snapshot().page_by_slug(slug.as_str())?;
    let page = edition.page_at(index, address.depth())?;
    machine_change(edition, page.changed.as_ref())
}
