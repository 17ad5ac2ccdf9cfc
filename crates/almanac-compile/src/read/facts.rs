//! Reads the facts of a page.

use std::ops::Range;

use almanac_model::{
    Config, Date, Evidence, Fact, FactCitation, FilePath, Money, Property, PropertyName,
    PropertyType, Quantity, Rank, Slug, SourceKey, Value, ValueError, nfc,
};
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{Citation, CitedWork, fitted};

use super::config::read_interval;
use super::confirmation::read_confirmation;
use super::faults::PASSAGE_HELP;
use super::fields::{Fields, day_of, invalid_date, list_names, truth};
use super::units;
use crate::checks::{
    INVALID_FRONT_MATTER, OVERSIZED_CONTENT, UNCLOSED_PASSAGE, UNKNOWN_PROPERTY, UNREAD_CITATION,
    WRONG_PROPERTY_TYPE, WRONG_UNIT,
};
use crate::reporter::Finding;

/// How many values of one property a page may have.
const MAX_VALUES: usize = 1_000;

/// How many properties a page may state. They are looked up one by one.
const MAX_PROPERTIES: usize = 1_000;

/// How many values a page may have in all.
const MAX_FACTS: usize = 10_000;

/// A property that is not declared, and where it is named.
type UndeclaredProperty = (String, Range<usize>);

/// Reads the facts of a page of some kind (`None` for a thread). What is not declared is reported once for all pages that
/// state it, by `unknown-property`.
pub(crate) fn read_facts(
    file: &FilePath,
    node: &Node,
    kind: Option<&str>,
    config: &Config,
    findings: &mut Vec<Finding>,
) -> (Vec<Fact>, Vec<UndeclaredProperty>) {
    let Some(pairs) = node.as_mapping() else {
        let message = "`facts` must be a mapping from properties to values";
        findings.push(Finding::new(
            &INVALID_FRONT_MATTER,
            file,
            node.span.clone(),
            message,
        ));
        return (Vec::new(), Vec::new());
    };
    let oversized = |span: &Range<usize>, message: String| {
        let finding = Finding::new(&OVERSIZED_CONTENT, file, span.clone(), message);
        finding.help("keep long series in a file below `data/`, which figures draw")
    };
    if let Some((key, _)) = pairs.get(MAX_PROPERTIES) {
        let message = format!(
            "the page states {} properties, and at most {MAX_PROPERTIES} are read",
            pairs.len()
        );
        findings.push(oversized(&key.span, message));
    }
    let (mut facts, mut undeclared) = (Vec::new(), Vec::new());
    for (key, value) in pairs.iter().take(MAX_PROPERTIES) {
        let Some(name) = key.as_str() else {
            let message = "the name of a property must be a text";
            findings.push(Finding::new(
                &INVALID_FRONT_MATTER,
                file,
                key.span.clone(),
                message,
            ));
            continue;
        };
        let property = config.property(name);
        match property {
            Some(property) => findings.extend(check_kind(file, key, property, kind)),
            None => undeclared.push((name.to_owned(), key.span.clone())),
        }
        let items = match &value.content {
            Content::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        if let Some(first) = items.get(MAX_VALUES) {
            let message = format!(
                "`{name}` has {} values, and at most {MAX_VALUES} are read",
                items.len()
            );
            findings.push(oversized(&first.span, message));
        }
        let room = MAX_FACTS - facts.len();
        let items = &items[..items.len().min(MAX_VALUES)];
        let read = items.iter().take(room);
        facts.extend(read.filter_map(|item| read_fact(file, name, property, item, findings)));
        if items.len() > room {
            let message =
                format!("the page has more than {MAX_FACTS} values, and no more are read");
            findings.push(oversized(&key.span, message));
            break;
        }
    }
    (fitted(facts), undeclared)
}

/// Whether a property may stand on a page of a kind.
fn check_kind(
    file: &FilePath,
    key: &Node,
    property: &Property,
    kind: Option<&str>,
) -> Option<Finding> {
    let kind = kind?;
    if property.kinds.is_empty() || property.kinds.iter().any(|allowed| allowed == kind) {
        return None;
    }
    let allowed: Vec<&str> = property.kinds.iter().map(String::as_str).collect();
    let name = &property.name;
    let message = format!("the property `{name}` can't stand on a page of kind `{kind}`");
    let help = format!(
        "it is declared for {}; add `{kind}` to its `kinds` in `almanac.toml` if it fits",
        list_names(&allowed)
    );
    Some(Finding::new(&UNKNOWN_PROPERTY, file, key.span.clone(), message).help(help))
}

fn read_fact(
    file: &FilePath,
    name: &str,
    property: Option<&Property>,
    node: &Node,
    findings: &mut Vec<Finding>,
) -> Option<Fact> {
    let bare = node.as_str().is_some();
    let empty = Node {
        span: node.span.clone(),
        content: Content::Null,
    };
    let mut fields = Fields::new(file, if bare { &empty } else { node }, "a fact");
    let value_node = if bare {
        Some(node)
    } else {
        fields.node("value")
    };
    // The values of a property that isn't declared can't be wrong as well.
    let kind = property.map_or(PropertyType::Text, |property| property.kind);
    let reader = ValueReader {
        file,
        name,
        kind,
        unit: property.and_then(|property| property.unit.as_deref()),
    };
    let unit = fields.node("unit");
    let value = match value_node {
        Some(value) if unit.is_some() && property.is_some() => {
            reader.read_with_unit(value, unit, &mut fields.findings)
        }
        Some(value) => reader.read(value, &mut fields.findings),
        None => {
            if fields.findings.is_empty() && !fields.misspells("value") {
                let message = format!("`{name}` has no value");
                let finding = Finding::new(&INVALID_FRONT_MATTER, file, node.span.clone(), message)
                    .help("write `value: …`; `unknown` and `none` are values too");
                fields.findings.push(finding);
            }
            None
        }
    };
    let ranks = ["preferred", "normal", "contested", "deprecated"];
    let rank = fields
        .one_of("rank", rank_from_name, &ranks)
        .unwrap_or_default();
    let own_review = fields
        .node("review")
        .and_then(|node| read_interval(&mut fields, node));
    // All is read even where the value is wrong: each fault is said.
    let (as_of, until) = (fields.date("as_of"), fields.date("until"));
    let applies_to = fields.text("applies_to");
    let (sources, citations) = read_sources(&mut fields);
    let checked = read_confirmation(&mut fields);
    let fact = value.map(|value| Fact {
        property: PropertyName::from(name),
        value,
        as_of,
        until,
        applies_to,
        sources,
        citations,
        checked,
        rank,
        review: own_review.or_else(|| property.and_then(|property| property.review)),
        span: node.span.clone(),
    });
    findings.extend(fields.finish());
    fact
}

/// What a fact rests on: keys of sources, and citations that say where in them, and in which words:
/// `'[@key, p. 3, "the exact words"]'`.
fn read_sources(fields: &mut Fields<'_>) -> (Vec<SourceKey>, Vec<FactCitation>) {
    let (mut keys, mut citations) = (Vec::new(), Vec::new());
    for (text, span) in fields.texts("sources") {
        if !text.starts_with('[') {
            keys.push(SourceKey::from(text));
            continue;
        }
        let Some(citation) = Citation::read(&text) else {
            let message = "this can't be read as a citation";
            let finding = Finding::new(&UNREAD_CITATION, fields.file, span, message);
            let help = "write a key alone, or `'[@key, p. 3, \"the exact words\"]'`";
            fields.findings.push(finding.help(help));
            continue;
        };
        if citation.has_unclosed_passage(&text) {
            let message = "this passage is never closed";
            let finding = Finding::new(&UNCLOSED_PASSAGE, fields.file, span, message);
            fields.findings.push(finding.help(PASSAGE_HELP));
        }
        for work in citation.works {
            let locator = work.locator().map(str::to_owned);
            let source = SourceKey::from(work.key.as_str());
            let evidence = evidence_of(&work);
            if !keys.contains(&source) {
                keys.push(source.clone());
            }
            if locator.is_some() || !evidence.is_empty() {
                citations.push(FactCitation {
                    source,
                    locator,
                    evidence,
                });
            }
        }
    }
    (fitted(keys), fitted(citations))
}

/// The passages that a citation quotes of one of its works.
pub(crate) fn evidence_of(work: &CitedWork) -> Vec<Evidence> {
    let evidence = work.passages.iter().map(|passage| Evidence {
        passage: passage.text.clone(),
        locator: work.locator().map(str::to_owned),
    });
    evidence.collect()
}

fn rank_from_name(name: &str) -> Option<Rank> {
    match name {
        "preferred" => Some(Rank::Preferred),
        "normal" => Some(Rank::Normal),
        "contested" => Some(Rank::Contested),
        "deprecated" => Some(Rank::Deprecated),
        _ => None,
    }
}

/// Reads the values of a property.
struct ValueReader<'p> {
    file: &'p FilePath,
    name: &'p str,
    kind: PropertyType,
    unit: Option<&'p str>,
}

impl ValueReader<'_> {
    fn read(&self, node: &Node, findings: &mut Vec<Finding>) -> Option<Value> {
        let span = node.span.clone();
        let Some(text) = node.as_str().map(str::trim) else {
            findings.push(self.wrong_type(span, None));
            return None;
        };
        let text = &*nfc(text);
        let mut refused = None;
        let value = match (text, self.kind) {
            ("unknown", _) => Some(Value::Unknown),
            ("none", _) => Some(Value::None),
            (_, PropertyType::Text) => Some(Value::Text(text.to_owned())),
            (_, PropertyType::Quantity) => return self.quantity(text, span, findings),
            (_, PropertyType::Money) => Money::parse(text)
                .map_err(|error| refused = Some(error))
                .ok()
                .map(Value::Money),
            (_, PropertyType::Entry) => Slug::new(text).ok().map(Value::Entry),
            (_, PropertyType::Link) => is_address(text).then(|| Value::Link(text.to_owned())),
            (word, PropertyType::Boolean) => truth(word).map(Value::Boolean),
            (_, PropertyType::Date) => match Date::parse(day_of(text)) {
                Ok(date) => Some(Value::Date(date)),
                Err(error) if looks_like_a_date(text) => {
                    findings.push(invalid_date(self.file, span, text, error));
                    return None;
                }
                Err(_) => None,
            },
        };
        if value.is_none() {
            findings.push(self.wrong_type(span, refused));
        }
        value
    }

    /// Reads a number, which may have the unit of the property behind it.
    fn quantity(
        &self,
        text: &str,
        span: Range<usize>,
        findings: &mut Vec<Finding>,
    ) -> Option<Value> {
        let error = match Quantity::parse(text) {
            Ok(quantity) => return Some(Value::Quantity(quantity)),
            Err(error) => error,
        };
        let with_unit = || with_unit(text).filter(|_| error != ValueError::OutOfRange);
        let Some((quantity, unit)) = with_unit() else {
            findings.push(self.wrong_type(span, Some(error)));
            return None;
        };
        match self.wrong_unit(&quantity, unit, span) {
            Some(finding) => {
                findings.push(finding);
                None
            }
            None => Some(Value::Quantity(quantity)),
        }
    }

    /// Reads the value of a fact that says its unit in a field of its own.
    fn read_with_unit(
        &self,
        node: &Node,
        unit: Option<&Node>,
        findings: &mut Vec<Finding>,
    ) -> Option<Value> {
        let value = self.read(node, findings)?;
        let unit = unit?;
        let Some(name) = unit.as_str().map(str::trim) else {
            findings.push(Finding::new(
                &INVALID_FRONT_MATTER,
                self.file,
                unit.span.clone(),
                "`unit` must be a text",
            ));
            return Some(value);
        };
        let wrong = match &value {
            Value::Unknown | Value::None => None,
            Value::Quantity(quantity) => self.wrong_unit(quantity, name, unit.span.clone()),
            _ => Some(self.without_units(unit.span.clone())),
        };
        let is_right = wrong.is_none();
        findings.extend(wrong);
        is_right.then_some(value)
    }

    fn without_units(&self, span: Range<usize>) -> Finding {
        let message = format!("the values of `{}` have no unit", self.name);
        let help = match self.kind {
            PropertyType::Money => "write the currency before the amount: `USD 13 billion`",
            _ => "take `unit` out",
        };
        Finding::new(&WRONG_UNIT, self.file, span, message).help(help)
    }

    /// Reports a value whose unit is not that of the property.
    fn wrong_unit(&self, quantity: &Quantity, unit: &str, span: Range<usize>) -> Option<Finding> {
        let name = self.name;
        let Some(own) = self.unit else {
            let message = format!("`{name}` has no unit, and this value is in `{unit}`");
            let help = format!(
                "write `unit = \"{unit}\"` under `[properties.{name}]` in `almanac.toml`, or leave the unit out"
            );
            return Some(Finding::new(&WRONG_UNIT, self.file, span, message).help(help));
        };
        if units::are_same(own, unit) {
            return None;
        }
        let message = format!("the unit of `{name}` is `{own}`, and not `{unit}`");
        let help = match units::converted(quantity.number, unit, own) {
            Some(converted) => {
                let value = quantity.with_number(&converted);
                format!(
                    "write `{value}`: so many {own} are {} {unit}",
                    quantity.text
                )
            }
            None => format!("write the value in {own}, without its unit"),
        };
        Some(Finding::new(&WRONG_UNIT, self.file, span, message).help(help))
    }

    fn wrong_type(&self, span: Range<usize>, refused: Option<ValueError>) -> Finding {
        if refused == Some(ValueError::OutOfRange) {
            let message = format!("the value of `{}` is {}", self.name, ValueError::OutOfRange);
            return Finding::new(&WRONG_PROPERTY_TYPE, self.file, span, message).help(IN_RANGE);
        }
        let finding = wrong_type(self.file, span, self.name, self.kind);
        match refused.as_ref().and_then(ValueError::reading) {
            Some(reading) => finding.help(format!(
                "write `{reading}` if that is meant: a point stands before the fraction, and commas between thousands"
            )),
            None => finding,
        }
    }
}

/// What helps where a number has too many digits.
pub(crate) const IN_RANGE: &str = "write it in a larger or smaller unit: a power of ten may be 100 at most, and a number is shown with all digits";

/// A number and the unit behind it: `19 feet`, `5%`.
fn with_unit(text: &str) -> Option<(Quantity, &str)> {
    let begins_unit = |c: char| c.is_alphabetic() || matches!(c, '%' | '‰' | '°');
    // From the end, so that `million` belongs to the number.
    let mut starts = text.char_indices().rev().filter(|(_, c)| begins_unit(*c));
    starts.find_map(|(at, _)| {
        let quantity = Quantity::parse(&text[..at]).ok()?;
        Some((quantity, &text[at..]))
    })
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether someone who wrote this meant a date: it has digits, and between them only what stands in dates.
fn looks_like_a_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "-/.~?%".contains(c))
}

fn wrong_type(file: &FilePath, span: Range<usize>, name: &str, kind: PropertyType) -> Finding {
    let (what, help) = match kind {
        PropertyType::Date => ("a date", "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`"),
        PropertyType::Quantity => (
            "a number",
            "write it like `1500`, `2.4 million` or `over 300 billion`; the unit is the property's",
        ),
        PropertyType::Money => (
            "an amount of money",
            "write it like `USD 13 billion` or `about EUR 1.7 billion`",
        ),
        PropertyType::Text => (
            "a text",
            "write one text; put it in quotes if it has `: ` or `#` in it",
        ),
        PropertyType::Link => ("an address", "write an address that begins with `https://`"),
        PropertyType::Entry => ("an entry", "write the slug of an entry or thread"),
        PropertyType::Boolean => ("yes or no", "write `yes` or `no`"),
    };
    Finding::new(
        &WRONG_PROPERTY_TYPE,
        file,
        span,
        format!("the value of `{name}` must be {what}"),
    )
    .help(help)
}
