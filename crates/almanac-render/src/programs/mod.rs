//! What programs read: one file per form.

mod atom;
mod citation;
mod facts_json;
mod feeds;
mod head;
mod json;
mod llms;
mod manifest;
mod page_json;
mod path_json;
mod schema;
mod sitemap;
mod structured_data;
mod xml;

pub(crate) use citation::CitationView;
pub(crate) use head::Head;

use almanac_model::{LearningPath, Page, PageIndex};

use crate::format::{Format, Subject};
use crate::site::{Output, Site};
use crate::{Address, figures, pages};

/// Makes what is at an address, if that is for programs; `None` for a page.
pub(crate) fn render(site: &Site<'_>, address: &Address) -> Option<Output> {
    match address {
        Address::Form(subject, format) => form(site, subject, *format),
        Address::Figure(page, figure, form) => figures::figure(site, page, figure, *form),
        Address::SearchData => Some(pages::search_file(site)),
        Address::Feed => Some(feeds::site_feed(site)),
        Address::ThreadFeed(slug) => feeds::thread_feed(site, slug),
        Address::TopicFeed(slug) => feeds::topic_feed(site, slug),
        Address::Sitemap => sitemap::sitemap(site),
        Address::SitemapPart(number) => sitemap::part(site, *number),
        Address::Robots => Some(sitemap::robots(site)),
        Address::Llms => Some(llms::llms(site)),
        Address::Manifest => Some(manifest::manifest(site)),
        _ => None,
    }
}

/// The files about the site as a whole, its threads and its topics.
pub(crate) fn site_files(site: &Site<'_>) -> Vec<Address> {
    let snapshot = site.snapshot();
    let threads = snapshot.pages().iter().filter(|page| page.is_thread());
    let threads = threads.map(|page| Address::ThreadFeed(page.slug.clone()));
    let topics = snapshot.topics().iter();
    let topics = topics.map(|topic| Address::TopicFeed(topic.slug.clone()));
    let mut files = vec![Address::Robots, Address::Manifest, Address::Feed];
    files.extend(threads.chain(topics));
    if snapshot.config().base_url.is_some() {
        files.push(Address::Sitemap);
        files.extend((1..=sitemap::parts(site)).map(Address::SitemapPart));
    }
    files
}

/// A form of an entry, a thread or a path.
fn form(site: &Site<'_>, subject: &Subject, format: Format) -> Option<Output> {
    let bytes = match (find(site, subject)?, format) {
        (Found::Page(_, page), Format::Markdown) => page.text.as_bytes().to_vec(),
        (Found::Path(path), Format::Markdown) => path.text.as_bytes().to_vec(),
        (Found::Page(index, page), Format::Json) => page_json::page(site, index, page),
        (Found::Path(path), Format::Json) => path_json::path(site, path),
    };
    Some(Output {
        content_type: format.content_type(),
        bytes,
    })
}

/// What a subject is in its snapshot.
enum Found<'s> {
    Page(PageIndex, &'s Page),
    Path(&'s LearningPath),
}

fn find<'s>(site: &Site<'s>, subject: &Subject) -> Option<Found<'s>> {
    let snapshot = site.snapshot();
    let page = |slug: &str, is_thread: bool| {
        let index = snapshot.page_by_slug(slug)?;
        let page = snapshot.page(index);
        (page.is_thread() == is_thread).then_some(Found::Page(index, page))
    };
    match subject {
        Subject::Entry(slug) => page(slug.as_str(), false),
        Subject::Thread(slug) => page(slug.as_str(), true),
        Subject::Path(slug) => {
            let index = snapshot.path_by_slug(slug.as_str())?;
            Some(Found::Path(snapshot.path(index)))
        }
    }
}
