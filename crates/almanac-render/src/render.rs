//! Which page or file is at which address. This file knows all of them; none of them knows it.

use almanac_model::{Address, Event, EventFilter, Output, Page, Slug};

use crate::figures;
use crate::pages::events::event_markup;
use crate::pages::{
    changes, closing, entry, event, event_stream, home, lists, manifest, path, progress, reader,
    requested, search, source, source_lists, topics,
};
use crate::view::View;

/// Makes the page or the file at an address; `None` if there is none such.
pub(crate) fn render(view: &View<'_>, address: &Address) -> Option<Output> {
    match address {
        // An address names at most one language, so that this goes no deeper.
        Address::Translated(language, original) => {
            let view = view.in_language(Some(language));
            view.translates(original).then(|| render(&view, original))?
        }
        address => file(view, address).or_else(|| page(view, address)),
    }
}

/// Makes what is at an address, if that is for programs.
fn file(view: &View<'_>, address: &Address) -> Option<Output> {
    match address {
        Address::Figure(page, figure, form) => figures::figure(view, page, None, (figure, *form)),
        Address::Depth(depth, original) => match &**original {
            Address::Figure(page, figure, form) => {
                figures::figure(view, page, Some(*depth), (figure, *form))
            }
            _ => for_programs(view, address),
        },
        Address::Titles => Some(progress::titles(view)),
        // A server answers queries here, and a site of files has files of its own for them.
        Address::SearchData => None,
        Address::Manifest => Some(manifest::manifest(view)),
        _ => for_programs(view, address),
    }
}

fn for_programs(view: &View<'_>, address: &Address) -> Option<Output> {
    let events = |page: &Page, event: &Event| event_markup(view, page, event);
    view.for_programs().file(view, address, &events)
}

fn is_home(view: &View<'_>, slug: &Slug) -> bool {
    let home = view.snapshot().home();
    home.is_some_and(|home| view.snapshot().page(home).slug == *slug)
}

/// Makes the page at an address.
fn page(view: &View<'_>, address: &Address) -> Option<Output> {
    match address {
        Address::Home => match view.snapshot().home() {
            Some(page) => entry::entry(view, &view.snapshot().page(page).slug, None),
            None => Some(home::home(view)),
        },
        Address::Paths => Some(lists::paths(view)),
        Address::Path(slug) => path::path(view, slug),
        Address::Step(slug, number) => reader::step(view, slug, *number, None),
        Address::End(slug) => closing::closing(view, slug),
        Address::Entries => Some(lists::entries(view)),
        // The first page has no other address.
        Address::Entry(slug) if is_home(view, slug) => None,
        Address::Entry(slug) => entry::entry(view, slug, None),
        Address::Depth(depth, original) => match &**original {
            Address::Step(slug, number) => reader::step(view, slug, *number, Some(*depth)),
            Address::Entry(slug) => entry::entry(view, slug, Some(*depth)),
            Address::Thread(slug) => entry::thread(view, slug, Some(*depth)),
            _ => None,
        },
        Address::Threads => Some(lists::threads(view)),
        Address::Thread(slug) => entry::thread(view, slug, None),
        Address::Event(thread, name) => event::event(view, thread, name),
        Address::Events => Some(event_stream::events(view, &EventFilter::default())),
        Address::EventsOfYear(year) => {
            event_stream::events_of_year(view, *year, &EventFilter::default())
        }
        Address::EventsOfMonth(year, month) => {
            event_stream::events_of_month(view, (*year, *month), &EventFilter::default())
        }
        Address::EntryEvents(slug) => event_stream::events_of_entry(view, slug),
        Address::TopicEvents(slug) => event_stream::events_of_topic(view, slug),
        Address::Topics => Some(topics::topics(view)),
        Address::Topic(slug) => topics::topic(view, slug),
        Address::Sources => Some(source_lists::sources(view)),
        Address::SourcesBy(letter, part) => source_lists::sources_by(view, *letter, *part),
        Address::Source(name) => source::source(view, name),
        Address::Requested => Some(requested::requested(view)),
        Address::Progress => Some(progress::progress(view)),
        Address::Changes => Some(changes::changes(view)),
        Address::Search => Some(search::search_of_files(view)),
        _ => None,
    }
}
