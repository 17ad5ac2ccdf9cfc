//! What a figure of the type `break-even` says: what its reckoning rests on.

use crate::figure::texts;
use crate::yaml::Node;

/// What a break-even may rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssumptionName {
    /// Tokens that are read and written in a day.
    TokensPerDay,
    /// The price of a million tokens that are sent to the API.
    InputPrice,
    /// The price of a million tokens that come back.
    OutputPrice,
    /// How many of a hundred tokens come back.
    OutputShare,
    /// The rent of one machine for an hour.
    MachineHour,
    /// The price of one machine that is bought.
    MachinePrice,
    /// The years for which it is used.
    Lifetime,
    /// The power that it draws, in kilowatts.
    Power,
    /// The price of a kilowatt-hour.
    Electricity,
    /// Tokens that one machine reads and writes in a second.
    TokensPerSecond,
}

impl AssumptionName {
    /// All names, in the order in which they are shown.
    pub const ALL: [AssumptionName; 10] = [
        AssumptionName::TokensPerDay,
        AssumptionName::InputPrice,
        AssumptionName::OutputPrice,
        AssumptionName::OutputShare,
        AssumptionName::MachineHour,
        AssumptionName::MachinePrice,
        AssumptionName::Lifetime,
        AssumptionName::Power,
        AssumptionName::Electricity,
        AssumptionName::TokensPerSecond,
    ];

    /// The name as a block gives it.
    pub fn name(self) -> &'static str {
        match self {
            AssumptionName::TokensPerDay => "tokens-per-day",
            AssumptionName::InputPrice => "input-price",
            AssumptionName::OutputPrice => "output-price",
            AssumptionName::OutputShare => "output-share",
            AssumptionName::MachineHour => "machine-hour",
            AssumptionName::MachinePrice => "machine-price",
            AssumptionName::Lifetime => "lifetime",
            AssumptionName::Power => "power",
            AssumptionName::Electricity => "electricity",
            AssumptionName::TokensPerSecond => "tokens-per-second",
        }
    }
}

/// What a reader may move, by the names that `ranges` has for it.
pub const MOVED: [&str; 4] = [
    "tokens-per-day",
    "price",
    "machine-hour",
    "tokens-per-second",
];

/// A number with what it rests on, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumption {
    /// What it is.
    pub name: AssumptionName,
    /// The number, as written.
    pub value: Option<String>,
    /// The fact that it is, as prose would insert it: `entry/property`.
    pub fact: Option<String>,
    /// When it was true.
    pub as_of: Option<String>,
    /// The keys of its sources. Without any it is the author's guess.
    pub sources: Vec<String>,
    /// What else is to be known of it.
    pub note: Option<String>,
}

impl Assumption {
    /// The fields of an assumption that is more than a number.
    pub const FIELDS: [&'static str; 5] = ["value", "fact", "as_of", "sources", "note"];

    fn read(name: AssumptionName, node: &Node) -> Self {
        let text = |field: &str| node.get(field).and_then(Node::as_str).map(str::to_owned);
        Self {
            name,
            value: node.as_str().map(str::to_owned).or_else(|| text("value")),
            fact: text("fact"),
            as_of: text("as_of"),
            sources: texts(node.get("sources")),
            note: text("note"),
        }
    }
}

/// What a `figure` block of the type `break-even` says beside what every figure does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakEvenBlock {
    /// The ISO code of the currency of all prices.
    pub currency: String,
    /// What is assumed, in the order of [`AssumptionName::ALL`].
    pub assumptions: Vec<Assumption>,
    /// From where to where a reader may move what [`MOVED`] names, as written.
    pub ranges: Vec<(String, Vec<String>)>,
}

impl BreakEvenBlock {
    /// The fields that such a figure has beside those of any.
    pub fn fields() -> impl Iterator<Item = &'static str> {
        let assumptions = AssumptionName::ALL.into_iter().map(AssumptionName::name);
        assumptions.chain(["currency", "ranges"])
    }

    /// Reads the fields of a block.
    pub fn read(node: &Node) -> Self {
        let assumed = |name: AssumptionName| Some(Assumption::read(name, node.get(name.name())?));
        let ranges = node.get("ranges").and_then(Node::as_mapping);
        let range = |(name, ends): &(Node, Node)| {
            let name = name.as_str()?.to_owned();
            Some((name, texts(Some(ends))))
        };
        Self {
            currency: node
                .get("currency")
                .and_then(Node::as_str)
                .unwrap_or("USD")
                .to_owned(),
            assumptions: AssumptionName::ALL
                .into_iter()
                .filter_map(assumed)
                .collect(),
            ranges: ranges
                .unwrap_or_default()
                .iter()
                .filter_map(range)
                .collect(),
        }
    }

    /// The assumption of that name, if it is stated.
    pub fn assumption(&self, name: AssumptionName) -> Option<&Assumption> {
        self.assumptions
            .iter()
            .find(|assumption| assumption.name == name)
    }

    /// The ends of a range as they are written; nothing if it is not given.
    pub fn range(&self, moved: &str) -> &[String] {
        let found = self.ranges.iter().find(|(name, _)| name == moved);
        found.map_or(&[], |(_, ends)| ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> BreakEvenBlock {
        BreakEvenBlock::read(&crate::yaml::parse(text, 0..text.len()).0)
    }

    #[test]
    fn an_assumption_is_a_number_or_a_number_with_what_it_rests_on() {
        let block = read(
            "tokens-per-day: 100 million\noutput-price: { fact: m/price-output, sources: a-b }\n\
             ranges: { price: [0.1, 5] }",
        );
        assert_eq!(block.currency, "USD");
        let tokens = block.assumption(AssumptionName::TokensPerDay).unwrap();
        assert_eq!(tokens.value.as_deref(), Some("100 million"));
        let price = block.assumption(AssumptionName::OutputPrice).unwrap();
        assert_eq!(price.fact.as_deref(), Some("m/price-output"));
        assert_eq!(price.sources, ["a-b"]);
        assert_eq!(block.range("price"), ["0.1", "5"]);
        assert!(block.range("machine-hour").is_empty());
    }
}
