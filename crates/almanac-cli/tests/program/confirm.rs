//! `almanac confirm`.

use crate::fixture::Folder;

const CONFIG: &str = "title = \"Bees\"\n[properties.wings]\ntype = \"quantity\"\n[properties.legs]\ntype = \"quantity\"\n\
                      [checks]\nuncited-paragraph = \"off\"\n";

const BEE: &str = "---\r\nid: bee\r\ntitle: Honey bee # hers\r\nlevel: introductory\r\nsummary: A bee that makes honey.\r\n\
                   facts:\r\n  wings: 4 # two pairs\r\n  legs:\r\n    - { value: 6, applies_to: queen, sources: [book] }\r\n\
                   \x20   - { value: 6, applies_to: worker, sources: [book] }\r\n    - { value: 8, rank: deprecated, sources: [book] }\r\n\
                   sources: [{ key: book, title: Book, url: \"https://example.org\" }]\r\n---\r\nIt lives in a [[hive]].\r\n";

fn bees() -> Folder {
    let folder = Folder::repository();
    folder.write("almanac.toml", CONFIG);
    folder.write("entries/honey-bee.md", BEE);
    folder
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

#[test]
fn it_writes_who_and_when_and_only_that() {
    let folder = bees();
    let run = folder.run(&["confirm", "honey-bee", "wings"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.err
            .contains("Confirmed `wings` of “Honey bee” in entries/honey-bee.md"),
        "{run}"
    );
    let checked = format!("checked: {{ on: {}, by: \"Test\" }}", today());
    let expected = BEE.replace("wings: 4 #", &format!("wings: {{ value: 4, {checked} }} #"));
    assert_eq!(folder.read("entries/honey-bee.md"), expected);
    let run = folder.run(&["confirm", "honey-bee", "--by", "Ada L.", "--json"]);
    assert_eq!(
        (run.code, run.json()["checked"]["by"].as_str()),
        (0, Some("Ada L."))
    );
    let checked = format!(
        "checked: {{ on: {}, by: Ada L. }}\r\n---\r\nIt lives",
        today()
    );
    assert!(folder.read("entries/honey-bee.md").contains(&checked));
    let run = folder.run(&["confirm", "source:book", "--by", "Ada"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        folder
            .read("entries/honey-bee.md")
            .contains("\"https://example.org\", checked: {")
    );
    let run = folder.run(&["confirm", "path:to-the-hive", "--by", "Ada"]);
    assert_eq!(run.code, 0, "{run}");
    let check = folder.run(&["check", "--only", "uncounted-confirmation"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn of_several_current_values_one_has_to_be_named() {
    let folder = bees();
    let run = folder.run(&["confirm", "honey-bee", "legs"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.err.contains("`legs` has 2 current values"), "{run}");
    assert!(
        run.err
            .contains("entries/honey-bee.md:9: { value: 6, applies_to: queen"),
        "{run}"
    );
    assert!(!run.err.contains("deprecated"), "{run}");
    assert_eq!(folder.read("entries/honey-bee.md"), BEE);
    let run = folder.run(&["confirm", "honey-bee", "legs", "--for", "worker"]);
    assert_eq!(run.code, 0, "{run}");
    let text = folder.read("entries/honey-bee.md");
    assert!(text.contains("applies_to: worker, sources: [book], checked:"));
    assert_eq!(text.matches("checked").count(), 1);
}

#[test]
fn what_is_not_there_changes_nothing() {
    let folder = bees();
    for (arguments, said) in [
        (&["confirm", "honey-be"][..], "did you mean `honey-bee`?"),
        (&["confirm", "honey-bee", "wing"], "did you mean `wings`?"),
        (&["confirm", "source:bok"], "did you mean `book`?"),
        (
            &["confirm", "swarms/first-swarm"],
            "an event is confirmed with its thread",
        ),
        (&["confirm", "path:to-the-hive", "wings"], "has no facts"),
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.code, 1, "{run}");
        assert!(run.err.contains(said), "{run}");
    }
    folder.git(&["config", "user.name", ""]);
    let run = folder.run(&["confirm", "honey-bee"]);
    assert!(run.code == 2 && run.err.contains("--by NAME"), "{run}");
    assert_eq!(folder.read("entries/honey-bee.md"), BEE);
}

#[test]
fn a_depth_is_confirmed_by_itself() {
    let folder = bees();
    let further = "---\ntitle: The honey bee, further\nsummary: More of it.\n---\nIt dances.\n";
    folder.write("entries/honey-bee.advanced.md", further);
    let run = folder.run(&["confirm", "honey-bee/advanced", "--by", "Ada"]);
    assert_eq!(run.code, 0, "{run}");
    let checked = format!("\nchecked: {{ on: {}, by: \"Ada\" }}\n---\n", today());
    assert!(
        folder
            .read("entries/honey-bee.advanced.md")
            .contains(&checked)
    );
    assert_eq!(folder.read("entries/honey-bee.md"), BEE);
    let run = folder.run(&["confirm", "honey-bee/intermediate", "--by", "Ada"]);
    assert_eq!(run.code, 1, "{run}");
    let said = "`honey-bee` is not told at the level `intermediate`";
    assert!(run.err.contains(said), "{run}");
    let run = folder.run(&["confirm", "honey-bee/introductory", "--by", "Ada"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(folder.read("entries/honey-bee.md").contains("checked: {"));
}

#[test]
fn a_translation_is_confirmed_by_itself() {
    let folder = bees();
    folder.write("almanac.toml", &format!("languages = [\"de\"]\n{CONFIG}"));
    let german = "---\ntitle: Honigbiene\n---\nSie lebt.\n";
    folder.write("entries/honey-bee.de.md", german);
    let run = folder.run(&["confirm", "de/honey-bee", "--by", "Ada"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        folder
            .read("entries/honey-bee.de.md")
            .contains("checked: {")
    );
    assert_eq!(folder.read("entries/honey-bee.md"), BEE);
    for (arguments, why) in [
        (
            &["confirm", "de/honey-bee", "wings", "--by", "Ada"][..],
            "`almanac confirm honey-bee wings`",
        ),
        (
            &["confirm", "de/nothing", "--by", "Ada"],
            "there is no page `nothing`",
        ),
        (
            &[
                "confirm",
                "honey-bee",
                "legs",
                "--for",
                "drone",
                "--by",
                "Ada",
            ],
            "has no current value for `drone`, but these",
        ),
    ] {
        let run = folder.run(arguments);
        assert!(run.code == 1 && run.err.contains(why), "{run}");
    }
}
