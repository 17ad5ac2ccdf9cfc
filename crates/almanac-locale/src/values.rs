//! Numbers, values of facts, levels and types as a language writes and names them.

use almanac_model::{Bound, Level, Money, PathLevel, Quantity, SourceType, Value};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};

use super::{Argument, Locale};

impl Locale {
    /// A number, its thousands grouped.
    pub fn number(&self, number: usize) -> String {
        self.numbers.decimal(&number.to_string())
    }

    /// A year or a day: its digits, not grouped.
    pub fn ungrouped(&self, number: impl std::fmt::Display) -> String {
        self.numbers.digits(&number.to_string())
    }

    /// A value for a reader, without its unit. Of an entry it knows only the slug.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Date(date) => self.date(date),
            Value::Quantity(quantity) => self.bounded(quantity.bound, self.amount(quantity)),
            Value::Money(money) => self.bounded(money.amount.bound, self.money(money)),
            Value::Text(text) | Value::Link(text) => text.clone(),
            Value::Entry(slug) => slug.to_string(),
            Value::Boolean(true) => self.text("yes").to_owned(),
            Value::Boolean(false) => self.text("no").to_owned(),
            Value::Unknown => self.text("unknown").to_owned(),
            Value::None => self.text("none").to_owned(),
        }
    }

    fn bounded(&self, bound: Bound, value: String) -> String {
        let id = match bound {
            Bound::Exact => return value,
            _ if !self.speaks => return bounded_by_sign(bound, &value),
            Bound::About => "about",
            Bound::Over => "over",
            Bound::AtLeast => "at-least",
            Bound::UpTo => "up-to",
            Bound::Under => "under",
        };
        self.say(id, &[("value", Argument::Words(&value))])
    }

    /// The number of a quantity with its multiplier.
    fn amount(&self, quantity: &Quantity) -> String {
        let (digits, multiplier) = match quantity.text.split_once(' ') {
            Some((digits, multiplier)) => (digits, Some(multiplier)),
            None => (quantity.text.as_str(), None),
        };
        let plain = digits.replace(',', "").replace('−', "-");
        let (id, power) = match multiplier {
            Some("thousand") => ("thousand", 3),
            Some("million") => ("million", 6),
            Some("billion") => ("billion", 9),
            Some("trillion") => ("trillion", 12),
            _ => return self.numbers.decimal(&plain),
        };
        if !self.speaks || self.names_large_numbers_otherwise() {
            let written = self.numbers.compact(&plain, power);
            return written.unwrap_or_else(|| quantity.text.clone());
        }
        match plain.parse() {
            Ok(number) => {
                let fraction_digits = plain.split_once('.').map(|(_, fraction)| fraction.len());
                let options = FluentNumberOptions {
                    minimum_fraction_digits: fraction_digits,
                    ..Default::default()
                };
                self.say(
                    id,
                    &[(
                        "number",
                        Argument::Decimal(FluentNumber::new(number, options)),
                    )],
                )
            }
            Err(_) => quantity.text.clone(),
        }
    }

    fn money(&self, money: &Money) -> String {
        let amount = self.amount(&money.amount);
        if !self.speaks {
            // The code of a currency is the same in all languages.
            return format!("{amount}\u{a0}{}", money.currency);
        }
        let (id, currency) = match money.currency.as_str() {
            "USD" => ("money", self.text("currency-usd")),
            "EUR" => ("money", self.text("currency-eur")),
            "GBP" => ("money", self.text("currency-gbp")),
            "JPY" => ("money", self.text("currency-jpy")),
            "CNY" => ("money", self.text("currency-cny")),
            code => ("money-by-code", code),
        };
        let currency = match id {
            "money" => Argument::Words(currency),
            _ => Argument::Name(currency),
        };
        self.say(
            id,
            &[("currency", currency), ("amount", Argument::Words(&amount))],
        )
    }

    /// Whether the language counts in other powers of ten than thousands, as Chinese does.
    fn names_large_numbers_otherwise(&self) -> bool {
        self.tag() == "zh"
    }

    /// Several values of which one is true: `450 or 500`.
    pub fn either<S: AsRef<str>>(&self, values: &[S]) -> String {
        let between = self.between_either(values.len());
        let rest = values.iter().zip(between);
        let rest = rest.flat_map(|(value, behind)| [value.as_ref().to_owned(), behind]);
        rest.collect()
    }

    /// What stands behind each of several values of which one is true: `, `, ` or ` and nothing.
    pub fn between_either(&self, values: usize) -> Vec<String> {
        const VALUE: &str = "\u{1}";
        let list = self.either.format(std::iter::repeat_n(VALUE, values));
        let list = list.to_string();
        list.split(VALUE).skip(1).map(str::to_owned).collect()
    }

    /// A level in a word.
    pub fn level(&self, level: Level) -> &str {
        self.text(match level {
            Level::Introductory => "level-introductory",
            Level::Intermediate => "level-intermediate",
            Level::Advanced => "level-advanced",
        })
    }

    /// The level of a path; `None` if none is known.
    pub fn path_level(&self, level: PathLevel) -> Option<&str> {
        Some(self.text(match level {
            PathLevel::Unknown => return None,
            PathLevel::All(Level::Introductory) => "path-level-introductory",
            PathLevel::All(Level::Intermediate) => "path-level-intermediate",
            PathLevel::All(Level::Advanced) => "path-level-advanced",
            PathLevel::Mixed => "path-level-mixed",
        }))
    }

    /// What sort of work a source is.
    pub fn source_type(&self, kind: SourceType) -> &str {
        self.text(match kind {
            SourceType::Paper => "source-type-paper",
            SourceType::ModelCard => "source-type-model-card",
            SourceType::Licence => "source-type-licence",
            SourceType::Filing => "source-type-filing",
            SourceType::Law => "source-type-law",
            SourceType::Post => "source-type-post",
            SourceType::Docs => "source-type-docs",
            SourceType::News => "source-type-news",
            SourceType::Dataset => "source-type-dataset",
            SourceType::Code => "source-type-code",
            SourceType::Book => "source-type-book",
            SourceType::Web => "source-type-web",
        })
    }
}

/// A bound without words, for a language of which we have none.
fn bounded_by_sign(bound: Bound, value: &str) -> String {
    let sign = match bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::Over => ">\u{a0}",
        Bound::AtLeast => "≥\u{a0}",
        Bound::UpTo => "≤\u{a0}",
        Bound::Under => "<\u{a0}",
    };
    format!("{sign}{value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Value {
        Value::Quantity(Quantity::parse(text).unwrap())
    }

    fn money(text: &str) -> Value {
        Value::Money(Money::parse(text).unwrap())
    }

    #[test]
    fn english_says_what_the_model_says() {
        let english = Locale::of("en");
        for value in [
            quantity("1500"),
            quantity("2.40 million"),
            quantity("over 300 billion"),
            quantity("-1234.5"),
            quantity("at least 5 thousand"),
            money("about EUR 1.7 billion"),
            money("CHF 5 million"),
            money("CNY 100"),
            Value::Boolean(true),
            Value::Unknown,
        ] {
            assert_eq!(english.value(&value), value.to_string());
        }
    }

    #[test]
    fn arabic_writes_its_digits_and_counts_as_it_does() {
        let arabic = Locale::of("ar");
        assert_eq!(arabic.value(&quantity("about 1500")), "نحو ١٬٥٠٠");
        assert_eq!(arabic.value(&quantity("2.40 million")), "٢٫٤٠ مليون");
        assert_eq!(arabic.value(&quantity("over 3 million")), "أكثر من ٣ ملايين");
        assert_eq!(
            arabic.value(&money("USD 13 billion")),
            "١٣ مليار دولار أمريكي"
        );
    }

    #[test]
    fn values_are_written_as_their_language_does() {
        for (language, written) in [
            (
                "de",
                ["rund 1.500", "über 3 Millionen", "13 Milliarden\u{a0}$"],
            ),
            ("zh", ["约 1,500", "超过 300万", "130亿美元"]),
            ("pl", ["~1500", ">\u{a0}3 miliony", "13 miliardów\u{a0}USD"]),
            ("ja", ["~1,500", ">\u{a0}300万", "130億\u{a0}USD"]),
        ] {
            let locale = Locale::of(language);
            let values = [
                quantity("about 1500"),
                quantity("over 3 million"),
                money("USD 13 billion"),
            ];
            assert_eq!(
                values.map(|value| locale.value(&value)),
                written,
                "{language}"
            );
        }
        assert_eq!(Locale::of("de").either(&["450", "500"]), "450 oder 500");
        assert_eq!(Locale::of("pl").either(&["450", "500"]), "450 lub 500");
    }
}
