//! The site that a snapshot makes: which pages and files there are. What is at each address is made by `render.rs`.

use std::sync::Arc;

use almanac_locale::ForPrograms;
use almanac_model::{
    Address, Date, Day, Event, EventFilter, EventName, FilePath, LanguageTag, LearningPath, Level,
    LinkTarget, Output, Page, Report, SitePlace, Slug, Snapshot, Subject,
};
use almanac_search::SearchResults;

use crate::dialect::dialect;
use crate::figures;
use crate::host_headers::host_headers;
use crate::look::Look;
use crate::names::SiteNames;
use crate::pages::source_lists::source_pages;
use crate::pages::{event_stream, moved, not_found, search};
use crate::render::render;
use crate::results::WordedResults;
use crate::search_parameters::SearchParameters;
use crate::source_tables::source_tables;
use crate::view::{View, Whole};

/// The pages of one snapshot on one day.
///
/// Making a site costs next to nothing.
pub struct Site<'s> {
    view: View<'s>,
}

impl<'s> Site<'s> {
    /// The site of a snapshot as it is on `today`, with what programs read of it.
    pub fn new(snapshot: &'s Snapshot, today: Day, for_programs: &'s dyn ForPrograms) -> Self {
        Self {
            view: View::new(snapshot, today, for_programs),
        }
    }

    /// Has pages reload by themselves and show what the compiler said.
    #[must_use]
    pub fn live(mut self, report: &'s Report) -> Self {
        self.view.show_report(report);
        self
    }

    /// Has pages lead to their history, as a server has it.
    #[must_use]
    pub fn with_past(mut self) -> Self {
        self.view.lead_to_past();
        self
    }

    /// Has pages lead to where they are changed, as a server has it.
    #[must_use]
    pub fn with_editing(mut self) -> Self {
        self.view.lead_to_editing();
        self
    }

    /// Has pages that are not there lead to where they are begun, as a server has it that can write them.
    #[must_use]
    pub fn with_new_pages(mut self) -> Self {
        self.view.lead_to_new_pages();
        self
    }

    /// Has every page say that the whole is shown as a revision has it.
    #[must_use]
    pub fn as_of(mut self, revision: &'s str, recorded: Option<Date>) -> Self {
        self.view.show_whole(Whole { revision, recorded });
        self
    }

    /// Leaves out the forms of pages for programs, so that no page names them.
    #[must_use]
    pub fn pages_only(mut self) -> Self {
        self.view.leave_out_forms();
        self
    }

    /// Makes it a site of files: addresses are written as hosts of files answer them, and where no `base_url` says where
    /// the site will lie, they begin with the way up to its root.
    #[must_use]
    pub fn as_files(mut self) -> Self {
        self.view.make_files();
        self
    }

    /// Whether addresses begin with the way up to the site's root.
    pub fn is_relative(&self) -> bool {
        self.view.is_relative()
    }

    /// What a page at the root reads: its addresses begin there.
    pub(crate) fn view_from_root(&self) -> View<'s> {
        match self.is_relative() {
            true => self.view.in_file("index.html"),
            false => self.view.in_language(None),
        }
    }

    /// Takes the look that another site of the same snapshot has, so that it is made once.
    #[must_use]
    pub fn with_look(mut self, look: Arc<Look>) -> Self {
        self.view.set_look(look);
        self
    }

    /// How the almanac looks.
    pub fn look(&self) -> &Look {
        self.view.look()
    }

    /// Every page, in a fixed order.
    pub fn addresses(&self) -> Vec<Address> {
        let mut addresses = vec![Address::Home, Address::Paths];
        let paths = self.view.snapshot().paths().iter();
        for path in paths.chain(self.view.snapshot().path_translations()) {
            addresses.push(Address::of_path(path));
            addresses.extend(steps_of(&self.view, path));
            addresses.push(Address::of_end(path));
        }
        addresses.push(Address::Entries);
        addresses.push(Address::Threads);
        addresses.extend(
            self.view
                .snapshot()
                .pages()
                .iter()
                .filter(|page| !page.is_home)
                .map(Address::of_page),
        );
        addresses.extend(self.view.snapshot().versions().iter().map(Address::of_page));
        let versions = self.view.snapshot().pages().iter();
        let versions = versions.chain(self.view.snapshot().versions());
        addresses.extend(versions.flat_map(|page| page.event_addresses()));
        addresses.push(Address::Events);
        addresses.extend(self.view.event_lists());
        addresses.extend(self.view.translated_event_lists());
        addresses.push(Address::Topics);
        addresses.extend(
            self.view
                .snapshot()
                .topics()
                .iter()
                .map(|topic| Address::Topic(topic.slug.clone())),
        );
        addresses.push(Address::Sources);
        addresses.extend(source_pages(&self.view));
        addresses.extend([
            Address::Changes,
            Address::Requested,
            Address::Progress,
            Address::Titles,
            Address::Search,
        ]);
        let languages = self.view.snapshot().config().languages.iter();
        addresses.extend(languages.map(|tag| Address::Search.in_language(Some(tag))));
        addresses
    }

    /// The files for programs beside the pages, in a fixed order.
    pub fn files(&self) -> Vec<Address> {
        let view = &self.view;
        let snapshot = view.snapshot();
        let mut files = vec![Address::Manifest];
        files.extend(view.for_programs().addresses(view));
        if view.has_forms() {
            for page in snapshot.pages().iter().chain(snapshot.versions()) {
                files.extend(figures::addresses(
                    page,
                    dialect(snapshot.config()).of_file(page.file.as_str()),
                ));
            }
        }
        files
    }

    /// The files that are served as they are, by address, sorted. One replaces what [`Site::files`] has there.
    pub fn static_files(&self) -> impl Iterator<Item = (&'s str, &'s FilePath)> {
        let files = self.view.snapshot().appearance().static_files.iter();
        files.map(|(address, file)| (address.as_str(), file))
    }

    /// Renders a page or a file; `None` if there is none such.
    pub fn render(&self, address: &Address) -> Option<Output> {
        match self.is_relative() {
            true => render(&self.view.in_file(&address.file()), address),
            false => render(&self.view, address),
        }
    }

    /// The same in a language, where there are translations into it; without one, in the almanac's own.
    #[must_use]
    pub fn in_language(self, language: Option<&LanguageTag>) -> Self {
        Self {
            view: self.view.in_language(language),
        }
    }

    /// Whether there is search at an address: the almanac's own, or in a language into which it is translated.
    pub fn searches_at(&self, address: &Address) -> bool {
        let is_search = matches!(address.original(), Address::Search | Address::SearchData);
        let in_language = address.language();
        let is_there = |tag| {
            self.view
                .in_language(Some(tag))
                .translates(address.original())
        };
        is_search && in_language.is_none_or(is_there)
    }

    /// The page of what was found for what an address asks.
    pub fn search(&self, asked: &SearchParameters, results: &SearchResults) -> Output {
        search::search(&self.view, asked, results)
    }

    /// What was found, as JSON.
    pub fn search_data(&self, asked: &SearchParameters, results: &SearchResults) -> Output {
        search::search_json(&self.view, asked, results)
    }

    /// What was found, in words and with addresses.
    pub fn in_words(&self, asked: &SearchParameters, results: &SearchResults) -> WordedResults {
        WordedResults::new(&self.view, asked, results)
    }

    /// The page of a list of events that a filter narrows; `None` if there is no such list.
    pub fn narrowed_events(&self, address: &Address, filter: &EventFilter) -> Option<Output> {
        let view = self.view.in_language(address.language());
        if address.language().is_some() && !view.translates(address.original()) {
            return None;
        }
        match address.original() {
            Address::Events => Some(event_stream::events(&view, filter)),
            Address::EventsOfYear(year) => event_stream::events_of_year(&view, *year, filter),
            Address::EventsOfMonth(year, month) => {
                event_stream::events_of_month(&view, (*year, *month), filter)
            }
            _ => None,
        }
    }

    /// The page that says that there is nothing at `path`, and what is nearest to it.
    pub fn not_found(&self, path: &str) -> Output {
        self.not_found_among(&SiteNames::after(None, self.view.snapshot()), path, 0)
    }

    /// The same with names that are kept, as making them takes longer than making the page, and with how many proposals would make a
    /// page there.
    pub fn not_found_among(&self, names: &SiteNames, path: &str, waiting: usize) -> Output {
        not_found::not_found(&self.view, names, path, waiting)
    }

    /// The page of a static site for addresses that lead to nothing.
    pub fn not_found_file(&self) -> Output {
        not_found::not_found_anywhere(&self.view)
    }

    /// What a static site tells its host of the headers that it is sent with, in the file [`HOST_HEADERS_FILE`].
    ///
    /// [`HOST_HEADERS_FILE`]: crate::HOST_HEADERS_FILE
    pub fn host_headers(&self) -> String {
        host_headers(&self.view)
    }

    /// The files of a static site, with their bytes, in which that page finds where sources without a page of their own
    /// are.
    pub fn source_tables(&self) -> Vec<(String, Vec<u8>)> {
        source_tables(&self.view)
    }

    /// The page of a static site, in the file `former` of it, that leads to `target`.
    pub fn moved(&self, former: &str, target: &SitePlace) -> String {
        moved::moved(&self.view.in_file(former), target).into_string()
    }

    /// The view that its pages are made from.
    pub(crate) fn view(&self) -> &View<'s> {
        &self.view
    }

    /// Where what is asked for at `address` is now, if it is not there: a
    /// former slug leads to the present one, an entry's to a thread that bears it, and a source to
    /// where it is shown.
    pub fn redirect(&self, address: &Address) -> Option<SitePlace> {
        let found = match address {
            Address::Source(name) => self.view.snapshot().place_of_source_name(name)?,
            _ => self.moved_to(address)?.into(),
        };
        (found.address != *address).then_some(found)
    }

    /// Where the page is now that was at a path from the root of another site.
    pub fn former(&self, path: &str) -> Option<SitePlace> {
        let address = self.view.snapshot().address_at_former_path(path)?;
        Some(address.into())
    }

    fn moved_to(&self, address: &Address) -> Option<Address> {
        let target = match address {
            Address::Entry(slug) | Address::Thread(slug) => {
                match self.view.snapshot().resolve(slug.as_str()) {
                    LinkTarget::Page(index) => Address::of_page(self.view.snapshot().page(index)),
                    _ => return None,
                }
            }
            Address::Path(slug) => Address::Path(self.path_now(slug)?),
            Address::Step(slug, number) => Address::Step(self.path_now(slug)?, *number),
            Address::Depth(depth, original) => {
                let now = self.moved_to(original);
                at_depth(
                    &self.view,
                    now.unwrap_or_else(|| (**original).clone()),
                    *depth,
                )?
            }
            Address::End(slug) => Address::End(self.path_now(slug)?),
            Address::Form(subject, format) => {
                let page = self.moved_to(&Address::from(subject.clone()))?;
                Address::Form(page.subject()?, *format)
            }
            Address::Translated(language, original) => {
                let view = self.view.in_language(Some(language));
                let original = match &**original {
                    // A path may show another depth in each language.
                    Address::Depth(depth, step) if matches!(**step, Address::Step(..)) => {
                        let now = self.moved_to(step);
                        at_depth(&view, now.unwrap_or_else(|| (**step).clone()), *depth)?
                    }
                    original => self.moved_to(original)?,
                };
                let language = Some(language).filter(|_| view.translates(&original));
                original.in_language(language)
            }
            Address::Event(thread, name) => self.event_moved_to(thread, name)?,
            Address::EntryEvents(slug) | Address::EntryEventsFeed(slug) => {
                match self.moved_to(&Address::Entry(slug.clone()))? {
                    Address::Entry(slug) if matches!(address, Address::EntryEvents(_)) => {
                        Address::EntryEvents(slug)
                    }
                    Address::Entry(slug) => Address::EntryEventsFeed(slug),
                    _ => return None,
                }
            }
            Address::ThreadFeed(slug) => match self.moved_to(&Address::Thread(slug.clone()))? {
                Address::Thread(slug) => Address::ThreadFeed(slug),
                _ => return None,
            },
            _ => return None,
        };
        (target != *address).then_some(target)
    }

    /// Where an event is that its thread has under another id, which another thread has now, or whose thread is called
    /// otherwise. Ids that differ in case alone are one.
    fn event_moved_to(&self, thread: &Slug, name: &EventName) -> Option<Address> {
        let snapshot = self.view.snapshot();
        let at =
            |page: &Page, event: &Event| Some(Address::Event(page.slug.clone(), event.name()?));
        if let Some(index) = snapshot.page_by_slug(thread.as_str()) {
            let page = snapshot.page(index);
            let has_name = |event: &&Event| {
                let mut ids = std::iter::once(&event.id).chain(&event.further_ids);
                ids.any(|id| EventName::new(id.as_str()).is_ok_and(|id| id.is_same_file(name)))
            };
            if let Some(event) = page.events().iter().find(has_name) {
                return at(page, event);
            }
        }
        if let Some((index, id)) = snapshot.moved_event(thread, name.as_str()) {
            let page = snapshot.page(index);
            let event = page.events().iter().find(|event| event.id == *id)?;
            return at(page, event);
        }
        match self.moved_to(&Address::Thread(thread.clone()))? {
            Address::Thread(now) => {
                let page = snapshot.page(snapshot.page_by_slug(now.as_str())?);
                match page.place_of_event(name) {
                    Some(place) => at(page, &page.events()[place]),
                    // The thread that it leads to is called so now: this goes no deeper.
                    None => self.event_moved_to(&now, name),
                }
            }
            _ => None,
        }
    }

    fn path_now(&self, slug: &Slug) -> Option<Slug> {
        let index = self.view.snapshot().path_by_name(slug.as_str())?;
        Some(self.view.snapshot().path(index).slug.clone())
    }
}

/// Where a depth of what is at an address is shown: at the address itself, if that is told at this level.
fn at_depth(view: &View<'_>, address: Address, depth: Level) -> Option<Address> {
    let snapshot = view.snapshot();
    let own = match &address {
        Address::Step(path, number) => {
            let path = snapshot.path(snapshot.path_by_slug(path.as_str())?);
            let step = path.steps.get(number.checked_sub(1)?)?;
            if view.step_at(step, depth).is_some() {
                return Some(address.at_depth(Some(depth)));
            }
            view.step(step)?.level
        }
        Address::Figure(page, ..) => snapshot.page(snapshot.page_by_slug(page.as_str())?).level,
        _ => match address.owner()? {
            Subject::Entry(slug) | Subject::Thread(slug) => {
                let index = snapshot.page_by_slug(slug.as_str())?;
                if snapshot.version(index, Some(depth), None).is_some() {
                    return Some(address.at_depth(Some(depth)));
                }
                snapshot.page(index).level
            }
            Subject::Path(_) | Subject::Event(..) => None,
        },
    };
    (own == Some(depth)).then_some(address)
}

/// The addresses of the steps of a path, at each depth that its reader may choose.
fn steps_of(view: &View<'_>, path: &LearningPath) -> Vec<Address> {
    let view = view.in_language(path.language());
    let mut addresses = Vec::new();
    for (index, step) in path.steps.iter().enumerate() {
        addresses.push(Address::of_step(path, index + 1, None));
        let depths = Level::ALL.into_iter();
        let depths = depths.filter(|depth| view.step_at(step, *depth).is_some());
        // Hardly any step has another depth than that which the path shows.
        addresses.extend(depths.map(|depth| Address::of_step(path, index + 1, Some(depth))));
    }
    addresses
}
