//! The site that a snapshot makes: which pages there are, and each page's output.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use almanac_model::{
    Address, Content, Day, FilePath, LanguageTag, LearningPath, LinkTarget, Page, PageIndex,
    PathIndex, Report, Slug, Snapshot, Subject, Translation, slugify,
};

use crate::kept::Banners;
use crate::look::Look;
use crate::{SearchIndex, figures, pages, programs};
use almanac_locale::Locale;

/// A page or file, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The pages of one snapshot on one day.
///
/// Making a site costs next to nothing.
pub struct Site<'s> {
    snapshot: &'s Snapshot,
    today: Day,
    live: Option<&'s Report>,
    /// Where it is noted which pages show what the compiler said, if it is.
    banners: Option<&'s Banners>,
    pages_only: bool,
    locale: &'static Locale,
    /// The language of the translations that are shown where there are any; `None` for the originals.
    language: Option<LanguageTag>,
    look: OnceLock<Arc<Look>>,
    /// The fragments of what is listed as requested.
    requested: Arc<OnceLock<HashSet<String>>>,
}

impl<'s> Site<'s> {
    /// The site of a snapshot as it is on `today`.
    pub fn new(snapshot: &'s Snapshot, today: Day) -> Self {
        Self {
            snapshot,
            today,
            live: None,
            banners: None,
            pages_only: false,
            locale: Locale::of(&snapshot.config().language),
            language: None,
            look: OnceLock::new(),
            requested: Arc::default(),
        }
    }

    /// Has pages reload by themselves and show what the compiler said.
    #[must_use]
    pub fn live(mut self, report: &'s Report) -> Self {
        self.live = Some(report);
        self
    }

    /// The same site of a snapshot that notes what is read of it, noting which pages show what the compiler said.
    pub(crate) fn of_snapshot<'r>(
        &'r self,
        snapshot: &'r Snapshot,
        banners: &'r Banners,
    ) -> Site<'r> {
        Site {
            snapshot,
            banners: Some(banners),
            live: self.live,
            locale: self.locale,
            language: self.language.clone(),
            look: self.look_of_all().clone().into(),
            requested: Arc::default(),
            ..*self
        }
    }

    /// Leaves out the forms of pages for programs, so that no page names them.
    #[must_use]
    pub fn pages_only(mut self) -> Self {
        self.pages_only = true;
        self
    }

    /// Takes the look that another site of the same snapshot has, so that it is made once.
    #[must_use]
    pub fn with_look(mut self, look: Arc<Look>) -> Self {
        self.look = OnceLock::from(look);
        self
    }

    /// How the almanac looks.
    pub fn look(&self) -> &Look {
        self.look_of_all()
    }

    /// The look, made once for the site in all its languages.
    fn look_of_all(&self) -> &Arc<Look> {
        self.look.get_or_init(|| Look::of(self.snapshot))
    }

    /// Every page, in a fixed order.
    pub fn addresses(&self) -> Vec<Address> {
        let mut addresses = vec![Address::Home, Address::Paths];
        let paths = self.snapshot.paths().iter();
        for path in paths.chain(self.snapshot.path_translations()) {
            addresses.push(Address::of_path(path));
            addresses.extend((1..=path.steps.len()).map(|number| Address::of_step(path, number)));
            addresses.push(Address::of_end(path));
        }
        addresses.push(Address::Entries);
        addresses.push(Address::Threads);
        addresses.extend(
            self.snapshot
                .pages()
                .iter()
                .map(|page| Address::of_page(page)),
        );
        addresses.extend(
            self.snapshot
                .translations()
                .iter()
                .map(|page| Address::of_page(page)),
        );
        addresses.push(Address::Topics);
        addresses.extend(
            self.snapshot
                .topics()
                .iter()
                .map(|topic| Address::Topic(topic.slug.clone())),
        );
        addresses.push(Address::Sources);
        let keys = self.snapshot.sources().iter().map(|source| &source.key);
        let keys = keys.filter(|key| !key.as_str().is_empty());
        addresses.extend(keys.map(|key| Address::Source(key.clone())));
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
        let mut files = programs::site_files(self);
        if self.has_forms() {
            files.extend([Address::Llms, Address::SearchData]);
            let pages = self
                .snapshot
                .pages()
                .iter()
                .map(|page| Subject::of_page(page));
            let paths = self.snapshot.paths().iter();
            let subjects = pages.chain(paths.map(|path| Subject::Path(path.slug.clone())));
            files.extend(subjects.flat_map(|subject| programs::forms(self, subject)));
            for page in self
                .snapshot
                .pages()
                .iter()
                .chain(self.snapshot.translations())
            {
                files.extend(figures::addresses(page));
            }
            files.extend(programs::forms_of_translations(self));
        }
        files
    }

    /// The files that are served as they are, by address, sorted. One replaces what [`Site::files`] has there.
    pub fn static_files(&self) -> impl Iterator<Item = (&'s str, &'s FilePath)> {
        let files = self.snapshot.appearance().static_files.iter();
        files.map(|(address, file)| (address.as_str(), file))
    }

    /// Renders a page or a file; `None` if there is none such.
    pub fn render(&self, address: &Address) -> Option<Output> {
        let Address::Translated(language, original) = address else {
            return programs::render(self, address).or_else(|| pages::render(self, address));
        };
        let site = self.in_language(Some(language));
        site.translates(original).then(|| site.render(original))?
    }

    /// The page of what a query finds.
    pub fn search(&self, index: &SearchIndex, query: &str) -> Output {
        pages::search(self, Some(index), query)
    }

    /// What a query finds, as JSON.
    pub fn search_data(&self, index: &SearchIndex, query: &str) -> Output {
        pages::search_data(self, index, query)
    }

    /// The page that says that there is nothing at `path`, and what is nearest to it.
    pub fn not_found(&self, path: &str) -> Output {
        pages::not_found(self, path)
    }

    /// The page of a static site that leads from a former address to `target`.
    pub fn moved(&self, target: &Address) -> String {
        pages::moved(self, target)
    }

    /// Where what is asked for at `address` is now, if it is not there: a
    /// former slug leads to the present one, and an entry's to a thread that bears it.
    pub fn redirect(&self, address: &Address) -> Option<Address> {
        let target = match address {
            Address::Entry(slug) | Address::Thread(slug) => {
                match self.snapshot.resolve(slug.as_str()) {
                    LinkTarget::Page(index) => Address::of_page(self.snapshot.page(index)),
                    _ => return None,
                }
            }
            Address::Path(slug) => Address::Path(self.path_now(slug)?),
            Address::Step(slug, number) => Address::Step(self.path_now(slug)?, *number),
            Address::End(slug) => Address::End(self.path_now(slug)?),
            Address::Form(subject, format) => {
                let page = self.redirect(&Address::from(subject.clone()))?;
                Address::Form(page.subject()?, *format)
            }
            Address::Translated(language, original) => {
                let original = self.redirect(original)?;
                let site = self.in_language(Some(language));
                let language = Some(language).filter(|_| site.translates(&original));
                original.in_language(language)
            }
            Address::ThreadFeed(slug) => match self.redirect(&Address::Thread(slug.clone()))? {
                Address::Thread(slug) => Address::ThreadFeed(slug),
                _ => return None,
            },
            _ => return None,
        };
        (target != *address).then_some(target)
    }

    fn path_now(&self, slug: &Slug) -> Option<Slug> {
        let index = self.snapshot.path_by_name(slug.as_str())?;
        Some(self.snapshot.path(index).slug.clone())
    }

    pub(crate) fn snapshot(&self) -> &'s Snapshot {
        self.snapshot
    }

    /// The same site, showing translations into a language where there are any; without one, the originals.
    pub(crate) fn in_language(&self, language: Option<&LanguageTag>) -> Self {
        let own = &self.snapshot.config().language;
        Self {
            locale: Locale::of(language.map_or(own, LanguageTag::as_str)),
            language: language.cloned(),
            look: self.look_of_all().clone().into(),
            requested: self.requested.clone(),
            ..*self
        }
    }

    /// The site as the language of a text has it.
    pub(crate) fn in_language_of(&self, translation: Option<&Translation>) -> Self {
        self.in_language(translation.map(|made| &made.language))
    }

    /// The language of the translations that are shown; `None` where originals are.
    pub(crate) fn language(&self) -> Option<&LanguageTag> {
        self.language.as_ref()
    }

    /// The language of a text: that of a translation, or the almanac's.
    pub(crate) fn language_of<'t>(&self, translation: Option<&'t Translation>) -> &'t str
    where
        's: 't,
    {
        let own = &self.snapshot.config().language;
        translation.map_or(own, |made| made.language.as_str())
    }

    /// The page at a place: its translation, if that is what is shown and there is one.
    pub(crate) fn page(&self, index: PageIndex) -> &'s Page {
        self.snapshot.page_in(index, self.language())
    }

    /// The path at a place: its translation, if that is what is shown and there is one.
    pub(crate) fn path(&self, index: PathIndex) -> &'s LearningPath {
        self.snapshot.path_in(index, self.language())
    }

    /// What a wiki link names in a text of the language that is shown.
    pub(crate) fn resolve(&self, target: &str) -> LinkTarget {
        self.snapshot.resolve_in(target, self.language())
    }

    /// Where what an address names is shown: in the language of the site, if there.
    pub(crate) fn nearest(&self, address: &Address) -> Address {
        let found = match address {
            Address::Entry(slug) | Address::Thread(slug) => {
                let index = self.snapshot.page_by_slug(slug.as_str());
                index.map(|index| Address::of_page(self.page(index)))
            }
            Address::Path(slug) => {
                let index = self.snapshot.path_by_slug(slug.as_str());
                index.map(|index| Address::of_path(self.path(index)))
            }
            _ => None,
        };
        found.unwrap_or_else(|| address.clone())
    }

    /// Whether what an address belongs to is translated into the language that is shown.
    fn translates(&self, address: &Address) -> bool {
        let subject = of_subject(address);
        subject.is_some_and(|subject| self.nearest(&subject).language().is_some())
    }

    pub(crate) fn has_forms(&self) -> bool {
        !self.pages_only
    }

    /// The language of the interface.
    pub(crate) fn locale(&self) -> &'static Locale {
        self.locale
    }

    pub(crate) fn today(&self) -> Day {
        self.today
    }

    pub(crate) fn report(&self) -> Option<&'s Report> {
        self.live
    }

    /// What the compiler said, for the page of a file.
    pub(crate) fn report_for(&self, file: Option<&FilePath>) -> Option<&'s Report> {
        if let Some(banners) = self.banners {
            banners.note(file);
        }
        self.live
    }

    /// What every address on the site starts with; ends in `/`.
    pub(crate) fn base(&self) -> &'s str {
        self.snapshot.config().base_path()
    }

    /// The address of a page as links give it.
    pub(crate) fn url(&self, address: &Address) -> String {
        below(self.base(), address)
    }

    /// The address of a page for who reads it elsewhere: with its host, if that is known.
    pub(crate) fn full_url(&self, address: &Address) -> String {
        match &self.snapshot.config().base_url {
            Some(base) => below(base, address),
            None => self.url(address),
        }
    }

    /// The address of an entry or a thread as links give it.
    pub(crate) fn page_url(&self, page: &Page) -> String {
        self.url(&Address::of_page(page))
    }

    /// Where a link leads that names what nobody has written: to its line in the list of what is
    /// requested, or to the list if it has none (only links count as requests).
    pub(crate) fn requested_url(&self, name: &str) -> String {
        let list = self.url(&Address::Requested);
        let fragment = slugify(name);
        if self.requested().contains(&fragment) {
            format!("{list}#{fragment}")
        } else {
            list
        }
    }

    fn requested(&self) -> &HashSet<String> {
        self.requested.get_or_init(|| {
            let requested = self.snapshot.requested().iter();
            let fragments = requested.map(|request| slugify(&request.name));
            fragments.filter(|name| !name.is_empty()).collect()
        })
    }

    /// The page that a file of content makes.
    pub(crate) fn address_of_file(&self, file: &str) -> Option<Address> {
        let address = match self.snapshot.of_file(file)? {
            Content::Page(page) => Address::of_page(page),
            Content::Path(path) => Address::of_path(path),
        };
        Some(self.nearest(&address))
    }
}

/// A usual length of an address, in bytes.
const USUAL_ADDRESS: usize = 64;

/// An address with what it starts with.
fn below(base: &str, address: &Address) -> String {
    let mut url = String::with_capacity(USUAL_ADDRESS);
    url.push_str(base);
    address.push_to(&mut url);
    url
}

/// The page of what an address belongs to, if that may be translated.
fn of_subject(address: &Address) -> Option<Address> {
    Some(match address {
        Address::Step(path, _) | Address::End(path) => Address::Path(path.clone()),
        Address::Figure(page, ..) => Address::Entry(page.clone()),
        Address::Form(subject, _) => Address::from(subject.clone()),
        Address::Entry(_) | Address::Thread(_) | Address::Path(_) => address.clone(),
        _ => return None,
    })
}
