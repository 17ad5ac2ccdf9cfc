//! Numbers, values of facts, levels and types as a language writes and names them.

use almanac_model::{
    Bound, Level, Money, NumberSign, PathLevel, Quantity, SourceType, Value, width_of,
};
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};

use super::locale::between;
use super::{Argument, Locale, NumberSeparators};

impl Locale {
    /// A number, its thousands grouped.
    pub fn number(&self, number: usize) -> String {
        self.numbers.decimal(&number.to_string())
    }

    /// What stands between the digits of its numbers.
    pub fn number_separators(&self) -> NumberSeparators {
        self.numbers.separators()
    }

    /// A year or a day: its digits, not grouped.
    pub fn ungrouped(&self, number: impl std::fmt::Display) -> String {
        self.numbers.digits(&number.to_string())
    }

    /// A value for a reader, without its unit. An entry is written as its slug.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Date(date) => self.date(date),
            Value::Quantity(quantity) => self.bounded(quantity.bound, self.amount(quantity)),
            Value::Money(money) => self.bounded(money.amount.bound, self.money(money)),
            Value::Text(text) | Value::Link(text) => text.clone(),
            Value::Entry(slug) => slug.to_string(),
            Value::Boolean(truth) => self.truth(*truth).to_owned(),
            Value::Unknown if !self.speaks => "?".to_owned(),
            Value::Unknown => self.text("unknown").to_owned(),
            Value::None if !self.speaks => "—".to_owned(),
            Value::None => self.text("none").to_owned(),
        }
    }

    fn bounded(&self, bound: Bound, value: String) -> String {
        let id = match bound {
            Bound::Exact => return value,
            _ if !self.speaks => return self.bounded_by_sign(bound, &value),
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
        if !self.speaks || self.patterns.has_own_money {
            return self.patterns.money(&money.currency, &amount);
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

    fn truth(&self, truth: bool) -> &str {
        let (yes, no) = self.patterns.answers;
        match (self.speaks, truth) {
            (true, true) => self.text("yes"),
            (true, false) => self.text("no"),
            (false, true) => yes,
            (false, false) => no,
        }
    }

    /// A bound as a sign, for a language that the interface doesn't speak.
    fn bounded_by_sign(&self, bound: Bound, value: &str) -> String {
        let sign = match bound {
            Bound::Exact => "",
            Bound::About => self.patterns.near,
            Bound::Over => ">\u{a0}",
            Bound::AtLeast => "≥\u{a0}",
            Bound::UpTo => "≤\u{a0}",
            Bound::Under => "<\u{a0}",
        };
        format!("{sign}{value}")
    }

    /// A value with its unit, which stands at the number and not behind what bounds it: `up to 20%`.
    pub fn value_with_unit(&self, value: &Value, unit: &str) -> String {
        match value {
            Value::Quantity(quantity) => {
                let number = self.number_with_unit(&self.amount(quantity), unit);
                self.bounded(quantity.bound, number)
            }
            other => self.value(other),
        }
    }

    /// A number that is written already, with its unit: `5%`, `5 %` or `%5`, `450 people`.
    fn number_with_unit(&self, number: &str, unit: &str) -> String {
        match unit {
            "%" | "٪" => return self.share(number, '%'),
            "‰" => return self.share(number, '‰'),
            "°" | "′" | "″" => return format!("{number}{unit}"),
            _ => {}
        }
        // Chinese, Japanese and Korean write no space before a unit in their letters.
        let is_joined = unit.starts_with(|c: char| width_of(c.encode_utf8(&mut [0; 4])) == 2);
        let space = if is_joined { "" } else { " " };
        format!("{number}{space}{unit}")
    }

    /// A share of a hundred or, by the sign `‰`, of a thousand; of a number that is written already.
    pub fn share(&self, number: &str, sign: char) -> String {
        let pattern = match self.speaks && !self.patterns.has_own_share {
            true => self.say("per-cent", &[("number", Argument::Words("#"))]),
            false => self.patterns.share.to_owned(),
        };
        let pattern = match sign {
            '%' => pattern,
            sign => pattern.replace(['%', '٪'], sign.encode_utf8(&mut [0; 4])),
        };
        pattern.replace('#', number)
    }

    /// A number of a table that is written already, with the sign that stands at it there.
    pub fn with_sign(&self, number: &str, sign: &NumberSign) -> String {
        match sign {
            NumberSign::Share(sign) => self.share(number, *sign),
            NumberSign::Currency(sign) if !self.speaks || self.patterns.has_own_money => {
                self.patterns.money(sign, number)
            }
            NumberSign::Currency(sign) => {
                let is_code = sign.is_ascii() && sign.len() == 3;
                let id = if is_code { "money-by-code" } else { "money" };
                let (currency, amount) = (Argument::Words(sign), Argument::Words(number));
                self.say(id, &[("currency", currency), ("amount", amount)])
            }
        }
    }

    /// What a property or a figure measures, with its unit: `Height, in metres`.
    pub fn measured_in(&self, name: &str, unit: &str) -> String {
        if !self.speaks {
            return format!("{name} ({unit})");
        }
        let values = [
            ("name", Argument::Name(name)),
            ("unit", Argument::Name(unit)),
        ];
        self.say("measured-in", &values)
    }

    /// Whether the language counts in other powers of ten than thousands, as Chinese does.
    fn names_large_numbers_otherwise(&self) -> bool {
        self.tag() == "zh"
    }

    /// Several values, one of which is true: `450 or 500`.
    pub fn either<S: AsRef<str>>(&self, values: &[S]) -> String {
        let between = self.between_either(values.len());
        let rest = values.iter().zip(between);
        let rest = rest.flat_map(|(value, behind)| [value.as_ref().to_owned(), behind]);
        rest.collect()
    }

    /// What stands behind each of several values, one of which is true: `, `, ` or ` and nothing.
    pub fn between_either(&self, values: usize) -> Vec<String> {
        between(&self.either, values)
    }

    /// Two names: `Doe and Roe`.
    pub fn both(&self, first: &str, second: &str) -> String {
        if self.speaks {
            let names = [
                ("first", Argument::Name(first)),
                ("second", Argument::Name(second)),
            ];
            return self.say("authors-and", &names);
        }
        let names = [first, second].map(|name| self.written(&Argument::Name(name)));
        self.both.format(names.iter()).to_string()
    }

    /// The first of several names, with a word or a sign for the others.
    pub fn and_others(&self, first: &str) -> String {
        match self.speaks {
            true => self.named("authors-and-others", first),
            false => self.list(&[&*self.written(&Argument::Name(first)), "…"]),
        }
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
    fn a_language_without_words_of_ours_has_none_in_english() {
        for (language, written) in [
            ("pl", ["tak", "nie", "?", "—"]),
            ("ja", ["はい", "いいえ", "?", "—"]),
            ("de", ["ja", "nein", "unbekannt", "nicht vorhanden"]),
            ("km", ["✓", "✗", "?", "—"]),
        ] {
            let locale = Locale::of(language);
            let values = [
                Value::Boolean(true),
                Value::Boolean(false),
                Value::Unknown,
                Value::None,
            ];
            let values = values.map(|value| locale.value(&value));
            assert_eq!(values, written, "{language}");
        }
        assert_eq!(Locale::of("pl").measured_in("Masa", "kg"), "Masa (kg)");
    }

    #[test]
    fn a_unit_stands_where_its_language_puts_it() {
        for (language, unit, written) in [
            ("en", "people", "450 people"),
            ("en", "%", "450%"),
            ("de", "%", "450\u{a0}%"),
            ("de", "Mitarbeiter", "450 Mitarbeiter"),
            ("tr", "%", "%450"),
            ("ar", "%", "٤٥٠٪"),
            ("zh", "人", "450人"),
            ("ko", "명", "450명"),
            ("zh", "GB", "450 GB"),
            ("en", "°", "450°"),
            ("en", "°C", "450 °C"),
        ] {
            let value = Locale::of(language).value_with_unit(&quantity("450"), unit);
            assert_eq!(value, written, "{language}");
        }
        let bounded = |language| Locale::of(language).value_with_unit(&quantity("up to 20"), "%");
        assert_eq!(bounded("ar"), "٢٠٪ على الأكثر");
        assert_eq!(bounded("tr"), "≤\u{a0}%20");
        assert_eq!(bounded("de"), "bis zu 20\u{a0}%");
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
            (
                "ru",
                ["≈1\u{a0}500", ">\u{a0}3 миллиона", "13 миллиардов\u{a0}$"],
            ),
            (
                "de-CH",
                ["rund 1'500", "über 3 Millionen", "$\u{a0}13 Milliarden"],
            ),
            ("ja", ["約1,500", ">\u{a0}300万", "$130億"]),
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
        let shares = ["en", "de", "zh", "ar", "tr", "fr", "fa", "pl"];
        let shares = shares.map(|language| Locale::of(language).share("5", '%'));
        let written = ["5%", "5\u{a0}%", "5%", "5٪", "%5", "5\u{a0}%", "5%", "5%"];
        assert_eq!(shares, written);
        assert_eq!(Locale::of("de").either(&["450", "500"]), "450 oder 500");
        assert_eq!(Locale::of("pl").either(&["450", "500"]), "450 lub 500");
        assert_eq!(Locale::of("de").and_others("Doe"), "Doe u. a.");
        assert_eq!(Locale::of("pl").and_others("Doe"), "Doe, …");
        assert_eq!(Locale::of("ja").and_others("田中"), "田中、…");
    }
}
