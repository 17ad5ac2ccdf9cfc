//! Hostile input through every door by which something comes in: a table of doors, and tables of attacks, each tried on each.
//!
//! What is refused is refused with a sentence and a status that says whose fault it is, soon, and nothing is written.

mod bodies;
mod bombs;
mod browsers;
mod fields;
mod names;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::editing::{Answered, key};
use crate::fixture::Folder;
use crate::server::Server;

/// The longest that any answer may take, in an unoptimized build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What must stand nowhere as it is.
const SCRIPT: &str = "\"'></title></textarea><script>hostile(1)</script>";

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// An address that something is sent to.
pub struct Door {
    /// The address, where `REVISION` stands for the name of the first commit.
    pub path: &'static str,
    /// Its fields, with what may stand in them.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether somebody who has not signed in may send something.
    pub is_open: bool,
}

const UNDO: &[(&str, &str)] = &[("tip", "x"), ("base", "x"), ("summary", "Undo"), ("id", "")];

const IMAGES: &str = "[{\"name\": \"a.gif\", \"licence\": \"CC0-1.0\"}]";

/// All of them.
pub static DOORS: [Door; 13] = [
    Door {
        path: "entries/hive/edit",
        fields: &[
            ("text", "---\ntitle: Hive\n---\nA home.\n"),
            ("base", "x"),
            ("summary", "Say more"),
            ("id", ""),
            ("report", "1"),
            ("media", ""),
            ("exact", ""),
            ("do", ""),
            ("image-alt", ""),
            ("image-name", ""),
        ],
        is_open: false,
    },
    Door {
        path: "entries/hive/edit/check",
        fields: &[
            ("text", "---\ntitle: Hive\n---\nA home.\n"),
            ("media", IMAGES),
        ],
        is_open: false,
    },
    Door {
        path: "entries/hive/edit/impact",
        fields: &[("text", "---\ntitle: Hive\n---\nA home.\n")],
        is_open: false,
    },
    Door {
        path: "entries/hive/edit/protect",
        fields: &[("do", "other"), ("why", "Vandals"), ("until", "2999-01-01")],
        is_open: false,
    },
    Door {
        path: "entries/hive/history/REVISION/undo",
        fields: UNDO,
        is_open: false,
    },
    Door {
        path: "entries/hive/history/REVISION/restore",
        fields: UNDO,
        is_open: false,
    },
    Door {
        path: "new",
        fields: &[
            ("title", "Hive"),
            ("kind", "concept"),
            ("text", "---\ntitle: New\n---\n"),
            ("base", "x"),
            ("summary", "Begin"),
            ("id", ""),
        ],
        is_open: false,
    },
    Door {
        path: "proposals/1",
        fields: &[
            ("do", "comment"),
            ("words", "Why?"),
            ("revision", "x"),
            ("tip", "x"),
            ("choice-0-0", "own"),
            ("own-0-0", "x"),
            ("file", "entries/hive.md"),
            ("text", "x"),
        ],
        is_open: false,
    },
    Door {
        path: "report",
        fields: &[
            ("page", "entries/hive"),
            ("passage", "A home"),
            ("words", "It is none."),
            ("address", "ada@example.org"),
        ],
        is_open: true,
    },
    Door {
        path: "reports/",
        fields: &[("report", "999")],
        is_open: false,
    },
    Door {
        path: "contributors/wim",
        fields: &[("do", "let-in"), ("why", "Spam")],
        is_open: false,
    },
    Door {
        path: "contributors/wim/undo",
        fields: UNDO,
        is_open: false,
    },
    Door {
        path: "sign-in",
        fields: &[("key", "almanac_0"), ("next", "/"), ("do", "")],
        is_open: true,
    },
];

/// How many admins there are: each may send sixty changes a minute.
const ADMINS: usize = 10;

/// A served almanac with a proposal that waits, and those who may send something.
pub struct House {
    pub folder: Folder,
    pub server: Server,
    pub admins: Vec<String>,
    pub writer: String,
    first: String,
    count: AtomicUsize,
}

impl House {
    pub fn new() -> Self {
        let folder = Folder::repository();
        // Each request comes from an address of its own, or the bound of one would be all that is tried.
        let server = Server::start(&folder, &["--public", "--trusted-proxy", "127.0.0.1"]);
        let admin = |number: usize| {
            // Names are text too.
            let name = format!("../Admin \"{number}\" & Co");
            let arguments = [&*name, "--role", "admin", "--scope", "review"];
            key(&folder, &arguments)
        };
        let house = Self {
            admins: (0..ADMINS).map(admin).collect(),
            writer: key(&folder, &["Wim"]),
            first: git(&folder, &["rev-parse", "HEAD"]).trim().to_owned(),
            server,
            folder,
            count: AtomicUsize::new(0),
        };
        let text = format!("{}It is warm.\n", house.folder.read("entries/hive.md"));
        house.propose(&text, "Say more");
        house
    }

    /// Has the writer propose a text for a page.
    pub fn propose(&self, text: &str, summary: &str) -> Value {
        let standing = self.get("entries/hive/edit/text", &self.writer).json();
        let body = json!({ "text": text, "base": standing["base"], "summary": summary });
        let sent = self.json("entries/hive/edit", Some(&self.writer), &body);
        assert_eq!(sent.code, 200, "{sent:?}");
        sent.json()
    }

    /// The address of a door.
    pub fn path(&self, door: &Door) -> String {
        door.path.replace("REVISION", &self.first)
    }

    /// One admin after the other.
    pub fn admin(&self) -> &str {
        &self.admins[self.count.load(Ordering::Relaxed) % ADMINS]
    }

    pub fn get(&self, path: &str, key: &str) -> Answered {
        let authorization = format!("authorization: Bearer {key}\r\naccept: application/json\r\n");
        self.ask("GET", path, &authorization, b"")
    }

    pub fn json(&self, path: &str, key: Option<&str>, body: &Value) -> Answered {
        self.send(path, key, JSON, body.to_string().as_bytes())
    }

    /// Sends a body of some type, as somebody with a key or as nobody.
    pub fn send(&self, path: &str, key: Option<&str>, kind: &str, body: &[u8]) -> Answered {
        let key = key.map(|key| format!("authorization: Bearer {key}\r\n"));
        let headers = format!(
            "content-type: {kind}\r\ncontent-length: {}\r\n{}",
            body.len(),
            key.unwrap_or_default()
        );
        self.ask("POST", path, &headers, body)
    }

    /// Sends a request, and reads the answer until the connection is closed, which must be soon.
    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answered {
        self.ask_from(None, method, path, headers, body)
    }

    /// The same from an address; without one, from one that nobody else has.
    pub fn ask_from(
        &self,
        from: Option<&str>,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> Answered {
        let begun = Instant::now();
        let mut stream = self.begin_from(from, method, path, headers);
        let mut writing = stream.try_clone().unwrap();
        let mut answer = Vec::new();
        std::thread::scope(|scope| {
            // Whoever is refused before the end finds the door closed, and the answer before it.
            scope.spawn(move || drop(writing.write_all(body)));
            let _ = stream.read_to_end(&mut answer);
            // What was not taken is not waited for.
            let _ = stream.shutdown(std::net::Shutdown::Both);
        });
        let what = format!("{method} {path}");
        assert!(begun.elapsed() < PATIENCE, "{what}: {:?}", begun.elapsed());
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect(&what);
        Answered {
            code: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// Sends the head of a request.
    pub fn begin(&self, method: &str, path: &str, headers: &str) -> TcpStream {
        self.begin_from(None, method, path, headers)
    }

    fn begin_from(&self, from: Option<&str>, method: &str, path: &str, headers: &str) -> TcpStream {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let host = self.server.site.split('/').nth(2).unwrap();
        let mut stream = self.server.connect();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let own = format!("10.{}.{}.{}", number >> 16, number >> 8 & 255, number & 255);
        let from = from.unwrap_or(&own);
        let head = format!(
            "{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nx-forwarded-for: {from}\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream
    }

    /// The cookie of an admin who has signed in.
    pub fn cookie(&self) -> String {
        let body = format!("key={}", self.admins[0]);
        let signed = self.send("sign-in", None, FORM, body.as_bytes());
        assert_eq!(signed.code, 303, "{signed:?}");
        format!("cookie: {}\r\n", signed.cookie())
    }

    /// What is recorded, and what is known beside that: the same before and after what is refused.
    pub fn state(&self) -> String {
        let git = |arguments: &[&str]| git(&self.folder, arguments);
        let known = |path: &str| self.get(path, &self.admins[0]).body;
        let blocked = known("contributors/wim");
        [
            git(&["for-each-ref"]),
            git(&["status", "--porcelain"]),
            known("proposals/1"),
            known("reports/"),
            known("entries/hive/edit/protect"),
            blocked,
        ]
        .join("\n")
    }

    /// The server goes on, nothing of it has failed, and the repository is whole.
    pub fn is_sound(&self) {
        assert_eq!(self.server.get("/entries/hive").0, 200);
        let said = self.server.says_meanwhile();
        assert!(!said.contains("panicked"), "{said}");
        git(&self.folder, &["fsck", "--strict"]);
        assert_eq!(git(&self.folder, &["status", "--porcelain"]), "");
    }
}

/// What is answered to something hostile: no fault of ours, a sentence where it is refused, and nothing that is run or read as a header.
fn require_harmless(answered: &Answered, what: &str) {
    let Answered { code, head, body } = answered;
    assert!((200..500).contains(code), "{what}: {answered:?}");
    assert!(
        !head.to_lowercase().contains("\nx-injected"),
        "{what}: {head}"
    );
    let is_markup = { head.to_lowercase() }.contains("html") || head.contains("xml");
    assert!(
        !is_markup || !body.contains("<script>hostile"),
        "{what}: {body}"
    );
    let is_said = *code < 400 || *code == 405 || body.contains(char::is_alphabetic);
    assert!(is_said, "{what}: {code} says nothing");
}

pub fn git(folder: &Folder, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder.path())
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}
