//! What may be typed after `cargo xtask`.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

use crate::{bench, steps, synthetic};

/// What is shown to those who ask for help.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask COMMAND

  test [--long] [STEP…]
                    run every check, or some of them; the last line counts them.
                    --long adds what takes minutes: fuzzing, packages, an almanac of 10,000 entries, and ten minutes of
                    edits. STEP is format, lint, dependencies, circles, rust, content, scripts, browser, fuzz, package,
                    scale or soak
  bench [WORK…] [--entries N] [--runs N] [--almanac PROGRAM]
                    measure beside Hugo and nginx, and write bench/RESULTS.md. WORK is build, build-as-ai, build-depths,
                    check, check-vault, diagnostics, drafts, edit, edit-beside-error, start, serve, under-edits,
                    under-writes, writes, photograph, search, search-speed, search-index (which includes search-first), search-load, search-edit,
                    instructions or first-build; without one, all of them but first-build
  bench search [--collection DIR] [--before PROGRAM] [--tune]
                    ask the judged queries of bench/search, and those of others in DIR, beside SQLite, Pagefind and
                    PROGRAM, one with the search before. --tune asks the other half, shows what is not as wanted, and writes nothing
  circles           print which files of a crate import each other in a circle; fails if one is too large
  advisories        check the dependencies against the RustSec database (needs the network)
  fonts             make the vendored fonts again (needs the network, npm and python)
  editor            make the vendored editor again, of npm's packages (needs the network and npm)
  icons             draw the icons again, of icon.svg
  package           make what an operator installs: a .tar.gz and a .deb, in target/package
  synthetic --entries N --out DIR [--shape plain|as-ai|depths|vault] [--seed S]
                    write an almanac of N made-up entries, the same for the same seed";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Test(TestOptions),
    Bench(bench::BenchOptions),
    Advisories,
    Circles,
    Editor,
    Fonts,
    Icons,
    Package,
    Synthetic(synthetic::SyntheticOptions),
}

/// Which checks to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Whether what takes minutes runs too.
    pub long: bool,
    /// The names of steps; without one, all.
    pub steps: Vec<String>,
}

/// Reads what was typed.
pub(crate) fn parse(typed: &[String]) -> Result<Command> {
    let words: Vec<&str> = typed.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => Ok(Command::Help),
        ["test", words @ ..] => parse_test(words).map(Command::Test),
        ["bench", words @ ..] => parse_bench(words).map(Command::Bench),
        ["advisories"] => Ok(Command::Advisories),
        ["circles"] => Ok(Command::Circles),
        ["editor"] => Ok(Command::Editor),
        ["icons"] => Ok(Command::Icons),
        ["package"] => Ok(Command::Package),
        ["fonts"] => Ok(Command::Fonts),
        ["synthetic", options @ ..] => parse_synthetic(options).map(Command::Synthetic),
        _ => bail!("`{}` is not a command\n\n{USAGE}", typed.join(" ")),
    }
}

fn parse_test(words: &[&str]) -> Result<TestOptions> {
    let mut options = TestOptions::default();
    for word in words {
        match *word {
            "--long" => options.long = true,
            name if steps::is_step(name) => options.steps.push(name.to_owned()),
            name => bail!("`{name}` is no step of the checks\n\n{USAGE}"),
        }
    }
    Ok(options)
}

fn parse_bench(words: &[&str]) -> Result<bench::BenchOptions> {
    let mut options = bench::BenchOptions::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("`{word}` needs a value"))
        };
        match *word {
            "--entries" => options.entries = number(word, value()?)?,
            "--runs" => options.runs = number(word, value()?)?,
            "--almanac" => options.almanac = Some(PathBuf::from(value()?)),
            "--before" => options.before = Some(PathBuf::from(value()?)),
            "--collection" => {
                options.collections.push(PathBuf::from(value()?));
                options.works.push(bench::BenchWork::SearchOutside);
            }
            "--tune" => options.half = bench::Half::Tune,
            name => match bench::BenchWork::ALL
                .into_iter()
                .find(|work| work.name() == name)
            {
                // What is made is measured, and then what it costs a reader.
                Some(bench::BenchWork::SearchIndex) => options
                    .works
                    .extend([bench::BenchWork::SearchIndex, bench::BenchWork::SearchFirst]),
                Some(work) => options.works.push(work),
                None => bail!("`{name}` is nothing that `bench` measures\n\n{USAGE}"),
            },
        }
    }
    if options.works.is_empty() {
        options.works = bench::BenchWork::usual();
    }
    Ok(options)
}

fn parse_synthetic(words: &[&str]) -> Result<synthetic::SyntheticOptions> {
    let mut entries = None;
    let mut out = None;
    let mut shape = synthetic::Shape::default();
    let mut seed = synthetic::DEFAULT_SEED;
    for pair in words.chunks(2) {
        let [name, value] = pair else {
            bail!("`{}` needs a value", pair[0]);
        };
        match *name {
            "--entries" => entries = Some(number(name, value)?),
            "--out" => out = Some(PathBuf::from(value)),
            "--shape" => {
                let known = value.parse().ok();
                shape = known.with_context(|| {
                    format!("`{value}` is no shape: plain, as-ai, depths or vault")
                })?;
            }
            "--seed" => seed = number(name, value)?,
            _ => bail!("`{name}` is not an option of `synthetic`\n\n{USAGE}"),
        }
    }
    Ok(synthetic::SyntheticOptions {
        shape,
        entries: entries.context("`synthetic` needs `--entries N`")?,
        out: out.context("`synthetic` needs `--out DIR`")?,
        seed,
    })
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T> {
    value
        .parse()
        .ok()
        .with_context(|| format!("`{name}` must be a whole number, not `{value}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Result<Command> {
        let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn what_is_typed_is_what_is_done() {
        let all = TestOptions {
            long: true,
            steps: Vec::new(),
        };
        assert_eq!(parsed("test --long").unwrap(), Command::Test(all));
        let some = TestOptions {
            long: false,
            steps: vec!["lint".to_owned(), "soak".to_owned()],
        };
        assert_eq!(parsed("test lint soak").unwrap(), Command::Test(some));
        let options = synthetic::SyntheticOptions {
            shape: synthetic::Shape::Vault,
            entries: 10,
            out: PathBuf::from("x"),
            seed: 7,
        };
        assert_eq!(
            parsed("synthetic --entries 10 --out x --shape vault --seed 7").unwrap(),
            Command::Synthetic(options)
        );
    }

    #[test]
    fn what_cannot_be_done_is_named() {
        for (typed, named) in [
            ("tset", "`tset` is not a command"),
            ("synthetic --out x", "--entries N"),
            ("synthetic --entries many --out x", "not `many`"),
            ("synthetic --shape round", "`round` is no shape"),
            ("synthetic --entries", "`--entries` needs a value"),
        ] {
            let message = parsed(typed).unwrap_err().to_string();
            assert!(message.contains(named), "{message}");
        }
    }
}
