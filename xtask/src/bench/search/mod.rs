//! `search`: how good the order of what is found is, for judged queries, beside SQLite's FTS5, Pagefind and, where its program
//! is named, the search that came before.
//!
//! Ours is what `/search.json` of a served almanac answers. SQLite gets the same texts as our index does, field by field;
//! Pagefind the pages of the built site.

mod engines;
mod first_query;
mod judged;
mod measures;
mod outside;
mod pagefind;
mod rows;
mod served;
mod speed;
mod static_index;

pub(super) use first_query::run as first_query;
pub(crate) use judged::Half;
pub(super) use speed::{edits, load_of_many, queries_alone};
pub(super) use static_index::run as index;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use self::engines::Engines;
use self::judged::JudgedQuery;
use self::measures::Measures;
use self::outside::OutsideCollection;
use self::pagefind::{Pagefind, pages_of};
use super::report::{ReportRow, SEARCH_BEFORE};
use super::setting::Bench;
use super::whole::build_ours;
use crate::project::say;

/// Judged queries and the almanac that they are asked of.
struct Collection {
    name: String,
    folder: PathBuf,
    queries: Vec<JudgedQuery>,
}

/// What each engine found for each query of a collection.
struct Contest {
    collection: Collection,
    /// The engines by name, ours first.
    engines: Vec<(&'static str, Vec<Vec<String>>)>,
}

/// Our name among the engines.
const OURS: &str = "ours";

/// Over the collections of this repository.
pub(super) fn run(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let root = &bench.project.root;
    let judged = root.join("bench/search");
    let folders = [
        ("ai", root.join("almanacs/ai")),
        ("docs", root.join("docs")),
        ("languages", judged.join("languages")),
    ];
    let collections = folders.into_iter().map(|(name, folder)| {
        let queries = judged::read(&judged.join(name).with_extension("toml"))?;
        Ok(Collection {
            name: name.to_owned(),
            folder,
            queries,
        })
    });
    let contests = contests(bench, collections.collect::<Result<_>>()?)?;
    report(bench, contests, rows::of_ours)
}

/// Over collections of others, with all of their queries.
pub(super) fn outside(bench: &Bench<'_>) -> Result<Vec<ReportRow>> {
    let collections = bench.options.collections.iter().map(|folder| {
        let outside = OutsideCollection::read(folder)?;
        let folder = bench.scratch.join(&outside.name);
        outside.write(&folder)?;
        Ok(Collection {
            name: outside.name,
            folder,
            queries: outside.queries,
        })
    });
    let contests = contests(bench, collections.collect::<Result<_>>()?)?;
    Ok(rows::of_outside(&contests))
}

/// While the search is made better nothing is recorded: the worst queries are shown instead.
fn report(
    bench: &Bench<'_>,
    contests: Vec<Contest>,
    rows: fn(&[Contest]) -> Vec<ReportRow>,
) -> Result<Vec<ReportRow>> {
    let half = bench.options.half;
    let halves: Vec<Contest> = contests.into_iter().map(|it| it.half(half)).collect();
    if half == Half::Tune {
        halves.iter().for_each(Contest::say_misses);
        rows(&halves).iter().for_each(|row| say(&row.to_string()));
        return Ok(Vec::new());
    }
    Ok(rows(&halves))
}

fn contests(bench: &Bench<'_>, collections: Vec<Collection>) -> Result<Vec<Contest>> {
    let engines = Engines::build(bench.project)?;
    let pagefind = Pagefind::installed(bench.project)?;
    let before = bench.options.before.as_ref();
    let before = before.map(std::path::absolute).transpose()?;
    let held = collections.into_iter().map(|collection| {
        let Collection {
            name,
            folder,
            queries,
        } = &collection;
        say(&format!("{name}: {} queries", queries.len()));
        let ours = served::hits(&bench.almanac, folder, queries)?;
        let same = engines.hits(OURS, folder, queries, &bench.scratch)?;
        ensure!(ours == same, "{name}: the server and the index disagree");
        let mut found = vec![
            (OURS, ours),
            (
                "SQLite FTS5",
                engines.hits("sqlite", folder, queries, &bench.scratch)?,
            ),
            ("Pagefind", by_pagefind(bench, &pagefind, &collection)?),
        ];
        if let Some(before) = &before {
            found.push((SEARCH_BEFORE, served::hits(before, folder, queries)?));
        }
        Ok(Contest {
            collection,
            engines: found,
        })
    });
    held.collect()
}

fn by_pagefind(
    bench: &Bench<'_>,
    pagefind: &Pagefind,
    collection: &Collection,
) -> Result<Vec<Vec<String>>> {
    let site = bench.scratch.join(format!("site-{}", collection.name));
    build_ours(bench, &collection.folder, &site)?;
    let index = bench.scratch.join(format!("pagefind-{}", collection.name));
    indexed(pagefind, &site, &index)?;
    let hits = pagefind.hits(&index, &collection.queries)?;
    fs::remove_dir_all(&site)?;
    fs::remove_dir_all(&index)?;
    Ok(hits)
}

fn indexed(pagefind: &Pagefind, site: &Path, index: &Path) -> Result<()> {
    let mut command = pagefind.index(site, &pages_of(site)?, index)?;
    ensure!(command.status()?.success(), "Pagefind can't index the site");
    Ok(())
}

impl Contest {
    /// The same for one half of the queries.
    fn half(self, half: Half) -> Self {
        let queries = self.collection.queries;
        let is_kept: Vec<bool> = queries.iter().map(|it| Half::of(&it.ask) == half).collect();
        Self {
            collection: Collection {
                queries: kept(queries, &is_kept),
                ..self.collection
            },
            engines: self
                .engines
                .into_iter()
                .map(|(name, hits)| (name, kept(hits, &is_kept)))
                .collect(),
        }
    }

    /// How good the hits of an engine are, query by query.
    fn measured(&self, engine: usize) -> Vec<Measures> {
        let found = self.engines[engine].1.iter();
        let queries = self.collection.queries.iter();
        found
            .zip(queries)
            .map(|(hits, query)| Measures::of(hits, &query.answers))
            .collect()
    }

    /// Shows the queries that ours answers worst, with what it found and what was wanted.
    fn say_misses(&self) {
        let queries = self.collection.queries.iter().zip(&self.engines[0].1);
        let mut misses: Vec<_> = self.measured(0).into_iter().zip(queries).collect();
        misses.retain(|(measures, _)| measures.gain < 1.0);
        misses.sort_by(|one, other| one.0.gain.total_cmp(&other.0.gain));
        say(&format!(
            "\n{}: {} not as wanted",
            self.collection.name,
            misses.len()
        ));
        for (measures, (query, hits)) in misses {
            let wanted: Vec<String> = query
                .answers
                .iter()
                .map(|(page, grade)| format!("{page}={grade}"))
                .collect();
            say(&format!(
                "{:.2} [{}, {}] {}\n     wanted {}\n     found  {}",
                measures.gain,
                query.language,
                query.sort,
                query.ask,
                wanted.join(" "),
                hits.join(" ")
            ));
        }
    }
}

fn kept<T>(all: Vec<T>, is_kept: &[bool]) -> Vec<T> {
    let all = all.into_iter().zip(is_kept);
    all.filter_map(|(it, is_kept)| is_kept.then_some(it))
        .collect()
}
