//! What the manual says of erasing, step by step: after it, nothing of ours holds the words.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::doors::git;
use crate::editing::{Answered, Fixture, ask, key};
use crate::fixture::Folder;
use crate::server::{Server, wait_until};

/// What is to go, and what takes its place in the history: as long, so that no length that git writes beside it changes.
const SECRET: &str = "Zanzibarweg";
const OTHER: &str = "Xxxxxxxxxxx";

fn asked(server: &Server, key: &str, path: &str, body: Option<&Value>) -> Answered {
    let authorization = format!("authorization: Bearer {key}");
    let body = body.map(Value::to_string);
    let mut arguments = vec!["-H", &*authorization, "-H", "accept: application/json"];
    arguments.extend(body.iter().flat_map(|body| ["--json", &**body]));
    ask(server, path, &arguments)
}

/// Changes the page of the hive; returns what is answered.
fn change(server: &Server, key: &str, change: impl Fn(&str) -> String, summary: &str) -> Value {
    let standing = asked(server, key, "entries/hive/edit/text", None).json();
    let text = change(standing["text"].as_str().unwrap());
    let body = json!({ "text": text, "base": standing["base"], "summary": summary });
    let sent = asked(server, key, "entries/hive/edit", Some(&body));
    assert_eq!(sent.code, 200, "{sent:?}");
    sent.json()
}

/// Has the words in every place that holds some. Returns the revisions whose pages had them.
fn spread(fixture: &Fixture) -> Vec<String> {
    let (server, editor, writer) = (&fixture.server, &fixture.editor, &fixture.writer);
    let more = |text: &str| format!("{text}\nIt lies in the {SECRET}.\n");
    let revision = |answer: &Value| answer["revision"].as_str().unwrap().to_owned();
    let begun = json!({ "title": format!("The {SECRET}"), "kind": "concept" });
    let begun = asked(server, editor, "new", Some(&begun)).json();
    let written = change(
        server,
        editor,
        more,
        &format!("Say that it is in the {SECRET}"),
    );
    let said = |what: &str| json!({ "do": what, "words": format!("Not the {SECRET}") });
    for number in 1..=2 {
        change(
            server,
            writer,
            |text| more(&format!("{text}{number}\n")),
            &format!("The {SECRET}"),
        );
        let proposal = format!("proposals/{number}");
        assert_eq!(
            asked(server, editor, &proposal, Some(&said("comment"))).code,
            200
        );
    }
    assert_eq!(
        asked(server, editor, "proposals/1", Some(&said("decline"))).code,
        200
    );
    let report =
        json!({ "page": "entries/hive", "words": format!("My {SECRET}"), "passage": SECRET });
    assert_eq!(asked(server, editor, "report", Some(&report)).code, 200);
    let protect = json!({ "do": "protect", "why": format!("{SECRET} again") });
    assert_eq!(
        asked(server, editor, "entries/hive/edit/protect", Some(&protect)).code,
        303
    );
    let gone = change(
        server,
        editor,
        |text| text.replace(SECRET, "wood"),
        "Say where it lies",
    );
    // What is searched and what was is kept on the disk by now.
    assert!(
        ask(server, &format!("search?q={SECRET}"), &[])
            .body
            .contains("entries/")
    );
    assert_eq!(ask(server, "entries/hive/history", &[]).code, 200);
    assert!(ask(server, "changes/feed.xml", &[]).body.contains(SECRET));
    [&begun, &written, &gone].map(revision).into()
}

/// Does what git-filter-repo does with `--replace-text`: every object is written anew without the words.
fn rewrite(folder: &Folder) {
    let run = |arguments: &[&str], input: Option<&[u8]>| {
        let mut git = Command::new("git");
        git.current_dir(folder.path()).args(arguments);
        git.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = git.spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let input = input.unwrap_or_default().to_vec();
        let writing = std::thread::spawn(move || {
            let mut stdin = stdin;
            std::io::Write::write_all(&mut stdin, &input).unwrap();
        });
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        output.stdout
    };
    let stream = run(&["fast-export", "--all"], None);
    // Nothing of this repository is anything but text.
    let stream = String::from_utf8(stream).unwrap();
    let lower = [SECRET.to_lowercase(), OTHER.to_lowercase()];
    let stream = stream.replace(SECRET, OTHER).replace(&lower[0], &lower[1]);
    run(
        &["fast-import", "--force", "--quiet"],
        Some(stream.as_bytes()),
    );
    git(folder, &["reset", "--quiet", "--hard"]);
}

/// Everything that stands in files of ours, and in the objects of the repository.
fn all_bytes(folder: &Folder) -> String {
    let mut all = git(folder, &["for-each-ref"]);
    let objects = ["cat-file", "--batch-all-objects", "--batch"];
    let output = Command::new("git")
        .current_dir(folder.path())
        .args(objects)
        .output();
    all.push_str(&String::from_utf8_lossy(&output.unwrap().stdout));
    for (name, bytes) in folder.tree("") {
        all.push_str(&format!("{name}\n{}\n", String::from_utf8_lossy(&bytes)));
    }
    all.to_lowercase()
}

#[test]
fn after_the_steps_of_the_manual_nothing_of_ours_holds_the_words() {
    let folder = Folder::repository();
    let settings = folder.read("almanac.toml");
    folder.write(
        "almanac.toml",
        &format!("{settings}\n[search]\ncount_misses = true\n"),
    );
    folder.git(&["commit", "--quiet", "--all", "--message", "Count"]);
    folder.write(".almanac/missed-words.txt", &format!("{SECRET} 12\n"));
    let fixture = Fixture::of(folder, &["--public"]);
    let secret = SECRET.to_lowercase();
    assert_eq!(SECRET.len(), OTHER.len());
    let revisions = spread(&fixture);
    assert!(all_bytes(&fixture.folder).contains(&secret));
    let Fixture {
        folder,
        server,
        editor,
        ..
    } = fixture;
    // 1. The server stops. 2. The repository is rewritten, the names of files too.
    drop(server);
    rewrite(&folder);
    // 3. What the almanac keeps beside its content: of two proposals nothing is to stay.
    let words = SECRET.to_uppercase();
    let run = folder.run(&["erase", &words, "--proposal", "1", "--proposal", "2"]);
    assert_eq!(run.code, 0, "{run}");
    // 4. Git forgets.
    git(&folder, &["reflog", "expire", "--expire=now", "--all"]);
    git(&folder, &["gc", "--quiet", "--prune=now"]);
    let left = all_bytes(&folder);
    let around = left.find(&secret).map(|at| {
        left[at.saturating_sub(80)..]
            .chars()
            .take(200)
            .collect::<String>()
    });
    assert_eq!(around, None);
    // 5. The server starts.
    let server = Server::start(&folder, &["--public"]);
    wait_until("the history is read", || {
        ask(&server, "entries/hive/history", &[]).code == 200
    });
    let lower = OTHER.to_lowercase();
    let mut pages = vec![
        String::new(),
        "entries/".to_owned(),
        "entries/hive".to_owned(),
        format!("entries/the-{lower}"),
        "entries/hive/history".to_owned(),
        "changes".to_owned(),
        "changes/feed.xml".to_owned(),
        "feed.xml".to_owned(),
        "llms.txt".to_owned(),
        "healthz".to_owned(),
        "proposals/".to_owned(),
        "proposals/1".to_owned(),
        "proposals/2".to_owned(),
        "reports/".to_owned(),
        "reports/searches".to_owned(),
        "entries/hive/edit/protect".to_owned(),
        "contributors/wim/undo".to_owned(),
        "search?q=lies".to_owned(),
        "search.json?q=lies".to_owned(),
    ];
    for revision in &revisions {
        for view in [
            format!("at/{revision}"),
            format!("history/{revision}"),
            format!("history/{revision}/undo"),
            format!("history/{revision}/restore"),
        ] {
            let page = format!("entries/hive/{view}");
            let gone = asked(&server, &editor, &page, None);
            assert_eq!(gone.code, 404, "{page}: {gone:?}");
            pages.push(page);
        }
    }
    for page in &pages {
        for shown in [
            asked(&server, &editor, page, None),
            ask(
                &server,
                page,
                &["-H", &format!("authorization: Bearer {editor}")],
            ),
            ask(&server, page, &[]),
        ] {
            assert!(
                !shown.body.to_lowercase().contains(&secret),
                "{page}: {}",
                shown.body
            );
        }
    }
    // The query is said again, and nothing is found.
    let found = ask(&server, &format!("search.json?q={SECRET}"), &[]).json();
    assert_eq!(found["total"], 0, "{found}");
    assert_eq!(
        ask(&server, &format!("entries/the-{secret}"), &[]).code,
        404
    );
    // It goes on as an almanac whose history is a little other.
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    change(&server, &ada, |text| format!("{text}\nAnd on.\n"), "Go on");
    wait_until("the history tells of it", || {
        let history = ask(&server, "entries/hive/history", &[]);
        history.body.contains("Go on")
    });
    let again = change(
        &server,
        &key(&folder, &["Otto"]),
        |text| format!("{text}\nMore.\n"),
        "More",
    );
    // No number of a proposal is given twice.
    assert_eq!(again["proposal"], 3, "{again}");
}
