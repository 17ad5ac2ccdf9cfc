//! Books of mdBook.

use insta::assert_snapshot;

use crate::fixture::Folders;

const SUMMARY: &str = "# Summary

[Preface](README.md)

# First steps

- [Starting](guide/README.md)
  - [Two words](guide/two%20words.md)
  - [Boxes & code](<guide/boxes.md>)
- [Later]()
  - [Under later](later.md)

---

# The rest

- [Not there yet](guide/missing.md)
- [Again](guide/boxes.md)

[Closing](closing.md)
";

#[test]
fn a_book_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "book.toml",
            "[book]\ntitle = \"Bees\"\nlanguage = \"en-GB\"\ndescription = \"All about bees.\"\n\n[output.html]\nmathjax-support = true\nsite-url = \"/bees/\"\n\n[output.html.redirect]\n\"/old/start.html\" = \"../guide/index.html\"\n\"/code.html\" = \"/guide/boxes.html#what-s\"\n\"/guide/boxes.html#before\" = \"boxes.html#twice-1\"\n\"/gone.html\" = \"https://example.org/\"\n\n[output.html.code.hidelines]\npython = \"~\"\n\n[preprocessor.admonish]\n",
        ),
        ("README.md", "# The project, no page of the book\n"),
        ("book/index.md", "Built.\n"),
        ("src/SUMMARY.md", SUMMARY),
        (
            "src/README.md",
            "# Bees\n\nA hive has one queen. See [the start](guide/index.html), [it](./guide/), [boxes](guide/boxes.html#twice-1), [by root](/bees/guide/boxes.md#whats-new--in-20) and <a href=\"guide/two%20words.html\">HTML</a>.\n\n[ref]\n\n[ref]: guide/boxes.md#a-b \"T\"\n\n![A hive](img/hive.png) and ![](../art/x.svg)\n",
        ),
        ("src/img/hive.png", "not really"),
        ("src/img/unused.png", "not really"),
        ("art/x.svg", "<svg/>"),
        (
            "src/guide/README.md",
            "Words without a heading cost $5 and $6.\n\nA formula \\\\( a+b \\\\) and\n\n\\\\[\nc\n\\\\]\n",
        ),
        ("src/guide/index.md", "# Index of the guide\n"),
        (
            "src/guide/two words.md",
            "# Two words\n\n> {{#include ../parts/note.md}}\n\n- {{#include ../parts/note.md:2}}\n\n{{#title Another}}\\{{#include ../x.md}}\n",
        ),
        (
            "src/guide/boxes.md",
            "# Boxes\n\n## What's new?  In 2.0 { #a-b .x }\n\n## Twice\n\n## Twice\n\n## A & B: *c* `d`\n\n```rust,ignore,noplayground\n{{#rustdoc_include ../../code/main.rs:here}}\n```\n\n```python\n~import a\nb\n```\n\n{{#playground ../../code/main.rs editable}}\n\n```admonish warning \"Mind *this*\"\nThey sting.\n```\n",
        ),
        (
            "code/main.rs",
            "use bees;\n// ANCHOR: here\n# fn main() {\n// ANCHOR: inner\n##[derive(Bee)]\n// ANCHOR_END: inner\nhum();\n# }\n// ANCHOR_END: here\n",
        ),
        (
            "src/parts/note.md",
            "One line,\nanother one.\n{{#include ../parts/deep.md}}\n",
        ),
        ("src/parts/deep.md", "Deep. {{#include note.md}}\n"),
        (
            "src/later.md",
            "# Under later\n\n{{#include ../../outside.md}} {{#include nowhere.md}}\n",
        ),
        ("src/closing.md", "# The end\n\nThat is all.\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn what_the_summary_does_not_name_is_a_draft() {
    let folders = Folders::with(&[
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        ("src/a.md", "# A\n"),
        ("src/b.md", "---\ntitle: a: b\n---\nNot yet.\n"),
        ("src/c.md", "# C\n"),
    ]);
    let report = folders.import().text("notes", "almanac");
    assert!(report.contains("a book of mdBook"), "{report}");
    assert!(
        report.contains("2 pages that `SUMMARY.md` does not name are drafts"),
        "{report}"
    );
    assert!(
        folders
            .read("entries/b.md")
            .starts_with("---\ndraft: true\n---\n")
    );
    assert!(folders.read("entries/c.md").contains("draft: true"));
    assert_eq!(folders.import().written, 0);
}

#[test]
fn the_folder_of_the_chapters_may_be_named() {
    let folders = Folders::with(&[
        ("notes/book.toml", "[book]\ntitle = \"Bees\"\n"),
        ("notes/src/SUMMARY.md", "- [A](a.md)\n"),
        ("notes/src/a.md", "# A\n\n{{#include ../part.md}}\n"),
        ("notes/part.md", "From above.\n"),
    ]);
    let source = folders.source().join("notes/src");
    let options = almanac_import::ImportOptions::on(crate::fixture::TODAY);
    let import = almanac_import::Import::prepare(&source, &folders.target(), &options).unwrap();
    import.write(&|| {}).unwrap();
    assert!(folders.read("entries/a.md").contains("From above."));
    assert!(folders.has("paths/bees.md"));
}

#[test]
fn links_to_the_index_of_a_folder_lead_to_its_read_me() {
    let folders = Folders::with(&[
        ("book.toml", "[book]\ntitle = \"B\"\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n- [D](d/README.md)\n"),
        (
            "src/a.md",
            "# A\n\n[one](d/index.md) [two](/d/index.md#e)\n",
        ),
        ("src/d/README.md", "# D\n\n## E\n"),
    ]);
    folders.import();
    let text = folders.read("entries/a.md");
    assert!(
        text.contains("[one](d/README.md) [two](d/README.md#e)"),
        "{text}"
    );
}

#[test]
fn what_can_not_be_read_is_said_with_its_line_and_what_to_do() {
    let folders = Folders::with(&[
        ("book.toml", "[book]\ntitle = \"B\"\n[output\n"),
        ("src/SUMMARY.md", "- [A](a.md)\n"),
        (
            "src/a.md",
            "# A\n\n{{#include gone.md}}\n\n{{#include a.md}}\n",
        ),
    ]);
    let report = folders.import();
    let broken: Vec<(&str, usize)> = { report.remarks.broken() }
        .map(|one| (one.file.as_str(), one.line))
        .collect();
    assert_eq!(broken, [("book.toml", 3)]);
    let text = report.text("notes", "almanac");
    for words in [
        "book.toml:3: not valid TOML",
        "mend that line",
        "src/a.md:3",
        "src/a.md:5",
        "write the file",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
