//! Scales: from a value to a place, with ticks at round values.

use almanac_model::{Quantity, Value};

use almanac_locale::Locale;

/// A scale for numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    is_logarithmic: bool,
    /// The values that are marked, ascending.
    pub ticks: Vec<f64>,
}

impl Scale {
    /// A scale from nothing to at least the largest value.
    pub fn from_zero(values: &[f64]) -> Self {
        let largest = values.iter().copied().fold(0.0, f64::max);
        let smallest = values.iter().copied().fold(0.0, f64::min);
        Self::linear(smallest, largest)
    }

    /// A logarithmic scale over values above zero; linear if there is any other.
    pub fn logarithmic(values: &[f64]) -> Self {
        let smallest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = values.iter().copied().fold(0.0, f64::max);
        if !(smallest > 0.0 && smallest.is_finite()) {
            return Self::from_zero(values);
        }
        let (first, last) = (
            smallest.log10().floor() as i32,
            largest.log10().ceil() as i32,
        );
        let last = last.max(first + 1);
        let ticks: Vec<f64> = (first..=last).map(|power| 10f64.powi(power)).collect();
        Self {
            low: ticks[0],
            high: ticks[ticks.len() - 1],
            is_logarithmic: true,
            ticks,
        }
    }

    fn linear(low: f64, high: f64) -> Self {
        // Near the greatest numbers that there are, a scale from below to above zero has no length.
        let (low, high) = (low.max(-GREATEST), high.min(GREATEST));
        let step = round_step((high - low).max(LEAST) / 4.0);
        let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
        let last = last.max(first + 1);
        let ticks: Vec<f64> = (first..=last).map(|tick| tick as f64 * step).collect();
        Self {
            low: ticks[0],
            high: ticks[ticks.len() - 1],
            is_logarithmic: false,
            ticks,
        }
    }

    /// Where zero lies, from 0 to 1: what bars stand on. A logarithmic scale has none, and its bars begin where it does.
    pub fn zero(&self) -> f64 {
        if self.is_logarithmic {
            0.0
        } else {
            self.place(0.0)
        }
    }

    /// Where a value lies, from 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        let at = if self.is_logarithmic {
            (value.max(self.low) / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        at.clamp(0.0, 1.0)
    }
}

/// Between these lie all numbers that are drawn in their true proportions.
const GREATEST: f64 = 1e300;
const LEAST: f64 = 1e-300;

/// The round number (1, 2 or 5 times a power of ten) that is not below a step.
fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= step);
    factor.unwrap_or(10.0) * power
}

/// A number as an axis shows it: `500`, `20,000`, `1.5 billion`.
pub(super) fn tick_words(locale: &Locale, value: f64) -> String {
    let plain = plain_words(value);
    let quantity = Quantity::parse(&plain);
    quantity.map_or(plain, |quantity| locale.value(&Value::Quantity(quantity)))
}

/// The number as a quantity is written in an almanac.
fn plain_words(value: f64) -> String {
    let (divisor, word) = match value.abs() {
        size if size >= 1e12 => (1e12, " trillion"),
        size if size >= 1e9 => (1e9, " billion"),
        size if size >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    };
    let number = value / divisor;
    // Six digits that count, so that what is smaller than a millionth is not shown as nothing.
    let behind_point = match number.abs() {
        0.0 => 0,
        size => (6.0 - size.log10().floor()).clamp(6.0, 400.0) as usize,
    };
    let digits = format!("{number:.behind_point$}");
    let shown = match digits.contains('.') {
        true => digits.trim_end_matches('0').trim_end_matches('.'),
        false => &digits,
    };
    format!("{shown}{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        assert_eq!(
            Scale::from_zero(&[3.0, 47.0]).ticks,
            [0.0, 20.0, 40.0, 60.0]
        );
        assert_eq!(Scale::from_zero(&[]).ticks.len(), 2);
        let log = Scale::logarithmic(&[7e9, 1.6e12]);
        assert_eq!(log.ticks, [1e9, 1e10, 1e11, 1e12, 1e13]);
        assert!((log.place(1e11) - 0.5).abs() < 1e-9);
        // Nothing has a logarithm below zero.
        assert_eq!(
            Scale::logarithmic(&[0.0, 8.0]),
            Scale::from_zero(&[0.0, 8.0])
        );
    }

    #[test]
    fn numbers_are_in_words_that_are_short() {
        let words = [0.0, 0.5, 20.0, 20_000.0, 1e6, 1.5e9, 1e12]
            .map(|value| tick_words(Locale::of("en"), value));
        assert_eq!(
            words,
            [
                "0",
                "0.5",
                "20",
                "20,000",
                "1 million",
                "1.5 billion",
                "1 trillion"
            ]
        );
        let small = [1e-6, 1e-7, 2e-9, -3e-8, 0.1 + 0.2];
        let words = small.map(|value| tick_words(Locale::of("en"), value));
        assert_eq!(
            words,
            ["0.000001", "0.0000001", "0.000000002", "−0.00000003", "0.3"]
        );
    }
}
