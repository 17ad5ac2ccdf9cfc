//! A break-even in words; `assets/scripts/break-even.js` writes the same.

use almanac_model::{Bound, Money, Quantity, Value};
use almanac_syntax::AssumptionName;

use super::formula::Assumptions;
use crate::figures::scale::tick_words;
use almanac_locale::{Argument, Locale};

/// From here on amounts of money are written without their hundredths.
const WHOLE_FROM: f64 = 100.0;
/// Below this a number is small.
const SMALL_BELOW: f64 = 1e6;

/// A language and a currency.
pub(super) struct Words<'l> {
    pub locale: &'l Locale,
    currency: &'l str,
}

impl<'l> Words<'l> {
    pub fn new(locale: &'l Locale, currency: &'l str) -> Self {
        Self { locale, currency }
    }

    /// What an assumption is.
    pub fn label(&self, name: AssumptionName) -> &'l str {
        self.locale.text(match name {
            AssumptionName::TokensPerDay => "break-even-tokens",
            AssumptionName::InputPrice => "break-even-input-price",
            AssumptionName::OutputPrice => "break-even-output-price",
            AssumptionName::OutputShare => "break-even-output-share",
            AssumptionName::MachineHour => "break-even-hour",
            AssumptionName::MachinePrice => "break-even-machine-price",
            AssumptionName::Lifetime => "break-even-lifetime",
            AssumptionName::Power => "break-even-power",
            AssumptionName::Electricity => "break-even-electricity",
            AssumptionName::TokensPerSecond => "break-even-speed",
        })
    }

    /// The value of an assumption.
    pub fn value(&self, name: AssumptionName, value: f64) -> String {
        match name {
            AssumptionName::InputPrice
            | AssumptionName::OutputPrice
            | AssumptionName::MachineHour
            | AssumptionName::MachinePrice
            | AssumptionName::Electricity => self.money(value),
            AssumptionName::OutputShare => {
                let number = [("number", Argument::Number(value))];
                self.locale.say("per-cent", &number)
            }
            AssumptionName::TokensPerDay
            | AssumptionName::TokensPerSecond
            | AssumptionName::Lifetime
            | AssumptionName::Power => tick_words(self.locale, value),
        }
    }

    /// What follows from a case: the label, the number and the number in words of each.
    pub fn worked_out(
        &self,
        case: &Assumptions,
    ) -> impl Iterator<Item = (&'l str, f64, String)> + use<'l> {
        let money = |value| (value, self.money(value));
        let tokens = |value| (value, self.number(value));
        let rows = [
            Some(("break-even-price", money(case.price))),
            Some(("break-even-day", money(case.machine_day()))),
            Some(("break-even-capacity", tokens(case.capacity()))),
            Some(("break-even-full-price", money(case.full_price()))),
            case.break_even()
                .map(|even| ("break-even-same", tokens(even))),
        ];
        let locale = self.locale;
        let row =
            move |(id, (value, shown)): (&str, (f64, String))| (locale.text(id), value, shown);
        rows.into_iter().flatten().map(row)
    }

    /// A number to three digits, or to four if it is small.
    pub fn number(&self, value: f64) -> String {
        let digits = if value < SMALL_BELOW { 4 } else { 3 };
        tick_words(self.locale, rounded(value, digits))
    }

    /// An amount of money: with hundredths if it is small.
    pub fn money(&self, value: f64) -> String {
        let digits = if value < WHOLE_FROM { 2 } else { 0 };
        self.money_of(format!("{:.digits$}", above_half(value)), value)
    }

    /// An amount of money on an axis, with no more digits than it has.
    pub fn round_money(&self, value: f64) -> String {
        let text = if value < 1.0 {
            format!("{value:.2}")
        } else {
            value.to_string()
        };
        self.money_of(text, value)
    }

    /// An amount of money with a sign where its number goes.
    pub fn money_form(&self) -> String {
        self.money_of("#".to_owned(), 0.0)
    }

    fn money_of(&self, text: String, number: f64) -> String {
        let amount = Quantity {
            number,
            text,
            bound: Bound::Exact,
        };
        let currency = self.currency.to_owned();
        self.locale.value(&Value::Money(Money { currency, amount }))
    }

    /// What stands beside the point where both cost the same.
    pub fn same_cost(&self, tokens: f64) -> String {
        let tokens = self.number(tokens);
        let tokens = [("tokens", Argument::Words(&tokens))];
        self.locale.say("break-even-mark", &tokens)
    }

    /// What a case comes to.
    pub fn sentence(&self, case: &Assumptions) -> String {
        let tokens = case.tokens_per_day;
        let (api, own) = (case.api_cost(tokens), case.own_cost(tokens));
        let count = [("number", Argument::Number(case.machines(tokens)))];
        let machines = self.locale.say("break-even-machines", &count);
        let (tokens, api_cost, own_cost) = (self.number(tokens), self.money(api), self.money(own));
        let values = [
            ("tokens", Argument::Words(&tokens)),
            ("api", Argument::Words(&api_cost)),
            ("machines", Argument::Words(&machines)),
            ("own", Argument::Words(&own_cost)),
        ];
        let compared = if api < own {
            self.locale.say("break-even-api-cheaper", &values)
        } else {
            self.locale.say("break-even-own-cheaper", &values)
        };
        format!("{compared} {}", self.where_same(case))
    }

    fn where_same(&self, case: &Assumptions) -> String {
        let Some(even) = case.break_even() else {
            let (full, price) = (self.money(case.full_price()), self.money(case.price));
            let values = [
                ("full", Argument::Words(&full)),
                ("price", Argument::Words(&price)),
            ];
            return self.locale.say("break-even-never", &values);
        };
        let tokens = self.number(even);
        let share = rounded(even / case.capacity() * 100.0, 2);
        let values = [
            ("tokens", Argument::Words(&tokens)),
            ("share", Argument::Number(share)),
        ];
        self.locale.say("break-even-at", &values)
    }
}

/// A number above zero rounded to so many digits.
fn rounded(value: f64, digits: usize) -> f64 {
    let after = digits - 1;
    let text = format!("{:.after$e}", above_half(value));
    text.parse().unwrap_or(value)
}

/// A number whose last digit lies halfway is written one up, as browsers do: 35.925 is 35.93, though
/// what the machine keeps of it is a little less.
fn above_half(value: f64) -> f64 {
    value * (1.0 + f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: Assumptions = Assumptions {
        tokens_per_day: 100e6,
        price: 0.36,
        machine_hour: 3.99,
        tokens_per_second: 6325.0,
    };

    fn english() -> Words<'static> {
        Words::new(Locale::of("en"), "USD")
    }

    #[test]
    fn a_case_is_told_with_its_break_even() {
        insta::assert_snapshot!(english().sentence(&CASE), @"At 100 million tokens a day the API costs $36.00 a day and 1 machine of your own $95.76: the API is cheaper. Both cost the same at 266 million tokens a day, when one machine does 49% of what it can.");
    }

    #[test]
    fn a_case_without_a_break_even_says_why() {
        let cheap = Assumptions {
            price: 0.1,
            tokens_per_day: 1e9,
            ..CASE
        };
        insta::assert_snapshot!(english().sentence(&cheap), @"At 1 billion tokens a day the API costs $100 a day and 2 machines of your own $192: the API is cheaper. No number of tokens makes your own cheaper: a million cost $0.18 even on a machine that is never idle, and $0.10 at the API.");
    }

    #[test]
    fn numbers_have_three_digits_and_small_ones_four() {
        let words =
            [266_555_555.0, 1.2649e9, 6325.0, 12_345.0].map(|value| english().number(value));
        assert_eq!(words, ["267 million", "1.26 billion", "6,325", "12,350"]);
    }

    #[test]
    fn small_amounts_keep_their_hundredths() {
        let words = [0.359, 35.925, 95.76, 1820.4].map(|value| english().money(value));
        assert_eq!(words, ["$0.36", "$35.93", "$95.76", "$1,820"]);
        assert_eq!(english().money_form(), "$#");
        let arabic = Words::new(Locale::of("ar"), "USD");
        assert_eq!(arabic.money(95.76), "٩٥٫٧٦ دولار أمريكي");
        assert_eq!(arabic.money_form(), "# دولار أمريكي");
    }
}
