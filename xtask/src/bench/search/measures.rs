//! How good an order of hits is.

use std::collections::BTreeMap;

use super::judged::ANSWER;

/// How many hits are looked at.
pub(super) const DEPTH: usize = 10;

/// How good the hits for one query are, or for several on average. All are between 0 and 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Measures {
    /// nDCG@10: each hit counts `2^grade - 1`, divided by `log2(place + 1)`; their sum, divided by that of the best order
    /// (Järvelin and Kekäläinen 2002, with the gain of Burges and others 2005).
    pub gain: f64,
    /// One divided by the place of the first answer (MRR); 0 if none is among the hits.
    pub reciprocal: f64,
    /// Whether the first hit is an answer.
    pub first: f64,
}

impl Measures {
    /// Of the hits for one query, by name, the best first.
    pub fn of(hits: &[String], answers: &BTreeMap<String, u8>) -> Self {
        let grades = hits.iter().take(DEPTH);
        let grades: Vec<u8> = grades
            .map(|hit| answers.get(hit).copied().unwrap_or(0))
            .collect();
        let mut best: Vec<u8> = answers.values().copied().collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        best.truncate(DEPTH);
        let answer = grades.iter().position(|grade| *grade == ANSWER);
        Self {
            gain: discounted(&grades) / discounted(&best),
            reciprocal: answer.map_or(0.0, |place| 1.0 / (place + 1) as f64),
            first: f64::from(u8::from(answer == Some(0))),
        }
    }

    /// The average of several.
    pub fn mean(all: &[Self]) -> Self {
        let number = all.len().max(1) as f64;
        let mean = |value: fn(&Self) -> f64| all.iter().map(value).sum::<f64>() / number;
        Self {
            gain: mean(|it| it.gain),
            reciprocal: mean(|it| it.reciprocal),
            first: mean(|it| it.first),
        }
    }
}

fn discounted(grades: &[u8]) -> f64 {
    let each = grades.iter().enumerate();
    each.map(|(place, grade)| (f64::from(1_u32 << grade) - 1.0) / (place as f64 + 2.0).log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(hits: &[&str]) -> Measures {
        let answers = BTreeMap::from([("a".to_owned(), 3), ("b".to_owned(), 1)]);
        let hits: Vec<String> = hits.iter().map(|hit| (*hit).to_owned()).collect();
        Measures::of(&hits, &answers)
    }

    #[test]
    fn the_best_order_counts_one_and_none_counts_zero() {
        let best = measured(&["a", "b", "c"]);
        assert_eq!((best.gain, best.reciprocal, best.first), (1.0, 1.0, 1.0));
        assert_eq!(measured(&["c", "d"]), Measures::default());
        assert_eq!(measured(&[]), Measures::default());
    }

    #[test]
    fn an_answer_further_down_counts_less() {
        let second = measured(&["b", "a"]);
        assert_eq!((second.reciprocal, second.first), (0.5, 0.0));
        // (1 + 7 / log2(3)) / (7 + 1 / log2(3))
        assert!((second.gain - 0.7098).abs() < 1e-4, "{}", second.gain);
    }
}
