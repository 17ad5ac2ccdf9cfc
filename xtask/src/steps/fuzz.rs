//! Some minutes of fuzzing: each target of `fuzz/`.

use std::fs;

use anyhow::Result;

use crate::outcome::{Outcome, Tally};
use crate::project::Project;
use crate::{program, tools};

const TARGETS: [&str; 3] = ["almanac", "parse", "request"];
const SECONDS_EACH: u32 = 180;

pub(super) fn run(project: &Project) -> Result<Outcome> {
    if let Err(advice) = tools::cargo_tool(project, "fuzz")? {
        return Ok(Outcome::CouldNotRun(advice));
    }
    let mut sum = Tally::default();
    for target in TARGETS {
        let mut command = project.cargo();
        // libFuzzer's coverage needs a flag that stable compilers only take with this variable.
        command.env("RUSTC_BOOTSTRAP", "1");
        // Without `unsafe` there is nothing for a sanitizer to find, and it costs half the speed.
        command.args(["fuzz", "run", "--sanitizer", "none", target]);
        // What is found to be new lands in the first folder; libFuzzer does not make it.
        let corpus = format!("fuzz/corpus/{target}");
        fs::create_dir_all(project.root.join(&corpus))?;
        command.args([corpus, format!("fuzz/seeds/{target}")]);
        command.arg("--");
        command.args([
            format!("-max_total_time={SECONDS_EACH}"),
            "-verbosity=0".to_owned(),
        ]);
        sum += Tally::of(program::run(&mut command)?);
    }
    Ok(Outcome::Ran(sum))
}
