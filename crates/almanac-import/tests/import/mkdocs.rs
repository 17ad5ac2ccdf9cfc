//! Sites of MkDocs.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "mkdocs.yml",
            "INHERIT: config/base.yml\nsite_name: !ENV [NAME, Bees]\nsite_url: https://example.org/bees/\nexclude_docs: |\n  secret/\n  *.tmp.md\nextra:\n  version: '2.1'\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        old/first.md: guide/first.md\n        gone.md: https://example.org/\nmarkdown_extensions:\n  - pymdownx.arithmatex\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n  - pymdownx.snippets:\n      auto_append: [parts/short.md]\nnav:\n  - Home: index.md\n  - Guide:\n    - guide/first.md\n    - Deep:\n      - The second: guide/second.md\n      - Elsewhere: https://example.org/x\n  - Rest: \"rest*.md\"\n",
        ),
        (
            "config/base.yml",
            "theme:\n  name: material\n  language: de\n",
        ),
        ("parts/short.md", "*[HTML]: Hyper Text\n"),
        (
            "parts/code.py",
            "# --8<-- [start:here]\nhum()\n# --8<-- [end:here]\n",
        ),
        ("site/index.md", "Built.\n"),
        (
            "docs/index.md",
            "Title: Welcome\nTags: a\n\n# Bees\n\nHTML costs $x^2$ in version {{ version }}. See [first](guide/first.md#groe), [same](guide/first/#a-b), [root](/bees/guide/second/) and ![bee](img/bee.png){ width=200 }.\n\n[TOC]\n\n[![a](img/bee.png#only-light)![a](img/dark.png#only-dark)](guide/second.md)\n",
        ),
        ("docs/README.md", "# Read me\n"),
        ("docs/img/bee.png", "not really"),
        ("docs/img/dark.png", "not really"),
        (
            "docs/guide/first.md",
            "---\nsearch:\n  exclude: true\n---\n# First\n\n## Größe\n\n## A & b { #own .x }\n\n## A & b\n\n!!! warning \"Mind *it*\"\n    They sting.\n\n    ``` py title=\"a.py\" linenums=\"1\"\n    --8<-- \"parts/code.py:here\"\n    ```\n\n=== \"One\"\n\n    a\n\n=== \"Two\"\n\n    b\n\n??? tip\n    Folded ++ctrl+x++ :smile: :material-cog:{ .big }.\n\n<div class=\"grid cards\" markdown>\n\n- **Card** [second](../second/)\n\n</div>\n\n::: bees.hive\n    options:\n      x: 1\n",
        ),
        (
            "docs/guide/second.md",
            "No heading, <img src=\"../../img/bee.png\">.\n",
        ),
        ("docs/rest one.md", "# Rest one\n"),
        ("docs/secret/plan.md", "# Plan\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn folders_give_the_order_where_the_configuration_does_not() {
    let folders = Folders::with(&[
        (
            "mkdocs.yml",
            "site_name: Bees\nplugins:\n  - awesome-pages\nuse_directory_urls: false\n",
        ),
        ("docs/.pages", "nav:\n  - z.md\n  - ...\n  - b\n"),
        ("docs/a.md", "# A\n\n[z](z.html)\n"),
        ("docs/z.md", "# Z\n"),
        ("docs/b/.pages", "title: The B\norder: desc\n"),
        ("docs/b/c.md", "# C\n"),
        ("docs/b/d.md", "# D\n"),
        ("docs/b/index.md", "# B\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn the_lists_of_literate_nav_are_trees_and_no_pages() {
    let folders = Folders::with(&[
        (
            "mkdocs.yml",
            "site_name: Quay\nplugins:\n  - literate-nav\n",
        ),
        (
            "docs/SUMMARY.md",
            "* [Home](index.md)\n* Sub\n    * [Bee](sub/b.md)\n    * sub/*.md\n* [Folder](fold/)\n* *.md\n",
        ),
        ("docs/index.md", "# Home\n"),
        ("docs/sub/a.md", "# SA\n"),
        ("docs/sub/b.md", "# SB\n"),
        ("docs/fold/SUMMARY.md", "- [F2](f2.md)\n- [F1](f1.md)\n"),
        ("docs/fold/f1.md", "# F1\n"),
        ("docs/fold/f2.md", "# F2\n"),
        ("docs/rest.md", "# Rest\n"),
    ]);
    folders.import();
    assert!(!folders.has("entries/SUMMARY.md"));
    for (path, steps) in [
        ("quay", ["home", "rest"]),
        ("sub", ["b", "a"]),
        ("folder", ["f2", "f1"]),
    ] {
        assert_eq!(steps_of(&folders, path), steps, "{path}");
    }
}

fn steps_of(folders: &Folders, path: &str) -> Vec<String> {
    let text = folders.read(&format!("paths/{path}.md"));
    let steps = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- { read: "));
    steps
        .filter_map(|rest| Some(rest.split_once(',')?.0.to_owned()))
        .collect()
}

#[test]
fn folders_are_sections_and_addresses_elsewhere_are_no_steps() {
    let folders = Folders::with(&[
        (
            "mkdocs.yml",
            "site_name: Quay\nnav:\n  - Home: index.md\n  - Ref: ref/\n  - Out: https://example.org/\n  - Up: ../other/\n",
        ),
        ("docs/index.md", "# Home\n"),
        ("docs/ref/index.md", "# Ref\n"),
        ("docs/ref/b.md", "# B\n"),
        ("docs/ref/a.md", "# A\n"),
        ("docs/zed.md", "# Zed\n"),
    ]);
    folders.import();
    assert_eq!(steps_of(&folders, "ref"), ["ref", "a", "b"]);
    let text = folders.read("paths/ref.md");
    assert!(
        text.contains("- [Out](https://example.org/)\n- Up: `../other/`\n"),
        "{text}"
    );
}

#[test]
fn addresses_of_included_markdown_lead_from_its_file() {
    let folders = Folders::with(&[
        ("mkdocs.yml", "site_name: Q\nplugins: [include-markdown]\n"),
        ("README.md", "See [b](docs/b.md).\n"),
        (
            "docs/sub/a.md",
            "# A\n\n{% include-markdown \"../../README.md\" %}\n\n{==kept `{--`==}{>>gone `x`<<} {--\n\ngone\n\n--}\n",
        ),
        ("docs/b.md", "# B\n"),
    ]);
    folders.import();
    let text = folders.read("entries/sub/a.md");
    assert!(text.contains("See [b](../b.md)."), "{text}");
    assert!(
        text.contains("kept `{--` ") && !text.contains("gone"),
        "{text}"
    );
}
