//! Made-up words, as often used as those of a language.

use super::random::Random;

const WORDS: usize = 20_000;

const ONSETS: [&str; 16] = [
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl",
];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ai"];
const CODAS: [&str; 6] = ["", "", "n", "r", "s", "l"];

/// A vocabulary whose n-th word is drawn in proportion to 1/n (Zipf's law).
#[derive(Debug)]
pub(super) struct WordList {
    words: Vec<String>,
    /// The share of all draws that falls on a word or one before it.
    shares: Vec<f64>,
}

impl WordList {
    /// Makes the vocabulary of a seed.
    pub fn of_seed(seed: u64) -> Self {
        let mut random = Random::of_part(seed, "words", 0);
        let words = (0..WORDS).map(|rank| spell(rank, &mut random)).collect();
        let total: f64 = (1..=WORDS).map(|rank| 1.0 / rank as f64).sum();
        let shares = (1..=WORDS)
            .scan(0.0, |sum, rank| {
                *sum += 1.0 / (rank as f64 * total);
                Some(*sum)
            })
            .collect();
        Self { words, shares }
    }

    /// A word.
    pub fn word(&self, random: &mut Random) -> &str {
        let drawn = random.fraction();
        let rank = self.shares.partition_point(|share| *share < drawn);
        &self.words[rank.min(WORDS - 1)]
    }

    /// A name of two words that are seldom used, with capitals.
    pub fn name(&self, random: &mut Random) -> String {
        let mut part = || capitalized(&self.words[random.between(WORDS / 20, WORDS)]);
        let first = part();
        format!("{first} {}", part())
    }

    /// A sentence of so many words, without its full stop.
    pub fn sentence(&self, words: usize, random: &mut Random) -> String {
        let mut sentence = capitalized(self.word(random));
        for _ in 1..words {
            if random.once_in(12) {
                sentence.push(',');
            }
            sentence.push(' ');
            sentence.push_str(self.word(random));
        }
        sentence
    }
}

/// Frequent words are short.
fn spell(rank: usize, random: &mut Random) -> String {
    let syllables = match rank {
        0..120 => 1,
        120..1_500 => random.between(1, 3),
        _ => random.between(2, 4),
    };
    (0..syllables)
        .flat_map(|_| {
            [
                *random.one_of(&ONSETS),
                *random.one_of(&VOWELS),
                *random.one_of(&CODAS),
            ]
        })
        .collect()
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_are_drawn_often() {
        let words = WordList::of_seed(1);
        let mut random = Random::of_part(1, "test", 0);
        let first = words.words[0].clone();
        let drawn = (0..10_000).filter(|_| words.word(&mut random) == first);
        // One in the 20,000th harmonic number, about 10.5, of the draws.
        assert!((800..1_200).contains(&drawn.count()));
    }
}
