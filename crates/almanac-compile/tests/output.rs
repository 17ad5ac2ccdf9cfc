//! What each form of a report looks like to its readers.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::time::Duration;

use almanac_compile::output::{self, ReportFormat, Summary};
use almanac_compile::{MemoryTree, Options, Tree, compile};
use almanac_model::{Day, FilePath, Report};

const CONFIG: &str = "title = \"Labs\"\n[properties.models]\ntype = \"quantity\"\n[checks]\n\
    missing-summary = \"off\"\norphan-entry = \"off\"\nuncited-paragraph = \"off\"\n";

fn tree(files: &[(&str, &str)]) -> MemoryTree {
    let config = [("almanac.toml", CONFIG)];
    config.into_iter().chain(files.iter().copied()).collect()
}

fn report(tree: &MemoryTree) -> Report {
    let options = Options::for_day(Day::constant(2026, 11, 24));
    compile(tree, &options).unwrap().report
}

/// Writes a report as the command does, without colours.
fn written(format: ReportFormat, tree: &MemoryTree) -> String {
    let summary = Summary {
        files: 2,
        entries: 1,
        threads: 0,
        paths: 0,
        elapsed: None,
        most_of_a_check: None,
    };
    let read = |file: &FilePath| String::from_utf8(tree.read(file, u64::MAX).ok()??).ok();
    let mut out = anstream::StripStream::new(Vec::new());
    output::write(format, &report(tree), &summary, &read, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}

fn entry(body: &str) -> MemoryTree {
    let text = format!("---\nid: lab\ntitle: Lab\n---\n{body}");
    tree(&[("entries/lab.md", &text)])
}

/// A fault with a help, one with a second place in the same file, one with a place in another.
fn some_faults() -> MemoryTree {
    tree(&[
        (
            "entries/lab.md",
            "---\nid: lab\ntitle: Lab\nfacts:\n  models:\n    - { value: 10, as_of: 2026, sources: [lab-about] }\n    \
             - { value: 12, as_of: 2026, sources: [lab-about] }\nsources:\n  \
             - { key: lab-about, title: About, url: \"https://example.org\" }\n---\nIt is.[@lab-abuot]\n",
        ),
        (
            "entries/other.md",
            "---\nid: lab\ntitle: Other\n---\nSee [[la-b]].\n",
        ),
    ])
}

#[test]
fn people_see_the_lines_that_are_meant() {
    insta::assert_snapshot!(written(ReportFormat::Human, &some_faults()));
}

/// More diagnostics than are rendered in one go, so that their order is seen too.
#[test]
fn without_colours_the_words_are_the_same() {
    let links: Vec<String> = (0..90).map(|link| format!("[[nowhere-{link}]]")).collect();
    let one = links.join("\n");
    let files = ["entries/one.md", "entries/two.md"].map(|file| (file, one.as_str()));
    let tree = tree(&files);
    let plain = written(ReportFormat::Plain, &tree);
    assert_eq!(plain, written(ReportFormat::Human, &tree));
    assert!(plain.matches("warning[").count() > 128);
    assert!(plain.find("nowhere-7`").unwrap() < plain.find("nowhere-70`").unwrap());
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn tabs_wide_and_zero_width_characters_stay_above_their_underline() {
    let body = "\tcode\n\n日本語の文章[[nowhere-one]] \u{1f469}\u{200d}\u{1f52c} e\u{301}[[nowhere-two]]\n\n- a\tb\t[[nowhere-three]]\n";
    insta::assert_snapshot!(written(ReportFormat::Human, &entry(body)));
}

#[test]
fn a_long_line_is_cut_around_what_is_meant() {
    let words = "words and ".repeat(60);
    insta::assert_snapshot!(written(
        ReportFormat::Human,
        &entry(&format!("{words}[[nowhere-one]] {words}\n"))
    ));
}

#[test]
fn a_place_of_many_lines_shows_the_first() {
    let lines = "title: x\n".to_owned() + &"# more\n".repeat(40);
    insta::assert_snapshot!(written(
        ReportFormat::Human,
        &entry(&format!("Text.\n\n```figure\n{lines}```\n"))
    ));
}

#[test]
fn a_place_at_the_end_of_a_file_or_in_an_empty_one_is_shown() {
    let tree = tree(&[("entries/Bad Name.mdx", "x"), ("paths/empty.md", "")]);
    insta::assert_snapshot!(written(ReportFormat::Human, &tree));
}

#[test]
fn the_mark_that_a_file_is_utf_8_is_no_column() {
    let tree = tree(&[("entries/lab.md", "\u{feff}See [[nowhere]].\n")]);
    let in_all = [
        (
            ReportFormat::Human,
            "entries/lab.md:1:7\n  |\n1 | See [[nowhere]].\n  |       ^^^^^^^\n",
        ),
        (ReportFormat::Json, "\"column\": 7,"),
        (ReportFormat::Sarif, "\"startColumn\": 7"),
        (ReportFormat::GitHub, "col=7,"),
    ];
    for (format, expected) in in_all {
        let text = written(format, &tree);
        assert!(text.contains(expected), "no {expected} in {text}");
    }
    let marked = report(&tree);
    let unmarked = report(&self::tree(&[("entries/lab.md", "See [[nowhere]].\n")]));
    let places = |report: &Report| -> Vec<_> {
        let all = report.diagnostics.iter();
        all.map(|one| (one.code, one.place.start, one.place.end))
            .collect()
    };
    assert_eq!(places(&marked), places(&unmarked));
}

#[test]
fn nothing_wrong_is_one_line() {
    assert_eq!(
        written(ReportFormat::Human, &entry("A lab.\n")),
        "no errors, no warnings in 2 files (1 entry, 0 threads, 0 paths)\n"
    );
}

#[test]
fn the_summary_says_how_long_it_took() {
    let summary = Summary {
        files: 9,
        entries: 7,
        threads: 1,
        paths: 1,
        elapsed: Some(Duration::from_micros(12_345)),
        most_of_a_check: None,
    };
    let mut out = Vec::new();
    let read = |_: &FilePath| None;
    output::write(
        ReportFormat::Human,
        &Report::default(),
        &summary,
        &read,
        &mut out,
    )
    .unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "no errors, no warnings in 9 files (7 entries, 1 thread, 1 path), 12 ms\n"
    );
}

/// The file may have changed, or gone, since it was compiled.
#[test]
fn a_text_that_is_no_longer_the_one_that_was_compiled_does_no_harm() {
    let report = report(&some_faults());
    for text in [None, Some(""), Some("é"), Some("---\nid: é")] {
        let read = |_: &FilePath| text.map(str::to_owned);
        let mut out = Vec::new();
        output::write(
            ReportFormat::Human,
            &report,
            &Summary::default(),
            &read,
            &mut out,
        )
        .unwrap();
        assert!(String::from_utf8(out).unwrap().contains("lab-abuot"));
    }
}

#[test]
fn programs_get_an_object_with_diagnostics_and_a_summary() {
    let text = written(ReportFormat::Json, &some_faults());
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let diagnostic = &document["diagnostics"][1];
    for (field, value) in [
        ("code", "\"A0201\""),
        ("name", "\"unknown-source\""),
        ("severity", "\"error\""),
        ("file", "\"entries/lab.md\""),
        ("start", "{\"column\":9,\"line\":11}"),
        ("end", "{\"column\":18,\"line\":11}"),
        ("message", "\"no source has the key `lab-abuot`\""),
        ("help", "\"did you mean `lab-about`?\""),
    ] {
        assert_eq!(diagnostic[field].to_string(), value, "{field}");
    }
    assert_eq!(document["summary"]["errors"], 3);
    assert_eq!(document["summary"]["warnings"], 1);
    assert_eq!(
        text,
        written(ReportFormat::Json, &some_faults()),
        "every time the same"
    );
}

#[test]
fn columns_count_characters_from_1() {
    let text = written(ReportFormat::Json, &entry("日本\u{1f469}[[nowhere-one]]\n"));
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["diagnostics"][0]["start"]["column"], 6);
}

#[test]
fn code_scanning_gets_rules_regions_and_fixes() {
    let text = written(ReportFormat::Sarif, &some_faults());
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &document["runs"][0];
    insta::assert_snapshot!(serde_json::to_string_pretty(&run["results"]).unwrap());
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap();
        assert_eq!(rules[index as usize]["id"], result["ruleId"]);
    }
    assert!(
        rules
            .iter()
            .all(|rule| rule["help"]["markdown"].is_string())
    );
}

#[test]
fn addresses_of_files_are_escaped_for_code_scanning() {
    let tree = tree(&[("entries/50% Größe #1.mdx", "x")]);
    let text = written(ReportFormat::Sarif, &tree);
    assert!(
        text.contains("\"entries/50%25%20Gr%C3%B6%C3%9Fe%20%231.mdx\""),
        "{text}"
    );
}

#[test]
fn github_gets_a_command_a_line() {
    insta::assert_snapshot!(written(ReportFormat::GitHub, &some_faults()));
    let odd = tree(&[("entries/50%, a:b.mdx", "x")]);
    insta::assert_snapshot!("github_escapes", written(ReportFormat::GitHub, &odd));
}

#[test]
fn of_a_check_that_finds_much_some_are_shown_with_how_many_there_are() {
    let links: String = (0..30)
        .map(|number| format!("[[none-{number}]]\n\n"))
        .collect();
    let tree = entry(&format!("{links}[@unknown]\n"));
    let written = |most_of_a_check| {
        let summary = Summary {
            files: 2,
            most_of_a_check,
            ..Summary::default()
        };
        let mut out = Vec::new();
        output::write(
            ReportFormat::Plain,
            &report(&tree),
            &summary,
            &|_| None,
            &mut out,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    };
    let some = written(Some(3));
    let shown = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("warning["))
            .count()
    };
    let all = written(None);
    assert!(shown(&all) >= 30 && shown(&some) < 20, "{some}");
    assert!(some.contains("\n 1 error   unknown-source\n"), "{some}");
    assert!(
        some.contains("\n30 warning unknown-link (3 shown)\n"),
        "{some}"
    );
    assert!(
        some.contains("`--all` shows all, `--only unknown-link` those of a check"),
        "{some}"
    );
    assert!(
        all.contains("\n30 warning unknown-link\n") && !all.contains("--all"),
        "{all}"
    );
    assert_eq!(all.lines().last(), some.lines().last());
}
