//! What results are narrowed to, and what they could be narrowed to.

use std::cmp::Reverse;

use almanac_model::Level;
use rustc_hash::{FxHashMap, FxHashSet};

use super::found::FoundDocument;
use crate::index::{Index, LanguageNumber, RankRow, RankRows, ValueNumber, number_of_level};
use crate::request::Filters;
use crate::results::{FacetValue, Facets};

/// The sorts of filters.
const SORTS: usize = 5;
/// Among them the one by what pages are in, and behind them the paths that were found themselves, which stand in themselves.
const WITHIN: usize = 3;
const PATHS: usize = SORTS;

/// How many values of a sort are given at most: nobody reads through more, and a program can narrow to any value.
const MOST_VALUES: usize = 100;

/// A filter's value in the numbers of an index; `Nothing` where no document has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen<T> {
    Any,
    Only(T),
    Nothing,
}

/// What results are narrowed to, in the numbers of an index.
#[derive(Debug)]
pub struct Narrowing {
    kind: Chosen<ValueNumber>,
    level: Chosen<u8>,
    topic: Chosen<ValueNumber>,
    within: Chosen<ValueNumber>,
    language: Chosen<LanguageNumber>,
}

impl<T: Copy + PartialEq> Chosen<T> {
    fn of(wanted: Option<&str>, number: impl Fn(&str) -> Option<T>) -> Self {
        match wanted {
            None => Self::Any,
            Some(wanted) => number(wanted).map_or(Self::Nothing, Self::Only),
        }
    }

    fn takes(self, is: impl Fn(T) -> bool) -> bool {
        match self {
            Self::Any => true,
            Self::Only(value) => is(value),
            Self::Nothing => false,
        }
    }

    fn is(self, value: T) -> bool {
        self == Self::Only(value)
    }
}

impl Narrowing {
    /// The same as filters name it.
    pub fn of(index: &Index, filters: &Filters) -> Self {
        let documents = index.documents();
        let value = |name: &str| documents.find_value(name);
        let language = |tag: &str| {
            let known = documents.languages().iter().position(|known| known == tag);
            known.map(|number| number as LanguageNumber)
        };
        Self {
            kind: Chosen::of(filters.kind.as_deref(), value),
            level: Chosen::of(filters.level.as_deref(), |name| {
                Level::from_name(name).map(number_of_level)
            }),
            topic: Chosen::of(filters.topic.as_deref(), value),
            within: Chosen::of(filters.within.as_deref(), value),
            language: Chosen::of(filters.language.as_deref(), language),
        }
    }

    /// Narrows what was found, and counts what it could be narrowed to. A page counts once, at whatever depths and in
    /// whatever languages it was found; within a sort the counts are as if nothing of that sort had been chosen.
    pub fn narrow(
        &self,
        index: &Index,
        mut found: Vec<FoundDocument>,
    ) -> (Vec<FoundDocument>, Facets) {
        let mut counts = Counts::of(index, found.len());
        let rows = index.documents().rank_rows();
        let path = index.documents().find_value("path");
        found.retain(|found| {
            let row = rows.row(found.document);
            let takes = self.takes(rows, row);
            let refused = takes.iter().filter(|takes| !**takes).count();
            for (sort, takes) in takes.iter().enumerate() {
                if refused == 0 || (refused == 1 && !takes) {
                    counts.count(sort, rows, row);
                    if sort == WITHIN && path == Some(row.kind) {
                        counts.count(PATHS, rows, row);
                    }
                }
            }
            refused == 0
        });
        (found, counts.facets(index, self))
    }

    fn takes(&self, rows: &RankRows, row: &RankRow) -> [bool; SORTS] {
        [
            self.kind.takes(|kind| kind == row.kind),
            self.level.takes(|level| level == row.level),
            self.topic.takes(|topic| rows.topics(row).contains(&topic)),
            self.within
                .takes(|within| rows.within(row).contains(&within)),
            self.language.takes(|language| language == row.language),
        ]
    }
}

/// How many pages there are of each value of each sort.
struct Counts {
    counts: [Tally; SORTS + 1],
    /// Pages that were counted, by sort and value: a page in two languages or at two depths counts once. None where each
    /// document is a page.
    counted: Option<FxHashSet<(usize, u32, u32)>>,
}

/// How often each of some numbers was counted.
enum Tally {
    /// A place for each number that there is.
    Dense(Vec<u32>),
    /// Where few are counted of many.
    Sparse(FxHashMap<u32, u32>),
}

impl Tally {
    /// For numbers below one, of which about so many will be counted.
    fn new(numbers: usize, expected: usize) -> Self {
        match numbers / 8 > expected {
            true => Self::Sparse(FxHashMap::default()),
            false => Self::Dense(vec![0; numbers]),
        }
    }

    #[inline]
    fn add(&mut self, number: u32) {
        match self {
            Self::Dense(counts) => counts[number as usize] += 1,
            Self::Sparse(counts) => *counts.entry(number).or_default() += 1,
        }
    }

    /// How often a number was counted.
    fn count_of(&self, number: u32) -> usize {
        let count = match self {
            Self::Dense(counts) => counts.get(number as usize),
            Self::Sparse(counts) => counts.get(&number),
        };
        count.map_or(0, |count| *count as usize)
    }

    /// What was counted, in no order.
    fn counts(&self) -> Vec<(u32, usize)> {
        match self {
            Self::Dense(counts) => {
                let counts = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
                counts
                    .map(|(count, number)| (number, *count as usize))
                    .collect()
            }
            Self::Sparse(counts) => {
                let counts = counts.iter();
                counts
                    .map(|(number, count)| (*number, *count as usize))
                    .collect()
            }
        }
    }
}

impl Counts {
    /// For so many documents.
    fn of(index: &Index, documents: usize) -> Self {
        let (values, levels) = (index.documents().values(), Level::ALL.len() + 1);
        let languages = index.documents().languages().len();
        let numbers = [values, levels, values, values, languages, values];
        Self {
            counts: numbers.map(|numbers| Tally::new(numbers, documents)),
            counted: index.documents().has_versions().then(FxHashSet::default),
        }
    }

    fn count(&mut self, sort: usize, rows: &RankRows, row: &RankRow) {
        let one;
        let values: &[u32] = match sort {
            0 => {
                one = [row.kind];
                &one
            }
            1 if row.level == 0 => &[],
            1 => {
                one = [u32::from(row.level)];
                &one
            }
            2 => rows.topics(row),
            // Every page stands in itself first: only what several stand in narrows anything.
            WITHIN => rows.within(row).get(1..).unwrap_or_default(),
            PATHS => rows.within(row).get(..1).unwrap_or_default(),
            _ => {
                one = [u32::from(row.language)];
                &one
            }
        };
        for value in values {
            let counted = self.counted.as_mut();
            if counted.is_none_or(|counted| counted.insert((sort, *value, row.subject))) {
                self.counts[sort].add(*value);
            }
        }
    }

    fn facets(&self, index: &Index, chosen: &Narrowing) -> Facets {
        let documents = index.documents();
        let name = |value: u32| documents.value_name(value);
        let level = |number: u32| {
            let level = Level::ALL.get(number as usize - 1);
            level.map_or("", |level| level.name())
        };
        let language = |number: u32| &*documents.languages()[number as usize];
        Facets {
            kinds: self.values(0, name, |value| chosen.kind.is(value)),
            levels: self.values(1, level, |value| chosen.level.is(value as u8)),
            topics: self.values(2, name, |value| chosen.topic.is(value)),
            within: self.values(WITHIN, name, |value| chosen.within.is(value)),
            languages: self.values(4, language, |value| chosen.language.is(value as u8)),
        }
    }

    /// The values of a sort, the most frequent first. What was chosen is among them, however rare it is.
    fn values<'n>(
        &self,
        sort: usize,
        name: impl Fn(u32) -> &'n str,
        is_chosen: impl Fn(u32) -> bool,
    ) -> Vec<FacetValue> {
        let values = self.counts[sort].counts().into_iter();
        // Whoever narrows to a path finds the path too.
        let with_itself = |(value, count)| match sort {
            WITHIN => (value, count + self.counts[PATHS].count_of(value)),
            _ => (value, count),
        };
        let values = values.map(with_itself);
        let values = values.map(|(value, count)| (Reverse(count), name(value), value));
        let mut values: Vec<_> = values.collect();
        values.sort_unstable();
        let values = values.into_iter().enumerate();
        let shown =
            values.filter(|(place, (_, _, value))| *place < MOST_VALUES || is_chosen(*value));
        shown
            .map(|(_, (Reverse(count), name, value))| FacetValue {
                value: name.to_owned(),
                count,
                is_chosen: is_chosen(value),
            })
            .collect()
    }
}
