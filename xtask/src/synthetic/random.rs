//! A small generator of pseudo-random numbers: the same seed, the same almanac, on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014): one word of state, good enough for text.
#[derive(Debug, Clone)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// Starts a stream of its own for a part of the almanac, so that one part
    /// does not change when another one grows.
    pub fn of_part(seed: u64, part: &str, number: usize) -> Self {
        let name = part.bytes().fold(seed, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mut random = Self {
            state: name ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        };
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from `low` up to, but not including, `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.fraction() * (high - low) as f64) as usize
    }

    /// Whether something happens that does once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.between(0, times) == 0
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.between(0, items.len())]
    }

    /// A number below `count`, small ones far more often than large ones: as a
    /// few entries have most of the links to them.
    pub fn popular(&mut self, count: usize) -> usize {
        let skewed = self.fraction().powi(3);
        ((skewed * count as f64) as usize).min(count - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_the_same_each_time_and_unlike_its_neighbours() {
        let draw = |part, number| {
            let mut random = Random::of_part(1, part, number);
            [random.next(), random.next()]
        };
        assert_eq!(draw("entry", 3), draw("entry", 3));
        assert_ne!(draw("entry", 3), draw("entry", 4));
        assert_ne!(draw("entry", 3), draw("thread", 3));
    }

    #[test]
    fn numbers_lie_in_their_range() {
        let mut random = Random::of_part(1, "range", 0);
        for _ in 0..10_000 {
            assert!((5..9).contains(&random.between(5, 9)));
            assert!(random.popular(7) < 7);
        }
    }
}
