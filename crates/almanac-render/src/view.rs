//! What a page may read: an edition of the almanac, its look, and the compiler's report.
//!
//! Everything that makes a page or a file is given a [`View`]. It imports none of them: which page is made
//! at which address is decided in `render.rs`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use almanac_locale::{Edition, ForPrograms, Punctuation};
use almanac_model::{
    Address, Date, Day, FilePath, LanguageTag, Report, Review, Snapshot, Version, slugify,
};

use crate::banners::Banners;
use crate::html::Html;
use crate::look::Look;
use crate::past_band::PastBand;
use crate::query_words::in_query;
use crate::tongues::tongue;

/// What a page may read.
pub(crate) struct View<'s> {
    edition: Edition<'s>,
    for_programs: &'s dyn ForPrograms,
    live: Option<&'s Report>,
    /// Where it is noted which pages show what the compiler said, if it is.
    banners: Option<&'s Banners>,
    look: OnceLock<Arc<Look>>,
    /// The fragments of what is listed as requested.
    requested: Arc<OnceLock<HashSet<String>>>,
    /// What is said of the time as of which a page is shown, if that is not the present.
    past: Option<&'s PastBand>,
    /// The revision of which the whole site is, if it is not as it is now.
    whole: Option<Whole<'s>>,
    /// Whether pages lead to where they are changed.
    is_edited: bool,
    has_new_pages: bool,
}

/// The revision of which a whole site is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whole<'s> {
    pub revision: &'s str,
    pub recorded: Option<Date>,
}

impl<'s> View<'s> {
    /// Words by themselves, a title or a sentence, with their punctuation set as the language has it.
    pub(crate) fn set_line<'t>(&self, words: &'t str) -> Cow<'t, str> {
        let is_set = self.snapshot().config().smart_punctuation;
        Punctuation::line(self.locale(), words, is_set)
    }

    /// The same of words where they are. Most have no punctuation to set, and stay as they are.
    pub(crate) fn set_in_place(&self, words: &mut String) {
        if let Cow::Owned(set) = self.set_line(words) {
            *words = set;
        }
    }

    /// Whether it is of a folder without `almanac.toml`.
    pub(crate) fn is_plain(&self) -> bool {
        self.snapshot().config().content.layout.is_plain()
    }

    /// A snapshot as it is on `today`, with what programs read of it.
    pub(crate) fn new(
        snapshot: &'s Snapshot,
        today: Day,
        for_programs: &'s dyn ForPrograms,
    ) -> Self {
        Self {
            edition: Edition::new(snapshot, today),
            for_programs,
            live: None,
            banners: None,
            look: OnceLock::new(),
            requested: Arc::default(),
            past: None,
            whole: None,
            is_edited: false,
            has_new_pages: false,
        }
    }

    /// Has pages lead to their history, as a server has it.
    pub(crate) fn lead_to_past(&mut self) {
        self.edition = self.edition.clone().with_past();
    }

    /// Has pages lead to where they are changed, as a server has it.
    pub(crate) fn lead_to_editing(&mut self) {
        self.is_edited = true;
    }

    /// Has pages that are not there lead to where they are begun, as a server has it that can write them.
    pub(crate) fn lead_to_new_pages(&mut self) {
        self.has_new_pages = true;
    }

    /// Where a page that is not there is begun under a name, if whoever reads this may be one of those who begin it. Where only
    /// editors write, only the desk leads there: to everybody else it would be a closed door.
    pub(crate) fn new_page_url(&self, name: &str, kind: &str) -> Option<String> {
        let config = self.snapshot().config();
        let is_open = config.contributions.review != Review::Closed || self.live.is_some();
        let kind = match kind {
            "" => String::new(),
            kind => format!("&kind={kind}"),
        };
        let begin = || format!("{}new?title={}{kind}", config.base_path(), in_query(name));
        (self.has_new_pages && is_open && !name.trim().is_empty()).then(begin)
    }

    /// Whether pages lead to where they are changed.
    pub(crate) fn is_edited(&self) -> bool {
        self.is_edited
    }

    /// Shows what was, as of the time that a band tells of.
    pub(crate) fn show_as_of(&mut self, band: &'s PastBand) {
        self.past = Some(band);
    }

    /// Shows the whole as a revision has it.
    pub(crate) fn show_whole(&mut self, whole: Whole<'s>) {
        self.whole = Some(whole);
    }

    /// The revision of which the whole site is, if it is not as it is now.
    pub(crate) fn whole(&self) -> Option<Whole<'s>> {
        self.whole
    }

    /// What is said of the time as of which a page is shown, if that is not the present.
    pub(crate) fn past(&self) -> Option<&'s PastBand> {
        self.past
    }

    /// Has pages reload by themselves and show what the compiler said.
    pub(crate) fn show_report(&mut self, report: &'s Report) {
        self.live = Some(report);
    }

    /// Leaves out the forms of pages for programs, so that no page names them.
    pub(crate) fn leave_out_forms(&mut self) {
        self.edition = self.edition.clone().without_forms();
    }

    /// Writes addresses as a site made of files has them.
    pub(crate) fn make_files(&mut self) {
        self.edition = self.edition.clone().as_files();
    }

    /// Whether there is search. A site made of files for people only is built without what is searched.
    pub(crate) fn is_searchable(&self) -> bool {
        !self.is_files() || self.has_forms()
    }

    /// The same for what is written to a file of the site.
    pub(crate) fn in_file(&self, file: &str) -> Self {
        Self {
            edition: self.edition.clone().in_file(file),
            look: self.look().clone().into(),
            requested: self.requested.clone(),
            ..*self
        }
    }

    /// Takes a look that was made before.
    pub(crate) fn set_look(&mut self, look: Arc<Look>) {
        self.look = OnceLock::from(look);
    }

    /// The look, made once for all languages.
    pub(crate) fn look(&self) -> &Arc<Look> {
        self.look.get_or_init(|| Look::of(self.snapshot()))
    }

    /// The same view of a snapshot that notes what is read of it, noting which pages show what the compiler said.
    pub(crate) fn of_snapshot<'r>(
        &'r self,
        snapshot: &'r Snapshot,
        banners: &'r Banners,
    ) -> View<'r> {
        View {
            edition: self.edition.of_snapshot(snapshot),
            for_programs: self.for_programs,
            banners: Some(banners),
            live: self.live,
            look: self.look().clone().into(),
            requested: Arc::default(),
            past: self.past,
            whole: self.whole,
            is_edited: self.is_edited,
            has_new_pages: self.has_new_pages,
        }
    }

    /// The same, showing translations into a language where there are any; without one, the originals.
    pub(crate) fn in_language(&self, language: Option<&LanguageTag>) -> Self {
        Self {
            edition: self.edition.in_language(language),
            look: self.look().clone().into(),
            requested: self.requested.clone(),
            ..*self
        }
    }

    /// The same, as the language of a text has it.
    pub(crate) fn in_language_of(&self, translation: Option<&Version>) -> Self {
        self.in_language(translation.and_then(|made| made.language.as_ref()))
    }

    /// The attributes of words of the interface in a text of a language: none where the interface speaks that.
    pub(crate) fn interface_among(&self, language: &str) -> Html {
        match self.locale().speaks() {
            true => Html::default(),
            false => tongue(self.locale().tag(), language),
        }
    }

    /// What programs read of the almanac.
    pub(crate) fn for_programs(&self) -> &'s dyn ForPrograms {
        self.for_programs
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
            let requested = self.snapshot().requested().iter();
            let fragments = requested.map(|request| slugify(&request.name));
            fragments.filter(|name| !name.is_empty()).collect()
        })
    }
}

impl<'s> Deref for View<'s> {
    type Target = Edition<'s>;

    fn deref(&self) -> &Edition<'s> {
        &self.edition
    }
}
