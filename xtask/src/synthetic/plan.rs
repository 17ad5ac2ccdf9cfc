//! What stands in a synthetic almanac: the names that its pages link to.

use super::random::Random;
use super::words::Words;

/// The names of everything, before any of it is written.
#[derive(Debug)]
pub(super) struct Plan {
    pub seed: u64,
    pub words: Words,
    pub entries: Vec<Name>,
    pub threads: Vec<Name>,
    pub paths: Vec<Name>,
    pub topics: usize,
    pub shared_sources: usize,
}

/// How a page is called.
#[derive(Debug)]
pub(super) struct Name {
    pub slug: String,
    pub title: String,
}

impl Plan {
    /// Plans an almanac of so many entries: a thread for every 20, a path for every 100.
    pub fn new(entries: usize, seed: u64) -> Self {
        let words = Words::of_seed(seed);
        let names = |part: &str, count: usize| -> Vec<Name> {
            (0..count)
                .map(|number| Name::new(&words, seed, part, number))
                .collect()
        };
        Self {
            seed,
            entries: names("entry", entries),
            threads: names("thread", entries / 20),
            paths: names("path", (entries / 100).max(1)),
            topics: (entries / 200).max(1),
            shared_sources: (entries / 4).max(1),
            words,
        }
    }

    /// A stream of random numbers for one part.
    pub fn random(&self, part: &str, number: usize) -> Random {
        Random::of_part(self.seed, part, number)
    }

    /// An entry or, now and then, a thread to link to.
    pub fn popular_page(&self, random: &mut Random) -> &Name {
        if !self.threads.is_empty() && random.once_in(10) {
            return &self.threads[random.popular(self.threads.len())];
        }
        &self.entries[random.popular(self.entries.len())]
    }
}

impl Name {
    /// The number makes it unlike every other.
    fn new(words: &Words, seed: u64, part: &str, number: usize) -> Self {
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
