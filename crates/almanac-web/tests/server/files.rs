//! Images and files: streamed, in part, and only those that there are.

use std::io::{Read, Write};
use std::sync::atomic::Ordering;

use crate::fixture::{HUGE, Server};

#[test]
fn of_a_very_large_file_nothing_is_read_that_nobody_takes() {
    let server = Server::start();
    let length = HUGE.to_string();
    let head = server.request("HEAD", "/media/huge.png", &[]);
    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-length"), Some(length.as_str()));
    let tag = head.header("etag").unwrap();
    for coding in ["identity", "gzip, br"] {
        let headers = [("if-none-match", tag), ("accept-encoding", coding)];
        assert_eq!(server.get_with("/media/huge.png", &headers).status, 304);
    }
    let beyond = server.get_with("/media/huge.png", &[("range", "bytes=99999999999-")]);
    let whole = format!("bytes */{HUGE}");
    assert_eq!(
        (beyond.status, beyond.header("content-range")),
        (416, Some(whole.as_str()))
    );
    assert_eq!(server.workspace.read.load(Ordering::Relaxed), 0);
    // The last bytes are had without those before.
    let last = server.get_with("/media/huge.png", &[("range", "bytes=-1000")]);
    assert_eq!((last.status, last.body.len()), (206, 1000));
    assert_eq!(server.workspace.read.load(Ordering::Relaxed), 1000);
}

#[test]
fn a_client_that_takes_little_of_a_large_file_has_little_of_it_read() {
    let server = Server::start();
    let mut some = [0; 100_000];
    for _ in 0..8 {
        let mut stream = server.connect();
        stream
            .write_all(
                b"GET /media/huge.png HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n",
            )
            .unwrap();
        stream.read_exact(&mut some).unwrap();
    }
    // What the buffers of the system hold between us and each of them, and no more.
    let read = server.workspace.read.load(Ordering::Relaxed);
    assert!(read < 8 * (32 << 20), "{read} bytes");
}

#[test]
fn a_part_of_a_file_is_sent_as_it_is_asked_for() {
    let server = Server::start();
    let whole = server.get("/media/bee.png");
    let tag = whole.header("etag").unwrap();
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    let part = server.get_with(
        "/media/bee.png",
        &[("range", "bytes=4-9"), ("if-range", tag)],
    );
    assert_eq!((part.status, part.text()), (206, "really"));
    assert_eq!(part.header("content-range"), Some("bytes 4-9/19"));
    assert_eq!(part.header("content-type"), Some("image/png"));
    // Of another than the client has a part of, it needs all.
    let other = [("range", "bytes=4-9"), ("if-range", "\"another\"")];
    assert_eq!(server.get_with("/media/bee.png", &other).body, whole.body);
    let several = server.get_with("/media/bee.png", &[("range", "bytes=0-1,3-4")]);
    assert_eq!((several.status, several.body), (200, whole.body));
}

#[test]
fn what_is_compressed_already_is_not_compressed_again_and_what_is_not_is_once() {
    let server = Server::start();
    let text = "Honey. ".repeat(5000);
    server.workspace.edit("static/words.txt", &text);
    server
        .workspace
        .edit("static/bees.woff2", "not really a font");
    let taken = [("accept-encoding", "gzip, br")];
    for path in ["/media/bee.png", "/bees.woff2"] {
        let answer = server.get_with(path, &taken);
        assert_eq!(
            (answer.status, answer.header("content-encoding")),
            (200, None),
            "{path}"
        );
    }
    let before = server.workspace.read.load(Ordering::Relaxed);
    let answer = server.get_with("/words.txt", &taken);
    assert_eq!(answer.header("content-encoding"), Some("br"));
    assert!(answer.body.len() < 500);
    let tag = answer.header("etag").unwrap();
    let kept = [taken[0], ("if-none-match", tag)];
    assert_eq!(server.get_with("/words.txt", &kept).status, 304);
    assert_eq!(server.get_with("/words.txt", &taken).body, answer.body);
    let read = server.workspace.read.load(Ordering::Relaxed) - before;
    assert_eq!(read, text.len() as u64);
    assert_eq!(server.get("/words.txt").text(), text);
}

#[test]
fn only_files_that_the_almanac_lists_are_looked_for() {
    let server = Server::start();
    let deep = format!("/media/{}x.png", "a/".repeat(1000));
    for path in [
        &*deep,
        "/media/none.png",
        "/media/%2e%2e/media/bee.png",
        "/media/./bee.png",
        "/media//bee.png",
        "/media/bee.png/",
        "/media/BEE.png",
        "/media/",
        "/static/none.txt",
    ] {
        assert_eq!(server.get(path).status, 404, "{}", path.len());
    }
    assert_eq!(server.workspace.opened.load(Ordering::Relaxed), 0);
    assert_eq!(server.get("/media/bee.png").status, 200);
    assert_eq!(server.workspace.opened.load(Ordering::Relaxed), 1);
}
