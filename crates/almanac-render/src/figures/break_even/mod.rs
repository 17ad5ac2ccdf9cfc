//! "API or your own machines?": the volume above which your own machines cost less, and the numbers behind it.
//!
//! The default case is drawn and described when the page is made. `assets/scripts/break-even.js`
//! lets the reader move it; what is there for that alone is hidden until it runs.

mod controls;
mod drawing;
mod formula;
mod table;
mod words;

use almanac_model::{Date, FactReference, Page, Quantity, SourceKey};
use almanac_syntax::{Assumption, AssumptionName, BreakEvenBlock};

use super::data::{Data, Point, point_sources, source_address};
use super::svg::Svg;
use crate::facts;
use crate::html::{Html, html};
use crate::view::View;
use formula::{Assumptions, blended, bought};
use words::Words;

/// A break-even whose numbers are all known.
pub(super) struct BreakEven {
    case: Assumptions,
    /// From where to where each part of the case may be moved, in the order of [`almanac_syntax::MOVED`].
    ranges: [(f64, f64); 4],
    currency: String,
    rows: Vec<BreakEvenRow>,
}

/// A number that the reckoning rests on, or that it leads to.
struct BreakEvenRow {
    point: Point,
    note: Option<String>,
    is_worked_out: bool,
}

impl BreakEven {
    /// Gathers what a block assumes; `None` if something that it needs can't be read, which has been reported.
    pub fn gather(site: &View<'_>, own: Option<&Page>, block: &BreakEvenBlock) -> Option<Self> {
        let words = Words::new(site.locale(), &block.currency);
        let stated = block.assumptions.iter();
        let mut rows: Vec<BreakEvenRow> = stated
            .filter_map(|assumption| row(site, own, &words, assumption))
            .collect();
        let number = |name: AssumptionName| {
            let label = words.label(name);
            let found = rows.iter().find(|row| row.point.label == label);
            found.and_then(|row| row.point.y)
        };
        let machine_hour = number(AssumptionName::MachineHour).or_else(|| {
            Some(bought(
                number(AssumptionName::MachinePrice)?,
                number(AssumptionName::Lifetime)?,
                number(AssumptionName::Power).unwrap_or(0.0),
                number(AssumptionName::Electricity).unwrap_or(0.0),
            ))
        });
        let case = Assumptions {
            tokens_per_day: number(AssumptionName::TokensPerDay)?,
            price: blended(
                number(AssumptionName::InputPrice)?,
                number(AssumptionName::OutputPrice)?,
                number(AssumptionName::OutputShare)?,
            ),
            machine_hour: machine_hour?,
            tokens_per_second: number(AssumptionName::TokensPerSecond)?,
        };
        rows.extend(
            words
                .worked_out(&case)
                .map(|(label, value, shown)| BreakEvenRow {
                    point: point(label.to_owned(), value, shown),
                    note: None,
                    is_worked_out: true,
                }),
        );
        Some(Self {
            ranges: ranges(&case, block),
            case,
            currency: block.currency.clone(),
            rows,
        })
    }

    /// The numbers as the data of a figure.
    pub fn data(&self) -> Data {
        Data {
            points: self.rows.iter().map(|row| row.point.clone()).collect(),
            series: Vec::new(),
            is_cut: false,
        }
    }

    pub fn draw(&self, site: &View<'_>, width: f64) -> Svg {
        let words = Words::new(site.locale(), &self.currency);
        drawing::draw(&words, &self.case, self.ranges[0], width)
    }

    /// The default case in a sentence or two.
    pub fn sentence(&self, site: &View<'_>) -> String {
        Words::new(site.locale(), &self.currency).sentence(&self.case)
    }

    /// What stands between the drawing and the sources: the sentence, and what moves the case.
    pub fn telling(&self, site: &View<'_>, id: &str) -> Html {
        let words = Words::new(site.locale(), &self.currency);
        html!(
            "<p class=\"outcome\" aria-live=\"polite\">{}</p>{}",
            words.sentence(&self.case),
            controls::markup(&words, &self.case, &self.ranges, id)
        )
    }

    /// All numbers with dates and sources.
    pub fn table(&self, site: &View<'_>) -> Html {
        table::markup(site, &self.rows)
    }
}

/// Reads an assumption; `None` if it is no number.
fn row(
    site: &View<'_>,
    own: Option<&Page>,
    words: &Words<'_>,
    assumption: &Assumption,
) -> Option<BreakEvenRow> {
    let label = words.label(assumption.name).to_owned();
    let point = match (&assumption.value, &assumption.fact) {
        (Some(value), _) => {
            let number = Quantity::parse(value).ok()?.number;
            let as_of = assumption.as_of.as_deref();
            let as_of = as_of.and_then(|text| Date::parse(text).ok());
            let keys = assumption.sources.iter();
            let keys: Vec<SourceKey> = keys.map(|key| SourceKey::from(key.trim())).collect();
            let sources = point_sources(site, own, &keys);
            Point {
                as_of,
                dated: as_of.map(|date| site.locale().date(&date)),
                href: source_address(site, sources.first()).unwrap_or_default(),
                sources,
                ..point(label, number, words.value(assumption.name, number))
            }
        }
        (None, Some(reference)) => {
            let reference = FactReference::parse(reference).ok()?;
            let (owner, fact) = site.snapshot().fact(own?, &reference)?;
            let number = fact.value.number()?;
            let sources = point_sources(site, Some(owner), &fact.sources);
            Point {
                as_of: fact.as_of,
                dated: fact.as_of.map(|date| site.locale().date(&date)),
                href: source_address(site, sources.first()).unwrap_or_default(),
                sources,
                is_stale: facts::stale_since(site, fact, || facts::is_current(owner, fact))
                    .is_some(),
                ..point(label, number, words.value(assumption.name, number))
            }
        }
        (None, None) => return None,
    };
    Some(BreakEvenRow {
        point,
        note: assumption.note.clone(),
        is_worked_out: false,
    })
}

/// A number that rests on nothing yet.
fn point(label: String, value: f64, shown: String) -> Point {
    Point {
        label,
        y: Some(value),
        shown,
        ..Point::default()
    }
}

/// The ranges that the block gives, or a tenth to ten times; each holds the case's own value.
fn ranges(case: &Assumptions, block: &BreakEvenBlock) -> [(f64, f64); 4] {
    let values = [
        case.tokens_per_day,
        case.price,
        case.machine_hour,
        case.tokens_per_second,
    ];
    std::array::from_fn(|index| {
        let value = values[index];
        let ends = block.range(almanac_syntax::MOVED[index]).iter();
        let ends: Vec<f64> = ends
            .filter_map(|end| Some(Quantity::parse(end).ok()?.number))
            .filter(|end| *end > 0.0)
            .collect();
        match ends.as_slice() {
            [from, to] => (from.min(value), to.max(value)),
            _ => (value / 10.0, value * 10.0),
        }
    })
}
