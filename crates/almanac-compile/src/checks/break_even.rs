//! What `figure-without-data` finds in a figure of the type `break-even`: numbers that are missing, or are none.

use almanac_model::{Date, FactReference, Quantity};
use almanac_syntax::yaml::Node;
use almanac_syntax::{Assumption, AssumptionName, BreakEvenBlock, MOVED};

use super::figure_problem::FigureProblem;
use crate::other_page::FrontMatter;
use crate::page_context::PageContext;

/// What every break-even needs, beside the cost of a machine.
const NEEDED: [AssumptionName; 5] = [
    AssumptionName::TokensPerDay,
    AssumptionName::InputPrice,
    AssumptionName::OutputPrice,
    AssumptionName::OutputShare,
    AssumptionName::TokensPerSecond,
];

/// Finds the first fault of a block that stands on a page.
pub(super) fn problem<'c>(
    context: &PageContext<'c>,
    page: &FrontMatter<'c>,
    node: &Node,
    block: &BreakEvenBlock,
) -> Option<FigureProblem> {
    let mut assumptions = block.assumptions.iter().map(|one| {
        let value = node.get(one.name.name()).unwrap_or(node);
        (one, value)
    });
    let numbers = assumptions.clone();
    wrong_currency(block)
        .map(|problem| problem.at(node, &["currency"], None))
        .or_else(|| missing_field(block))
        .or_else(|| {
            { numbers }.find_map(|(one, value)| {
                let problem = wrong_number(context, page, one)?;
                let problem = problem.at(value, &["value", "fact"], None);
                Some(problem.or_at(value))
            })
        })
        .or_else(|| assumptions.find_map(|(one, value)| wrong_origin(context, page, one, value)))
        .or_else(|| {
            let ranges = node.get("ranges").unwrap_or(node);
            let mut faulty = block.ranges.iter();
            faulty.find_map(|range| Some(wrong_range(range)?.at(ranges, &[&range.0], None)))
        })
}

fn wrong_currency(block: &BreakEvenBlock) -> Option<FigureProblem> {
    let code = &block.currency;
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    (!is_code).then(|| {
        FigureProblem::new(
            format!("`currency` is `{code}`, which is not the code of a currency"),
            "write its three capital letters: `USD`, `EUR`".to_owned(),
        )
    })
}

fn missing_field(block: &BreakEvenBlock) -> Option<FigureProblem> {
    let has = |name: AssumptionName| block.assumption(name).is_some();
    if let Some(missing) = NEEDED.into_iter().find(|name| !has(*name)) {
        let name = missing.name();
        return Some(FigureProblem::new(
            format!("a break-even needs `{name}`"),
            format!(
                "write `{name}: {{ value: …, as_of: …, sources: […] }}`, or `{name}: …` for a guess"
            ),
        ));
    }
    let is_bought = has(AssumptionName::MachinePrice) && has(AssumptionName::Lifetime);
    let is_powered = has(AssumptionName::Power) == has(AssumptionName::Electricity);
    let is_paid_for = has(AssumptionName::MachineHour) || (is_bought && is_powered);
    let help = "give `machine-hour`; or `machine-price` and `lifetime`, with `power` and `electricity` if you know them";
    (!is_paid_for).then(|| {
        FigureProblem::new(
            "a break-even needs the cost of a machine".to_owned(),
            help.to_owned(),
        )
    })
}

fn wrong_number<'c>(
    context: &PageContext<'c>,
    page: &FrontMatter<'c>,
    assumption: &Assumption,
) -> Option<FigureProblem> {
    let name = assumption.name.name();
    let number = match (&assumption.value, &assumption.fact) {
        (Some(text), _) => match Quantity::parse(text) {
            Ok(quantity) => quantity.number,
            Err(error) => {
                return Some(FigureProblem::new(
                    format!("`{name}` is `{text}`, which is {error}"),
                    "write a number without its unit: `0.15`, `100 million`".to_owned(),
                ));
            }
        },
        (None, Some(text)) => match fact_number(context, page, text) {
            Some(number) => number,
            None => {
                return Some(FigureProblem::new(
                    format!(
                        "`{name}` is the fact `{text}`, and there is no such fact with a number"
                    ),
                    "name it as prose would insert it: `entry/property`".to_owned(),
                ));
            }
        },
        (None, None) => {
            return Some(FigureProblem::new(
                format!("`{name}` has no value"),
                "write `value: …`, or `fact: entry/property`".to_owned(),
            ));
        }
    };
    let is_share = assumption.name == AssumptionName::OutputShare;
    let is_possible = number > 0.0 && (!is_share || number <= 100.0);
    let (fault, help) = if is_share {
        (
            "must be between 0 and 100",
            "say how many of a hundred tokens are received",
        )
    } else {
        ("must be more than nothing", "write a number above 0")
    };
    (!is_possible).then(|| FigureProblem::new(format!("`{name}` {fault}"), help))
}

fn fact_number<'c>(context: &PageContext<'c>, page: &FrontMatter<'c>, text: &str) -> Option<f64> {
    let reference = FactReference::parse(text).ok()?;
    let fact = context.fact_of(page, &reference)?;
    fact.value.number()
}

fn wrong_origin<'c>(
    context: &PageContext<'c>,
    page: &FrontMatter<'c>,
    assumption: &Assumption,
    value: &Node,
) -> Option<FigureProblem> {
    let name = assumption.name.name();
    let as_of = assumption.as_of.as_deref();
    if let Some(text) = as_of.filter(|text| Date::parse(text).is_err()) {
        return Some(
            FigureProblem::new(
                format!("`as_of` of `{name}` is `{text}`, which is not a date"),
                "write a date such as `2026`, `2026-08` or `2026-08-31`".to_owned(),
            )
            .at(value, &["as_of"], None),
        );
    }
    let is_unknown = |key: &&String| !context.has_source(page, key);
    let unknown = assumption.sources.iter().find(is_unknown)?;
    let problem = FigureProblem::new(
        format!("`{name}` rests on the source `{unknown}`, which is not defined"),
        "list it under `sources:` in the front matter, or in `sources.yaml`",
    );
    Some(problem.at(value, &["sources"], Some(unknown)))
}

fn wrong_range((name, ends): &(String, Vec<String>)) -> Option<FigureProblem> {
    if !MOVED.contains(&name.as_str()) {
        let known = MOVED.join("`, `");
        return Some(FigureProblem::new(
            format!("`ranges` names `{name}`, which can't be moved"),
            format!("what can be moved is `{known}`"),
        ));
    }
    let numbers = ends.iter().map(|end| Quantity::parse(end).ok());
    let numbers: Option<Vec<f64>> = numbers.map(|end| Some(end?.number)).collect();
    let is_range = matches!(numbers.as_deref(), Some([from, to]) if 0.0 < *from && from < to);
    (!is_range).then(|| {
        FigureProblem::new(
            format!("the range of `{name}` is not two numbers above 0, the smaller first"),
            format!("write `{name}: [from, to]`"),
        )
    })
}
