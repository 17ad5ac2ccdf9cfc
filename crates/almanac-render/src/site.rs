//! The site that a snapshot makes: which pages and files there are. What is at each address is made by `render.rs`.

use std::sync::Arc;

use almanac_locale::ForPrograms;
use almanac_model::{
    Address, Day, FilePath, LinkTarget, Output, Report, SitePlace, Slug, Snapshot,
};

use crate::figures;
use crate::host_headers::host_headers;
use crate::look::Look;
use crate::names::SiteNames;
use crate::pages::source_lists::source_pages;
use crate::pages::{moved, not_found, search};
use crate::render::render;
use crate::search::SearchIndex;
use crate::source_tables::source_tables;
use crate::view::View;

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
            addresses.extend((1..=path.steps.len()).map(|number| Address::of_step(path, number)));
            addresses.push(Address::of_end(path));
        }
        addresses.push(Address::Entries);
        addresses.push(Address::Threads);
        addresses.extend(
            self.view
                .snapshot()
                .pages()
                .iter()
                .map(|page| Address::of_page(page)),
        );
        addresses.extend(
            self.view
                .snapshot()
                .translations()
                .iter()
                .map(|page| Address::of_page(page)),
        );
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
        addresses
    }

    /// The files for programs beside the pages, in a fixed order.
    pub fn files(&self) -> Vec<Address> {
        let view = &self.view;
        let snapshot = view.snapshot();
        let mut files = vec![Address::Manifest];
        files.extend(view.for_programs().addresses(view));
        if view.has_forms() {
            files.push(Address::SearchData);
            for page in snapshot.pages().iter().chain(snapshot.translations()) {
                files.extend(figures::addresses(page));
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

    /// The page of what a query finds.
    pub fn search(&self, index: &SearchIndex, query: &str) -> Output {
        search::search(&self.view, Some(index), query)
    }

    /// What a query finds, as JSON.
    pub fn search_data(&self, index: &SearchIndex, query: &str) -> Output {
        search::search_data(&self.view, index, query)
    }

    /// The page that says that there is nothing at `path`, and what is nearest to it.
    pub fn not_found(&self, path: &str) -> Output {
        self.not_found_among(&SiteNames::after(None, self.view.snapshot()), path)
    }

    /// The same with names that are kept, as making them takes longer than making the page.
    pub fn not_found_among(&self, names: &SiteNames, path: &str) -> Output {
        not_found::not_found(&self.view, names, path)
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

    /// The page of a static site that leads from the address `former` to `target`.
    pub fn moved(&self, former: &Address, target: &SitePlace) -> String {
        moved::moved(&self.view.in_file(&former.file()), target).into_string()
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
            Address::End(slug) => Address::End(self.path_now(slug)?),
            Address::Form(subject, format) => {
                let page = self.moved_to(&Address::from(subject.clone()))?;
                Address::Form(page.subject()?, *format)
            }
            Address::Translated(language, original) => {
                let original = self.moved_to(original)?;
                let view = self.view.in_language(Some(language));
                let language = Some(language).filter(|_| view.translates(&original));
                original.in_language(language)
            }
            Address::ThreadFeed(slug) => match self.moved_to(&Address::Thread(slug.clone()))? {
                Address::Thread(slug) => Address::ThreadFeed(slug),
                _ => return None,
            },
            _ => return None,
        };
        (target != *address).then_some(target)
    }

    fn path_now(&self, slug: &Slug) -> Option<Slug> {
        let index = self.view.snapshot().path_by_name(slug.as_str())?;
        Some(self.view.snapshot().path(index).slug.clone())
    }
}
