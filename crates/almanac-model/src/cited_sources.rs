//! What a page cites.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::{CitedSource, Evidence, SourceIdentity};

/// The most that are looked through one by one; more have an index.
const FEW: usize = 32;

/// The sources that a page cites, each key once: those of its text in the order in which they appear, then those of
/// its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CitedSources {
    list: Vec<CitedSource>,
    /// Places in the list, sorted by key; empty for a short list. Each citation of a page is looked up, so that a page
    /// with thousands of them would take time by their square.
    by_key: Vec<u32>,
    /// The same, sorted by work and then by place.
    by_work: Vec<u32>,
}

impl CitedSources {
    /// What a key names.
    pub fn by_key(&self, key: &str) -> Option<&CitedSource> {
        if self.by_key.is_empty() {
            return self.iter().find(|cited| cited.source.key.as_str() == key);
        }
        let key_at = |place: &u32| self[*place as usize].source.key.as_str();
        let found = self.by_key.binary_search_by(|place| key_at(place).cmp(key));
        found.ok().map(|at| &self[self.by_key[at] as usize])
    }

    /// The number of the note on a work.
    pub fn number_of(&self, work: &SourceIdentity) -> Option<u32> {
        if self.by_work.is_empty() {
            // Mostly it is the very source that is asked for, and no letters need be compared.
            let is_it = |cited: &&CitedSource| std::ptr::eq(&cited.source.identity, work);
            let is_equal = |cited: &&CitedSource| cited.source.identity == *work;
            let found = self
                .iter()
                .find(is_it)
                .or_else(|| self.iter().find(is_equal));
            return found.map(|cited| cited.number);
        }
        let work_at = |place: &u32| &self[*place as usize].source.identity;
        let first = self.by_work.partition_point(|place| work_at(place) < work);
        let found = &self[*self.by_work.get(first)? as usize];
        (found.source.identity == *work).then_some(found.number)
    }

    /// For each note, where in its work it is cited, by whatever key, each place once.
    pub fn locators(&self) -> BTreeMap<u32, Vec<&str>> {
        let mut by_note: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for cited in self.iter().filter(|cited| !cited.locators.is_empty()) {
            let of_note = by_note.entry(cited.number).or_default();
            for locator in &cited.locators {
                if !of_note.contains(&locator.as_str()) {
                    of_note.push(locator);
                }
            }
        }
        by_note
    }

    /// For each note, the passages that are quoted of its work, by whatever key, each once.
    pub fn evidence(&self) -> BTreeMap<u32, Vec<&Evidence>> {
        let mut by_note: BTreeMap<u32, Vec<&Evidence>> = BTreeMap::new();
        for cited in self.iter().filter(|cited| !cited.evidence.is_empty()) {
            let of_note = by_note.entry(cited.number).or_default();
            for evidence in &cited.evidence {
                if !of_note.contains(&evidence) {
                    of_note.push(evidence);
                }
            }
        }
        by_note
    }

    /// The notes in order: the works that are cited, each once, by the first key that cites it.
    pub fn notes(&self) -> impl Iterator<Item = &CitedSource> {
        let mut last = 0;
        self.iter().filter(move |cited| {
            let is_new = cited.number > last;
            last = last.max(cited.number);
            is_new
        })
    }
}

impl From<Vec<CitedSource>> for CitedSources {
    fn from(list: Vec<CitedSource>) -> Self {
        let (mut by_key, mut by_work) = (Vec::new(), Vec::new());
        if list.len() > FEW {
            by_key.extend(0..list.len() as u32);
            by_work.clone_from(&by_key);
            let source = |place: &u32| &list[*place as usize].source;
            by_key.sort_by(|a, b| source(a).key.as_str().cmp(source(b).key.as_str()));
            by_work.sort_by(|a, b| source(a).identity.cmp(&source(b).identity));
        }
        Self {
            list,
            by_key,
            by_work,
        }
    }
}

impl Deref for CitedSources {
    type Target = [CitedSource];

    fn deref(&self) -> &[CitedSource] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::tests::source;

    /// As many works as asked for, each under two keys.
    fn cited(works: u32) -> CitedSources {
        let under = |prefix: &'static str| {
            (0..works).rev().map(move |number| CitedSource {
                source: source(&format!("{prefix}{number}"), 0, number),
                number,
                locators: Vec::new(),
                evidence: Vec::new(),
                uses: Vec::new(),
            })
        };
        under("b").chain(under("a")).collect::<Vec<_>>().into()
    }

    #[test]
    fn short_and_long_lists_answer_alike() {
        for works in [0, 3, 200] {
            let cited = cited(works);
            for one in cited.iter() {
                assert_eq!(cited.by_key(one.source.key.as_str()), Some(one));
                let work = one.source.identity.clone();
                assert_eq!(cited.number_of(&work), Some(one.number));
                assert_eq!(cited.number_of(&one.source.identity), Some(one.number));
            }
            assert_eq!(cited.by_key("c"), None);
            assert_eq!(cited.by_key(""), None);
        }
    }
}
