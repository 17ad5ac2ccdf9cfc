//! `almanac new`.

use insta::assert_snapshot;

use crate::fixture::Folder;

fn id_of(text: &str) -> &str {
    text.lines()
        .find_map(|line| line.strip_prefix("id: "))
        .unwrap()
}

#[test]
fn what_is_made_is_right_until_it_is_written() {
    let folder = Folder::almanac();
    for (what, file) in [
        ("entry", "entries/queen-bee.md"),
        ("thread", "threads/queen-bee-news.md"),
        ("path", "paths/queen-bee.md"),
    ] {
        let title = if what == "thread" {
            "Queen bee news"
        } else {
            "Queen bee"
        };
        let run = folder.run(&["new", what, title]);
        assert_eq!((run.code, run.out.trim()), (0, file), "{run}");
        assert!(id_of(&folder.read(file)).len() >= 6);
        let check = folder.run(&["check"]);
        assert_eq!(check.code, 0, "{what}: {check}");
    }
}

#[test]
fn ids_are_never_given_twice() {
    let folder = Folder::almanac();
    let mut ids = Vec::new();
    for number in 1..=5 {
        folder.run(&["new", "entry", &format!("Bee {number}")]);
        ids.push(id_of(&folder.read(&format!("entries/bee-{number}.md"))).to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}

#[test]
fn titles_keep_their_signs() {
    let folder = Folder::almanac();
    let run = folder.run(&["new", "entry", "GPT-4: \"what\\why\" #1", "--json"]);
    assert_eq!(run.json()["file"], "entries/gpt-4-what-why-1.md");
    assert_eq!(run.json()["slug"], "gpt-4-what-why-1");
    assert_eq!(folder.run(&["check"]).code, 0);
    assert!(
        folder
            .read("entries/gpt-4-what-why-1.md")
            .contains(r##"title: "GPT-4: \"what\\why\" #1""##)
    );
}

#[test]
fn a_kind_must_be_one_that_is_declared() {
    let folder = Folder::almanac();
    folder.edit(
        "almanac.toml",
        "[checks]",
        "[kinds]\nanimal = \"Animal\"\n[checks]",
    );
    assert_eq!(
        folder
            .run(&["new", "entry", "Wasp", "--kind", "animal"])
            .code,
        0
    );
    assert!(folder.read("entries/wasp.md").contains("kind: animal\n"));
    assert_snapshot!(folder.run(&["new", "entry", "Ant", "--kind", "insect"]), @"
    exit 2
    --- err
    error: `almanac.toml` declares no kind `insect`. It declares: animal, concept
    ");
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::almanac();
    // In a folder of its own, and read by nobody because its name is no slug.
    folder.write("paths/Bees.md", "");
    let before = folder.tree("");
    assert_snapshot!(folder.run(&["new", "entry", "Hive"]), @"
    exit 2
    --- err
    error: `hive` is taken already, by `entries/hive.md`. Choose another title, or edit that file
    ");
    assert_snapshot!(folder.run(&["new", "thread", "Honey bee"]), @"
    exit 2
    --- err
    error: `honey-bee` is taken already, by `entries/honey-bee.md`. Choose another title, or edit that file
    ");
    assert_snapshot!(folder.run(&["new", "path", "To the hive"]), @"
    exit 2
    --- err
    error: `to-the-hive` is taken already, by `paths/to-the-hive.md`. Choose another title, or edit that file
    ");
    assert!(folder.tree("") == before);
    assert_eq!(
        folder.run(&["new", "path", "Hive"]).code,
        0,
        "paths have a namespace of their own"
    );
}

#[test]
fn a_title_must_make_an_address() {
    let folder = Folder::almanac();
    assert_snapshot!(folder.run(&["new", "entry", "日本"]), @"
    exit 0
    --- out
    entries/日本.md
    ");
    assert_snapshot!(folder.run(&["new", "entry", "?!"]), @"
    exit 2
    --- err
    error: no address can be made of the title `?!`: give it letters or digits
    ");
    assert_eq!(folder.run(&["new", "entry", ""]).code, 2);
    assert_eq!(folder.run(&["new", "entry"]).code, 2);
}

#[test]
fn there_must_be_an_almanac() {
    let folder = Folder::empty();
    assert_eq!(folder.run(&["new", "entry", "Hive"]).code, 2);
    assert_eq!(folder.listing(""), "");
}

#[test]
fn a_file_that_can_not_be_read_is_not_written_over_either() {
    let folder = Folder::almanac();
    let path = folder.path().join("entries/wasp.md");
    std::fs::write(&path, b"\xff not UTF-8").unwrap();
    assert_eq!(folder.run(&["new", "entry", "Wasp"]).code, 2);
    assert_eq!(std::fs::read(&path).unwrap(), b"\xff not UTF-8");
}

#[test]
fn former_names_are_taken_too() {
    let folder = Folder::almanac();
    folder.run(&["rename", "hive", "home"]);
    folder.run(&["rename", "path:to-the-hive", "way-home"]);
    assert_eq!(folder.run(&["new", "entry", "Hive"]).code, 2);
    assert_eq!(folder.run(&["new", "path", "To the hive"]).code, 2);
}

#[test]
fn a_translation_begins_with_the_original_and_names_the_text_that_it_is_made_from() {
    let folder = Folder::almanac();
    let run = folder.run(&["new", "translation", "hive", "pt-br"]);
    assert_eq!(
        (run.code, run.out.trim()),
        (0, "entries/hive.pt-BR.md"),
        "{run}"
    );
    assert!(
        folder
            .read("almanac.toml")
            .contains("languages = [\"pt-BR\"]\n")
    );
    assert_snapshot!(folder.read("entries/hive.pt-BR.md"), @r#"
    ---
    title: "Hive"
    summary: "Where bees live."
    translated_from: 65e9a8b2d3fe2e1e14b7ebe4071360f8
    ---
    The home of a [[honey-bee|bee]].
    "#);
    folder.edit(
        "paths/to-the-hive.md",
        "Come in.\n",
        "Come in.\n\n# Closing\n\nOut.\n",
    );
    let run = folder.run(&["new", "translation", "path:to-the-hive", "de", "--json"]);
    assert_eq!(run.json()["file"], "paths/to-the-hive.de.md", "{run}");
    assert!(
        folder
            .read("almanac.toml")
            .contains("languages = [\"pt-BR\", \"de\"]\n")
    );
    let text = folder.read("paths/to-the-hive.de.md");
    assert!(text.contains("\n# Closing {#closing}\n"), "{text}");
    assert!(
        text.contains(r#"  - { read: "honey-bee", why: "First the bee." }"#),
        "{text}"
    );
    let check = folder.run(&["check", "--deny-warnings"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn what_can_not_be_a_translation_is_refused() {
    let folder = Folder::almanac();
    for (arguments, said) in [
        (
            &["translation", "hive"][..],
            "name the language after the slug",
        ),
        (
            &["translation", "hive", "en"],
            "the almanac itself is in the language `en`",
        ),
        (
            &["translation", "hive", "xx"],
            "no language has the code `xx`",
        ),
        (
            &["translation", "hive", "german"],
            "`german` is not the tag of a language",
        ),
        (
            &["translation", "hife", "de"],
            "there is no entry or thread `hife`",
        ),
        (
            &["entry", "Queen", "bee"],
            "only a translation has a language",
        ),
    ] {
        let run = folder.run(&[&["new"], arguments].concat());
        assert!(run.code != 0 && run.err.contains(said), "{run}");
    }
    folder.run(&["new", "translation", "hive", "de"]);
    let again = folder.run(&["new", "translation", "hive", "de"]);
    assert!(
        again
            .err
            .contains("there is a file `entries/hive.de.md` already"),
        "{again}"
    );
}
