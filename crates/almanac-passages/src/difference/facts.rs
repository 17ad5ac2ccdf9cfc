//! Which facts differ: as what they state, whatever their place in a list.

use std::collections::BTreeMap;

use almanac_model::{Fact, Page};

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FactChange<'s> {
    /// It is stated now.
    Added(&'s Fact),
    /// It is stated no longer.
    Removed(&'s Fact),
    /// Another value is stated: before and since.
    Restated(&'s Fact, &'s Fact),
    /// The same value is stated of another date.
    Redated(&'s Fact, &'s Fact),
    /// The same is stated by other sources.
    Resourced(&'s Fact, &'s Fact),
}

/// The changes of facts. Those of one property about the same thing are paired by their date, then by their value; what is
/// left is paired where it is one on each side, so that no value is said to have become its neighbour.
pub(super) fn changes<'s>(
    before: Option<&'s Page>,
    after: Option<&'s Page>,
) -> Vec<FactChange<'s>> {
    let facts = |page: Option<&'s Page>| page.map_or(&[][..], |page| &page.facts);
    let (old, new) = (facts(before), facts(after));
    let mut groups: BTreeMap<_, Group> = BTreeMap::new();
    for (place, fact) in old.iter().enumerate() {
        groups.entry(about(fact)).or_default().old.push(place);
    }
    for (place, fact) in new.iter().enumerate() {
        groups.entry(about(fact)).or_default().new.push(place);
    }
    let mut pairs = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    for group in groups.values_mut() {
        for (from, to) in group.pair(old, new) {
            pairs[to] = Some(from);
            is_taken[from] = true;
        }
    }
    let mut changes = Vec::new();
    for (fact, pair) in new.iter().zip(&pairs) {
        changes.extend(match pair.map(|pair| &old[pair]) {
            None => Some(FactChange::Added(fact)),
            Some(before)
                if before.value != fact.value
                    || before.rank != fact.rank
                    || before.until != fact.until =>
            {
                Some(FactChange::Restated(before, fact))
            }
            Some(before) if before.as_of != fact.as_of => Some(FactChange::Redated(before, fact)),
            Some(before)
                if before.sources != fact.sources || before.citations != fact.citations =>
            {
                Some(FactChange::Resourced(before, fact))
            }
            Some(_) => None,
        });
    }
    let removed = old.iter().zip(is_taken);
    changes.extend(
        removed
            .filter(|(_, is_taken)| !is_taken)
            .map(|(fact, _)| FactChange::Removed(fact)),
    );
    changes
}

/// The places of facts of one property about the same thing that are not paired yet.
#[derive(Default)]
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Group {
    fn pair(&mut self, old: &[Fact], new: &[Fact]) -> Vec<(usize, usize)> {
        let rules: [fn(&Fact, &Fact) -> bool; 3] = [
            |one, other| one.statement() == other.statement(),
            |one, other| one.as_of == other.as_of,
            |one, other| one.value == other.value,
        ];
        let mut pairs = Vec::new();
        for is_pair in rules {
            let rest = &mut self.old;
            self.new.retain(|to| {
                let found = rest.iter().position(|from| is_pair(&old[*from], &new[*to]));
                pairs.extend(found.map(|found| (rest.remove(found), *to)));
                found.is_none()
            });
        }
        if let ([from], [to]) = (&self.old[..], &self.new[..]) {
            pairs.push((*from, *to));
        }
        pairs
    }
}

fn about(fact: &Fact) -> (&str, Option<&str>) {
    (fact.property.as_str(), fact.applies_to.as_deref())
}
