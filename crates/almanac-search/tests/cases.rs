//! The cases of `tests/cases`: tiny almanacs, and what is found in them. The static site's search runs the same.
//!
//! A page is `[id, title, text]` with a language behind them, or an object with more of it. A query `finds` exactly these
//! pages in this order, those in brackets in any order, and from the place `free` on in any. Or it has some of them, or
//! one of them `first`, at the depth `at`: `introductory`, or `own` for the original.

#[path = "cases/documents.rs"]
mod documents;
mod served;

use std::collections::BTreeMap;

use almanac_model::Level;
use almanac_search::{QueryNote, SearchResults, SearchSubject};
use serde_json::Value;

use documents::documents_of;
use served::Served;

/// The almanac of a case.
struct Pages {
    served: Served,
    ids: BTreeMap<SearchSubject, String>,
}

impl Pages {
    fn of(case: &Value) -> Self {
        let mut served = Served {
            kinds: &["concept", "person"],
            ..Served::default()
        };
        let mut ids = BTreeMap::new();
        for (id, document) in documents_of(case) {
            ids.insert(document.subject.clone(), id);
            served.add(document);
        }
        Self { served, ids }
    }
}

/// What is wrong with the answer to a query; nothing if it is right.
fn faults(case: &Value, results: &SearchResults, found: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |is_right: bool, expected: String| {
        if !is_right {
            faults.push(expected);
        }
    };
    if let Some(expected) = case["finds"].as_array() {
        fault(
            is_expected(expected, case["free"].as_u64(), found),
            format!("finds {}", case["finds"]),
        );
    }
    if let Some(first) = case["first"].as_str() {
        fault(
            found.first().is_some_and(|found| found == first),
            format!("first {first}"),
        );
    }
    if let Some(depth) = case["at"].as_str() {
        let own = results.hits.first().map(|hit| hit.depth);
        let own = own.map(|depth| depth.map_or("own", Level::name));
        fault(own == Some(depth), format!("at {depth}"));
    }
    for one in case["has"].as_array().into_iter().flatten() {
        let is_there = found.iter().any(|found| one == found.as_str());
        fault(is_there, format!("has {one}"));
    }
    for one in case["lacks"].as_array().into_iter().flatten() {
        let is_there = found.iter().any(|found| one == found.as_str());
        fault(!is_there, format!("lacks {one}"));
    }
    let near = |note: &QueryNote| matches!(note, QueryNote::NearWords { .. });
    let is_near = results.notes.iter().any(near);
    fault(
        is_near == (case["near"] == true),
        format!("near words: {}", !is_near),
    );
    if let Some(words) = case["leftOut"].as_array() {
        let words = words.iter().filter_map(Value::as_str).map(str::to_owned);
        let note = QueryNote::LeftOut {
            words: words.collect(),
        };
        fault(results.notes.contains(&note), format!("{note:?}"));
    }
    if case["onlyExclusions"] == true {
        let is_said = results.notes.contains(&QueryNote::OnlyExclusions);
        fault(is_said, "only exclusions".to_owned());
    }
    faults
}

/// Whether exactly those pages were found, in this order as far as it matters.
fn is_expected(expected: &[Value], free: Option<u64>, found: &[String]) -> bool {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for (place, one) in expected.iter().enumerate() {
        let ids: Vec<&str> = match one {
            Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
            id => id.as_str().into_iter().collect(),
        };
        match groups.last_mut() {
            Some(last) if free.is_some_and(|free| place as u64 > free) => last.extend(ids),
            _ => groups.push(ids),
        }
    }
    let mut rest = found.iter().map(String::as_str);
    let are_found = groups.iter().all(|group| {
        let mut found: Vec<&str> = rest.by_ref().take(group.len()).collect();
        let mut group = group.clone();
        found.sort_unstable();
        group.sort_unstable();
        found == group
    });
    are_found && rest.next().is_none()
}

#[test]
fn every_case_of_every_row_is_found_as_it_is_written() {
    let mut wrong = Vec::new();
    for (file, text) in [
        ("words", include_str!("cases/words.json")),
        ("folding", include_str!("cases/folding.json")),
        ("stems", include_str!("cases/stems.json")),
        ("frequent", include_str!("cases/frequent.json")),
        ("typing", include_str!("cases/typing.json")),
        ("near", include_str!("cases/near.json")),
        ("ranking", include_str!("cases/ranking.json")),
        ("phrases", include_str!("cases/phrases.json")),
        ("depths", include_str!("cases/depths.json")),
    ] {
        let cases: Value = serde_json::from_str(text).expect("the cases are JSON");
        for case in cases.as_array().into_iter().flatten() {
            let pages = Pages::of(case);
            for query in case["queries"].as_array().into_iter().flatten() {
                let results = pages
                    .served
                    .search(query["query"].as_str().unwrap_or_default());
                let hits = results.hits.iter().map(|hit| &pages.ids[&hit.subject]);
                let found: Vec<String> = hits.cloned().collect();
                for fault in faults(query, &results, &found) {
                    let (row, query) = (&case["row"], &query["query"]);
                    wrong.push(format!(
                        "{file}: {row}: {query} expected {fault}, got {found:?} {:?}",
                        results.notes
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
