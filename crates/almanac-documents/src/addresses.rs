//! Which files there are beside the pages.

use almanac_locale::Edition;
use almanac_model::{Address, Subject};

use crate::forms::{forms, forms_of_translations};
use crate::sitemap::sitemap_parts;

/// The files beside the pages, in a fixed order.
pub(crate) fn addresses(edition: &Edition<'_>) -> Vec<Address> {
    let mut files = site_files(edition);
    if edition.has_forms() {
        files.push(Address::Llms);
        let snapshot = edition.snapshot();
        let pages = snapshot.pages().iter();
        let pages = pages.map(|page| Subject::of_page(page));
        let paths = snapshot.paths().iter();
        let subjects = pages.chain(paths.map(|path| Subject::Path(path.slug.clone())));
        files.extend(subjects.flat_map(|subject| forms(edition, subject)));
        files.extend(forms_of_translations(edition));
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
    let mut files = vec![Address::Robots, Address::Feed];
    files.extend(threads.chain(topics));
    if snapshot.config().base_url.is_some() {
        files.push(Address::Sitemap);
        files.extend((1..=sitemap_parts(edition)).map(Address::SitemapPart));
    }
    files
}
