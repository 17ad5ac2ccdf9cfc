//! `almanac history`.

use crate::fixture::Folder;
use crate::server::{Server, wait_until};

/// A repository with a page that was edited, moved and edited again.
fn edited() -> Folder {
    let folder = Folder::repository();
    let hive = folder.read("entries/hive.md");
    let commit = |message: &str| {
        folder.git(&["add", "--all"]);
        folder.git(&["commit", "--quiet", "--message", message]);
    };
    folder.write(
        "entries/hive.md",
        &format!("{hive}\n## Winter\n\nIt sleeps.\n"),
    );
    commit("Tell of the winter\n\nIt was asked for.\n\nCo-authored-by: Bo <bo@example.org>");
    folder.write(
        "entries/hive.md",
        &format!("{hive}\n## Winter\n\nIt sleeps.\n").replace('\n', "\r\n"),
    );
    commit("From another system");
    folder
}

#[test]
fn it_tells_who_when_why_and_what() {
    let folder = edited();
    let run = folder.run(&["history", "hive"]);
    assert_eq!(run.code, 0, "{run}");
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 9, "{run}");
    assert!(
        lines[0].starts_with("2021-02-03  ") && lines[0].ends_with("  Test"),
        "{run}"
    );
    assert_eq!(
        lines[1..3],
        ["    From another system", "    line ends only"],
        "{run}"
    );
    assert!(lines[3].ends_with("Test, Bo"), "{run}");
    assert_eq!(
        lines[4..6],
        ["    Tell of the winter", "    one section"],
        "{run}"
    );
    assert_eq!(lines[7..], ["    Begin", "    written"], "{run}");
    let some = folder.run(&["history", "hive", "--most", "1"]);
    assert!(some.out.contains("… and 2 more"), "{some}");
}

#[test]
fn it_gives_json() {
    let folder = edited();
    let json = folder.run(&["history", "hive", "--json"]).json();
    assert_eq!(json["total"], 3);
    let second = &json["revisions"][1];
    assert_eq!(second["summary"], "Tell of the winter");
    assert!(
        second["message"]
            .as_str()
            .unwrap()
            .starts_with("It was asked for.")
    );
    assert_eq!(second["changes"][0], "one section");
    assert_eq!(second["did"], "changed");
    assert_eq!(second["authors"][1]["name"], "Bo");
    assert_eq!(second["authors"][1]["email"], serde_json::Value::Null);
    assert_eq!(json["revisions"][2]["did"], "began");
    assert_eq!(json["tip"], json["revisions"][0]["revision"]);
}

#[test]
fn values_that_changed_are_named_with_both() {
    let folder = Folder::repository();
    let file = "entries/hive.md";
    let hive = folder.read(file);
    let with = |facts: &str| hive.replacen("---\n", &format!("---\nfacts:\n{facts}"), 1);
    assert!(!hive.contains("facts:"), "{hive}");
    let config = folder.read("almanac.toml");
    folder.write(
        "almanac.toml",
        &format!(
            "{config}\n[properties.bees]\nlabel = \"Bees\"\ntype = \"quantity\"\nunit = \"bees\"\n"
        ),
    );
    let commit = |message: &str, text: &str| {
        folder.write(file, text);
        folder.git(&["add", "--all"]);
        folder.git(&["commit", "--quiet", "--message", message]);
    };
    commit(
        "One",
        &with("  bees: { value: 2.4 million, as_of: 2025-08 }\n"),
    );
    commit(
        "Two",
        &with("  bees: { value: 3 million, as_of: 2026-08 }\n"),
    );
    commit(
        "Three",
        &with(
            "  bees:\n    - { as_of: 2024-08, value: 1 million }\n    - { as_of: 2026-08, value: 3 million }\n",
        ),
    );
    let json = folder.run(&["history", "hive", "--json"]).json();
    let changes = |place: usize| {
        json["revisions"][place]["changes"][0]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        changes(1),
        "Bees 2.4 million → 3 million bees, as of August 2026"
    );
    assert_eq!(changes(0), "Bees 1 million bees added");
    assert_eq!(changes(2), "Bees 2.4 million bees added");
}

#[test]
fn where_there_is_no_history_it_says_so() {
    let plain = Folder::almanac().run(&["history", "hive"]);
    assert_eq!(plain.code, 2, "{plain}");
    assert!(plain.err.contains("in no git repository"), "{plain}");
    let unknown = Folder::repository().run(&["history", "hiv"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("did you mean `hive`?"), "{unknown}");
}

/// The page at an address, once the history has been read.
fn page_of(server: &Server, path: &str) -> (u16, String) {
    let mut found = (503, String::new());
    wait_until("the history is read", || {
        found = server.get(path);
        found.0 != 503
    });
    found
}

#[test]
fn a_server_shows_the_history_of_a_page_and_what_each_revision_changed() {
    let folder = edited();
    let json = folder.run(&["history", "hive", "--json"]).json();
    let name = |place: usize| {
        json["revisions"][place]["revision"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let server = Server::start(&folder, &["--public"]);
    let (code, page) = page_of(&server, "/entries/hive/history");
    assert_eq!(code, 200, "{page}");
    for words in [
        "Tell of the winter",
        "one section",
        "line ends only",
        "Bo",
        "It was asked for.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("bo@example.org"), "{page}");
    assert!(
        server
            .page("/entries/hive")
            .contains("/entries/hive/history")
    );
    let change = server.page(&format!("/entries/hive/history/{}", &name(1)[..12]));
    assert!(change.contains("It sleeps."), "{change}");
    assert!(change.contains("<ins>"), "{change}");
    let ends = server.page(&format!("/entries/hive/history/{}", name(0)));
    assert!(
        ends.contains("line ends only") && !ends.contains("<ins>"),
        "{ends}"
    );
    let between = server.page(&format!("/entries/hive/history/{}/{}", name(2), name(0)));
    assert!(between.contains("It sleeps."), "{between}");
    let headers = server.headers("/entries/hive/history");
    assert!(
        headers
            .to_lowercase()
            .contains("x-robots-tag: noindex, nofollow"),
        "{headers}"
    );
}

#[test]
fn a_server_shows_revisions_of_what_it_serves_only() {
    let folder = edited();
    folder.git(&["switch", "--quiet", "--create", "proposal"]);
    folder.edit("entries/hive.md", "It sleeps.", "It is a secret.");
    folder.git(&["commit", "--quiet", "--all", "--message", "Proposed"]);
    let proposed = folder.run(&["history", "hive", "--json"]).json();
    let proposed = proposed["tip"].as_str().unwrap().to_owned();
    folder.git(&["switch", "--quiet", "-"]);
    let server = Server::start(&folder, &["--public"]);
    assert_eq!(page_of(&server, "/entries/hive/history").0, 200);
    for path in [
        format!("/entries/hive/history/{proposed}"),
        format!("/entries/hive/history/{proposed}/{proposed}"),
        "/entries/hive/history/0123456789".to_owned(),
        "/entries/hive/history/--all".to_owned(),
        "/entries/none/history".to_owned(),
        "/entries/hive/history/HEAD".to_owned(),
    ] {
        let (code, page) = server.get(&path);
        assert_eq!(code, 404, "{path}: {page}");
        assert!(!page.contains("secret"), "{path}");
    }
}

#[test]
fn what_was_a_draft_is_in_no_history() {
    let folder = Folder::repository();
    let commit = |text: &str, message: &str| {
        folder.write("entries/new.md", text);
        folder.git(&["add", "--all"]);
        folder.git(&["commit", "--quiet", "--message", message]);
    };
    commit(
        "---\ntitle: New\nsummary: So.\ndraft: true\n---\nSecret words.\n",
        "Draft",
    );
    commit(
        "---\ntitle: New\nsummary: So.\ndraft: true\n---\nSecret words too.\n",
        "Draft again",
    );
    commit(
        "---\ntitle: New\nsummary: So.\n---\nOpen words.\n",
        "Publish",
    );
    let json = folder.run(&["history", "new", "--json"]).json();
    assert_eq!(json["total"], 1);
    assert_eq!(json["revisions"][0]["did"], "began");
    let name = json["revisions"][0]["revision"].as_str().unwrap();
    let server = Server::start(&folder, &["--public"]);
    let (code, change) = page_of(&server, &format!("/entries/new/history/{name}"));
    assert!(code == 200 && change.contains("Open words."), "{change}");
    assert!(!change.contains("Secret"), "{change}");
}

#[test]
fn outside_of_git_a_server_says_that_there_is_no_history() {
    let folder = Folder::almanac();
    let server = Server::start(&folder, &["--public"]);
    let (code, page) = page_of(&server, "/entries/hive/history");
    assert_eq!(code, 404);
    assert!(page.contains("in no git repository"), "{page}");
}

#[test]
fn a_folder_that_is_served_as_it_is_has_a_history_too() {
    let folder = Folder::empty();
    folder.write("notes/a day.md", "# A day\n\nIt rains.\n");
    folder.make_repository();
    folder.write("notes/a day.md", "# A day\n\nIt snows.\n");
    folder.git(&["commit", "--quiet", "--all", "--message", "Weather"]);
    let run = folder.run(&["history", "a-day", "--dir", "."]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.out.contains("Weather\n    one section"), "{run}");
    assert!(!folder.has(".almanac"), "{run}");
}

#[test]
fn revisions_from_before_there_were_settings_are_read_by_those_of_today() {
    let folder = Folder::repository();
    let config = folder.read("almanac.toml");
    folder.remove("almanac.toml");
    folder.edit("entries/hive.md", "\n---\n", "\n---\nIt hums.\n\n");
    folder.git(&[
        "commit",
        "--quiet",
        "--all",
        "--message",
        "Without settings",
    ]);
    folder.write("almanac.toml", &config);
    folder.git(&["add", "--all"]);
    folder.git(&["commit", "--quiet", "--message", "With settings"]);
    let json = folder.run(&["history", "hive", "--json"]).json();
    assert_eq!(json["revisions"][0]["summary"], "Without settings");
    assert_ne!(json["revisions"][0]["changes"][0], serde_json::Value::Null);
}

#[test]
fn what_changed_in_a_path_is_shown_as_its_readers_read_it() {
    let folder = Folder::repository();
    let file = "paths/to-the-hive.md";
    let path = folder.read(file);
    folder.write(file, &format!("{path}\nBring *time*.\n"));
    folder.git(&[
        "commit",
        "--quiet",
        "--all",
        "--message",
        "Say what to bring",
    ]);
    let json = folder
        .run(&["history", "path:to-the-hive", "--json"])
        .json();
    assert_eq!(json["total"], 2);
    let name = json["tip"].as_str().unwrap();
    let server = Server::start(&folder, &["--public"]);
    let (code, page) = page_of(&server, &format!("/paths/to-the-hive/history/{name}"));
    assert_eq!(code, 200);
    assert!(page.contains("Bring time."), "{page}");
    assert!(!page.contains("can’t be"), "{page}");
    assert!(
        server
            .page("/paths/to-the-hive")
            .contains("/paths/to-the-hive/history")
    );
}
