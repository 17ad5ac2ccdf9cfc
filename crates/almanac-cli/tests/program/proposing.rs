//! Proposals and reports: from those who may not write, to those who decide.

use std::process::Command;

use serde_json::json;

use crate::editing::{Answered, Fixture, ask, key};
use crate::fixture::Folder;
use crate::server::Server;

/// Sends JSON as somebody with a key.
fn post(server: &Server, key: &str, path: &str, body: &serde_json::Value) -> Answered {
    let authorization = format!("authorization: Bearer {key}");
    ask(
        server,
        path,
        &["-H", &authorization, "--json", &body.to_string()],
    )
}

fn get(server: &Server, key: &str, path: &str) -> serde_json::Value {
    let authorization = format!("authorization: Bearer {key}");
    let accept = "accept: application/json";
    ask(server, path, &["-H", &authorization, "-H", accept]).json()
}

/// Sends a text for a page, based on what stands.
fn send(server: &Server, key: &str, page: &str, change: impl Fn(&str) -> String) -> Answered {
    let standing = get(server, key, &format!("{page}/edit/text"));
    let text = change(standing["text"].as_str().unwrap());
    let body = json!({ "text": text, "base": standing["base"], "summary": "Say more" });
    post(server, key, &format!("{page}/edit"), &body)
}

/// Decides as it was looked at.
fn decide(server: &Server, key: &str, number: u32, what: &str, words: &str) -> Answered {
    let path = format!("proposals/{number}");
    let seen = get(server, key, &path);
    let body = json!({
        "do": what, "words": words, "revision": seen["revision"], "tip": seen["tip"],
    });
    post(server, key, &path, &body)
}

fn git(folder: &Folder, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder.path())
        .args(arguments)
        .output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

impl Fixture {
    fn new() -> Self {
        Self::of(Folder::repository(), &[])
    }

    fn propose(&self, page: &str, change: impl Fn(&str) -> String) -> u32 {
        let sent = send(&self.server, &self.writer, page, change);
        assert_eq!(sent.code, 200, "{sent:?}");
        let number = sent.json()["proposal"].as_u64().unwrap();
        u32::try_from(number).unwrap()
    }
}

#[test]
fn a_writer_proposes_and_an_editor_accepts() {
    let fixture = Fixture::new();
    let before = git(&fixture.folder, &["rev-parse", "HEAD"]);
    let number = fixture.propose("entries/hive", |text| format!("{text}It is warm.\n"));
    assert_eq!(git(&fixture.folder, &["rev-parse", "HEAD"]), before);
    let references = git(&fixture.folder, &["for-each-ref", "--format=%(refname)"]);
    assert!(
        references.contains("refs/almanac/proposals/1"),
        "{references}"
    );
    assert!(
        !ask(&fixture.server, "entries/hive", &[])
            .body
            .contains("It is warm.")
    );
    // Nobody sees it who takes no part.
    for path in ["proposals/", "proposals/1"] {
        let shown = ask(&fixture.server, path, &[]);
        assert_eq!(shown.code, 200);
        assert!(!shown.body.contains("Say more"), "{}", shown.body);
    }
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let shown = ask(&fixture.server, "proposals/1", &["-H", &authorization]);
    for part in ["It is warm.", "Wim", "Say more", "value=\"accept\""] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    assert_eq!(
        decide(&fixture.server, &fixture.writer, number, "accept", "").code,
        403
    );
    let accepted = decide(&fixture.server, &fixture.editor, number, "accept", "");
    assert_eq!(accepted.code, 200, "{accepted:?}");
    assert!(
        ask(&fixture.server, "entries/hive", &[])
            .body
            .contains("It is warm.")
    );
    // Who wrote it is its author, and who let it in is named.
    let log = git(&fixture.folder, &["log", "-1", "--format=%an%n%B"]);
    assert!(log.starts_with("Wim\nSay more\n"), "{log}");
    assert!(
        log.contains("Accepted by Edith.") && log.ends_with("Proposal: 1\nAccepted-by: Edith\n\n"),
        "{log}"
    );
    let told = get(&fixture.server, &fixture.writer, "proposals/");
    assert_eq!(told["told"][0]["state"], "accepted", "{told}");
    assert_eq!(
        get(&fixture.server, &fixture.writer, "proposals/")["told"],
        json!([])
    );
    assert_eq!(
        decide(&fixture.server, &fixture.editor, number, "decline", "No").code,
        409
    );
}

#[test]
fn what_is_accepted_is_what_was_looked_at() {
    let fixture = Fixture::new();
    let number = fixture.propose("entries/hive", |text| format!("{text}It is warm.\n"));
    let seen = get(&fixture.server, &fixture.editor, "proposals/1");
    let sent = send(
        &fixture.server,
        &fixture.editor,
        "entries/honey-bee",
        |text| format!("{text}Meanwhile.\n"),
    );
    assert_eq!(sent.code, 200, "{sent:?}");
    let body = json!({ "do": "accept", "revision": seen["revision"], "tip": seen["tip"] });
    let stale = post(&fixture.server, &fixture.editor, "proposals/1", &body);
    assert_eq!(stale.code, 412, "{stale:?}");
    // Looked at again, it is merged with what came meanwhile.
    let accepted = decide(&fixture.server, &fixture.editor, number, "accept", "");
    assert_eq!(accepted.code, 200, "{accepted:?}");
    assert!(
        fixture
            .folder
            .read("entries/hive.md")
            .contains("It is warm.")
    );
    assert!(
        fixture
            .folder
            .read("entries/honey-bee.md")
            .contains("Meanwhile.")
    );
}

#[test]
fn conflicts_are_shown_and_never_guessed() {
    let fixture = Fixture::new();
    let number = fixture.propose("entries/hive", |text| format!("{text}Of the writer.\n"));
    let sent = send(&fixture.server, &fixture.editor, "entries/hive", |text| {
        format!("{text}Of the editor.\n")
    });
    assert_eq!(sent.code, 200, "{sent:?}");
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let shown = ask(&fixture.server, "proposals/1", &["-H", &authorization]);
    assert!(shown.body.contains("Of the writer.") && shown.body.contains("Of the editor."));
    assert!(!shown.body.contains("&lt;&lt;&lt;&lt;"));
    let head = git(&fixture.folder, &["rev-parse", "HEAD"]);
    let refused = decide(&fixture.server, &fixture.editor, number, "accept", "");
    assert_eq!(refused.code, 409, "{refused:?}");
    assert_eq!(git(&fixture.folder, &["rev-parse", "HEAD"]), head);
    // Who declines says why, and who proposed is told.
    assert_eq!(
        decide(&fixture.server, &fixture.editor, number, "decline", " ").code,
        422
    );
    assert_eq!(
        decide(
            &fixture.server,
            &fixture.editor,
            number,
            "decline",
            "Said already"
        )
        .code,
        200
    );
    let told = get(&fixture.server, &fixture.writer, "proposals/");
    assert_eq!(told["told"][0]["reason"], "Said already", "{told}");
}

#[test]
fn a_conflict_is_resolved_place_by_place_and_the_author_stays() {
    let fixture = Fixture::new();
    fixture.propose("entries/hive", |text| {
        format!("{}Of the writer.\n", text.replace("title: ", "title: A "))
    });
    let sent = send(&fixture.server, &fixture.editor, "entries/hive", |text| {
        format!("{text}Of the editor.\n")
    });
    assert_eq!(sent.code, 200, "{sent:?}");
    // Who proposed it sees both texts, and has nothing to choose.
    let authorization = format!("authorization: Bearer {}", fixture.writer);
    let shown = ask(&fixture.server, "proposals/1", &["-H", &authorization]);
    assert!(shown.body.contains("Of the writer.") && shown.body.contains("Of the editor."));
    assert!(!shown.body.contains("choice-0-0"), "{}", shown.body);
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let shown = ask(&fixture.server, "proposals/1", &["-H", &authorization]);
    for part in [
        "name=\"choice-0-0\" value=\"standing\"",
        "name=\"own-0-0\"",
        "entries/hive/edit?proposal=1",
    ] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    let seen = get(&fixture.server, &fixture.editor, "proposals/1");
    let decide = |more: serde_json::Value| {
        let mut body = json!({ "do": "accept", "revision": seen["revision"], "tip": seen["tip"] });
        let fields = body.as_object_mut().unwrap();
        fields.extend(more.as_object().unwrap().clone());
        post(&fixture.server, &fixture.editor, "proposals/1", &body)
    };
    assert_eq!(decide(json!({ "choice-0-1": "own" })).code, 409);
    // A text that breaks the almanac is refused, and comes back in its form.
    let broken = json!({ "choice-0-0": "own", "own-0-0": "{{no-such-fact}}", "words": "Both" });
    let refused = decide(broken);
    assert_eq!(refused.code, 422, "{refused:?}");
    assert!(refused.body.contains("no-such-fact"), "{}", refused.body);
    let chosen = json!({ "choice-0-0": "own", "own-0-0": "Of both." });
    let accepted = decide(chosen);
    assert_eq!(accepted.code, 200, "{accepted:?}");
    let text = fixture.folder.read("entries/hive.md");
    assert!(
        text.contains("title: A ") && text.ends_with("Of both.\n"),
        "{text}"
    );
    let log = git(&fixture.folder, &["log", "-1", "--format=%an%n%B"]);
    assert!(log.starts_with("Wim\n"), "{log}");
    assert!(log.contains("Conflicts resolved by Edith."), "{log}");
}

#[test]
fn an_editor_gets_three_texts_and_sends_one() {
    let fixture = Fixture::new();
    fixture.propose("entries/hive", |text| format!("{text}Of the writer.\n"));
    let before = fixture.folder.read("entries/hive.md");
    let text_of = |key: &str| get(&fixture.server, key, "entries/hive/edit/text?proposal=1");
    // Nothing of it has to be decided yet, and whoever may not decide is not shown it.
    assert!(text_of(&fixture.editor)["proposal"].is_null());
    let sent = send(&fixture.server, &fixture.editor, "entries/hive", |text| {
        format!("{text}Of the editor.\n")
    });
    assert_eq!(sent.code, 200, "{sent:?}");
    assert!(text_of(&fixture.writer)["proposal"].is_null());
    let given = text_of(&fixture.editor);
    assert_eq!(
        given["text"],
        format!("{before}Of the editor.\n"),
        "{given}"
    );
    assert_eq!(given["proposal"]["base"], before);
    assert_eq!(
        given["proposal"]["text"],
        format!("{before}Of the writer.\n")
    );
    let body = json!({
        "do": "accept",
        "revision": given["proposal"]["revision"],
        "tip": given["proposal"]["tip"],
        "file": "entries/hive.md",
        "text": format!("{before}Of the two.\n"),
    });
    let accepted = post(&fixture.server, &fixture.editor, "proposals/1", &body);
    assert_eq!(accepted.code, 200, "{accepted:?}");
    assert!(
        fixture
            .folder
            .read("entries/hive.md")
            .ends_with("Of the two.\n")
    );
}

#[test]
fn two_proposals_that_are_wrong_together_are_not_both_accepted() {
    let fixture = Fixture::new();
    let heading = |words: &str| format!("\n## {words}\n\n[[hive]]\n");
    let first = fixture.propose("entries/hive", |text| format!("{text}{}", heading("One")));
    let second = fixture.propose("entries/honey-bee", |text| {
        text.replace("title:", "aliases: [swarm-of-bees]\ntitle:")
    });
    let third = fixture.propose("entries/hive", |text| {
        text.replace("title:", "aliases: [swarm-of-bees]\ntitle:")
    });
    for number in [first, second] {
        let accepted = decide(&fixture.server, &fixture.editor, number, "accept", "");
        assert_eq!(accepted.code, 200, "{accepted:?}");
    }
    let refused = decide(&fixture.server, &fixture.editor, third, "accept", "");
    assert!(matches!(refused.code, 409 | 422), "{refused:?}");
    assert!(
        !fixture
            .folder
            .read("entries/hive.md")
            .contains("swarm-of-bees")
    );
}

#[test]
fn who_proposed_may_take_it_back_and_speak() {
    let fixture = Fixture::new();
    let number = fixture.propose("entries/hive", |text| format!("{text}More.\n"));
    let said = "<script>alert(1)</script>\n\nAnd why.";
    assert_eq!(
        decide(&fixture.server, &fixture.writer, number, "comment", said).code,
        200
    );
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let shown = ask(&fixture.server, "proposals/1", &["-H", &authorization]);
    assert!(shown.body.contains("And why.") && !shown.body.contains("<script>alert"));
    let other = key(&fixture.folder, &["Otto"]);
    for what in ["withdraw", "comment", "accept"] {
        assert_eq!(
            decide(&fixture.server, &other, number, what, "x").code,
            403,
            "{what}"
        );
    }
    assert_eq!(
        decide(&fixture.server, &fixture.writer, number, "withdraw", "").code,
        200
    );
    assert_eq!(
        get(&fixture.server, &fixture.writer, "proposals/1")["state"],
        "withdrawn"
    );
    let sent = ask(&fixture.server, "proposals/1", &["-d", "do=accept"]);
    assert_eq!(sent.code, 401, "{sent:?}");
    assert_eq!(
        ask(&fixture.server, "proposals/9", &["-H", &authorization]).code,
        404
    );
}

#[test]
fn mistakes_are_reported_without_an_account_and_answered_by_a_commit() {
    let fixture = Fixture::new();
    let server = &fixture.server;
    let page = ask(server, "entries/hive", &[]);
    assert!(
        page.body.contains("/report?page=entries/hive"),
        "{}",
        page.body
    );
    let form = ask(server, "report?page=entries/hive&passage=A%20home", &[]);
    assert!(
        form.code == 200 && form.body.contains("value=\"A home\""),
        "{}",
        form.body
    );
    let send = |words: &str| {
        let words = format!("words={words}");
        let fields = [
            "-d",
            "page=entries/hive",
            "-d",
            "passage=A home",
            "--data-urlencode",
            &words,
        ];
        ask(server, "report", &fields).code
    };
    assert_eq!(send("It is <b>no</b> home."), 200);
    // The same is said once.
    assert_eq!(send("it is  <b>no</b> home."), 200);
    assert_eq!(send(" "), 422);
    let closed = ask(server, "reports/", &[]);
    assert!(
        closed.code == 200 && !closed.body.contains("no&lt;"),
        "{}",
        closed.body
    );
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let list = ask(server, "reports/", &["-H", &authorization]);
    assert_eq!(
        list.body.matches("entries/hive/edit?report=").count(),
        1,
        "{}",
        list.body
    );
    assert!(list.body.contains("said 2 times") && !list.body.contains("<b>no</b>"));
    let answered = {
        let standing = get(server, &fixture.editor, "entries/hive/edit/text");
        let text = format!("{}A house.\n", standing["text"].as_str().unwrap());
        let body = json!({
            "text": text, "base": standing["base"], "summary": "Say house", "report": "1",
        });
        post(server, &fixture.editor, "entries/hive/edit", &body)
    };
    assert_eq!(answered.code, 200, "{answered:?}");
    assert!(git(&fixture.folder, &["log", "-1", "--format=%B"]).contains("Answers report 1."));
    let list = ask(server, "reports/", &["-H", &authorization]);
    assert!(!list.body.contains("edit?report="), "{}", list.body);
    // There is a bound, by address.
    let codes: Vec<u16> = (0..8)
        .map(|number| send(&format!("Number {number}")))
        .collect();
    assert!(codes.contains(&429), "{codes:?}");
    assert_eq!(ask(server, "report?page=nothing/here", &[]).code, 404);
    let forged = [
        "-H",
        "origin: https://evil.example",
        "-d",
        "page=entries/hive&words=x",
    ];
    assert_eq!(ask(server, "report", &forged).code, 403);
}
