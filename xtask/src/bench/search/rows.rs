//! What is reported of judged queries.

use super::measures::Measures;
use super::{Contest, OURS};
use crate::bench::measure::Spread;
use crate::bench::report::{Reach, ReportRow};

/// Over all queries of this repository together what is to be reached, and for each collection how it went.
pub(super) fn of_ours(contests: &[Contest]) -> Vec<ReportRow> {
    let together: Vec<&Contest> = contests.iter().collect();
    let mut rows = compared(
        "all judged queries, kept half",
        &together,
        Reach::AtLeastTimes(1.0),
    );
    rows.push(ReportRow {
        what: "search, all judged queries, kept half: first answer right".to_owned(),
        unit: "",
        ours: Spread::new(vec![mean(&together, 0).first]),
        theirs: None,
        reach: Reach::AtLeast(0.9),
    });
    for contest in contests {
        let name = format!("{}, kept half", contest.collection.name);
        rows.extend(compared(&name, &[contest], Reach::Told));
    }
    rows
}

/// Over collections of others.
pub(super) fn of_outside(contests: &[Contest]) -> Vec<ReportRow> {
    let rows = contests.iter().flat_map(|contest| {
        let queries = contest.collection.queries.len();
        let name = format!("{}, {queries} queries of others", contest.collection.name);
        compared(&name, &[contest], Reach::Told)
    });
    rows.collect()
}

/// Ours beside each of the others.
fn compared(name: &str, contests: &[&Contest], reach: Reach) -> Vec<ReportRow> {
    let ours = mean(contests, 0);
    let others = contests[0].engines.iter().enumerate();
    let others = others.filter(|(_, (engine, _))| *engine != OURS);
    let rows = others.flat_map(|(place, (engine, _))| {
        let theirs = mean(contests, place);
        let row = |what: &str, value: fn(&Measures) -> f64, reach| ReportRow {
            what: format!("search, {name}: {what}"),
            unit: "",
            ours: Spread::new(vec![value(&ours)]),
            theirs: Some(((*engine).to_owned(), Spread::new(vec![value(&theirs)]))),
            reach,
        };
        [
            row("nDCG@10", |it| it.gain, reach),
            row("MRR", |it| it.reciprocal, Reach::Told),
            row("first answer right", |it| it.first, Reach::Told),
        ]
    });
    rows.collect()
}

/// On average over all queries of some contests.
fn mean(contests: &[&Contest], engine: usize) -> Measures {
    let all: Vec<Measures> = contests
        .iter()
        .flat_map(|contest| contest.measured(engine))
        .collect();
    Measures::mean(&all)
}
