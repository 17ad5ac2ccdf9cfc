//! What a page may read: the snapshot on one day, in one language, with its addresses and its look.
//!
//! Everything that makes a page or a file is given a [`View`]. It imports none of them: which page is made
//! at which address is decided in `render.rs`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use almanac_locale::Locale;
use almanac_model::{
    Address, Day, FilePath, LanguageTag, LearningPath, LinkTarget, Page, PageIndex, PageOrPath,
    PathIndex, Report, Snapshot, Translation, slugify,
};

use crate::banners::Banners;
use crate::look::Look;

/// What a page may read.
pub(crate) struct View<'s> {
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

impl<'s> View<'s> {
    /// A snapshot as it is on `today`.
    pub(crate) fn new(snapshot: &'s Snapshot, today: Day) -> Self {
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
    pub(crate) fn show_report(&mut self, report: &'s Report) {
        self.live = Some(report);
    }

    /// Leaves out the forms of pages for programs, so that no page names them.
    pub(crate) fn leave_out_forms(&mut self) {
        self.pages_only = true;
    }

    /// Takes a look that was made before.
    pub(crate) fn set_look(&mut self, look: Arc<Look>) {
        self.look = OnceLock::from(look);
    }

    /// The look, made once for all languages.
    pub(crate) fn look(&self) -> &Arc<Look> {
        self.look.get_or_init(|| Look::of(self.snapshot))
    }

    /// The same view of a snapshot that notes what is read of it, noting which pages show what the compiler said.
    pub(crate) fn of_snapshot<'r>(
        &'r self,
        snapshot: &'r Snapshot,
        banners: &'r Banners,
    ) -> View<'r> {
        View {
            snapshot,
            banners: Some(banners),
            live: self.live,
            locale: self.locale,
            language: self.language.clone(),
            look: self.look().clone().into(),
            requested: Arc::default(),
            ..*self
        }
    }

    pub(crate) fn snapshot(&self) -> &'s Snapshot {
        self.snapshot
    }

    /// The same, showing translations into a language where there are any; without one, the originals.
    pub(crate) fn in_language(&self, language: Option<&LanguageTag>) -> Self {
        let own = &self.snapshot.config().language;
        Self {
            locale: Locale::of(language.map_or(own, LanguageTag::as_str)),
            language: language.cloned(),
            look: self.look().clone().into(),
            requested: self.requested.clone(),
            ..*self
        }
    }

    /// The same, as the language of a text has it.
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

    /// Where what an address names is shown: in the language that is shown, if it is there.
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
    pub(crate) fn translates(&self, address: &Address) -> bool {
        let subject = of_subject(address);
        subject.is_some_and(|subject| self.nearest(&subject).language().is_some())
    }

    pub(crate) fn has_forms(&self) -> bool {
        !self.pages_only
    }

    /// What sort of page it is, in a word.
    pub(crate) fn kind(&self, page: &Page) -> Cow<'s, str> {
        self.locale.kind(self.snapshot.config(), page)
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

    /// The address of a page for those who read it elsewhere: with its host, if that is known.
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
            PageOrPath::Page(page) => Address::of_page(page),
            PageOrPath::Path(path) => Address::of_path(path),
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
