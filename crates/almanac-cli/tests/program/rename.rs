//! `almanac rename`.

use insta::assert_snapshot;

use crate::fixture::Folder;

#[test]
fn all_that_names_a_page_is_rewritten() {
    let folder = Folder::almanac();
    assert_snapshot!(folder.run(&["rename", "honey-bee", "apis-mellifera"]), @"
    exit 0
    --- err
    Renamed entries/honey-bee.md to entries/apis-mellifera.md; 2 other files changed
    ");
    assert!(!folder.has("entries/honey-bee.md"));
    assert_snapshot!(folder.read("entries/apis-mellifera.md"), @"
    ---
    id: bee
    title: Honey bee
    aliases: [honey-bee]
    level: introductory
    summary: A bee that makes honey.
    ---
    It lives in a [[hive]].
    ");
    assert_snapshot!(folder.read("entries/hive.md"), @"
    ---
    id: hive
    title: Hive
    level: introductory
    summary: Where bees live.
    requires: [{ entry: apis-mellifera, reason: who lives there }]
    ---
    The home of a [[apis-mellifera|bee]].
    ");
    assert_snapshot!(folder.read("paths/to-the-hive.md"), @r#"
    ---
    id: path
    title: To the hive
    summary: From bee to hive.
    audience: Everyone.
    steps:
      - { read: apis-mellifera, why: First the bee. }
      - { read: hive, why: "Then its home, after [[apis-mellifera]]." }
    ---
    Come in.
    "#);
    let check = folder.run(&["check", "--deny-warnings"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn what_learners_know_a_page_by_stays() {
    let question = "```question\nask: How many legs?\nanswer: Six.\n```\n";
    let forms = [
        (
            format!("---\ntitle: >-\n  A long\n  title\nlevel: advanced\n---\n{question}"),
            "---\nid: comb\ntitle: >-\n  A long\n  title\naliases: [comb]\nlevel: advanced\n---\n\
             ```question\nid: comb-q1\nask: How many legs?\nanswer: Six.\n```\n",
        ),
        (
            "---\r\nlevel: advanced\r\ntitle: Comb\r\n---\r\nWax.\r\n".to_owned(),
            "---\r\nid: comb\r\nlevel: advanced\r\ntitle: Comb\r\naliases: [comb]\r\n---\r\nWax.\r\n",
        ),
        (
            "---\nid:\ntitle: Comb\naliases: ~\n---\n".to_owned(),
            "---\nid: comb\ntitle: Comb\naliases: [comb]\n---\n",
        ),
        (
            "---\n{title: Comb}\n---\n".to_owned(),
            "---\n{id: comb, aliases: [comb], title: Comb}\n---\n",
        ),
        (
            "Wax.\n".to_owned(),
            "---\nid: comb\naliases: [comb]\n---\nWax.\n",
        ),
        (
            "---\narticle_id: c7\ntitle: Comb\naliases:\n  - wax\n---\n".to_owned(),
            "---\narticle_id: c7\ntitle: Comb\naliases:\n  - wax\n  - comb\n---\n",
        ),
    ];
    for (before, after) in forms {
        let folder = Folder::almanac();
        folder.write("entries/comb.md", &before);
        let run = folder.run(&["rename", "comb", "honeycomb"]);
        assert_eq!(run.code, 0, "{run}");
        assert_eq!(folder.read("entries/honeycomb.md"), after);
    }
}

#[test]
fn markdown_links_follow() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "The home",
        "[A](honey-bee.md#x), [b](../entries/honey-bee 'honey-bee'), [c](/paths/to-the-hive/1), [d](x/honey-bees.md). The home",
    );
    folder.run(&["rename", "honey-bee", "bee"]);
    folder.run(&["rename", "path:to-the-hive", "home"]);
    let hive = folder.read("entries/hive.md");
    assert!(
        hive.contains("[A](bee.md#x), [b](../entries/bee 'honey-bee'), [c](/paths/home/1), [d](x/honey-bees.md)."),
        "{hive}"
    );
}

#[test]
fn a_path_is_renamed_too() {
    let folder = Folder::almanac();
    folder.edit(
        "entries/hive.md",
        "The home",
        "See [[path:to-the-hive]]. The home",
    );
    let run = folder.run(&["rename", "path:to-the-hive", "home", "--json"]);
    assert_eq!(run.json()["to"], "paths/home.md", "{run}");
    assert!(folder.read("entries/hive.md").contains("[[path:home]]"));
    assert!(
        folder
            .read("paths/home.md")
            .contains("aliases: [to-the-hive]")
    );
    assert_eq!(folder.run(&["check", "--deny-warnings"]).code, 0);
}

#[test]
fn a_page_stays_in_its_folder() {
    let folder = Folder::almanac();
    folder.write(
        "entries/deep/down/comb.md",
        "---\ntitle: Comb\n---\nIn the [[hive]].\n",
    );
    assert_eq!(folder.run(&["rename", "comb", "honeycomb"]).code, 0);
    assert!(folder.has("entries/deep/down/honeycomb.md"));
}

#[test]
fn names_given_before_stay() {
    let folder = Folder::almanac();
    for (old, new) in [("hive", "bee-hive"), ("bee-hive", "home"), ("home", "nest")] {
        assert_eq!(folder.run(&["rename", old, new]).code, 0);
    }
    let text = folder.read("entries/nest.md");
    for name in ["hive", "bee-hive", "home"] {
        let aliases = text
            .lines()
            .find(|line| line.starts_with("aliases:"))
            .unwrap();
        assert!(aliases.contains(name), "{text}");
    }
    assert_eq!(folder.run(&["check", "--deny-warnings"]).code, 0);
}

#[test]
fn a_name_can_be_taken_back() {
    let folder = Folder::almanac();
    folder.run(&["rename", "hive", "home"]);
    let run = folder.run(&["rename", "home", "hive"]);
    assert_eq!(run.code, 0, "{run}");
    let check = folder.run(&["check", "--deny-warnings"]);
    assert_eq!(check.code, 0, "{check}\n{}", folder.read("entries/hive.md"));
}

#[test]
fn a_name_that_is_its_own_changes_nothing() {
    let folder = Folder::almanac();
    let before = folder.tree("");
    for slug in ["hive", "path:to-the-hive"] {
        folder.run(&["rename", slug, slug]);
        assert!(folder.tree("") == before, "{slug}");
    }
}

#[test]
fn what_can_not_be_renamed_is_left_as_it_is() {
    let folder = Folder::almanac();
    let before = folder.tree("");
    assert_snapshot!(folder.run(&["rename", "wasp", "hornet"]), @"
    exit 2
    --- err
    error: there is no entry or thread `wasp`. A path is named with `path:` before its slug
    ");
    assert_snapshot!(folder.run(&["rename", "hive", "swarms"]), @"
    exit 2
    --- err
    error: `swarms` is taken already, by `threads/swarms.md`
    ");
    assert_snapshot!(folder.run(&["rename", "hive", "Bee Hive"]), @"
    exit 2
    --- err
    error: `Bee Hive` is not a slug. Perhaps `bee-hive`?
    ");
    assert_snapshot!(folder.run(&["rename", "to-the-hive", "home"]), @"
    exit 2
    --- err
    error: there is no entry or thread `to-the-hive`. A path is named with `path:` before its slug
    ");
    assert_snapshot!(folder.run(&["rename", "path:nowhere", "home"]), @"
    exit 2
    --- err
    error: there is no path `nowhere`
    ");
    assert!(folder.tree("") == before);
}

#[test]
fn what_can_not_be_read_is_not_renamed() {
    let folder = Folder::almanac();
    for text in [
        "---\ntitle: \"Comb\nid: c7\n---\nWax.\n",
        "---\ntitle: Comb\nWax.\n",
    ] {
        folder.write("entries/comb.md", text);
        let run = folder.run(&["rename", "comb", "honeycomb"]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.err.contains("mend that first"), "{run}");
        assert_eq!(folder.read("entries/comb.md"), text);
    }
}

#[test]
fn facts_in_prose_and_facts_that_name_the_page_follow() {
    let folder = Folder::almanac();
    folder.edit(
        "almanac.toml",
        "[checks]",
        "[properties.home]\ntype = \"entry\"\n[properties.legs]\ntype = \"quantity\"\n[checks]",
    );
    folder.edit(
        "entries/honey-bee.md",
        "level:",
        "facts:\n  home: { value: hive, sources: [bee-book] }\n  legs: { value: 6, sources: [bee-book] }\n\
         sources:\n  - { key: bee-book, title: Bees, url: \"https://example.org/\", accessed_date: 2026-01-01 }\nlevel:",
    );
    folder.edit(
        "entries/hive.md",
        "The home",
        "Its owner has {{honey-bee/legs}} legs. The home",
    );
    assert_eq!(
        folder
            .run(&["check", "--deny-warnings"])
            .out
            .lines()
            .count(),
        1
    );
    for (old, new) in [("honey-bee", "apis"), ("hive", "nest")] {
        assert_eq!(folder.run(&["rename", old, new]).code, 0);
    }
    assert!(folder.read("entries/nest.md").contains("{{apis/legs}}"));
    assert!(
        folder
            .read("entries/apis.md")
            .contains("home: { value: nest,")
    );
    let check = folder.run(&["check", "--deny-warnings"]);
    assert_eq!(check.code, 0, "{check}");
}

#[test]
fn translations_move_along_and_those_that_were_current_stay_so() {
    let folder = Folder::almanac();
    folder.edit("almanac.toml", "title =", "languages = [\"ar\"]\ntitle =");
    for (name, language) in [
        ("honey-bee", "de"),
        ("hive", "de"),
        ("path:to-the-hive", "de"),
    ] {
        folder.run(&["new", "translation", name, language]);
    }
    folder.write(
        "entries/hive.ar.md",
        "---\ntitle: خلية\nsummary: بيت النحل.\ntranslated_from: 00000000000000000000000000000000\n---\nبيت [[honey-bee]].\n",
    );
    let run = folder.run(&["rename", "honey-bee", "apis"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(!folder.has("entries/honey-bee.de.md") && folder.has("entries/apis.de.md"));
    assert!(folder.read("entries/hive.de.md").contains("[[apis|bee]]"));
    let path = folder.read("paths/to-the-hive.de.md");
    assert!(
        path.contains("read: \"apis\"") && path.contains("after [[apis]]"),
        "{path}"
    );
    let lagging = folder.read("entries/hive.ar.md");
    assert!(
        lagging.contains("[[apis]]") && lagging.contains(": 0000"),
        "{lagging}"
    );
    let check = folder.run(&["check", "--json"]).json();
    let said = check["diagnostics"].as_array().unwrap();
    assert_eq!(said.len(), 1, "{check}");
    assert_eq!(said[0]["name"], "stale-translation", "{check}");
    let run = folder.run(&["rename", "path:to-the-hive", "home"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(folder.has("paths/home.de.md") && !folder.has("paths/to-the-hive.de.md"));
}

#[test]
fn a_page_that_is_named_by_its_folder_gets_a_file_of_its_own_name() {
    let folder = Folder::almanac();
    let page =
        "---\nid: comb\ntitle: Comb\nlevel: introductory\nsummary: Cells.\n---\nSee [[hive]].\n";
    folder.write("entries/comb/index.md", page);
    let links = "It [builds](comb/index.md) a [[comb]], [so](../entries/comb/index.md#x).";
    folder.edit(
        "entries/honey-bee.md",
        "It lives",
        &format!("{links} It lives"),
    );
    let renamed = folder.run(&["rename", "comb", "cells"]);
    assert_eq!(renamed.code, 0, "{renamed}");
    assert!(folder.has("entries/comb/cells.md") && !folder.has("entries/comb/index.md"));
    let links = "It [builds](comb/cells.md) a [[cells]], [so](../entries/comb/cells.md#x).";
    assert!(folder.read("entries/honey-bee.md").contains(links));
    let check = folder.run(&["check"]);
    assert_eq!(check.code, 0, "{check}");
}
