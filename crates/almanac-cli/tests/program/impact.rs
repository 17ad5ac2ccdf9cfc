//! `almanac impact`.

use crate::fixture::Folder;

#[test]
fn it_names_what_shows_a_page_and_the_paths_with_their_minutes() {
    let folder = Folder::repository();
    let run = folder.run(&["impact", "hive"]);
    assert_eq!(run.code, 0, "{run}");
    let expected =
        "Pages (1)\n  entries/hive.md (1 min · text)\nPaths (1)\n  paths/to-the-hive.md (";
    assert!(run.out.starts_with(expected), "{run}");
    let run = folder.run(&["impact", "path:to-the-hive", "--json"]);
    assert_eq!(run.json()["paths"][0]["slug"], "path:to-the-hive");
    for (name, said) in [
        ("hiv", "did you mean `hive`?"),
        ("swarms/first-swam", "did you mean `swarms/first-swarm`?"),
        ("source:none", "there is no source `none`"),
    ] {
        let run = folder.run(&["impact", name]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run}");
        assert!(run.err.contains(said), "{run}");
    }
    assert_eq!(folder.run(&["impact", "hive", "wings"]).code, 1);
}

#[test]
fn without_a_name_it_compares_the_folder_with_its_last_commit() {
    let folder = Folder::repository();
    let run = folder.run(&["impact"]);
    assert_eq!(
        (run.code, run.out.trim()),
        (0, "Nothing shows it."),
        "{run}"
    );
    let longer = format!(
        "{}{}\n",
        folder.read("entries/hive.md"),
        "word ".repeat(2_000)
    );
    folder.write("entries/hive.md", &longer);
    let run = folder.run(&["impact"]);
    assert!(
        run.out.contains("entries/hive.md (1 → 8 min · text)"),
        "{run}"
    );
    assert!(
        run.out.contains("paths/to-the-hive.md (1 → 8 min)"),
        "{run}"
    );
    let plain = Folder::almanac().run(&["impact"]);
    assert!(
        plain.code == 2 && plain.err.contains("no commit to compare with"),
        "{plain}"
    );
}

#[test]
fn depths_and_translations_that_a_change_leaves_behind_are_named() {
    let folder = Folder::almanac();
    let version = |title: &str| format!("---\ntitle: {title}\nsummary: A home.\n---\nA home.\n");
    folder.write("entries/hive.advanced.md", &version("The hive, further"));
    folder.make_repository();
    let run = folder.run(&["impact", "hive/advanced"]);
    let expected =
        "Pages (1)\n  entries/hive.advanced.md (1 min · text)\nPaths (1)\n  paths/to-the-hive.md (";
    assert!(run.out.starts_with(expected), "{run}");
    // An id says nothing new; another sentence does.
    folder.edit("entries/hive.md", "id: hive", "id: home");
    let run = folder.run(&["impact"]);
    assert!(!run.out.contains("will lag behind"), "{run}");
    let longer = format!("{}More.\n", folder.read("entries/hive.md"));
    folder.write("entries/hive.md", &longer);
    let run = folder.run(&["impact"]);
    let lagging = "entries/hive.advanced.md (1 min · text · will lag behind)";
    assert!(run.out.contains(lagging), "{run}");
}
