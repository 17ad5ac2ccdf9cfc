//! Which files there are beside the pages.

use almanac_locale::Edition;
use almanac_model::{Address, FeedFormat, Subject};

use crate::forms::{forms, forms_of_versions};
use crate::sitemap::sitemap_parts;

/// The files beside the pages, in a fixed order.
pub(crate) fn addresses(edition: &Edition<'_>) -> Vec<Address> {
    let mut files = site_files(edition);
    if edition.has_forms() {
        files.push(Address::Llms);
        let snapshot = edition.snapshot();
        let pages = snapshot.pages().iter();
        let pages = pages.map(Subject::of_page);
        let paths = snapshot.paths().iter();
        let events = snapshot.pages().iter();
        let events = events.flat_map(|page| page.event_addresses());
        let events = events.filter_map(|address| address.subject());
        let subjects = pages.chain(paths.map(|path| Subject::Path(path.slug.clone())));
        let subjects = subjects.chain(events);
        files.extend(subjects.flat_map(|subject| forms(edition, subject)));
        files.extend(forms_of_versions(edition));
    }
    files
}

/// The files about the site as a whole, its threads and its topics.
fn site_files(edition: &Edition<'_>) -> Vec<Address> {
    let snapshot = edition.snapshot();
    let threads = snapshot.pages().iter();
    let threads = threads.filter(|page| page.is_thread() && !page.is_unlisted);
    let threads = threads.map(|page| Address::ThreadFeed(page.slug.clone()));
    let topics = snapshot.topics().iter();
    let topics = topics.map(|topic| Address::TopicFeed(topic.slug.clone()));
    let topic_events = edition.topics_with_events().into_iter();
    let topic_events = topic_events.map(Address::TopicEventsFeed);
    let entries = edition.entries_with_events().into_iter();
    let entry_events = entries.map(Address::EntryEventsFeed);
    let mut files = vec![Address::Robots, Address::Feed];
    files.extend([FeedFormat::Atom, FeedFormat::Json].map(Address::EventsFeed));
    files.extend(
        threads
            .chain(topics)
            .chain(topic_events)
            .chain(entry_events),
    );
    if snapshot.config().base_url.is_some() {
        files.push(Address::Sitemap);
        files.extend((1..=sitemap_parts(edition)).map(Address::SitemapPart));
    }
    files
}
