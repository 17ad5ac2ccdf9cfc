//! An almanac in one language on one day, with the addresses of what is in it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use almanac_model::{
    Address, ContentFile, Day, FilePath, LanguageTag, LearningPath, Level, LinkTarget, Page,
    PageHead, PageIndex, PathIndex, SitePlace, Slug, Snapshot, Source, Step, Version,
};

use super::Locale;

mod versions;

/// A snapshot as it is shown on a day in a language: what both pages and the documents for programs are made of.
#[derive(Debug, Clone)]
pub struct Edition<'s> {
    snapshot: &'s Snapshot,
    today: Day,
    has_forms: bool,
    /// Whether there are pages of what pages were, as a server has them.
    has_past: bool,
    /// Whether a host of files answers, and not our server.
    is_files: bool,
    /// The way up to the root from what is made, where that is what all addresses begin with.
    way_up: Option<&'static str>,
    locale: &'static Locale,
    /// The language of the translations that are shown where there are any; `None` for the originals.
    language: Option<LanguageTag>,
}

impl<'s> Edition<'s> {
    /// A snapshot as it is on `today`, in the language of the almanac.
    pub fn new(snapshot: &'s Snapshot, today: Day) -> Self {
        Self {
            snapshot,
            today,
            has_forms: true,
            has_past: false,
            is_files: false,
            way_up: None,
            locale: Locale::of(&snapshot.config().language),
            language: None,
        }
    }

    /// The same without the forms of pages for programs, so that nothing names them.
    #[must_use]
    pub fn without_forms(self) -> Self {
        Self {
            has_forms: false,
            ..self
        }
    }

    /// The same of a site whose pages have a past, as a server has it.
    #[must_use]
    pub fn with_past(self) -> Self {
        Self {
            has_past: true,
            ..self
        }
    }

    /// Whether there are pages of what pages were.
    #[inline]
    pub fn has_past(&self) -> bool {
        self.has_past
    }

    /// The same for a site made of files. Addresses of pages end as hosts of files answer them. Unless it is known
    /// where the site will lie, they begin with the way up to its root, so that they lead there below any path.
    #[must_use]
    pub fn as_files(self) -> Self {
        Self {
            is_files: true,
            ..self
        }
        .in_file("")
    }

    /// The same for what is written to a file of the site.
    #[must_use]
    pub fn in_file(self, file: &str) -> Self {
        let is_relative = self.is_files && self.snapshot.config().base_url.is_none();
        Self {
            way_up: is_relative.then(|| way_up_from(file)),
            ..self
        }
    }

    /// Whether addresses begin with the way up to the site's root.
    #[inline]
    pub fn is_relative(&self) -> bool {
        self.way_up.is_some()
    }

    /// Whether a host of files answers, and not our server.
    #[inline]
    pub fn is_files(&self) -> bool {
        self.is_files
    }

    /// The same of another snapshot.
    #[must_use]
    pub fn of_snapshot<'r>(&self, snapshot: &'r Snapshot) -> Edition<'r> {
        Edition {
            snapshot,
            today: self.today,
            has_forms: self.has_forms,
            has_past: self.has_past,
            is_files: self.is_files,
            way_up: self.way_up,
            locale: self.locale,
            language: self.language.clone(),
        }
    }

    /// The same, showing translations into a language where there are any; without one, the originals.
    #[must_use]
    pub fn in_language(&self, language: Option<&LanguageTag>) -> Self {
        let own = &self.snapshot.config().language;
        Self {
            locale: Locale::of(language.map_or(own, LanguageTag::as_str)),
            language: language.cloned(),
            ..*self
        }
    }

    /// The snapshot.
    #[inline]
    pub fn snapshot(&self) -> &'s Snapshot {
        self.snapshot
    }

    /// The language of the translations that are shown; `None` where originals are.
    #[inline]
    pub fn language(&self) -> Option<&LanguageTag> {
        self.language.as_ref()
    }

    /// The language of a text: that of a translation, or the almanac's.
    pub fn language_of<'t>(&self, translation: Option<&'t Version>) -> &'t str
    where
        's: 't,
    {
        let own = &self.snapshot.config().language;
        { translation.and_then(|made| made.language.as_ref()) }.map_or(own, LanguageTag::as_str)
    }

    /// The language of what is shown: that of the translations, or the almanac's.
    pub fn shown_language(&self) -> &str {
        let own = &self.snapshot.config().language;
        self.language().map_or(own, LanguageTag::as_str)
    }

    /// What is shown of the page at a place to those who read in the language that is shown: [`Snapshot::text_in`].
    pub fn page(&self, index: PageIndex) -> &'s Page {
        self.snapshot.page_in(index, self.language())
    }

    /// What links show of it.
    pub fn head(&self, index: PageIndex) -> PageHead<'s> {
        self.snapshot.head_in(index, self.language())
    }

    /// The same for those who ask for a depth.
    pub fn text(&self, index: PageIndex, depth: Option<Level>) -> &'s Page {
        self.snapshot.text_in(index, depth, self.language())
    }

    /// What a link leads to that names a page, and perhaps a heading of it.
    pub fn linked_text(&self, index: PageIndex, heading: Option<&str>) -> &'s Page {
        self.snapshot.linked_text(index, self.language(), heading)
    }

    /// The page at a place just as it is told at a depth, if it has that, or at its own level: its translation, if that is what is
    /// shown and there is one.
    pub fn page_at(&self, index: PageIndex, depth: Option<Level>) -> Option<&'s Page> {
        match depth {
            Some(depth) => self.snapshot.depth_in(index, depth, self.language()),
            None => Some(self.own_text(index)),
        }
    }

    /// The text of the page at a place that stands at its address: its translation at its own level, if that is what is shown and
    /// there is one.
    pub fn own_text(&self, index: PageIndex) -> &'s Page {
        let translated = self.snapshot.version(index, None, self.language());
        translated.unwrap_or_else(|| self.snapshot.page(index))
    }

    /// What a step of a path shows at the depth on which the path insists.
    pub fn step(&self, step: &Step) -> Option<&'s Page> {
        self.snapshot.step_in(step, self.language())
    }

    /// What a step of a path shows at a depth that is not the one which the path shows.
    pub fn step_at(&self, step: &Step, depth: Level) -> Option<&'s Page> {
        let index = step.page?;
        if self.step(step)?.level == Some(depth) {
            return None;
        }
        let own = self.own_text(index);
        match own.level == Some(depth) {
            true => Some(own),
            false => self.page_at(index, Some(depth)),
        }
    }

    /// The path at a place: its translation, if that is what is shown and there is one.
    pub fn path(&self, index: PathIndex) -> &'s LearningPath {
        self.snapshot.path_in(index, self.language())
    }

    /// What a wiki link names that stands in a file, in a text of the language that is shown.
    pub fn resolve_from(&self, file: &FilePath, target: &str) -> LinkTarget {
        self.snapshot.resolve_from(file, target, self.language())
    }

    /// The words of a wiki link that stands in a file and has none of its own, where links are read as those of notes: what
    /// is written, without the folders that nobody need know.
    pub fn note_link_words(
        &self,
        file: &FilePath,
        target: &str,
        heading: Option<&str>,
    ) -> Option<String> {
        if !self.snapshot.finds_files() {
            return None;
        }
        let content = &self.snapshot.config().content;
        let target = target.trim();
        // In Dendron a link without words has the title of its note.
        let title = match content.words_first {
            true => match self.resolve_from(file, target) {
                LinkTarget::Page(page) => Some(self.snapshot.page(page).title.as_str()),
                _ => None,
            },
            false => None,
        };
        let last = target.rsplit('/').next().unwrap_or(target);
        // In a graph a slash is part of the name.
        let is_path = content.outline.is_none() && last.len() < target.len();
        let is_short = is_path && !self.snapshot.is_shared_name(file, last);
        let name = title.unwrap_or(if is_short { last } else { target });
        let headings = heading.into_iter().flat_map(|heading| heading.split('#'));
        let headings = headings
            .map(str::trim)
            .filter(|part| !part.starts_with('^'));
        let parts = std::iter::once(name)
            .chain(headings)
            .filter(|part| !part.is_empty());
        let words = parts.collect::<Vec<_>>().join(" > ");
        (!words.is_empty()).then_some(words)
    }

    /// Where what an address names is shown: in the language that is shown, if it is there.
    pub fn nearest(&self, address: &Address) -> Address {
        let found = match address.of_original() {
            Address::Entry(slug) | Address::Thread(slug) => {
                let index = self.snapshot.page_by_slug(slug.as_str());
                let page = index.map(|index| self.text(index, address.depth()));
                page.map(Address::of_page)
            }
            Address::Event(slug, name) => {
                let index = self.snapshot.page_by_slug(slug.as_str());
                let page = index.map(|index| self.own_text(index));
                let page = page.filter(|page| page.place_of_event(name).is_some());
                page.map(|page| address.clone().in_language(page.language()))
            }
            Address::Path(slug) => {
                let index = self.snapshot.path_by_slug(slug.as_str());
                index.map(|index| Address::of_path(self.path(index)))
            }
            list if is_event_list(list) => {
                let language = self.language().filter(|_| self.translates(list));
                Some(list.clone().in_language(language))
            }
            _ => None,
        };
        found.unwrap_or_else(|| address.clone())
    }

    /// Whether what an address belongs to is translated into the language that is shown.
    pub fn translates(&self, address: &Address) -> bool {
        if matches!(address, Address::Search | Address::SearchData) {
            return self.searches_in_language();
        }
        match address {
            Address::EntryEvents(slug) => {
                let index = self.snapshot.page_by_slug(slug.as_str());
                return index.is_some_and(|index| self.own_text(index).language().is_some());
            }
            list if is_event_list(list) => return self.tells_events_in_language(),
            _ => {}
        }
        match of_subject(address) {
            Some(event @ Address::Event(..)) => self.nearest(&event).language().is_some(),
            Some(subject) => self.is_translated(&subject),
            None => false,
        }
    }

    /// Whether just the text at the address of an entry, a thread or a path is translated into the language that is shown.
    fn is_translated(&self, address: &Address) -> bool {
        let text: Option<&ContentFile> = match address.of_original() {
            Address::Entry(slug) | Address::Thread(slug) => {
                let index = self.snapshot.page_by_slug(slug.as_str());
                let page = index.and_then(|index| self.page_at(index, address.depth()));
                page.map(|page| &page.content)
            }
            Address::Path(slug) => {
                let index = self.snapshot.path_by_slug(slug.as_str());
                index.map(|index| &self.path(index).content)
            }
            _ => None,
        };
        text.is_some_and(|text| text.language().is_some())
    }

    /// The page of search: that of the language which is shown, if the almanac is translated into it.
    pub fn search(&self) -> Address {
        let language = self.language().filter(|_| self.searches_in_language());
        Address::Search.in_language(language)
    }

    /// Whether the events of a thread are told in the language that is shown, which is not the almanac's own.
    pub(crate) fn tells_events_in_language(&self) -> bool {
        let Some(language) = self.language() else {
            return false;
        };
        let events = self.snapshot.events();
        let threads: BTreeSet<&Slug> = events.map(|event| event.thread).collect();
        threads.into_iter().any(|thread| {
            let mut versions = self.snapshot.versions_of(thread).iter();
            versions.any(|page| page.language() == Some(language) && page.depth().is_none())
        })
    }

    /// Whether there is a page of search in the language that is shown, besides that of the almanac.
    fn searches_in_language(&self) -> bool {
        let languages = &self.snapshot.config().languages;
        self.language().is_some_and(|tag| languages.contains(tag))
    }

    /// Whether pages have forms for programs.
    #[inline]
    pub fn has_forms(&self) -> bool {
        self.has_forms
    }

    /// What sort of page it is, in a word.
    pub fn kind(&self, page: &Page) -> Cow<'s, str> {
        self.locale.kind(self.snapshot.config(), page)
    }

    /// The language of the interface.
    #[inline]
    pub fn locale(&self) -> &'static Locale {
        self.locale
    }

    /// The day.
    #[inline]
    pub fn today(&self) -> Day {
        self.today
    }

    /// What every address on the site starts with; ends in `/`.
    #[inline]
    pub fn base(&self) -> &'s str {
        match self.way_up {
            Some(way_up) => way_up,
            None => self.snapshot.config().base_path(),
        }
    }

    /// The address of a page as links give it.
    pub fn url(&self, address: &Address) -> String {
        self.below(self.base(), address)
    }

    /// The address of a page for those who read it elsewhere: with its host, if that is known.
    pub fn full_url(&self, address: &Address) -> String {
        match &self.snapshot.config().base_url {
            Some(base) => self.below(base, address),
            None => self.url(address),
        }
    }

    /// The address of a page with its host, if that is known.
    pub fn whole_url(&self, address: &Address) -> Option<String> {
        let base = self.snapshot.config().base_url.as_deref()?;
        Some(self.below(base, address))
    }

    /// A place as links give it.
    pub fn url_to(&self, place: &SitePlace) -> String {
        at(self.url(&place.address), place)
    }

    /// A place for those who read of it elsewhere: with the site's host, if that is known.
    pub fn full_url_to(&self, place: &SitePlace) -> String {
        at(self.full_url(&place.address), place)
    }

    /// A place with the site's host, if that is known.
    pub fn whole_url_to(&self, place: &SitePlace) -> Option<String> {
        Some(at(self.whole_url(&place.address)?, place))
    }

    /// A place as it stands behind the site's root.
    pub fn place_below_root(&self, place: &SitePlace) -> String {
        at(self.below("", &place.address), place)
    }

    /// An address behind what it begins with.
    fn below(&self, base: &str, address: &Address) -> String {
        let mut url = String::with_capacity(USUAL_ADDRESS);
        url.push_str(base);
        match self.is_files {
            true => address.push_in_files_to(&mut url),
            false => address.push_to(&mut url),
        }
        url
    }

    /// Where the work that a source describes is shown, as links give it.
    pub fn source_url(&self, source: &Source) -> String {
        match self.snapshot.work_of(source) {
            Some(work) => self.url_to(&self.snapshot.place_of_work(work)),
            None => self.url(&Address::Sources),
        }
    }

    /// The address of an entry or a thread as links give it.
    pub fn page_url<'p>(&self, page: impl Into<PageHead<'p>>) -> String {
        self.url(&Address::of_page(page))
    }

    /// The language of what is at an address: that of a translation, or the almanac's.
    pub fn language_of_address<'a>(&'a self, address: &'a Address) -> &'a str {
        let own = &self.snapshot().config().language;
        address.language().map_or(own, |language| language.as_str())
    }
}

/// A usual length of an address, in bytes.
const USUAL_ADDRESS: usize = 64;

/// The address of a place on a page.
fn at(mut page: String, place: &SitePlace) -> String {
    if let Some(fragment) = &place.fragment {
        page.push('#');
        page.push_str(fragment);
    }
    page
}

/// The way up to the root of a site from one of its files: `../../` from `entries/x/index.html`.
fn way_up_from(file: &str) -> &'static str {
    /// No address of the table has so many parts (`file_depth` of the tests).
    const WAY_UP: &str = "../../../../../../../../";
    match file.matches('/').count() {
        0 => "./",
        depth => WAY_UP.get(..depth * "../".len()).unwrap_or(WAY_UP),
    }
}

/// Whether at an address is a list of events.
fn is_event_list(address: &Address) -> bool {
    matches!(
        address,
        Address::Events
            | Address::EventsOfYear(_)
            | Address::EventsOfMonth(..)
            | Address::EntryEvents(_)
            | Address::TopicEvents(_)
    )
}

/// The page of what an address belongs to, if that may be translated.
fn of_subject(address: &Address) -> Option<Address> {
    Some(match address.of_original() {
        Address::Step(path, _) | Address::End(path) => Address::Path(path.clone()),
        Address::Figure(page, ..) => Address::Entry(page.clone()).at_depth(address.depth()),
        Address::Form(subject, _) => Address::from(subject.clone()).at_depth(address.depth()),
        Address::Entry(_) | Address::Thread(_) | Address::Event(..) | Address::Path(_) => {
            address.clone()
        }
        _ => return None,
    })
}
