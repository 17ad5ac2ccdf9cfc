//! Texts that are short to write and long to work on: each is answered soon by every door that takes a text, in bounded
//! room, and others are answered meanwhile.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::{FORM, House, fields};
use crate::editing::Answered;

/// How long a bomb is, in bytes: a megabyte where that is the point, and else as much as an unoptimized build works off in some seconds.
const WHOLE: usize = 1_000_000;
const SHORT: usize = if cfg!(debug_assertions) {
    100_000
} else {
    WHOLE
};

/// How long its answer may take in an unoptimized build on a busy machine, and that to others meanwhile. What grows with the square
/// of its length takes minutes.
const SOON: Duration = Duration::from_secs(60);

/// How much an answer may be, and what the server may ever hold, in bytes.
const MOST_ANSWERED: usize = 20_000_000;
const MOST_HELD: u64 = 1_500_000_000;

const HEAD: &str = "---\nid: bad\ntitle: Bad\nlevel: introductory\nsummary: Bad.\n";

/// A pattern again and again.
fn repeated(pattern: &str, length: usize) -> String {
    pattern.repeat(length / pattern.len())
}

fn lines(length: usize, line: impl Fn(usize) -> String) -> String {
    let mut lines = String::new();
    for number in 0.. {
        lines.push_str(&line(number));
        if lines.len() >= length {
            break;
        }
    }
    lines
}

/// What is repeated in Markdown without an end.
const PATTERNS: &[&str] = &[
    "> ",
    "- ",
    "[",
    "[a](",
    "![",
    "[[",
    "[[a|",
    "*a ",
    "**a *b ",
    "_a_",
    "~~a ",
    "`",
    ":::\n",
    ":::: {.note}\n",
    "|",
    "|-|\n",
    "[^a]",
    "<a ",
    "<div>",
    "<!--",
    "<![CDATA[",
    "<?",
    "&amp",
    "&#",
    "http://a.",
    "a@b.",
    "$a ",
    "$$\n",
    "\\",
    "# a\n",
    "a\n=",
    "a\n: b\n\n",
    "{{",
    "{{a}} ",
    "[@a]",
    "[@a; ",
    "==a ",
    "~a ",
    "^a ",
    "^[",
    "![[hive]]\n\n",
    "![[a",
    "> [!note]\n",
    "a ^b\n\n",
    "%%",
    "\0",
    "\r",
    "\t",
    "\u{202e}",
    "a\u{301}",
    "x",
    "灯台",
    "```\n",
    "```figure\ntype: bar\n```\n",
    "- [ ] ",
    "\"'",
    "## 2020 · a\n",
    "[a](b) ",
    "{#a .b}",
    "[@a, \"x\" ",
];

/// Texts of pages, with what each tries.
fn texts(length: usize) -> Vec<(String, String)> {
    let again = |pattern: &str| repeated(pattern, length);
    let mut texts: Vec<(String, String)> = PATTERNS
        .iter()
        .map(|pattern| {
            (
                format!("{pattern:?}"),
                format!("{HEAD}---\n{}\n", again(pattern)),
            )
        })
        .collect();
    let mut body =
        |what: &str, body: String| texts.push((what.to_owned(), format!("{HEAD}---\n{body}\n")));
    body(
        "a note that is cited again",
        format!("[^a]: x\n\n{}", again("[^a] ")),
    );
    body(
        "notes that cite each other",
        lines(length, |n| format!("[^{n}]\n\n[^{n}]: x[^{}]\n\n", n + 1)),
    );
    body(
        "lists in lists",
        lines(length, |n| format!("{}- x\n", "  ".repeat(n.min(300)))),
    );
    body(
        "ticks of all lengths",
        lines(length, |n| format!("{}a", "`".repeat(n))),
    );
    body("definitions", lines(length, |n| format!("[a{n}]: x\n")));
    body(
        "a wide table",
        format!(
            "{}\n{}\n{}",
            again("a|"),
            "-|".repeat(3_000),
            "a\n".repeat(6_000)
        ),
    );
    body("a formula", format!("${}$", again("\\frac{1}{")));
    body("an address of brackets", format!("[a]({})", again("(")));
    body("attributes", format!("<a {}>", again("x=\"\" ")));
    let mut front = |what: &str, front: String| {
        texts.push((what.to_owned(), format!("{HEAD}{front}\n---\nx\n")))
    };
    let laughs = ('a'..='p').zip('b'..='q').map(|(of, name)| {
        format!(
            "{name}: &{name} [{}]\n",
            vec![format!("*{of}"); 9].join(",")
        )
    });
    front(
        "laughs",
        format!("a: &a [x]\n{}", laughs.collect::<String>()),
    );
    front("brackets in YAML", format!("a: {}", again("[")));
    front("braces in YAML", format!("a: {}", again("{a: ")));
    front("dashes in YAML", format!("a:\n{}", again("- ")));
    front(
        "indents in YAML",
        lines(length, |n| format!("{}a:\n", " ".repeat(n))),
    );
    front("keys", lines(length, |n| format!("k{n}: v\n")));
    front("one key", again("a: b\n"));
    front("anchors", lines(length, |n| format!("k{n}: &a{n} x\n")));
    front("tags", format!("a: {}", again("!!str ")));
    front("escapes", format!("a: \"{}\"", again("\\x41")));
    front(
        "aliases",
        format!("aliases: [{}]", lines(length, |n| format!("a{n},"))),
    );
    front(
        "topics",
        format!("topics: [{}]", lines(length, |n| format!("a{n},"))),
    );
    front(
        "sources",
        format!(
            "sources:\n{}",
            lines(length, |n| format!(
                "  - {{ key: k-{n}, title: T, url: \"https://e.org/{n}\" }}\n"
            ))
        ),
    );
    front(
        "values",
        format!(
            "facts:\n  founded:\n{}",
            again("    - { value: 1, as_of: 2020 }\n")
        ),
    );
    front(
        "facts",
        format!(
            "facts:\n{}",
            lines(length, |n| format!("  p{n}: {{ value: 1 }}\n"))
        ),
    );
    front(
        "takeaways",
        format!("takeaways: [{}]", lines(length, |n| format!("\"a{n}\","))),
    );
    front(
        "prerequisites",
        format!("requires:\n{}", again("  - { entry: hive, reason: x }\n")),
    );
    texts
}

fn require_soon(answered: &Answered, begun: Instant, what: &str) {
    let took = begun.elapsed();
    assert!(took < SOON, "{what}: {took:?}");
    assert!(
        (200..500).contains(&answered.code),
        "{what}: {}: {}",
        answered.code,
        answered.head
    );
    assert!(
        answered.body.len() < MOST_ANSWERED,
        "{what}: {} bytes",
        answered.body.len()
    );
}

/// Ends the reading of others, however the work ends.
struct Over<'o>(&'o AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does something while somebody else reads, who is answered soon all the time.
fn while_others_read(house: &House, work: impl FnOnce()) {
    let is_over = AtomicBool::new(false);
    let host = house.server.site.split('/').nth(2).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                let begun = Instant::now();
                let mut stream = TcpStream::connect(host).unwrap();
                let head = format!(
                    "GET /entries/hive HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
                );
                stream.write_all(head.as_bytes()).unwrap();
                let mut answer = String::new();
                stream.read_to_string(&mut answer).unwrap();
                let took = begun.elapsed();
                assert!(
                    answer.starts_with("HTTP/1.1 200") && took < SOON,
                    "{took:?}"
                );
                std::thread::yield_now();
            }
        });
        let _over = Over(&is_over);
        work();
    });
    let held = house.server.peak_memory();
    assert!(held < MOST_HELD, "{held}");
}

#[test]
fn no_text_holds_up_whoever_checks_it() {
    let house = House::new();
    while_others_read(&house, || {
        let whole = [
            "\"<!--\"",
            "\"<?\"",
            "\"<![CDATA[\"",
            "a note that is cited again",
            "laughs",
            "brackets in YAML",
        ];
        let is_whole = |(what, _): &(String, String)| whole.contains(&what.as_str());
        let all = texts(SHORT)
            .into_iter()
            .chain(texts(WHOLE).into_iter().filter(is_whole));
        for (what, text) in all {
            let begun = Instant::now();
            let answered = house.json(
                "entries/hive/edit/check",
                Some(house.admin()),
                &json!({ "text": text }),
            );
            require_soon(&answered, begun, &what);
            assert!(
                answered.json()["preview"].is_string() || answered.code >= 400,
                "{what}"
            );
        }
    });
    house.is_sound();
}

#[test]
fn no_text_holds_up_a_save_a_proposal_or_a_new_page() {
    let house = House::new();
    let worst = [
        "\"[@a]\"",
        "\"{{a}} \"",
        "a note that is cited again",
        "sources",
        "laughs",
        "\"<!--\"",
        "lists in lists",
    ];
    let all = texts(SHORT);
    let texts: Vec<_> = all
        .iter()
        .filter(|(what, _)| worst.contains(&what.as_str()))
        .collect();
    assert_eq!(texts.len(), worst.len());
    while_others_read(&house, || {
        for (what, text) in &texts {
            for (path, key) in [
                ("entries/hive/edit/impact", house.admin()),
                ("entries/hive/edit", &house.writer),
            ] {
                let standing = house.get("entries/hive/edit/text", key).json();
                let body = json!({ "text": text, "base": standing["base"], "summary": "Bomb" });
                let begun = Instant::now();
                let answered = house.json(path, Some(key), &body);
                require_soon(&answered, begun, &format!("{path}: {what}"));
                if let Some(number) = answered.json()["proposal"].as_u64() {
                    let begun = Instant::now();
                    let shown = house.get(&format!("proposals/{number}"), house.admin());
                    require_soon(&shown, begun, &format!("proposal: {what}"));
                }
            }
            let form = [
                ("title", "Bad"),
                ("kind", ""),
                ("text", text.as_str()),
                ("base", ""),
                ("do", "check"),
            ];
            let begun = Instant::now();
            let answered = house.send(
                "new",
                Some(house.admin()),
                FORM,
                fields::form_of(&form).as_bytes(),
            );
            require_soon(&answered, begun, &format!("new: {what}"));
        }
    });
    house.is_sound();
}

#[test]
fn no_words_of_a_megabyte_hold_up_a_report_a_comment_or_a_summary() {
    let house = House::new();
    while_others_read(&house, || {
        for pattern in ["[", "<!--", "&#", "\u{202e}", "a\u{301}", "x ", "\r\n"] {
            let words = repeated(pattern, WHOLE);
            for (path, field) in [
                ("report", "words"),
                ("report", "passage"),
                ("proposals/1", "words"),
                ("entries/hive/edit", "summary"),
                ("entries/hive/edit/protect", "why"),
                ("new", "title"),
                ("contributors/wim", "why"),
            ] {
                let form = [
                    (field, words.as_str()),
                    ("page", "entries/hive"),
                    ("do", "comment"),
                    ("text", "x"),
                ];
                let begun = Instant::now();
                let answered = house.send(
                    path,
                    Some(house.admin()),
                    FORM,
                    fields::form_of(&form).as_bytes(),
                );
                require_soon(&answered, begun, &format!("{path}: {field}: {pattern:?}"));
            }
        }
    });
    house.is_sound();
}
