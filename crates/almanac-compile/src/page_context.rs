//! What the checks of single pages see.

use std::sync::Arc;

use almanac_model::{
    Config, DataTable, Day, Fact, FactReference, FilePath, Form, Layout, LearningPath, LinkTarget,
    LocalAddress, Page, PageIndex, SharedFile, Source, nfc,
};

use crate::context::{Context, Focus, Foot, PlacedLink, ReadFile};
use crate::files_of_drafts::files_of_drafts;
use crate::near_names::{NearNames, near_topics};
use crate::other_page::{FrontMatter, LinkDestination, LinkedContent};
use crate::unread;

/// Some pages and paths, as the checks see that look at them one by one.
///
/// The pages that are looked at are seen whole. Any other page is seen as [`FrontMatter`], and where a link of these
/// leads as [`LinkDestination`], which has headings and ids besides. The rest follows from front matter, from which
/// files there are, and (in [`PageContext::is_led_to`]) from who links to a page. So an edit of the text of a page can
/// change findings about that page, about those that it has begun or ceased to link to, and about those that link to
/// its headings, and about no others. The short way of an edit checks these again, and only these.
pub(crate) struct PageContext<'c> {
    whole: Context<'c>,
}

impl<'c> PageContext<'c> {
    /// What is looked at in an almanac, in pieces of which no two have something in common.
    pub fn pieces(whole: &Context<'c>) -> Vec<Self> {
        let pieces = whole.pieces().into_iter();
        pieces.map(|whole| Self { whole }).collect()
    }

    /// One entry or thread of an almanac.
    pub fn of_page(whole: &Context<'c>, page: PageIndex) -> Self {
        let whole = whole.with_focus(Focus::page(page));
        Self { whole }
    }

    /// The entries and threads that are looked at, as linked and as read, without translations.
    pub fn originals(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        self.whole.originals()
    }

    /// The other versions of an original, as read. An edit of one, or of an original that has some, is never taken the short
    /// way.
    pub fn read_versions(&self, page: &Page) -> impl Iterator<Item = &'c ReadFile> + use<'c> {
        self.whole.read_versions(page)
    }

    /// The paths that are looked at, as linked and as read, without translations.
    pub fn original_paths(
        &self,
    ) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        self.whole.original_paths()
    }

    /// The pages that are looked at, then their translations, as linked and as read.
    pub fn every_page(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        self.whole.every_page()
    }

    /// The paths that are looked at, then their translations, as linked and as read.
    pub fn every_path(&self) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        self.whole.every_path()
    }

    /// The files that are looked at, as read.
    pub fn read_files(&self) -> impl Iterator<Item = (&'c FilePath, &'c ReadFile)> + use<'c> {
        self.whole.read_files()
    }

    /// The words at the foot of every page, if they name anything and are looked at.
    pub fn foot(&self) -> Option<&'c Foot> {
        self.whole.foot()
    }

    /// The links of what is looked at.
    pub fn links(&self) -> impl Iterator<Item = PlacedLink<'c>> + use<'c> {
        self.whole.links()
    }

    /// What a link leads to.
    pub fn destination(&self, placed: &PlacedLink<'_>) -> LinkDestination<'c> {
        let PlacedLink {
            file,
            language,
            link,
            ..
        } = placed;
        let destination = self.whole.snapshot.destination(file, *language, link);
        LinkDestination::of(destination)
    }

    /// Whether something else than a heading of what a link leads to may have an id.
    pub fn may_have_id(&self, content: &LinkedContent<'_>, id: &str) -> bool {
        content.may_have_id(id, |page| self.whole.read_of(page).broken)
    }

    /// What the address of an image in a file leads to.
    pub fn at_address(&self, file: &FilePath, address: &LocalAddress) -> LinkDestination<'c> {
        let destination = self.whole.snapshot.at_address(file, None, address);
        LinkDestination::of(destination)
    }

    /// The text of a file that is no page: of data, or of a file that all pages share.
    pub fn text(&self, file: &str) -> Option<&'c Arc<str>> {
        self.whole
            .texts
            .get(file)
            .filter(|_| !self.layout().is_page_file(file))
    }

    /// The text of one of the files that are looked at, or of one that is no page.
    pub fn own_text(&self, file: &FilePath) -> Option<&'c Arc<str>> {
        let is_own = || self.read_files().any(|(own, _)| own == file);
        let text = self.whole.texts.get(file.as_str());
        text.filter(|_| !self.layout().is_page_file(file.as_str()) || is_own())
    }

    /// Where content lies.
    pub fn layout(&self) -> &'c Layout {
        self.whole.layout()
    }

    /// What `almanac.toml` declares.
    pub fn config(&self) -> &'c Config {
        self.whole.config()
    }

    /// The day.
    pub fn today(&self) -> Day {
        self.whole.today
    }

    /// Whether the tree has a file.
    pub fn has_file(&self, file: &str) -> bool {
        self.whole.has_file(file)
    }

    /// Whether `media.yaml` gives the licence of an image.
    pub fn is_licensed(&self, media: &str) -> bool {
        self.whole.licensed_media.get(&*nfc(media)) == Some(&true)
    }

    /// What a name stands for.
    pub fn resolve(&self, name: &str) -> LinkTarget {
        self.whole.snapshot.resolve(name)
    }

    /// Whether some name is borne by several pages.
    pub fn has_ambiguous_names(&self) -> bool {
        self.whole.snapshot.has_ambiguous_names()
    }

    /// The front matter of a page.
    pub fn front_matter(&self, page: PageIndex) -> FrontMatter<'c> {
        FrontMatter::new(self.whole.snapshot.page(page), self.whole.read_page(page))
    }

    /// The page of a slug.
    pub fn page_by_slug(&self, slug: &str) -> Option<PageIndex> {
        self.whole.snapshot.page_by_slug(slug)
    }

    /// The fact that a reference on a page means.
    pub fn fact(&self, page: &'c Page, reference: &FactReference) -> Option<&'c Fact> {
        let found = self.whole.snapshot.fact(page, reference);
        found.map(|(_, fact)| fact)
    }

    /// The fact that a reference on a page means, of which the front matter is seen.
    pub fn fact_of(&self, page: &FrontMatter<'c>, reference: &FactReference) -> Option<&'c Fact> {
        page.fact(self.whole.snapshot, reference)
    }

    /// Whether a key names a source on a page, of which the front matter is seen.
    pub fn has_source(&self, page: &FrontMatter<'c>, key: &str) -> bool {
        page.has_source(self.whole.snapshot, key)
    }

    /// The table in a file of data.
    pub fn data(&self, file: &str) -> Option<&'c DataTable> {
        self.whole.snapshot.data(file)
    }

    /// Whether a topic is declared.
    pub fn has_topic(&self, topic: &str) -> bool {
        self.whole.snapshot.topic(topic).is_some()
    }

    /// The topics whose names are near a name.
    pub fn near_topics(&self, name: &str) -> Vec<&'c str> {
        near_topics(self.whole.snapshot, name)
    }

    /// What a key names on a page, or where no page is meant.
    pub fn source<'p>(&'p self, page: Option<&'p Page>, key: &str) -> Option<&'p Arc<Source>> {
        self.whole.snapshot.source(page, key)
    }

    /// The draft that alone defines what a file takes for the source of a key, if the file is none itself: readers see no
    /// drafts, and so would find no source.
    pub fn draft_that_defines(&self, file: &FilePath, key: &str) -> Option<&'c FilePath> {
        let snapshot = self.whole.snapshot;
        let drafts = self
            .whole
            .tables
            .draft_files
            .get_or_init(|| files_of_drafts(snapshot));
        if drafts.is_empty() || drafts.contains(file) {
            return None;
        }
        let source = snapshot.sources().get(key)?;
        let work = snapshot.sources().work(snapshot.sources().work_of(source)?);
        let mut named = { work.descriptions().iter() }.filter(|source| source.key.as_str() == key);
        let first = named.clone().next()?;
        named
            .all(|source| drafts.contains(&source.file))
            .then_some(&first.file)
    }

    /// Whether several works have a key.
    pub fn is_shared_key(&self, key: &str) -> bool {
        self.whole.snapshot.sources().of_key(key).len() > 1
    }

    /// The keys of all sources.
    pub fn source_keys(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        let keys = self.whole.snapshot.sources().keys();
        keys.map(|key| key.as_str())
    }

    /// The pages of a kind.
    pub fn pages_of_kind(&self, kind: &str) -> impl Iterator<Item = PageIndex> {
        let snapshot = self.whole.snapshot;
        let is_of = move |page: &PageIndex| matches!(&snapshot.page(*page).form, Form::Entry { kind: of, .. } if of == kind);
        let is_listed = |page: &PageIndex| !snapshot.page(*page).is_unlisted;
        snapshot.page_indexes().filter(is_of).filter(is_listed)
    }

    /// Whether something leads to a page: another page, a path, a prerequisite or a fact.
    pub fn is_led_to(&self, page: PageIndex) -> bool {
        let snapshot = self.whole.snapshot;
        !snapshot.backlinks(page).is_empty()
            || !snapshot.memberships(page).is_empty()
            || self.whole.is_named(page)
    }

    /// Whether a page, or the original of a translation, is a step of a path.
    pub fn is_step_of(&self, page: &Page, path: &str) -> bool {
        let snapshot = self.whole.snapshot;
        let path = snapshot.path_by_name(path);
        let original = snapshot.page_by_slug(page.slug.as_str());
        path.zip(original).is_some_and(|(path, original)| {
            let mut steps = snapshot.memberships(original).iter();
            steps.any(|(of, _)| *of == path)
        })
    }

    /// The names that pages bear, to find one that is near another.
    pub fn names(&self) -> NearNames<'c> {
        self.whole.names()
    }

    /// Whether a name that nothing bears may be that of a file that could not be read.
    pub fn may_be_unread(&self, name: &str) -> bool {
        unread::may_bear(&self.whole, name)
    }

    /// The texts that could not be read and may define sources.
    pub fn unread_definitions(&self) -> Vec<&'c str> {
        unread::unread_definitions(&self.whole)
    }

    /// Whether a key may be that of a shared source that could not be read.
    pub fn is_unread_key(&self, key: &str) -> bool {
        unread::has_unread_sources(&self.whole) || unread::is_unread_key(&self.whole, key)
    }

    /// Whether a list that all pages share could not be read.
    pub fn is_unread_list(&self, list: SharedFile) -> bool {
        unread::is_unread_list(&self.whole, list)
    }

    /// Whether a page or a path could not be read, so that it may name anything.
    pub fn has_unread_pages(&self) -> bool {
        unread::has_unread_pages(&self.whole)
    }
}
