//! Runs the cases of `tests/suite/`: small almanacs with the diagnostics that are
//! expected written beside the lines. The form is described in its README.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod case;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use almanac_compile::{checks, compile, fixed_files};
use almanac_documents::Documents;
use almanac_render::template_faults;
use case::{Case, Expected, SuiteFile};

/// The folder of the cases.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite")
}

fn suite_files() -> Vec<SuiteFile> {
    let defaults = SuiteFile::read(&folder().join("README.md"), Vec::new()).shared;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|item| item.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.ends_with("README.md"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| SuiteFile::read(path, defaults.clone()))
        .collect()
}

#[test]
fn every_case_says_what_is_expected_and_nothing_else() {
    let mut failures = String::new();
    let mut cases = 0;
    for file in suite_files() {
        for case in &file.cases {
            cases += 1;
            if let Err(difference) = run(case) {
                let _ = writeln!(
                    failures,
                    "\ntests/suite/{}.md:{} {}\n{difference}",
                    file.name, case.line, case.title
                );
            }
        }
    }
    assert!(cases > 0, "there are no cases");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_check_has_a_case_that_it_fails_and_one_that_it_passes() {
    let files = suite_files();
    let named: BTreeSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let known: BTreeSet<&str> = checks().iter().map(|check| check.name).collect();
    assert_eq!(named, known, "one file a check, named after it");
    for file in &files {
        let fails = |case: &&Case| case.expected.iter().any(|e| e.name == file.name);
        let failing = file.cases.iter().filter(fails).count();
        assert!(failing > 0, "no case of {} fails", file.name);
        assert!(
            failing < file.cases.len(),
            "no case of {} passes",
            file.name
        );
    }
}

/// Compiles a case and compares what is said, and what fixing makes of it.
fn run(case: &Case) -> Result<(), String> {
    let options = case.options();
    let compiled = compile(&case.tree(), &options).unwrap();
    let faults = template_faults(&compiled.snapshot, options.today, &Documents);
    let compiled = compiled.with_template_faults(faults);
    let mut missing: Vec<&Expected> = case.expected.iter().collect();
    let mut difference = String::new();
    for diagnostic in &compiled.report.diagnostics {
        match missing.iter().position(|e| e.matches(diagnostic)) {
            Some(found) => drop(missing.remove(found)),
            None => {
                let _ = writeln!(difference, "  not expected: {}", case::describe(diagnostic));
            }
        }
    }
    for expected in missing {
        let _ = writeln!(difference, "  not said:     {expected}");
    }
    difference.push_str(&compare_fixed(case));
    if difference.is_empty() {
        Ok(())
    } else {
        Err(difference)
    }
}

/// Mends until nothing more is mended, as the command does.
fn compare_fixed(case: &Case) -> String {
    if case.fixed.is_empty() {
        return String::new();
    }
    let mut texts = case.files.clone();
    for _ in 0..8 {
        let tree = case::tree_of(&texts);
        let compiled = compile(&tree, &case.options()).unwrap();
        let read = |file: &almanac_model::FilePath| texts.get(file.as_str()).cloned();
        let files = fixed_files(&compiled, &read);
        if files.is_empty() {
            return differences(case, &texts);
        }
        texts.extend(
            files
                .into_iter()
                .map(|(file, text)| (file.to_string(), text)),
        );
    }
    "  fixing never comes to an end\n".to_owned()
}

fn differences(case: &Case, texts: &case::Files) -> String {
    let mut difference = String::new();
    for (file, wanted) in &case.fixed {
        let got = texts.get(file).map_or("", String::as_str);
        if got != wanted {
            let _ = writeln!(
                difference,
                "  {file} after fixing should be:\n{wanted}\n  but is:\n{got}"
            );
        }
    }
    difference
}
