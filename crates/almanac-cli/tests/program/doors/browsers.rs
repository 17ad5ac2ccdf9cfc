//! What a browser is answered when nothing is done with its form: a page, with all that somebody wrote in it.

use super::{DOORS, Door, FORM, House, UNDO, fields};
use crate::editing::{Answered, key};

/// What people write; the other fields are filled by forms.
const WRITTEN: [&str; 9] = [
    "text",
    "words",
    "summary",
    "why",
    "title",
    "passage",
    "address",
    "image-alt",
    "own-0-0",
];

const BROWSER: &str =
    "accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nsec-fetch-site: same-origin\r\n";

/// The doors as browsers find them, with what makes each of them refuse.
fn doors() -> Vec<Door> {
    let mut doors: Vec<Door> = DOORS
        .iter()
        .map(|door| Door {
            path: door.path,
            fields: door.fields,
            is_open: door.is_open,
        })
        .collect();
    for path in ["proposals/99", "entries/nothing/history/REVISION/undo"] {
        doors.push(Door {
            path,
            fields: UNDO,
            is_open: false,
        });
    }
    doors
}

/// What somebody writes into a field.
fn words(door: &Door, field: &str) -> String {
    format!("<kept> {field} of {}", door.path)
}

impl Answered {
    /// Whether the page has these words, as one of two ways to escape them writes them.
    fn shows(&self, words: &str) -> bool {
        let body = self.body.replace("&#60;", "&lt;").replace("&#62;", "&gt;");
        body.contains(&words.replace('<', "&lt;").replace('>', "&gt;"))
    }
}

fn form_of(door: &Door, more: &[(&str, &str)]) -> String {
    let fields = door.fields.iter().map(|(name, value)| {
        let other = more.iter().find(|(other, _)| other == name);
        let value = match other {
            Some((_, value)) => (*value).to_owned(),
            None if WRITTEN.contains(name) => words(door, name),
            None => (*value).to_owned(),
        };
        (*name, value)
    });
    let fields: Vec<_> = fields.collect();
    let fields: Vec<_> = { fields.iter() }
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields::form_of(&fields)
}

/// Sends a form as a browser does that has these cookies.
fn send(
    house: &House,
    door: &Door,
    cookie: &str,
    more: &[(&str, &str)],
    from: Option<&str>,
) -> Answered {
    let body = form_of(door, more);
    let headers = format!(
        "content-type: {FORM}\r\ncontent-length: {}\r\n{BROWSER}{cookie}",
        body.len()
    );
    house.ask_from(from, "POST", &house.path(door), &headers, body.as_bytes())
}

/// Requires a page with all that was written, from which it can be sent again to where it was sent.
fn require_kept(answered: &Answered, door: &Door, what: &str) {
    let what = format!("{}: {what}: {}", door.path, answered.code);
    let head = answered.head.to_lowercase();
    assert!(
        head.contains("content-type: text/html"),
        "{what}: {answered:?}"
    );
    assert!(head.contains("private, no-store"), "{what}: {head}");
    assert!(!answered.body.contains("<kept>"), "{what}");
    for (name, _) in door
        .fields
        .iter()
        .filter(|(name, _)| WRITTEN.contains(name))
    {
        let is_kept = answered.shows(&words(door, name));
        assert!(is_kept, "{what}: {name}: {}", answered.body);
    }
    // What the form says of itself goes with it: what was looked at, and what was to be done.
    for name in ["tip", "revision", "base", "do", "report", "page"] {
        let is_sent = door
            .fields
            .iter()
            .any(|(sent, value)| *sent == name && !value.is_empty());
        let is_kept = answered.body.contains(&format!("name=\"{name}\""));
        let is_edit = door.path.ends_with("/edit") || door.path == "new";
        assert!(is_kept || !is_sent || is_edit, "{what}: {name}");
    }
    assert!(answered.body.contains("method=\"post\""), "{what}");
}

#[test]
fn whoever_is_signed_out_or_may_not_gets_back_what_they_wrote() {
    let house = House::new();
    let before = house.state();
    let reader = key(&house.folder, &["Rea", "--role", "reader"]);
    let signed = house.send("sign-in", None, FORM, format!("key={reader}").as_bytes());
    let reader = format!("cookie: {}\r\n", signed.cookie());
    let forged = "cookie: almanac-x=forged; __Host-almanac-x=forged\r\n";
    for door in doors().iter().filter(|door| !door.is_open) {
        for (who, cookie, code) in [
            ("nobody", "", 401),
            ("ended", forged, 401),
            ("a reader", &*reader, 403),
        ] {
            let answered = send(&house, door, cookie, &[], None);
            let is_gone = answered.code == 404
                && doors()[DOORS.len()..]
                    .iter()
                    .any(|gone| gone.path == door.path);
            assert!(
                answered.code == code || is_gone,
                "{}: {who}: {answered:?}",
                door.path
            );
            require_kept(&answered, door, who);
            let signs_in = answered.body.contains("/sign-in");
            assert!(
                signs_in || answered.code != 401,
                "{}: {who}: {}",
                door.path,
                answered.body
            );
        }
    }
    assert_eq!(house.state(), before);
    house.is_sound();
}

#[test]
fn whoever_sends_too_much_gets_it_back() {
    let house = House::new();
    let mut refused = Vec::new();
    for door in doors() {
        for _ in 0..35 {
            let answered = send(&house, &door, "", &[], Some("192.0.2.7"));
            if answered.code == 429 {
                refused.push(door.path);
                assert!(answered.head.contains("retry-after"), "{answered:?}");
                match door.path {
                    "sign-in" => assert!(!answered.body.contains("almanac_0"), "{answered:?}"),
                    _ => require_kept(&answered, &door, "too many"),
                }
                break;
            }
        }
    }
    for door in [
        "entries/hive/edit",
        "new",
        "report",
        "sign-in",
        "contributors/wim/undo",
    ] {
        assert!(refused.contains(&door), "{door}: {refused:?}");
    }
    let cookie = house.cookie();
    let edit = &doors()[0];
    let saves = (0..61).map(|_| send(&house, edit, &cookie, &[("text", "x")], None));
    let last = saves.last().unwrap();
    assert_eq!(last.code, 429, "{last:?}");
    require_kept_but(&last, edit, "text");
    house.is_sound();
}

/// The same, where one field says something of its own.
fn require_kept_but(answered: &Answered, door: &Door, but: &str) {
    let others = door
        .fields
        .iter()
        .filter(|(name, _)| WRITTEN.contains(name) && *name != but);
    for (name, _) in others {
        let is_kept = answered.shows(&words(door, name));
        assert!(is_kept, "{}: {name}: {answered:?}", door.path);
    }
}

#[test]
fn what_is_too_long_comes_back_and_nothing_of_it_is_cut() {
    let house = House::new();
    let before = house.state();
    let cookie = house.cookie();
    let cases = [
        ("report", "words", 4_001),
        ("report", "words", 100_000),
        ("report", "passage", 501),
        ("proposals/1", "words", 10_001),
        ("proposals/1", "words", 200_000),
        ("entries/hive/edit", "summary", 501),
        ("entries/hive/edit/protect", "why", 501),
        ("entries/hive/edit/protect", "why", 100_000),
        ("entries/hive/history/REVISION/undo", "summary", 501),
        ("entries/hive/history/REVISION/undo", "summary", 100_000),
        ("contributors/wim", "why", 100_000),
        ("contributors/wim/undo", "summary", 100_000),
    ];
    for (path, field, length) in cases {
        let doors = doors();
        let door = doors.iter().find(|door| door.path == path).unwrap();
        let long = "x".repeat(length);
        let answered = send(&house, door, &cookie, &[(field, &long)], None);
        let what = format!("{path}: {field}: {length}");
        assert_eq!(answered.code, 413, "{what}: {}", answered.head);
        assert!(answered.body.contains(&long), "{what}: cut");
        require_kept_but(&answered, door, field);
    }
    // What nobody gives back is in the browser, which is told so and not cut off.
    let doors = doors();
    let report = doors.iter().find(|door| door.path == "report").unwrap();
    let flood = "x".repeat(20 << 20);
    let answered = send(&house, report, "", &[("words", &flood)], None);
    assert_eq!(answered.code, 413, "{}", answered.head);
    assert!(
        answered.body.contains("go back one page"),
        "{}",
        answered.body
    );
    assert_eq!(house.state(), before);
    house.is_sound();
}

#[test]
fn what_is_overtaken_or_can_not_be_done_comes_back() {
    let house = House::new();
    let before = house.state();
    let cookie = house.cookie();
    for (path, more, code) in [
        ("entries/hive/edit", ("base", "x"), 412),
        ("entries/hive/history/REVISION/undo", ("tip", "x"), 412),
        ("entries/hive/history/REVISION/restore", ("tip", "x"), 412),
        ("contributors/wim/undo", ("tip", "x"), 412),
        ("proposals/1", ("do", "accept"), 412),
        ("proposals/99", ("tip", "x"), 404),
        ("entries/nothing/history/REVISION/undo", ("tip", "x"), 404),
        ("entries/hive/edit/protect", ("until", "1999-01-01"), 422),
        ("entries/hive/edit/protect", ("until", "no day"), 422),
        ("entries/hive/edit/protect", ("do", "other"), 400),
        ("contributors/wim", ("do", "other"), 400),
        ("report", ("page", "entries/nothing"), 404),
    ] {
        let doors = doors();
        let door = doors.iter().find(|door| door.path == path).unwrap();
        let more: &[_] = match path.ends_with("protect") && more.0 == "until" {
            true => &[more, ("do", "protect")],
            false => &[more],
        };
        let answered = send(&house, door, &cookie, more, None);
        assert_eq!(answered.code, code, "{path}: {more:?}: {answered:?}");
        require_kept(&answered, door, &format!("{more:?}"));
    }
    // A page of another site fills in nothing that one of ours would send.
    for door in &doors()[..DOORS.len()] {
        let body = form_of(door, &[]);
        let headers = format!(
            "content-type: {FORM}\r\ncontent-length: {}\r\naccept: text/html\r\nsec-fetch-site: cross-site\r\norigin: https://evil.example\r\n{cookie}",
            body.len()
        );
        let answered = house.ask("POST", &house.path(door), &headers, body.as_bytes());
        assert_eq!(answered.code, 403, "{}: {answered:?}", door.path);
        assert!(answered.head.contains("text/html"), "{answered:?}");
        assert!(
            !answered.body.contains("kept"),
            "{}: {}",
            door.path,
            answered.body
        );
        assert!(!answered.body.contains("method=\"post\""), "{}", door.path);
    }
    assert_eq!(house.state(), before);
    house.is_sound();
}
