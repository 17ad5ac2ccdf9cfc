//! What programs read: one file per form.

mod atom;
mod card;
mod citation;
mod facts_json;
mod feeds;
mod head;
mod json;
mod lettering;
mod llms;
mod manifest;
mod page_json;
mod path_json;
mod picture;
mod preview;
mod schema;
mod sitemap;
mod structured_data;
mod thing;
mod translation_json;
mod xml;

pub(crate) use citation::CitationView;
pub(crate) use head::Head;

use almanac_model::{Address, Format, LearningPath, Page, PageIndex, Subject};

use crate::site::{Output, Site};
use crate::{figures, pages};
use card::Card;

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

/// The forms that a subject has, in a fixed order.
pub(crate) fn forms(site: &Site<'_>, subject: Subject) -> Vec<Address> {
    let has_card = Card::of(site, &subject).is_some();
    let formats = Format::ALL.into_iter();
    formats
        .filter(|format| has_card || *format != Format::Card)
        .map(|format| Address::Form(subject.clone(), format))
        .collect()
}

/// The forms of all translations, in a fixed order. The picture of the original does for them, too.
pub(crate) fn forms_of_translations(site: &Site<'_>) -> Vec<Address> {
    let snapshot = site.snapshot();
    let pages = snapshot
        .translations()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_page);
    let paths = snapshot
        .path_translations()
        .iter()
        .map(AsRef::as_ref)
        .map(Address::of_path);
    let both = |page: Address| [Format::Markdown, Format::Json].map(|format| page.form(format));
    pages.chain(paths).flat_map(both).flatten().collect()
}

/// A form of an entry, a thread or a path.
fn form(site: &Site<'_>, subject: &Subject, format: Format) -> Option<Output> {
    let found = find(site, subject)?;
    let bytes = match format {
        Format::Markdown => match found {
            Found::Page(_, page) => page.text.as_bytes().to_vec(),
            Found::Path(path) => path.text.as_bytes().to_vec(),
        },
        Format::Json => match found {
            Found::Page(index, page) => page_json::page(site, index, page),
            Found::Path(path) => path_json::path(site, path),
        },
        Format::Card => Card::of(site, subject)?.draw()?,
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
        let page = site.page(index);
        (page.is_thread() == is_thread).then_some(Found::Page(index, page))
    };
    match subject {
        Subject::Entry(slug) => page(slug.as_str(), false),
        Subject::Thread(slug) => page(slug.as_str(), true),
        Subject::Path(slug) => {
            let index = snapshot.path_by_slug(slug.as_str())?;
            Some(Found::Path(site.path(index)))
        }
    }
}
