//! What stands in the fields: scripts, headers, trailers, names that lead elsewhere, and signs that nobody sees.

use serde_json::{Map, Value, json};

use super::{DOORS, Door, FORM, House, JSON, SCRIPT, git, require_harmless};

/// What a field may say, by what it tries.
fn attacks() -> Vec<(&'static str, String)> {
    let plain = [
        ("a script", SCRIPT),
        ("a header", "a\r\nx-injected: 1\r\n\r\n<b>"),
        ("a header in escapes", "%0d%0ax-injected:%201"),
        ("the end of a text", "a\0b"),
        ("a way up", "../../../../etc/passwd"),
        ("a way up with backslashes", "..\\..\\.git\\config"),
        ("git's folder", ".git/config"),
        (
            "trailers",
            "Fix\n\nProposal: 7\nAlmanac-Write: forged-00\nAccepted-by: Ada\nReviewed-by: Ada",
        ),
        ("another direction", "\u{202e}gnp.exe\u{2066}\u{200b}"),
        ("a terminal's commands", "a\u{1b}[31m\u{9b}31m"),
        ("a number that is none", "99999999999999999999999"),
        ("an option", "--upload-pack=touch"),
        ("JSON", "{\"do\": [\"accept\"]}"),
        ("an alias bomb", "[{&a: [*a, *a]}]"),
        ("a question to a database", "1'; DROP TABLE reports; --"),
    ];
    let mut attacks: Vec<_> = plain.map(|(what, words)| (what, words.to_owned())).into();
    attacks.push(("a flood", "x ".repeat(7_000)));
    attacks
}

/// A form with all of its bytes in escapes.
pub(super) fn form_of(fields: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        let escaped = value.bytes().map(|byte| format!("%{byte:02x}"));
        form.push_str(&format!("{name}={}&", escaped.collect::<String>()));
    }
    form
}

/// Sends the fields of a door, of which one says something else.
fn send_with(
    house: &House,
    door: &Door,
    (field, words): (&str, &str),
    is_form: bool,
    is_known: bool,
) {
    let all = door.fields.iter();
    let all: Vec<_> = all
        .map(|(name, value)| (*name, if *name == field { words } else { *value }))
        .collect();
    let (kind, body) = match is_form {
        true => (FORM, form_of(&all)),
        false => {
            let fields = all
                .iter()
                .map(|(name, value)| (name.to_string(), Value::from(*value)));
            (
                JSON,
                Value::Object(fields.collect::<Map<_, _>>()).to_string(),
            )
        }
    };
    let key = is_known.then(|| house.admin());
    let path = house.path(door);
    let answered = house.send(&path, key, kind, body.as_bytes());
    let start: String = words.chars().take(30).collect();
    let what = format!("{path}: {field} = {start:?} as {kind}, known: {is_known}");
    require_harmless(&answered, &what);
    if !is_known && !door.is_open {
        assert!((400..500).contains(&answered.code), "{what}: {answered:?}");
    }
}

#[test]
fn what_stands_in_any_field_of_any_door_is_text_or_refused() {
    let house = House::new();
    let before = git(&house.folder, &["for-each-ref"]);
    for door in &DOORS {
        for (at, (field, _)) in door.fields.iter().enumerate() {
            for (number, (_, words)) in attacks().iter().enumerate() {
                // Both ways to send it, and both who may: in turn, as each field meets all of them.
                let turn = at + number;
                send_with(&house, door, (field, words), turn % 2 == 0, turn % 3 != 0);
            }
        }
    }
    // Nothing of this is based on what stands.
    assert_eq!(git(&house.folder, &["for-each-ref"]), before);
    house.is_sound();
}

/// Every page on which something is shown that somebody sent, and every form of it for programs.
fn shown_at(revision: &str) -> Vec<String> {
    let script: String = { SCRIPT.bytes() }
        .map(|byte| format!("%{byte:02x}"))
        .collect();
    let pages = [
        "",
        "entries/",
        "entries/hive",
        "entries/hive.md",
        "entries/hive.json",
        "entries/hive/edit",
        "entries/hive/edit/text",
        "entries/hive/edit/protect",
        "entries/hive/edit/complete?sort=link&q=a",
        "entries/hive/history",
        "entries/hive/history/REVISION",
        "entries/hive/history/REVISION/undo",
        "entries/hive/history/REVISION/restore",
        "entries/hive/at/REVISION",
        "entries/hive/at/2999-01-01",
        "changes",
        "changes/feed.xml",
        "feed.xml",
        "events/feed.xml",
        "events/feed.json",
        "requested",
        "sources/",
        "llms.txt",
        "healthz",
        "proposals/",
        "proposals/1",
        "proposals/2",
        "reports/",
        "reports/searches",
        "contributors/",
        "contributors/wim",
        "contributors/wim/undo",
        "search?q=SCRIPT",
        "search.json?q=SCRIPT",
        "search?q=hostile&kind=SCRIPT&topic=SCRIPT&in=SCRIPT",
        "sign-in?next=SCRIPT",
        "new?title=SCRIPT&kind=SCRIPT",
        "report?page=entries/hive&passage=SCRIPT",
        "nothing/SCRIPT",
        "entries/SCRIPT",
        "changes?who=SCRIPT&kind=SCRIPT",
        "entries/hive/edit?report=SCRIPT&proposal=SCRIPT",
        "entries/hive/edit/media?name=SCRIPT",
    ];
    let named = |page: &&str| {
        page.replace("REVISION", revision)
            .replace("SCRIPT", &script)
    };
    pages.iter().map(named).collect()
}

#[test]
fn what_was_taken_is_text_on_every_page_and_in_every_feed() {
    let house = House::new();
    let folder = &house.folder;
    let title = SCRIPT.replace('"', "\\\"");
    let text = folder
        .read("entries/hive.md")
        .replace("title: Hive", &format!("title: \"{title}\""));
    let text = text.replace(
        "summary: Where bees live.",
        &format!("summary: \"{title}\""),
    );
    let text = format!("{text}\n{SCRIPT}\n\n[{SCRIPT}](javascript:hostile(1))\n");
    let forged = format!("{SCRIPT}\r\n\r\nProposal: 9\r\nAccepted-by: Nobody\r\nReviewed-by: Ada");
    house.propose(&text, &forged);
    let admin = house.admins[1].clone();
    let comment = json!({ "do": "comment", "words": forged });
    assert_eq!(house.json("proposals/2", Some(&admin), &comment).code, 200);
    let report =
        json!({ "page": "entries/hive", "words": SCRIPT, "passage": SCRIPT, "address": forged });
    assert_eq!(house.json("report", None, &report).code, 200);
    let protect = json!({ "do": "protect", "why": SCRIPT });
    let protected = house.json("entries/hive/edit/protect", Some(&admin), &protect);
    assert_eq!(protected.code, 303);
    let decline = json!({ "do": "decline", "words": SCRIPT });
    assert_eq!(house.json("proposals/1", Some(&admin), &decline).code, 200);
    let seen = house.get("proposals/2", &admin).json();
    let accept = json!({ "do": "accept", "revision": seen["revision"], "tip": seen["tip"], "words": SCRIPT });
    let accepted = house.json("proposals/2", Some(&admin), &accept);
    assert_eq!(accepted.code, 200, "{accepted:?}");
    let begun = house.json(
        "new",
        Some(&admin),
        &json!({ "title": format!("Jelly {SCRIPT}") }),
    );
    assert_eq!(begun.code, 200, "{begun:?}");
    let block = json!({ "do": "block", "why": SCRIPT });
    assert_eq!(
        house.json("contributors/wim", Some(&admin), &block).code,
        303
    );
    // Of what somebody says, nothing is a trailer. Those of ours stand once.
    let log = git(folder, &["log", "-2", "--format=%(trailers:only,unfold)"]);
    let names: Vec<&str> = { log.lines() }
        .filter_map(|line| line.split(':').next())
        .collect();
    assert!(!names.contains(&"Reviewed-by"), "{log}");
    assert_eq!(
        names.iter().filter(|name| **name == "Proposal").count(),
        1,
        "{log}"
    );
    assert!(
        log.contains("Proposal: 2\n") && !log.contains("Nobody"),
        "{log}"
    );
    let newest = git(
        folder,
        &["log", "-1", "--format=%H", "--", "entries/hive.md"],
    );
    for page in shown_at(newest.trim()) {
        for key in [Some(&*admin), None] {
            let key = key.map(|key| format!("authorization: Bearer {key}\r\n"));
            let answered = house.ask("GET", &page, &key.unwrap_or_default(), b"");
            require_harmless(&answered, &page);
            let is_html = answered.head.contains("text/html");
            assert!(
                !is_html || !answered.body.contains("href=\"javascript:"),
                "{page}"
            );
            let is_odd = |sign: char| sign.is_control() && !"\n\t\r".contains(sign);
            assert!(!answered.body.contains(is_odd), "{page}");
        }
    }
    house.is_sound();
}
