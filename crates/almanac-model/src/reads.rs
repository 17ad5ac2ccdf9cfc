//! What is read of a snapshot while a page is made, so that the page can be kept for as long as all of that stays the same.
//!
//! A page is a function of what it reads of its snapshot, but nobody could list by hand what a page
//! reads: the titles of what it links to, who links to it, the facts that it inserts, whether a name
//! means anything. So a snapshot that records notes every question that is put to it. Its fields are
//! private, and each method that reads them notes a question that covers all that it gives: that is
//! the invariant on which the pages kept by a server rest. What has no question of its own is noted
//! as [`Query::Everything`].
//!
//! This is what “Build Systems à la Carte” (Mokhov, Mitchell, Peyton Jones 2018,
//! <https://doi.org/10.1145/3236774>) calls a verifying trace.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use crate::snapshot::{PageOrPath, Snapshot};
use crate::{
    ContentId, FilePath, LanguageTag, LearningPath, LinkTarget, NamedWorks, Page, PageHead,
    PageIndex, Slug, SourceIdentity,
};

/// How many questions are noted one by one. A page that asks more than these is a list of nearly
/// everything; to ask them all again would cost more than to make the page.
const MOST_QUESTIONS: usize = 512;

/// How many questions are asked again in next to no time.
const QUICK_QUESTIONS: usize = 96;

/// Something that is asked of a snapshot, in names that mean the same in each: the place of a page
/// is another one once pages come or go.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Query {
    /// All there is.
    Everything,
    Config,
    Appearance,
    Topics,
    Sources,
    Requested,
    /// All events that are listed.
    Events,
    /// The events that name an entry.
    EventsNaming(Slug),
    /// The events that are related to one of a thread.
    RelatedEvents(Slug, ContentId),
    /// Where an event is that a thread had before.
    MovedEvent(Slug, Box<str>),
    /// All paths.
    Paths,
    /// Which pages there are, in their order.
    PageNames,
    /// Whether there is an entry or a thread of that slug.
    HasPage(Slug),
    /// An entry or a thread, or that there is none.
    Page(Slug),
    /// What links show of an entry or a thread and of its other versions.
    Heads(Slug),
    /// The other versions of an entry or a thread.
    Versions(Slug),
    /// The hashes of what an entry or a thread tells, and its other versions.
    TextHashes(Slug),
    PathTextHashes(Slug),
    /// The hash of the values that an entry or a thread shows, and its other versions.
    ValuesHashes(Slug),
    Path(Slug),
    PathTranslations(Slug),
    /// The path that bears a name.
    PathNamed(Box<str>),
    Topic(Box<str>),
    Members(Slug),
    /// What the key names of a source that a page does not list itself.
    Source(Box<str>),
    /// What a name in the address of a source leads to.
    SourceNamed(Box<str>),
    /// All that files say of a work.
    Work(SourceIdentity),
    /// The name of a work in addresses, or that there is none such.
    WorkName(SourceIdentity),
    Data(FilePath),
    Backlinks(Slug),
    Memberships(Slug),
    /// Which pages are related to a page.
    Related(Slug),
    Citing(SourceIdentity),
    /// The first two pages and the first two paths that cite a work, which say where it is shown.
    FirstCiting(SourceIdentity),
    /// Which page is the first one of the site.
    Home,
    /// What a name in a link means.
    Name(Box<str>),
    /// What a name in a link means that stands in a file, in a text of a language.
    NameFrom(FilePath, Box<str>, Option<LanguageTag>),
    /// Which file the path of an address finds by its name, where it stands in a file.
    FileFrom(FilePath, Box<str>),
    /// Whether a name in a link is that of several files.
    SharedName(FilePath, Box<str>),
    /// Which content the path of an address leads to, where it stands in a file.
    ContentFrom(FilePath, Box<str>),
    /// What a file of content makes.
    File(Box<str>),
    /// Which content a path from the root leads to.
    ContentAt(Box<str>),
    /// Whether a file is served as it is.
    Serves(Box<str>),
    /// At which address a file is served as it is.
    SendsFile(Box<str>),
    /// How large an image is.
    ImageSize(Box<str>),
}

/// The questions that have been put to a snapshot that records.
#[derive(Debug, Default)]
pub(crate) struct Reads(Mutex<HashSet<Query>>);

impl Reads {
    /// Notes a question.
    pub fn note(&self, question: Query) {
        let mut questions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if questions.contains(&Query::Everything) {
            return;
        }
        if question == Query::Everything || questions.len() == MOST_QUESTIONS {
            questions.clear();
            questions.insert(Query::Everything);
        } else {
            questions.insert(question);
        }
    }

    fn questions(&self) -> Box<[Query]> {
        let questions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        questions.iter().cloned().collect()
    }
}

/// What was asked of a snapshot, and the hash of what it answered.
#[derive(Debug)]
pub struct Trace {
    questions: Box<[Query]>,
    answers: u64,
}

impl Trace {
    pub(crate) fn new(reads: &Reads, snapshot: &Snapshot) -> Self {
        let questions = reads.questions();
        let answers = answers(&questions, snapshot);
        Self { questions, answers }
    }

    /// Whether a snapshot answers all that was asked as the first one did. What was made from the
    /// first is then what would be made from this one.
    pub fn holds_in(&self, snapshot: &Snapshot) -> bool {
        answers(&self.questions, snapshot) == self.answers
    }

    /// Whether [`Trace::holds_in`] takes no more than some tenths of a millisecond: there are few questions,
    /// and none is about all that there is of something.
    pub fn is_quick(&self) -> bool {
        let is_wide = |question: &Query| {
            matches!(
                question,
                Query::Topics
                    | Query::Sources
                    | Query::Requested
                    | Query::Events
                    | Query::Paths
                    | Query::PageNames
            )
        };
        self.questions.len() <= QUICK_QUESTIONS && !self.questions.iter().any(is_wide)
    }

    /// About how many bytes it takes in memory.
    pub fn size(&self) -> usize {
        let names = self.questions.iter().map(|question| match question {
            Query::PathNamed(name)
            | Query::Topic(name)
            | Query::Source(name)
            | Query::SourceNamed(name)
            | Query::Name(name)
            | Query::NameFrom(_, name, _)
            | Query::FileFrom(_, name)
            | Query::ContentFrom(_, name)
            | Query::SharedName(_, name)
            | Query::File(name)
            | Query::ContentAt(name)
            | Query::Serves(name)
            | Query::SendsFile(name)
            | Query::ImageSize(name) => name.len(),
            // The names of these are shared with the snapshot.
            _ => 0,
        });
        size_of::<Self>() + size_of_val(&*self.questions) + names.sum::<usize>()
    }
}

fn answers(questions: &[Query], snapshot: &Snapshot) -> u64 {
    let mut hasher = DefaultHasher::new();
    for question in questions {
        question.answer(snapshot, &mut hasher);
    }
    hasher.finish()
}

impl Query {
    /// Hashes what a snapshot that doesn't record answers.
    fn answer(&self, snapshot: &Snapshot, hasher: &mut DefaultHasher) {
        let digests = snapshot.digests();
        match self {
            Self::Everything => snapshot.hash().hash(hasher),
            Self::Config => digests.config(snapshot).hash(hasher),
            Self::Appearance => digests.appearance(snapshot).hash(hasher),
            Self::Topics => snapshot.topics().hash(hasher),
            Self::Sources => digests.sources(snapshot).hash(hasher),
            Self::Requested => digests.requested(snapshot).hash(hasher),
            Self::Events => digests.events(snapshot).hash(hasher),
            Self::EventsNaming(slug) => {
                if let Some(page) = snapshot.page_by_slug(slug.as_str()) {
                    hash_all(snapshot.events_naming(page), hasher);
                }
            }
            Self::RelatedEvents(slug, event) => {
                if let Some(page) = snapshot.page_by_slug(slug.as_str()) {
                    hash_all(snapshot.related_events(page, event), hasher);
                }
            }
            Self::MovedEvent(thread, id) => {
                let moved = snapshot.moved_event(thread, id);
                let moved = moved.map(|(thread, to)| (&snapshot.page(thread).slug, to));
                moved.hash(hasher);
            }
            Self::Paths => hash_paths(snapshot, snapshot.paths(), hasher),
            Self::PageNames => digests.page_names(snapshot).hash(hasher),
            Self::Page(slug) => match snapshot.page_by_slug(slug.as_str()) {
                Some(page) => digests.page(snapshot, page).hash(hasher),
                None => false.hash(hasher),
            },
            Self::HasPage(slug) => snapshot.page_by_slug(slug.as_str()).is_some().hash(hasher),
            Self::Heads(slug) => for_each_version(snapshot, slug, |page| {
                PageHead::from(page).hash(hasher);
            }),
            Self::Versions(slug) => digests.versions_of(snapshot, slug, hasher),
            Self::TextHashes(slug) => for_each_version(snapshot, slug, |page| {
                snapshot.text_hash(page).hash(hasher);
            }),
            Self::PathTextHashes(slug) => {
                let path = snapshot.path_by_slug(slug.as_str());
                let original = path.map(|path| snapshot.path(path)).into_iter();
                let translations = snapshot.translations_of_path(slug).iter();
                let all = original.chain(translations.map(AsRef::as_ref));
                all.for_each(|path| snapshot.path_text_hash(path).hash(hasher));
            }
            Self::ValuesHashes(slug) => for_each_version(snapshot, slug, |page| {
                snapshot.values_hash(page).hash(hasher);
            }),
            Self::Path(slug) => match snapshot.path_by_slug(slug.as_str()) {
                Some(path) => hash_path(snapshot, snapshot.path(path), hasher),
                None => false.hash(hasher),
            },
            Self::PathTranslations(slug) => {
                hash_paths(snapshot, snapshot.translations_of_path(slug), hasher);
            }
            Self::PathNamed(name) => {
                let path = snapshot.path_by_name(name);
                path.map(|path| &snapshot.path(path).slug).hash(hasher);
            }
            Self::Topic(slug) => snapshot.topic(slug).hash(hasher),
            Self::Members(topic) => hash_members(snapshot, topic, hasher),
            Self::Source(key) => snapshot.source(None, key).hash(hasher),
            Self::SourceNamed(name) => {
                let sources = snapshot.sources();
                let works = match sources.named(name) {
                    Some(NamedWorks::Work(work)) => vec![work],
                    Some(NamedWorks::List(_, works)) => works.to_vec(),
                    None => Vec::new(),
                };
                works.len().hash(hasher);
                for work in works {
                    sources.work(work).source().identity.hash(hasher);
                }
            }
            Self::Work(identity) => {
                let work = snapshot.sources().of_identity(identity);
                let work = work.map(|work| snapshot.work(work));
                work.map(|work| work.descriptions()).hash(hasher);
            }
            Self::WorkName(identity) => {
                let work = snapshot.sources().of_identity(identity);
                work.map(|work| snapshot.work_name(work)).hash(hasher);
            }
            Self::Data(file) => snapshot.data(file.as_str()).hash(hasher),
            Self::Backlinks(slug) => {
                let page = snapshot.page_by_slug(slug.as_str());
                let pages = page.map_or(&[][..], |page| snapshot.backlinks(page));
                hash_slugs(snapshot, pages, hasher);
            }
            Self::Memberships(slug) => {
                let page = snapshot.page_by_slug(slug.as_str());
                let steps = page.map_or(&[][..], |page| snapshot.memberships(page));
                for (path, step) in steps {
                    (&snapshot.path(*path).slug, step).hash(hasher);
                }
            }
            Self::Related(slug) => {
                if let Some(page) = snapshot.page_by_slug(slug.as_str()) {
                    digests.related(snapshot, page).hash(hasher);
                }
            }
            Self::Citing(identity) => {
                let work = snapshot.sources().of_identity(identity);
                let pages = work.map_or(&[][..], |work| snapshot.citing(work));
                hash_slugs(snapshot, pages, hasher);
                let paths = work.map_or(&[][..], |work| snapshot.paths_citing(work));
                for path in paths {
                    snapshot.path(*path).slug.hash(hasher);
                }
            }
            Self::FirstCiting(identity) => {
                let work = snapshot.sources().of_identity(identity);
                let first = work.map(|work| snapshot.first_citing(work));
                let (pages, paths) = first.unwrap_or_default();
                hash_slugs(snapshot, pages, hasher);
                for path in paths {
                    snapshot.path(*path).slug.hash(hasher);
                }
            }
            Self::Home => {
                let home = snapshot.home();
                home.map(|home| &snapshot.page(home).slug).hash(hasher);
            }
            Self::Name(name) => hash_target(snapshot, &snapshot.resolve(name), hasher),
            Self::NameFrom(file, name, language) => {
                let target = snapshot.resolve_from(file, name, language.as_ref());
                hash_target(snapshot, &target, hasher);
            }
            Self::SharedName(file, name) => snapshot.is_shared_name(file, name).hash(hasher),
            Self::FileFrom(file, written) => snapshot.file_by_name(file, written).hash(hasher),
            Self::ContentFrom(file, written) => {
                hash_target(snapshot, &snapshot.content_from(file, written), hasher);
            }
            Self::ContentAt(path) => hash_target(snapshot, &snapshot.content_at(path), hasher),
            Self::Serves(path) => snapshot.served(path).hash(hasher),
            Self::SendsFile(file) => snapshot.address_of_file(file).hash(hasher),
            Self::ImageSize(path) => snapshot.image_size(path).hash(hasher),
            Self::File(file) => match snapshot.of_file(file) {
                Some(PageOrPath::Page(page)) => page.hash(hasher),
                Some(PageOrPath::Path(path)) => hash_path(snapshot, path, hasher),
                None => false.hash(hasher),
            },
        }
    }
}

/// Hashes values, and how many there are.
pub(crate) fn hash_all(values: impl IntoIterator<Item = impl Hash>, hasher: &mut DefaultHasher) {
    let mut number = 0_usize;
    for value in values {
        value.hash(hasher);
        number += 1;
    }
    number.hash(hasher);
}

/// Hands on an original and its other versions.
fn for_each_version(snapshot: &Snapshot, slug: &Slug, mut with: impl FnMut(&Page)) {
    if let Some(original) = snapshot.page_by_slug(slug.as_str()) {
        with(snapshot.page(original));
    }
    snapshot
        .versions_of(slug)
        .iter()
        .for_each(|page| with(page));
}

/// Hashes which pages these are.
pub(crate) fn hash_slugs(snapshot: &Snapshot, pages: &[PageIndex], hasher: &mut DefaultHasher) {
    pages.len().hash(hasher);
    for page in pages {
        let page = snapshot.page(*page);
        (&page.slug, page.is_home).hash(hasher);
    }
}

fn hash_target(snapshot: &Snapshot, target: &LinkTarget, hasher: &mut DefaultHasher) {
    std::mem::discriminant(target).hash(hasher);
    match target {
        LinkTarget::Page(page) => {
            let page = snapshot.page(*page);
            (&page.slug, page.is_home).hash(hasher);
        }
        LinkTarget::Path(path) => snapshot.path(*path).slug.hash(hasher),
        LinkTarget::Ambiguous(pages) => hash_slugs(snapshot, pages, hasher),
        LinkTarget::File(file) => file.hash(hasher),
        LinkTarget::Missing => {}
    }
}

/// Hashes a path, and which pages its steps are: these are not in the hash of a step.
fn hash_path(snapshot: &Snapshot, path: &LearningPath, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    for step in &path.steps {
        let slug = step.page.map(|page| &snapshot.page(page).slug);
        slug.hash(hasher);
    }
}

fn hash_paths(snapshot: &Snapshot, paths: &[Arc<LearningPath>], hasher: &mut DefaultHasher) {
    paths.len().hash(hasher);
    for path in paths {
        hash_path(snapshot, path, hasher);
    }
}

fn hash_members(snapshot: &Snapshot, topic: &Slug, hasher: &mut DefaultHasher) {
    let Some(members) = snapshot.members(topic) else {
        return false.hash(hasher);
    };
    for path in &members.paths {
        snapshot.path(*path).slug.hash(hasher);
    }
    hash_slugs(snapshot, &members.pages, hasher);
    members.topics.hash(hasher);
}
