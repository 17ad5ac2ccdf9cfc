//! The desk, and what everybody else sees.

use std::io::Write;

use almanac_web::Limits;

use crate::fixture::{Answer, FILES, Server, TOKEN, TestWorkspace};

/// An almanac in which something is wrong.
fn faulty() -> Server {
    let server = Server::start();
    server.workspace.edit(
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\n---\nSee [[nowhere]].\n",
    );
    server
}

/// What is sent as it stands, and the answer to it.
fn send(server: &Server, request: &str) -> Answer {
    let mut stream = server.connect();
    stream.write_all(request.as_bytes()).unwrap();
    Answer::read(&mut stream)
}

#[test]
fn only_the_browser_that_opened_the_desk_sees_what_the_compiler_said() {
    let server = faulty();
    let public = server.get("/entries/hive");
    assert!(!public.text().contains("unknown-link") && !public.text().contains("live."));
    assert_eq!(public.header("server-timing"), None);
    assert_eq!(public.header("cache-control"), Some("no-cache"));
    assert_eq!(server.get("/_live").status, 404);
    let desk = server.get_at_desk("/entries/hive");
    assert!(desk.text().contains("unknown-link") && desk.text().contains("live."));
    assert_eq!(desk.header("cache-control"), Some("private, no-cache"));
    assert_ne!(desk.header("etag"), public.header("etag"));
    // Neither is kept for the other.
    assert_eq!(server.get("/entries/hive").body, public.body);
    let wrong = [("cookie", &*server.cookie().replace("token", "taken"))];
    assert_eq!(server.get_with("/entries/hive", &wrong).body, public.body);
}

#[test]
fn the_token_becomes_a_cookie_on_any_page() {
    let server = Server::configured("title = \"B\"\nbase_url = \"https://example.org/a/\"\n");
    let entered = server.get(&format!("/a/search?q=hive&token={TOKEN}&x=1"));
    assert_eq!(
        (entered.status, entered.header("location")),
        (303, Some("/a/search?q=hive&x=1"))
    );
    assert_eq!(entered.header("cache-control"), Some("no-store"));
    let cookie = entered.header("set-cookie").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/a/", "Max-Age="] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let entered = server.get(&format!("/a/?token={TOKEN}"));
    assert_eq!(entered.header("location"), Some("/a/"));
    let elsewhere = server.get(&format!("//evil.example/?token={TOKEN}"));
    assert_eq!(elsewhere.header("location"), Some("/evil.example/"));
    let wrong = server.get("/a/?token=guessed");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (403, None));
}

#[test]
fn without_a_desk_nothing_opens_one() {
    let server = Server::public(TestWorkspace::new(FILES));
    let page = server.get(&format!("/?token={TOKEN}"));
    assert_eq!((page.status, page.header("set-cookie")), (200, None));
    assert_eq!(server.get("/_live").status, 404);
}

#[test]
fn the_desk_is_not_shown_at_a_strange_name_of_the_server() {
    let server = Server::configured("title = \"B\"\nbase_url = \"https://bees.example/\"\n");
    let cookie = server.cookie();
    let ask = |target: &str, host: &str, headers: &str| {
        send(
            &server,
            &format!(
                "GET {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncookie: {cookie}\r\n{headers}\r\n"
            ),
        )
    };
    for host in ["localhost:1", "127.0.0.1", "[::1]:80", "bees.example"] {
        assert_eq!(ask("/", host, "").status, 200, "{host}");
    }
    assert_eq!(ask("/", "evil.example", "").status, 421);
    assert_eq!(ask("http://evil.example/", "localhost", "").status, 421);
    let entering = format!("/?token={TOKEN}");
    let entered = send(
        &server,
        &format!("GET {entering} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"),
    );
    assert_eq!((entered.status, entered.header("set-cookie")), (421, None));
    // Everybody else may come by any name.
    assert_eq!(
        send(
            &server,
            "GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"
        )
        .status,
        200
    );
    // Nor to the pages of others.
    let from = |origin: &str| ask("/", "localhost:47", &format!("origin: {origin}\r\n")).status;
    assert_eq!(from("http://localhost:47"), 200);
    assert_eq!(from("https://bees.example"), 200);
    for origin in ["http://localhost:48", "https://evil.example", "null"] {
        assert_eq!(from(origin), 403, "{origin}");
    }
}

#[test]
fn a_request_says_for_which_host_it_is() {
    let server = Server::limited(TestWorkspace::new(FILES), Limits::default());
    let status = |head: &str| send(&server, &format!("{head}connection: close\r\n\r\n")).status;
    assert_eq!(status("GET / HTTP/1.1\r\nhost: localhost\r\n"), 200);
    assert_eq!(status("GET / HTTP/1.0\r\n"), 200);
    for head in [
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nhost: localhost\r\nhost: localhost\r\n",
        "GET / HTTP/1.1\r\nhost: \r\n",
        "GET / HTTP/1.1\r\nhost: local host\r\n",
        "GET / HTTP/1.1\r\nhost: a@localhost\r\n",
        "GET / HTTP/1.1\r\nhost: localhost:x\r\n",
    ] {
        assert_eq!(status(head), 400, "{head}");
    }
}
