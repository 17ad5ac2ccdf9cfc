//! What `figure-without-data` finds in the values of a figure: those that a drawing of its type can't show.
//!
//! A drawing that left them out, or drew them where they are not, would say something false.

use std::collections::BTreeSet;

use almanac_model::{Fact, PageIndex, Value};
use almanac_syntax::yaml::Node;
use almanac_syntax::{FigureBlock, FigureType, MAX_VALUES};

use super::figure_problem::FigureProblem;
use crate::other_page::FrontMatter;
use crate::page_context::PageContext;

/// What is wrong with what a figure is drawn of: not every type draws everything.
pub(super) fn misfit(block: &Node, figure: &FigureBlock) -> Option<FigureProblem> {
    let name = figure.kind.name();
    let draws_facts = figure.data.is_none() && figure.thread.is_none();
    let (message, help, field) = match figure.kind {
        FigureType::BreakEven => return None,
        FigureType::Timeline if draws_facts => (
            "a timeline is drawn of the events of a thread or the rows of a file".to_owned(),
            "add `thread:` or `data:`, or write another type",
            "type",
        ),
        FigureType::Matrix if figure.data.is_some() => (
            "a matrix is drawn of facts, and not of a file".to_owned(),
            "name `properties:` and `entries:`, or write another type",
            "data",
        ),
        FigureType::Timeline => return None,
        _ if figure.thread.is_some() => (
            format!("events have no numbers that a figure of the type `{name}` could draw"),
            "write `type: timeline`",
            "type",
        ),
        _ => return None,
    };
    Some(FigureProblem::new(message, help).at(block, &[field], None))
}

/// What is wrong with the facts that a figure draws.
pub(super) fn unshown(
    context: &PageContext<'_>,
    pages: &[PageIndex],
    block: &Node,
    figure: &FigureBlock,
) -> Option<FigureProblem> {
    let is_over_time = match figure.kind {
        FigureType::Bar => false,
        FigureType::Line | FigureType::Scatter => true,
        _ => return None,
    };
    let properties = match figure.y.is_empty() {
        true => &figure.properties,
        false => &figure.y,
    };
    let pages = pages.iter().map(|page| context.front_matter(*page));
    let facts = pages.flat_map(|page| {
        let properties = properties.iter();
        properties.flat_map(move |property| {
            let facts = page.facts_of(property).into_iter();
            facts.map(move |fact| (page, fact))
        })
    });
    let mut currencies: BTreeSet<&str> = BTreeSet::new();
    let (mut has_fact, mut has_number) = (false, false);
    // A value that is said to be unknown, or to be none, is in the table below the drawing.
    for (page, fact) in facts.take(MAX_VALUES) {
        has_fact = true;
        let Some(number) = fact.value.number() else {
            continue;
        };
        has_number = true;
        if let Value::Money(money) = &fact.value {
            currencies.insert(&money.currency);
        }
        if figure.is_logarithmic && number <= 0.0 {
            return Some(not_above_zero(&stated(&page, fact)).at(block, &["scale"], None));
        }
        if is_over_time && !has_place(&page, fact, figure.x.as_deref()) {
            let problem = without_place(&page, fact, figure.x.as_deref());
            return Some(problem.at(block, &["x", "y", "property", "properties"], None));
        }
    }
    // Where there is no fact, one was stated that can't be read, which has been reported.
    if has_fact && !has_number {
        let names = properties.join("` or `");
        let message = format!("no value of `{names}` is a number");
        let help = "name a property of the type `quantity` or `money`, or draw a `matrix`";
        return Some(FigureProblem::new(message, help).at(block, &VALUE_FIELDS, None));
    }
    if currencies.len() > 1 {
        let currencies: Vec<&str> = currencies.into_iter().collect();
        let names = currencies.join("` and `");
        let message = format!("the amounts are in `{names}`, and no scale compares these");
        let problem = FigureProblem::new(message, "draw the amounts of one currency");
        return Some(problem.at(block, &VALUE_FIELDS, None));
    }
    None
}

/// The fields that name the properties whose values are drawn.
const VALUE_FIELDS: [&str; 3] = ["y", "property", "properties"];

/// What is said of a value on a logarithmic scale that is not above zero.
pub(super) fn not_above_zero(value: &str) -> FigureProblem {
    FigureProblem::new(
        format!("{value} has no place on a logarithmic scale, which has only numbers above zero"),
        "leave out `scale: log`, or draw what is above zero only",
    )
}

fn stated(page: &FrontMatter<'_>, fact: &Fact) -> String {
    let number = fact.value.number().unwrap_or_default();
    format!("`{number}`, the `{}` of `{}`,", fact.property, page.title())
}

/// Whether a value stands somewhere along the horizontal axis, as figures place it.
fn has_place(page: &FrontMatter<'_>, fact: &Fact, x: Option<&str>) -> bool {
    let Some(x) = x else {
        return fact.as_of.is_some();
    };
    let others = page.facts_of(x);
    let same_part = others
        .iter()
        .find(|other| other.applies_to == fact.applies_to);
    let place = same_part.or(others.first()).map(|other| &other.value);
    place.is_some_and(|value| matches!(value, Value::Date(_)) || value.number().is_some())
}

fn without_place(page: &FrontMatter<'_>, fact: &Fact, x: Option<&str>) -> FigureProblem {
    match x {
        None => FigureProblem::new(
            format!(
                "{} has no `as_of`, so it has no place in time",
                stated(page, fact)
            ),
            "say by `as_of:` when it was so, or name what it is drawn over as `x:`",
        ),
        Some(x) => FigureProblem::new(
            format!(
                "`{}` has no `{x}` that is a number or a date, over which its `{}` could be drawn",
                page.title(),
                fact.property
            ),
            "state it under `facts:`, or leave the entry out",
        ),
    }
}
