//! The commits of a history in one order, and who comes from whom.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use gix::ObjectId;

/// How commits come from one another. They are numbered so that parents come before their children, the oldest first. The
/// numbers depend on the history alone, and not on the order in which it was read.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// The parents of each commit.
    pub parents: Vec<Vec<u32>>,
}

/// A commit before it has its number.
pub(crate) struct Unordered<'c> {
    pub id: ObjectId,
    pub parents: &'c [ObjectId],
    pub recorded: Option<i64>,
}

impl Graph {
    /// Numbers the commits that a tip comes from. Returns with the graph which of the given commits each number is.
    pub fn of(tip: ObjectId, commits: &[Unordered<'_>]) -> (Self, Vec<usize>) {
        let places: HashMap<ObjectId, usize> = commits
            .iter()
            .enumerate()
            .map(|(place, commit)| (commit.id, place))
            .collect();
        let parents_of = |place: usize| {
            let parents = commits[place].parents.iter();
            parents.filter_map(|id| places.get(id).copied())
        };
        let Some(&tip) = places.get(&tip) else {
            return (Self::default(), Vec::new());
        };
        let mut children = vec![0_u32; commits.len()];
        let mut is_seen = vec![false; commits.len()];
        let mut rest = vec![tip];
        is_seen[tip] = true;
        while let Some(place) = rest.pop() {
            for parent in parents_of(place) {
                children[parent] += 1;
                if !std::mem::replace(&mut is_seen[parent], true) {
                    rest.push(parent);
                }
            }
        }
        // The newest first, but never a commit before all that come from it.
        let key = |place: usize| (commits[place].recorded, Reverse(commits[place].id), place);
        let mut ready = BinaryHeap::from([key(tip)]);
        let mut order = Vec::with_capacity(commits.len());
        while let Some((_, _, place)) = ready.pop() {
            order.push(place);
            for parent in parents_of(place) {
                children[parent] -= 1;
                if children[parent] == 0 {
                    ready.push(key(parent));
                }
            }
        }
        order.reverse();
        let mut numbers = vec![0_u32; commits.len()];
        for (number, place) in (0_u32..).zip(&order) {
            numbers[*place] = number;
        }
        let parents = order.iter();
        let parents = parents.map(|place| parents_of(*place).map(|parent| numbers[parent]));
        let parents = parents.map(Iterator::collect).collect();
        (Self { parents }, order)
    }

    /// The commits from the tip to the beginning, each the first parent of the one before.
    pub fn first_parents(&self) -> impl Iterator<Item = u32> {
        let tip = self.parents.len().checked_sub(1);
        std::iter::successors(tip.map(number), |commit| {
            self.parents[*commit as usize].first().copied()
        })
    }

    /// The newest commit that two come from, if there is one.
    pub fn base(&self, one: u32, other: u32) -> Option<u32> {
        const ONE: u8 = 1;
        const OTHER: u8 = 2;
        let mut sides: HashMap<u32, u8> = HashMap::new();
        let mut rest = BinaryHeap::new();
        for (commit, side) in [(one, ONE), (other, OTHER)] {
            *sides.entry(commit).or_default() |= side;
            rest.push(commit);
        }
        while let Some(commit) = rest.pop() {
            let side = sides[&commit];
            if side == ONE | OTHER {
                return Some(commit);
            }
            for parent in &self.parents[commit as usize] {
                match sides.get_mut(parent) {
                    Some(known) => *known |= side,
                    None => {
                        sides.insert(*parent, side);
                        rest.push(*parent);
                    }
                }
            }
        }
        None
    }

    /// The commits that one comes from, itself with them, and none of some others does.
    pub fn only_of(&self, one: u32, others: &[u32]) -> Vec<u32> {
        let mut is_others: HashMap<u32, bool> = others.iter().map(|other| (*other, true)).collect();
        is_others.entry(one).or_insert(false);
        let mut rest: BinaryHeap<u32> = is_others.keys().copied().collect();
        let mut own = is_others.values().filter(|of_others| !**of_others).count();
        let mut found = Vec::new();
        // By number, so that all that come from a commit were seen before it.
        while let Some(commit) = rest.pop() {
            let of_others = is_others[&commit];
            if !of_others {
                own -= 1;
                found.push(commit);
            }
            for parent in &self.parents[commit as usize] {
                match is_others.get_mut(parent) {
                    Some(known) if of_others && !*known => {
                        *known = true;
                        own -= 1;
                    }
                    Some(_) => {}
                    None => {
                        is_others.insert(*parent, of_others);
                        own += usize::from(!of_others);
                        rest.push(*parent);
                    }
                }
            }
            if own == 0 {
                break;
            }
        }
        found
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> ObjectId {
        ObjectId::from_bytes_or_panic(&[number; 20])
    }

    /// ```text
    /// 1 ─ 2 ─ 3 ─ 6
    ///  └─ 4 ─ 5 ─┘
    /// ```
    fn merged() -> (Graph, Vec<usize>) {
        let parents: [&[ObjectId]; 6] =
            [&[], &[id(1)], &[id(2)], &[id(1)], &[id(4)], &[id(3), id(5)]];
        let dates = [Some(1), Some(2), Some(9), Some(4), None, Some(3)];
        let commits: Vec<Unordered<'_>> = (1_u8..)
            .zip(parents.into_iter().zip(dates))
            .map(|(number, (parents, recorded))| Unordered {
                id: id(number),
                parents,
                recorded,
            })
            .collect();
        Graph::of(id(6), &commits)
    }

    #[test]
    fn parents_come_before_their_children_whatever_their_dates() {
        let (graph, order) = merged();
        assert_eq!(order.len(), 6);
        for (commit, parents) in graph.parents.iter().enumerate() {
            assert!(parents.iter().all(|parent| (*parent as usize) < commit));
        }
    }

    #[test]
    fn the_base_of_a_merge_and_what_one_side_has_alone() {
        let (graph, order) = merged();
        let commit = |number: usize| {
            let place = order.iter().position(|place| place + 1 == number);
            u32::try_from(place.unwrap()).unwrap()
        };
        assert_eq!(graph.base(commit(3), commit(5)), Some(commit(1)));
        let mut side = graph.only_of(commit(5), &[commit(3)]);
        side.sort_unstable();
        let mut expected = vec![commit(4), commit(5)];
        expected.sort_unstable();
        assert_eq!(side, expected);
        assert_eq!(graph.only_of(commit(2), &[commit(3)]), [0_u32; 0]);
        let chain: Vec<u32> = graph.first_parents().collect();
        assert_eq!(chain, [commit(6), commit(3), commit(2), commit(1)]);
    }
}
