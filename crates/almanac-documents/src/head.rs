//! What the head of a page says to programs.

use almanac_locale::{Edition, HeadLink, HeadOf, PageHead};
use almanac_model::{Address, FeedFormat, Format};

use crate::preview::properties;
use crate::structured_data::structured_data;

/// The head of a page.
pub(crate) fn head(edition: &Edition<'_>, page: &HeadOf<'_>) -> PageHead {
    PageHead {
        links: links(edition, page.address),
        properties: properties(edition, page),
        structured_data: structured_data(edition, page.address),
    }
}

fn links(edition: &Edition<'_>, address: &Address) -> Vec<HeadLink> {
    let mut links = Vec::new();
    let forms = [Format::Markdown, Format::Json].into_iter();
    let forms = forms.filter(|_| edition.has_forms());
    links.extend(forms.filter_map(|format| {
        Some(HeadLink {
            content_type: format.media_type(),
            title: None,
            href: edition.url(&address.form(format)?),
        })
    }));
    links.extend(own_feed(edition, address));
    let title = feed_title(edition, "feed-changes", &edition.snapshot().config().title);
    links.push(feed(edition, title, &Address::Feed));
    links
}

/// The feed of what a page is about.
fn own_feed(edition: &Edition<'_>, address: &Address) -> Option<HeadLink> {
    let snapshot = edition.snapshot();
    match address.of_original() {
        Address::Thread(slug) => {
            let page = snapshot.page(snapshot.page_by_slug(slug.as_str())?);
            if page.is_unlisted {
                return None;
            }
            let title = feed_title(edition, "feed-events", &page.title);
            Some(feed(edition, title, &Address::ThreadFeed(slug.clone())))
        }
        Address::Events | Address::EventsOfYear(_) | Address::EventsOfMonth(..) => {
            let title = feed_title(edition, "feed-events", &snapshot.config().title);
            Some(feed(edition, title, &Address::EventsFeed(FeedFormat::Atom)))
        }
        Address::EntryEvents(slug) => {
            let page = snapshot.page(snapshot.page_by_slug(slug.as_str())?);
            let title = feed_title(edition, "feed-events", &page.title);
            Some(feed(
                edition,
                title,
                &Address::EntryEventsFeed(slug.clone()),
            ))
        }
        Address::TopicEvents(slug) => {
            let topic = snapshot.topic(slug.as_str())?;
            let title = feed_title(edition, "feed-events", &topic.title);
            Some(feed(
                edition,
                title,
                &Address::TopicEventsFeed(slug.clone()),
            ))
        }
        Address::Topic(slug) => {
            let topic = snapshot.topic(slug.as_str())?;
            let title = feed_title(edition, "feed-changes", &topic.title);
            Some(feed(edition, title, &Address::TopicFeed(slug.clone())))
        }
        _ => None,
    }
}

/// What a feed is called among the others of a page: in a language without an interface by its name alone.
fn feed_title(edition: &Edition<'_>, id: &str, name: &str) -> String {
    match edition.locale().speaks() {
        true => edition.locale().named(id, name),
        false => name.to_owned(),
    }
}

fn feed(edition: &Edition<'_>, title: String, address: &Address) -> HeadLink {
    HeadLink {
        content_type: "application/atom+xml",
        title: Some(title),
        href: edition.url(address),
    }
}
