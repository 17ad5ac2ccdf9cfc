//! Which sources and events differ.

use std::collections::BTreeMap;

use almanac_model::{Event, Page, Source};

/// What became of a source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SourceChange<'s> {
    /// It came.
    Added(&'s Source),
    /// It is gone.
    Removed(&'s Source),
    /// It is described otherwise: before and since.
    Changed(&'s Source, &'s Source),
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventChange<'s> {
    /// It is told now.
    Added(&'s Event),
    /// It is told no longer.
    Removed(&'s Event),
    /// It is told otherwise: before and since.
    Changed(&'s Event, &'s Event),
}

/// The changes of the sources that a page lists or cites, by key.
pub(super) fn source_changes<'s>(
    before: Option<&'s Page>,
    after: Option<&'s Page>,
) -> Vec<SourceChange<'s>> {
    let (old, new) = (sources(before), sources(after));
    let keys: std::collections::BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let change = |key: &&str| match (old.get(*key), new.get(*key)) {
        (None, Some(source)) => Some(SourceChange::Added(source)),
        (Some(source), None) => Some(SourceChange::Removed(source)),
        (Some(one), Some(other)) if description(one) != description(other) => {
            Some(SourceChange::Changed(one, other))
        }
        _ => None,
    };
    keys.iter().filter_map(change).collect()
}

fn sources(page: Option<&Page>) -> BTreeMap<&str, &Source> {
    let Some(page) = page else {
        return BTreeMap::new();
    };
    let own = page.sources.iter().map(|source| &**source);
    let cited = page.cited.iter().map(|cited| &*cited.source);
    let all = cited.chain(own);
    all.map(|source| (source.key.as_str(), source)).collect()
}

/// What is said of a source, without where it stands and who confirmed it.
fn description(source: &Source) -> String {
    format!(
        "{} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        source.title,
        source.url,
        source.archived_url,
        source.authors,
        source.editors,
        source.publisher,
        source.published,
        source.kind,
        source.note,
        source.language,
    )
}

/// The changes of the events of a thread, by id.
pub(super) fn event_changes<'s>(
    before: Option<&'s Page>,
    after: Option<&'s Page>,
) -> Vec<EventChange<'s>> {
    let all = |page: Option<&'s Page>| page.map_or(&[][..], Page::events);
    let (old, new) = (all(before), all(after));
    let by_id: BTreeMap<&str, &Event> =
        old.iter().map(|event| (event.id.as_str(), event)).collect();
    let mut changes = Vec::new();
    for event in new {
        let ids = std::iter::once(&event.id).chain(&event.further_ids);
        let known = ids.filter_map(|id| by_id.get(id.as_str())).next();
        match known {
            None => changes.push(EventChange::Added(event)),
            Some(other) if telling(before, other) != telling(after, event) => {
                changes.push(EventChange::Changed(other, event));
            }
            Some(_) => {}
        }
    }
    let is_kept = |event: &Event| {
        new.iter()
            .any(|other| other.id == event.id || other.further_ids.contains(&event.id))
    };
    let removed = old.iter().filter(|event| !is_kept(event));
    changes.extend(removed.map(EventChange::Removed));
    changes
}

/// What an event tells: its date, its title, how much it matters, and its text.
fn telling(page: Option<&Page>, event: &Event) -> String {
    let text = page.and_then(|page| page.text.get(event.text.clone()));
    let text = text.unwrap_or_default().replace('\r', "");
    format!(
        "{} {} {:?} {}",
        event.date,
        event.title,
        event.weight,
        text.trim()
    )
}
