//! What was done is undone, pages are protected, and new ones begun.

use serde_json::{Value, json};

use crate::editing::{Answered, Fixture, ask, key};
use crate::fixture::Folder;
use crate::server::Server;

/// What is said where proposals would change a page, or make it.
const WAITS: &str = " for this page.</a>";

/// An image of one dot, as the text that its bytes are.
fn image(dot: &str) -> String {
    format!("GIF89a\u{1}\0\u{1}\0\0\0\0,\0\0\0\0\u{1}\0\u{1}\0\0\u{2}\u{2}{dot}\0;")
}

impl Fixture {
    /// An almanac in which writers write.
    pub fn open() -> Self {
        let folder = Folder::almanac();
        let settings = folder.read("almanac.toml");
        folder.write(
            "almanac.toml",
            &format!("{settings}\n[contributions]\nreview = \"open\"\n"),
        );
        folder.write("media/bee.gif", &image("px"));
        let hive = folder.read("entries/hive.md");
        folder.write(
            "entries/hive.md",
            &format!("{hive}\n![A hive](../media/bee.gif)\n"),
        );
        folder.write(
            "entries/hive.advanced.md",
            "---\ntitle: Hive, in depth\nsummary: Of wax.\n---\nOf wax.\n",
        );
        folder.make_repository();
        Self::of(folder, &["--public"])
    }

    pub fn post(&self, key: &str, path: &str, body: &Value) -> Answered {
        let authorization = format!("authorization: Bearer {key}");
        let body = body.to_string();
        ask(&self.server, path, &["-H", &authorization, "--json", &body])
    }

    pub fn json(&self, key: &str, path: &str) -> Value {
        let authorization = format!("authorization: Bearer {key}");
        let accept = "accept: application/json";
        ask(&self.server, path, &["-H", &authorization, "-H", accept]).json()
    }

    pub fn page(&self, key: &str, path: &str) -> Answered {
        let authorization = format!("authorization: Bearer {key}");
        ask(&self.server, path, &["-H", &authorization])
    }

    pub fn send(&self, key: &str, page: &str, change: impl Fn(&str) -> String) -> Answered {
        let standing = self.json(key, &format!("{page}/edit/text"));
        let text = change(standing["text"].as_str().unwrap());
        let body = json!({ "text": text, "base": standing["base"], "summary": "Say more" });
        self.post(key, &format!("{page}/edit"), &body)
    }

    /// Changes a page, and returns the revision that records it.
    pub fn change(&self, key: &str, page: &str, change: impl Fn(&str) -> String) -> String {
        let sent = self.send(key, page, change);
        assert_eq!(sent.code, 200, "{sent:?}");
        sent.json()["revision"].as_str().unwrap().to_owned()
    }

    /// Does what a page shows that takes something back.
    pub fn confirm(&self, key: &str, path: &str) -> Answered {
        let seen = self.json(key, path);
        let body = json!({ "tip": seen["tip"], "base": seen["base"] });
        self.post(key, path, &body)
    }

    pub fn protect(&self, page: &str, until: &str) {
        let body = json!({ "do": "protect", "why": "Vandals", "until": until });
        let sent = self.post(&self.editor, &format!("{page}/edit/protect"), &body);
        assert_eq!(sent.code, 303, "{sent:?}");
    }
}

#[test]
fn a_change_is_undone_as_it_was_looked_at_and_a_text_is_restored() {
    let fixture = Fixture::open();
    let first = fixture.change(&fixture.writer, "entries/hive", |text| {
        text.replace("The home", "The castle")
    });
    fixture.change(&fixture.editor, "entries/hive", |text| {
        format!("{text}\nIt is warm.\n")
    });
    let history = ask(&fixture.server, "entries/hive/history", &[]);
    let undo = format!("entries/hive/history/{first}/undo");
    assert!(history.body.contains(&undo), "{}", history.body);
    // Who has not signed in is shown how.
    let shown = ask(&fixture.server, &undo, &[]);
    assert!(
        shown.code == 200 && shown.body.contains("sign-in?next="),
        "{}",
        shown.body
    );
    assert_eq!(ask(&fixture.server, &undo, &["-d", "tip=x"]).code, 401);
    let shown = fixture.page(&fixture.editor, &undo);
    for part in ["castle", "name=\"tip\"", "name=\"base\""] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    // What is done is what was looked at.
    let seen = fixture.json(&fixture.editor, &undo);
    fixture.change(&fixture.editor, "entries/honey-bee", |text| {
        format!("{text}\nMore.\n")
    });
    let body = json!({ "tip": seen["tip"], "base": seen["base"] });
    assert_eq!(fixture.post(&fixture.editor, &undo, &body).code, 412);
    let done = fixture.confirm(&fixture.editor, &undo);
    assert_eq!(done.code, 200, "{done:?}");
    let text = fixture.folder.read("entries/hive.md");
    assert!(
        text.contains("The home") && text.contains("It is warm."),
        "{text}"
    );
    // Once more, nothing is left to do.
    assert_eq!(fixture.confirm(&fixture.editor, &undo).code, 409);
    let restore = format!("entries/hive/history/{first}/restore");
    let done = fixture.confirm(&fixture.editor, &restore);
    assert_eq!(done.code, 200, "{done:?}");
    let text = fixture.folder.read("entries/hive.md");
    assert!(
        text.contains("The castle") && !text.contains("It is warm."),
        "{text}"
    );
    for wrong in ["HEAD", "0000000", "--all", "..%2f"] {
        let path = format!("entries/hive/history/{wrong}/undo");
        assert_eq!(fixture.page(&fixture.editor, &path).code, 404, "{wrong}");
    }
}

#[test]
fn an_undo_that_would_break_the_almanac_is_refused_and_conflicts_are_shown() {
    let fixture = Fixture::open();
    let first = fixture.change(&fixture.writer, "entries/hive", |text| {
        text.replace("The home", "The castle")
    });
    fixture.change(&fixture.editor, "entries/hive", |text| {
        text.replace("The castle", "The palace")
    });
    let undo = format!("entries/hive/history/{first}/undo");
    let shown = fixture.page(&fixture.editor, &undo);
    for part in ["The home", "The castle", "The palace"] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    assert!(!shown.body.contains("name=\"tip\"") && !shown.body.contains("&lt;&lt;&lt;&lt;"));
    assert_eq!(fixture.confirm(&fixture.editor, &undo).code, 409);
    // An alias that was given, and that another page has taken since it went.
    let alias = |text: &str| text.replace("title:", "aliases: [the-swarm]\ntitle:");
    let gave = fixture.change(&fixture.editor, "entries/hive", alias);
    let took = fixture.confirm(
        &fixture.editor,
        &format!("entries/hive/history/{gave}/undo"),
    );
    let took = took.json()["revision"].as_str().unwrap().to_owned();
    fixture.change(&fixture.editor, "entries/honey-bee", alias);
    let refused = fixture.confirm(
        &fixture.editor,
        &format!("entries/hive/history/{took}/undo"),
    );
    assert!(matches!(refused.code, 409 | 422), "{refused:?}");
}

#[test]
fn all_of_a_contributors_changes_are_undone_by_an_editor() {
    let fixture = Fixture::open();
    fixture.change(&fixture.writer, "entries/hive", |text| {
        text.replace("title: Hive", "title: Spam")
    });
    let begun = json!({ "title": "Cheap honey", "kind": "concept" });
    let sent = fixture.post(&fixture.writer, "new", &begun);
    assert_eq!(sent.code, 200, "{sent:?}");
    assert!(fixture.folder.has("entries/cheap-honey.md"));
    fixture.change(&fixture.editor, "entries/hive", |text| {
        format!("{text}\nIt is warm.\n")
    });
    let path = "contributors/wim/undo";
    assert_eq!(fixture.post(&fixture.writer, path, &json!({})).code, 403);
    assert!(
        fixture
            .page(&fixture.editor, "contributors/wim")
            .body
            .contains(path)
    );
    let shown = fixture.page(&fixture.editor, path);
    assert!(
        shown.body.contains("Spam") && shown.body.contains("Cheap honey"),
        "{}",
        shown.body
    );
    let done = fixture.confirm(&fixture.editor, path);
    assert_eq!(done.code, 200, "{done:?}");
    let text = fixture.folder.read("entries/hive.md");
    assert!(
        text.contains("title: Hive") && text.contains("It is warm."),
        "{text}"
    );
    assert!(!fixture.folder.has("entries/cheap-honey.md"));
    assert_eq!(
        fixture
            .page(&fixture.editor, "contributors/nobody/undo")
            .code,
        404
    );
}

#[test]
fn a_protected_page_is_changed_by_editors_whatever_door_others_come_by() {
    let fixture = Fixture::open();
    let protect = |key: &str, body: &Value| {
        let answered = fixture.post(key, "entries/hive/edit/protect", body);
        answered.code
    };
    let refused = json!({ "do": "protect", "why": "Mine" });
    assert_eq!(protect(&fixture.writer, &refused), 403);
    let unsaid = json!({ "do": "protect" });
    assert_eq!(protect(&fixture.editor, &unsaid), 422);
    let past = json!({ "do": "protect", "why": "x", "until": "2020-01-01" });
    assert_eq!(protect(&fixture.editor, &past), 422);
    let before = fixture.change(&fixture.writer, "entries/hive", |text| {
        format!("{text}\nOne.\n")
    });
    fixture.protect("entries/hive", "");
    let text = fixture.folder.read("entries/hive.md");
    // The page itself, a depth of it, an undo, a restored text, and an image that it shows, sent with another page.
    let more = |text: &str| format!("{text}\nTwo.\n");
    let mut answers = vec![
        fixture.send(&fixture.writer, "entries/hive", more),
        fixture.send(&fixture.writer, "entries/hive/advanced", more),
    ];
    for what in ["undo", "restore"] {
        let path = format!("entries/hive/history/{before}/{what}");
        let seen = fixture.json(&fixture.writer, &path);
        if seen["files"]
            .as_array()
            .is_some_and(|files| !files.is_empty())
        {
            answers.push(fixture.confirm(&fixture.writer, &path));
        }
    }
    let gif = "R0lGODlhAQABAAAAACwAAAAAAQABAAACAnB5ADs=";
    let media =
        json!([{ "name": "bee.gif", "base64": gif, "licence": "CC0-1.0", "replace": true }]);
    let standing = fixture.json(&fixture.writer, "entries/honey-bee/edit/text");
    let body = json!({
        "text": standing["text"], "base": standing["base"], "media": media.to_string(),
    });
    answers.push(fixture.post(&fixture.writer, "entries/honey-bee/edit", &body));
    for answer in &answers {
        assert_eq!(answer.code, 200, "{answer:?}");
        assert!(answer.json()["proposal"].is_u64(), "{answer:?}");
    }
    assert!(
        answers[0].json()["words"]
            .as_str()
            .unwrap()
            .contains("Vandals")
    );
    assert_eq!(fixture.folder.read("entries/hive.md"), text);
    assert_eq!(fixture.folder.read("media/bee.gif"), image("px"));
    let shown = fixture.page(&fixture.writer, "entries/hive/edit");
    assert!(shown.body.contains("Vandals") && shown.body.contains("data-action=\"propose\""));
    // Another page is written as before, and editors write this one.
    fixture.change(&fixture.writer, "entries/honey-bee", more);
    fixture.change(&fixture.editor, "entries/hive", more);
    // A name that it gets leads to the same page.
    fixture.change(&fixture.editor, "entries/hive", |text| {
        text.replace("id: hive\n", "slug: beehive\naliases: [hive]\n")
    });
    let sent = fixture.send(&fixture.writer, "entries/beehive", |text| {
        format!("{text}\nThree.\n")
    });
    assert!(sent.json()["proposal"].is_u64(), "{sent:?}");
}

#[test]
fn a_protection_ends_and_stays_in_the_list() {
    let fixture = Fixture::open();
    fixture.protect("entries/hive", "2999-01-01");
    let end = json!({ "do": "end" });
    assert_eq!(
        fixture
            .post(&fixture.editor, "entries/hive/edit/protect", &end)
            .code,
        303
    );
    let sent = fixture.send(&fixture.writer, "entries/hive", |text| {
        format!("{text}\nOne.\n")
    });
    assert!(sent.json()["revision"].is_string(), "{sent:?}");
    let shown = ask(&fixture.server, "entries/hive/edit/protect", &[]);
    assert!(
        shown.body.contains("Vandals") && shown.body.contains("over"),
        "{}",
        shown.body
    );
}

#[test]
fn a_title_becomes_a_page_from_a_template_and_a_taken_name_is_told() {
    let fixture = Fixture::open();
    let question = ask(&fixture.server, "new", &[]);
    assert!(
        question.code == 200 && question.body.contains("name=\"title\""),
        "{}",
        question.body
    );
    let shown = fixture.page(&fixture.writer, "new?title=Royal%20jelly&kind=concept");
    for part in [
        "Royal jelly",
        "stub: true",
        "/entries/royal-jelly/edit\"",
        "data-editor",
    ] {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    let begun = fixture.json(&fixture.writer, "entries/royal-jelly/edit/text");
    assert_eq!(
        (begun["base"].as_str(), begun["text"].as_str()),
        (Some(""), Some(""))
    );
    let text = "---\nid: jelly\ntitle: Royal jelly\nstub: true\n---\nFood.\n";
    let checked = fixture.post(
        &fixture.writer,
        "entries/royal-jelly/edit/check",
        &json!({ "text": text }),
    );
    assert!(
        checked.json()["preview"]
            .as_str()
            .unwrap()
            .contains("Food."),
        "{checked:?}"
    );
    let body = json!({ "text": text, "base": "", "summary": "Begin" });
    let sent = fixture.post(&fixture.writer, "entries/royal-jelly/edit", &body);
    assert_eq!(sent.code, 200, "{sent:?}");
    assert_eq!(fixture.folder.read("entries/royal-jelly.md"), text);
    for title in ["Royal%20jelly", "Hive", "HIVE", "honey%20bee"] {
        let taken = fixture.page(&fixture.writer, &format!("new?title={title}"));
        assert_eq!(taken.code, 409, "{title}");
        assert!(taken.body.contains("/entries/"), "{}", taken.body);
    }
    assert_eq!(
        fixture
            .page(&fixture.writer, "new?title=To%20the%20hive&kind=path")
            .code,
        409
    );
    for title in ["...", "%2e%2e%2f", "%00", "%F0%9F%98%80"] {
        let refused = fixture.page(&fixture.writer, &format!("new?title={title}"));
        assert!(
            matches!(refused.code, 200 | 422),
            "{title} {}",
            refused.code
        );
        assert!(!refused.body.contains("name=\"text\""), "{title}");
    }
    assert_eq!(
        fixture.page(&fixture.writer, "new?title=x&kind=../x").code,
        422
    );
    // What would end the field of the title is part of it.
    let hostile = "new?title=A%22%0A---%0Adraft%3A%20true%20%3Cscript%3E";
    let shown = fixture.page(&fixture.writer, hostile);
    assert!(
        shown.code == 200 && !shown.body.contains("<script>"),
        "{}",
        shown.body
    );
    assert_eq!(shown.body.matches("\n---\n").count(), 2, "{}", shown.body);
    // A page that went while somebody wrote comes back with their text.
    let gone = json!({ "text": text, "base": "0123", "summary": "x" });
    let answered = fixture.post(&fixture.writer, "entries/not-there/edit", &gone);
    assert_eq!(answered.code, 412, "{answered:?}");
    let sent = ask(
        &fixture.server,
        "entries/not-there/edit",
        &["-d", "text=Mine"],
    );
    assert!(sent.code == 401 && sent.body.contains("Mine"), "{sent:?}");
}

#[test]
fn who_may_not_write_proposes_a_new_page() {
    let fixture = Fixture::of(Folder::repository(), &["--public"]);
    let sent = fixture.post(&fixture.writer, "new", &json!({ "title": "Wax" }));
    assert_eq!(sent.json()["proposal"], 1, "{sent:?}");
    assert!(!fixture.folder.has("entries/wax.md"));
    // Whoever looks for it, or begins it too, is told that it is on its way.
    let missing = ask(&fixture.server, "entries/wax", &[]);
    assert!(
        missing.code == 404 && missing.body.contains(WAITS),
        "{}",
        missing.body
    );
    let other = ask(&fixture.server, "entries/honey", &[]);
    assert!(
        other.code == 404 && !other.body.contains(WAITS),
        "{}",
        other.body
    );
    let begun = fixture.page(&fixture.editor, "new?title=Wax");
    assert!(begun.body.contains(WAITS), "{}", begun.body);
    let begun = fixture.page(&fixture.editor, "new?title=Honey");
    assert!(!begun.body.contains(WAITS), "{}", begun.body);
    let otto = key(&fixture.folder, &["Otto"]);
    let again = fixture.post(&otto, "new", &json!({ "title": "Wax", "summary": "Mine" }));
    assert_eq!(again.json()["proposal"], 2, "{again:?}");
    let seen = fixture.json(&fixture.editor, "proposals/1");
    assert_eq!(seen["title"], "Wax");
    let body = json!({ "do": "accept", "revision": seen["revision"], "tip": seen["tip"] });
    assert_eq!(
        fixture.post(&fixture.editor, "proposals/1", &body).code,
        200
    );
    assert!(fixture.folder.has("entries/wax.md"));
    // The other one is about the page that there is now.
    let shown = fixture.page(&fixture.editor, "entries/wax/edit");
    assert!(shown.body.contains(WAITS), "{}", shown.body);
    let shown = fixture.page(&fixture.editor, "proposals/2");
    assert!(shown.body.contains("/entries/wax\""), "{}", shown.body);
    let shown = fixture.page(&fixture.editor, "entries/hive/edit");
    assert!(!shown.body.contains(WAITS), "{}", shown.body);
}

#[test]
fn words_that_found_nothing_are_for_editors() {
    let fixture = Fixture::open();
    fixture
        .folder
        .write(".almanac/missed-words.txt", "<propolis>\nhive\n");
    let closed = ask(&fixture.server, "reports/searches", &[]);
    assert!(
        closed.code == 200 && !closed.body.contains("propolis"),
        "{}",
        closed.body
    );
    let shown = fixture.page(&fixture.editor, "reports/searches");
    assert!(shown.body.contains("count_misses"), "{}", shown.body);
    let settings = fixture.folder.read("almanac.toml");
    fixture.folder.write(
        "almanac.toml",
        &format!("{settings}\n[search]\ncount_misses = true\n"),
    );
    let server = Server::start(&fixture.folder, &["--public"]);
    let authorization = format!("authorization: Bearer {}", fixture.editor);
    let shown = ask(&server, "reports/searches", &["-H", &authorization]);
    // What finds something by now is left out.
    assert!(
        shown.body.contains("&#60;propolis&#62;") && !shown.body.contains("<bdi>hive</bdi>"),
        "{}",
        shown.body
    );
    let closed = ask(
        &server,
        "reports/searches",
        &["-H", &format!("authorization: Bearer {}", fixture.writer)],
    );
    assert!(!closed.body.contains("propolis"));
}
