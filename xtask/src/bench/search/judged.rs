//! Queries with judged answers: `bench/search/*.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use toml::Value;

/// The grade of a page that answers the query itself.
pub(super) const ANSWER: u8 = 3;

/// A query and the pages that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JudgedQuery {
    /// What is typed.
    pub ask: String,
    /// The language of the query, a BCP 47 tag.
    pub language: String,
    /// What sort of query it is: `name`, `slip`, `question`.
    pub sort: String,
    /// The pages that answer it, by name, with their grades: 3 the answer, 2 good, 1 related.
    pub answers: BTreeMap<String, u8>,
}

/// Half of the judged queries. One is looked at while the search is made better, the other only at the end, so that it
/// tells how good the search is for queries that nobody has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Half {
    /// Looked at while the search is made better.
    Tune,
    /// Kept for the final figure.
    #[default]
    Kept,
}

impl Half {
    /// The half to which a query belongs: decided by its words, so that nobody can choose.
    pub(super) fn of(ask: &str) -> Self {
        match fnv1a(ask.as_bytes()) >> 16 & 1 {
            0 => Self::Tune,
            _ => Self::Kept,
        }
    }
}

/// The 32-bit FNV-1a hash, by <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Reads the judged queries of a file.
pub(super) fn read(file: &Path) -> Result<Vec<JudgedQuery>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    parse(&text).with_context(|| file.display().to_string())
}

fn parse(text: &str) -> Result<Vec<JudgedQuery>> {
    let table: toml::Table = text.parse()?;
    let queries = table.get("queries").and_then(Value::as_array);
    let queries = queries.context("there is no list `queries`")?;
    let read: Vec<JudgedQuery> = queries.iter().map(query).collect::<Result<_>>()?;
    let mut seen = BTreeSet::new();
    for query in &read {
        ensure!(seen.insert(&query.ask), "`{}` is there twice", query.ask);
    }
    Ok(read)
}

fn query(value: &Value) -> Result<JudgedQuery> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let ask = text("ask").context("a query has no `ask`")?;
    let answers = value.get("answers").and_then(Value::as_table);
    let answers = answers.with_context(|| format!("`{ask}` has no `answers`"))?;
    let graded = answers.iter().map(|(page, grade)| {
        let grade = grade.as_integer().filter(|grade| (1..=3).contains(grade));
        let grade = grade.with_context(|| format!("`{ask}`: a grade is 1, 2 or 3"))?;
        Ok((page.clone(), u8::try_from(grade)?))
    });
    let answers: BTreeMap<String, u8> = graded.collect::<Result<_>>()?;
    ensure!(
        answers.values().any(|grade| *grade == ANSWER),
        "`{ask}` has no answer of grade {ANSWER}"
    );
    Ok(JudgedQuery {
        language: text("language").unwrap_or_else(|| "en".to_owned()),
        sort: text("sort").with_context(|| format!("`{ask}` has no `sort`"))?,
        answers,
        ask,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn every_judged_query_can_be_read_and_each_half_has_a_fair_share() {
        let folder = Project::here(false).unwrap().root.join("bench/search");
        for (name, least) in [("ai", 120), ("docs", 40), ("languages", 60)] {
            let queries = read(&folder.join(name).with_extension("toml")).unwrap();
            let tune = queries.iter().filter(|it| Half::of(&it.ask) == Half::Tune);
            let share = tune.count() * 100 / queries.len();
            assert!(queries.len() >= least, "{name}: {}", queries.len());
            assert!((35..=65).contains(&share), "{name}: {share} % for tuning");
        }
    }

    #[test]
    fn a_query_without_an_answer_is_refused() {
        let related = "queries = [{ ask = \"a\", sort = \"name\", answers = { b = 1 } }]";
        assert!(parse(related).is_err());
        let twice = "queries = [{ ask = \"a\", sort = \"name\", answers = { b = 3 } }, { ask = \"a\", sort = \"name\", answers = { b = 3 } }]";
        assert!(parse(twice).is_err());
    }
}
