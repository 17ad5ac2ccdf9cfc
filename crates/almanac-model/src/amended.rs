//! What edits of pages have changed of the tables since these were made.
//!
//! The tables of a large almanac take a second to make, and an edit changes a few of their rows. So snapshots share the
//! tables, and each keeps beside them the rows that are no longer as they were. A lookup asks here first. Rows gather
//! until the next full link makes the tables anew; as an edit adds about as many as the page has links, that can wait.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use crate::tables::{Tables, sort_requested};
use crate::{Page, PageIndex, Requested, Sources, WorkIndex, normalize_title};

/// The rows of the tables that are no longer as they were, in full.
#[derive(Debug, Clone, Default)]
pub(crate) struct Amended {
    pub backlinks: HashMap<PageIndex, Vec<PageIndex>>,
    pub citing: HashMap<WorkIndex, Vec<PageIndex>>,
    pub requested: Option<Arc<Vec<Requested>>>,
}

/// A page in its place, as it was and as it is.
type ReplacedPage<'e> = (PageIndex, &'e Page, &'e Page);

/// All originals, and all other versions.
type AllPages<'e> = (&'e [Arc<Page>], &'e [Arc<Page>]);

impl Amended {
    /// Follows the edit of a page, which is among `pages` as it is.
    pub fn amend(
        &mut self,
        (pages, versions): AllPages<'_>,
        tables: &Tables,
        sources: &Sources,
        edit: ReplacedPage<'_>,
    ) {
        let (index, before, now) = edit;
        let targets = |page: &Page| match page.is_unlisted {
            true => BTreeSet::new(),
            false => tables.targets(index, page, pages, versions),
        };
        // A row is copied whole when it first differs: to lay differences over each other would make every lookup slow.
        let (old, new) = (targets(before), targets(now));
        for target in old.symmetric_difference(&new) {
            let of_tables = || tables.backlinks[target.0 as usize].clone();
            let backlinks = self.backlinks.entry(*target).or_insert_with(of_tables);
            set(backlinks, index, new.contains(target));
        }
        let cited = |page: &Page| {
            let listed = (!page.is_unlisted).then_some(&page.cited[..]);
            let works = listed
                .into_iter()
                .flatten()
                .map(|cited| sources.work_of(&cited.source));
            works.flatten().collect::<BTreeSet<_>>()
        };
        let (old_cited, new_cited) = (cited(before), cited(now));
        for work in old_cited.symmetric_difference(&new_cited) {
            let of_tables = || tables.citing[work.0 as usize].clone();
            let citing = self.citing.entry(*work).or_insert_with(of_tables);
            set(citing, index, new_cited.contains(work));
        }
        // A stub is requested by each page that links to it, though it has a file.
        let is_stub = |target: &&PageIndex| pages[target.0 as usize].stub;
        let stubs: Vec<&PageIndex> = old.symmetric_difference(&new).filter(is_stub).collect();
        let requests_differ =
            || tables.requests(before, pages, versions) != tables.requests(now, pages, versions);
        if !now.is_unlisted && (!stubs.is_empty() || requests_differ()) {
            let of_tables = || Arc::new(tables.requested.clone());
            let requested = self.requested.take().unwrap_or_else(of_tables);
            let mut requested = Arc::unwrap_or_clone(requested);
            for stub in stubs {
                if let Some(request) = requested.iter_mut().find(|one| one.stub == Some(*stub)) {
                    set(&mut request.wanted_by, index, new.contains(stub));
                }
            }
            request(&mut requested, (pages, versions), tables, edit);
            sort_requested(&mut requested);
            self.requested = Some(Arc::new(requested));
        }
    }
}

/// Has what a page requests follow its edit. A request bears the name that the first page that
/// wants it gives it.
fn request(
    requested: &mut Vec<Requested>,
    (pages, versions): AllPages<'_>,
    tables: &Tables,
    (index, before, now): ReplacedPage<'_>,
) {
    let (old, new) = (
        tables.requests(before, pages, versions),
        tables.requests(now, pages, versions),
    );
    let by_links = requested.iter().enumerate();
    let by_links = by_links.filter(|(_, one)| one.stub.is_none());
    let places: HashMap<String, usize> = by_links
        .map(|(place, one)| (normalize_title(&one.name), place))
        .collect();
    let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    // A page may request thousands of names: what each first page requests is read once.
    let mut requests = HashMap::from_iter([(index, new)]);
    for name in &names {
        let place = places.get(name).copied().unwrap_or_else(|| {
            requested.push(Requested {
                name: name.clone(),
                stub: None,
                wanted_by: Vec::new(),
            });
            requested.len() - 1
        });
        let wanted_by = &mut requested[place].wanted_by;
        set(wanted_by, index, requests[&index].contains_key(name));
        if let Some(&first) = wanted_by.first() {
            // If the first page went, or another came before it, the name is to be written as in the one that is first now.
            let of_first = || tables.requests(&pages[first.0 as usize], pages, versions);
            let by_first = requests.entry(first).or_insert_with(of_first);
            if let Some(written) = by_first.get(name) {
                requested[place].name = (*written).to_owned();
            }
        }
    }
    requested.retain(|one| one.stub.is_some() || !one.wanted_by.is_empty());
}

/// Has a sorted list have a page or not.
fn set(list: &mut Vec<PageIndex>, page: PageIndex, is_in: bool) {
    match (list.binary_search(&page), is_in) {
        (Err(place), true) => list.insert(place, page),
        (Ok(place), false) => drop(list.remove(place)),
        _ => {}
    }
}
