//! What of the documents has to be made again after an edit.
//!
//! The pages of two snapshots are compared by their addresses in memory, which costs next to nothing for those that the
//! edit has left alone. A page that changed is looked at, and so is whoever reads what others may read of it: its title,
//! its headings, its facts, and what a name means. Looking at a page compares its fingerprints, so that to look at too many
//! costs time and no more.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_model::{ContentFile, LearningPath, Page, PageIndex, Slug, Snapshot, Version};
use rayon::prelude::*;
use rustc_hash::FxHashMap as HashMap;

use super::fingerprints::{Fingerprints, shown_of};
use super::link_counts::{count_of, count_of_page};
use super::reads::{NameForm, names_in_page, names_in_path_file};
use super::{pages, sources, subjects_of};
use crate::document::SearchSubject;

/// Says after each edit which documents are no longer what they were.
pub struct ChangedSubjects {
    snapshot: Arc<Snapshot>,
    readers: Readers,
}

/// What has to be done to follow an edit.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What is new, or of which the documents have to be made again, with the fingerprints; sorted.
    pub subjects: Vec<(SearchSubject, u64)>,
    /// What is searched no more; sorted.
    pub removed: Vec<SearchSubject>,
    /// How many pages link to the subjects to which other numbers did before; sorted.
    pub link_counts: Vec<(SearchSubject, u32)>,
}

impl ChangedSubjects {
    /// Begins with a snapshot.
    pub fn of(snapshot: Arc<Snapshot>) -> Self {
        Self {
            readers: Readers::of(&snapshot),
            snapshot,
        }
    }

    /// Goes on to another snapshot of the same almanac.
    pub fn after(&mut self, snapshot: Arc<Snapshot>) -> Changes {
        let before = std::mem::replace(&mut self.snapshot, snapshot);
        let edit = Edit::between(&before, &self.snapshot);
        let mut looked_at = self.readers.looked_at(&edit);
        self.readers.follow(&edit);
        looked_at.extend(edit.others());
        edit.changes(looked_at)
    }
}

/// Two snapshots, one after the other, and the files of content in which they differ, each as it was and as it is.
struct Edit<'s> {
    before: &'s Snapshot,
    after: &'s Snapshot,
    pages: Vec<Differing<'s, Page>>,
    paths: Vec<Differing<'s, LearningPath>>,
}

/// A file that differs, as it was and as it is.
type Differing<'s, T> = (Option<&'s T>, Option<&'s T>);

impl<'s> Edit<'s> {
    fn between(before: &'s Snapshot, after: &'s Snapshot) -> Self {
        let mut pages = differing(before.pages(), after.pages());
        pages.extend(differing(before.versions(), after.versions()));
        let mut paths = differing(before.paths(), after.paths());
        let translations = [before, after].map(Snapshot::path_translations);
        paths.extend(differing(translations[0], translations[1]));
        Self {
            before,
            after,
            pages,
            paths,
        }
    }

    /// Whether front matter, or a file that is no page, was edited.
    fn is_of_more_than_texts(&self) -> bool {
        !self.before.differs_in_texts_only(self.after)
    }

    /// What has to be looked at but for pages and their readers.
    fn others(&self) -> BTreeSet<SearchSubject> {
        let mut subjects = BTreeSet::new();
        if self.is_of_more_than_texts() {
            for snapshot in [self.before, self.after] {
                let topics = snapshot.topics().iter();
                subjects.extend(topics.map(|topic| SearchSubject::Topic(topic.slug.clone())));
                subjects.extend(sources::subjects(snapshot));
            }
            subjects.extend(self.steps());
            let [before, after] = [self.before, self.after].map(Fingerprints::of_few);
            if before.config() != after.config() {
                subjects.extend(subjects_of(self.before));
                subjects.extend(subjects_of(self.after));
            }
        }
        subjects.extend(self.cited());
        subjects
    }

    /// The steps of paths that differ: a page knows of which paths it is a step.
    fn steps(&self) -> impl Iterator<Item = SearchSubject> {
        let of = |path: Option<&LearningPath>, snapshot: &Snapshot| {
            let steps = path.map_or(&[][..], |path| &path.steps).iter();
            let pages = steps.filter_map(|step| step.page);
            let subjects = pages.map(|page| pages::subject(snapshot.page(page)));
            subjects.collect::<Vec<_>>()
        };
        self.paths.iter().flat_map(move |(before, after)| {
            let mut steps = of(*before, self.before);
            steps.extend(of(*after, self.after));
            steps
        })
    }

    /// The works that pages cite that differ, where they have a page of their own.
    fn cited(&self) -> impl Iterator<Item = SearchSubject> {
        let of = |page: Option<&'s Page>, snapshot: &'s Snapshot| {
            let cited = page.map_or(&[][..], |page| &page.cited[..]).iter();
            let works = cited.filter_map(|cited| snapshot.work_of(&cited.source));
            works.map(|work| sources::subject(snapshot, work))
        };
        self.pages
            .iter()
            .flat_map(move |(before, after)| of(*before, self.before).chain(of(*after, self.after)))
    }

    fn changes(&self, looked_at: BTreeSet<SearchSubject>) -> Changes {
        let [before, after] = [self.before, self.after].map(Fingerprints::of_few);
        let mut changes = Changes::default();
        for subject in looked_at {
            match (before.subject(&subject), after.subject(&subject)) {
                (Some(_), None) => changes.removed.push(subject),
                (old, Some(new)) if old != Some(new) => changes.subjects.push((subject, new)),
                _ => {}
            }
        }
        changes.link_counts = self.link_counts();
        changes
    }

    fn link_counts(&self) -> Vec<(SearchSubject, u32)> {
        let count = |subject: SearchSubject| {
            let new = count_of(self.after, &subject)?;
            let differs = count_of(self.before, &subject) != Some(new);
            differs.then_some((subject, new))
        };
        let mut others: BTreeSet<SearchSubject> = self.cited().collect();
        let mut counts: Vec<(SearchSubject, u32)> = match self.is_of_more_than_texts() {
            true => {
                let topics = self.after.topics().iter();
                others.extend(topics.map(|topic| SearchSubject::Topic(topic.slug.clone())));
                others.extend(sources::subjects(self.after));
                self.link_counts_of_pages()
            }
            false => {
                let targets = self.targets().into_iter();
                // What is unlisted is not searched.
                let listed = targets.filter(|page| !self.after.page(*page).is_unlisted);
                let subjects = listed.map(|page| pages::subject(self.after.page(page)));
                subjects.filter_map(count).collect()
            }
        };
        counts.extend(others.into_iter().filter_map(count));
        counts.sort();
        counts
    }

    /// The pages to which links were put or from which they were taken, where only texts differ: places are the same then.
    fn targets(&self) -> BTreeSet<PageIndex> {
        let of = |page: &Option<&Page>, snapshot: &Snapshot| {
            let index = page.and_then(|page| snapshot.page_by_slug(page.slug.as_str()));
            match (page, index) {
                (Some(page), Some(index)) => snapshot.targets(index, page),
                _ => BTreeSet::new(),
            }
        };
        let both = |(before, after): &Differing<'_, Page>| {
            let (before, after) = (of(before, self.before), of(after, self.after));
            let differing = before.symmetric_difference(&after);
            differing.copied().collect::<Vec<PageIndex>>()
        };
        self.pages.iter().flat_map(both).collect()
    }

    /// The numbers of links to all pages that have another one than before.
    fn link_counts_of_pages(&self) -> Vec<(SearchSubject, u32)> {
        let (before, after) = (self.before.pages(), self.after.pages());
        let mut counts = Vec::new();
        let mut old = 0;
        for (index, page) in (0..).map(PageIndex).zip(after) {
            // Both are sorted by slug; most are the same pages, which takes no look at their slugs.
            let is_same = |old: usize| {
                let known: &Arc<Page> = &before[old];
                Arc::ptr_eq(known, page) || known.slug == page.slug
            };
            while old < before.len() && !is_same(old) && before[old].slug < page.slug {
                old += 1;
            }
            let known = (old < before.len() && is_same(old)).then_some(PageIndex(old as u32));
            let known = known.map(|known| count_of_page(self.before, known));
            let new = count_of_page(self.after, index);
            if known != Some(new) && !page.is_unlisted {
                counts.push((pages::subject(page), new));
            }
        }
        counts
    }
}

/// The items of two sorted lists that differ, by the addresses of their values in memory, else by these.
fn differing<'s, T>(before: &'s [Arc<T>], after: &'s [Arc<T>]) -> Vec<Differing<'s, T>>
where
    T: std::ops::Deref<Target = ContentFile> + PartialEq,
{
    let key = |item: &'s Arc<T>| (&item.slug, item.version.as_ref().map(Version::key));
    let mut differing = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (old.peek().copied(), new.peek().copied()) {
            (None, None) => return differing,
            (Some(one), Some(other)) if Arc::ptr_eq(one, other) => {
                old.next();
                new.next();
            }
            (Some(one), Some(other)) if key(one) == key(other) => {
                if one != other {
                    differing.push((Some(one.as_ref()), Some(other.as_ref())));
                }
                old.next();
                new.next();
            }
            (Some(one), other) if other.is_none_or(|other| key(one) < key(other)) => {
                differing.push((Some(one), None));
                old.next();
            }
            (_, other) => {
                differing.push((None, other.map(AsRef::as_ref)));
                new.next();
            }
        }
    }
}

/// Who reads what by which name.
struct Readers {
    /// By a form of the name: the numbers of those that read it.
    by_name: HashMap<NameForm, Vec<u32>>,
    /// The numbers of pages and paths.
    numbers: HashMap<Reader, u32>,
    /// The same the other way round.
    readers: Vec<Reader>,
}

/// A page or a path that reads others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Reader {
    Page(Slug),
    Path(Slug),
}

impl Reader {
    /// What it is in a snapshot, if it is there.
    fn subject(&self, snapshot: &Snapshot) -> Option<SearchSubject> {
        match self {
            Self::Page(slug) => {
                let index = snapshot.page_by_slug(slug.as_str())?;
                Some(pages::subject(snapshot.page(index)))
            }
            Self::Path(slug) => Some(SearchSubject::Path(slug.clone())),
        }
    }

    /// The forms of the names by which it reads others in a snapshot, in all of its languages.
    fn reads(&self, snapshot: &Snapshot) -> BTreeSet<NameForm> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        match self {
            Self::Page(slug) => {
                let original = snapshot.page_by_slug(slug.as_str());
                let original = original.map(|index| snapshot.page(index));
                let translations = snapshot.versions_of(slug).iter().map(AsRef::as_ref);
                let versions = original.into_iter().chain(translations);
                versions.for_each(|page| names.extend(names_in_page(page)));
            }
            Self::Path(slug) => {
                let original = snapshot.path_by_slug(slug.as_str());
                let original = original.map(|index| snapshot.path(index));
                let translations = snapshot.translations_of_path(slug).iter();
                let versions = original.into_iter().chain(translations.map(AsRef::as_ref));
                versions.for_each(|path| names.extend(names_in_path_file(path)));
            }
        }
        names.into_iter().flat_map(NameForm::of_read).collect()
    }
}

impl Readers {
    fn of(snapshot: &Snapshot) -> Self {
        let pages = snapshot.pages().iter();
        let pages = pages.map(|page| Reader::Page(page.slug.clone()));
        let paths = snapshot.paths().iter();
        let paths = paths.map(|path| Reader::Path(path.slug.clone()));
        let all: Vec<Reader> = pages.chain(paths).collect();
        let reads: Vec<BTreeSet<NameForm>> = all
            .par_iter()
            .map(|reader| reader.reads(snapshot))
            .collect();
        let mut readers = Self {
            by_name: HashMap::default(),
            numbers: HashMap::default(),
            readers: Vec::with_capacity(all.len()),
        };
        for (reader, names) in all.into_iter().zip(reads) {
            let number = readers.number_of(reader);
            for name in names {
                readers.by_name.entry(name).or_default().push(number);
            }
        }
        readers
    }

    fn number_of(&mut self, reader: Reader) -> u32 {
        let next = self.readers.len() as u32;
        let number = *self.numbers.entry(reader.clone()).or_insert(next);
        if number == next {
            self.readers.push(reader);
        }
        number
    }

    /// What has to be looked at after an edit: what differs, and who reads that.
    fn looked_at(&self, edit: &Edit<'_>) -> BTreeSet<SearchSubject> {
        let differing = edit.readers();
        let mut names = BTreeSet::new();
        for (before, after) in &edit.pages {
            let shown = [(before, edit.before), (after, edit.after)]
                .map(|(page, snapshot)| page.map(|page| (shown_of(page), bearers(snapshot, page))));
            if shown[0] != shown[1] {
                names.extend(shown.into_iter().flatten().flat_map(|(_, names)| names));
            }
        }
        for version in edit
            .paths
            .iter()
            .flat_map(|(before, after)| [before, after])
        {
            names.extend(
                version
                    .iter()
                    .flat_map(|path| NameForm::of_bearer(path, true)),
            );
        }
        let mut found: BTreeSet<Reader> = self.readers_of(&names).cloned().collect();
        // Whoever inserts a fact of which the value is an entry shows the title of that.
        let mut between = BTreeSet::new();
        for reader in &found {
            between.extend(edit.names_of_facts(reader));
        }
        found.extend(self.readers_of(&between).cloned());
        found.extend(differing);
        let both = |reader: &Reader| [edit.before, edit.after].map(|one| reader.subject(one));
        found.iter().flat_map(both).flatten().collect()
    }

    fn readers_of<'r>(&'r self, names: &'r BTreeSet<NameForm>) -> impl Iterator<Item = &'r Reader> {
        let numbers = names.iter().filter_map(|name| self.by_name.get(name));
        numbers
            .flatten()
            .map(|number| &self.readers[*number as usize])
    }

    /// Follows an edit.
    fn follow(&mut self, edit: &Edit<'_>) {
        for reader in edit.readers() {
            let (old, new) = (reader.reads(edit.before), reader.reads(edit.after));
            let number = self.number_of(reader);
            for name in old.difference(&new) {
                if let Some(readers) = self.by_name.get_mut(name) {
                    readers.retain(|known| *known != number);
                }
            }
            for name in new.difference(&old) {
                self.by_name.entry(*name).or_default().push(number);
            }
        }
    }
}

impl Edit<'_> {
    /// The pages and paths that differ.
    fn readers(&self) -> BTreeSet<Reader> {
        let pages = self.pages.iter();
        let pages = pages.filter_map(|(before, after)| before.or(*after));
        let pages = pages.map(|page| Reader::Page(page.slug.clone()));
        let paths = self.paths.iter();
        let paths = paths.filter_map(|(before, after)| before.or(*after));
        pages
            .chain(paths.map(|path| Reader::Path(path.slug.clone())))
            .collect()
    }

    /// The names of a reader, if entries are the values of some of its facts.
    fn names_of_facts(&self, reader: &Reader) -> Vec<NameForm> {
        let Reader::Page(slug) = reader else {
            return Vec::new();
        };
        let snapshots = [self.before, self.after].into_iter();
        let pages = snapshots.filter_map(|snapshot| {
            let index = snapshot.page_by_slug(slug.as_str())?;
            let page = snapshot.page(index);
            let is_between = page
                .facts
                .iter()
                .any(|fact| super::reads::entry_of(fact).is_some());
            is_between.then_some(page)
        });
        pages.flat_map(bearer).collect()
    }
}

/// The forms of the names by which a file of content is read. Of a depth and of a translation those of the original are among
/// them: whoever names that may show headings of this.
fn bearers(snapshot: &Snapshot, page: &Page) -> Vec<NameForm> {
    let mut names = bearer(page);
    if page.version.is_some()
        && let Some(original) = snapshot.page_by_slug(page.slug.as_str())
    {
        names.extend(bearer(snapshot.page(original)));
    }
    names
}

fn bearer(page: &Page) -> Vec<NameForm> {
    NameForm::of_bearer(page, false)
}
