//! Makes some pages of every sort, to learn what is wrong with the templates of an almanac's own.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use almanac_locale::ForPrograms;
use almanac_model::{Address, Day, Snapshot, TemplateFault};
use almanac_search::{Index, SnapshotTexts, documents_of_subject, search, subjects_of};
use rayon::prelude::*;

use crate::search_parameters::SearchParameters;
use crate::site::Site;

/// How many pages of a sort are made: enough for what most pages have in common, and few enough
/// that an edit is seen at once. A build makes all.
const OF_A_SORT: usize = 24;

/// What is wrong with the templates of a snapshot's own, as far as some pages of every sort tell.
/// Without such templates it costs nothing.
pub fn template_faults(
    snapshot: &Snapshot,
    today: Day,
    for_programs: &dyn ForPrograms,
) -> Vec<TemplateFault> {
    if snapshot.appearance().templates.is_empty() {
        return Vec::new();
    }
    let site = Site::new(snapshot, today, for_programs);
    some_of_each(site.addresses())
        .par_iter()
        .for_each(|address| {
            let _ = site.render(address);
        });
    let _ = site.not_found("/");
    let title = snapshot.pages().first().map_or("", |page| &page.title);
    let index = index_of_some(snapshot);
    for query in [title, ""] {
        let asked = SearchParameters::of_query(query);
        let request = asked.request(&snapshot.config().language);
        let results = search(&index, &SnapshotTexts::of(snapshot), &request);
        let _ = site.search(&asked, &results);
    }
    site.look().faults()
}

/// An index of the first pages: enough to fill a page of results.
fn index_of_some(snapshot: &Snapshot) -> Index {
    let mut index = Index::default();
    for subject in subjects_of(snapshot).iter().take(OF_A_SORT) {
        for document in documents_of_subject(snapshot, subject) {
            index.add(&document);
        }
    }
    index
}

/// Some addresses of every sort, from the whole of each.
fn some_of_each(addresses: Vec<Address>) -> Vec<Address> {
    let mut sorts: HashMap<Discriminant<Address>, Vec<Address>> = HashMap::new();
    for address in addresses {
        sorts
            .entry(discriminant(&address))
            .or_default()
            .push(address);
    }
    let some = |sort: Vec<Address>| {
        let step = sort.len().div_ceil(OF_A_SORT);
        sort.into_iter().step_by(step.max(1))
    };
    sorts.into_values().flat_map(some).collect()
}
