//! Pages are changed in the browser: who may, what is recorded, and what is refused.

use std::process::Command;

use crate::fixture::Folder;
use crate::server::Server;

/// What was answered to a request.
#[derive(Debug)]
pub struct Answered {
    pub code: u16,
    pub head: String,
    pub body: String,
}

impl Answered {
    pub fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}:");
        let mut lines = self.head.lines();
        let line = lines.find(|line| line.to_lowercase().starts_with(&start))?;
        Some(line[start.len()..].trim())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The cookie that was set, as it is sent back.
    pub fn cookie(&self) -> String {
        let cookie = self.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// The value of a field that is not shown.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&start).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    }
}

/// Sends a request by `curl`, which is no client of ours.
pub fn ask(server: &Server, path: &str, arguments: &[&str]) -> Answered {
    let mut curl = Command::new("curl");
    curl.args(["-s", "-S", "-i", "--max-time", "20"])
        .args(arguments);
    let output = curl.arg(format!("{}{path}", server.site)).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Where curl waited for a word first, there are two heads.
    let text = text
        .strip_prefix("HTTP/1.1 100 Continue\r\n\r\n")
        .unwrap_or(&text)
        .to_owned();
    let (head, body) = text
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("{output:?}"));
    Answered {
        code: head.split(' ').nth(1).unwrap().parse().unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// A server, and the keys of an editor who is called Edith and of a writer who is called Wim.
pub struct Fixture {
    pub folder: Folder,
    pub server: Server,
    pub editor: String,
    pub writer: String,
}

impl Fixture {
    /// Serves a folder.
    pub fn of(folder: Folder, arguments: &[&str]) -> Self {
        let server = Server::start(&folder, arguments);
        let editor = ["Edith", "--role", "editor", "--scope", "review"];
        Self {
            editor: key(&folder, &editor),
            writer: key(&folder, &["Wim"]),
            folder,
            server,
        }
    }
}

/// A key of a contributor.
pub fn key(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(&[&["key", "create"][..], arguments].concat());
    assert_eq!(run.code, 0, "{run}");
    run.out.trim().to_owned()
}

/// Sends a text for a page as a program does.
fn send(server: &Server, key: &str, page: &str, base: &str, text: &str) -> Answered {
    let authorization = format!("authorization: Bearer {key}");
    let body = serde_json::json!({ "text": text, "base": base, "summary": "Say more" });
    let body = body.to_string();
    ask(
        server,
        &format!("{page}/edit"),
        &["-H", &authorization, "--json", &body],
    )
}

fn text_of(server: &Server, key: &str, page: &str) -> (String, String) {
    let authorization = format!("authorization: Bearer {key}");
    let answered = ask(
        server,
        &format!("{page}/edit/text"),
        &["-H", &authorization],
    )
    .json();
    let field = |name: &str| answered[name].as_str().unwrap().to_owned();
    (field("base"), field("text"))
}

#[test]
fn who_has_not_signed_in_is_shown_how_and_changes_nothing() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let shown = ask(&server, "entries/hive/edit", &[]);
    assert_eq!(shown.code, 200);
    assert!(
        shown.body.contains("sign-in?next=") && shown.body.contains("propose"),
        "{}",
        shown.body
    );
    assert!(shown.header("cache-control").unwrap().contains("no-store"));
    let page = ask(&server, "entries/hive", &[]);
    assert!(page.body.contains("/entries/hive/edit") && page.body.contains("Improve this page"));
    let sent = ask(
        &server,
        "entries/hive/edit",
        &["-d", "text=Mine%20alone&base=x"],
    );
    assert_eq!(sent.code, 401, "{sent:?}");
    // What was typed is not lost.
    assert!(sent.body.contains("Mine alone"), "{}", sent.body);
    assert_eq!(
        ask(&server, "entries/hive/edit/check", &["-d", "text=x"]).code,
        401
    );
    assert_eq!(ask(&server, "entries/none/edit", &[]).code, 404);
    assert_eq!(ask(&server, "entries/hive", &["-d", "text=x"]).code, 405);
}

#[test]
fn an_editor_saves_and_the_history_names_them() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let ada = key(&folder, &["Ada Lovelace", "--role", "editor"]);
    let (base, text) = text_of(&server, &ada, "entries/hive");
    let more = format!("{text}It is warm.\n");
    let saved = send(&server, &ada, "entries/hive", &base, &more);
    assert_eq!(saved.code, 200, "{saved:?}");
    let saved = saved.json();
    assert_eq!(
        (&saved["changed"], &saved["address"]),
        (&true.into(), &"/entries/hive".into())
    );
    // Who sends it by a program is told what it touches: the path that leads through it, and the pages beside.
    assert!(saved["impact"]["touches"].is_string(), "{saved}");
    assert_eq!(saved["impact"]["pages"][0]["file"], "entries/hive.md");
    assert_eq!(folder.read("entries/hive.md"), more);
    assert!(
        ask(&server, "entries/hive", &[])
            .body
            .contains("It is warm.")
    );
    let log = Command::new("git")
        .current_dir(folder.path())
        .args(["log", "-1", "--format=%an <%ae>%n%B"])
        .output()
        .unwrap();
    let log = String::from_utf8(log.stdout).unwrap();
    let first = "Ada Lovelace <ada-lovelace@users.noreply.localhost>\nSay more\n";
    assert!(
        log.starts_with(first) && log.contains("\n\nAlmanac-Write: "),
        "{log}"
    );
    // The same text is no change, whatever it is based on; another one is refused with what stands.
    let again = send(&server, &ada, "entries/hive", &base, &more).json();
    assert_eq!(
        (&again["base"], &again["revision"]),
        (&saved["base"], &serde_json::Value::Null)
    );
    let stale = send(
        &server,
        &ada,
        "entries/hive",
        &base,
        "---\ntitle: Other\n---\n",
    );
    assert_eq!(stale.code, 412);
    assert_eq!(
        (&stale.json()["base"], &stale.json()["text"]),
        (&saved["base"], &more.into())
    );
    let base = saved["base"].as_str().unwrap();
    let invalid = send(
        &server,
        &ada,
        "entries/hive",
        base,
        "---\ntitle: Hive\nlevel: introductory\nsummary: A home.\n---\nSaid.[@none]\n",
    );
    assert_eq!(invalid.code, 422, "{invalid:?}");
    assert_eq!(invalid.json()["diagnostics"][0]["name"], "unknown-source");
}

#[test]
fn a_form_of_a_browser_keeps_every_byte_that_was_not_touched() {
    let folder = Folder::repository();
    let text = "---\r\nid: crlf\r\ntitle: Ends\r\nsummary: Of lines.\r\n---\r\nOne.\nTwo.\r\n";
    folder.write("entries/ends.md", text);
    folder.git(&["add", "-A"]);
    folder.git(&["-c", "core.autocrlf=false", "commit", "-qm", "more"]);
    let server = Server::start(&folder, &[]);
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    let signed = ask(
        &server,
        "sign-in",
        &["--data-urlencode", &format!("key={ada}")],
    );
    assert_eq!(signed.code, 303, "{signed:?}");
    let cookie = signed.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=", "Path=/", "Max-Age="] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let cookie = format!("cookie: {}", signed.cookie());
    let form = ask(&server, "entries/ends/edit", &["-H", &cookie]);
    assert!(form.body.contains("<textarea"), "{}", form.body);
    let head = || {
        let output = Command::new("git")
            .current_dir(folder.path())
            .args(["rev-parse", "HEAD"])
            .output();
        output.unwrap().stdout
    };
    let before = head();
    let base = format!("base={}", form.hidden("base"));
    let id = format!("id={}", form.hidden("id"));
    let send = |text: &str| {
        let text = format!("text={}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
        let fields = [&text, &base, &id];
        let mut arguments = vec!["-H", &*cookie];
        for field in fields {
            arguments.extend(["--data-urlencode", field.as_str()]);
        }
        ask(&server, "entries/ends/edit", &arguments)
    };
    let same = send(text);
    assert_eq!(
        (same.code, same.header("location")),
        (303, Some("/entries/ends")),
        "{same:?}"
    );
    assert_eq!(head(), before);
    let changed = send(&text.replace("Two.", "Two!"));
    assert_eq!(changed.code, 303, "{changed:?}");
    assert_eq!(folder.read("entries/ends.md"), text.replace("Two.", "Two!"));
    assert_ne!(head(), before);
    // Signing out everywhere ends the session; its cookie is worth nothing then.
    let out = ask(&server, "sign-in", &["-H", &cookie, "-d", "do=everywhere"]);
    assert_eq!(out.code, 303, "{out:?}");
    assert_eq!(send("---\ntitle: x\n---\n").code, 401);
}

#[test]
fn forms_of_other_sites_are_refused() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    let signed = ask(
        &server,
        "sign-in",
        &["--data-urlencode", &format!("key={ada}")],
    );
    let cookie = format!("cookie: {}", signed.cookie());
    for forged in [
        "origin: https://evil.example",
        "origin: null",
        "sec-fetch-site: cross-site",
        "sec-fetch-site: same-site",
    ] {
        for path in ["entries/hive/edit", "entries/hive/edit/check", "sign-in"] {
            let sent = ask(
                &server,
                path,
                &["-H", &cookie, "-H", forged, "-d", "do=out&text=x"],
            );
            assert_eq!(sent.code, 403, "{forged} {path}: {sent:?}");
        }
    }
    let own = format!("origin: {}", server.site.trim_end_matches('/'));
    let sent = ask(
        &server,
        "entries/hive/edit/check",
        &["-H", &cookie, "-H", &own, "-d", "text=x"],
    );
    assert_eq!(sent.code, 200, "{sent:?}");
}

#[test]
fn a_key_is_good_for_what_it_is_for_until_it_is_revoked() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let reader = key(&folder, &["Rita", "--scope", "read", "--role", "admin"]);
    let writer = key(&folder, &["Wim"]);
    let (base, text) = text_of(&server, &writer, "entries/hive");
    let more = format!("{text}More.\n");
    let sent = send(&server, &reader, "entries/hive", &base, &more);
    assert_eq!(sent.code, 403, "{sent:?}");
    let sent = send(&server, &writer, "entries/hive", &base, &more).json();
    assert_eq!(sent["proposal"], 1, "{sent}");
    assert_eq!(folder.read("entries/hive.md"), text);
    let wrong = send(&server, "almanac_0000", "entries/hive", &base, &text);
    assert_eq!(
        (wrong.code, wrong.header("www-authenticate")),
        (401, Some("Bearer"))
    );
    folder.edit(
        "almanac.toml",
        "title",
        "contributions = { review = \"open\" }\ntitle",
    );
    server.listen().wait_until(|| {
        let sent = send(&server, &writer, "entries/hive", &base, &more);
        sent.code == 200 && sent.json()["proposal"].is_null()
    });
    let signed = ask(
        &server,
        "sign-in",
        &["--data-urlencode", &format!("key={writer}")],
    );
    let cookie = format!("cookie: {}", signed.cookie());
    assert_eq!(folder.run(&["key", "revoke", "Wim"]).code, 0);
    assert_eq!(
        send(&server, &writer, "entries/hive", &base, &text).code,
        401
    );
    let form = ask(&server, "entries/hive/edit", &["-H", &cookie]);
    assert!(!form.body.contains("<textarea"), "{}", form.body);
}

#[test]
fn an_editor_is_told_while_typing_what_the_compiler_says() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    let authorization = format!("authorization: Bearer {ada}");
    let text = "---\nid: hive\ntitle: Hive\nlevel: introductory\nsummary: A home.\n---\n👩‍👩‍👧 é.[@none] See [[honey-bee]].\n";
    let body = serde_json::json!({ "text": text }).to_string();
    let checked = ask(
        &server,
        "entries/hive/edit/check",
        &["-H", &authorization, "--json", &body],
    );
    assert_eq!(checked.code, 200, "{checked:?}");
    let checked = checked.json();
    let found = &checked["diagnostics"][0];
    assert_eq!(found["name"], "unknown-source", "{checked}");
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |name: &str| found[name].as_u64().unwrap() as usize;
    let marked = String::from_utf16(&units[at("from")..at("to")]).unwrap();
    assert!(marked.contains("none"), "{marked}");
    assert!(
        checked["preview"].as_str().unwrap().contains("<article"),
        "{checked}"
    );
    let asked = ask(
        &server,
        "entries/hive/edit/complete?sort=link&q=hon",
        &["-H", &authorization],
    );
    assert_eq!(asked.json()[0]["insert"], "honey-bee", "{asked:?}");
    let touched = ask(
        &server,
        "entries/hive/edit/impact",
        &["-H", &authorization, "--json", &body],
    );
    assert!(touched.json()["touches"].is_string(), "{touched:?}");
}

#[test]
fn hostile_fields_are_text_or_refused() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    let (base, text) = text_of(&server, &ada, "entries/hive");
    let authorization = format!("authorization: Bearer {ada}");
    let script = "</textarea><script>alert(1)</script>";
    let fields = ["text", "base", "summary", "id"].map(|name| format!("{name}={script}"));
    let mut arguments = vec!["-H", &*authorization];
    for field in &fields {
        arguments.extend(["--data-urlencode", field.as_str()]);
    }
    let shown = ask(&server, "entries/hive/edit", &arguments);
    assert_eq!(shown.code, 412);
    assert!(!shown.body.contains("<script>alert"), "{}", shown.body);
    let next = ask(&server, "sign-in?next=%22%3E%3Cscript%3Ealert(1)//", &[]);
    assert!(!next.body.contains("<script>alert"));
    // A summary is one line, and what looks like a line of ours in it is none.
    let summary = "Fix\r\n\r\nProposal: 7\r\nAlmanac-Write: forged-0\u{0}";
    let body =
        serde_json::json!({ "text": format!("{text}More.\n"), "base": base, "summary": summary });
    let body = body.to_string();
    let saved = ask(
        &server,
        "entries/hive/edit",
        &["-H", &authorization, "--json", &body],
    );
    assert_eq!(saved.code, 200, "{saved:?}");
    let log = Command::new("git")
        .current_dir(folder.path())
        .args(["log", "-1", "--format=%s"])
        .output();
    let log = String::from_utf8(log.unwrap().stdout).unwrap();
    assert!(log.starts_with("Fix"), "{log}");
    for path in [
        "entries/..%2F..%2Falmanac.toml/edit",
        "entries/%2e%2e/edit",
        "entries/hive%00/edit",
        "entries/.git/edit",
        "entries/a%5Cb/edit",
    ] {
        let sent = ask(
            &server,
            path,
            &["-H", &authorization, "-d", "text=x&base=y"],
        );
        assert!((400..500).contains(&sent.code), "{path}: {sent:?}");
    }
    for body in ["[]", "{", "\"x\"", "{\"text\": {}}", "null"] {
        let sent = ask(
            &server,
            "entries/hive/edit",
            &["-H", &authorization, "--json", body],
        );
        assert!((400..500).contains(&sent.code), "{body}: {sent:?}");
    }
    // YAML and Markdown that grow.
    let bomb = format!(
        "---\na: &a [{}]\nb: &b [*a,*a,*a,*a]\n---\n",
        "x,".repeat(1_000)
    );
    let deep = format!("---\ntitle: x\n---\n{}", "> ".repeat(20_000));
    for text in [bomb, deep, "[".repeat(50_000)] {
        let body = serde_json::json!({ "text": text }).to_string();
        let file = folder.path().join("body.json");
        std::fs::write(&file, body).unwrap();
        let named = format!("@{}", file.display());
        let checked = ask(
            &server,
            "entries/hive/edit/check",
            &["-H", &authorization, "--json", &named],
        );
        assert_eq!(checked.code, 200, "{checked:?}");
    }
}

#[test]
fn the_owner_at_the_desk_saves_what_no_revision_records_to_the_disk() {
    let folder = Folder::repository();
    let server = Server::start(&folder, &[]);
    let cookie = format!(
        "cookie: {}",
        ask(
            &server,
            &format!("?token={}", server.token.as_ref().unwrap()),
            &[]
        )
        .cookie()
    );
    let edited = format!("{}By hand.\n", folder.read("entries/hive.md"));
    folder.write("entries/hive.md", &edited);
    server
        .listen()
        .wait_until(|| ask(&server, "entries/hive", &[]).body.contains("By hand."));
    let form = ask(&server, "entries/hive/edit", &["-H", &cookie]);
    let base = format!("base={}", form.hidden("base"));
    let text = format!("text={edited}More.\n");
    let arguments = [
        "-H",
        &cookie,
        "--data-urlencode",
        &base,
        "--data-urlencode",
        &text,
    ];
    let saved = ask(&server, "entries/hive/edit", &arguments);
    assert_eq!(saved.code, 303, "{saved:?}");
    assert_eq!(folder.read("entries/hive.md"), format!("{edited}More.\n"));
    // Somebody else is refused while the file has edits by hand.
    let ada = key(&folder, &["Ada", "--role", "editor"]);
    let (base, text) = text_of(&server, &ada, "entries/hive");
    let refused = send(
        &server,
        &ada,
        "entries/hive",
        &base,
        &format!("{text}Mine.\n"),
    );
    assert_eq!(refused.code, 409, "{refused:?}");
}
