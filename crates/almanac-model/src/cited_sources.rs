//! What a page cites.

use std::ops::Deref;

use crate::{CitedSource, SourceIdentity};

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

    /// The first that is this work.
    pub fn by_work(&self, work: &SourceIdentity) -> Option<&CitedSource> {
        if self.by_work.is_empty() {
            return self.iter().find(|cited| cited.source.identity == *work);
        }
        let work_at = |place: &u32| &self[*place as usize].source.identity;
        let first = self.by_work.partition_point(|place| work_at(place) < work);
        let found = &self[*self.by_work.get(first)? as usize];
        (found.source.identity == *work).then_some(found)
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
                let first = cited.iter().find(|it| it.number == one.number);
                assert_eq!(cited.by_work(&one.source.identity), first);
            }
            assert_eq!(cited.by_key("c"), None);
            assert_eq!(cited.by_key(""), None);
        }
    }
}
