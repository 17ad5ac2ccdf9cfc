//! Pages that are told of edits.

use std::io::{BufRead, BufReader, Write};
use std::time::Duration;

use almanac_web::Limits;

use crate::fixture::{FILES, Server, TestWorkspace};

#[test]
fn who_listens_is_told_of_every_edit() {
    let server = Server::start();
    let mut events = server.listen();
    let first = events.next_version().unwrap();
    let before = server.get("/entries/hive");
    assert!(before.text().contains("A home."));
    server.workspace.edit(
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\n---\nA new home.\n",
    );
    let second = events.next_version().unwrap();
    assert_ne!(first, second);
    assert!(server.get("/entries/hive").text().contains("A new home."));
    // A page that comes later is told the version that is served, so a page knows whether it is the newest.
    assert_eq!(server.listen().next_version(), Some(second));
}

#[test]
fn a_page_is_told_which_version_it_is_of() {
    let server = Server::start();
    let version = server.listen().next_version().unwrap();
    let page = server.get_at_desk("/entries/hive");
    let tag = page.header("etag").unwrap();
    let hash = tag.trim_matches('"').split('-').next().unwrap();
    let told = Some(format!("snapshot;desc=\"{version}\", page;desc=\"{hash}\""));
    assert_eq!(page.header("server-timing"), told.as_deref());
    let cookie = server.cookie();
    let headers = [("if-none-match", tag), ("cookie", &cookie)];
    let kept = server.get_with("/entries/hive", &headers);
    assert_eq!(kept.status, 304);
    assert_eq!(kept.header("server-timing"), told.as_deref());
}

/// What is not there is a page too, which an edit may change.
#[test]
fn a_page_that_is_not_there_is_told_the_hash_of_its_text() {
    let server = Server::start();
    let at_desk = server.get_at_desk("/entries/nothing");
    assert_eq!(at_desk.status, 404);
    assert!(
        at_desk
            .header("server-timing")
            .unwrap()
            .contains("page;desc=\"")
    );
    assert_eq!(server.get("/entries/nothing").header("etag"), None);
}

#[test]
fn the_stream_is_one_that_browsers_take() {
    let server = Server::start();
    let mut answer = server.connect();
    use std::io::{Read, Write};
    answer.write_all(server.live_request().as_bytes()).unwrap();
    let mut head = [0; 2048];
    let length = answer.read(&mut head).unwrap();
    let head = String::from_utf8_lossy(&head[..length]).to_lowercase();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("content-type: text/event-stream"), "{head}");
    assert!(head.contains("cache-control: no-store"), "{head}");
}

#[test]
fn stopping_ends_the_streams_at_once() {
    let mut server = Server::start();
    let mut events = server.listen();
    events.next_version().unwrap();
    server.tell_to_stop();
    assert_eq!(events.next_version(), None);
    server.stop().unwrap();
}

#[test]
fn those_who_listen_leave_room_for_those_who_read() {
    let limits = Limits {
        connections: 8,
        live: 2,
        ..Limits::default()
    };
    let server = Server::limited(TestWorkspace::new(FILES), limits);
    let mut listening = [server.listen(), server.listen()];
    for events in &mut listening {
        events.next_version().unwrap();
    }
    for _ in 0..6 {
        let refused = server.get_at_desk("/_live");
        assert_eq!(
            (refused.status, refused.header("retry-after")),
            (503, Some("60"))
        );
    }
    assert_eq!(server.get("/entries/hive").status, 200);
    // Whoever leaves makes room, once it is noticed.
    drop(listening);
    server.workspace.edit(
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\n---\nAnother.\n",
    );
    let is_free = |_| server.listen().next_version().is_some();
    assert!((0..100).any(is_free));
}

#[test]
fn a_stream_on_which_nothing_happens_has_a_heartbeat() {
    let limits = Limits {
        heartbeat: Duration::from_millis(20),
        ..Limits::default()
    };
    let server = Server::limited(TestWorkspace::new(FILES), limits);
    let mut stream = server.connect();
    stream.write_all(server.live_request().as_bytes()).unwrap();
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let beats = lines.filter(|line| line.starts_with(':')).take(2);
    assert_eq!(beats.count(), 2);
}
