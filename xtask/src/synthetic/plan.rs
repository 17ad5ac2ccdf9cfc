//! What stands in a synthetic almanac: the names that its pages link to.

use super::random::Random;
use super::shape::Shape;
use super::words::WordList;

/// The names of everything, before any of it is written.
#[derive(Debug)]
pub(super) struct AlmanacPlan {
    pub seed: u64,
    pub shape: Shape,
    pub words: WordList,
    pub entries: Vec<MadeUpName>,
    pub threads: Vec<MadeUpName>,
    pub paths: Vec<MadeUpName>,
    pub topics: usize,
    pub shared_sources: usize,
}

/// How a page is called.
#[derive(Debug)]
pub(super) struct MadeUpName {
    pub slug: String,
    pub title: String,
}

impl AlmanacPlan {
    /// Plans an almanac of so many entries, with a path for every hundred.
    pub fn new(shape: Shape, entries: usize, seed: u64) -> Self {
        let words = WordList::of_seed(seed);
        let names = |part: &str, count: usize| -> Vec<MadeUpName> {
            (0..count)
                .map(|number| MadeUpName::new(&words, seed, part, number))
                .collect()
        };
        let threads = shape
            .entries_for_a_thread()
            .map_or(0, |each| entries / each);
        let paths = match shape {
            Shape::Plain | Shape::AsAi | Shape::Depths => (entries / 100).max(1),
            Shape::Vault => 0,
        };
        Self {
            seed,
            shape,
            entries: names("entry", entries),
            threads: names("thread", threads),
            paths: names("path", paths),
            topics: (entries / 200).max(1),
            shared_sources: (entries / shape.entries_for_a_shared_source()).max(1),
            words,
        }
    }

    /// A stream of random numbers for one part.
    pub fn random(&self, part: &str, number: usize) -> Random {
        Random::of_part(self.seed, part, number)
    }

    /// An entry or, now and then, a thread to link to.
    pub fn popular_page(&self, random: &mut Random) -> &MadeUpName {
        if !self.threads.is_empty() && random.once_in(10) {
            return &self.threads[random.popular(self.threads.len())];
        }
        &self.entries[random.popular(self.entries.len())]
    }
}

impl MadeUpName {
    /// The number makes it unlike every other.
    fn new(words: &WordList, seed: u64, part: &str, number: usize) -> Self {
        let mut random = Random::of_part(seed, part, number);
        let name = words.name(&mut random);
        let slug = name.to_ascii_lowercase().replace(' ', "-");
        let mark = part.chars().next().unwrap_or('x');
        Self {
            slug: format!("{slug}-{mark}{number}"),
            title: format!("{name} {}{number}", mark.to_ascii_uppercase()),
        }
    }
}
