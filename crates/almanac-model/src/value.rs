//! The values of facts.
//!
//! A quantity is a number, optionally led by a bound and followed by a
//! multiplier: `1500`, `1,500`, `2.4 million`, `over 300 billion`. An amount
//! of money is a currency and a number of the same form: `USD 13 billion`,
//! `13 billion USD`, `€13 billion`. How numbers are written, `number` says.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::number::{NotANumeral, grouped, in_ascii, numeral, split_multiplier};
use crate::{Date, Slug};

/// What a fact says: a value, or that it is unknown, or that there is none.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Value {
    /// A date.
    Date(Date),
    /// A number of the property's unit.
    Quantity(Quantity),
    /// An amount of money.
    Money(Money),
    /// Words.
    Text(String),
    /// An address.
    Link(String),
    /// Another entry or thread, by slug.
    Entry(Slug),
    /// Yes or no.
    Boolean(bool),
    /// There is a value, and nobody has published it.
    Unknown,
    /// There is no value: nothing of the kind exists.
    None,
}

/// How a number bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// The number itself.
    Exact,
    /// Near the number.
    About,
    /// More than the number.
    Over,
    /// The number or more.
    AtLeast,
    /// The number or less.
    UpTo,
    /// Less than the number.
    Under,
}

/// A number as its source gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, multiplied out.
    pub number: f64,
    /// The number as it is shown, without the bound: `2.4 million`, `1,500`.
    pub text: String,
    /// How the number bounds the true one.
    pub bound: Bound,
}

impl Hash for Quantity {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.number.to_bits(), &self.text, self.bound).hash(state);
    }
}

/// An amount in one currency.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Money {
    /// The ISO 4217 code, like `USD`.
    pub currency: String,
    /// The amount.
    pub amount: Quantity,
}

/// Says why a text is not a quantity or an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Not a number, or one that has several meanings.
    #[error("not a number")]
    NotANumber {
        /// What was probably meant, as we write it.
        reading: Option<String>,
    },
    /// Not an amount of money, or one that has several meanings.
    #[error("not an amount of money")]
    NotMoney {
        /// What was probably meant, as we write it.
        reading: Option<String>,
    },
    /// A number with more digits than can be shown.
    #[error("a number too large or too small to be shown")]
    OutOfRange,
}

impl ValueError {
    /// What was probably meant, as we write it.
    pub fn reading(&self) -> Option<&str> {
        match self {
            Self::NotANumber { reading } | Self::NotMoney { reading } => reading.as_deref(),
            Self::OutOfRange => None,
        }
    }
}

const LEADS: [(&str, Bound); 8] = [
    ("about ", Bound::About),
    ("~", Bound::About),
    ("over ", Bound::Over),
    ("more than ", Bound::Over),
    ("at least ", Bound::AtLeast),
    ("up to ", Bound::UpTo),
    ("under ", Bound::Under),
    ("less than ", Bound::Under),
];

impl Bound {
    fn lead(self) -> &'static str {
        match self {
            Bound::Exact => "",
            Bound::About => "about ",
            Bound::Over => "over ",
            Bound::AtLeast => "at least ",
            Bound::UpTo => "up to ",
            Bound::Under => "under ",
        }
    }

    /// Takes the bound off the front of a text.
    fn split(text: &str) -> (Bound, &str) {
        let led = LEADS.iter().find_map(|(lead, bound)| {
            let start = text.get(..lead.len())?;
            let is_lead = start.eq_ignore_ascii_case(lead);
            is_lead.then(|| (*bound, text[lead.len()..].trim_start()))
        });
        led.unwrap_or((Bound::Exact, text))
    }
}

impl Quantity {
    /// Reads a quantity; see the module for its form.
    ///
    /// # Errors
    /// If it is none, or could mean several numbers; then with what was probably meant.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (bound, rest) = Bound::split(text.trim());
        Self::parse_number(rest, bound).map_err(|refused| match refused {
            NotANumeral::OutOfRange => ValueError::OutOfRange,
            NotANumeral::Unreadable(reading) => {
                let lead = bound.lead();
                let reading = reading.map(|reading| format!("{lead}{reading}"));
                ValueError::NotANumber { reading }
            }
        })
    }

    /// Another number under the same bound, as an author would write it.
    pub fn with_number(&self, number: &str) -> String {
        format!("{}{number}", self.bound.lead())
    }

    /// Reads a number with its multiplier, else returns what was probably meant.
    fn parse_number(text: &str, bound: Bound) -> Result<Self, NotANumeral> {
        let (digits, multiplier) = split_multiplier(text);
        let word = multiplier.map_or(String::new(), |(word, _)| format!(" {word}"));
        let is_apart = multiplier.is_none() || digits.ends_with(char::is_whitespace);
        let is_written_out = multiplier.is_some() && digits.contains(['e', 'E']);
        let meant = |plain: &str| NotANumeral::Unreadable(Some(grouped(plain, "-") + &word));
        let plain = numeral(digits.trim_end()).map_err(|refused| match refused {
            NotANumeral::Unreadable(Some(reading)) => meant(&reading),
            refused => refused,
        })?;
        if !is_apart || is_written_out {
            return Err(meant(&plain));
        }
        let number: f64 = plain.parse().map_err(|_| NotANumeral::Unreadable(None))?;
        Ok(Self {
            number: number * multiplier.map_or(1.0, |(_, factor)| factor),
            text: grouped(&plain, "−") + &word,
            bound,
        })
    }
}

impl Money {
    /// Reads an amount of money; see the module for its form.
    ///
    /// # Errors
    /// If it is none, or could mean several amounts; then with what was probably meant.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let (bound, rest) = Bound::split(text.trim());
        let lead = bound.lead();
        let refused = |reading: Option<String>| ValueError::NotMoney { reading };
        let (sign, amount) = split_currency(rest).ok_or_else(|| refused(None))?;
        let (currency, is_certain) = currency_of(sign).ok_or_else(|| refused(None))?;
        let read = Quantity::parse_number(amount, bound);
        let in_words = |amount: &str| Some(format!("{lead}{currency} {amount}"));
        match read {
            Ok(amount) if is_certain => Ok(Self { currency, amount }),
            Ok(amount) => Err(refused(in_words(&amount.text.replace('−', "-")))),
            Err(NotANumeral::OutOfRange) => Err(ValueError::OutOfRange),
            Err(NotANumeral::Unreadable(reading)) => {
                Err(refused(reading.and_then(|reading| in_words(&reading))))
            }
        }
    }

    /// The sign that is written before the amount, where a currency has a common one.
    fn sign(&self) -> Option<&'static str> {
        match self.currency.as_str() {
            "USD" => Some("$"),
            "EUR" => Some("€"),
            "GBP" => Some("£"),
            "JPY" | "CNY" => Some("¥"),
            _ => None,
        }
    }
}

impl fmt::Display for Quantity {
    /// Writes the number for a reader: `over 2.4 million`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.bound.lead(), self.text)
    }
}

impl fmt::Display for Money {
    /// Writes the amount for a reader: `about $13 billion`, `CHF 5 million`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lead = self.amount.bound.lead();
        match self.sign() {
            // Yen and yuan share a sign, so the code tells them apart.
            Some("¥") => write!(f, "{lead}{} ¥{}", self.currency, self.amount.text),
            Some(sign) => write!(f, "{lead}{sign}{}", self.amount.text),
            None => write!(f, "{lead}{} {}", self.currency, self.amount.text),
        }
    }
}

/// Divides an amount of money into its currency and its number, whichever stands first.
fn split_currency(text: &str) -> Option<(&str, &str)> {
    let is_of_number =
        |c: char| in_ascii(c.encode_utf8(&mut [0; 4])).starts_with(is_of_ascii_number);
    let start = text.find(is_of_number)?;
    if start > 0 {
        return Some((text[..start].trim_end(), &text[start..]));
    }
    let end = text.trim_end_matches(|c: char| !c.is_whitespace() && !is_of_number(c));
    let (amount, sign) = text.split_at(end.len());
    (!sign.is_empty()).then_some((sign, amount.trim_end()))
}

fn is_of_ascii_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(')
}

/// The code of a currency, and whether nothing else can be meant: a dollar may be of twenty countries.
fn currency_of(sign: &str) -> Option<(String, bool)> {
    let is_code = sign.len() == 3 && sign.bytes().all(|b| b.is_ascii_alphabetic());
    if is_code {
        let is_plain = sign.bytes().all(|b| b.is_ascii_uppercase());
        return Some((sign.to_ascii_uppercase(), is_plain));
    }
    let known = SIGNS.iter().find(|(known, ..)| *known == sign)?;
    Some((known.1.to_owned(), known.2))
}

/// Signs of currencies with the code that is meant most often, and whether no other can be.
pub(crate) const SIGNS: [(&str, &str, bool); 16] = [
    ("US$", "USD", true),
    ("$", "USD", false),
    ("€", "EUR", true),
    ("£", "GBP", false),
    ("¥", "JPY", false),
    ("₹", "INR", true),
    ("₽", "RUB", true),
    ("₺", "TRY", true),
    ("₪", "ILS", true),
    ("₴", "UAH", true),
    ("₫", "VND", true),
    ("₦", "NGN", true),
    ("₱", "PHP", true),
    ("₩", "KRW", false),
    ("zł", "PLN", true),
    ("Kč", "CZK", true),
];

/// The months, as they are called in English.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// Writes the date for a reader, as precise as it is: `24 April 2026`, `June 2024`, `about 2015`.
    pub fn for_reader(&self) -> String {
        let lead = if self.approximate { "about " } else { "" };
        let doubt = if self.uncertain { " (uncertain)" } else { "" };
        let year = self.year();
        match (
            self.month()
                .map(|m| ENGLISH_MONTHS[usize::from(m.unsigned_abs()) - 1]),
            self.day(),
        ) {
            (Some(month), Some(day)) => format!("{lead}{day} {month} {year}{doubt}"),
            (Some(month), None) => format!("{lead}{month} {year}{doubt}"),
            _ => format!("{lead}{year}{doubt}"),
        }
    }
}

impl fmt::Display for Value {
    /// Writes the value for a reader, without its unit. An entry is its slug;
    /// who shows it puts the entry's title there instead.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Date(date) => f.write_str(&date.for_reader()),
            Value::Quantity(quantity) => quantity.fmt(f),
            Value::Money(money) => money.fmt(f),
            Value::Text(text) | Value::Link(text) => f.write_str(text),
            Value::Entry(slug) => slug.fmt(f),
            Value::Boolean(true) => f.write_str("yes"),
            Value::Boolean(false) => f.write_str("no"),
            Value::Unknown => f.write_str("unknown"),
            Value::None => f.write_str("none"),
        }
    }
}

impl Value {
    /// The number, if it is one or an amount of money.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Quantity(quantity) => Some(quantity.number),
            Value::Money(money) => Some(money.amount.number),
            _ => None,
        }
    }

    /// Whether two values can both be true of the same thing on the same day:
    /// imprecise dates may mean the same day, and a bound admits what lies within it.
    pub fn agrees_with(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Date(a), Value::Date(b)) => a.may_equal(b),
            (Value::Quantity(a), Value::Quantity(b)) => a.agrees_with(b),
            (Value::Money(a), Value::Money(b)) => {
                a.currency != b.currency || a.amount.agrees_with(&b.amount)
            }
            (a, b) => a == b,
        }
    }
}

impl Quantity {
    fn agrees_with(&self, other: &Quantity) -> bool {
        let (low, high) = self.range();
        let (other_low, other_high) = other.range();
        low <= other_high && other_low <= high
    }

    /// The least and the greatest number that the quantity admits. "About" admits a tenth either way.
    fn range(&self) -> (f64, f64) {
        let slack = self.number.abs() / 10.0;
        match self.bound {
            Bound::Exact => (self.number, self.number),
            Bound::About => (self.number - slack, self.number + slack),
            Bound::Over | Bound::AtLeast => (self.number, f64::INFINITY),
            Bound::UpTo | Bound::Under => (f64::NEG_INFINITY, self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_and_shown() {
        for (text, number, shown) in [
            ("1500", 1500.0, "1,500"),
            ("1,500,000", 1_500_000.0, "1,500,000"),
            ("2.4 million", 2_400_000.0, "2.4 million"),
            ("over 300 billion", 3e11, "over 300 billion"),
            ("more than 2 million", 2e6, "over 2 million"),
            ("~ 5 thousand", 5e3, "about 5 thousand"),
            ("0.28", 0.28, "0.28"),
            ("1e12", 1e12, "1,000,000,000,000"),
            ("+5", 5.0, "5"),
            ("About 1 200 Million", 1.2e9, "about 1,200 million"),
            ("१२,३४,५६७", 1_234_567.0, "1,234,567"),
        ] {
            let quantity = Quantity::parse(text).unwrap();
            assert!((quantity.number - number).abs() <= number * 1e-12, "{text}");
            assert_eq!(quantity.to_string(), shown);
        }
        for (bad, reading) in [
            ("", None),
            ("many", None),
            ("1 dozen", None),
            ("inf", None),
            ("2 million dollars", None),
            ("1,5 million", Some("1.5 million")),
            ("over 1.234.567", Some("over 1,234,567")),
            ("2.4million", Some("2.4 million")),
            ("−0,75", Some("-0.75")),
            ("5%", None),
        ] {
            let reading = reading.map(str::to_owned);
            assert_eq!(
                Quantity::parse(bad),
                Err(ValueError::NotANumber { reading }),
                "{bad}"
            );
        }
    }

    #[test]
    fn money_is_read_and_shown() {
        for (text, shown) in [
            ("USD 13 billion", "$13 billion"),
            ("about EUR 1.7 billion", "about €1.7 billion"),
            ("CHF 5 million", "CHF 5 million"),
            ("USD 0.28", "$0.28"),
            ("CNY 100", "CNY ¥100"),
            ("€3", "€3"),
            ("about 3 €", "about €3"),
            ("13 billion EUR", "€13 billion"),
            ("USD -5", "$−5"),
            ("₹12,34,567", "INR 1,234,567"),
        ] {
            assert_eq!(Money::parse(text).unwrap().to_string(), shown);
        }
        for (bad, reading) in [
            ("13 billion", None),
            ("USD many", None),
            ("$13", Some("USD 13")),
            ("usd 5", Some("USD 5")),
            ("£1,5 million", Some("GBP 1.5 million")),
            ("about EUR 1,5", Some("about EUR 1.5")),
        ] {
            let reading = reading.map(str::to_owned);
            assert_eq!(
                Money::parse(bad),
                Err(ValueError::NotMoney { reading }),
                "{bad}"
            );
        }
    }

    #[test]
    fn dates_are_shown_as_precisely_as_they_are_known() {
        for (text, shown) in [
            ("2026-04-24", "24 April 2026"),
            ("2024-06", "June 2024"),
            ("2015~", "about 2015"),
            ("2015?", "2015 (uncertain)"),
        ] {
            assert_eq!(Date::parse(text).unwrap().for_reader(), shown);
        }
    }

    #[test]
    fn values_agree_if_both_can_be_true() {
        let quantity = |text| Value::Quantity(Quantity::parse(text).unwrap());
        assert!(quantity("over 2 million").agrees_with(&quantity("2.4 million")));
        assert!(!quantity("2 million").agrees_with(&quantity("2.4 million")));
        let date = |text| Value::Date(Date::parse(text).unwrap());
        assert!(date("2015").agrees_with(&date("2015-12-11")));
        assert!(!date("2016").agrees_with(&date("2015-12-11")));
        assert!(!Value::Unknown.agrees_with(&Value::Text("yes".into())));
    }
}
