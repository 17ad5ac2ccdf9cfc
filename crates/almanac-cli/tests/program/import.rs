//! `almanac import` and `almanac export`.

use insta::assert_snapshot;

use crate::fixture::Folder;

fn vault() -> Folder {
    let folder = Folder::empty();
    folder.write("vault/.obsidian/app.json", "{}");
    folder.write(
        "vault/Birds/Grey heron.md",
        "See [[Owl]] and ![[marsh.png]].\n",
    );
    folder.write("vault/Owl.md", "---\npublish: false\n---\nAn owl.\n");
    folder.write("vault/marsh.png", "png");
    folder
}

#[test]
fn a_vault_is_imported_and_the_report_says_what_to_do_next() {
    let folder = vault();
    let run = folder.run(&["import", "vault", "birds"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_snapshot!(run.out);
    assert_eq!(
        folder.read("birds/entries/Birds/Grey heron.md"),
        folder.read("vault/Birds/Grey heron.md")
    );
    let again = folder.run(&["import", "vault", "--dir", "birds", "--json"]);
    let report = again.json();
    assert_eq!(
        (again.code, &report["written"], &report["program"]),
        (0, &0.into(), &"obsidian".into())
    );
}

#[test]
fn what_can_not_be_imported_is_refused_in_a_sentence() {
    let folder = vault();
    let refused = |arguments: &[&str]| {
        let run = folder.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        run.err
    };
    assert_snapshot!(refused(&["import", "vault", "vault/x"]), @"error: `vault/x` lies in `vault`, which is never written to: choose a folder elsewhere");
    assert_snapshot!(refused(&["import", "vault", "."]), @"error: `vault` lies in `.`: choose a folder elsewhere");
    assert_snapshot!(refused(&["import", "nowhere", "x"]), @"error: there is no folder `nowhere`");
    assert_snapshot!(refused(&["import", "vault/.obsidian", "x"]), @"error: `vault/.obsidian` has no Markdown that could be imported. Files that end in `.md`, `.markdown`, `.mdown`, `.mdx`, `.qmd` and `.Rmd` are");
    folder.write("mine/a.txt", "mine");
    assert_snapshot!(refused(&["import", "vault", "mine"]), @"error: `mine` has files in it that Almanac did not write there: choose an empty folder");
    folder.write("almanac/almanac.toml", "title = \"A\"\n");
    assert_snapshot!(refused(&["import", "almanac", "x"]), @"error: `almanac` is an almanac already: it has an `almanac.toml`. Read it with `almanac serve almanac`");
    assert!(!folder.has("x") && !folder.has("vault/x"));
}

#[test]
fn an_almanac_goes_out_and_comes_in_again() {
    let folder = Folder::empty();
    for (file, bytes) in Folder::almanac().tree(".") {
        folder.write(&format!("bees/{file}"), &String::from_utf8(bytes).unwrap());
    }
    let run = folder.run(&[
        "export",
        "bees",
        "--format",
        "okf",
        "--out",
        "bundle",
        "--today",
        "2026-11-30",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_snapshot!(run.out);
    assert!(
        folder
            .read("bundle/entries/hive.md")
            .contains("The home of a [bee](/entries/honey-bee.md).")
    );
    assert_eq!(folder.run(&["import", "bundle", "again"]).code, 0);
    assert!(
        folder
            .read("again/entries/hive.md")
            .contains("The home of a [bee](honey-bee.md).")
    );
    assert_eq!(folder.run(&["check", "again"]).code, 0);
    let refused = folder.run(&["export", "bees", "--format", "okf", "--out", "bees/bundle"]);
    assert_eq!(refused.code, 2);
}
