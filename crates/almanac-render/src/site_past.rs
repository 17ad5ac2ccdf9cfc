//! The pages of a site that show what was: of pages that are there, and of those that were removed.

use almanac_locale::{own_name, words_of};
use almanac_model::{
    Address, Area, ContentFile, Deed, FilePath, NoHistory, Output, PageAsOf, PageRevisions,
    PastAddress, PastPage, PastPages, Removal, Revision, Slug, Subject, slug_and_version,
};

use crate::pages::log::{Log, LoggedChange};
use crate::pages::views::LinkView;
use crate::pages::{change, history, log, not_found, past};
use crate::past_band::PastBand;
use crate::site::Site;
use crate::view::View;

impl<'s> Site<'s> {
    /// The file of what the address of a page's past is about, if that is there now. That of an event is its thread's.
    pub fn past_file(&self, address: &PastAddress) -> Option<FilePath> {
        Some(self.past_content(&address.page)?.file.clone())
    }

    /// The address of the page that is in a file now.
    pub fn address_of_file(&self, file: &FilePath) -> Option<Address> {
        let snapshot = self.view().snapshot();
        let mut pages = snapshot.pages().iter().chain(snapshot.versions());
        if let Some(page) = pages.find(|page| page.file == *file) {
            let subject = Address::from(Subject::of_page(page));
            return Some(subject.at_depth(page.depth()).in_language(page.language()));
        }
        let mut paths = snapshot.paths().iter().chain(snapshot.path_translations());
        let path = paths.find(|path| path.file == *file)?;
        Some(Address::of_path(path))
    }

    fn past_content(&self, address: &Address) -> Option<&'s ContentFile> {
        let snapshot = self.view().snapshot();
        let language = address.language();
        let original = address.of_original();
        match original {
            Address::Entry(slug) | Address::Thread(slug) | Address::Event(slug, _) => {
                let index = snapshot.page_by_slug(slug.as_str())?;
                let is_thread = !matches!(original, Address::Entry(_));
                let page = snapshot.version(index, address.depth(), language)?;
                (page.is_thread() == is_thread).then_some(&page.content)
            }
            Address::Path(slug) => {
                let path = snapshot.path_in(snapshot.path_by_slug(slug.as_str())?, language);
                (path.language() == language).then_some(&path.content)
            }
            _ => None,
        }
    }

    /// What a page's past is about, as its pages lead to it: the page as it is called now, else by its name.
    pub(crate) fn past_link(&self, address: &Address) -> LinkView {
        let title = match address.of_original() {
            Address::Event(thread, name) => {
                let page = self.past_content(&Address::Thread(thread.clone()));
                let page = page.and_then(|content| {
                    let snapshot = self.view().snapshot();
                    snapshot.page_by_slug(content.slug.as_str())
                });
                let page = page.map(|index| self.view().snapshot().page(index));
                let event = page.and_then(|page| Some(&page.events()[page.place_of_event(name)?]));
                event.map_or_else(|| words_of(name.as_str()), |event| event.title.clone())
            }
            Address::Entry(slug) | Address::Thread(slug) | Address::Path(slug) => {
                let content = self.past_content(address);
                content.map_or_else(|| words_of(slug.as_str()), |content| content.title.clone())
            }
            _ => String::new(),
        };
        LinkView {
            title,
            href: self.view().url(address),
        }
    }

    fn past_view(&self, address: &Address) -> View<'s> {
        self.view().in_language(address.language())
    }

    /// A part of the revisions of a page, with what each changed in a few words.
    pub fn past_revisions(
        &self,
        address: &PastAddress,
        found: &PageRevisions,
        changes: &[Vec<String>],
        parts: (usize, usize),
    ) -> Output {
        let (view, page) = (self.past_view(&address.page), self.past_link(&address.page));
        history::revisions(&view, address, &page, found, changes, parts)
    }

    /// What a revision changed in a page; without one, what differs between two.
    pub fn past_change(
        &self,
        address: &PastAddress,
        revision: Option<&Revision>,
        pages: &PastPages,
    ) -> Output {
        let (view, page) = (self.past_view(&address.page), self.past_link(&address.page));
        change::change(&view, address, &page, revision, pages)
    }

    /// The page that says why nothing of a page's past can be shown: there is no such revision, or no history.
    pub fn no_past(&self, address: &PastAddress, why: Option<&NoHistory>) -> Output {
        let (view, page) = (self.past_view(&address.page), self.past_link(&address.page));
        history::no_history(&view, address, &page, why)
    }

    /// A page as it was, in the frame of today. `tip` is the newest revision.
    pub fn past_page(&self, address: &PastAddress, past: &PastPage, tip: Option<&str>) -> Output {
        let present = self.past_view(&address.page);
        let is_gone = self.is_gone(&address.page);
        let band = PastBand::new(&present, address, past, (is_gone, tip));
        let programs = self.view().for_programs();
        let mut view = View::new(&past.snapshot, self.view().today(), programs);
        view.set_look(self.view().look().clone());
        view.lead_to_past();
        view.leave_out_forms();
        view.show_as_of(&band);
        past::past_page(&view, address, past).unwrap_or_else(|| {
            let page = self.past_link(&address.page);
            past::past_text(&present, address, &page, past, &band)
        })
    }

    /// Whether what an address names is not there now.
    fn is_gone(&self, address: &Address) -> bool {
        let Some(_) = self.past_content(address) else {
            return true;
        };
        let Address::Event(thread, name) = address.original() else {
            return false;
        };
        let snapshot = self.view().snapshot();
        let index = snapshot.page_by_slug(thread.as_str());
        index.is_none_or(|index| snapshot.page(index).place_of_event(name).is_none())
    }

    /// The page that says why a page is not there as of a time.
    pub fn not_there(&self, address: &PastAddress, why: &Result<PageAsOf, NoHistory>) -> Output {
        let (view, page) = (self.past_view(&address.page), self.past_link(&address.page));
        past::not_there(&view, address, &page, why)
    }

    /// The page that says that what was at an address was removed.
    pub fn gone(&self, address: &Address, removal: &Removal) -> Output {
        let (view, page) = (self.past_view(address), self.past_link(address));
        let title = removal.title.as_deref().unwrap_or(&page.title);
        not_found::gone(&view, address, title, removal)
    }

    /// The page of what changed in the almanac.
    pub fn log(&self, shown: &Log) -> Output {
        log::log(self.view(), shown)
    }

    /// The page of one revision of the almanac. `tip` is the newest one.
    pub fn recorded(&self, change: &LoggedChange, tip: &str) -> Output {
        log::recorded(self.view(), change, tip)
    }

    /// What a page that a revision changed is called, and where it is; by its file, where it is not there any more. `None` of
    /// one that nobody may see in lists, or that is none.
    pub fn listed_file(&self, file: &FilePath) -> Option<(String, Address)> {
        if let Some(address) = self.address_of_file(file) {
            let content = self.past_content(&address)?;
            return (!content.is_unlisted).then(|| (self.name_of_version(content), address));
        }
        let layout = &self.view().snapshot().config().content.layout;
        let (slug, depth, language) = slug_and_version(file.as_str());
        let slug = Slug::new(&slug).ok()?;
        let title = words_of(slug.as_str());
        let title = match depth {
            Some(depth) => {
                let locale = self.view().locale();
                locale.clauses(&[&*title, locale.level(depth)])
            }
            None => title,
        };
        let address = match layout.area_of(file.as_str())? {
            Area::Paths => Address::Path(slug),
            Area::Threads => Address::Thread(slug),
            _ => Address::Entry(slug),
        };
        let depth = depth.filter(|_| !matches!(address, Address::Path(_)));
        Some((
            title,
            address.at_depth(depth).in_language(language.as_ref()),
        ))
    }

    /// The title of a page; of another version with its level and its language, as both may have one title.
    fn name_of_version(&self, content: &ContentFile) -> String {
        let locale = self.view().locale();
        let level = content.depth().map(|depth| locale.level(depth));
        let language = content.language().map(|tag| own_name(tag.as_str()));
        let version = level.into_iter().chain(language.as_deref());
        let parts: Vec<&str> = std::iter::once(content.title.as_str())
            .chain(version)
            .collect();
        locale.clauses(&parts)
    }

    /// What a revision did to a page, in words, if it was more than to change it.
    pub fn deed_words(&self, deed: &Deed) -> Option<String> {
        history::deed_words(self.view().locale(), deed)
    }
}
