//! The reckoning of a break-even; `assets/scripts/break-even.js` has the same.
//!
//! With T tokens a day, a price P of a million tokens at the API, a cost H of
//! one machine an hour and S tokens a second from one machine:
//!
//! * the API costs T ÷ 1,000,000 × P a day;
//! * one machine can do C = S × 86,400 tokens a day;
//! * it takes N = T ÷ C machines, rounded up, and at least one;
//! * they cost N × H × 24 a day;
//! * both cost the same at B = H × 24 ÷ P × 1,000,000 tokens a day if B ≤ C.
//!   If B > C there is no such volume: even a machine that is never idle costs
//!   more than the API asks for what it does, and so do several.

const MILLION: f64 = 1e6;
const HOURS: f64 = 24.0;
const SECONDS: f64 = 86_400.0;

/// The assumptions that a reader may change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Assumptions {
    pub tokens_per_day: f64,
    /// The price of a million tokens at the API, as many of them read and written as is assumed.
    pub price: f64,
    /// What one machine costs an hour.
    pub machine_hour: f64,
    /// Tokens that one machine reads and writes in a second.
    pub tokens_per_second: f64,
}

impl Assumptions {
    /// What the API costs a day.
    pub fn api_cost(&self, tokens: f64) -> f64 {
        tokens / MILLION * self.price
    }

    /// The tokens that one machine can do in a day.
    pub fn capacity(&self) -> f64 {
        self.tokens_per_second * SECONDS
    }

    /// What one machine costs a day.
    pub fn machine_day(&self) -> f64 {
        self.machine_hour * HOURS
    }

    /// How many machines it takes.
    pub fn machines(&self, tokens: f64) -> f64 {
        (tokens / self.capacity()).ceil().max(1.0)
    }

    /// What one's own machines cost a day.
    pub fn own_cost(&self, tokens: f64) -> f64 {
        self.machines(tokens) * self.machine_day()
    }

    /// The smallest volume a day at which both cost the same, if there is one.
    pub fn break_even(&self) -> Option<f64> {
        let tokens = self.machine_day() / self.price * MILLION;
        (tokens <= self.capacity()).then_some(tokens)
    }

    /// What a million tokens cost on a machine that is never idle.
    pub fn full_price(&self) -> f64 {
        self.machine_day() / self.capacity() * MILLION
    }
}

/// The price of a million tokens of which `share` in a hundred are written by the model.
pub(super) fn blended(input: f64, output: f64, share: f64) -> f64 {
    input + (output - input) * share / 100.0
}

/// What a machine that is bought costs an hour: its price over its lifetime, and its power.
pub(super) fn bought(price: f64, years: f64, kilowatts: f64, electricity: f64) -> f64 {
    price / (years * 365.0 * HOURS) + kilowatts * electricity
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine for 48 a day that does 86.4 million tokens, and an API that asks 1 for a million.
    const CASE: Assumptions = Assumptions {
        tokens_per_day: 10e6,
        price: 1.0,
        machine_hour: 2.0,
        tokens_per_second: 1000.0,
    };

    #[test]
    fn both_cost_the_same_where_the_lines_cross() {
        let tokens = CASE.break_even().unwrap();
        assert_eq!(tokens, 48e6);
        assert_eq!(CASE.api_cost(tokens), CASE.own_cost(tokens));
        assert!(CASE.api_cost(tokens * 0.99) < CASE.own_cost(tokens * 0.99));
        assert!(CASE.api_cost(tokens * 1.01) > CASE.own_cost(tokens * 1.01));
    }

    #[test]
    fn machines_come_whole_and_there_is_at_least_one() {
        let machines = [0.0, 1.0, 86.4e6, 86.5e6, 200e6].map(|tokens| CASE.machines(tokens));
        assert_eq!(machines, [1.0, 1.0, 1.0, 2.0, 3.0]);
        assert_eq!(CASE.own_cost(86.5e6), 96.0);
    }

    #[test]
    fn below_what_a_full_machine_costs_an_api_is_always_cheaper() {
        let cheap = Assumptions { price: 0.5, ..CASE };
        assert!(cheap.full_price() > cheap.price);
        assert_eq!(cheap.break_even(), None);
        for tokens in [1e6, 86.4e6, 1e9, 1e12] {
            assert!(cheap.api_cost(tokens) < cheap.own_cost(tokens), "{tokens}");
        }
    }

    #[test]
    fn prices_are_blended_by_share_and_machines_paid_for_over_their_lifetime() {
        assert!((blended(1.0, 5.0, 25.0) - 2.0).abs() < 1e-9);
        assert!((bought(26_280.0, 3.0, 1.0, 0.25) - 1.25).abs() < 1e-9);
    }
}
