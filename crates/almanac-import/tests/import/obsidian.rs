//! Vaults of Obsidian.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_vault_goes_over_nearly_as_it_is() {
    let folders = Folders::with(&[
        (
            ".obsidian/app.json",
            r#"{"userIgnoreFilters": ["Private/", "/^x/"]}"#,
        ),
        (".obsidian/templates.json", r#"{"folder": "Meta/Forms"}"#),
        (".trash/Old.md", "Gone.\n"),
        (
            "Birds/Grey heron.md",
            "---\naliases: [GH, Old/Heron]\ntags: bird, wader\n---\nOne line\nand another. [[Owl|An owl]] #bird %%secret%%\n",
        ),
        (
            "Birds/Owl.md",
            "---\r\npermalink: birds/owl\r\npublish: \"false\"\r\n---\r\n![[marsh.png|280]] ^block\r\n",
        ),
        (
            "Birds/Lark.md",
            "---\nalias: L\npermalink: /lark/\npublish: true\n---\n",
        ),
        (
            "Lists.md",
            "```dataview\nLIST\n```\n\n`= this.a` and `$= 1`, <% tp.date %>, {{title}}, [[## any]]\n![[Plan.canvas]] ![](https://www.youtube.com/watch?v=1) [open](obsidian://open?file=Owl)\n\n    ![[Not.canvas]] {{code}}\n\n```mermaid\ngraph\n```\n<iframe src=\"https://x.example\"></iframe>\n",
        ),
        ("Private/Diary.md", "Mine.\n"),
        ("Meta/Forms/Day.md", "# {{date}}\n"),
        ("Plan.canvas", "{}"),
        (
            "Sketch.excalidraw.md",
            "---\nexcalidraw-plugin: parsed\n---\n## Drawing\n",
        ),
        (
            "Art/My [sketch].md",
            "---\nexcalidraw-plugin: parsed\n---\n## Drawing\n",
        ),
        ("Broken.md", "---\ntitle: a: b\n---\nStill shown.\n"),
        ("marsh.png", "png"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn lines_end_where_the_vault_shows_them_so() {
    let vault = |app: &str| {
        let folders = Folders::with(&[(".obsidian/app.json", app), ("a.md", "A.\n")]);
        folders.import();
        folders.read("almanac.toml")
    };
    assert!(vault("{}").contains("hard_breaks = true"));
    assert!(vault("{broken").contains("hard_breaks = true"));
    assert!(!vault(r#"{"strictLineBreaks": true}"#).contains("hard_breaks"));
}

#[test]
fn notes_without_publish_are_counted_only_where_others_have_it() {
    let folders = Folders::with(&[
        (".obsidian/app.json", "{}"),
        ("a.md", "A.\n"),
        ("b.md", "B.\n"),
    ]);
    assert!(
        !folders
            .import()
            .text("notes", "almanac")
            .contains("publish")
    );
    folders.write("b.md", b"---\ndg-publish: true\n---\n");
    let report = folders.import().text("notes", "almanac");
    assert!(
        report.contains("1 note does not say `publish: true` as others do"),
        "{report}"
    );
}
