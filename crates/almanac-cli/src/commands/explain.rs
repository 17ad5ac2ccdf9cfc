//! `almanac explain`: what a check finds and why it matters.

use std::io::Write;
use std::process::ExitCode;

use almanac_compile::{Check, checks, explain};
use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::arguments::Explain;

/// Explains a check, or lists all.
pub fn run(arguments: &Explain) -> Result<ExitCode> {
    let mut out = anstream::stdout().lock();
    match &arguments.name {
        None if arguments.json => {
            let all: Vec<Value> = checks().iter().map(|check| describe(check)).collect();
            writeln!(out, "{}", Value::Array(all))?;
        }
        None => {
            for check in checks() {
                writeln!(
                    out,
                    "{}  {:<8} {:<26} {}",
                    check.code,
                    check.default.name(),
                    check.name,
                    first_line(check)
                )?;
            }
            writeln!(out, "\n`almanac explain NAME` says more about one.")?;
        }
        Some(name) => {
            let Some(check) = explain(name) else {
                bail!("there is no check `{name}`. {}", suggestion(name));
            };
            if arguments.json {
                writeln!(out, "{}", describe(check))?;
            } else {
                writeln!(
                    out,
                    "{} {} ({} by default)\n",
                    check.code,
                    check.name,
                    check.default.name()
                )?;
                writeln!(out, "{}", check.explanation.trim())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn describe(check: &Check) -> Value {
    json!({
        "code": check.code,
        "name": check.name,
        "default": check.default,
        "explanation": check.explanation.trim(),
    })
}

fn first_line(check: &Check) -> &str {
    check.explanation.trim().lines().next().unwrap_or_default()
}

/// What may have been meant: the check with the nearest name, if it is near enough.
pub fn suggestion(name: &str) -> String {
    /// How alike two names must be, from 0 to 1.
    const NEAR: f64 = 0.6;
    let alike = |check: &&&Check| strsim::normalized_damerau_levenshtein(name, check.name);
    let nearest = checks()
        .iter()
        .max_by(|one, other| alike(one).total_cmp(&alike(other)));
    match nearest.filter(|check| alike(check) >= NEAR) {
        Some(check) => format!("Did you mean `{}`?", check.name),
        None => "`almanac explain` lists all".to_owned(),
    }
}
