//! What a page is, in the words of schema.org: the JSON-LD in its head.

use almanac_model::{
    Address, NamedWorks, Page, PageIndex, PathIndex, SitePlace, Slug, Topic, WorkIndex,
};

use crate::schema::{article, course, event, path_reference, source_work, step, website};
use crate::thing::Thing;
use almanac_locale::Edition;

/// How many items of a list are named; how many there are is said besides.
const MOST_ITEMS: usize = 100;

/// The data of a page, as a script element may hold it; `None` if there is nothing to say.
pub(crate) fn structured_data(edition: &Edition<'_>, address: &Address) -> Option<String> {
    describe(edition, address).map(Thing::in_script)
}

fn describe(edition: &Edition<'_>, address: &Address) -> Option<Thing> {
    let snapshot = edition.snapshot();
    match address.of_original() {
        Address::Home => Some(website(edition)),
        Address::Path(slug) => Some(course(edition, edition.path(path(edition, slug)?))),
        Address::Step(slug, number) => {
            let path = edition.path(path(edition, slug)?);
            step(edition, path, (*number, address.depth()))
        }
        Address::Entry(slug) | Address::Thread(slug) => {
            let index = snapshot.page_by_slug(slug.as_str())?;
            Some(article(edition, edition.page_at(index, address.depth())?))
        }
        Address::Event(slug, name) => {
            let index = snapshot.page_by_slug(slug.as_str())?;
            let page = edition.own_text(index);
            Some(event(
                edition,
                page,
                &page.events()[page.place_of_event(name)?],
            ))
        }
        Address::Source(name) => match snapshot.source_named(name.as_str())? {
            NamedWorks::Work(work) => {
                let work = source_work(snapshot.work(work).source());
                Some(web_page(edition, address, ("mainEntity", work)))
            }
            NamedWorks::List(_, works) => Some(work_list(edition, address, works.iter().copied())),
        },
        Address::End(slug) => {
            let path = path_reference(edition, edition.path(path(edition, slug)?));
            Some(web_page(edition, address, ("isPartOf", path)))
        }
        Address::Events
        | Address::EventsOfYear(_)
        | Address::EventsOfMonth(..)
        | Address::EntryEvents(_)
        | Address::TopicEvents(_)
        | Address::Changes
        | Address::Requested
        | Address::Progress
        | Address::Search => Some(web_page(edition, address, ("isPartOf", website(edition)))),
        _ => list(edition, address),
    }
}

fn path(edition: &Edition<'_>, slug: &Slug) -> Option<PathIndex> {
    edition.snapshot().path_by_slug(slug.as_str())
}

fn web_page(edition: &Edition<'_>, address: &Address, (relation, other): (&str, Thing)) -> Thing {
    let url = edition.full_url(address);
    Thing::new("WebPage")
        .with("url", &*url)
        .thing(relation, other)
}

/// The items of a list, by title.
fn list<'s>(edition: &Edition<'s>, address: &Address) -> Option<Thing> {
    let snapshot = edition.snapshot();
    let pages = |is_thread: bool| {
        let is_listed = |index: &PageIndex| {
            let page = snapshot.page(*index);
            page.is_thread() == is_thread && !page.is_unlisted
        };
        let pages = edition.by_title(snapshot.page_indexes().filter(is_listed));
        let pages = pages.into_iter().map(|index| snapshot.page(index));
        item_list(edition, address, pages.map(page_item))
    };
    let path_item = |index: PathIndex| {
        let path = snapshot.path(index);
        (&*path.title, Address::Path(path.slug.clone()))
    };
    Some(match address {
        Address::Entries => pages(false),
        Address::Threads => pages(true),
        Address::Paths => {
            let paths = edition.listed_paths().into_iter();
            item_list(edition, address, paths.map(path_item))
        }
        Address::Topics => {
            let topics = edition.topics_by_title(snapshot.topics()).into_iter();
            let item = |topic: &'s Topic| (&*topic.title, Address::Topic(topic.slug.clone()));
            item_list(edition, address, topics.map(item))
        }
        Address::Topic(slug) => {
            let members = snapshot.members(slug)?;
            let paths = edition.paths_by_title(members.paths.iter().copied());
            let pages = edition.by_title(members.pages.iter().copied());
            let pages = pages.into_iter().map(|index| snapshot.page(index));
            let paths = paths.into_iter().map(path_item);
            let members: Vec<(&str, Address)> = paths.chain(pages.map(page_item)).collect();
            item_list(edition, address, members.into_iter())
        }
        Address::Sources => {
            let works = snapshot.works_with_pages().into_iter();
            work_list(edition, address, works)
        }
        Address::SourcesBy(letter, part) => {
            let works = snapshot.works_in_part(*letter, *part)?.into_iter();
            work_list(edition, address, works.map(|(_, work)| work))
        }
        _ => return None,
    })
}

/// The works of a list, each where it is shown.
fn work_list(
    edition: &Edition<'_>,
    address: &Address,
    works: impl ExactSizeIterator<Item = WorkIndex>,
) -> Thing {
    let snapshot = edition.snapshot();
    let item = |work| {
        let title = &*snapshot.work(work).source().title;
        (title, snapshot.place_of_work(work))
    };
    item_list(edition, address, works.map(item))
}

fn page_item(page: &Page) -> (&str, Address) {
    (&page.title, Address::of_page(page))
}

fn item_list<'s, D: Into<SitePlace>>(
    edition: &Edition<'_>,
    address: &Address,
    items: impl ExactSizeIterator<Item = (&'s str, D)>,
) -> Thing {
    let number = items.len();
    let named = items.take(MOST_ITEMS).enumerate();
    let elements = named.map(|(index, (title, item))| {
        Thing::new("ListItem")
            .number("position", index + 1)
            .with("name", title)
            .with("url", &*edition.full_url_to(&item.into()))
    });
    Thing::new("ItemList")
        .with("url", &*edition.full_url(address))
        .number("numberOfItems", number)
        .things("itemListElement", elements)
}
