//! Which files there are about the site as a whole.

use almanac_documents::sitemap_parts;
use almanac_model::Address;

use crate::view::View;

/// The files about the site as a whole, its threads and its topics.
pub(crate) fn site_files(site: &View<'_>) -> Vec<Address> {
    let snapshot = site.snapshot();
    let threads = snapshot.pages().iter().filter(|page| page.is_thread());
    let threads = threads.map(|page| Address::ThreadFeed(page.slug.clone()));
    let topics = snapshot.topics().iter();
    let topics = topics.map(|topic| Address::TopicFeed(topic.slug.clone()));
    let mut files = vec![Address::Robots, Address::Manifest, Address::Feed];
    files.extend(threads.chain(topics));
    if snapshot.config().base_url.is_some() {
        files.push(Address::Sitemap);
        files.extend((1..=sitemap_parts(site)).map(Address::SitemapPart));
    }
    files
}
