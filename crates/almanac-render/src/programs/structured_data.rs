//! What a page is, in the words of schema.org: the JSON-LD in its head.

use almanac_model::{Address, Page, PathIndex, Slug};

use super::schema::{article, course, path_reference, source_work, step, website};
use super::thing::Thing;
use crate::html::Html;
use crate::view::View;

/// How many items of a list are named; how many there are is said besides.
const MOST_ITEMS: usize = 100;

/// The data of a page, as a script element may hold it; `None` if there is nothing to say.
pub(super) fn structured_data(site: &View<'_>, address: &Address) -> Option<Html> {
    describe(site, address).map(Thing::in_script)
}

fn describe(site: &View<'_>, address: &Address) -> Option<Thing> {
    let snapshot = site.snapshot();
    match address.original() {
        Address::Home => Some(website(site)),
        Address::Path(slug) => Some(course(site, site.path(path(site, slug)?))),
        Address::Step(slug, number) => step(site, site.path(path(site, slug)?), *number),
        Address::Entry(slug) | Address::Thread(slug) => {
            let index = snapshot.page_by_slug(slug.as_str())?;
            Some(article(site, site.page(index)))
        }
        Address::Source(key) => {
            let work = source_work(snapshot.source(key)?);
            Some(web_page(site, address, ("mainEntity", work)))
        }
        Address::End(slug) => {
            let path = path_reference(site, site.path(path(site, slug)?));
            Some(web_page(site, address, ("isPartOf", path)))
        }
        Address::Changes | Address::Requested | Address::Progress | Address::Search => {
            Some(web_page(site, address, ("isPartOf", website(site))))
        }
        _ => list(site, address),
    }
}

fn path(site: &View<'_>, slug: &Slug) -> Option<PathIndex> {
    site.snapshot().path_by_slug(slug.as_str())
}

fn web_page(site: &View<'_>, address: &Address, (relation, other): (&str, Thing)) -> Thing {
    let url = site.full_url(address);
    Thing::new("WebPage")
        .with("url", &*url)
        .thing(relation, other)
}

/// The items of a list, in the order of their slugs.
fn list(site: &View<'_>, address: &Address) -> Option<Thing> {
    let snapshot = site.snapshot();
    let pages = |is_thread: bool| {
        let pages = snapshot.pages().iter().map(AsRef::as_ref);
        let pages: Vec<&Page> = pages.filter(|page| page.is_thread() == is_thread).collect();
        item_list(site, address, pages.into_iter().map(page_item))
    };
    Some(match address {
        Address::Entries => pages(false),
        Address::Threads => pages(true),
        Address::Paths => {
            let paths = snapshot.paths().iter().map(AsRef::as_ref);
            let item = |slug: &Slug| Address::Path(slug.clone());
            item_list(
                site,
                address,
                paths.map(|path| (&*path.title, item(&path.slug))),
            )
        }
        Address::Topics => {
            let topics = snapshot.topics().iter();
            let item = |slug: &Slug| Address::Topic(slug.clone());
            item_list(
                site,
                address,
                topics.map(|topic| (&*topic.title, item(&topic.slug))),
            )
        }
        Address::Topic(slug) => {
            let members = site.snapshot().members(slug)?;
            let paths = members.paths.iter().map(|index| snapshot.path(*index));
            let paths = paths.map(|path| (&*path.title, Address::Path(path.slug.clone())));
            let pages = members.pages.iter().map(|index| snapshot.page(*index));
            let members: Vec<(&str, Address)> = paths.chain(pages.map(page_item)).collect();
            item_list(site, address, members.into_iter())
        }
        Address::Sources => {
            let sources = snapshot.sources().iter();
            let item = |source: &almanac_model::Source| Address::Source(source.key.clone());
            item_list(
                site,
                address,
                sources.map(|source| (&*source.title, item(source))),
            )
        }
        _ => return None,
    })
}

fn page_item(page: &Page) -> (&str, Address) {
    (&page.title, Address::of_page(page))
}

fn item_list<'s>(
    site: &View<'_>,
    address: &Address,
    items: impl ExactSizeIterator<Item = (&'s str, Address)>,
) -> Thing {
    let number = items.len();
    let named = items.take(MOST_ITEMS).enumerate();
    let elements = named.map(|(index, (title, item))| {
        Thing::new("ListItem")
            .number("position", index + 1)
            .with("name", title)
            .with("url", &*site.full_url(&item))
    });
    Thing::new("ItemList")
        .with("url", &*site.full_url(address))
        .number("numberOfItems", number)
        .things("itemListElement", elements)
}
