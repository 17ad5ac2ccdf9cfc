//! How long queries take in process: the first twenty pages and the true number of all, without passages.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::almanac::documents;
use crate::ours::Ours;
use crate::sqlite::Sqlite;
use crate::timing::{ninety_ninth, timed};
use crate::words::{QuerySets, TwoWords};

/// How often each query is asked in a round.
const TIMES: usize = 3;

/// Times of either engine, a number for each round, as JSON: `{ "two frequent words": { "ours": […], "sqlite": […] } }`.
pub fn run(folder: &Path, rounds: usize) -> Result<String> {
    let documents = documents(folder)?;
    let sets = QuerySets::of(&documents);
    let sqlite = Sqlite::new(&documents)?;
    let ours = Ours::new(&documents);
    let measured = sets.named().map(|(name, queries)| {
        ensure!(queries.len() >= 50, "{name}: the almanac is too small");
        Ok((name.to_owned(), set(&ours, &sqlite, queries, rounds)?))
    });
    let measured: Result<serde_json::Map<String, Value>> = measured.into_iter().collect();
    Ok(serde_json::to_string(&measured?)?)
}

/// What is typed for the queries of each sort, as JSON: `[["two frequent words", ["…", …]], …]`.
pub fn queries(folder: &Path) -> Result<String> {
    let sets = QuerySets::of(&documents(folder)?);
    let typed = |queries: &[TwoWords]| queries.iter().map(TwoWords::typed).collect();
    let typed: Vec<(&str, Vec<String>)> = sets
        .named()
        .map(|(name, queries)| (name, typed(queries)))
        .into();
    Ok(serde_json::to_string(&typed)?)
}

fn set(ours: &Ours, sqlite: &Sqlite, queries: &[TwoWords], rounds: usize) -> Result<Value> {
    let (mut own, mut theirs) = (Vec::new(), Vec::new());
    let mut pages = (0, 0);
    // The first round warms both up and is not counted.
    for round in 0..=rounds {
        let mut times: (Vec<Duration>, Vec<Duration>) = Default::default();
        for query in queries.iter().cycle().take(queries.len() * TIMES) {
            let (time, total) = timed(|| ours.total(&query.typed()));
            times.0.push(time);
            let matching = query.matching();
            let (time, found) = timed(|| {
                let first = sqlite.first(&matching, 20)?;
                anyhow::Ok((first, sqlite.count(&matching)?))
            });
            times.1.push(time);
            if round == 0 {
                pages = (pages.0 + total, pages.1 + found?.1);
            }
        }
        if round > 0 {
            own.push(ninety_ninth(times.0));
            theirs.push(ninety_ninth(times.1));
        }
    }
    let asked = queries.len() * TIMES;
    Ok(json!({
        "ours": own,
        "sqlite": theirs,
        "queries": queries.len(),
        "pages on average": { "ours": pages.0 / asked, "sqlite": pages.1 / asked },
    }))
}
