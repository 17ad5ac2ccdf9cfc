//! How much of two texts is the same, for pages without an id that were moved and edited at once.

/// More pairs of texts than these are not compared.
const MOST_PAIRS: usize = 10_000;

/// The pairs of words of a text, sorted.
pub(super) struct WordPairs(Vec<u64>);

impl WordPairs {
    pub fn of(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        // Scripts without spaces have few words; there characters stand for them.
        let is_spaced = words.len() * 12 > text.chars().count();
        let mut pairs: Vec<u64> = match is_spaced {
            true => words
                .windows(2)
                .map(|pair| hash(pair.iter().flat_map(|word| word.bytes().chain([0]))))
                .collect(),
            false => {
                let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                let pairs = characters.windows(2);
                pairs
                    .map(|pair| hash(pair.iter().flat_map(|c| u32::from(*c).to_le_bytes())))
                    .collect()
            }
        };
        pairs.sort_unstable();
        Self(pairs)
    }

    /// How much of both they have in common, from 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut common = 0_usize;
        while let (Some(left), Some(right)) = (one.peek(), two.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    common += 1;
                    one.next();
                    two.next();
                }
            }
        }
        let all = self.0.len() + other.0.len();
        match all {
            0 => 0.0,
            #[expect(clippy::cast_precision_loss, reason = "a share of some thousand words")]
            all => 2.0 * common as f64 / all as f64,
        }
    }
}

/// Pairs texts that have at least half in common, the most alike first. Each is paired once.
pub(super) fn likest(removed: &[WordPairs], added: &[WordPairs]) -> Vec<(usize, usize)> {
    const HALF: f64 = 0.5;
    if removed.len().saturating_mul(added.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for (from, old) in removed.iter().enumerate() {
        for (to, new) in added.iter().enumerate() {
            let likeness = old.likeness(new);
            if likeness >= HALF {
                candidates.push((likeness, from, to));
            }
        }
    }
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let (mut is_from, mut is_to) = (vec![false; removed.len()], vec![false; added.len()]);
    let mut pairs = Vec::new();
    for (_, from, to) in candidates {
        if !is_from[from] && !is_to[to] {
            (is_from[from], is_to[to]) = (true, true);
            pairs.push((from, to));
        }
    }
    pairs
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    // FNV-1a: two words that are taken for two others matter little here.
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_edited_is_paired_and_another_is_not() {
        let bees = "Bees live in hives of many thousands and make honey from what flowers give.";
        let edited = bees.replace("many thousands", "some ten thousand");
        let other = "Glass is made of sand, soda and lime, molten at a great heat for a day.";
        let removed = [WordPairs::of(bees)];
        let added = [WordPairs::of(other), WordPairs::of(&edited)];
        assert_eq!(likest(&removed, &added), [(0, 1)]);
        assert_eq!(likest(&removed, &added[..1]), []);
    }

    #[test]
    fn texts_without_spaces_are_compared_by_their_characters() {
        let salt = "塩は海水から作られる。昔は浜で火を焚いた。";
        let edited = format!("{salt}今は違う。");
        let pairs = likest(&[WordPairs::of(salt)], &[WordPairs::of(&edited)]);
        assert_eq!(pairs, [(0, 0)]);
    }
}
