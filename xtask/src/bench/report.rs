//! What was measured, as a table and as JSON.

use std::fmt;
use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use super::measure::Spread;
use super::options::Options;
use crate::project::Project;

/// One comparison.
#[derive(Debug)]
pub(super) struct Row {
    /// What was done: `build, 10,000 entries: time`.
    pub what: String,
    pub unit: &'static str,
    pub ours: Spread,
    /// Who it is held against, and what they took; none where there is a limit only.
    pub theirs: Option<(String, Spread)>,
    pub reach: Reach,
}

/// What a row is to reach.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reach {
    /// Ours at most so many times theirs.
    AtMostTimes(f64),
    /// Ours at most so many times theirs, or at most this.
    AtMostTimesOr(f64, f64),
    /// Ours at least so many times theirs.
    AtLeastTimes(f64),
    /// Ours at most this.
    AtMost(f64),
    /// Nothing: it is told for its own sake.
    Told,
}

impl Row {
    fn ratio(&self) -> Option<f64> {
        let (_, theirs) = self.theirs.as_ref()?;
        Some(self.ours.median() / theirs.median())
    }

    /// Whether it reaches what it is to reach; `None` if there is nothing to.
    fn is_reached(&self) -> Option<bool> {
        match self.reach {
            Reach::AtMostTimes(times) => Some(self.ratio()? <= times),
            Reach::AtMostTimesOr(times, limit) => {
                Some(self.ratio()? <= times || self.ours.median() <= limit)
            }
            Reach::AtLeastTimes(times) => Some(self.ratio()? >= times),
            Reach::AtMost(limit) => Some(self.ours.median() <= limit),
            Reach::Told => None,
        }
    }

    fn verdict(&self) -> String {
        let wanted = match self.reach {
            Reach::AtMostTimes(times) => format!("at most {times:.2} times"),
            Reach::AtMostTimesOr(times, limit) => {
                format!("at most {times:.2} times, or {limit} {}", self.unit)
            }
            Reach::AtLeastTimes(times) => format!("at least {times:.2} times"),
            Reach::AtMost(limit) => format!("at most {limit}"),
            Reach::Told => return "told".to_owned(),
        };
        match self.is_reached() {
            Some(true) => format!("{wanted}: reached"),
            _ => format!("{wanted}: **missed**"),
        }
    }

    fn cells(&self) -> [String; 5] {
        let unit = self.unit;
        let shown = |spread: &Spread| {
            format!(
                "{:.3} {unit} ({:.3}–{:.3})",
                spread.median(),
                spread.least(),
                spread.most()
            )
        };
        let theirs = self.theirs.as_ref();
        [
            self.what.clone(),
            shown(&self.ours),
            theirs.map_or_else(String::new, |(who, spread)| {
                format!("{who}: {}", shown(spread))
            }),
            self.ratio()
                .map_or_else(String::new, |ratio| format!("{ratio:.3}")),
            self.verdict(),
        ]
    }

    fn json(&self) -> Value {
        let spread = |spread: &Spread| json!({ "median": spread.median(), "least": spread.least(), "most": spread.most() });
        json!({
            "what": self.what,
            "unit": self.unit,
            "ours": spread(&self.ours),
            "against": self.theirs.as_ref().map(|(who, _)| who),
            "theirs": self.theirs.as_ref().map(|(_, theirs)| spread(theirs)),
            "ratio": self.ratio(),
            "reached": self.is_reached(),
        })
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |", self.cells().join(" | "))
    }
}

const HEAD: &str = "\
# Measured

Written by `cargo xtask bench`. Medians of runs that alternate between ours and theirs, with the least and the most beside
them; “ratio” is ours to theirs. Everything is read from and written to memory, so that no side waits for a disk. What each
row does is said in `xtask/src/bench/`; why some are missed, in [LIMITS.md](LIMITS.md).

";

/// Writes `bench/RESULTS.md` and `bench/results.json`. Rows of other runs stay in neither: a table is of one run.
pub(super) fn write(project: &Project, options: &Options, rows: &[Row]) -> Result<()> {
    let folder = project.root.join("bench");
    fs::create_dir_all(&folder)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut text = format!(
        "{HEAD}{cores} cores, {} runs of each side, {} entries and ten times as many.\n\n\
         | what | ours | theirs | ratio | to reach |\n|---|---|---|---|---|\n",
        options.runs, options.entries
    );
    for row in rows {
        text.push_str(&format!("{row}\n"));
    }
    fs::write(folder.join("RESULTS.md"), text)?;
    let rows: Vec<Value> = rows.iter().map(Row::json).collect();
    let all =
        json!({ "cores": cores, "runs": options.runs, "entries": options.entries, "rows": rows });
    fs::write(
        folder.join("results.json"),
        format!("{}\n", serde_json::to_string_pretty(&all)?),
    )?;
    Ok(())
}
