//! Connections that are slow, broken or many.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use almanac_web::Limits;

use crate::fixture::{Answer, FILES, Server, TestWorkspace};

#[test]
fn one_connection_carries_many_requests() {
    let server = Server::start();
    let mut stream = server.connect();
    let request = |path: &str, connection: &str| {
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: {connection}\r\n\r\n")
    };
    let both = request("/healthz", "keep-alive") + &request("/entries/hive", "close");
    stream.write_all(both.as_bytes()).unwrap();
    let answers = Answer::read(&mut stream);
    let rest = String::from_utf8(answers.body).unwrap();
    assert!(rest.contains("HTTP/1.1 200") && rest.contains("A home."));
}

#[test]
fn what_is_no_request_is_refused_and_the_server_lives() {
    let server = Server::start();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nbad header\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        // The server may close the connection before it has read everything.
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn a_request_head_without_end_is_refused() {
    let server = Server::start();
    let mut stream = server.connect();
    let _ = stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n");
    let line = format!("x-filler: {}\r\n", "a".repeat(8000));
    for _ in 0..200 {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn idle_clients_do_not_keep_a_server_from_stopping() {
    let server = Server::start();
    let mut idle = server.connect();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        .unwrap();
    let mut some = [0; 16];
    idle.read_exact(&mut some).unwrap();
    let mut half = server.connect();
    half.write_all(b"GET / HT").unwrap();
    let started = Instant::now();
    server.stop().unwrap();
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn many_readers_get_the_same_page_at_once() {
    let server = Server::start();
    let expected = server.get("/paths/to-the-hive/1").body;
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| assert_eq!(server.get("/paths/to-the-hive/1").body, expected));
        }
    });
}

#[test]
fn a_fault_of_ours_is_said_to_be_one_and_the_server_lives() {
    let server = Server::start();
    for method in ["GET", "HEAD"] {
        let answer = server.request(method, "/media/fault.png", &[]);
        assert_eq!(answer.status, 500);
        assert!(answer.header("content-security-policy").is_some());
    }
    assert_eq!(server.get("/media/bee.png").status, 200);
}

#[test]
fn an_address_that_is_too_long_is_told_so_before_anything_reads_it() {
    let server = Server::start();
    let deep = |part: &str, times: usize| format!("/{}", part.repeat(times));
    for address in [
        deep("ar/", 21_000),
        deep("ar/", 700),
        format!("/media/{}x.png", "a/".repeat(32_000)),
        format!("/search?q={}", "a".repeat(2048)),
    ] {
        assert_eq!(server.get(&address).status, 414, "{}", address.len());
    }
    // What is as long as can be is looked for.
    assert_eq!(server.get(&deep("ar/", 600)).status, 404);
    let query = format!("/search?q={}", "a".repeat(2000));
    assert_eq!(server.get(&query).status, 200);
}

#[test]
fn a_request_with_very_many_headers_or_a_body_that_nobody_asked_for_is_refused() {
    let server = Server::start();
    let many = vec![("x-filler", "a"); 200];
    assert_eq!(server.get_with("/", &many).status, 431);
    // Without waiting for what is announced: none of it is ever sent.
    for method in ["GET", "POST"] {
        let answer = server.request(method, "/", &[("content-length", "1000000000")]);
        assert_eq!(answer.status, 413, "{method}");
    }
    let mut endless = server.connect();
    endless
        .write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n")
        .unwrap();
    let chunk = [&b"2000\r\n"[..], &[b'a'; 0x2000], b"\r\n"].concat();
    let is_cut_off = (0..10_000).any(|_| endless.write_all(&chunk).is_err());
    assert!(is_cut_off, "eighty megabytes were read");
}

#[test]
fn a_client_that_never_reads_is_left() {
    let limits = Limits {
        connections: 2,
        write_timeout: Duration::from_millis(300),
        ..Limits::default()
    };
    let server = Server::limited(TestWorkspace::new(FILES), limits);
    // More than the system's buffers hold, so that a write must wait.
    let large = format!(
        "---\nid: hive\ntitle: Hive\n---\n{}\n",
        "Honey. ".repeat(3_000_000)
    );
    server.workspace.edit("static/large.txt", &large);
    let mut silent = Vec::new();
    for _ in 0..2 {
        let mut stream = server.connect();
        stream
            .write_all(b"GET /large.txt HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .unwrap();
        silent.push(stream);
    }
    // Both connections are taken; this one waits until the others are closed.
    assert_eq!(server.get("/entries/hive").status, 200);
}
