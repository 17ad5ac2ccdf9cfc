//! What programs read of an almanac: one file per form.
//!
//! Each is a function of an [`Edition`]. None of them knows how a page looks: almanac-render
//! gives them the markup that a feed holds. [`Documents`] is all of them.

mod addresses;
mod atom;
mod card;
mod change_feed;
mod citation;
mod content_json;
mod dates;
mod event_feeds;
mod event_json;
mod event_markdown;
mod evidence_json;
mod facts_json;
mod feeds;
mod forms;
mod head;
mod json;
mod json_feed;
mod llms;
mod page_json;
mod path_json;
mod preview;
mod schema;
mod sitemap;
mod structured_data;
mod subject;
mod thing;
mod translation_json;
mod xml;

pub use change_feed::{FedChange, FeedPart, change_feed};

use almanac_locale::{Edition, EventMarkup, ForPrograms, HeadOf, PageCitation, PageHead};
use almanac_model::{Address, Event, Output, Page, PageOrPath};

/// What programs read of an almanac.
#[derive(Debug, Clone, Copy)]
pub struct Documents;

impl ForPrograms for Documents {
    fn addresses(&self, edition: &Edition<'_>) -> Vec<Address> {
        addresses::addresses(edition)
    }

    fn file(
        &self,
        edition: &Edition<'_>,
        address: &Address,
        events: EventMarkup<'_>,
    ) -> Option<Output> {
        match address {
            Address::Form(subject, format) => forms::form(edition, (subject, None), *format),
            Address::Depth(depth, original) => match &**original {
                Address::Form(subject, format) => {
                    forms::form(edition, (subject, Some(*depth)), *format)
                }
                _ => None,
            },
            Address::Feed => Some(feeds::site_feed(edition)),
            Address::ThreadFeed(slug) => event_feeds::thread_feed(edition, slug, events),
            Address::TopicFeed(slug) => feeds::topic_feed(edition, slug),
            Address::EventsFeed(format) => event_feeds::all_events_feed(edition, *format, events),
            Address::EntryEventsFeed(slug) => event_feeds::entry_feed(edition, slug, events),
            Address::TopicEventsFeed(slug) => event_feeds::topic_feed(edition, slug, events),
            Address::Sitemap => sitemap::sitemap(edition),
            Address::SitemapPart(number) => sitemap::sitemap_part(edition, *number),
            Address::Robots => Some(sitemap::robots(edition)),
            Address::Llms => Some(llms::llms(edition)),
            _ => None,
        }
    }

    fn head(&self, edition: &Edition<'_>, page: &HeadOf<'_>) -> PageHead {
        head::head(edition, page)
    }

    fn citation(&self, edition: &Edition<'_>, cited: PageOrPath<'_>) -> PageCitation {
        match cited {
            PageOrPath::Page(page) => citation::of_page(edition, page),
            PageOrPath::Path(path) => citation::of_path(edition, path),
        }
    }

    fn event_citation(&self, edition: &Edition<'_>, page: &Page, event: &Event) -> PageCitation {
        citation::of_event(edition, page, event)
    }
}
