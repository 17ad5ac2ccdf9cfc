//! What holds for any files whatever.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;

use almanac_compile::output::{self, ReportFormat, Summary};
use almanac_compile::{Compiled, MemoryTree, Options, compile, fixed_files};
use almanac_model::{Day, FilePath, Place};
use proptest::prelude::*;

type Files = BTreeMap<String, String>;

const CONFIG: &str = "title = \"A\"\n[kinds]\nlab = \"Lab\"\n[properties.size]\ntype = \"quantity\"\n\
    review = \"1 day\"\n[properties.owner]\ntype = \"entry\"\n";

fn compiled(files: &Files) -> Compiled {
    let tree: MemoryTree = files.iter().collect();
    let options = Options::for_day(Day::constant(2026, 11, 24));
    compile(&tree, &options).unwrap()
}

/// Every place lies in its file, and all forms of the report can be written.
fn check_report(files: &Files) {
    let compiled = compiled(files);
    let text_of = |file: &FilePath| files.get(file.as_str()).cloned();
    for diagnostic in &compiled.report.diagnostics {
        let labels = diagnostic.labels.iter().map(|label| &label.place);
        for place in labels.chain([&diagnostic.place]) {
            check_place(place, &text_of(&place.file).unwrap());
        }
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            let text = text_of(&edit.file).unwrap();
            assert!(text.get(edit.span.clone()).is_some(), "{edit:?}");
        }
        assert!(!diagnostic.message.is_empty() && !diagnostic.message.ends_with('.'));
    }
    for format in [
        ReportFormat::Human,
        ReportFormat::Json,
        ReportFormat::Sarif,
        ReportFormat::GitHub,
    ] {
        let mut out = Vec::new();
        output::write(
            format,
            &compiled.report,
            &Summary::default(),
            &text_of,
            &mut out,
        )
        .unwrap();
    }
}

fn check_place(place: &Place, text: &str) {
    assert!(
        text.get(place.span.clone()).is_some(),
        "{place:?} in {text:?}"
    );
    let before = &text[..place.span.start];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    assert_eq!(
        (place.start.line, place.start.column),
        (line as u32, column as u32),
        "{place:?}"
    );
    assert!(place.start <= place.end);
}

/// Fixing comes to an end, and then there is nothing left to fix.
fn check_fixing(mut files: Files) {
    for _ in 0..8 {
        let compiled = compiled(&files);
        let read = |file: &FilePath| files.get(file.as_str()).cloned();
        let fixed = fixed_files(&compiled, &read);
        if fixed.is_empty() {
            return;
        }
        files.extend(
            fixed
                .into_iter()
                .map(|(file, text)| (file.to_string(), text)),
        );
    }
    panic!("fixing never comes to an end: {files:?}");
}

/// Texts made of what means something to the compiler.
fn near_content() -> impl Strategy<Value = String> {
    let front = prop::sample::select(vec![
        "id: a\n",
        "title: A\n",
        "title: \"A\n",
        "kind: lab\n",
        "kind: x\n",
        "summary: S\n",
        "level: advanced\n",
        "aliases: [b, C]\n",
        "requires: [a, b]\n",
        "requires: [{ entry: c, reason: r }]\n",
        "topics: [t]\n",
        "facts:\n  size: { value: 3, as_of: 2020, sources: [k-1] }\n",
        "facts:\n  size:\n    - 3\n    - { value: 4 }\n  owner: b\n",
        "facts: 3\n",
        "facts:\n  size: [\n",
        "sources:\n  - { key: k-1, title: T, url: \"https://example.org\" }\n",
        "sources: [{ key: k-1 }]\n",
        "stub: true\n",
        "steps:\n  - { read: a, why: \"See [[b]].\" }\n  - c\n",
        "steps: []\n",
        "updated: 2026-02-30\n",
        "\u{1f469}: é\n",
        "\r\n",
        "  ",
        "- x\n",
        "{ title: A }\n",
    ]);
    let body = prop::sample::select(vec![
        "# One\n",
        "## 2019 · Two {#two}\n",
        "## 2020-01 · Three\n",
        "2018 · Four\n---\n",
        "### 2019 · Five ##\n",
        "## 2019 · Two {#two}\n",
        "[[a]] ",
        "[[b#One|é]] ",
        "[[A lab]] ",
        "[[path:a]] ",
        "[[#two]] ",
        "{{size}} ",
        "{{b/size@2020}} ",
        "{{",
        "[@k-1] ",
        "[@k-2, p. 3] ",
        "![](media/x.png) ",
        "![alt](https://example.org/x) ",
        "```question\nask: A?\nanswer: \"{{size}} [@k-1]\"\nfacts: [size]\n```\n",
        "```question\nid: q\n",
        "```\n",
        "```figure\nproperty: size\nentries: [a, b]\n```\n",
        "```figure\ndata: [\n```\n",
        "\n\n",
        "\u{1f469}\u{200d}\u{1f52c} ",
        "é\t",
        "one two three four five six seven eight nine ten eleven twelve thirteen ",
        "- ",
        "> ",
        "| a | b |\n| - | - |\n",
        "\r\n",
    ]);
    let part = (
        prop::collection::vec(front, 0..6),
        prop::collection::vec(body, 0..12),
        any::<bool>(),
    );
    part.prop_map(|(front, body, closed)| {
        let fence = if closed { "---\n" } else { "" };
        format!("---\n{}{fence}{}", front.concat(), body.concat())
    })
}

fn almanac() -> impl Strategy<Value = Files> {
    let names = prop::sample::select(vec![
        "entries/a.md",
        "entries/b.md",
        "entries/a-lab.md",
        "entries/x/a.md",
        "entries/Bad é.md",
        "threads/c.md",
        "threads/a.md",
        "paths/a.md",
        "paths/b.md",
        "sources.yaml",
        "topics.yaml",
        "media.yaml",
        "sources.bib",
    ]);
    prop::collection::btree_map(names, near_content(), 1..7).prop_map(|files| {
        let files = files
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        files
            .chain([("almanac.toml".to_owned(), CONFIG.to_owned())])
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_almanac_is_reported_on(files in almanac()) {
        check_report(&files);
    }

    #[test]
    fn fixing_any_almanac_comes_to_an_end(files in almanac()) {
        check_fixing(files);
    }

    #[test]
    fn any_text_in_any_file_is_reported_on(name in 0..8_usize, text in any::<String>()) {
        let names = [
            "entries/a.md", "threads/a.md", "paths/a.md", "sources.yaml", "topics.yaml", "media.yaml", "sources.bib", "almanac.toml",
        ];
        let mut files = Files::from([("almanac.toml".to_owned(), CONFIG.to_owned())]);
        files.insert(names[name].to_owned(), text);
        check_report(&files);
    }
}
