//! What protects a page protects all of it, and names that were given up: by whatever door and under whatever name somebody comes.

use serde_json::json;

use crate::doors::git;
use crate::editing::{Answered, Fixture, ask, key};
use crate::fixture::Folder;
use crate::server::wait_until;

/// An almanac in which writers write, with a page that has a depth, a translation, an image and a table of data.
fn of_many_files(is_named: bool) -> Fixture {
    let folder = Folder::almanac();
    let settings = folder.read("almanac.toml");
    let own = "languages = [\"de\"]\n";
    folder.write(
        "almanac.toml",
        &format!("{own}{settings}\n[contributions]\nreview = \"open\"\n"),
    );
    let figure = "```figure\ntype: bar\ntitle: Bees in it\ndata: bees.csv\n```\n";
    let mut hive = folder.read("entries/hive.md");
    if !is_named {
        hive = hive.replace("id: hive\n", "");
    }
    folder.write("entries/hive.md", &format!("{hive}\n{figure}"));
    folder.write("data/bees.csv", "label,value\nHere,1\nThere,2\n");
    let version = |title: &str| format!("---\ntitle: {title}\nsummary: Of wax.\n---\nOf wax.\n");
    folder.write("entries/hive.advanced.md", &version("Hive, in depth"));
    folder.write("entries/hive.de.md", &version("Bienenstock"));
    folder.make_repository();
    Fixture::of(folder, &["--public"])
}

fn more(text: &str) -> String {
    format!("{text}\nTwo.\n")
}

fn is_proposed(answer: &Answered, what: &str) {
    assert_eq!(answer.code, 200, "{what}: {answer:?}");
    assert!(answer.json()["proposal"].is_u64(), "{what}: {answer:?}");
}

#[test]
fn a_page_is_protected_with_its_versions_and_its_data_under_every_name() {
    for is_named in [true, false] {
        let fixture = of_many_files(is_named);
        // One change of the table and of another page, which is recorded by hand.
        fixture
            .folder
            .write("data/bees.csv", "label,value\nHere,3\nThere,2\n");
        fixture
            .folder
            .edit("entries/honey-bee.md", "It lives", "It often lives");
        fixture
            .folder
            .git(&["commit", "--quiet", "--all", "--message", "Count"]);
        let counted = git(&fixture.folder, &["rev-parse", "HEAD"]);
        wait_until("the commit is served", || {
            ask(&fixture.server, "entries/honey-bee", &[])
                .body
                .contains("often")
        });
        fixture.protect("entries/hive", "");
        let undo = format!("entries/honey-bee/history/{}/undo", counted.trim());
        is_proposed(
            &fixture.confirm(&fixture.writer, &undo),
            "a table that a figure draws",
        );
        for page in ["entries/hive", "entries/hive/advanced", "de/entries/hive"] {
            is_proposed(&fixture.send(&fixture.writer, page, more), page);
        }
        // A version that is new is one of the page too.
        let text = "---\ntitle: Hive\nsummary: In short.\n---\nIn short.\n";
        let begun = json!({ "text": text, "base": "" });
        let begun = fixture.post(&fixture.writer, "entries/hive/introductory/edit", &begun);
        let is_refused = begun.code >= 400 || begun.json()["proposal"].is_u64();
        assert!(is_refused, "{begun:?}");
        // Renamed, it is the page that it was.
        let renamed = fixture.folder.run(&["rename", "hive", "castle"]);
        assert_eq!(renamed.code, 0, "{renamed}");
        fixture.folder.git(&["add", "--all"]);
        fixture
            .folder
            .git(&["commit", "--quiet", "--message", "Rename"]);
        wait_until("the new name is served", || {
            ask(&fixture.server, "entries/castle", &[]).code == 200
        });
        for page in [
            "entries/castle",
            "entries/castle/advanced",
            "de/entries/castle",
        ] {
            is_proposed(&fixture.send(&fixture.writer, page, more), page);
        }
        let shown = ask(&fixture.server, "entries/castle/edit/protect", &[]);
        assert!(
            shown.body.contains("Vandals"),
            "named: {is_named}: {}",
            shown.body
        );
        // Another page is written as before.
        fixture.change(&fixture.writer, "entries/honey-bee", more);
    }
}

#[test]
fn a_name_that_was_given_up_is_shown_nowhere_and_what_it_did_is_found() {
    let fixture = Fixture::open();
    fixture.change(&fixture.writer, "entries/hive", |text| {
        text.replace("title: Hive", "title: Spam")
    });
    let vera = key(&fixture.folder, &["Vera"]);
    fixture.change(&vera, "entries/honey-bee", more);
    let map = "Vera <vera@users.noreply.localhost> <wim@users.noreply.localhost>\n";
    fixture.folder.write(".mailmap", map);
    fixture.folder.git(&["add", ".mailmap"]);
    fixture
        .folder
        .git(&["commit", "--quiet", "--message", "Names"]);
    let pages = [
        "entries/hive/history",
        "changes",
        "changes/feed.xml",
        "entries/hive.json",
        "entries/hive",
    ];
    wait_until("the new name is shown", || {
        ask(&fixture.server, pages[0], &[]).body.contains("Vera")
    });
    for page in pages {
        let shown = ask(&fixture.server, page, &[]);
        assert!(
            shown.code == 200 && !shown.body.contains("Wim"),
            "{page}: {}",
            shown.body
        );
    }
    // Both names lead to all that they did.
    let revisions = |name: &str| {
        let seen = fixture.json(&fixture.editor, &format!("contributors/{name}/undo"));
        seen["revisions"].as_array().map(Vec::len)
    };
    assert_eq!((revisions("wim"), revisions("vera")), (Some(2), Some(2)));
    let done = fixture.confirm(&fixture.editor, "contributors/vera/undo");
    assert_eq!(done.code, 200, "{done:?}");
    assert!(
        fixture
            .folder
            .read("entries/hive.md")
            .contains("title: Hive")
    );
    assert!(!fixture.folder.read("entries/honey-bee.md").contains("Two."));
}

#[test]
fn of_a_time_when_a_page_was_a_draft_nothing_is_restored_or_shown() {
    let fixture = Fixture::open();
    let draft = fixture.change(&fixture.editor, "entries/hive", |text| {
        let text = text.replace("title:", "draft: true\ntitle:");
        format!("{text}\nNot yet for everybody.\n")
    });
    let folder = &fixture.folder;
    folder.edit("entries/hive.md", "draft: true\n", "");
    folder.edit(
        "entries/hive.md",
        "Not yet for everybody.\n",
        "For everybody.\n",
    );
    folder.git(&["commit", "--quiet", "--all", "--message", "Publish"]);
    wait_until("it is published", || {
        ask(&fixture.server, "entries/hive", &[])
            .body
            .contains("For everybody.")
    });
    for view in ["restore", "undo"] {
        let path = format!("entries/hive/history/{draft}/{view}");
        let shown = fixture.page(&fixture.writer, &path);
        let is_hidden = !shown.body.contains("Not yet for everybody");
        assert!(is_hidden, "{view}: {}", shown.body);
        assert_eq!(view == "restore", shown.code == 404, "{view}: {shown:?}");
        let body = json!({ "tip": "x", "base": "x" });
        let sent = fixture.post(&fixture.writer, &path, &body);
        assert!(sent.code >= 400, "{view}: {sent:?}");
        assert!(!sent.body.contains("Not yet for everybody"), "{view}");
    }
    for view in ["at", "history"] {
        let shown = ask(
            &fixture.server,
            &format!("entries/hive/{view}/{draft}"),
            &[],
        );
        let is_hidden = !shown.body.contains("Not yet for everybody");
        assert!(is_hidden, "{view}: {}", shown.body);
    }
}
