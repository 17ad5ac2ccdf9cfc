//! What a change has touched: an almanac without it and with it, compared.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_model::{
    ContentFile, Date, FilePath, Page, PageIndex, Snapshot, Source, Weight, WorkIndex,
};

use super::gathered::Gathered;
use super::shown::{ShownFacts, figures_of_other_data};
use super::{Impact, TouchedContent, TouchedPart};

/// What a change has touched: `before` and `after` are the almanac without it and with it.
///
/// The minutes of what it touches are given before and after, and of a version it is said whether it will lag behind. A page
/// that it removes is named with its minutes before, and none after.
pub fn impact_of_change(before: &Snapshot, after: &Snapshot) -> Impact {
    let mut gathered = Gathered::new(after);
    let former = Former::new(before, after);
    let mut facts = Vec::new();
    let mut threads: Vec<PageIndex> = Vec::new();
    for (index, page) in (0..).map(PageIndex).zip(after.pages()) {
        let old = former.of(page);
        if old.is_some_and(|old| old.text == page.text) {
            continue;
        }
        if old.is_none_or(|old| before.text_hash(old) != after.text_hash(page)) {
            gathered.add(page, TouchedPart::Text);
        }
        if old.is_none_or(|old| drawn_events(old) != drawn_events(page)) {
            threads.push(index);
        }
        let changed = old.map_or_else(BTreeSet::new, |old| changed_properties(old, page));
        facts.extend(changed.into_iter().map(|property| ShownFacts {
            owner: page,
            property: Some(property),
        }));
    }
    gathered.add_shown(&facts);
    gathered.add_drawn_threads(&threads);
    for page in after.pages().iter().chain(after.versions()) {
        for part in figures_of_other_data(before, after, page) {
            gathered.add(page, part);
        }
    }
    for work in changed_works(before, after) {
        gathered.add_citing(work);
    }
    let mut lagging = BTreeSet::new();
    for version in after.versions() {
        let old = version_in(before, version);
        let lags = old.is_some_and(|old| has_fallen_behind(old, version));
        if lags {
            lagging.insert(version.file.clone());
        }
        if lags || old.is_none_or(|old| before.text_hash(old) != after.text_hash(version)) {
            gathered.add(version, TouchedPart::Text);
        }
    }
    for path in after.paths() {
        let old = before.path_by_slug(path.slug.as_str());
        if old.is_none_or(|old| before.path(old).text != path.text) {
            gathered.add_path(path, Some(&TouchedPart::Text));
        }
    }
    let mut impact = gathered.into_impact();
    add_what_is_gone(&mut impact, before, &former.gone);
    let (minutes_before, minutes_after) = (minutes_by_file(before), minutes_by_file(after));
    for touched in impact.pages.iter_mut().chain(&mut impact.paths) {
        let file_before = former.files.get(&touched.file).unwrap_or(&touched.file);
        let after = minutes_after.get(&touched.file);
        touched.minutes = minutes_before.get(file_before).copied().unwrap_or(0);
        touched.minutes_after = Some(after.copied().unwrap_or(0));
        touched.lags = lagging.contains(&touched.file);
    }
    impact
}

fn minutes_by_file(snapshot: &Snapshot) -> HashMap<FilePath, u32> {
    let minutes = |content: &ContentFile| (content.file.clone(), content.reading_time.minutes());
    snapshot.content_files().map(minutes).collect()
}

/// The pages of an almanac before a change, by those that they have become.
struct Former<'s> {
    before: &'s Snapshot,
    by_id: HashMap<&'s str, &'s Page>,
    /// The pages that are not there any more.
    gone: Vec<PageIndex>,
    /// The files of pages that have another now, by that.
    files: HashMap<FilePath, FilePath>,
}

impl<'s> Former<'s> {
    fn new(before: &'s Snapshot, after: &'s Snapshot) -> Self {
        let by_id = before.pages().iter();
        let by_id = by_id.map(|page| (page.id.as_str(), &**page)).collect();
        let mut former = Self {
            before,
            by_id,
            gone: Vec::new(),
            files: HashMap::new(),
        };
        let mut kept: BTreeSet<&FilePath> = BTreeSet::new();
        for page in after.pages() {
            if let Some(old) = former.of(page) {
                kept.insert(&old.file);
                former.files.insert(page.file.clone(), old.file.clone());
            }
        }
        let pages = (0..).map(PageIndex).zip(before.pages());
        let gone = pages.filter(|(_, page)| !kept.contains(&page.file));
        former.gone = gone.map(|(index, _)| index).collect();
        former
    }

    /// What a page was: that of its id, under whatever name, else that of its slug.
    fn of(&self, page: &Page) -> Option<&'s Page> {
        let by_id = self.by_id.get(page.id.as_str()).copied();
        by_id.or_else(|| {
            let index = self.before.page_by_slug(page.slug.as_str())?;
            Some(self.before.page(index))
        })
    }
}

/// Adds pages that are gone, with what showed their facts and led through them.
fn add_what_is_gone(impact: &mut Impact, before: &Snapshot, gone: &[PageIndex]) {
    if gone.is_empty() {
        return;
    }
    let mut gathered = Gathered::new(before);
    let pages: Vec<&Page> = gone.iter().map(|index| before.page(*index)).collect();
    for page in &pages {
        gathered.add_versions(page, &TouchedPart::Text);
    }
    let facts: Vec<ShownFacts<'_>> = { pages.into_iter() }
        .map(|owner| ShownFacts {
            owner,
            property: None,
        })
        .collect();
    gathered.add_shown(&facts);
    gathered.add_drawn_threads(gone);
    let of_gone = gathered.into_impact();
    merge(&mut impact.pages, of_gone.pages);
    merge(&mut impact.paths, of_gone.paths);
}

fn merge(all: &mut Vec<TouchedContent>, more: Vec<TouchedContent>) {
    let mut by_file: BTreeMap<FilePath, TouchedContent> = BTreeMap::new();
    for touched in all.drain(..).chain(more) {
        match by_file.get_mut(&touched.file) {
            Some(known) => known.parts.extend(touched.parts),
            None => drop(by_file.insert(touched.file.clone(), touched)),
        }
    }
    all.extend(by_file.into_values());
}

/// The works that are described otherwise than before. That somebody confirmed one says nothing new.
fn changed_works(before: &Snapshot, after: &Snapshot) -> Vec<WorkIndex> {
    let described = |descriptions: &[Arc<Source>]| -> Vec<Source> {
        let descriptions = descriptions.iter();
        descriptions
            .map(|source| Source {
                span: 0..0,
                checked: None,
                ..Source::clone(source)
            })
            .collect()
    };
    let is_changed = |descriptions: &[Arc<Source>]| {
        let known = descriptions.first().and_then(|one| before.work_of(one));
        let known = known.map(|work| before.sources().work(work).descriptions());
        known.is_none_or(|known| {
            !std::ptr::eq(known, descriptions) && described(known) != described(descriptions)
        })
    };
    let works = after.sources().works();
    let changed = works.filter(|(_, work)| is_changed(work.descriptions()));
    changed.map(|(work, _)| work).collect()
}

/// What figures draw of the events of a thread.
fn drawn_events(thread: &Page) -> Vec<(&str, Date, &str, Weight)> {
    let events = thread.events().iter();
    events
        .map(|event| (event.id.as_str(), event.date, &*event.title, event.weight))
        .collect()
}

/// The same version of a page in another snapshot: at the same depth and in the same language.
fn version_in<'s>(snapshot: &'s Snapshot, version: &Page) -> Option<&'s Page> {
    let index = snapshot.page_by_slug(version.slug.as_str())?;
    snapshot.version(index, version.depth(), version.language())
}

/// Whether what a version was written from tells something else than before, and the version was not brought up to date.
fn has_fallen_behind(before: &Page, after: &Page) -> bool {
    match (&before.version, &after.version) {
        (Some(before), Some(after)) => before.original != after.original && !after.is_current(),
        _ => false,
    }
}

/// The properties of which a page has different values before and after.
fn changed_properties(before: &Page, after: &Page) -> BTreeSet<String> {
    let values = |page: &Page| {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for fact in &page.facts {
            let of_property = values.entry(fact.property.to_string()).or_default();
            of_property.push(format!("{} {:?}", fact.statement(), fact.rank));
        }
        values
    };
    let (before, after) = (values(before), values(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name));
    differ.cloned().collect()
}
